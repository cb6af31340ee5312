"""Heads → axes: what each row and column says of its cells, by the conventions of this package.

In: a cut table, and the names of its letter. Out: its columns and rows as axes, and what the
caption says of all cells. It refuses, with the place, heads that cannot be told apart and numbers
of which nothing says what they measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa.dutch.forms import is_participle
from qa.errors import LetterError
from qa.letter.tables.doubts import refuse_doubtful
from qa.letter.tables.heads import Head
from qa.letter.tables.labels import Labels
from qa.letter.tables.names import Names
from qa.letter.tables.sheet import Sheet
from qa.letter.tables.subject import COUNT, Caption, Says, counts_by_name, what
from qa.letter.tables.values import BARE, read_value
from qa.types import Axis, Measured, Role


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a table says: of each column, of each row, and of every cell."""

    columns: tuple[Axis, ...]
    rows: tuple[Axis, ...]
    caption: Caption


def understand(
    sheet: Sheet, today: date, names: Names, beside: Measured = BARE, doubt: str = ""
) -> Meaning:
    """Tell what the rows and columns mean; `beside` and `doubt` are what the lines around say.

    Raises: LetterError with what is not certain.
    """
    return _Reader(Labels(sheet, today, names, beside, doubt)).read()


class _Reader:
    """Reads the axes of one table."""

    def __init__(self, labels: Labels) -> None:
        self._labels, self._names, self._caption = labels, labels.names, labels.caption

    def read(self) -> Meaning:
        columns, rows = tuple(self._column_axes()), tuple(self._row_axes())
        columns, rows = self._measured(columns, rows)
        refuse_doubtful(columns, rows, self._caption, self._labels)
        return Meaning(*self._apart(columns, rows))

    def _apart(
        self, columns: tuple[Axis, ...], rows: tuple[Axis, ...]
    ) -> tuple[tuple[Axis, ...], tuple[Axis, ...], Caption]:
        """Give the unit of the caption to each column, or row, but those that count."""
        given = self._caption.measured
        if not given.unit:
            return columns, rows, self._caption
        apart = replace(self._caption, measured=BARE)
        counting = [counts_by_name(head) for head in self._labels.columns]
        if any(counting):
            return _given(columns, counting, given), rows, apart
        counting = [counts_by_name(head) for head in self._labels.rows]
        if any(counting):
            return columns, _given(rows, counting, given), apart
        return columns, rows, self._caption

    def _column_axes(self) -> Iterator[Axis]:
        before: Axis | None = None
        for number, head in enumerate(self._labels.columns):
            axis = self._column(number, head)
            if head.role is Role.PART:
                axis = self._part(axis, before)
            if head.role is Role.PLAIN:
                before = axis
            yield axis

    def _column(self, number: int, head: Head) -> Axis:
        axis = Axis(
            label=head.label,
            unit=head.measured.unit,
            period=head.period,
            scale=head.measured.scale,
            role=head.role,
            words=head.words,
            dimensions=(("", self._names.within_a_sentence(head.group)),) if head.group else (),
        )
        if head.role is Role.TEXT:
            return axis
        kind, name = self._says(number, head)
        shown = self._names.within_a_sentence(name)
        if head.role is Role.PART:
            return self._facet(axis, "", shown)
        if kind is Says.MEASURE:
            return self._checked(number, replace(axis, measure=shown))
        if kind is not Says.NOTHING and not shown:
            return self._checked(number, replace(axis, measure=COUNT))
        if kind is Says.COUNT:
            axis = replace(axis, measure=COUNT)
        else:
            axis = replace(axis, measure=self._default(number, head))
        if kind is Says.NOTHING:
            return self._checked(number, axis)
        members = self._caption.members if kind is Says.MEMBER else ""
        return self._checked(number, self._facet(axis, members, shown))

    def _facet(self, axis: Axis, name: str, label: str) -> Axis:
        """Give a column what it is about: its subject, or, where the rows have one, a facet."""
        if self._labels.by_period:
            return replace(axis, subject=label)
        return replace(axis, dimensions=(*axis.dimensions, (name, label)))

    def _says(self, number: int, head: Head) -> tuple[Says, str]:
        """Tell what a column's name is; those under one wide head, or in one list, are alike."""
        if head.role is Role.CHANGE:
            return Says.MEASURE, head.name
        kind, name = what(head, self._names)
        if kind is not Says.MEMBER or self._names.is_name(name):
            return kind, name
        beside = [
            what(each, self._names)[0] for each in self._labels.columns if each.role is Role.PLAIN
        ]
        if is_participle(name) and Says.COUNT in beside and self._is_whole(number):
            return Says.COUNT, name  # «Toegekend» of «Aanvragen» is how many of them
        under = [
            what(each, self._names)[0]
            for each in self._labels.columns
            if each.group == head.group != ""
        ]
        if Says.MEASURE in under or Says.NOTHING in under:
            return Says.MEASURE, name
        has_total = any(each.role is Role.TOTAL for each in self._labels.columns)
        if self._caption.is_of_all or has_total or under:
            return Says.MEMBER, name
        if self._labels.by_period and Says.COUNT in beside:
            return Says.COUNT, name
        return Says.MEASURE, name

    def _default(self, number: int, head: Head) -> str:
        """Return the measure that the caption gives a column; "" where a row must give it."""
        unit = head.measured.unit or self._caption.measured.unit or self._own_unit(number)
        return self._caption.measure(unit, whole=self._is_whole(number))

    def _own_unit(self, number: int) -> str:
        """Return the unit that the cells of a column print themselves, where they agree."""
        units: set[str] = {
            value.unit for cell in self._labels.sheet.column(number) if (value := read_value(cell))
        }
        return units.pop() if len(units) == 1 else ""

    def _is_whole(self, number: int) -> bool:
        values = [
            read_value(cell)
            for row, cell in zip(self._labels.rows, self._labels.sheet.column(number), strict=True)
            if row.role is not Role.CHANGE and row.measured == BARE
        ]
        return all(value is None or value.places == 0 for value in values)

    def _checked(self, number: int, axis: Axis) -> Axis:
        """Refuse a count with decimals, and a scale that may or may not hold for a unit."""
        scale = axis.scale or self._caption.measured.scale
        if axis.measure == COUNT and not (scale or axis.unit or self._is_whole(number)):
            raise LetterError(f"kolom «{axis.label}» telt iets, maar heeft decimalen")
        is_other = axis.unit not in ("", "procent", self._caption.measured.unit)
        if is_other and self._caption.measured.scale and not self._caption.measured.unit:
            raise LetterError(
                f"of «{axis.label}» ook met de schaal uit het opschrift is, is onzeker"
            )
        return axis

    def _part(self, axis: Axis, whole: Axis | None) -> Axis:
        """Give a "waarvan" column the measure and unit of what it is part of."""
        if whole is None:
            raise LetterError(f"«{axis.label}» is een deel, maar er staat niets voor")
        part_of = whole.subject or whole.measure
        if whole.dimensions:
            part_of = whole.dimensions[-1][1]
        if axis.unit == "procent":
            return replace(axis, measure="percentage", part_of=part_of)
        has_unit = bool(axis.unit or axis.scale)
        return replace(
            axis,
            measure=whole.measure,
            unit=axis.unit if has_unit else whole.unit,
            scale=axis.scale if has_unit else whole.scale,
            period=axis.period or whole.period,
            part_of=part_of,
        )

    def _row_axes(self) -> Iterator[Axis]:
        labels = [head.label for head in self._labels.rows if head.role is Role.PLAIN]
        before = ""
        for number, head in enumerate(self._labels.rows):
            axis = self._row(number, head, labels)
            if head.role is Role.PART:
                if not before:
                    raise LetterError(f"«{axis.label}» is een deel, maar er staat niets boven")
                axis = replace(axis, part_of=before)
            elif head.role is Role.PLAIN:
                before = axis.subject or axis.label
            yield axis

    def _measured(
        self, columns: tuple[Axis, ...], rows: tuple[Axis, ...]
    ) -> tuple[tuple[Axis, ...], tuple[Axis, ...]]:
        """Let rows that name a measure give it where the head of a column says none by itself."""
        rows = self._counting(rows)
        if any(row.measure and row.role is not Role.CHANGE for row in rows):
            silent = {n for n, h in enumerate(self._labels.columns) if not h.name}
            columns = tuple(
                replace(column, measure="") if number in silent else column
                for number, column in enumerate(columns)
            )
            unit = self._caption.measured.unit
            given = self._caption.measure(unit, whole=all(map(self._is_whole, silent)))
            rows = tuple(row if row.measure else replace(row, measure=given) for row in rows)
        numbers = [column for column in columns if column.role is not Role.TEXT]
        if not numbers or any(not (c.measure or r.measure) for c in numbers for r in rows):
            raise LetterError("wat de getallen meten, staat niet in kop of opschrift")
        return columns, rows

    def _counting(self, rows: tuple[Axis, ...]) -> tuple[Axis, ...]:
        """Let rows of which each counts or measures by itself say so: the key figures of a field.

        That they do is plain where some have a scale or a unit of their own.
        """
        plain = [head for head in self._labels.rows if head.role is Role.PLAIN]
        kinds = {what(head, self._names)[0] for head in plain}
        is_mixed = any(head.measured != BARE for head in plain)
        is_mixed &= all(
            self._is_whole(number)
            for number, head in enumerate(self._labels.columns)
            if head.role is Role.PLAIN
        )
        if not is_mixed or self._caption.is_of_all or not kinds <= {Says.COUNT, Says.MEASURE}:
            return rows
        return tuple(
            replace(row, measure=COUNT) if row.role is Role.PLAIN and not row.measure else row
            for row in rows
        )

    def _row(self, number: int, head: Head, labels: Sequence[str]) -> Axis:
        axis = Axis(
            label=head.label,
            unit=head.measured.unit,
            period=head.period,
            scale=head.measured.scale,
            role=head.role,
            words=head.words,
            dimensions=self._labels.facets(number),
        )
        remark = head.name.strip("()* ").lower()
        if head.role is Role.CHANGE:
            return replace(axis, measure=self._names.within_a_sentence(head.name))
        if self._caption.measured.unit and counts_by_name(head):
            thing = self._names.within_a_sentence(what(head, self._names)[1])
            facets = (*axis.dimensions, ("", thing)) if thing else axis.dimensions
            return replace(axis, measure=COUNT, dimensions=facets)
        if self._labels.by_period and head.role in (Role.PLAIN, Role.TOTAL):
            return replace(axis, dimensions=(("", remark),) if remark else ())
        if head.role is Role.PLAIN and (axis.unit or what(head, self._names)[0] is Says.COUNT):
            return self._measuring_row(axis, head, labels)
        siblings = labels if head.role is Role.PLAIN else ()
        subject = self._names.within_a_sentence(head.name, siblings, self._labels.sheet.row_head)
        return replace(axis, subject=subject)

    def _measuring_row(self, axis: Axis, head: Head, labels: Sequence[str]) -> Axis:
        """Read a row that counts or measures by itself ("Leestijd (in minuten)")."""
        _, name = what(head, self._names)
        if axis.unit:
            return replace(axis, measure=self._names.within_a_sentence(name))
        shown = self._names.within_a_sentence(name, labels, self._labels.sheet.row_head)
        return replace(axis, subject=shown)


def _given(axes: Sequence[Axis], counting: Sequence[bool], given: Measured) -> tuple[Axis, ...]:
    return tuple(
        axis
        if counts or axis.unit or axis.scale or axis.role is Role.TEXT
        else replace(axis, unit=given.unit, scale=given.scale)
        for axis, counts in zip(axes, counting, strict=True)
    )


def measured(row: Axis, column: Axis, given: Measured) -> Measured:
    """Return the unit and scale of a cell: its row's, else its column's, else the table's."""
    for axis in (row, column):
        if axis.unit or axis.scale:
            return Measured(axis.unit, axis.scale)
    return given
