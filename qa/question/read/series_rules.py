"""Rules that read a question as one about a series of years.

In: a Reading. Out: the query of the first rule that recognises it, with the rule's name. A target
is also a share, a rate a day also a mean: the narrow rules stand first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qa.question.read.reading import Reading
from qa.question.read.series_slots import Slots
from qa.question.read.years import RECENT
from qa.types import ComputeQuery, FactQuery, MeasureKind, Operation, Years

SeriesReading = tuple[str, FactQuery | ComputeQuery]
_Rule = Callable[[Reading, "Slots"], FactQuery | ComputeQuery | None]
_MEAN = "gemiddeld"
WHOLE = "whole_series"  # the cue of a question for a pattern: it needs all years there are


def read_series(reading: Reading) -> SeriesReading | None:
    """Return the query that a reading asks of a series, and the rule that read it."""
    slots = Slots(reading)
    names_what = slots.subjects or reading.has("which_subject")
    changes = reading.has("rise", "fall", "change", "trend", "more", "less")
    if not names_what and (slots.is_count or (changes and not slots.years.named)):
        return None
    for rule in _RULES:
        query = rule(reading, slots)
        if query and query.subjects:
            mixed = _mixed(reading, query)
            unexplained = (*query.unexplained, *mixed)
            years = _counted(reading, query)
            if unexplained != query.unexplained or years != query.years:
                query = replace(query, unexplained=unexplained, years=years)
            return rule.__name__, query
    return None


def _counted(reading: Reading, query: FactQuery | ComputeQuery) -> Years:
    """Return the years of a query; of "the last five" a change begins the year before them."""
    years = query.years
    adds = isinstance(query, ComputeQuery) and query.operation in {Operation.SUM, Operation.MEAN}
    if not adds or years.first is None or not reading.said.match(RECENT):
        return years
    return replace(years, named=(years.first + 1,), first=years.first + 1)


def _mixed(reading: Reading, query: FactQuery | ComputeQuery) -> tuple[str, ...]:
    """Return what of a rise or a fall the query does not tell: how often, each year, on average."""
    if not (isinstance(query, ComputeQuery) and reading.has("rise", "fall")):
        return ()
    if query.operation is Operation.MEAN and query.measure.id.startswith("nieuw"):
        return ()  # what is made anew each year adds up: so many came on average
    each = reading.says("each")
    names_measure = each.casefold().startswith(_MEAN) and not reading.has("mean")
    if each and not names_measure:  # "het gemiddelde uurtarief" is what is measured
        return (each,)
    hides = query.operation in {Operation.MEAN, Operation.COMPARE, Operation.SUM}
    return ("verandering",) if hides else ()


def whole(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise whole series, in which a pattern is to be looked for."""
    if not reading.has(WHOLE):
        return None
    query = slots.compute(Operation.TREND, over_subjects=reading.has("which_subject"))
    return replace(query, over_subjects=False)


