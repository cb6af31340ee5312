"""A question that compares two letters → its outcome, part by part where it asks for all.

In: what is compared, and the index. Out: the numbers, sections and promises that tell the letters
apart, quoted; or which letter is missing, or which are meant. None for a question that names no
other letter where there is none, or nothing to tell: it may be asked of the letter itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from qa.dutch.text import analyse
from qa.question.changes.letters import Lack, Lacking, Pair, letters_asked
from qa.question.changes.numbers import changed_numbers
from qa.question.changes.promises import promises_followed
from qa.question.changes.sections import nearest_in, only_in
from qa.question.changes.sentences import only_said
from qa.question.read.compared import ON_PROMISES, Aspect, Compared
from qa.say import changes as said
from qa.say import compose, refusals
from qa.say.guard import guarded
from qa.say.letters import Letters
from qa.store.index import Index
from qa.types import Answer, Changes, Fate, Followed, Hit, NumberChange, Outcome, Step

_Each = TypeVar("_Each")
_MOST: Final = 100  # of each kind
_PARTS: Final = {
    Aspect.ALL: (Aspect.NUMBERS, Aspect.NEW, Aspect.GONE, Aspect.SAID, Aspect.PROMISES),
    Aspect.NEWS: (Aspect.NEW, Aspect.NUMBERS),
}
_FATES: Final = {
    Aspect.PROMISES: frozenset(Fate),
    Aspect.OPEN: frozenset(Fate) - {Fate.DONE},
    Aspect.KEPT: frozenset({Fate.DONE}),
}


def compared_letters(
    question: str, asked: Compared, index: Index, letters: Letters
) -> Outcome | None:
    """Answer a question that compares two letters; None where it may be asked of one."""
    pair = letters_asked(asked, index)
    is_of_one = not asked.names_other and asked.aspect is not Aspect.REVISED
    if isinstance(pair, Lacking):
        if is_of_one and pair.lack in (Lack.EARLIER, Lack.LATER):
            return None
        return guarded(_lacking(question, pair, letters), letters)
    letters = letters.only(pair.ids)
    within = index.within(pair.ids)
    aspects = _aspects(asked.aspect, pair)
    found = [_answered(question, aspect, asked.unit, pair, within, letters) for aspect in aspects]
    parts = [each for each in found if each]
    if not parts and is_of_one:
        return None
    if not parts:
        return said.unchanged(question, asked.aspect.value, pair.topic, pair.ids, letters)
    steps = (Step("lezen", f"compared_{asked.aspect.value}", " → ".join(pair.ids)),)
    if len(parts) == 1:
        return replace(guarded(parts[0], letters), question=question, trace=steps)
    checked = [guarded(replace(each, trace=steps), letters) for each in parts]
    return replace(compose.together(checked), question=question)


def _aspects(asked: Aspect, pair: Pair) -> tuple[Aspect, ...]:
    """Return what is told one by one; sentences of their own only where a topic chooses them."""
    return tuple(
        each
        for each in _PARTS.get(asked, (asked,))
        if pair.topic or each is not Aspect.SAID or each is asked
    )


def _answered(
    question: str, aspect: Aspect, unit: str, pair: Pair, index: Index, letters: Letters
) -> Answer | None:
    """Answer one aspect; None where nothing of it was found."""
    changes = _found(aspect, unit, pair, index)
    if changes == Changes(*pair.ids):
        return None
    asked = said.question_of(aspect.value, pair.topic, pair.ids, letters) or question
    return said.told(asked, aspect.value, changes, letters)


def _found(aspect: Aspect, unit: str, pair: Pair, index: Index) -> Changes:
    """Return what of an aspect tells the letters apart, as far as it is about the topic."""
    before, after = pair.ids
    changes = Changes(before, after)
    if aspect in (Aspect.NUMBERS, Aspect.REVISED):
        numbers = changed_numbers(before, after, index)
        if aspect is Aspect.REVISED:
            numbers = tuple(each for each in numbers if each.is_revised)
        if unit:
            numbers = tuple(each for each in numbers if each.after.quantity.unit == unit)
        return replace(changes, numbers=_about(numbers, pair, _number_says(index)))
    if aspect in ON_PROMISES:
        fates = _FATES[aspect]
        promises = [each for each in promises_followed(pair, index) if each.fate in fates]
        return replace(changes, promises=_about(promises, pair, _promise_says))
    old, new = (index.passages.of_letter(each) for each in pair.ids)
    if aspect is Aspect.SAID:
        added, dropped = (only_said(*both, pair.stems) for both in ((new, old), (old, new)))
        return replace(changes, added=added[:_MOST], dropped=dropped[:_MOST])
    if aspect is Aspect.NEW:
        hits = only_in(new, old, nearest_in(before, index))
        return replace(changes, appeared=_about(hits, pair, _section_says))
    hits = only_in(old, new, nearest_in(after, index))
    return replace(changes, gone=_about(hits, pair, _section_says))


def _about(
    found: Sequence[_Each], pair: Pair, says: Callable[[_Each], Iterable[str]]
) -> tuple[_Each, ...]:
    """Return those that say all words of the topic."""
    topic = pair.stems
    meant = [e for e in found if not topic or topic <= set(analyse(" ".join(says(e))))]
    return tuple(meant[:_MOST])


def _number_says(index: Index) -> Callable[[NumberChange], Iterable[str]]:
    def says(change: NumberChange) -> Iterable[str]:
        fact = change.after
        place = index.passages.containing(fact.letter_id, fact.span)
        return (fact.quote, fact.subject, fact.many, fact.measure, fact.caption, *place.path)

    return says


def _section_says(hit: Hit) -> Iterable[str]:
    return (hit.passage.text, *hit.passage.path)


def _promise_says(each: Followed) -> Iterable[str]:
    return (each.promise.text, *each.promise.path)


def _lacking(question: str, lacking: Lacking, letters: Letters) -> Outcome:
    ids = [each.letter_id for each in lacking.letters]
    match lacking.lack:
        case Lack.UNKNOWN:
            return refusals.no_such_letter(question, lacking.phrase, letters)
        case Lack.EARLIER:
            return said.alone(question, "eerdere", ids, letters)
        case Lack.LATER:
            return said.alone(question, "latere", ids, letters)
        case Lack.APART:
            return said.apart(question, ids, letters)
        case Lack.WHICH:
            return said.which_pair(question, [each.ids for each in lacking.pairs], letters)
