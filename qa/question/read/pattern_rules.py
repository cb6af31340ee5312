"""Rules that read which pattern a question looks for in a series.

In: a reading. Out: the pattern, and where the question asks for it; None where it asks for none of
the kind. The rules stand in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from qa.dutch.numbers import Found, read_number
from qa.dutch.numbers.units import UNIT_OF
from qa.question.read.pattern_words import RULES
from qa.question.read.reading import Reading
from qa.types import Bound, Extent, Operation, Pattern, Quantity, Span

_BELOW: Final = frozenset("onder beneden minder lager korter kleiner".split())
_INCLUSIVE: Final = frozenset(
    "minstens minimaal hoogstens maximaal ten tenminste minste hoogste".split()
)
_AT_MOST: Final = frozenset("hoogstens maximaal hoogste".split())
_LEVELS: Final = frozenset("onder boven beneden".split())  # "daalde onder de 50.000"

_Found = tuple[Pattern, tuple[Span, ...]]
_Rule = Callable[[Reading], _Found | None]


def spans_of(reading: Reading, *names: str) -> tuple[Span, ...]:
    """Return where named rules find something."""
    return tuple(Span(*match.span()) for name in names for match in reading.said.each(RULES[name]))


def _says(reading: Reading, name: str) -> bool:
    return reading.said.match(RULES[name]) is not None


def _way(reading: Reading) -> int:
    """Return which way a question asks for: -1 down, 1 up, 0 where it says neither or both."""
    down = reading.has("fall", "less") or _says(reading, "downwards")
    up = reading.has("rise", "more") or _says(reading, "upwards")
    if reading.has("fall") is not reading.has("rise"):
        return -1 if reading.has("fall") else 1
    return (up - down) if up is not down else 0


def _in_percent(reading: Reading) -> bool | None:
    if _says(reading, "by_share"):
        return True
    return False if _says(reading, "by_number") else None


def _index(reading: Reading) -> _Found | None:
    based = reading.said.match(RULES["base_year"])
    if based is None or not (_says(reading, "index") or _says(reading, "at_hundred")):
        return None
    spans = (*spans_of(reading, "index", "standing"), Span(*based.span()))
    return Pattern(Operation.INDEX, base=int(based["base"][:4])), spans


def _yearly(reading: Reading) -> _Found | None:
    changes = _way(reading) or reading.has("change")
    if not (reading.has("mean") and reading.has("per_year") and changes):
        return None
    if _says(reading, "newly_made"):
        return None  # what is made anew each year adds up: it is no change of a number
    spans = spans_of(reading, "per_year", "by_share", "by_number")
    share = reading.has("percent") or _says(reading, "by_share")
    spans += spans_of(reading, "percent")
    return Pattern(Operation.YEARLY, way=_way(reading), in_percent=share), spans


def _place(reading: Reading) -> _Found | None:
    """Recognise the place of a year, the year of a place, and the first few of them."""
    said = reading.said
    most = not (reading.has("lowest") or _says(reading, "ascending"))
    if match := said.match(RULES["which_place"]):
        if reading.has("which_subject") or len(set(reading.years.named)) != 1:
            return None
        spans = (*spans_of(reading, "which_place", "in_order", "ordered"), Span(*match.span()))
        if "jaren" in said.words:  # "als je de jaren op bezoekers sorteert"
            spans += spans_of(reading, "sorts")
        year = reading.years.named[0]
        spans += tuple(each.span for each in reading.dates)
        return Pattern(Operation.PLACE, year=year, most=most), spans
    if match := said.match(RULES["year_at_place"]):
        spans = (Span(*match.span()),)
        return Pattern(Operation.PLACE, place=int(match["place"]), most=most), spans
    behind = said.match(RULES["nth_behind"])
    if match := behind or said.match(RULES["nth"]):
        spans = (Span(*match.span("tail" if behind else 0)), *spans_of(reading, "years_of_order"))
        place = 1 + int(read_number(match["count"]) or 0)
        return Pattern(Operation.PLACE, place=place, most=most), spans
    if (match := said.match(RULES["top_years"])) and reading.has("highest", "lowest"):
        count = read_number(match["count"] or match["few"])
        if count is None:
            return None
        spans = (Span(*match.span()), *spans_of(reading, "years_of_order"))
        return Pattern(Operation.PLACE, count=int(count), most=most), spans
    if (match := said.match(RULES["and_next"])) and reading.has("highest", "lowest"):
        spans = (Span(*match.span()), *spans_of(reading, "which_years"))
        return Pattern(Operation.PLACE, count=2, most=most), spans
    if (match := said.match(RULES["was_year"])) and reading.has("highest", "lowest"):
        spans = (Span(*match.span()),)
        return Pattern(Operation.PLACE, year=int(match["year"]), most=most), spans
    return None


def _share(reading: Reading) -> _Found | None:
    """Recognise which part of a sum one subject is, or one year."""
    if not (reading.subjects and _says(reading, "part_of")) or reading.has("more", "less"):
        return None  # "hoeveel procent meer" is of no whole
    spans = spans_of(reading, "part_of", "summed")
    years = reading.years.named
    if len(reading.subjects) == 1 and len(years) > 2 and reading.years.run:
        rest = tuple(each.span for each in reading.dates[-1:])
        year = years[-1] if len(years) == 3 else 0  # of several years at once nothing is told
        return Pattern(Operation.SHARE, year=year), (*spans, *rest)
    every = reading.has("all_subjects")
    if not (reading.has("sum") and (every or len(reading.subjects) > 1)):
        return (Pattern(Operation.SHARE), spans) if len(reading.subjects) > 1 else None
    spotted = reading.terms.spot(reading.stems)
    named = [each.id for each in spotted if each.kind == "subject"]
    # Of several that are added up the part is the one that is named again.
    again = next((each for each in named if named.count(each) > 1), "")
    part = named[0] if len(reading.subjects) == 1 else again
    return Pattern(Operation.SHARE, part=part, over_subjects=True), spans


def _strongest(reading: Reading) -> _Found | None:
    """Recognise which subject, or which year, changed most or least."""
    match = reading.said.match(RULES["strongest"])
    loses = _says(reading, "loses")  # "verloor de meeste leden": in numbers
    moves = any(_says(reading, each) for each in ("moves", "upwards", "downwards"))
    if match is None or not (moves or loses or reading.has("fall", "rise")):
        return None
    pattern = Pattern(
        Operation.STRONGEST,
        way=-1 if loses else _way(reading),
        in_percent=False if loses else _in_percent(reading),
        most=match["least"] is None,
    )
    spans = spans_of(reading, "strongest", "by_share", "by_number", "before", "moves", "loses")
    spans += spans_of(reading, "upwards", "downwards", "went_on")
    if _says(reading, "which_years"):
        return pattern, (*spans, *spans_of(reading, "which_years", "shows"))
    return replace(pattern, over_subjects=True), (*spans, *spans_of(reading, "where_of"))


def _faster(reading: Reading) -> _Found | None:
    """Recognise which of two series changed more."""
    if not (_says(reading, "faster") and reading.has("fall", "rise")):
        return None
    spans = spans_of(reading, "faster", "by_share", "by_number", "whole_period")
    way = 1 if reading.has("rise") else -1
    return Pattern(Operation.FASTER, way=way, in_percent=_in_percent(reading)), spans


def _every_year(reading: Reading) -> _Found | None:
    if not (_says(reading, "every_year") and _way(reading)):
        return None
    if reading.has("mean") or _says(reading, "how_many") or _says(reading, "which_years"):
        return None
    return Pattern(Operation.EVERY_YEAR, way=_way(reading)), spans_of(
        reading, "every_year", "before", "downwards", "upwards", "or_not"
    )


def _threshold(reading: Reading) -> _Found | None:
    """Recognise a limit, with the years or the subjects that it is asked of."""
    limit = _limit(reading)
    if limit is None:
        return None
    found, said = limit
    is_share = found.quantity is not None and found.quantity.unit == "procent"
    if reading.has("share") and not is_share:
        return None
    words = frozenset(said.of(reading.text).casefold().split())
    if reading.has("fall", "rise") and words.isdisjoint(_LEVELS):
        return None  # "een stijging van meer dan 30" holds the change against it
    below, asked = not _BELOW.isdisjoint(words), tuple(_quantities(found))
    if not _AT_MOST.isdisjoint(words):
        below = True
    extent, spans = _extent(reading)
    over_subjects = False
    if extent is None:
        over_subjects = _says(reading, "which_of") and not _says(reading, "which_years")
        if not over_subjects:
            return None
    pattern = Pattern(
        Operation.THRESHOLD,
        way=0 if len(asked) > 1 else -1 if below else 1,
        limits=asked,
        inclusive=not _INCLUSIVE.isdisjoint(words) and "dan" not in words,
        extent=extent or Extent.ALL,
        over_subjects=over_subjects,
    )
    return pattern, (*spans, said, _without_unit(found))


def _limit(reading: Reading) -> tuple[Found, Span] | None:
    """Return the number that others are held against, and where it says how."""
    for match in reading.said.each(RULES["limit"]):
        at = match.end() + 1
        number = next(
            (each for each in reading.numbers if each.span.start <= at < each.span.end), None
        )
        if number is not None and number.quantity is not None:
            return number, Span(*match.span())
    return None


def _without_unit(found: Found) -> Span:
    """Return where a number stands, but for its unit: that tells which series is meant."""
    unit = found.surface.rpartition(" ")[2]
    is_unit = unit.casefold() in UNIT_OF
    return Span(found.span.start, found.span.end - (len(unit) if is_unit else 0))


def _quantities(found: Found) -> list[Quantity]:
    assert found.quantity is not None
    unit = "" if found.quantity.unit == "keer" else found.quantity.unit
    one = replace(found.quantity, unit=unit, bound=Bound.EXACT, high=None, word="")
    if found.quantity.high is None:
        return [one]
    return [one, replace(one, value=found.quantity.high)]


def _extent(reading: Reading) -> tuple[Extent | None, tuple[Span, ...]]:
    spans = spans_of(reading, "since_when", "until_when", "lasting", "ever")
    spans += spans_of(reading, "which_years", "how_many_years", "and_which")
    if "jaren" in reading.said.words:  # of several "voor het eerst" says something else
        return Extent.ALL, spans
    spans += spans_of(reading, "first_time")
    for name, extent in (
        ("until_when", Extent.UNTIL),
        ("first_time", Extent.FIRST),
        ("since_when", Extent.SINCE),
        ("ever", Extent.EVER),
        ("how_many_years", Extent.ALL),
        ("which_years", Extent.ALL),
    ):
        if _says(reading, name):
            return extent, spans
    return None, spans


def _exceptions(reading: Reading) -> _Found | None:
    """Recognise the years, or the subjects of one year, that went some way."""
    extremes = reading.has("highest", "lowest", "mean", "sum", "share")
    if extremes or _says(reading, "how_many") or _says(reading, "since_when"):
        return None
    broken = _says(reading, "broken")
    way = _way(reading)
    if _says(reading, "which_years") and (reading.has("fall", "rise") or way):
        if not (reading.has("fall", "rise") or _says(reading, "before") or broken):
            return None
        spans = spans_of(reading, "which_years", "before", "broken", "juist", "upwards")
        turned = -way if _says(reading, "was_broken") else way
        return Pattern(Operation.EXCEPTIONS, way=turned), spans
    one_year = len(reading.years.named) == 1 and not reading.years.run
    if reading.has("which_subject") and reading.has("fall", "rise") and one_year:
        if reading.has("percent", "points", "count"):
            return None
        spans = spans_of(reading, "still")
        return Pattern(Operation.EXCEPTIONS, way=way, over_subjects=True), spans
    return None


def _targets(reading: Reading) -> _Found | None:
    if not _says(reading, "its_aim"):
        return None
    if _says(reading, "against_aim") and len(reading.years.named) == 1:
        return Pattern(Operation.TARGETS), spans_of(reading, "against_aim", "its_aim")
    if not _says(reading, "reached"):
        return None
    which = _says(reading, "which_years")
    over = not which and (reading.has("which_subject") or _says(reading, "which_of"))
    if not (which or over or _says(reading, "asks_whether")):
        return None
    spans = spans_of(reading, "reached", "which_years", *(() if over else ("its_aim",)))
    return Pattern(Operation.TARGETS, over_subjects=over), spans


def _table(reading: Reading) -> _Found | None:
    if not _says(reading, "as_table") or _says(reading, "how_many") or reading.turns.each:
        return None
    spans = spans_of(reading, "as_table", "itself", "per_year", "with_share")
    return Pattern(Operation.TABLE), spans


# An index is also a number "op 100", a mean change also a change: the narrow rules come first.
PATTERNS: Final[tuple[_Rule, ...]] = (
    _index, _yearly, _share, _place, _strongest, _faster, _targets, _every_year, _threshold,
    _exceptions, _table,
)  # fmt: skip
