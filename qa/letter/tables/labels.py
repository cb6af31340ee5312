"""The labels of a table: which columns hold text, what the rows are, and what both say of a row.

In: a cut table, the day of its letter and the letter's names. Out: its heads, read, with their
periods. It refuses rows and columns that cannot be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from qa.errors import LetterError
from qa.letter.tables.heads import Head, narrowed, read_head
from qa.letter.tables.names import Names
from qa.letter.tables.periods import dated, is_period, is_period_head
from qa.letter.tables.sheet import Sheet
from qa.letter.tables.stacked import is_year
from qa.letter.tables.subject import read_caption
from qa.letter.tables.units import read_unit, take_unit
from qa.letter.tables.values import BARE, is_nothing, read_value
from qa.types import Measured, Role


class Labels:
    """The heads of one table; `by_period` says that every row is a period.

    Raises: LetterError for two rows or columns of one name, and for a row without a label.
    """

    def __init__(
        self, sheet: Sheet, today: date, names: Names, beside: Measured = BARE, doubt: str = ""
    ) -> None:
        self.sheet, self.names, self._today = sheet, names, today
        heads = [read_head(head.words, today, head.group) for head in sheet.heads]
        self.columns = dated([self._with_text(n, head) for n, head in enumerate(heads)], "")
        self.caption = read_caption(sheet.caption, sheet.row_head, today, names)
        above = take_unit(sheet.row_head)[1]  # «x € 1.000» may stand above the labels too
        if self.caption.measured == BARE and (above.scale or above.unit == "procent"):
            self.caption = replace(self.caption, measured=above)
        if self.caption.measured == BARE and self._lacks_units():
            if doubt:
                raise LetterError(f"of «{doubt[:60]}» voor al haar getallen geldt, is onzeker")
            self.caption = replace(self.caption, measured=beside)
        self.rows = self._read_rows()
        plain = [head for head in self.rows if head.role is Role.PLAIN]
        self.by_period = bool(plain) and all(map(is_period, plain))
        self._refuse_doubles()

    def _with_text(self, number: int, head: Head) -> Head:
        """Mark a column that holds no number, or only years."""
        cells = [cell for cell in self.sheet.column(number) if not is_nothing(cell)]
        is_text = is_period_head(head.label) or not any(map(read_value, cells))
        is_text = is_text or all(map(is_year, cells))
        return replace(head, role=Role.TEXT) if is_text and cells else head

    def _lacks_units(self) -> bool:
        return any(h.measured == BARE and h.role is not Role.TEXT for h in self.columns)

    def _leading(self) -> Iterator[int]:
        """Yield the columns of text that stand before the first number: more of the label."""
        for number, head in enumerate(self.columns):
            if head.role is not Role.TEXT:
                return
            if not is_period_head(head.label) and number not in self._unit_columns():
                yield number

    def _read_rows(self) -> tuple[Head, ...]:
        """Read the labels; an empty one repeats the one above where a period tells them apart."""
        above, found, periods = "", [], self._period_columns()
        for row in self.sheet.rows:
            if not row.label and not (above and periods):
                shown = " | ".join(row.line.of(self.sheet.text).split("\t"))[:40]
                raise LetterError(f"de rij «{shown}» heeft geen label")
            if not any(row.cells):
                raise LetterError(f"de rij «{row.label}» heeft alleen een label")
            above = row.label or above
            head = read_head((above,), self._today)
            for number in periods:
                head = self._within(head, self.sheet.printed(row.cells[number]))
            for number in self._unit_columns():
                unit = read_unit(self.sheet.printed(row.cells[number]))
                head = replace(head, measured=unit or head.measured)
            found.append(head)
        return dated(self._without_stray_years(found), self.sheet.row_head)

    def _within(self, row: Head, cell: str) -> Head:
        """Give a row the period of its cell; one that is a period itself is made shorter by it."""
        if is_nothing(cell):
            return row
        if row.period and is_period(row):
            rest, period = narrowed(cell, row.period, self._today)
            if rest:
                raise LetterError(f"«{row.label}» en «{cell}» noemen elk een andere tijd")
            return replace(row, period=period)
        when = read_head((cell,), self._today).period
        return replace(row, period=when, name=row.label) if when else row

    def _without_stray_years(self, rows: list[Head]) -> list[Head]:
        """Leave a year in a label where other rows have none: it may be part of a name."""
        plain = [head for head in rows if head.role is Role.PLAIN]
        if all(head.period for head in plain) or self._period_columns():
            return rows
        return [
            replace(head, name=head.label, period=None)
            if head.role is Role.PLAIN and head.name and head.period
            else head
            for head in rows
        ]

    def _refuse_doubles(self) -> None:
        names = [" ".join(head.words) for head in self.columns]
        if "" in names:
            raise LetterError(f"kolom {names.index('') + 1} heeft geen kop")
        rows = [f"{h.label} {h.period} {self.facets(n)}" for n, h in enumerate(self.rows)]
        for axis, labels in ((names, names), (rows, [head.label for head in self.rows])):
            seen: set[str] = set()
            for name, label in zip(axis, labels, strict=True):
                if name in seen:
                    raise LetterError(f"«{label}» staat er twee keer")
                seen.add(name)

    def facets(self, row: int) -> tuple[tuple[str, str], ...]:
        """Return what the columns of text say of a row: before its numbers, or in its period."""
        cells = [self.sheet.printed(cell) for cell in self.sheet.rows[row].cells]
        said = [(n, cells[n]) for n in self._leading()]
        said += [(n, read_head((cells[n],), self._today).name) for n in self._period_columns()]
        return tuple(
            (
                self.columns[n].label.lower(),
                self.names.within_a_sentence(text, axis=self.columns[n].label),
            )
            for n, text in sorted(said)
            if not is_nothing(text)
        )

    def _unit_columns(self) -> list[int]:
        return [n for n, head in enumerate(self.columns) if head.label.lower() == "eenheid"]

    def _period_columns(self) -> list[int]:
        return [n for n, head in enumerate(self.columns) if is_period_head(head.label)]
