"""What is not certain of a table that was understood: its numbers might be read in two ways.

In: its columns and rows as axes, and its caption. It refuses, with the place, a cell of two times;
a scale in one head and a unit in another; a share or score under the scale of the caption; amounts
and other things under a caption of amounts; a count under a caption of so many per thousand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qa.errors import LetterError
from qa.letter.tables.heads import is_part_of_year
from qa.letter.tables.labels import Labels
from qa.letter.tables.stacked import is_year
from qa.letter.tables.subject import COUNT, Caption, counts_by_name, is_measure
from qa.letter.tables.values import BARE, is_nothing, read_value
from qa.types import Axis, Measured, Role

# What no scale and no currency of the caption is of.
_NO_SCALE: Final = re.compile(
    r"(?:\w*percentage|aandeel|gemiddelde?|\w*index|\w*score|rapportcijfer|\w*graad|\w*duur"
    r"|\w*tijd|verhouding|ratio|quote)\b.*",
    re.IGNORECASE,
)

_GLUED: Final = re.compile(r"(?:19|20)\d{2}\d{1,2}")


def refuse_doubtful(
    columns: Sequence[Axis], rows: Sequence[Axis], caption: Caption, labels: Labels
) -> None:
    """Refuse a table of which a number may be read in two ways.

    Raises: LetterError.
    """
    _refuse_things_among_amounts(caption, labels)
    _refuse_glued(labels)
    for number, column in enumerate(columns):
        if column.role is Role.TEXT:
            continue
        cells = labels.sheet.column(number)
        for row, cell in zip(rows, cells, strict=True):
            _refuse_two_periods(row, column)
            _refuse_loose_months(row, column, caption)
            _refuse_halves(row, column, caption.measured)
            _refuse_scaled_share(row, column, caption, cell)
            if caption.is_rate and COUNT in (row.measure, column.measure):
                raise LetterError(f"of «{column.label}» geteld is of een verhouding, is onzeker")


def _refuse_glued(labels: Labels) -> None:
    """Refuse rows of years of which one has a digit more: the mark of a note, and so may others."""
    rows = [head.label for head in labels.rows]
    glued = [label for label in rows if _GLUED.fullmatch(label)]
    if glued and any(map(is_year, rows)):
        raise LetterError(f"«{glued[0]}» kan een jaar zijn met het nummer van een noot erachter")


def _refuse_two_periods(row: Axis, column: Axis) -> None:
    is_change = Role.CHANGE in (row.role, column.role)
    if not is_change and row.period and column.period and row.period != column.period:
        raise LetterError(f"rij «{row.label}» en kolom «{column.label}» noemen elk een andere tijd")


def _refuse_loose_months(row: Axis, column: Axis, caption: Caption) -> None:
    """Refuse a month of no year, or of two; one within the other's year is that month of it."""
    told = row.period or column.period or caption.period
    short = [axis.label for axis in (row, column) if is_part_of_year(axis.label)]
    if len(short) > 1 or (short and told is None):
        raise LetterError(f"van welk jaar «{short[0]}» is, is niet zeker")


def _refuse_halves(row: Axis, column: Axis, given: Measured) -> None:
    told = [Measured(axis.unit, axis.scale) for axis in (row, column)]
    first, *others = [each for each in (*told, given) if each != BARE] or [BARE]
    if any(_is_half(first, other) for other in others):
        raise LetterError(f"of de schaal ook bij «{row.label}» hoort, is onzeker")


def _is_half(one: Measured, other: Measured) -> bool:
    """Tell whether one gives only a unit, of which there can be thousands, the other a scale."""
    if "procent" in (one.unit, other.unit):
        return False
    is_scaled = other.scale and not other.unit
    is_scale = one.scale and not one.unit
    return bool(
        (one.unit and not one.scale and is_scaled) or (is_scale and other.unit and not other.scale)
    )


def _refuse_scaled_share(row: Axis, column: Axis, caption: Caption, cell: str) -> None:
    if not caption.measured.scale or row.unit or row.scale or column.unit or column.scale:
        return
    value = None if is_nothing(cell) else read_value(cell)
    for axis in (row, column):
        named = axis.measure or axis.subject
        is_share = _NO_SCALE.fullmatch(named) or _NO_SCALE.fullmatch(axis.label)
        if value and not value.unit and is_share and axis.role is Role.PLAIN:
            raise LetterError(
                f"of de schaal uit het opschrift ook voor «{axis.label}» geldt, is onzeker"
            )


def _refuse_things_among_amounts(caption: Caption, labels: Labels) -> None:
    """Refuse a column that may count things beside one of amounts, under a caption of amounts."""
    if caption.measured.unit != "euro":
        return
    plain = [
        head
        for head in labels.columns
        if head.role is Role.PLAIN and head.name and head.measured == BARE
    ]
    others = [head for head in plain if not is_measure(head.name) and not counts_by_name(head)]
    if others and any(is_measure(head.name) for head in plain):
        raise LetterError(f"of «{others[0].label}» een bedrag is, is onzeker")
