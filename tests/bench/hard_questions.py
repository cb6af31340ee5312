"""Questions made to be slow: as long as one may be, of words that no index holds.

Out: named kinds of them, the same for the same seed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from qa.model.reader import Reader
from qa.question.read.parts import LONGEST_QUESTION

_CONSONANTS = "bcdfghklmnprstvwz"
_VOWELS = ("a", "e", "i", "o", "u", "aa", "ee", "oe", "ij", "ui")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class FixedEncoder:
    """An encoder that gives every text one vector: what is left is the time of all else."""

    reader: Reader | None = None

    def __init__(self, model_id: str, dimension: int) -> None:
        self.model_id = model_id
        self.dimension = dimension
        self._vector = np.full(dimension, dimension**-0.5, np.float32)

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Embed a question. Shape: (dim,), float32, normalised."""
        return self._vector

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages. Shape: (n, dim), float32, each row normalised."""
        return np.tile(self._vector, (len(texts), 1))


def hard_questions(known: Sequence[str], each: int, seed: int = 7) -> dict[str, list[str]]:
    """Return so many questions of each kind; `known` are words of the index."""
    random = Random(seed)
    long = [word for word in known if len(word) > 6 and word.isalpha()]

    def rare(shortest: int = 7, longest: int = 9) -> str:
        word, length = "", random.randint(shortest, longest)
        while len(word) < length:
            word += random.choice(_CONSONANTS) + random.choice(_VOWELS)
        return word + random.choice("nrst")

    def misspelt() -> str:
        word = random.choice(long)
        at = random.randrange(len(word))
        return word[:at] + random.choice(_LETTERS) + word[at + random.randint(0, 1) :]

    def filled(piece: Callable[[], str], between: str = " ") -> str:
        return f"Hoeveel {between.join(piece() for _ in range(LONGEST_QUESTION))}"[
            : LONGEST_QUESTION - 1
        ]

    kinds: dict[str, Callable[[], str]] = {
        "rare words": lambda: filled(rare),
        "long rare words": lambda: filled(lambda: rare(10, 25)),
        "slips": lambda: filled(misspelt),
        "words of the letter": lambda: filled(lambda: random.choice(long)),
        "compounds": lambda: filled(lambda: "".join(random.choices(long, k=4))),
        "one compound": lambda: filled(lambda: random.choice(long), ""),
        "parts of rare words": lambda: filled(
            lambda: f"{' '.join(rare() for _ in range(9))}? Hoeveel"
        ),
        "parts of slips": lambda: filled(lambda: f"{misspelt()} {misspelt()}? Hoeveel"),
        "numbered": lambda: "\n".join(
            f"{n}. Hoeveel {rare()} {misspelt()} per {rare()}, niet {rare()}?" for n in range(1, 40)
        )[:LONGEST_QUESTION],
        "years": lambda: filled(lambda: f"overvallen in {random.randint(1990, 2030)} en"),
        "marks": lambda: f"Wat {'?' * (LONGEST_QUESTION - 20)} {rare()}",
        "single letters": lambda: filled(lambda: random.choice(_LETTERS)),
        "one word": lambda: filled(lambda: random.choice(_LETTERS), ""),
        "denials": lambda: filled(lambda: f"niet {rare()} per {rare()}"),
    }
    return {name: [make() for _ in range(each)] for name, make in kinds.items()}
