"""A pasted text with several questions → the questions, in order.

In: a checked text. Out: its questions, each with the number that it has in the text: those of a
Kamervraag, questions that each end in a question mark, and a second "en hoeveel" or "en in welke".
Refused: more questions, or longer ones, than one text may hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from qa.dutch.text import sentences
from qa.errors import QuestionError
from qa.question.read.frame import to_that, undated, without_sources
from qa.question.read.manners import without_manners
from qa.question.read.pasted import items

MOST_PARTS: Final = 20
LONGEST_QUESTION: Final = 2_000  # characters
LONGEST_TEXT: Final = MOST_PARTS * LONGEST_QUESTION

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_IN_YEAR = re.compile(r"\b(?:in|over|sinds|van|tussen) (?:het jaar )?(?:19|20)\d\d\b[^?]*")
_MARK = re.compile(r"(?<=\?)\s+(?=\S)")
_BEFORE: Final = r"(?:(?:in|op|bij|met|voor|tot|naar|van|aan|door|sinds) )?"
_WORD: Final = r"(?:hoe\w*|welke?|wat|wie|wanneer|waar(?:om)?)\b"
_AND: Final = re.compile(
    rf",? (?=en {_BEFORE}{_WORD})|, (?={_BEFORE}(?:hoe\w*|wanneer|waarom)\b)", re.IGNORECASE
)
_ASKING: Final = re.compile(
    rf"\W*(?:en )?(?P<opens>(?:kunt|kan|wilt) u\b|{_BEFORE}{_WORD})", re.IGNORECASE
)
_AND_HOW_MANY: Final = re.compile(rf"en {_BEFORE}hoeveel\b", re.IGNORECASE)
_FEWEST_WORDS: Final = 4  # of each of two questions that "en" joins: "Hoe en in welke gemeenten?"
_ON: Final = re.compile(r"zo (?:ja|nee|niet),? ", re.IGNORECASE)
_POINTS_BACK: Final = re.compile(
    r"\b(?:dat|dit|die|deze|daar\w*|hier\w*|ze|hij|zij|er[a-z]+)\b|\bhet\b(?=[^\w]*$)",
    re.IGNORECASE,
)
_FROM_A_PAPER: Final = re.compile(
    r"[«»“”„\"]|\b(?:volgens|bericht\w*|artikel\w*|krant\w*|uitzending|media)\b", re.IGNORECASE
)


class Part(NamedTuple):
    """One question, and its number in the set that it was pasted with; without one it is empty."""

    label: str
    text: str


def parts(question: str) -> tuple[Part, ...]:
    """Cut a checked text into its questions, one or more.

    Raises: QuestionError where they are too many, or one is too long.
    """
    question = to_that(without_manners(undated(question)))
    found = items(question)
    if found:
        asked = [Part(item.label, each) for item in found for each in _of_item(item.text)]
        if not any(item.label for item in found):
            asked = [Part(str(number), part.text) for number, part in enumerate(asked, start=1)]
    else:
        asked = [Part("", each) for each in _questions(question.replace("\n", " "))]
    _bound(asked)
    return tuple(asked) or (Part("", " ".join(question.split())),)


def _bound(asked: list[Part]) -> None:
    if len(asked) > MOST_PARTS:
        raise QuestionError(
            f"De tekst telt {len(asked)} vragen, hoogstens {MOST_PARTS} is mogelijk;"
            " stel ze in delen."
        )
    for number, part in enumerate(asked, start=1):
        if (length := len(part.text)) > LONGEST_QUESTION:
            named = f"Vraag {part.label or number}" if len(asked) > 1 else "De vraag"
            raise QuestionError(
                f"{named} telt {length} tekens, hoogstens {LONGEST_QUESTION} is mogelijk;"
                " maak haar korter."
            )


def _of_item(text: str) -> list[str]:
    """Return the questions of an item of a set, without what is only said around them."""
    pieces = list(_marked(without_sources(text)))
    marked = [piece for piece in pieces if piece.endswith("?")] or pieces
    cut = [_apart(_asked(piece), _are_two) for piece in marked]
    return [each for pieces in cut for each in _tidy(_with_year(list(pieces)))]


def _asked(text: str) -> str:
    """Return a question with the sentences that it points back to, if it points back.

    What a newspaper wrote is never what is asked, unless that is whether it is so.
    """
    if match := _ON.match(text):
        text = text[match.end() :]
        if len(text.split()) < _FEWEST_WORDS:  # "Zo nee, waarom niet?" asks nothing by itself
            return ""
    *before, last = (span.of(text) for span in sentences(text))
    if not before or not _POINTS_BACK.search(last):
        return last
    if checks(last):
        return f"{before[-1]} {last}"
    told = [each for each in before if not _FROM_A_PAPER.search(each)]
    return " ".join((*told, last))


_CHECK: Final = re.compile(
    r"(?:(?:en )?(?:klopt (?:dat|dit|het)|is (?:dat|dit|het) (?:waar|juist|correct|zo)"
    r"|(?:kan|kunt) u (?:dat|dit) bevestigen|bevestigt u (?:dat|dit)|waar of niet(?: waar)?"
    r"|heeft (?:hij|zij|ze|men|(?:de|het|mijn) \w+) (?:daar(?:in|mee) )?gelijk)"
    r"|(?<=[,.?] )(?:toch|nietwaar|niet waar|of niet|niet dan))\W*$",
    re.IGNORECASE,
)


def checks(text: str) -> re.Match[str] | None:
    """Find where a text ends in asking whether it is so: "Klopt dat?", "…, toch?"."""
    return _CHECK.search(text)


def _marked(text: str) -> Iterator[str]:
    """Yield what ends in a question mark; what only checks goes with what it checks."""
    held: list[str] = []
    for piece in _MARK.split(text):
        if held and not _CHECK.fullmatch(f"? {piece}", 2):
            yield " ".join(held)
            held = []
        held.append(piece)
    yield " ".join(held)


def _questions(text: str) -> list[str]:
    """Cut a text at its question marks, and where "en" joins two questions."""
    found: list[str] = []
    for piece in _marked(text):
        found += _with_year(list(_apart(piece)))
    return _tidy(found)


def _tidy(pieces: list[str]) -> list[str]:
    """Return pieces on one line each, without those that hold no word."""
    spaced = (" ".join(piece.split()) for piece in pieces)
    return [piece for piece in spaced if any(map(str.isalnum, piece))]


def _apart(
    piece: str, are_two: Callable[[str, str], bool] = lambda head, tail: False
) -> Iterator[str]:
    """Yield the questions that one sentence joins: at "en hoeveel", and where they are two."""
    start = 0
    for match in _AND.finditer(piece):
        head, tail = piece[start : match.start()], piece[match.end() :]
        if _AND_HOW_MANY.match(tail) or are_two(head, tail):
            yield head
            start = match.end()
    yield piece[start:]


def _are_two(head: str, tail: str) -> bool:
    """Tell whether two halves each ask something of their own, as in a Kamervraag.

    "Welk deel van A en welk deel van B" leaves out of the second what the first says, and so does
    one that points back, or is only a few words: cut off it would be about anything.
    """
    first, second = _ASKING.match(head), _ASKING.match(tail)
    stands_alone = not _POINTS_BACK.search(tail)
    if not (first and second and stands_alone) or len(head.split()) < _FEWEST_WORDS:
        return False
    if len(tail.removeprefix("en ").split()) <= _FEWEST_WORDS:  # "en wat was het doel?"
        return False
    return first["opens"].casefold() != second["opens"].casefold()


def _with_year(pieces: list[str]) -> list[str]:
    """Give "hoeveel A" its year where the question goes on "en hoeveel B in 2018?"."""
    named = _IN_YEAR.search(pieces[-1])
    if named is None or not _AND_HOW_MANY.match(pieces[-1]) or _POINTS_BACK.search(pieces[-1]):
        return pieces
    return [piece if _YEAR.search(piece) else f"{piece} {named[0]}" for piece in pieces]
