"""What several letters of one dossier say of one thing → the newest of it first.

In: what was found for a question in letters of several days. Out: the same, that of the newest
letter first and the older ones behind it. Letters of other dossiers speak of other things: between
those nothing is put before anything, and of two letters of one day neither is the newest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, TypeVar

from qa.dutch.text import fold, sentences, stems
from qa.question.passages.retrieve import NOT_YET_KNOWN, Candidate, Survey
from qa.question.passages.verdicts import read_one
from qa.question.stated.coverage import Fit
from qa.store.index import Index
from qa.types import Fact, Kind, Passage, Source

# A newer paragraph under the same heading, with all words of the question that the best one holds,
# may lie so far below it for the reader: it tells a position from one that has changed since.
_BELOW: Final = 4.0  # logits
_FLOOR, _NEAR = -1.5, 0.5  # nor is it below the floor, where the best one is not
_LESS: Final = 0.1  # coverage
_LATER: Final = 0.4  # in a letter that came later, which may say it in other words
_ALL: Final = 0.99
_MOST: Final = 4  # passages that are read beside the first
# A question of so few words that carry meaning fits many letters: of the weight of all passages one
# dossier must then have so much, or no two others so much each.
_SHORT: Final = 2
_CLEAR, _RIVAL, _MOST_RIVALS = 0.5, 0.1, 2

_Each = TypeVar("_Each")


def newest_passages(found: Survey, index: Index, topic: str = "") -> Survey:
    """Put the newest of the passages that answer alike before the others; `alike` counts them."""
    if not found.candidates or (best := found.candidates[0]).verdict is None:
        return found
    others = [each for each in found.candidates[1:] if _is_beside(each, best, index)][:_MOST]
    read = [each if each.verdict else read_one(each, found, index, topic) for each in others]
    alike = [best, *(each for each in read if _answers_too(each, best))]
    ordered = _newest_first(alike, lambda each: each.passage.letter_id, index)
    if len(ordered) < 2:
        return found
    first = ordered[0]
    assert first.verdict
    verdict = replace(
        first.verdict, answers=best.verdict.answers, any_answers=best.verdict.any_answers
    )
    share = min(1.0, sum(each.share for each in ordered))
    shown = (replace(first, verdict=verdict, share=share), *ordered[1:])
    taken = {each.row for each in ordered}
    rest = (each for each in found.candidates if each.row not in taken)
    return replace(found, candidates=(*shown, *rest), alike=len(shown))


def _is_beside(candidate: Candidate, best: Candidate, index: Index) -> bool:
    """Tell whether a passage stands in another letter where the best one stands in its own."""
    one, other = candidate.passage, best.passage
    less = _LATER if index.day_of(one) > index.day_of(other) else _LESS
    return (
        one.letter_id != other.letter_id
        and {one.kind, other.kind} == {Kind.PARAGRAPH}
        and dossier_of(one.letter_id, index) == dossier_of(other.letter_id, index)
        and _heading(one) == _heading(other) != ""
        and candidate.signals.coverage >= best.signals.coverage - less
        and candidate.signals.sentence >= best.signals.sentence - less
    )


def _answers_too(candidate: Candidate, best: Candidate) -> bool:
    assert candidate.verdict
    assert best.verdict
    answers = best.verdict.answers
    return candidate.verdict.answers >= max(answers - _BELOW, min(_FLOOR, answers - _NEAR))


def letters_alike(found: Survey, index: Index) -> tuple[str, ...]:
    """Return the letters to choose from where a short question fits those of several dossiers.

    "Wanneer is de evaluatie gereed?" has an answer in each: none of them is the one that is meant.
    """
    reading = found.reading
    words = reading.content_words
    if len(words) > _SHORT or reading.says("what_is") or not found.candidates:
        return ()
    if any(word[:1].isupper() for word in words):
        return ()
    shares: dict[str, float] = {}
    first: dict[str, str] = {}
    for each in found.candidates:
        dossier = dossier_of(each.passage.letter_id, index)
        shares[dossier] = shares.get(dossier, 0.0) + each.share
        first.setdefault(dossier, each.passage.letter_id)
    best = dossier_of(found.candidates[0].passage.letter_id, index)
    alike = _alike(found, index) - {best}
    rivals = [each for each in first if each in alike and (words or shares[each] >= _RIVAL)]
    if not (words or rivals):
        return ()
    if not rivals:
        rivals = [each for each, share in shares.items() if share >= _RIVAL and each != best]
        if len(rivals) < _MOST_RIVALS or shares[best] >= _CLEAR:
            return ()
    return tuple(first[dossier] for dossier in (best, *rivals))


def _alike(found: Survey, index: Index) -> frozenset[str]:
    """Return the dossiers that tell what is wanted in a sentence with all words of the question."""
    return frozenset(
        dossier_of(each.passage.letter_id, index)
        for each in found.candidates
        if each.signals.fits and each.signals.sentence >= _ALL
    )


def newest_statement(fits: Sequence[Fit], best: Sequence[Fact], index: Index) -> tuple[Fact, ...]:
    """Return the number that the newest letter states of a thing, then those of the older ones.

    Nothing where the best are not of one thing, or more than one number of one letter fits best.
    """
    letters = {each.fact.letter_id for each in fits}
    if len(letters) < 2 or not all(_is_same(each, best[0], index) for each in best):
        return ()
    alike = [
        each
        for each in fits
        if _is_same(each.fact, best[0], index) and "oud" not in each.fact.qualifiers
    ]
    nearest = {
        letter: max((each.score for each in alike if each.fact.letter_id == letter), default=0.0)
        for letter in letters
    }
    alike = [each for each in alike if each.score == nearest[each.fact.letter_id]]
    if any(
        len({each.fact.quantity for each in alike if each.fact.letter_id == letter}) > 1
        for letter in letters
    ):
        return ()
    facts = [each.fact for each in alike]
    ordered = _newest_first(facts, lambda fact: fact.letter_id, index)
    return tuple(ordered) if len(ordered) > 1 else ()


def is_outdated(fact: Fact, asked: frozenset[str], index: Index) -> bool:
    """Tell whether a later letter of its dossier speaks of the same under the same heading.

    It counts it in other words than the question's, or says in those (`asked`, their stems) that it
    is not known yet: the older number is no answer for today.
    """
    heading = _heading(index.passages.containing(fact.letter_id, fact.span))
    day, dossier = sources_of(index)[fact.letter_id].date, dossier_of(fact.letter_id, index)
    later = (
        each.letter_id
        for each in sources_of(index).values()
        if each.date > day and (each.dossier or each.letter_id) == dossier
    )
    return bool(heading) and any(
        _is_open(passage, asked)
        or any(_counts_same(other, fact) for other in index.facts.inside(letter, passage.span))
        for letter in later
        for passage in index.passages.of_letter(letter, Kind.PARAGRAPH)
        if _heading(passage) == heading
    )


def _is_open(passage: Passage, asked: frozenset[str]) -> bool:
    """Tell whether a sentence with all words that are asked says that it is not known yet."""
    said = (span.of(passage.text) for span in sentences(passage.text))
    return any(NOT_YET_KNOWN.search(each) and asked <= frozenset(stems(each)) for each in said)


def _counts_same(one: Fact, other: Fact) -> bool:
    kinds = {(each.measure, each.quantity.unit) for each in (one, other)}
    return len(kinds) == 1 and stems(one.subject) == stems(other.subject) and bool(one.subject)


def newest_of_year(clash: Sequence[Fact], index: Index) -> tuple[Fact, ...]:
    """Return numbers of one year and subject that letters of a dossier give, the newest first.

    Nothing where letters of two dossiers disagree, or one letter disagrees with itself.
    """
    letters = {fact.letter_id for fact in clash}
    if len(letters) < 2 or len({dossier_of(each, index) for each in letters}) > 1:
        return ()
    slots = {(f.letter_id, f.quantity.value) for f in clash}
    if len(slots) > len(letters) or len({(f.subject, f.period) for f in clash}) > 1:
        return ()
    return tuple(_newest_first(clash, lambda fact: fact.letter_id, index))


def _is_same(fact: Fact, best: Fact, index: Index) -> bool:
    """Tell whether two letters of a dossier count the same thing under the same heading."""
    place, other = (index.passages.containing(each.letter_id, each.span) for each in (fact, best))
    return (
        fact.measure == best.measure
        and stems(fact.subject) == stems(best.subject)
        and fact.quantity.unit == best.quantity.unit
        and dossier_of(fact.letter_id, index) == dossier_of(best.letter_id, index)
        and _heading(place) == _heading(other)
    )


def _newest_first(
    found: Iterable[_Each], letter_of: Callable[[_Each], str], index: Index
) -> list[_Each]:
    """Return one of each letter, the newest first; nothing where two letters are of one day."""
    of_letter: dict[str, _Each] = {}
    for each in found:
        of_letter.setdefault(letter_of(each), each)
    days = {letter: source.date for letter, source in sources_of(index).items()}
    if len({days[letter] for letter in of_letter}) < len(of_letter):
        return []
    return [of_letter[letter] for letter in sorted(of_letter, key=days.__getitem__, reverse=True)]


@lru_cache(maxsize=32)  # an index, and the letters of it that are asked apart
def sources_of(index: Index) -> dict[str, Source]:
    """Return where each letter of an index comes from, the oldest first."""
    return {source.letter_id: source for source in index.passages.sources()}


def dossier_of(letter: str, index: Index) -> str:
    """Return the dossier of a letter; the letter itself where it has none."""
    return sources_of(index)[letter].dossier or letter


def _heading(passage: Passage) -> str:
    """Return the heading that a passage stands under, without its number."""
    return fold(passage.path[-1].lstrip("0123456789. ")) if passage.path else ""
