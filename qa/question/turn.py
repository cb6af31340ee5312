"""What is known of the turn before, and the opaque text in which it travels.

The server keeps nothing: a Turn goes out with an answer, small and versioned, and comes back with
the next question. It may come back from anyone, so it is checked like any other input: of names
only those that the letters have, of years only years, of texts no more than was ever sent.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field, fields
from typing import Any

from qa.dutch.terms import Terms
from qa.errors import QuestionError
from qa.types import Wanted, Years

_VERSION = 2
_LONGEST = 4_000  # characters of an encoded turn
LONGEST_TEXT = 400
_MOST = 40  # entries of any list
_A_PART = "een deel van het jaar"  # what is said of one that was named in the turn before

_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error)


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked and found in the turn before; `earlier` are the years of the one before it.

    `facts` are ids, `place` is where the answer stood, `letters` those that the question called.
    """

    subjects: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    years: Years = field(default_factory=Years)
    earlier: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()
    wanted: Wanted = Wanted.OTHER
    topic: str = ""
    place: str = ""
    letters: tuple[str, ...] = ()


_FIELDS = {noun: tuple(each.name for each in fields(noun)) for noun in (Turn, Years)}


def encode(turn: Turn) -> str:
    """Write a turn as the text that a client hands back."""
    years = {**_held(turn.years), "part": bool(turn.years.part)}
    written = {**_held(turn), "years": years, "wanted": turn.wanted.value, "version": _VERSION}
    if not turn.letters:
        del written["letters"]
    data = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(data.encode()).decode()


def _held(noun: Turn | Years) -> dict[str, Any]:
    """Return the fields of a noun, of each no more than `decode` takes: the newest."""
    found = ((name, getattr(noun, name)) for name in _FIELDS[type(noun)])
    return {name: each[-_MOST:] if isinstance(each, tuple) else each for name, each in found}


def decode(context: str, terms: Terms) -> Turn:
    """Read a turn back.

    Raises: QuestionError when the text is not one that `encode` could have written.
    """
    try:
        if len(context) > _LONGEST:
            raise ValueError("te lang")
        given = json.loads(base64.b64decode(context.encode(), altchars=b"-_", validate=True))
        if given.pop("version") != _VERSION:
            raise ValueError("andere versie")
        turn = Turn(
            subjects=_names(given.pop("subjects"), terms.subjects),
            measures=_names(given.pop("measures"), terms.measures),
            cues=_names(given.pop("cues"), terms.cues),
            years=_years(given.pop("years")),
            earlier=_numbers(given.pop("earlier")),
            facts=_texts(given.pop("facts")),
            wanted=Wanted(given.pop("wanted")),
            topic=_text(given.pop("topic")),
            place=_text(given.pop("place")),
            letters=_texts(given.pop("letters", [])),
        )
        if given:
            raise ValueError(f"onbekend veld {next(iter(given))}")
    except _UNREADABLE as error:
        raise QuestionError(
            "De context is niet een die bij een eerder antwoord hoorde; stel de vraag opnieuw,"
            " zonder context."
        ) from error
    return turn


def _names(found: object, known: object) -> tuple[str, ...]:
    names = _texts(found)
    if not isinstance(known, dict) or any(name not in known for name in names):
        raise ValueError("onbekende naam")
    return names


def _texts(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or len(found) > _MOST:
        raise ValueError("geen lijst")
    return tuple(_text(each) for each in found)


def _text(found: object) -> str:
    if not isinstance(found, str) or len(found) > LONGEST_TEXT:
        raise ValueError("geen tekst")
    found.encode()  # no lone surrogates
    return found


def _number(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or not 1000 <= found <= 9999:
        raise ValueError("geen jaar")
    return found


def _numbers(found: object) -> tuple[int, ...]:
    if not isinstance(found, list) or len(found) > _MOST:
        raise ValueError("geen lijst")
    return tuple(_number(each) for each in found)


def _years(found: object) -> Years:
    if not isinstance(found, dict) or found.keys() != {"named", "run", "first", "last", "part"}:
        raise ValueError("geen jaren")
    if not (isinstance(found["run"], bool) and isinstance(found["part"], bool)):
        raise ValueError("geen jaren")
    return Years(
        named=_numbers(found["named"]),
        run=found["run"],
        first=None if found["first"] is None else _number(found["first"]),
        last=None if found["last"] is None else _number(found["last"]),
        part=_A_PART if found["part"] else "",
    )
