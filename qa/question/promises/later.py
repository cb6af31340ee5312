"""A promise → what later letters of its dossier say of the same thing.

In: a promise and the index. Out: of each later letter at most one sentence: the one that shares
most with it, its headings counted, and its own words at all. A promise that points back ("de
uitkomsten daarvan"), or says little itself, is about what the sentence before it says too. Whether
that keeps the promise, a reader decides; qa/question/promises/fate.py tells what its wording says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qa.dutch.forms import kin
from qa.dutch.text import is_searched, sentences, stem, words
from qa.store.index import Index
from qa.types import Kind, Passage, Promise, Source, Span

_MOST_LETTERS: Final = 10  # that come after it, the first of them
_FEWEST_SHARED: Final = 3  # roots, of the sentence and its headings together
_FEWEST_OWN: Final = 1  # of them that the promise itself says
_LEAST: Final = 0.3  # of the roots of a promise
_FEWEST_OF_ALL: Final = 2  # where a sentence says all that a short promise does
_POINTING: Final = frozenset(
    "dat die dit deze daarop daarover daarvan erop erover ervan hierop hierover hiervan".split()
)
# What every promise says, whatever it is about.
_EVERYWHERE: Final = frozenset(
    kin(each)
    for each in (
        "ik wij uw kamer kabinet brief toe terug opnieuw informeren ontvangt sturen stuur zal begin"
        " eind medio eerste tweede helft kwartaal jaar volgend volgende voor najaar voorjaar zomer"
        " verwacht verwachting januari februari maart april mei juni juli augustus september"
        " oktober november december volgt komt hierover worden resultaten uitkomsten conclusies"
        " bevindingen reces zomerreces kerstreces einde daarover daarop daarvan erop erover ervan"
    ).split()
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


def later_on(
    promises: Sequence[Promise], source: Source, index: Index
) -> dict[Promise, tuple[Later, ...]]:
    """Return for each promise of a letter what later letters say of the same, the oldest first."""
    after = [
        each
        for each in index.passages.sources()
        if source.dossier and each.dossier == source.dossier and each.date > source.date
    ]
    said = [list(_sentences(each, index)) for each in after[:_MOST_LETTERS]]
    about = {each: _about(each, index) for each in promises} if said else {}
    return {
        each: tuple(filter(None, (_best(each, about[each], letter) for letter in said)))
        for each in promises
    }


def _about(found: Promise, index: Index) -> frozenset[str]:
    """Return the roots of a promise, and of the sentence before it where it leans on that."""
    own = _roots(found.text)
    points = not _POINTING.isdisjoint(word.folded for word in words(found.text))
    if not points and len(own) >= _FEWEST_SHARED:
        return own
    passage = index.passages.named(found.passage_id)
    start = found.span.start - passage.span.start
    before = [each for each in sentences(passage.text) if each.end <= start]
    return own | _roots(before[-1].of(passage.text)) if before else own


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence of a later letter, with the roots of it and of its headings."""

    source: Source
    passage: Passage
    span: Span
    own: frozenset[str]
    above: frozenset[str]


def _sentences(source: Source, index: Index) -> Iterator[_Said]:
    for passage in index.passages.of_letter(source.letter_id, Kind.PARAGRAPH):
        above = _roots(" ".join(passage.path))
        for span in sentences(passage.text):
            own = _roots(span.of(passage.text))
            yield _Said(source, passage, span.moved(passage.span.start), own, above)


def _best(found: Promise, own: frozenset[str], letter: Sequence[_Said]) -> Later | None:
    """Return the sentence of a letter that shares most with a promise, if that is enough.

    `own` is what the promise is about, its headings apart. What it says itself, if it says
    anything, must be spoken of: more of what it leans on does not make up for that.
    """
    wanted = own | _roots(" ".join(found.path))
    itself = _roots(found.text) or own
    alike = (
        Later(each.source, each.passage, each.span, len(each.above & wanted | each.own & own))
        for each in letter
        if len(each.own & itself) >= _FEWEST_OWN
    )
    best = max(alike, key=lambda each: each.shared, default=None)
    if best is None:
        return None
    fewest = max(_FEWEST_SHARED, _LEAST * len(wanted))
    says_all = itself <= _roots(best.text) and best.shared >= _FEWEST_OF_ALL
    return best if says_all or best.shared >= fewest else None


def _roots(text: str) -> frozenset[str]:
    """Return what the words of a text share with other forms of them: "openen" and "geopend"."""
    searched = (word.folded for word in words(text) if is_searched(stem(word.folded)))
    return frozenset(kin(each) for each in searched if not each.isdigit()) - _EVERYWHERE
