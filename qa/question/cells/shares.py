"""A question for a share → the two cells of a table that tell it: a part, and what it is part of.

In: a question and how it fits a table. Out: the query, with the row and the one that it is part of,
or the total; or the column that is named and the one of all. None where nothing tells which.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.dutch.forms import is_participle, root
from qa.question.cells.fitting import Fit, total_of
from qa.question.cells.grids import Column, column_of
from qa.question.cells.labels import IN_FULL
from qa.question.cells.sought import Sought
from qa.question.cells.turned import is_share_of_row, turned_away
from qa.question.read.reading import Reading
from qa.types import ComputeQuery, Concept, Fact, Measure, Operation, Role


def share(fit: Fit, named: Sequence[Concept], measure: Measure, reading: Reading) -> Sought | None:
    """Return the query for which part one row is of another, or one column of the total."""
    if fit.left or [*turned_away(fit, reading)]:
        return None
    if len(named) > 2 or fit.which:
        return None
    of_row = len(named) == 1 and bool(fit.subjects) and is_share_of_row(fit, reading)
    if of_row or not fit.subjects:
        return _of_columns(fit, measure, reading)
    return _of_rows(fit, named, measure, reading)


def _of_rows(
    fit: Fit, named: Sequence[Concept], measure: Measure, reading: Reading
) -> Sought | None:
    cells = [f for f in fit.grid.facts if column_of(f) == fit.column]
    parts = {f.subject: f for f in cells if f.role is Role.PART}
    sums = {f.subject for f in cells if f.role is Role.TOTAL}
    inner = [each for each in named if parts.get(each.id) and len(named) == 2] or [
        each for each in named if len(named) == 1 or each.id not in sums
    ]
    kinds = {(each.dimensions, each.unit) for each in fit.grid.columns}
    is_sure = all(each.share >= IN_FULL for each in fit.subjects)
    alike = [each for each in fit.grid.columns if each.measure == fit.column.measure]
    is_all = fit.column == total_of(alike, fit.grid)
    is_sure &= len(kinds) == 1 or is_all or (fit.is_sure and fit.is_named)
    if len(named) == 1 and not is_sure:
        return None  # a share of the row, or of the column: nothing tells
    whole = [each for each in named if each not in inner]
    plain = {f.subject for f in fit.grid.facts if f.role in {Role.PLAIN, Role.PART}}
    totals = [f for f in cells if f.role is Role.TOTAL and not f.part_of]
    wholes = dict.fromkeys(f.subject for f in totals if f.subject not in plain)
    total = "" if "" in wholes else next(iter(wholes)) if len(wholes) == 1 else None
    if len(inner) != 1 or (not whole and total is None):
        return None
    against = whole[0] if whole else Concept(total or "", total or "", total or "")
    rows = tuple(f for f in cells if f.subject in {inner[0].id, against.id})
    return _sought(fit, measure, (inner[0], against), rows, reading)


def _of_columns(fit: Fit, measure: Measure, reading: Reading) -> Sought | None:
    """Return the query for which part a column is of the one that it is part of, in one row."""
    whole = _whole_of(fit, reading)
    if not fit.is_named or whole in {None, fit.column}:
        return None
    row = next(iter(fit.named), "")
    rows = tuple(
        fact
        for column in (fit.column, whole)
        for fact in fit.grid.facts
        if column_of(fact) == column and fact.subject == row and fact.role is not Role.CHANGE
    )
    return _sought(fit, measure, (Concept(row, row, row),), rows, reading)


def _whole_of(fit: Fit, reading: Reading) -> Column | None:
    """Return the column that another is part of: that of all, or the one that it tells more of.

    "Goedgekeurd" tells more of "aanvragen" where both are named, "late treinen" of "treinen".
    """
    alike = [each for each in fit.grid.columns if each.measure == fit.column.measure]
    if whole := total_of(alike, fit.grid):
        return whole
    part = fit.grid.label_of(fit.column)
    named = {root(word.folded) for word in reading.words}
    wider = []
    for column in alike:
        words = fit.grid.label_of(column).words
        is_wider = {*words} < {*part.words}
        is_wider |= all(map(is_participle, part.words)) and {*map(root, words)} <= named
        if is_wider and column != fit.column and column.unit == fit.column.unit:
            wider.append(column)
    return wider[0] if len(wider) == 1 else None


def _sought(
    fit: Fit,
    measure: Measure,
    subjects: tuple[Concept, ...],
    rows: tuple[Fact, ...],
    reading: Reading,
) -> Sought:
    query = ComputeQuery(reading.question, Operation.SHARE, measure, subjects, reading.years)
    return Sought("share", query, rows, (), fit.is_sure, printed=fit.grid.printed)
