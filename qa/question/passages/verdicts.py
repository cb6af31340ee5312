"""What the reader says of the passages found → which passage answers, and by which sentences.

In: a survey of passages, the best candidate first. Out: the same survey, those that were read in
the order of what search and reader say together, each with the sentences that answer as its core.
Only the first few are read: reading takes a hundredth of a second for each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.dutch.text import sentences
from qa.question.passages.neighbours import shown
from qa.question.passages.retrieve import Candidate, Survey
from qa.question.passages.signals import holds
from qa.store.index import Index
from qa.types import Kind, Span, Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _LogitsOf = Callable[[str, str, Sequence[str]], NDArray[np.float32]]

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
    first: list[_Read] = []
    for candidate in found.candidates[:most]:
        unlikely = candidate.share < _LIKELY
        if first and (unlikely or max(_answers(each.candidate) for each in first) >= _SURE):
            break
        first.append(_read(candidate, question, found, reader.read))
    if not first:
        return found
    best, *others = sorted(first, key=lambda each: (-together(each.candidate), each.candidate.row))
    chosen = (_read_again(best, question, found, reader.read), *(each.candidate for each in others))
    return replace(found, candidates=(*chosen, *found.candidates[len(first) :]))


def read_one(candidate: Candidate, found: Survey, index: Index, topic: str = "") -> Candidate:
    """Let the reader say of one more candidate what it says of the first ones."""
    assert index.reader
    question = f"{found.reading.text} {topic}".strip()
    return _read(candidate, question, found, index.reader.read).candidate


def together(candidate: Candidate) -> float:
    """Return what search and reader say of a candidate that was read."""
    return _answers(candidate) + _SEARCHED * math.log(max(candidate.share, _LEAST_SHARE))


def _answers(candidate: Candidate) -> float:
    assert candidate.verdict
    return candidate.verdict.answers


@dataclass(frozen=True, slots=True)
class _Read:
    """A candidate that was read: its sentences, those that are shown, and what speaks for each."""

    candidate: Candidate
    spans: tuple[Span, ...]
    shown: tuple[int, int]
    logits: NDArray[np.float32]


def _read(candidate: Candidate, question: str, found: Survey, logits_of: _LogitsOf) -> _Read:
    text, start = candidate.passage.text, candidate.passage.span.start
    spans = _around(sentences(text), candidate.signals.core.start - start)
    logits = logits_of(question, _heading(candidate), [span.of(text) for span in spans])
    return _judged(candidate, found, spans, logits)


def _read_again(once: _Read, question: str, found: Survey, logits_of: _LogitsOf) -> Candidate:
    """Read what was chosen without its heading too, then what is shown of it as one piece.

    What is shown answers if any of its sentences does.
    """
    text, heading = once.candidate.passage.text, _heading(once.candidate)
    read = once
    if heading:
        bare = logits_of(question, "", [span.of(text) for span in once.spans])
        read = _judged(once.candidate, found, once.spans, (once.logits + bare) / 2)
    first, last = read.shown
    answers = read.logits[first : last + 1, 0].tolist()
    piece = text[read.spans[first].start : read.spans[last].end]
    as_one = float(logits_of(question, heading, [piece])[0, 0])
    top = max(answers)
    spread = math.log(sum(math.exp(each - top) for each in answers))
    assert once.candidate.verdict
    verdict = replace(once.candidate.verdict, sure=(2 * top + as_one) / 3 + spread)
    return replace(read.candidate, verdict=verdict)


def _heading(candidate: Candidate) -> str:
    return candidate.passage.path[-1] if candidate.passage.path else ""


def _judged(
    candidate: Candidate, found: Survey, spans: tuple[Span, ...], logits: NDArray[np.float32]
) -> _Read:
    """Return a candidate with its verdict, and with the sentences that answer as its core."""
    passage, start = candidate.passage, candidate.passage.span.start
    answers, pending = logits[:, 0].tolist(), logits[:, 1].tolist()
    best, latest = _highest(answers), _highest(pending)
    first, last = shown(passage.text, spans, answers, best)
    core = Span(start + spans[first].start, start + spans[last].end)
    if passage.kind is Kind.SIGNATURE:  # an office and a name: neither says anything alone
        core = candidate.signals.core
    signals = replace(
        candidate.signals, core=core, fits=holds(passage.cut(core), found.asked.wanted)
    )
    undecided = Span(start + spans[latest].start, start + spans[latest].end)
    verdict = Verdict(answers[best], pending[latest], undecided, sure=answers[best])
    judged = replace(candidate, signals=signals, verdict=verdict)
    return _Read(judged, spans, (first, last), logits)


def _around(spans: tuple[Span, ...], at: int) -> tuple[Span, ...]:
    """Return the sentences that are read: of a passage without end those around its best one."""
    best = next(number for number, span in enumerate(spans) if at < span.end)
    return spans[max(0, best - _FARTHEST) : best + _FARTHEST + 1]


def _highest(logits: Sequence[float]) -> int:
    return max(range(len(logits)), key=lambda number: (logits[number], -number))
