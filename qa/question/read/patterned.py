"""A question for a pattern in a series → the pattern, and the question without its words.

In: a reading. Out: a Pattern, and the rest of the question, which names the series as any other
question does: "Sinds welk jaar ligt het aantal bezoekers onder de 5.000?" looks for a threshold
in "het aantal bezoekers". None where a question asks for no pattern: the rules are tried in order,
the narrow ones first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from qa.dutch.numbers import Found, Kind, read_number, scan
from qa.dutch.text import fold
from qa.question.read.pattern_words import RULES
from qa.question.read.reading import Reading
from qa.types import Bound, Extent, Operation, Pattern, Quantity, Span

_BELOW: Final = frozenset("onder beneden minder lager korter kleiner minste".split())
_INCLUSIVE: Final = frozenset(
    "minstens minimaal hoogstens maximaal ten tenminste minste hoogste".split()
)
_AT_MOST: Final = frozenset("hoogstens maximaal hoogste".split())
_ANY_DAY: Final = date(2000, 1, 1)  # no number hangs on it

_Found = tuple[Pattern, tuple[Span, ...]]
_Rule = Callable[[Reading], _Found | None]


def read_pattern(reading: Reading) -> tuple[Pattern, str, Span] | None:
    """Return what a question looks for in series, the question without that, and where it stands.

    The place is that of the longest phrase that asks for it.
    """
    for rule in _RULES:
        if found := rule(reading):
            pattern, spans = found
            longest = max(
                spans,
                key=lambda each: each.end - each.start,
                default=Span(0, len(reading.text)),
            )
            whether = _asks_whether(reading)
            return replace(pattern, whether=whether), _without(reading, spans), longest
    return None


def _asks_whether(reading: Reading) -> bool:
    return reading.said.match(RULES["asks_whether"]) is not None


def _without(reading: Reading, spans: Sequence[Span]) -> str:
    """Return a question with blanks for what asks for the pattern."""
    blanked = [*spans, *_spans(reading, "manner", "asks_whether_frame", "measured_in")]
    text = reading.text
    for span in blanked:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return " ".join(text.split())


def _spans(reading: Reading, *names: str) -> tuple[Span, ...]:
    return tuple(
        Span(*match.span()) for name in names for match in reading.said.each(RULES[name])
    )


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
    spans = (*_spans(reading, "index", "standing"), Span(*based.span()))
    return Pattern(Operation.INDEX, base=int(based["base"][:4])), spans


def _yearly(reading: Reading) -> _Found | None:
    changes = _way(reading) or reading.has("change")
    if not (reading.has("mean") and reading.has("per_year") and changes):
        return None
    if _says(reading, "newly_made"):
        return None  # what is made anew each year adds up: it is no change of a number
    spans = _spans(reading, "per_year", "by_share", "by_number")
    share = reading.has("percent") or _says(reading, "by_share")
    spans += _spans(reading, "percent")
    return Pattern(Operation.YEARLY, way=_way(reading), in_percent=share), spans


def _place(reading: Reading) -> _Found | None:
    """Recognise the place of a year, the year of a place, and the first few of them."""
    said = reading.said
    most = not (reading.has("lowest") or _says(reading, "ascending"))
    if match := said.match(RULES["which_place"]):
        if reading.has("which_subject") or len(set(reading.years.named)) != 1:
            return None
        spans = (*_spans(reading, "which_place", "in_order", "ordered"), Span(*match.span()))
        year = reading.years.named[0]
        spans += tuple(each.span for each in reading.dates)
        return Pattern(Operation.PLACE, year=year, most=most), spans
    if match := said.match(RULES["year_at_place"]):
        place = read_number(match["place"])
        at = int(place) if place is not None else 0
        return Pattern(Operation.PLACE, place=at, most=most), (Span(*match.span()),)
    if match := said.match(RULES["nth"]):
        spans = (Span(*match.span()), *_spans(reading, "years_of_order"))
        place = 1 + "nul een twee drie vier".split().index(fold(match["count"]))
        return Pattern(Operation.PLACE, place=place, most=most), spans
    if (match := said.match(RULES["top_years"])) and reading.has("highest", "lowest"):
        count = read_number(match["count"] or match["few"])
        if count is None:
            return None
        spans = (Span(*match.span()), *_spans(reading, "years_of_order"))
        return Pattern(Operation.PLACE, count=int(count), most=most), spans
    if (match := said.match(RULES["was_year"])) and reading.has("highest", "lowest"):
        spans = (Span(*match.span()),)
        return Pattern(Operation.PLACE, year=int(match["year"]), most=most), spans
    return None


def _strongest(reading: Reading) -> _Found | None:
    """Recognise which subject, or which year, changed most or least."""
    match = reading.said.match(RULES["strongest"])
    moves = reading.has("fall", "rise") or _says(reading, "moves")
    if match is None or not moves:
        return None
    pattern = Pattern(
        Operation.STRONGEST,
        way=_way(reading),
        in_percent=_in_percent(reading),
        most=match["least"] is None,
    )
    spans = _spans(reading, "strongest", "by_share", "by_number", "before", "moves")
    if _says(reading, "which_years"):
        return pattern, (*spans, *_spans(reading, "which_years", "shows"))
    return replace(pattern, over_subjects=True), (*spans, *_spans(reading, "where_of"))


def _faster(reading: Reading) -> _Found | None:
    """Recognise which of two series changed more."""
    if not (_says(reading, "faster") and reading.has("fall", "rise")):
        return None
    spans = _spans(reading, "faster", "by_share", "by_number", "whole_period")
    way = 1 if reading.has("rise") else -1
    return Pattern(Operation.FASTER, way=way, in_percent=_in_percent(reading)), spans


def _every_year(reading: Reading) -> _Found | None:
    if not (_says(reading, "each") and _way(reading)):
        return None
    if reading.has("mean") or _says(reading, "how_many") or _says(reading, "which_years"):
        return None
    return Pattern(Operation.EVERY_YEAR, way=_way(reading)), _spans(
        reading, "each", "before", "downwards", "upwards", "or_not"
    )


def _threshold(reading: Reading) -> _Found | None:
    """Recognise a limit, with the years or the subjects that it is asked of."""
    limit = _limit(reading)
    if limit is None:
        return None
    found, words = limit
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
    return pattern, (*spans, *_spans(reading, "limit"), found.span)


def _limit(reading: Reading) -> tuple[Found, frozenset[str]] | None:
    """Return the number that others are held against, and the words that say how."""
    found = [each for each in scan(reading.text, _ANY_DAY) if each.kind is Kind.QUANTITY]
    for match in reading.said.each(RULES["limit"]):
        at = match.end() + 1
        number = next((each for each in found if each.span.start <= at < each.span.end), None)
        if number is not None and number.quantity is not None:
            return number, frozenset(match[0].casefold().split())
    return None


def _quantities(found: Found) -> list[Quantity]:
    assert found.quantity is not None
    unit = "" if found.quantity.unit == "keer" else found.quantity.unit
    one = replace(found.quantity, unit=unit, bound=Bound.EXACT, high=None, word="")
    if found.quantity.high is None:
        return [one]
    return [one, replace(one, value=found.quantity.high)]


def _extent(reading: Reading) -> tuple[Extent | None, tuple[Span, ...]]:
    spans = _spans(reading, "since_when", "until_when", "lasting", "ever")
    spans += _spans(reading, "which_years", "how_many_years", "and_which")
    if "jaren" in reading.said.words:  # of several "voor het eerst" says something else
        return Extent.ALL, spans
    spans += _spans(reading, "first_time")
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
    if extremes or _says(reading, "how_many"):
        return None
    broken = _says(reading, "broken")
    way = _way(reading)
    if _says(reading, "which_years") and (reading.has("fall", "rise") or way):
        if not (reading.has("fall", "rise") or _says(reading, "before") or broken):
            return None
        spans = _spans(reading, "which_years", "before", "broken", "juist", "upwards")
        turned = -way if _says(reading, "was_broken") else way
        return Pattern(Operation.EXCEPTIONS, way=turned), spans
    one_year = len(reading.years.named) == 1 and not reading.years.run
    if reading.has("which_subject") and reading.has("fall", "rise") and one_year:
        if reading.has("percent", "points", "count"):
            return None
        spans = _spans(reading, "still")
        return Pattern(Operation.EXCEPTIONS, way=way, over_subjects=True), spans
    return None


def _targets(reading: Reading) -> _Found | None:
    if not _says(reading, "reached"):
        return None
    which = _says(reading, "which_years")
    over = not which and (reading.has("which_subject") or _says(reading, "which_of"))
    if not (which or over or _asks_whether(reading)):
        return None
    spans = _spans(reading, "reached", "aim", "which_years")
    return Pattern(Operation.TARGETS, over_subjects=over), spans


def _table(reading: Reading) -> _Found | None:
    if not _says(reading, "as_table") or _says(reading, "how_many"):
        return None
    return Pattern(Operation.TABLE), _spans(reading, "as_table", "per_year", "with_share")


# An index is also a number "op 100", a mean change also a change: the narrow rules come first.
_RULES: Final[tuple[_Rule, ...]] = (
    _index, _yearly, _place, _strongest, _faster, _targets, _every_year, _threshold, _exceptions,
    _table,
)  # fmt: skip
