"""Question → Outcome: the calls in order, with a trace."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from time import perf_counter

from qa.question.answer import answer, asked_in_whole
from qa.question.asked import Asked, letters_of
from qa.question.changes.answered import compared_letters
from qa.question.claims import affirmed, judged
from qa.question.dialogue import follow_up
from qa.question.dialogue.turn import Turn, decode, encode, said_on
from qa.question.passages.retrieve import around
from qa.question.passages.verdicts import MOST_READ
from qa.question.read.against import against
from qa.question.read.asserted import asserted, supposed
from qa.question.read.compared import compared
from qa.question.read.completed import REMEMBERED
from qa.question.read.interpret import check
from qa.question.read.parts import LONGEST_TEXT, parts
from qa.question.read.reading import read_in
from qa.question.read.stance import stance
from qa.question.read.which import which
from qa.question.stances import taken
from qa.question.versus import set_against
from qa.say import compose, refusals
from qa.say.guard import guarded
from qa.store.index import Index
from qa.types import Answer, Outcome, Step

DEFAULT_LIMIT = 3  # passages
# Part of every answer's id: raise it when the same question may be answered in another way.
_ANSWERING = 7
_MOST_CARRIED = 12  # letters that a follow-up goes on asking
_READ_IN_ALL = 12  # passages, for all parts of a question; at least one a part

_log = logging.getLogger(__name__)


def ask(
    question: str,
    index: Index,
    limit: int = DEFAULT_LIMIT,
    context: str = "",
    refusal: str = "",
) -> Outcome:
    """Answer a Dutch question from the index, or say honestly why not.

    A text with several questions is answered part by part. `context` is that of the outcome before,
    for a follow-up, `refusal` says in other words than ours that the letter has no answer. The same
    question, context and index give the same outcome, byte for byte.

    Raises: QuestionError; IndexStale, ModelError when the letter's words are searched.
    """
    began = perf_counter()
    checked = check(question, LONGEST_TEXT)
    turn = decode(context, index.terms) if context else None
    letters = letters_of(index)
    outcomes: list[Outcome] = []
    pieces = parts(checked)
    reads = min(MOST_READ, max(1, _READ_IN_ALL // len(pieces)))
    if any(part.label for part in pieces):
        turn = None  # a set leans on nothing that was said before it
    for label, part in pieces:
        follows = encode(turn) if turn and len(pieces) > 1 else ""
        outcome, turn = _answer_part(part, index, limit, turn, reads)
        if len(pieces) > 1:  # of one alone, the whole has all that it has
            outcome = replace(outcome, id=_identify(part, follows, index), label=label)
        outcomes.append(refusals.in_own_words(outcome, refusal, letters) if refusal else outcome)
    outcome = outcomes[0] if len(outcomes) == 1 else compose.together(outcomes)
    final = replace(
        _with_ids(outcome, index),
        id=_identify(checked, context, index),
        question=checked,
        context=encode(turn) if turn else "",
        follows=context,
    )
    _log.info("id=%s %s ms=%.1f", final.id, _kind(final), 1000 * (perf_counter() - began))
    _log.debug("id=%s question=%r", final.id, checked)
    return final


def _answer_part(
    part: str, index: Index, limit: int, turn: Turn | None, reads: int
) -> tuple[Outcome, Turn | None]:
    whole = follow_up.in_whole(part, turn, index, letters_of(index).called) if turn else None
    asks = whole.text if whole and whole.is_sure else part
    if found := _of_two_letters(part, asks, index, limit, turn):
        return found
    meant = which(asks, index)
    steps = [Step("lezen", rule, phrase) for rule, phrase in meant.said]
    if not meant.letters:
        letters = letters_of(index).only(meant.others)
        outcome: Outcome = refusals.no_such_letter(part, meant.phrase, letters)
        return guarded(replace(outcome, trace=tuple(steps)), letters), turn or Turn()
    narrowed = meant.letters if meant.phrase else ()
    if not narrowed and turn and turn.letters and asks == part:
        narrowed = follow_up.letters_before(read_in(part, index), turn, index)
        steps += [Step("lezen", "letters_before", each) for each in narrowed]
    within = index.within(narrowed or meant.letters)
    letters = letters_of(index).only(narrowed)
    reading = read_in(meant.question, within)
    asked = Asked(meant.question, within, limit, turn, reading, letters, reads, steps)
    if whole and whole.rule != REMEMBERED:
        asked.whole = whole.text
    if asks != part:
        asked = asked_in_whole(replace(asked, question=part))
    outcome, after = _as_asked(asked)
    shown = guarded(_shown(outcome, part, asked), letters)
    if turn and whole and follow_up.repeats(shown, part, turn, index):
        shown = refusals.of_what(part, letters)
    kept = narrowed if len(narrowed) <= _MOST_CARRIED else ()
    said = follow_up.said_in_full(part, whole, reading, turn, shown) if turn else part
    return shown, said_on(replace(after, letters=kept), turn, said, shown)


def _shown(outcome: Outcome, part: str, asked: Asked) -> Outcome:
    """Return an outcome with what it is an outcome of."""
    facts = outcome.facts if isinstance(outcome, Answer) else outcome.nearest[:1]
    return replace(
        outcome,
        question=part,
        hits=outcome.hits or around(facts, asked.index),
        trace=tuple(asked.trace),
        read_as=asked.read_as,
    )


def _of_two_letters(
    part: str, asks: str, index: Index, limit: int, turn: Turn | None
) -> tuple[Outcome, Turn] | None:
    """Answer a question that compares two letters, or sets a number against another letter's."""
    letters, before = letters_of(index), turn or Turn()
    if (asked := compared(asks)) and (found := compared_letters(asks, asked, index, letters)):
        return replace(found, question=part), before
    if not letters.several or not (number := against(asks)):
        return None
    answer = set_against(number, follow_up.last(before, index), index, limit)
    if answer is None:  # what it points at is known, and no other letter surely tells it
        return None if number.asks else (refusals.of_what(part, letters), before)
    hits = answer.hits or around(answer.facts, index)
    shown = guarded(replace(answer, question=part, hits=hits), letters)
    newest = tuple(fact.id for fact in answer.facts[-1:])
    return shown, said_on(replace(before, facts=newest), turn, before.asked, shown)


def _as_asked(asked: Asked) -> tuple[Outcome, Turn]:
    """Answer a question, or what is claimed, or what a cabinet is asked to think or want."""
    if claim := asserted(asked.question, asked.index.newest):
        return judged(asked, claim)
    if found := stance(asked.question):
        return taken(asked, found)
    outcome, after = answer(asked)
    if isinstance(outcome, Answer):
        return (affirmed(outcome, asked) if outcome.derivation else outcome), after
    if claim := supposed(asked.question, asked.index.newest):
        ruled = judged(replace(asked, trace=[]), claim)
        if isinstance(ruled[0], Answer) and ruled[0].ruling:
            return ruled
    return outcome, after


def _kind(outcome: Outcome) -> str:
    return outcome.strength.value if isinstance(outcome, Answer) else outcome.reason.value


def _with_ids(outcome: Outcome, index: Index) -> Outcome:
    """Give each part of an answer that has parts of its own the id that it has when asked alone."""
    parts = (replace(e, id=e.id or _identify(e.question, "", index)) for e in outcome.parts)
    return replace(outcome, parts=tuple(parts))


def _identify(question: str, context: str, index: Index) -> str:
    content = "\0".join((str(_ANSWERING), index.id, context, question))
    return hashlib.sha256(content.encode()).hexdigest()[:16]
