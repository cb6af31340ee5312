"""What a question asks to affirm, and what is quoted for it → whether that plainly says yes or no.

In: a question as it was read, the sentences quoted, and the one before them. Out: a ruling, or none
wherever a reader could doubt it. A sentence says so plainly when one clause of it holds all words
of the question, its verb among them, and next to nothing else: one word more may be a part, a
place, a year or a body. So nothing is ruled by a sentence with a modal verb, a condition, a plan,
somebody's view, or a word that narrows; a yes wants no denial, a no one that is of the verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, takewhile
from typing import Final

from qa.dutch.forms import kin, root, verb_root
from qa.dutch.text import sentences, words
from qa.question.read.reading import Reading
from qa.question.read.whether import (
    AUXILIARIES,
    CONDITIONS,
    DENIALS,
    MODALS,
    PARTICLES,
    PASSING,
    PREPOSITIONS,
    Whether,
    whether,
)
from qa.types import Ruling

VIEWS: Final = frozenset(
    "volgens adviseert adviseren adviseerde bepleit bepleiten pleit pleiten verzoekt verzoeken"
    " vraagt vragen waarschuwt waarschuwen verwacht verwachten verwachting hoopt hoop hopen raadt"
    " raden beveelt bevelen vindt vinden acht meent denkt zegt zeggen stelt stellen wens wensen"
    " voornemens plan plannen gepland voorstel wetsvoorstel streeft streven streef beoogt beoogd"
    " bedoeling onderzocht onderzoekt mogelijk wellicht misschien waarschijnlijk"
    " vermoedelijk".split()
)
_NARROWING: Final = frozenset(
    "deels gedeeltelijk grotendeels bijna nauwelijks amper soms vaak meestal vooral alleen slechts"
    " uitsluitend behalve uitgezonderd uitzondering beginsel sommige enkele veel weinig zelden"
    " vrijwel nagenoeg zonder tijdelijk pas elk elke ieder iedere alle overal altijd meeste".split()
)
_REASONS: Final = frozenset("aangezien doordat omdat want zodat".split())
_BEHIND_DENIAL: Final = frozenset("al langer meer nog".split())
_POINTING: Final = re.compile(r"\b(?:dat|die|dit|deze|daar\w*|hier\w*)\b", re.IGNORECASE)
_PARTED: Final = re.compile(r"[,;:](?=\s)|[()–]|\bmaar\b")
_SPEAKER: Final = frozenset("minister staatssecretaris bewindspersoon u".split())
_EXACT: Final = frozenset(
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende laatste vorige volgende"
    " twee drie vier vijf zes zeven acht negen tien".split()
)
_MOST_SENTENCES, _FEW = 2, 5


def plainly(reading: Reading, quoted: str, before: str = "") -> Ruling | None:
    """Tell whether what is quoted plainly says yes or no; `before` is the sentence before it."""
    said = [span.of(quoted) for span in sentences(quoted)]
    asked = whether(reading)
    if asked is None or not 0 < len(said) <= _MOST_SENTENCES:
        return None
    rulings = [_of_sentence(asked, each, last) for last, each in pairwise((before, *said))]
    found = [each for each in rulings if each is not None]
    doubt = DENIALS | MODALS | _NARROWING
    agrees = all(doubt.isdisjoint(word.folded for word in words(each)) for each in said[1:])
    return found[0] if len(found) == 1 and (agrees or rulings[-1]) else None


def _of_sentence(asked: Whether, sentence: str, before: str) -> Ruling | None:
    cut = [[word.folded for word in words(part)] for part in _PARTED.split(sentence)]
    parts = list(takewhile(lambda part: part[0] not in _REASONS, filter(None, cut)))
    doubtful = (MODALS | CONDITIONS | VIEWS | _NARROWING) - {*asked.words, asked.verb}
    if not doubtful.isdisjoint(chain.from_iterable(parts)):
        return None
    earlier = [word.folded for word in words(before)] if _POINTING.search(sentence) else []
    rulings = (_of_clause(asked, clause, behind, earlier) for clause, behind in _clauses(parts))
    return next(filter(None, rulings), None)


def _clauses(parts: Sequence[list[str]]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each part, each two together, and each two that an aside parts; and what is behind."""
    for apart in (0, 1, 2):
        for first in range(len(parts) - apart):
            last = first + apart
            clause = [*parts[first], *parts[last]] if apart else parts[first]
            yield clause, list(chain.from_iterable(parts[last + 1 :]))


