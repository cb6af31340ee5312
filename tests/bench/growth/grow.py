"""A few ten thousand real passages → a million, and questions: the same ones every time.

Real passages come first and are left as they are. A grown text mixes real sentences, so that words
keep their shares (Zipf's law); a grown vector is a real one, moved as far as real neighbours lie
apart. Every block of rows has a seed of its own: the first n rows do not hang on how many follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from qa.dutch.text import analyse
from tests.bench.growth.dutch_text import SENTENCE_END, Prose

SEED: Final = 28684
QUESTIONS: Final = 200
_HELD_OUT: Final = 400  # passages
_BLOCK: Final = 50_000  # grown texts at a time
_REPLACED: Final = 0.1  # share of a grown text's words that are drawn from all words
_HIGHEST: Final = 0.9999  # cosine of a copy to its origin: a copy of a double would be another
_WORDS_ASKED: Final = (3, 9)  # that carry meaning, in a question
_ASKS: Final = (
    "Hoe|Wat is|Welke|Hoeveel|Wanneer|Waarom|Wie|Waar|Hoe kan ik|Wat betekent|Kan ik|Is er"
).split("|")


def hold_out(real: Sequence[Prose]) -> tuple[list[Prose], list[str]]:
    """Return the passages in another order, and questions from others that are held out.

    A question is a part of a sentence behind a question word. Not each passage held out has one.
    """
    rng = np.random.default_rng(SEED)
    order = rng.permutation(len(real))
    asked: list[str] = []
    for row in order[:_HELD_OUT]:
        question = _question(real[row].text, rng)
        if question and len(asked) < QUESTIONS:
            asked.append(question)
    return [real[row] for row in order[_HELD_OUT:]], asked


def _question(text: str, rng: np.random.Generator) -> str:
    fewest, most = _WORDS_ASKED
    sentence = str(rng.choice(SENTENCE_END.split(text)))
    words = re.sub(r"[^\w\s'-]", " ", sentence).split()
    wanted = int(rng.integers(fewest, most + 1))
    start = int(rng.integers(0, max(1, len(words) - 2 * wanted)))
    taken: list[str] = []
    for word in words[start:]:
        taken.append(word)
        if len(analyse(" ".join(taken))) >= wanted:
            break
    told = fewest <= len(analyse(" ".join(taken))) <= most
    return f"{rng.choice(_ASKS)} {' '.join(taken)}?" if told else ""


@dataclass(frozen=True, slots=True)
class _Flat:
    """Rows of words laid end to end: row i is words[starts[i] : starts[i + 1]]."""

    words: NDArray[np.int32]
    starts: NDArray[np.int64]

    def gather(self, which: NDArray[np.int64]) -> _Flat:
        """Return the chosen rows, in the order chosen."""
        lengths = np.diff(self.starts)[which]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        shift = np.repeat(self.starts[which] - starts[:-1], lengths)
        return _Flat(self.words[np.arange(starts[-1]) + shift], starts)


def grow_texts(real: Sequence[Prose], count: int) -> Iterator[Prose]:
    """Yield `count` passages: the real ones, then mixtures of their sentences.

    A grown one has a real heading and as many sentences as some real one, each of any passage; a
    tenth of its words is replaced by words drawn from the whole.
    """
    yield from real[:count]
    numbers: dict[str, int] = {}
    sentences = [SENTENCE_END.split(prose.text) for prose in real]
    flat = _flatten([each for parts in sentences for each in parts], numbers)
    names = np.array(list(numbers), object)
    many = np.array([len(parts) for parts in sentences])
    for block in range(-(-max(0, count - len(real)) // _BLOCK)):
        rng = np.random.default_rng([SEED, block])
        taken = rng.choice(many, _BLOCK)
        grown = flat.gather(rng.integers(0, len(flat.starts) - 1, int(taken.sum())))
        swapped = np.flatnonzero(rng.random(len(grown.words)) < _REPLACED)
        grown.words[swapped] = rng.choice(flat.words, len(swapped))
        bounds = grown.starts[np.concatenate([[0], np.cumsum(taken)])].tolist()
        words = names[grown.words].tolist()
        headings = rng.integers(0, len(real), _BLOCK).tolist()
        rest = count - len(real) - block * _BLOCK
        for row in range(min(_BLOCK, rest)):
            text = " ".join(words[bounds[row] : bounds[row + 1]])
            yield Prose(real[headings[row]].heading, text)


def _flatten(texts: Sequence[str], numbers: dict[str, int]) -> _Flat:
    rows = [[numbers.setdefault(word, len(numbers)) for word in text.split()] for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return _Flat(np.array([word for row in rows for word in row], np.int32), starts)


def nearest(real: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the cosine of each vector to its nearest other one. Shape: (n, dim) to (n,)."""
    found = np.empty(len(real), np.float32)
    for start in range(0, len(real), 1000):
        cosines = real[start : start + 1000] @ real.T
        cosines[np.arange(len(cosines)), np.arange(start, start + len(cosines))] = -1
        found[start : start + 1000] = cosines.max(axis=1)
    return found


def grow_vectors(real: NDArray[np.float32], count: int) -> Iterator[NDArray[np.float32]]:
    """Yield `count` vectors in blocks: the real ones, then copies of all of them, ever again.

    A copy's cosine to its origin is drawn from those of the real ones to their nearest: for noise
    of deviation s in each of dim directions it is 1 / sqrt(1 + dim s²).

    Shape: `real` and the blocks (n, dim), float32, each row of length 1.
    """
    near = np.minimum(nearest(real), _HIGHEST)
    dim = real.shape[1]
    for start in range(0, count, len(real)):
        block = real
        if start:
            rng = np.random.default_rng([SEED, start])
            cosines = rng.choice(near, len(real))[:, None]
            noise = np.sqrt((1 / cosines**2 - 1) / dim)
            copies: NDArray[Any] = real + noise * rng.standard_normal(real.shape, np.float32)
            block = copies / np.linalg.norm(copies, axis=1, keepdims=True)
        yield block[: count - start]
