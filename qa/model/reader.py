"""A question and the sentences of a paragraph → how well each sentence answers.

A paragraph is read whole, so that each sentence is understood among its neighbours; one too long
for the model is read in parts. Every run holds one paragraph: what else is asked at the same time
changes nothing, the same question always gets the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from qa.model.once import Once
from qa.model.reader_graph import INPUTS, LOGITS
from qa.model.tokens import Tokenizer

GRAPH: Final = Path("onnx") / "reader.onnx"
# Tokens; the model takes 512 in all. The trained part was trained with the same room.
QUESTION_ROOM, HEADING_ROOM, ROOM = 120, 40, 320


@dataclass(frozen=True, slots=True)
class Prompt:
    """One run: its tokens, where the question ends, and where each sentence lies."""

    ids: tuple[int, ...]
    question_end: int
    sentences: tuple[tuple[int, int], ...]


class Reader:
    """Reads with ONNX Runtime; the model is loaded with the first paragraph."""

    def __init__(self, open_session: Callable[[], Any], tokenizer: Callable[[], Tokenizer]) -> None:
        self._session = Once(open_session)
        self._tokenizer = tokenizer

    def read(self, question: str, heading: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return what speaks for each sentence, as logits.

        The first tells how well it answers the question, the second how well it says that the
        answer is not known or not decided yet. Shape: (sentences, 2), float32.
        """
        read = [self._run(prompt) for prompt in prompts(self._pieces, question, heading, sentences)]
        return np.concatenate(read) if read else np.empty((0, 2), np.float32)

    def _pieces(self, text: str) -> list[int]:
        return self._tokenizer().ids(text)[1:-1]

    def _run(self, prompt: Prompt) -> NDArray[np.float32]:
        size, end = len(prompt.ids), prompt.question_end
        question = np.zeros((1, 1, size), np.float32)
        question[0, 0, :end] = 1 / end
        sentences = np.zeros((1, len(prompt.sentences), size), np.float32)
        for row, (start, stop) in enumerate(prompt.sentences):
            sentences[0, row, start:stop] = 1 / (stop - start)
        feeds = (np.array([prompt.ids], np.int64), question, sentences)
        (logits,) = self._session.get().run([LOGITS], dict(zip(INPUTS, feeds, strict=True)))
        found: NDArray[np.float32] = logits[0]
        return found


def prompts(
    pieces: Callable[[str], list[int]], question: str, heading: str, sentences: Sequence[str]
) -> Iterator[Prompt]:
    """Cut a question and a paragraph to runs, each with as many whole sentences as it has room for.

    The ids are those of XLM-RoBERTa: <s> is 0 and </s> is 2.
    """
    asked = [0, *pieces(f"query: {question}")[:QUESTION_ROOM], 2]
    above = pieces(f"passage: {heading}." if heading else "passage:")[:HEADING_ROOM]
    start = [*asked, 0, *above]
    ids, spans = list(start), list[tuple[int, int]]()
    for sentence in sentences:
        tokens = pieces(sentence)[: ROOM - len(above)] or [3]  # <unk> for one of blanks only
        if spans and len(ids) - len(asked) + len(tokens) > ROOM:
            yield Prompt((*ids, 2), len(asked), tuple(spans))
            ids, spans = list(start), []
        spans.append((len(ids), len(ids) + len(tokens)))
        ids += tokens
    if spans:
        yield Prompt((*ids, 2), len(asked), tuple(spans))
