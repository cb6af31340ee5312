"""An abbreviation → where a letter first writes it in full: "collectieve horecaontzegging (CHO)".

In: an abbreviation, the passages of one letter, and what the index knows of abbreviations. Out: it
and its full name as the letter writes them, with the sentence; None where the letter never does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qa.dutch.text import analyse, sentences
from qa.question.whole.parts import hit_of
from qa.types import Hit, Passage

_MOST_WORDS = 13  # of a full name
_BEFORE = "«‘“\"'("


def introduced(
    asked: str, passages: Iterable[Passage], known: Mapping[str, tuple[str, ...]]
) -> tuple[str, str, Hit] | None:
    """Return an abbreviation, its full name and the sentence that gives it."""
    terms = analyse(asked)
    full = known.get(terms[0]) if len(terms) == 1 else None
    if not full:
        return None
    for passage in passages:
        for span in sentences(passage.text):
            sentence = span.of(passage.text)
            for short in (asked, asked.upper()):
                before, bracketed, _ = sentence.partition(f"({short})")
                if bracketed and (name := _ending(before, full)):
                    return short, name, hit_of(passage, span.moved(passage.span.start))
    return None


def _ending(text: str, full: tuple[str, ...]) -> str:
    """Return the words at the end of a text that have these terms; empty where none have."""
    words = text.split()
    for count in range(1, min(len(words), _MOST_WORDS) + 1):
        name = " ".join(words[-count:])
        if analyse(name) == full:
            return name.lstrip(_BEFORE)
    return ""
