"""The letters that are served, to choose from → those that a reader looks for, the newest first.

In: words and a year from the address, and the letters of the index. Out: a page of them. A letter
is found by its id, or by the words of its title, its reference, who wrote it and its day: each must
begin one of those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qa.api.http.problems import Refused
from qa.api.v1 import letters as interface
from qa.dutch.numbers import write_day
from qa.dutch.text import words
from qa.store.index import Index
from qa.types import Source

SHORT: Final = 12  # letters that the first page lists itself
_ON_A_PAGE: Final = 50
_LONGEST: Final = 100  # characters that are looked for
_FIELDS: Final = frozenset({"zoek", "jaar", "pagina"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for: words, a year or "" for all, and which page of what is found."""

    text: str = ""
    year: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One page of letters, of how many, and the years to choose from."""

    letters: tuple[Source, ...]
    total: int
    pages: int
    years: tuple[str, ...]


def source_of(index: Index, letter_id: str) -> Source:
    """Return where a letter comes from.

    Raises: Refused (404).
    """
    return interface.source_of(letter_id, index, "op de beginpagina staat welke er wel zijn")


def wanted(query: Mapping[str, str]) -> Wanted:
    """Read what is looked for from an address.

    Raises: Refused (400).
    """
    text, year = query.get("zoek", "").strip(), query.get("jaar", "")
    page = query.get("pagina", "1")
    if not _FIELDS.issuperset(query) or len(text) > _LONGEST:
        raise Refused(400, f"Zoek met «zoek» (hoogstens {_LONGEST} tekens), «jaar» en «pagina».")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Refused(400, "Het jaar is een getal van vier cijfers.")
    if not (page.isascii() and page.isdigit() and len(page) <= 4 and int(page)):
        raise Refused(400, "De pagina is een getal vanaf 1.")
    return Wanted(text, year, int(page))


def find(sources: Sequence[Source], what: Wanted) -> Found:
    """Return the letters that are looked for.

    Raises: Refused (404) for a page behind the last.
    """
    named = [each for each in sources if each.letter_id.casefold() == what.text.casefold()]
    asked = [] if named else [each.folded for each in words(what.text)]
    found = [
        each
        for each in newest_first(named or sources)
        if what.year in ("", str(each.date.year)) and _holds(each, asked)
    ]
    pages = max(1, -(-len(found) // _ON_A_PAGE))
    if what.page > pages:
        raise Refused(404, f"Er zijn {pages} pagina's met brieven.")
    start = (what.page - 1) * _ON_A_PAGE
    years = sorted({str(each.date.year) for each in sources}, reverse=True)
    return Found(tuple(found[start : start + _ON_A_PAGE]), len(found), pages, tuple(years))


def newest_first(sources: Sequence[Source]) -> list[Source]:
    """Return letters the newest first; an index gives them the oldest first."""
    return [*reversed(sources)]


def _holds(source: Source, asked: Sequence[str]) -> bool:
    said = f"{source.title} {source.reference} {source.dossier} {source.author} {source.letter_id}"
    known = [each.folded for each in words(f"{said} {write_day(source.date)}")]
    return all(any(word.startswith(each) for word in known) for each in asked)
