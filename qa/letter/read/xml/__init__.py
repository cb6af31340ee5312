"""The official publication of a letter as XML → the letter as received.

In: the bytes of such a file, from officielebekendmakingen.nl: a publication that holds a Kamerstuk,
or the older form. Out: its front from its metadata, its parts with the levels, notes and heads of
tables that the file marks. Refuses what is not well-formed, what could harm (entities of its own,
elements too deep or too many), what is no Kamerstuk, and what holds no text.
"""

from __future__ import annotations

from qa.errors import LetterError
from qa.letter.read.received import Received
from qa.letter.read.xml.body import METADATA, Body
from qa.letter.read.xml.ends import with_ends
from qa.letter.read.xml.front import read_front
from qa.letter.read.xml.tree import Element, grow

_PUBLICATION = "officiele-publicatie"
# What the Houses publish of the government; other publications are no letters to them.
_LETTERS = frozenset({"kamerstuk", "kamerwrk", "kamervragen", "aanhangsel"})


def read(data: bytes, name: str) -> Received:
    """Read the XML of a letter.

    Raises: LetterError when it is broken or hostile XML, or no letter to parliament.
    """
    tree = grow(data, name)
    _must_be_letter(tree.root, name)
    body = Body(tree.root)
    body.flow(tree.root, 0)
    parts = with_ends(body.finish())
    if not parts:
        raise LetterError(
            f"{name}: de XML van een Kamerstuk zonder tekst; download haar opnieuw, of voeg de"
            " brief toe als pdf of webpagina."
        )
    front, doubts = read_front(tree.root, parts)
    unknown = [f"regel {line}: het teken «&{each};» is niet bekend." for each, line in tree.unknown]
    return Received(
        front=front,
        parts=tuple(parts),
        notes=tuple(body.lines.notes),
        doubts=(*doubts, *unknown, *body.lines.finish()),
    )


def _must_be_letter(root: Element, name: str) -> None:
    held = [each.name for each in root.elements if each.name not in METADATA]
    found = held if root.name == _PUBLICATION else [root.name]
    if not _LETTERS.intersection(found):
        shown = found[0] if found else root.name
        raise LetterError(
            f"{name}: XML met «{shown[:40]}» en geen «kamerstuk»; voeg de XML toe van een brief aan"
            " de Kamer, zoals officielebekendmakingen.nl haar geeft."
        )