def _of_clause(
    asked: Whether, clause: Sequence[str], behind: Sequence[str], earlier: Sequence[str]
) -> Ruling | None:
    """Rule by a clause that holds the verb and the words of a question, and little else.

    What it only points at may stand in the sentence `earlier`, but for a number or an order.
    """
    held = [number for number, word in enumerate(clause) if _is_asked(word, asked)]
    lacking = [word for word in asked.words if not _is_in(word, clause)]
    if not held or not _has_verb(asked, clause) or len(lacking) >= len(asked.words):
        return None
    if any(_is_exact(word) or not _is_in(word, earlier) for word in lacking):
        return None
    denials = [number for number, word in enumerate(clause) if word in DENIALS]
    last = max((*held, *denials)) + 1
    rest = clause[:last] if clause[last : last + 1] == ["en"] else clause
    if any(_adds(word, asked) for word in rest) or not _beginsalike(asked, clause):
        return None
    if not denials:
        return Ruling.HOLDS if DENIALS.isdisjoint(behind) else None
    is_of_verb = len(denials) == 1 and _is_of_verb(asked, clause[denials[0] + 1 :])
    return Ruling.FAILS if is_of_verb else None


def _has_verb(asked: Whether, clause: Sequence[str]) -> bool:
    """Tell whether a clause has the verb of a question, or the same one beside its verb."""
    if asked.auxiliary:
        return any(AUXILIARIES.get(word) == asked.auxiliary for word in clause)
    stem, particle = verb_root(asked.verb), asked.particle
    apart = not particle or particle in clause
    return any(verb_root(word) == stem and (apart or word.startswith(particle)) for word in clause)


def _adds(word: str, asked: Whether) -> bool:
    """Tell whether a word says more than was asked."""
    free = word in PASSING | DENIALS | _BEHIND_DENIAL or word in AUXILIARIES
    return not (free or word == asked.particle or _is_asked(word, asked))


def _is_asked(word: str, asked: Whether) -> bool:
    if asked.verb and verb_root(word) == verb_root(asked.verb):
        return True
    return any(alike(word, each) for each in asked.words)


def _is_in(word: str, clause: Sequence[str]) -> bool:
    """Tell whether a clause holds a word; who wrote the letter calls himself "ik"."""
    speaks = word in _SPEAKER and "ik" in clause
    return speaks or any(alike(word, each) for each in clause)


def alike(one: str, other: str) -> bool:
    """Tell whether two words are forms of one; of a number or an order, whether they are one."""
    if one == other or _is_exact(one) or _is_exact(other):
        return one == other
    return root(one) == root(other) or kin(one) == kin(other)


def _is_exact(word: str) -> bool:
    return not word.isalpha() or word in _EXACT


def _beginsalike(asked: Whether, clause: Sequence[str]) -> bool:
    """Tell whether the question and a clause have one subject: what both name first.

    What begins with a preposition ("Over de lonen gaat deze brief niet") is no subject.
    """
    if clause[0] in PREPOSITIONS or (asked.words[0] in _SPEAKER and "ik" in clause):
        return True
    named = (word for word in clause if any(alike(word, each) for each in asked.words))
    return alike(next(named, ""), asked.words[0])


def _is_of_verb(asked: Whether, after: Sequence[str]) -> bool:
    """Tell whether a denial is of the verb: what is asked, or the end, comes right behind it."""
    left = [word for word in after if word not in _BEHIND_DENIAL]
    if not left or left[0] in ("en", asked.particle) or _is_asked(left[0], asked):
        return True
    return left[0] in PARTICLES and len(left) < _FEW
