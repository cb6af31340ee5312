"""Which words of a question something explains, and which are left.

In: the words of a question, and what was found in it. Out: the places of words that carry its
meaning or narrow nothing, and the phrases that nothing accounts for: a series answers only where
there are none.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.dutch.numbers import Found
from qa.dutch.terms import Terms
from qa.dutch.text import Word, codes, uncut
from qa.question.read.narrowing import Turns
from qa.types import Years, covering


def quiet_words(words: Sequence[Word], question: Sequence[str], terms: Terms) -> set[int]:
    """Return the numbers of the words that no number need account for."""
    pairs = zip(question, words, strict=True)
    return {at for at, (stem, word) in enumerate(pairs) if terms.is_quiet(stem, word.folded)}


def content(words: Sequence[Word], quiet: set[int], dates: Sequence[Found]) -> tuple[int, ...]:
    """Return the numbers of the words that carry a question's meaning: no quiet ones, no dates."""
    dated = covering(each.span for each in dates)
    return tuple(
        number
        for number, word in enumerate(words)
        if not (number in quiet or word.folded.isdigit() or dated(word.span))
    )


def company(
    subjects: tuple[str, ...],
    measures: tuple[str, ...],
    cues: frozenset[str],
    years: Years,
    question: tuple[str, ...],
    terms: Terms,
) -> set[int]:
    """Return the words that say nothing more in the company of what was named."""
    company: frozenset[str] = frozenset()
    for id in subjects:
        company |= terms.subjects[id].company
    for id in measures:
        company |= terms.measures[id].company
    if years.named or years.run:
        company |= terms.with_year
    if "all_subjects" in cues:
        company |= terms.with_all
    return {number for number, found in enumerate(question) if found in company}


def unexplained(
    text: str,
    found: Sequence[Word],
    question: tuple[str, ...],
    explained: set[int],
    turned: Turns,
    terms: Terms,
) -> tuple[str, ...]:
    """Return the phrases and words that nothing explains, in the order of the question.

    A code is one of them, though it holds several words: an abstention that repeats it then repeats
    the numbers of the question, and no part of one.
    """
    left = [
        word.span
        for number, word in enumerate(found)
        if not (number in explained or terms.is_neutral(question[number], word.folded))
    ]
    if not (left or turned.beyond):
        return ()
    apart = sorted({span for _, span in turned.beyond}, key=lambda span: (span.start, span.end))
    pieces = codes(text)
    phrases = [uncut(span, pieces) for span in apart]
    covered = covering(phrases)
    words_left = [uncut(span, pieces) for span in left if not covered(span)]
    spans = sorted((*phrases, *words_left), key=lambda span: span.start)
    return tuple(dict.fromkeys(span.of(text) for span in spans))