def target_against_result(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise how far something came above or below its target."""
    if slots.measure.target_of and reading.has("points", "change", "more", "less", "met"):
        return slots.compute(Operation.POINTS)
    return None


def target(reading: Reading, slots: Slots) -> FactQuery | None:
    """Recognise what was aimed for."""
    return slots.fact() if slots.measure.target_of else None


def rate(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise so many a day, a week or a month."""
    if slots.years.parts and slots.years.are_several:
        return None  # the table tells of the parts themselves
    for per in ("day", "hour", "week", "month"):
        if reading.has(f"per_{per}") and slots.is_count:
            return slots.compute(Operation.RATE, per)
    return None


def rank(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise the subjects of a year in order of size."""
    several = reading.has("which_subject", "all_subjects") or len(slots.subjects) > 1
    ranked = reading.has("rank") and several
    return slots.compute(Operation.RANK, over_subjects=True) if ranked else None


def extreme(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise the year, or the subject, with the most or the fewest."""
    if not reading.has("highest", "lowest"):
        return None
    operation = Operation.HIGHEST if reading.has("highest") else Operation.LOWEST
    over_subjects = not reading.subjects or reading.has("which_subject", "all_subjects")
    query = slots.compute(operation, over_subjects=over_subjects)
    if slots.years.is_one and not over_subjects:
        return replace(query, unexplained=query.unexplained or ("binnen één jaar",))
    if not reading.has("rise", "fall"):
        return query
    if not over_subjects:  # the change from year to year is no series of its own
        return replace(query, unexplained=(*query.unexplained, "het sterkst veranderd"))
    # The strongest fall is the lowest of the changes that the letter prints.
    strongest_fall = reading.has("fall") is reading.has("highest")
    operation = Operation.LOWEST if strongest_fall else Operation.HIGHEST
    if (printed := slots.lexicon.change_of(slots.measure.id, query.subjects)) is None:
        return replace(query, unexplained=(*query.unexplained, "het sterkst veranderd"))
    return replace(query, operation=operation, measure=printed)


def compare(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise which of two or more subjects is the larger in a year."""
    asks_how_much = reading.has("percent", "points", "count")
    several = len(reading.subjects) > 1
    if several and reading.has("more", "less", "which_subject") and not asks_how_much:
        return slots.compute(Operation.COMPARE, over_subjects=True)
    return None


def total(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise subjects or years added up; those of several years only where it says so."""
    many_years = slots.years.are_several
    added = reading.has("sum") or (reading.has("all_subjects") and not many_years)
    several = len(slots.subjects) > 1 or many_years
    plain = not reading.has(
        "mean", "rise", "fall", "change", "trend", "percent", "share", "more", "less"
    )
    return slots.compute(Operation.SUM) if added and several and plain else None


def mean(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise the mean over several years or subjects."""
    several = not slots.years.is_one or len(slots.subjects) > 1
    return slots.compute(Operation.MEAN) if reading.has("mean") and several else None


def ratio(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise how many times as many."""
    return slots.compute(Operation.RATIO) if reading.has("ratio") and _two(slots) else None


def points(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise the change of a percentage, in percentage points."""
    changed = reading.has("rise", "fall", "change", "more", "less", "points")
    if slots.measure.kind is MeasureKind.SHARE and changed and _two(slots):
        return slots.compute(Operation.POINTS)
    return None


def change(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise the change in percent between two years."""
    changed = reading.has("rise", "fall", "change", "more", "less", "trend")
    if reading.has("percent") and changed and slots.measure.kind is not MeasureKind.SHARE:
        return slots.compute(Operation.CHANGE)
    return None


def reached(reading: Reading, slots: Slots) -> FactQuery | None:
    """Recognise the number at which a rise or a fall ended: "naar hoeveel daalde het?"."""
    if reading.turns.ends != {"einde"} or slots.years.run:
        return None
    last = replace(slots.years, named=tuple(sorted(slots.years.named))[-1:])
    return replace(slots.fact(), years=last)


def direction(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise whether it rose or fell."""
    either = reading.has("rise") and reading.has("fall")
    if either or (reading.has("rise", "fall", "more", "less") and reading.says("whether")):
        return slots.compute(Operation.DIRECTION)
    return None


def difference(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise how many more or fewer."""
    changed = reading.has("rise", "fall", "change", "more", "less")
    # One year alone is set against the year before it, unless another number is named.
    is_one = 1 in {len(slots.years.named), slots.years.moments}
    ends = _two(slots) or (reading.has("count") and is_one)
    if not (changed and ends):
        return None
    query = slots.compute(Operation.DIFFERENCE)
    other = "" if _two(slots) else reading.says("than_another")
    return replace(query, unexplained=(*query.unexplained, other)) if other else query


def trend(reading: Reading, slots: Slots) -> ComputeQuery | None:
    """Recognise a whole series of years."""
    several = slots.years.run or len(slots.years.named) != 1
    if several and (reading.has("trend", "change", "rise", "fall") or slots.years.run):
        return slots.compute(Operation.TREND)
    return None


def look_up(reading: Reading, slots: Slots) -> FactQuery | None:
    """Recognise the number itself; a subject with a year needs no question word."""
    if slots.is_count and reading.has("percent", "points"):
        return None  # a share of what? the series only counts
    if slots.is_count and reading.has("share"):
        return replace(slots.fact(), unexplained=slots.unexplained or ("aandeel",))
    asks = reading.has("count") or not slots.is_count
    return slots.fact() if asks or slots.years.moments else None


def _two(slots: Slots) -> bool:
    """Tell whether two ends are named: two years or parts of them, a run, or two subjects."""
    years = slots.years
    return years.run or 2 in {len(years.named), years.moments, len(slots.subjects)}


# A target is also a share, a rate a day a mean: the narrow rules come first, the plain number last.
_RULES: tuple[_Rule, ...] = (
    whole, target_against_result, target, rate, rank, extreme, compare, total, mean, ratio,
    reached, points, direction, change, difference, trend, look_up,
)  # fmt: skip
