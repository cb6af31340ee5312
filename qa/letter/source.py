"""What a file says of the letter, and what a person wrote beside it → its Source.

In: the front of a received letter, and `letter.toml` in its folder, which says what the file does
not and wins where both do. Out: the Source, with the way in which the letter is cited. Refuses a
letter of which nobody says what day it was written: an answer must say how old it is.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Final

from qa import corpus
from qa.dutch.numbers import write_day
from qa.dutch.publications import OFFICIAL, address_of, document_id
from qa.errors import LetterError
from qa.letter.read.received import Front
from qa.types import Source

NAME: Final = "letter.toml"
_LARGEST: Final = 8_000  # bytes


class NoDate(LetterError):
    """A letter of which nobody says of what day it is."""


def given(path: Path) -> Front:
    """Read what a person wrote of a letter; without that file, nothing.

    Raises: LetterError when the file cannot be read, or has a field that does not exist or holds
    something else than it should.
    """
    if not os.path.lexists(path):
        return Front()
    try:
        found = tomllib.loads(corpus.read_bytes(path, _LARGEST).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LetterError(f"{path}: geen geldige TOML ({error}).") from error
    kinds = {field.name: date if field.name == "date" else str for field in fields(Front)}
    for name, value in found.items():
        if name not in kinds or type(value) is not kinds[name]:
            wanted = ", ".join(kinds)
            raise LetterError(
                f"{path}: het veld «{name}» met {value!r:.60} past niet; het kan hebben: {wanted},"
                " elk een tekst tussen aanhalingstekens, en date een datum zonder (2023-02-03)."
            )
    return Front(**found)


def source_of(letter_id: str, front: Front, said: Front, sha256: str) -> Source:
    """Return the source of a letter; `letter_id` is the name of its folder.

    Raises: LetterError when the letter calls itself otherwise, or has no date.
    """
    front = combined(front, said)
    if front.letter_id and front.letter_id != letter_id:
        raise LetterError(f"de brief noemt zichzelf {front.letter_id}; geef de map die naam.")
    day = front.date
    if day is None:
        raise NoDate(
            "nergens staat van welke dag de brief is; schrijf «date = 2023-02-03», met de goede"
            f" datum, in {NAME} naast de brief."
        )
    if official := OFFICIAL.fullmatch(letter_id):
        front = replace(front, dossier=official["dossier"], sequence=official["sequence"])
    return Source(
        letter_id=letter_id,
        number=front.number,
        title=front.title or f"Brief van {write_day(day)}",
        date=day,
        dossier=front.dossier,
        sequence=front.sequence,
        url=address_of(letter_id) if official else "",
        sha256=sha256,
        author=front.author,
        reference=_reference(front, day),
    )


def combined(front: Front, said: Front) -> Front:
    """Return what a file says of a letter, with what a person says in its place where he does."""
    own = {field.name: getattr(said, field.name) for field in fields(Front)}
    return replace(front, **{name: value for name, value in own.items() if value})


def id_of(front: Front) -> str:
    """Return the official id of a letter, or "" where its dossier or number is not known."""
    if front.letter_id:
        return front.letter_id
    return document_id(front.dossier, front.sequence)


def _reference(front: Front, day: date) -> str:
    """Return how to cite a letter: as parliament does, or by its day and the sender's number."""
    if not (front.dossier and front.sequence):
        number = f", kenmerk {front.number}" if front.number else ""
        return f"Brief van {write_day(day)}{number}"
    dossier, _, addition = front.dossier.partition("-")
    hyphen = "-" if addition.isdigit() else " "
    cited = f"Kamerstuk {dossier[:-3]} {dossier[-3:]}{hyphen if addition else ''}{addition}"
    # The Senate letters its papers.
    return f"{cited}, {'nr. ' if front.sequence.isdigit() else ''}{front.sequence}"
