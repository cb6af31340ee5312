"""The lines of one paragraph → its text: hyphens at the end of a line kept or taken out.

In: the texts of lines, and the words that the letter has within its lines. Out: one text, with the
raised digits in their new places. Which hyphens only part a word at the end of a line no PDF says:
a word that stands elsewhere in the letter in one piece, or with its hyphen, decides; then the rules
of Dutch; at last whether this letter parts words at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from qa.letter.read.pdf.lines import Line, Raised, Spelled

_HYPHENS: Final = "-\u2010"
_BEFORE_WORDS: Final = "(«‘“'\"[„"
_FIRST: Final = re.compile(r"[^\W_][\w'’]*(?:[-\u2010][\w'’]+)*")
_WORD: Final = re.compile(r"[^\W_][\w'’]*(?:[-\u2010][\w'’]+)*")
# "in- en uitvoer": the hyphen stands for what the words share.
_SHARED: Final = frozenset("en of tot noch maar als dan respectievelijk alsmede e.d.".split())
_LONGEST: Final = 60  # characters: no word is longer, and no end of a line is searched further
# Of the lines, those that end in a hyphen. Four letters of ministries that part no words have at
# most 0.011. In between a word that stands elsewhere in one piece must bear it out.
_MANY: Final = 0.05
_SOME: Final = 0.015
_ADDRESS: Final = ("://", "www.")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a letter as they stand within its lines, and whether it parts words at all."""

    known: frozenset[str]
    parts_words: bool

    @staticmethod
    def of(lines: Sequence[Line]) -> Words:
        """Return the words of a letter."""
        known: set[str] = set()
        for line in lines:
            text = line.text.casefold().replace("\u2010", "-")
            # The first word of a line may be the rest of one, and the last may go on.
            known.update(match[0] for match in _WORD.finditer(text))
        hyphens = parted = 0
        for above, below in pairwise(lines):
            last, first = _ends(above.text, below.text)
            if last and first[:1].islower() and first not in _SHARED:
                hyphens += 1
                parted += (last + first).casefold() in known
        share = hyphens / max(1, len(lines))
        return Words(frozenset(known), share >= _MANY or (parted > 0 and share >= _SOME))


def joined(lines: Iterable[Spelled], words: Words) -> Spelled:
    """Return lines as one text."""
    text = ""
    parts: list[str] = []
    length = 0
    raised: list[Raised] = []
    for line in lines:
        if parts:
            kept, between = _between(text, line.text, words)
            parts[-1] = parts[-1][: len(parts[-1]) - (len(text) - kept)]
            parts.append(between)
            length += kept - len(text) + len(between)
        raised.extend(Raised(each.offset + length, each.digits) for each in line.raised)
        text = line.text
        parts.append(text)
        length += len(text)
    return Spelled("".join(parts), tuple(raised))


def _between(above: str, below: str, words: Words) -> tuple[int, str]:
    """Return how many characters of a line are kept, and what stands between it and the next."""
    token = above[-_LONGEST * 4 :].rpartition(" ")[2]
    if any(sign in token for sign in _ADDRESS) and above[-1] in "-/_=&?.%":
        return len(above), ""
    if above[-1:] not in _HYPHENS or above[-2:-1] in " ":
        return len(above), " "
    last, first = _ends(above, below)
    if not last or not first or first.casefold() in _SHARED:
        return len(above), " " if not first or first.casefold() in _SHARED else ""
    return (len(above) - 1 if _is_parted(last, first, words) else len(above)), ""


def _ends(above: str, below: str) -> tuple[str, str]:
    """Return the word before the hyphen that ends a line, and the word that starts the next."""
    if above[-1:] not in _HYPHENS:
        return "", ""
    last = above[-_LONGEST:-1].rpartition(" ")[2].lstrip(_BEFORE_WORDS)
    first = _FIRST.match(below[:_LONGEST])
    return (last if last[-1:].isalnum() else ""), (first[0] if first else "")


def _is_parted(last: str, first: str, words: Words) -> bool:
    """Tell whether the hyphen only parts a word at the end of a line."""
    whole = (last + first).casefold()
    if whole in words.known:
        return True
    if f"{last}-{first}".casefold().replace("\u2010", "-") in words.known:
        return False
    if not first[0].islower() or any(c.isdigit() for c in last) or not last[1:].islower():
        # "RIVM-rapport", "2030-doelen", "Oost-Europa", and one letter: "e-mail".
        return False
    return words.parts_words
