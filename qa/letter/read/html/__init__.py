"""The web page of a letter → its parts: an official publication, a page of tkconv, or any other.

In: the bytes of a saved page. Out: what the letter says of itself, its parts in reading order, its
notes, and what was uncertain. It refuses what is no page, or a page that holds no text of a letter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qa.errors import LetterError
from qa.letter.read.html.blocks import Blocks
from qa.letter.read.html.line import is_struck
from qa.letter.read.html.notes import Notes
from qa.letter.read.html.pages import line_of, open_page
from qa.letter.read.html.parts import finish, mark_head, mark_signatures
from qa.letter.read.html.tree import Node, parse, text_of, walk
from qa.letter.read.letterhead import completed
from qa.letter.read.received import Front, Part, Received, Role


def read(data: bytes, name: str) -> Received:
    """Read the saved web page of a letter.

    Raises: LetterError for what is no web page, is none of a sane size, or holds no letter.
    """
    return read_tree(parse(data, name), name, line_of)


def read_tree(root: Node, name: str, place: Callable[[Node], str]) -> Received:
    """Read a letter from the tree of a page; `place` tells where an element stands in the file.

    Raises: LetterError where no text of a letter stands in it.
    """
    page = open_page(root)
    notes = Notes(root)
    blocks = Blocks(notes.links, place, page.drops)
    blocks.read(page.body)
    parts = mark_signatures(mark_head(blocks.parts))
    if not any(part.role in (Role.TEXT, Role.TABLE, Role.ITEM) for part in parts):
        raise LetterError(
            f"{name}: geen tekst van een brief gevonden; bewaar de hele webpagina van de brief."
        )
    doubts = list(blocks.doubts)
    if blocks.pictures:
        doubts.append(
            f"{name}: {blocks.pictures} afbeelding(en) weggelaten; daarvan is niets gelezen."
        )
    if struck := sum(is_struck(node) and bool(text_of(node).strip()) for node in walk(root)):
        doubts.append(
            f"{name}: {struck} keer doorgestreepte tekst weggelaten; kijk na of dat klopt."
        )
    finished, texts, more = finish(parts, notes, place)
    front, different = _dated(_titled(page.front, finished), finished)
    return Received(front, finished, texts, (*doubts, *more, *different))


def _titled(front: Front, parts: tuple[Part, ...]) -> Front:
    """Return what the page says, with its one heading above all others as the title."""
    highest = [each for each in parts if each.role is Role.HEADING and each.level == 1]
    is_first = len(highest) == 1 and parts[0] is highest[0]
    if front.title or not is_first or completed(front, parts).title:
        return front
    return replace(front, title=highest[0].text)


def _dated(front: Front, parts: tuple[Part, ...]) -> tuple[Front, tuple[str, ...]]:
    """Return what the page says with the day of the letter, and whether page and letter differ.

    An official publication is dated by the day that it was published, the letter by its own.
    """
    printed = completed(Front(), parts).date
    if printed is None or printed == front.date:
        return front, ()
    if not (front.date and front.number):
        return replace(front, date=printed), ()
    told = (
        f"boven de brief staat {printed.isoformat()}, de pagina zegt {front.date.isoformat()};"
        " het laatste is aangehouden."
    )
    return front, (told,)
