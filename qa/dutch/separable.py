"""Join a Dutch verb with its particle further on in the clause: "leverde … op" is opleveren.

In: a text. Out: each verb that was joined, with its root and the places of both halves.

A particle is most often a preposition elsewhere, so it counts only where its clause ends. Where no
word of the clause is sure to be the verb, nothing is joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import pairwise

from qa.dutch.endings import without_ending
from qa.dutch.forms import read_as_verb, root
from qa.dutch.irregular import FIXED, PARTICLES, PAST
from qa.dutch.text import Word, words
from qa.types import Span

_MARKS = frozenset(".,;:?!()…–—\n")
_PARTICLES = frozenset(PARTICLES)
# These are never a preposition: with one behind them their clause has ended ("nam af van 9 op 8").
_ONLY_PARTICLES = frozenset("af heen mee neer omhoog omlaag samen terug toe vast weg".split())
_PREPOSITIONS = frozenset(
    "aan bij door in met na naar om onder op over per sinds ten ter tegen tijdens tot tussen uit"
    " van vanaf voor vanwege wegens zonder".split()
)
_JOINING = frozenset("en of maar want".split())
_SUBORDINATING = frozenset(
    "doordat hoewel mits nadat omdat terwijl toen voordat waarbij waardoor"
    " waarin wie zodat zodra".split()
)
_BEFORE_NOUNS = frozenset(
    "alle andere de deze die dit dat een eerste elk elke geen haar het hun ieder iedere meer mijn"
    " minder onze ons tweede uw veel welk welke zijn".split()
)
_SUBJECTS = frozenset("hij ik jij u we wij ze zij".split())
_NO_VERB = FIXED | _BEFORE_NOUNS | _PREPOSITIONS | _JOINING | _SUBJECTS
# Verbs whose other half is an infinitive or participle, and no particle.
_AUXILIARY = frozenset("ben heb kan mag moet was wil wor zal".split())
_PRONOMINAL = frozenset("daar hier waar".split())  # "daar werkt het Rijk aan" joins nothing
_REACH = 40  # words between a verb and its particle; the most in six letters is 12, on 48 pairs
_NEVER_BEFORE_D = ("ch", "k", "p", "t")
_BEFORE_T = (*_NEVER_BEFORE_D, "f", "s")  # but "reisde" of reizen, "leefde" of leven


@dataclass(frozen=True, slots=True)
class Joined:
    """A verb and its particle: their common root, as of "opleveren", and where each stands."""

    root: str
    verb: Span
    particle: Span


def separable(text: str, known: Set[str] = frozenset()) -> tuple[Joined, ...]:
    """Return every verb that stands apart from its particle.

    A form that may be a noun as well, as most that end in -en may, counts where its joined root is
    among the `known` ones.
    """
    found: list[Joined] = []
    for clause, is_last in _clauses(text):
        for place, word in enumerate(clause):
            if word.folded not in _PARTICLES:
                continue
            before = clause[max(0, place - _REACH) : place]
            ends = _ends_clause(clause, place, is_closed=is_last)
            if ends and not _is_pronominal(before):
                found += _join(before, word, known)
    return tuple(found)


def _clauses(text: str) -> Iterator[tuple[list[Word], bool]]:
    """Yield the words between marks and subordinating words; whether a mark or the end follows."""
    clause: list[Word] = []
    found = words(text)
    for word, after in pairwise((*found, None)):
        if word is None:
            continue
        clause.append(word)
        is_marked = after is None or not _MARKS.isdisjoint(text[word.span.end : after.span.start])
        if is_marked or (after is not None and after.folded in _SUBORDINATING):
            yield clause, True
            clause = []


def _ends_clause(clause: list[Word], place: int, *, is_closed: bool) -> bool:
    """Tell whether nothing but a new clause, or a phrase behind the verb, follows a word."""
    if place + 1 == len(clause):
        return is_closed
    word, after = clause[place].folded, clause[place + 1].folded
    is_idiom = word == "af" and after == "en"  # "af en toe"
    return word in _ONLY_PARTICLES and after in _PREPOSITIONS | _JOINING and not is_idiom


def _is_pronominal(before: list[Word]) -> bool:
    """Tell whether a preposition belongs to a "daar" before it."""
    folded = [word.folded for word in before]
    return (
        folded[-1:] == ["er"] or folded[-2:] == ["af", "en"] or not _PRONOMINAL.isdisjoint(folded)
    )


def _join(before: list[Word], particle: Word, known: Set[str]) -> Iterator[Joined]:
    """Yield the verb before a particle, joined; nothing where none is sure."""
    ranked: list[tuple[int, int, Word]] = []
    folded = ["", *(word.folded for word in before), ""]
    joins = 0
    for word, previous, after in zip(before, folded, folded[2:], strict=False):
        joins += word.folded in _JOINING
        if (
            previous in _BEFORE_NOUNS | _PREPOSITIONS
            or word.folded in _NO_VERB
            or not word.folded.isalpha()
        ):
            continue
        is_known = root(particle.folded + read_as_verb(word.folded)) in known
        is_inverted = previous in _JOINING and after in _BEFORE_NOUNS
        is_beside = after in _SUBJECTS or previous in _SUBJECTS
        rank = 1 if is_known or is_inverted or is_beside else _rank(word.folded)
        ranked += [(-joins, rank, word)] if rank else []
    if ranked:
        *_, verb = min(ranked, key=lambda each: each[:2])
        stem = read_as_verb(verb.folded)
        if stem not in _AUXILIARY:
            yield Joined(root(particle.folded + stem), verb.span, particle.span)


def _rank(word: str) -> int:
    """Return how surely a word is a finite verb: 2 most, 4 least, 0 not at all."""
    is_participle = word.startswith("ge") and root(word) != word and word[2:3] not in "ev"
    if len(word) < 2 or is_participle:
        return 0
    if read_as_verb(word) in _STRONG and not word.endswith(_NOT_FINITE):
        return 2
    if word.endswith(("de", "den", "te", "ten")):
        return 3 if _is_weak_past(word.removesuffix("n")[:-1]) else 0
    is_third_person = word.endswith("t") and without_ending(word, is_verb=True) == word[:-1]
    return 4 if is_third_person else 0


def _is_weak_past(form: str) -> bool:
    """Tell whether a -d or -t fits the sound before it: "daald" and "werkt", not "gemeent"."""
    stem, dental = form[:-1], form[-1:]
    fits = stem.endswith(_BEFORE_T) if dental == "t" else not stem.endswith(_NEVER_BEFORE_D)
    is_ending = without_ending(form, is_verb=True) == stem
    return fits and is_ending and len(stem) > 2 and stem[-1] not in "aeiou"


# "doe" and "ga" are finite, "vallende" is not.
_NOT_FINITE = ("ende", "end")
_STRONG = frozenset(read_as_verb(stem) for stem in PAST.values())
