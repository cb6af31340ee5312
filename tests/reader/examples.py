"""Questions → the runs of one epoch: each with its paragraph, and with some that look like it.

What is drawn depends on the seed and the epoch alone, so that training goes on where it stopped.
Now and then a question is misspelt, or written as keywords are: without capitals or a mark.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

from qa.model.reader import Prompt, prompts
from tests.reader.data import UNDECIDED, Letters, Question

BESIDE: Final = 3  # other paragraphs of its letter that a question is asked of
BATCH: Final = 16  # questions in a step
_BUCKET = 20  # batches among which questions with runs of about one length come together
_MISSPELT, _BARE = 0.08, 0.08  # shares of the questions
_STEEPNESS: Final = 0.6  # how much oftener the paragraph most alike is drawn than the next
_GOLD_WEIGHT: Final = 2.0  # a gold sentence has some five others beside it


@dataclass(frozen=True, slots=True)
class Example:
    """A run, the sentences that answer, those that may, and whether they say "not decided yet"."""

    prompt: Prompt
    gold: frozenset[int]
    also: frozenset[int]
    undecided: bool


class Examples:
    """All questions that are trained on, and the letters that they are asked of."""

    def __init__(
        self,
        letters: Letters,
        questions: Sequence[Question],
        pieces: Callable[[str], list[int]],
        beside: int = BESIDE,
        batch: int = BATCH,
    ) -> None:
        self._letters, self._questions, self._pieces = letters, questions, pieces
        self.beside, self._batch = beside, batch
        held = {
            (letter, number): frozenset(
                token for sentence in paragraph.sentences for token in pieces(sentence)
            )
            for letter, paragraphs in letters.items()
            for number, paragraph in enumerate(paragraphs)
        }
        self._elsewhere = list(held)
        self._held, self._counts = held, Counter(t for each in held.values() for t in each)
        self._alike = [self._ordered(each) for each in questions]

    def __len__(self) -> int:
        """The batches of an epoch: buckets are whole batches."""
        return math.ceil(len(self._questions) / self._batch)

    def batches(self, seed: int) -> list[list[Example]]:
        """Return the batches of one epoch, the runs of a question one after the other."""
        draw = random.Random(seed)
        drawn = list(self._drawn(draw))
        draw.shuffle(drawn)
        found, bucket = [], _BUCKET * self._batch
        for start in range(0, len(drawn), bucket):
            near = sorted(drawn[start : start + bucket], key=_longest)
            found += [near[at : at + self._batch] for at in range(0, len(near), self._batch)]
        draw.shuffle(found)
        return [[run for runs in each for run in runs] for each in found]

    def _drawn(self, draw: random.Random) -> Iterator[tuple[Example, ...]]:
        """Yield the runs of each question: its own paragraph, then those beside it."""
        nothing = frozenset[int]()
        for question, alike in zip(self._questions, self._alike, strict=True):
            text = varied(question.text, draw)
            prompt = self.prompt(text, question.letter, question.paragraph)
            own = Example(prompt, question.gold, question.also, question.kind == UNDECIDED)
            beside = (self.prompt(text, *place) for place in self._beside(question, alike, draw))
            yield own, *(Example(each, nothing, nothing, False) for each in beside)

    def _beside(
        self, question: Question, alike: list[int], draw: random.Random
    ) -> Iterator[tuple[str, int]]:
        """Draw other paragraphs of a letter; one that has too few is helped out by another."""
        left = list(alike)
        for _ in range(self.beside):
            if left:
                at = min(int(draw.expovariate(_STEEPNESS)), len(left) - 1)
                yield question.letter, left.pop(at)
            else:
                yield draw.choice(self._elsewhere)

    def prompt(self, text: str, letter: str, number: int) -> Prompt:
        """Return the run of a question and a paragraph; what does not fit in one is left out."""
        paragraph = self._letters[letter][number]
        return next(prompts(self._pieces, text, paragraph.heading, paragraph.sentences))

    def _ordered(self, question: Question) -> list[int]:
        """Return the other paragraphs of the letter, the one that shares most first."""
        asked, size = set(self._pieces(question.text)), len(self._held)

        def shared(number: int) -> float:
            both = asked & self._held[question.letter, number]
            return sum(math.log(size / self._counts[token]) for token in both)

        others = (n for n in range(len(self._letters[question.letter])) if n != question.paragraph)
        return sorted(others, key=lambda number: (-shared(number), number))


def _longest(runs: tuple[Example, ...]) -> int:
    return max(len(each.prompt.ids) for each in runs)


def varied(text: str, draw: random.Random) -> str:
    """Return a question as some people type it: now and then with an error, or bare."""
    kind = draw.random()
    if kind < _MISSPELT:
        return _misspelt(text, draw)
    return text.lower().rstrip("?") if kind < _MISSPELT + _BARE else text


def _misspelt(text: str, draw: random.Random) -> str:
    """Swap two neighbouring letters, leave one out, or double it, once or twice."""
    letters = list(text)
    for _ in range(draw.choice((1, 1, 2))):
        at = draw.randrange(1, max(2, len(letters) - 1))
        if not "".join(letters[at : at + 2]).isalpha():
            continue
        letters[at : at + 2] = draw.choice(
            (
                letters[at : at + 2][::-1],
                letters[at + 1 : at + 2],
                [letters[at], *letters[at : at + 2]],
            )
        )
    return "".join(letters)


def targets(examples: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Return what each logit should say, and what it counts. Shape: (runs, sentences, 2), both."""
    most = max(len(each.prompt.sentences) for each in examples)
    wanted, counts = torch.zeros(len(examples), most, 2), torch.zeros(len(examples), most, 2)
    for row, each in enumerate(examples):
        size = len(each.prompt.sentences)
        counts[row, :size] = 1
        for number in each.also:
            counts[row, number : number + 1] = 0  # right or wrong: another one was meant
        for number in (number for number in each.gold if number < size):
            wanted[row, number, int(each.undecided)] = 1
            counts[row, number] = _GOLD_WEIGHT
            if each.undecided:  # it does not answer, but nothing comes nearer
                counts[row, number, 0] = 0.5
    return wanted, counts
