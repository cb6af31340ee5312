"""Passages → the abbreviations that they introduce: "collectieve horecaontzegging (CHO)".

In: text. Out: each abbreviation with the words of its full name. A pair in brackets whose letters
do not follow from the words before it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.dutch.text import analyse

_IN_BRACKETS = re.compile(r"\(([^\W\d_]{2,8})\)(?!\w)")  # not "(jong)volwassenen"
_MOST_LETTERS_MORE = 5  # words of a full name beyond one a letter, as the source has it
_LETTERS_OF_ONE = 4  # each letter of it, that one word must have: "Woningbouwimpuls (Wbi)"
# Characters before the brackets that a full name may take: 13 words of 30 letters.
_FARTHEST = 400


def abbreviations(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the term of each abbreviation with the terms of its full name: the first one."""
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        for match in _IN_BRACKETS.finditer(text):
            before = text[max(0, match.start() - _FARTHEST) : match.start()].rstrip()
            full = full_name(match.group(1), before)
            if full and (short := analyse(match.group(1))):
                found.setdefault(short[0], analyse(full))
    return dict(sorted((short, full) for short, full in found.items() if full))


def full_name(short: str, before: str) -> str:
    """Return the words at the end of a text that an abbreviation stands for, or nothing.

    Source: Schwartz and Hearst, A Simple Algorithm for Identifying Abbreviation Definitions in
    Biomedical Text (2003): from the last letter back, each letter in turn, the first one at the
    start of a word.
    """
    room = min(len(short) + _MOST_LETTERS_MORE, 2 * len(short))
    words = before.rsplit(maxsplit=room)[-room:]
    text = " ".join(words)
    at = len(text)
    for place, letter in reversed(list(enumerate(short.casefold()))):
        at -= 1
        while at >= 0 and not (
            text[at].casefold() == letter and (place or at == 0 or not text[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return ""
    name = text[text.rfind(" ", 0, at) + 1 :]
    is_compound = short[:1].isupper() and len(name) >= _LETTERS_OF_ONE * len(short)
    return name if is_compound or len(re.findall(r"\w+", name)) > 1 else ""
