"""The words of a set of evidence: its title, headings, captions and references.

In: numbers, names and letters. Out: Dutch, for every form in which such a set leaves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qa.dutch.numbers import write_day
from qa.say.captions import caption_of
from qa.say.series import all_series, series_name
from qa.say.wording import capital, listed
from qa.types import Fact, Passage, Source, Table

TITLE: Final = "Citaten en cijfers"
FILE: Final = "citaten-uit-de-brief"
SOURCES: Final = "Bronnen"
SOURCE: Final = "Bron"
NEAREST: Final = "Het dichtst in de buurt komt:"
NO_WORD: Final = "voor Word-bestanden is extra software nodig; installeer kamerbrief-qa[docx]."
GONE: Final = "Een van de stukken is er niet (meer); haal het weg en probeer het opnieuw."
_RESTORED: Final = "De kolomkoppen zijn gereconstrueerd: in de ontvangen brief ontbreken ze."
_UNCERTAIN: Final = "niet zeker"
# A table has a number of its own among those that were picked; that of its letter is in its place.
_OWN_NUMBER: Final = re.compile(r"^(?:tabel|overzicht) \d{1,3}[a-z]? ?[.:–-]? ?", re.IGNORECASE)


def heading(label: str, question: str) -> str:
    """Return the heading of an answer, with the number that its question was asked with."""
    return f"Vraag {label}: {question}" if label else question


def read_as(question: str) -> str:
    """Say as which question another one was read."""
    return f"Gelezen als: {question}"


def of_passage(passage: Passage) -> str:
    """Return the heading of a passage by itself."""
    return passage.path[-1] if passage.path else passage.reference


def reference(place: str, letter: Source) -> str:
    """Cite a place in full: what parliament calls it, the title of the letter and its day."""
    day = write_day(letter.date)
    cited = f"{place}, ‘{letter.title}’"
    return cited if day in place else f"{cited}, {day}"


def note(number: int, text: str) -> str:
    """Give a note of a letter."""
    return f"Noot {number} van de brief: «{' '.join(text.split())}»"


def restored(evidence: str) -> str:
    """Say that the headings above numbers are not the letter's own, and why they are these."""
    return f"{_RESTORED} {evidence}".strip()


def table_number(number: int, name: str) -> str:
    """Return the caption of a table."""
    return f"Tabel {number}. {name}"


def table_name(table: Table, facts: Sequence[Fact]) -> str:
    """Name what a table shows: the numbers that were picked of it, or else all that it holds."""
    series = all_series(facts)
    if len(series) == 1 and len(series[0].facts) == len(facts):
        return series_name(series[0])
    if len(facts) == 1:
        return capital(caption_of(facts[0]))
    if table.caption:
        return capital(_OWN_NUMBER.sub("", table.caption)) or table.caption
    return capital(f"{table.measure} {table.unit}" if table.measure == "aantal" else table.measure)


def column(label: str, *, certain: bool) -> str:
    """Return the heading of a column."""
    return label if certain else f"{label} ({_UNCERTAIN})"


def corner(table: Table, labels: Sequence[str]) -> str:
    """Name what the labels of rows are: the letter's own word, or else what kind they are of."""
    if table.row_head:
        return table.row_head
    if all(each.isdigit() for each in labels):
        return "Jaar"
    return "Periode" if all(row.period for row in table.rows) else "Onderwerp"


def see(numbers: Sequence[int]) -> str:
    """Refer to tables that stand above."""
    tables = "tabel" if len(numbers) == 1 else "de tabellen"
    return f"De cijfers staan hierboven, in {tables} {listed([str(each) for each in numbers])}."


def letter(source: Source) -> str:
    """Name a letter in the list of sources; its reference may be its day."""
    return reference(source.reference, source)
