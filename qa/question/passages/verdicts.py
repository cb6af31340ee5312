"""What the reader says of the passages found → which passage answers, and by which sentences.

In: a survey of passages, the best candidate first. Out: the same survey, those that were read in
the order of what search and reader say together, each with the sentences that answer as its core.
Only the first few are read: reading takes a hundredth of a second for each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.dutch.text import sentences
from qa.question.passages.neighbours import open_question, shown
from qa.question.passages.retrieve import Candidate, Survey
from qa.question.passages.signals import holds
from qa.store.index import Index
from qa.types import Kind, Span, Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Passages that are read, most often one or two: until one surely answers (a logit), or the next has
# too small a share of what speaks for all. Reading four whatever they are finds no more.
MOST_READ = 4
_SURE, _LIKELY = 3.0, 0.05
_FARTHEST = 15  # sentences before and after the one that search found best
_LEAST_SHARE = 1e-6
# What the logarithm of a candidate's share counts beside the reader's logit. Chosen for the shipped
# reader on the questions that the confidence is fitted on.
_SEARCHED = 1.0


def read(found: Survey, index: Index, topic: str = "", most: int = MOST_READ) -> Survey:
    """Let the reader choose among the first candidates, and in each the sentences.

    Without a reader they stay as they are.
    """
    if (reader := index.reader) is None:
        return found
    question = f"{found.reading.text} {topic}".strip()
    first: list[Candidate] = []
    for candidate in found.candidates[:most]:
        unlikely = candidate.share < _LIKELY
        if first and (unlikely or max(map(_answers, first)) >= _SURE):
            break
        first.append(_read(candidate, question, found, reader.read))
    chosen = sorted(first, key=lambda each: (-together(each), each.row))
    return replace(found, candidates=(*chosen, *found.candidates[len(first) :]))


def read_one(candidate: Candidate, found: Survey, index: Index, topic: str = "") -> Candidate:
    """Let the reader say of one more candidate what it says of the first ones."""
    assert index.reader
    question = f"{found.reading.text} {topic}".strip()
    return _read(candidate, question, found, index.reader.read)


def together(candidate: Candidate) -> float:
    """Return what search and reader say of a candidate that was read."""
    return _answers(candidate) + _SEARCHED * math.log(max(candidate.share, _LEAST_SHARE))


def _answers(candidate: Candidate) -> float:
    assert candidate.verdict
    return candidate.verdict.answers


def _read(
    candidate: Candidate,
    question: str,
    found: Survey,
    logits_of: Callable[[str, str, Sequence[str]], NDArray[np.float32]],
) -> Candidate:
    passage, start = candidate.passage, candidate.passage.span.start
    spans = _around(sentences(passage.text), candidate.signals.core.start - start)
    heading = passage.path[-1] if passage.path else ""
    logits = logits_of(question, heading, [span.of(passage.text) for span in spans])
    answers, pending = logits[:, 0].tolist(), logits[:, 1].tolist()
    best, latest = _highest(answers), _highest(pending)
    is_number = found.asked.wanted.is_number
    first, last = shown(passage.text, spans, answers, best, is_number)
    core = Span(start + spans[first].start, start + spans[last].end)
    opens, closes = open_question(passage.text, spans, latest, best)
    if passage.kind is Kind.SIGNATURE:  # an office and a name: neither says anything alone
        core, first, last = candidate.signals.core, best, best
    signals = replace(
        candidate.signals, core=core, fits=holds(passage.cut(core), found.asked.wanted)
    )
    verdict = Verdict(
        answers=answers[best],
        pending=pending[latest],
        undecided=Span(start + spans[opens].start, start + spans[closes].end),
        any_answers=_any(answers[first : last + 1]),
        alone=first == last and len(spans) > 1,
    )
    return replace(candidate, signals=signals, verdict=verdict)


def _any(logits: Sequence[float]) -> float:
    """Return what speaks for any of some sentences: what shows two is right if either answers."""
    top = max(logits)
    return top + math.log(sum(math.exp(each - top) for each in logits))


def _around(spans: tuple[Span, ...], at: int) -> tuple[Span, ...]:
    """Return the sentences that are read: of a passage without end those around its best one."""
    best = next(number for number, span in enumerate(spans) if at < span.end)
    return spans[max(0, best - _FARTHEST) : best + _FARTHEST + 1]


def _highest(logits: Sequence[float]) -> int:
    return max(range(len(logits)), key=lambda number: (logits[number], -number))
