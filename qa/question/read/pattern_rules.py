"""Rules that read which pattern a question looks for in a series.

In: a reading. Out: the pattern, and where the question asks for it; None where it asks for none of
the kind. The rules stand in the order in which they are tried.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qa.dutch.numbers import read_number
from qa.question.read.pattern_limits import threshold
from qa.question.read.pattern_said import PatternRule, Sought, in_percent, says, spans_of, way_asked
from qa.question.read.pattern_words import RULES
from qa.question.read.reading import Reading
from qa.types import MeasureKind, Operation, Pattern, Span


def _index(reading: Reading) -> Sought | None:
    based = reading.said.match(RULES["base_year"])
    if based is None or not (says(reading, "index") or says(reading, "at_hundred")):
        return None
    spans = (*spans_of(reading, "index", "standing"), Span(*based.span()))
    return Pattern(Operation.INDEX, base=int(based["base"][:4])), spans


def _yearly(reading: Reading) -> Sought | None:
    changes = way_asked(reading) or reading.has("change")
    if not (reading.has("mean") and reading.has("per_year") and changes):
        return None
    if says(reading, "newly_made"):
        return None  # what is made anew each year adds up: it is no change of a number
    spans = spans_of(reading, "per_year", "by_share", "by_number")
    share = reading.has("percent") or says(reading, "by_share")
    spans += spans_of(reading, "percent")
    return Pattern(Operation.YEARLY, way=way_asked(reading), in_percent=share), spans


def _place(reading: Reading) -> Sought | None:
    """Recognise the place of a year, the year of a place, and the first few of them."""
    said = reading.said
    most = not (reading.has("lowest") or says(reading, "ascending"))
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


def _share(reading: Reading) -> Sought | None:
    """Recognise which part of a sum one subject is, or one year."""
    changes = reading.has("more", "less", "rise", "fall", "change")
    if not (reading.subjects and says(reading, "part_of")) or changes:
        return None  # "hoeveel procent meer" is of no whole
    spans = spans_of(reading, "part_of", "summed")
    years = reading.years.named
    if len(reading.subjects) == 1 and len(years) > 2 and reading.years.run:
        rest = tuple(each.span for each in reading.dates[-1:])
        year = years[-1] if len(years) == 3 else 0  # of several years at once nothing is told
        return Pattern(Operation.SHARE, year=year), (*spans, *rest)
    every = reading.has("all_subjects")  # "van alle soorten": all of them together
    if not (every or (reading.has("sum") and len(reading.subjects) > 1)):
        return (Pattern(Operation.SHARE), spans) if len(reading.subjects) > 1 else None
    if len(set(years)) > 1 or any(m.kind is not MeasureKind.COUNT for m in reading.measures):
        return None  # of two years that would be two shares, and of a share there is no part
    named = [each.id for each in reading.terms.spot(reading.stems) if each.kind == "subject"]
    # Of several that are added up the part is the one that is named again.
    again = next((each for each in named if named.count(each) > 1), "")
    part = named[0] if len(reading.subjects) == 1 else again
    return Pattern(Operation.SHARE, part=part, over_subjects=True), spans


def _strongest(reading: Reading) -> Sought | None:
    """Recognise which subject, or which year, changed most or least."""
    match = reading.said.match(RULES["strongest"])
    loses = says(reading, "loses")  # "verloor de meeste leden": in numbers
    moves = any(says(reading, each) for each in ("moves", "upwards", "downwards"))
    if match is None or not (moves or loses or reading.has("fall", "rise")):
        return None
    pattern = Pattern(
        Operation.STRONGEST,
        way=-1 if loses else way_asked(reading),
        in_percent=False if loses else in_percent(reading),
        most=match["least"] is None,
    )
    spans = spans_of(reading, "strongest", "by_share", "by_number", "before", "moves", "loses")
    spans += spans_of(reading, "upwards", "downwards", "went_on")
    if says(reading, "which_years"):
        return pattern, (*spans, *spans_of(reading, "which_years", "shows"))
    return replace(pattern, over_subjects=True), (*spans, *spans_of(reading, "where_of"))


def _faster(reading: Reading) -> Sought | None:
    """Recognise which of two series changed more."""
    if not (says(reading, "faster") and reading.has("fall", "rise")):
        return None
    spans = spans_of(reading, "faster", "by_share", "by_number", "whole_period")
    way = 1 if reading.has("rise") else -1
    return Pattern(Operation.FASTER, way=way, in_percent=in_percent(reading)), spans


def _every_year(reading: Reading) -> Sought | None:
    if not (says(reading, "every_year") and way_asked(reading)):
        return None
    if reading.has("mean") or says(reading, "how_many") or says(reading, "which_years"):
        return None
    return Pattern(Operation.EVERY_YEAR, way=way_asked(reading)), spans_of(
        reading, "every_year", "before", "downwards", "upwards", "or_not"
    )


def _exceptions(reading: Reading) -> Sought | None:
    """Recognise the years, or the subjects of one year, that went some way."""
    extremes = reading.has("highest", "lowest", "mean", "sum", "share")
    if extremes or says(reading, "how_many") or says(reading, "since_when"):
        return None
    broken = says(reading, "broken")
    way = way_asked(reading)
    if says(reading, "which_years") and (reading.has("fall", "rise") or way):
        if not (reading.has("fall", "rise") or says(reading, "before") or broken):
            return None
        spans = spans_of(reading, "which_years", "before", "broken", "juist", "upwards")
        turned = -way if says(reading, "was_broken") else way
        return Pattern(Operation.EXCEPTIONS, way=turned), spans
    one_year = len(reading.years.named) == 1 and not reading.years.run
    if reading.has("which_subject") and reading.has("fall", "rise") and one_year:
        if reading.has("percent", "points", "count"):
            return None
        spans = spans_of(reading, "still")
        return Pattern(Operation.EXCEPTIONS, way=way, over_subjects=True), spans
    return None


def _targets(reading: Reading) -> Sought | None:
    if not says(reading, "its_aim"):
        return None
    several = len(reading.subjects) > 1  # of one alone the difference is worked out
    against = says(reading, "against_aim") or (several and reading.has("change", "points"))
    if against and len(reading.years.named) == 1:
        spans = spans_of(reading, "against_aim", "its_aim")
        return Pattern(Operation.TARGETS, over_subjects=several), spans
    if not says(reading, "reached"):
        return None
    which = says(reading, "which_years")
    over = not which and (reading.has("which_subject") or says(reading, "which_of"))
    if not (which or over or says(reading, "asks_whether")):
        return None
    spans = spans_of(reading, "reached", "which_years", *(() if over else ("its_aim",)))
    return Pattern(Operation.TARGETS, over_subjects=over), spans


def _table(reading: Reading) -> Sought | None:
    if not says(reading, "as_table") or says(reading, "how_many") or reading.turns.each:
        return None
    spans = spans_of(reading, "as_table", "itself", "per_year", "with_share")
    return Pattern(Operation.TABLE), spans


# An index is also a number "op 100", a mean change also a change: the narrow rules come first.
PATTERNS: Final[tuple[PatternRule, ...]] = (
    _index, _yearly, _share, _place, _strongest, _faster, _targets, _every_year, threshold,
    _exceptions, _table,
)  # fmt: skip
