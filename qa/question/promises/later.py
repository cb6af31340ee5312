"""A promise → what later letters of its dossier say of the same thing.

In: a promise and the index. Out: of each later letter at most one sentence: the one that shares
most with it, its headings counted, and its own words at all. Whether that keeps the promise, a
reader decides: no rule here says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qa.dutch.text import analyse, sentences
from qa.store.index import Index
from qa.types import Kind, Passage, Promise, Source, Span

_MOST_LETTERS: Final = 10  # that come after it, the first of them
_FEWEST_SHARED: Final = 3  # stems, of the sentence and its headings together
_FEWEST_OWN: Final = 1  # of them that the promise itself says
_LEAST: Final = 0.3  # of the stems of a promise
# What every promise says, whatever it is about.
_EVERYWHERE: Final = frozenset(
    analyse(
        "ik wij uw kamer kabinet brief informeren ontvangt sturen stuur zal begin eind medio"
        " eerste tweede helft kwartaal jaar volgend volgende voor najaar voorjaar zomer"
        " verwacht verwachting januari februari maart april mei juni juli augustus september"
        " oktober november december volgt komt hierover worden resultaten"
    )
)


@dataclass(frozen=True, slots=True)
class Later:
    """A sentence of a later letter, its passage, and how much it shares."""

    source: Source
    passage: Passage
    span: Span
    shared: int

    @property
    def text(self) -> str:
        """The sentence, literally."""
        return self.passage.cut(self.span)


def later_on(found: Promise, index: Index) -> tuple[Later, ...]:
    """Return what later letters say of the same, the oldest letter first."""
    source = index.passages.source(found.letter_id)
    if source is None or not source.dossier:
        return ()
    after = [
        each
        for each in index.passages.sources()
        if each.dossier == source.dossier and each.date > source.date
    ]
    own = _stems(found.text)
    wanted = own | _stems(" ".join(found.path))
    best = (_best(each, own, wanted, index) for each in after[:_MOST_LETTERS])
    return tuple(each for each in best if each)


def _best(
    source: Source, own: frozenset[str], wanted: frozenset[str], index: Index
) -> Later | None:
    found = _alike(source, own, wanted, index.passages.of_letter(source.letter_id, Kind.PARAGRAPH))
    return max(found, key=lambda each: each.shared, default=None)


def _alike(
    source: Source, own: frozenset[str], wanted: frozenset[str], passages: Sequence[Passage]
) -> Iterator[Later]:
    for passage in passages:
        above = _stems(" ".join(passage.path)) & wanted
        for span in sentences(passage.text):
            said = _stems(span.of(passage.text)) & own
            shared = len(above | said)
            enough = shared >= _FEWEST_SHARED and shared >= _LEAST * len(wanted)
            if enough and len(said) >= _FEWEST_OWN:
                yield Later(source, passage, span.moved(passage.span.start), shared)


def _stems(text: str) -> frozenset[str]:
    return frozenset(each for each in analyse(text) if not each.isdigit()) - _EVERYWHERE
