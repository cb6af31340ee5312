"""A question for how far two columns of a table lie apart → their cells in the one row asked about.

In: the words of a question, its reading, and a grid. Out: the query and the two cells, of the year
that is named or the last that both have; None where the question compares no two columns of one
unit, or a word is left that the table does not account for.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from qa.question.cells.fitting import ALL, Fit, fit, total_of
from qa.question.cells.grids import Grid
from qa.question.cells.labels import IN_FULL, SYNONYM, Match, Spoken, match
from qa.question.cells.sought import Sought
from qa.question.cells.turned import turned_away
from qa.question.read.reading import Reading
from qa.types import ComputeQuery, Concept, Fact, Measure, MeasureKind, Operation, Role

_APART = ("more", "less", "change", "points")
_OTHERWISE = ("percent", "ratio", "share", "mean", "sum", "trend", "rank", "highest", "lowest")


def between(
    spoken: Sequence[Spoken], reading: Reading, grid: Grid, elsewhere: frozenset[int]
) -> Sought | None:
    """Return what a question seeks that sets two columns of a table against each other."""
    if not reading.has(*_APART) or reading.has(*_OTHERWISE) or reading.years.moments > 1:
        return None
    pair = _two_named(spoken, reading, grid)
    if pair is None:
        return None
    fits = [
        _alone(each, other, spoken, reading, grid, elsewhere) for each, other in (pair, pair[::-1])
    ]
    one, other = fits
    if one is None or other is None or one.column.unit != other.column.unit:
        return None
    if one.named != other.named or len(one.named) > 1:
        return None
    cells = _of_one_time(one.main, other.main, reading)
    if len(cells) != 2:
        return None
    row = next(iter(one.named), "")
    lexicon = grid.lexicon
    measure = lexicon.measure(one.column.measure) or Measure(one.column.measure, MeasureKind.LEVEL)
    is_share = one.column.unit == "procent"
    query = ComputeQuery(
        reading.question,
        Operation.POINTS if is_share else Operation.DIFFERENCE,
        measure,
        (lexicon.concept(row) or Concept(row, row, row),),
        reading.years,
    )
    is_sure = all(each.share >= IN_FULL for each in pair)
    return Sought("between", query, cells, (), is_sure, is_pair=True, printed=grid.printed)


def _two_named(
    spoken: Sequence[Spoken], reading: Reading, grid: Grid
) -> tuple[Match, Match] | None:
    """Return the two columns that are named, each by a word of its own; that of all is neither."""
    whole = total_of(tuple(grid.columns), grid)
    columns = [name for each, name in grid.columns.items() if each != whole]
    found = match(spoken, columns, reading.terms)
    named = [each for each in found if each.share >= SYNONYM and each.label.words[0] not in ALL]
    pairs = [(a, b) for a, b in combinations(named, 2) if a.by - b.by and b.by - a.by]
    return pairs[0] if len(pairs) == 1 else None


def _alone(
    column: Match,
    other: Match,
    spoken: Sequence[Spoken],
    reading: Reading,
    grid: Grid,
    elsewhere: frozenset[int],
) -> Fit | None:
    """Return how a question fits a table without the other column that it names."""
    left = [each for each in spoken if each.number not in other.by - column.by]
    found = fit(left, reading, grid, elsewhere)
    if found is None or found.which or found.left or [*turned_away(found, reading)]:
        return None
    return found if grid.label_of(found.column) == column.label else None


def _of_one_time(one: Sequence[Fact], other: Sequence[Fact], reading: Reading) -> tuple[Fact, ...]:
    """Return two cells of one year: the one that is named, or the last that both have."""
    held = [{f.period: f for f in cells if f.role is not Role.CHANGE} for cells in (one, other)]
    shared = [each for each in held[0] if each in held[1]]
    if named := reading.years.named:
        shared = [each for each in shared if each is None or each.start.year in named]
        if len(shared) > 1:
            return ()  # parts of that year
    if not shared or reading.years.part:
        return ()
    last = max(shared, key=lambda each: each.start.toordinal() if each else 0)
    return tuple(cells[last] for cells in held)
