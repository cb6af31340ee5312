"""The parts of a letter → what the lines around a table say of its numbers: their unit and scale.

In: the parts in order, and which of them is a table. Out: a line above a table that gives nothing
but a unit, joined to its caption; and the unit that sentences right above or below it give
("Bedragen x € 1.000."). A sentence that speaks of a scale, and not surely of that of the table, is
a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from qa.dutch.text import sentences
from qa.letter.read.received import Part, Role
from qa.letter.tables import BARE, names_scale, take_unit
from qa.types import Measured

_CAPTION: Final = re.compile(r"(?:Tabel|Overzicht) [\dIVX]{1,4}[a-z]?\b", re.IGNORECASE)
_NUMBERS: Final = re.compile(
    r"\b(?:bedragen|aantallen|cijfers|getallen|waarden|tabel|overzicht|eenheid)\b", re.IGNORECASE
)
_CLAUSES: Final = re.compile(r"[.;:] |[()\n]|, (?=tenzij)|[.;:]$")
_SHORTENED: Final = re.compile(r"\b(?P<word>mln|mld|mio)\.", re.IGNORECASE)
_UNLESS: Final = re.compile(r"\btenzij\b", re.IGNORECASE)
_AROUND: Final = 2  # sentences above, and parts below
_LONGEST: Final = 400  # characters of a part below that may be a note to the table
_TEXTS: Final = (Role.TEXT, Role.HEADING)


class Beside(NamedTuple):
    """The unit that the lines around a table give it, or the sentence that may give one."""

    measured: Measured = BARE
    doubt: str = ""


def with_captions(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts; a line of nothing but a unit goes to the caption of the table below it."""
    waiting: list[Part] = []
    for part in parts:
        if part.role is Role.TABLE and waiting and _is_unit(waiting[-1]) and not _caption(part):
            above = [waiting.pop()]
            if waiting and _is_caption(waiting[-1]):
                above.insert(0, waiting.pop())
            part = _joined(above, part)
        yield from waiting[:-1]
        waiting = [*waiting[-1:], part]
    yield from waiting


def beside(parts: Sequence[Part], at: int) -> Beside:
    """Return what the lines around the table at this place say of its numbers."""
    told: list[str] = []
    above = parts[at - 1] if at else None
    if above and above.role in _TEXTS:
        is_between = at > 1 and parts[at - 2].role is Role.TABLE
        if not (is_between and _caption(parts[at])):
            told += [s.of(above.text) for s in sentences(above.text)][-_AROUND:]
    for number in range(at + 1, min(at + 1 + _AROUND, len(parts))):
        below = parts[number]
        if below.role is not Role.TEXT or len(below.text) > _LONGEST or _is_caption(below):
            break
        told.append(below.text)
    return _read(told)


def _read(told: Sequence[str]) -> Beside:
    found: list[Measured] = []
    for text in told:
        bare = _SHORTENED.sub(r"\g<word>", text)
        for clause in (piece.strip() for piece in _CLAUSES.split(bare)):
            name, measured = take_unit(clause) if clause else ("", BARE)
            speaks = _NUMBERS.search(clause) is not None
            if measured != BARE and (speaks or not name):
                found.append(measured)
                if _UNLESS.search(text):
                    return Beside(doubt=clause)
            elif names_scale(clause) and (speaks or not name or clause[0] in "x×€*"):
                return Beside(doubt=clause)
    kinds = dict.fromkeys(found)
    if len(kinds) > 1:
        return Beside(doubt=" / ".join(told))
    return Beside(next(iter(kinds), BARE))


def _is_unit(part: Part) -> bool:
    """Tell whether a line gives a unit and says nothing else: "(in mln. euro)"."""
    if part.role not in _TEXTS or "\n" in part.text:
        return False
    text = part.text.strip(" .")
    name, measured = take_unit(text)
    return not name and measured != BARE and (text[0] == "(" or " " in text)


def _is_caption(part: Part) -> bool:
    return (
        part.role in _TEXTS
        and _CAPTION.match(part.text) is not None
        and part.text[-1] not in ".:?!"
    )


def _caption(table: Part) -> str:
    first, _, _ = table.text.partition("\n")
    return "" if "\t" in first else first


def _joined(above: Sequence[Part], table: Part) -> Part:
    """Put lines above a table into its text, markers where they stood."""
    markers, length = [], 0
    for part in (*above, table):
        markers += [replace(each, offset=length + each.offset) for each in part.markers]
        length += len(part.text) + 1
    text = "\n".join(part.text for part in (*above, table))
    return replace(table, text=text, markers=tuple(markers))
