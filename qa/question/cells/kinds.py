"""Whether a column holds the kind of number that a question asks for: money, a time, a share.

In: a question and the columns that it may mean. Out: the one that it means, or that none is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qa.dutch.forms import root
from qa.dutch.measures import is_plan, is_rate, is_result, is_target
from qa.dutch.numbers.units import SCALES, UNIT_OF, UNITS
from qa.dutch.terms import COUNT
from qa.question.cells.grids import Column, Grid, column_of
from qa.question.cells.labels import Match
from qa.question.read.reading import Reading
from qa.types import Fact, Wanted

_SCALES = frozenset(SCALES.values())
NOUNS = 2  # words after "welke" among which stands what is asked for
_SPENT = frozenset(
    map(
        root,
        "uitgaven budget middelen bestedingen subsidie opbrengst opbrengsten inkomsten ontvangsten"
        " baten omzet bijdrage bijdragen investeringen".split(),
    )
)
_TIMES = frozenset(name for name, unit in UNITS.items() if unit.dimension == "tijd")
# An adjective that only fits one kind of number: what is "goedkoop" is money, "lang" is time.
_FITTING = {
    **dict.fromkeys(map(root, ("goedkoop", "duur")), frozenset({"euro"})),
    **dict.fromkeys(map(root, ("lang", "kort")), _TIMES),
}


def the_one(columns: Sequence[Column], rows: Sequence[Fact], reading: Reading) -> Column | None:
    """Return the column that is meant of several; a target only where it is asked for.

    What was and what is expected go on in each other where no year has both.
    """
    kept = list(columns)
    units = {UNIT_OF[word.folded] for word in reading.words if word.folded in UNIT_OF}
    kept = [each for each in kept if each.unit in units] or kept
    kept = [each for each in kept if (each.unit == "procent") == wants_share(reading)] or kept
    kept = [each for each in kept if not is_rate(each.measure)] or kept  # its "per" was not said
    planned = bool(reading.turns.plans)
    kept = [each for each in kept if is_planned(each) == planned] or kept
    if len(kept) == 1:
        return kept[0]
    if len({(each.dimensions, each.unit) for each in kept}) > 1:
        return None
    places = [place_of(f) for f in rows if column_of(f) in kept]
    return kept[-1] if kept and len(places) == len(set(places)) else None


def place_of(fact: Fact) -> tuple[str, date | None, date | None]:
    """Return which number of a row a cell is: that of its period, however that is written."""
    if fact.period is None:
        return fact.subject, None, None
    return fact.subject, fact.period.start, fact.period.end


def is_planned(column: Column) -> bool:
    """Tell whether a column is of what was foreseen: a target, or "plan" above its numbers."""
    names = (name for axis, name in column.dimensions if not axis)
    return is_plan(column.measure) or any(map(is_plan, names))


def result_of(columns: Sequence[Column]) -> Column | None:
    """Return the column of what came of a target that stands beside it, where one is."""
    results = [each for each in columns if is_result(each.measure)]
    has_target = any(is_target(each.measure) for each in columns)
    return results[0] if has_target and len(results) == 1 else None


def wants_share(reading: Reading) -> bool:
    """Tell whether a share in percent is asked for."""
    return reading.has("percent", "points") or reading.wanted is Wanted.PERCENTAGE


def is_fitting(column: Column, reading: Reading, grid: Grid) -> bool:
    """Tell whether a column has the unit that an adjective, or what is wanted, asks for.

    One that the caption holds ("visum kort verblijf") only says what the table is of. None has what
    something began with, nor who did something to become what it counts.
    """
    if reading.says("at_start") or reading.says("to_become"):
        return False
    said = [each for word in reading.words if (each := root(word.folded)) not in grid.caption.roots]
    units = [_FITTING[each] for each in said if each in _FITTING]
    units += [_TIMES] if reading.wanted in (Wanted.DURATION, Wanted.AGE) else []
    return all(column.unit in each for each in units)


def _counts_things(reading: Reading, column: Column) -> bool:
    """Tell whether a question counts other things than a column of money is named for.

    "Hoeveel omroepen zijn er?" is not answered by "inkomsten omroepen", "hoeveel inkomsten" is.
    """
    named = [reading.words[number].folded for number in reading.noun.named]
    if not named or any(word in UNIT_OF or word in _SCALES for word in named):
        return False  # "hoeveel miljoen"
    counted = set(map(root, named))
    amount = root(column.measure.casefold().split()[0])
    return reading.wanted is Wanted.COUNT and amount not in counted


def _is_spending(column: Column) -> bool:
    """Tell whether a column is of what is spent, or to be spent, in a year: no price of one."""
    return is_plan(column.measure) or root(column.measure.casefold().split()[0]) in _SPENT


def is_of_kind(
    column: Column,
    head: Match | None,
    subjects: Sequence[Match],
    reading: Reading,
) -> bool:
    """Tell whether a column holds the kind of number that is asked for.

    A price is money. "Hoeveel centra" counts the rows themselves: what they cost, or how many of
    something else they have, is another number.
    """
    if (reading.turns.prices or reading.wanted is Wanted.MONEY) and column.unit != "euro":
        return head is not None and not reading.turns.prices
    if reading.turns.prices and _is_spending(column) and not reading.years.named:
        return False
    if column.unit == "procent" and reading.noun.named and reading.wanted is Wanted.COUNT:
        return False
    if column.unit == "euro" and _counts_things(reading, column):
        return False
    counted = {*reading.noun.named, *reading.noun.behind[:NOUNS]}
    if not any(each.by & counted for each in subjects) or head is not None:
        return True
    has_thing = any(not axis for axis, _ in column.dimensions)
    return column.measure == COUNT and not has_thing


def counts_no_age(column: Column, grid: Grid, reading: Reading) -> bool:
    """Tell whether an age is asked for where a table counts something else."""
    told = (*grid.label_of(column).words, *grid.caption.words)
    wants_age = reading.wanted is Wanted.AGE and not reading.has("count")
    return wants_age and column.unit != "jaar" and not any("leeftijd" in word for word in told)
