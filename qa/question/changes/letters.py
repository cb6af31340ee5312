"""A question that compares letters → the two that are meant, or why it is not certain which.

In: what is compared, and the index. Out: the earlier and the later letter, both of one dossier, and
what the question says beside them; or what is missing. "De vorige brief" is the nearest earlier one
of the dossier; where several dossiers have one, nothing is picked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from typing import Final

from qa.dutch.text import analyse
from qa.question.read.called import PREVIOUS, Called
from qa.question.read.calling import called
from qa.question.read.compared import ON_PROMISES, SAID, Compared
from qa.question.read.reading import read_in
from qa.question.read.which import known_letters, letters_meant
from qa.store.index import Index
from qa.types import Source

_MOST_DOSSIERS: Final = 20  # whose letters are looked through for a topic
# What stands before the letter that others are set against.
_SET_AGAINST: Final = re.compile(
    r"\b(?:sinds|sedert|na|opzichte van|t\.?o\.?v\.?|dan(?: in)?|vergeleken (?:met|bij)"
    r"|vergelijking (?:met|tot)|verschil(?:len)? met) $",
    re.IGNORECASE,
)
_ACCORDING_TO: Final = re.compile(r"\bvolgens $", re.IGNORECASE)
_BEFORE: Final = 30  # characters before a letter that tell so


class Lack(Enum):
    """Why no two letters are compared."""

    UNKNOWN = "unknown"  # a letter that is called and is not here
    EARLIER = "earlier"  # none before it in its dossier
    LATER = "later"  # none behind it
    WHICH = "which"  # several pairs may be meant
    APART = "apart"  # of two dossiers, or of one day


@dataclass(frozen=True, slots=True)
class Pair:
    """Two letters of one dossier, and what the question says beside them: a topic."""

    before: Source
    after: Source
    topic: str = ""

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the topic."""
        return frozenset(analyse(self.topic))

    @property
    def ids(self) -> tuple[str, str]:
        """The letters, the earlier one first."""
        return self.before.letter_id, self.after.letter_id


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is missing; `letters` are those that it is missing of, or the pairs to choose from."""

    lack: Lack
    phrase: str = ""
    letters: tuple[Source, ...] = ()
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class _Called:
    """A letter that is called by its number or its day; `is_before` is None where nothing tells."""

    source: Source
    is_before: bool | None


def letters_asked(asked: Compared, index: Index) -> Pair | Lacking:
    """Return the two letters that a question compares."""
    known, vocabulary = known_letters(index)
    phrases = called(asked.text, index.newest, vocabulary, also_mentioned=True)
    topic = _topic(asked.text, phrases, index)
    fixed: list[_Called] = []
    scope = index.passages.sources()
    for phrase in phrases:
        found, _ = letters_meant(replace(phrase, order=""), known)
        if not found:
            return Lacking(Lack.UNKNOWN, phrase.span.of(asked.text))
        sources = tuple(each.source for each in found)
        if not _is_fixed(phrase):
            scope = tuple(each for each in scope if each in sources)
        elif len(sources) > 1:
            return _which(sources, index, topic)
        else:
            fixed.append(_Called(sources[0], _is_before(phrase, asked)))
    if fixed:
        return _of_fixed(fixed, asked, index, topic)
    return _of_scope(scope, asked, index, topic)


def _topic(text: str, phrases: Sequence[Called], index: Index) -> str:
    """Return the words of a question that neither call a letter nor say what is compared."""
    rest = text
    for phrase in reversed(phrases):
        rest = f"{rest[: phrase.span.start]} {rest[phrase.span.end :]}"
    words = read_in(rest, index).content_words if rest.strip(" ?.!") else ()
    return " ".join(word for word in words if not set(analyse(word)) <= SAID)


def _is_fixed(phrase: Called) -> bool:
    """Tell whether a phrase calls one letter, by its number or its day."""
    return bool(phrase.sequence or phrase.periods or phrase.month)


def _is_before(phrase: Called, asked: Compared) -> bool | None:
    before = asked.text[max(0, phrase.span.start - _BEFORE) : phrase.span.start]
    if phrase.order == PREVIOUS or _SET_AGAINST.search(before):
        return True
    if _ACCORDING_TO.search(before):
        return False
    return True if asked.aspect in ON_PROMISES else None


def _of_fixed(
    fixed: Sequence[_Called], asked: Compared, index: Index, topic: str
) -> Pair | Lacking:
    sources = tuple(dict.fromkeys(each.source for each in fixed))
    if len(sources) > 2:
        return Lacking(Lack.APART, letters=sources)
    if len(sources) == 2:
        before, after = sorted(sources, key=lambda each: each.date)
        if before.date == after.date or before.dossier != after.dossier:
            return Lacking(Lack.APART, letters=(before, after))
        return Pair(before, after, topic)
    only = fixed[0]
    run = _dossier(only.source, index)
    if only.is_before:
        later = [each for each in run if each.date > only.source.date]
        return Pair(only.source, later[-1], topic) if later else _lone(Lack.LATER, only.source)
    return _nearest(only.source, run, topic)


def _of_scope(scope: Sequence[Source], asked: Compared, index: Index, topic: str) -> Pair | Lacking:
    """Return the newest pair of the only dossier that has one, or ask back."""
    runs = _dossiers(scope, index)
    pairs = [found for run in runs if isinstance(found := _nearest(run[-1], run, topic), Pair)]
    if len(runs) > 1 and topic and len(pairs) <= _MOST_DOSSIERS:
        about = [each for each in pairs if _speaks_of(each, index)]
        if len(about) == 1:
            return about[0]
    if len(runs) > 1 and pairs:
        return Lacking(Lack.WHICH, pairs=tuple(pairs))
    if pairs:
        return pairs[0]
    lack = Lack.LATER if asked.aspect in ON_PROMISES else Lack.EARLIER
    return Lacking(lack, letters=tuple(run[-1] for run in runs[:1]))


def _which(sources: Sequence[Source], index: Index, topic: str) -> Lacking:
    """Ask back: a year calls several letters."""
    found = (_nearest(each, _dossier(each, index), topic) for each in sources)
    pairs = tuple(each for each in found if isinstance(each, Pair))
    return Lacking(Lack.WHICH, pairs=pairs) if pairs else _lone(Lack.EARLIER, sources[-1])


def _nearest(source: Source, run: Sequence[Source], topic: str) -> Pair | Lacking:
    """Return a letter with the nearest earlier one of its dossier."""
    earlier = [each for each in run if each.date < source.date]
    if not earlier:
        return _lone(Lack.EARLIER, source)
    if sum(each.date == earlier[-1].date for each in earlier) > 1:
        return Lacking(Lack.APART, letters=tuple(earlier[-2:]))
    return Pair(earlier[-1], source, topic)


def _lone(lack: Lack, source: Source) -> Lacking:
    return Lacking(lack, letters=(source,))


def _dossier(source: Source, index: Index) -> tuple[Source, ...]:
    """Return the letters of the dossier of a letter, the oldest first; itself without one."""
    if not source.dossier:
        return (source,)
    return tuple(each for each in index.passages.sources() if each.dossier == source.dossier)


def _dossiers(scope: Sequence[Source], index: Index) -> list[tuple[Source, ...]]:
    """Return the letters of each dossier that some letters are of."""
    named = {each.dossier or each.letter_id for each in scope}
    every = sorted(index.passages.sources(), key=_home)  # stable: the oldest stays first
    return [tuple(run) for home, run in groupby(every, key=_home) if home in named]


def _home(source: Source) -> str:
    return source.dossier or source.letter_id


def _speaks_of(pair: Pair, index: Index) -> bool:
    """Tell whether one of two letters says all words of a topic in a paragraph."""
    return any(
        pair.stems <= frozenset(analyse(f"{each.text} {' '.join(each.path)}"))
        for letter in pair.ids
        for each in index.passages.of_letter(letter)
    )
