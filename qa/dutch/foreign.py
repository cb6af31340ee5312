"""Question → the language that it is in, where that is plainly not Dutch.

In: a question. Out: "en", "de", "fr" or "es"; "" for Dutch, for words that tell nothing, and for
any language that is not known here. Names and titles in a Dutch sentence do not make it foreign.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

_DUTCH: Final = "nl"
_ENOUGH: Final = 2  # words that tell; the first one of a question counts for two
_FOREIGN: Final = Path(__file__).with_name("foreign.toml")


def language_of(question: str) -> str:
    """Return the language that a question is in, "" where it is Dutch or not known."""
    said = "".join(each if each.isalpha() else " " for each in question.casefold()).split()
    telling = {
        language: len(known.intersection(said)) + (said[:1] != [] and said[0] in known)
        for language, known in _words().items()
    }
    dutch = telling.pop(_DUTCH)
    language, most = max(telling.items(), key=lambda each: each[1])
    return language if most >= _ENOUGH and most > dutch else ""


@cache
def _words() -> dict[str, frozenset[str]]:
    held = tomllib.loads(_FOREIGN.read_text("utf-8"))
    return {language: frozenset(listed.split()) for language, listed in held.items()}
