"""Question → Outcome: the calls in order, with a trace."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from time import perf_counter

from qa.question.answer import Asked, answer, letters_of
from qa.question.answer import in_whole as completed
from qa.question.changes.answered import compared_letters
from qa.question.claims import affirmed, judged
from qa.question.passages.retrieve import around
from qa.question.passages.verdicts import MOST_READ
from qa.question.read.against import against
from qa.question.read.asserted import asserted, supposed
from qa.question.read.compared import compared
from qa.question.read.completed import REMEMBERED, Completed
from qa.question.read.completing import Last, in_whole
from qa.question.read.interpret import check
from qa.question.read.leaning import is_follow_up
from qa.question.read.parts import LONGEST_TEXT, parts
from qa.question.read.reading import Reading, read_in
from qa.question.read.stance import stance
from qa.question.read.which import which
from qa.question.reasons import asks_only_why
from qa.question.stances import taken
from qa.question.turn import Turn, decode, encode, said_on
from qa.question.versus import set_against
from qa.say import compose, refusals
from qa.say.guard import guarded
from qa.store.index import Index
from qa.types import Answer, Outcome, Step, Wanted

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
    all_letters = letters_of(index)
    whole = in_whole(part, _last(turn, index), index, all_letters.called) if turn else None
    asks = whole.text if whole and _is_sure(whole, turn) else part
    if found := _of_two_letters(part, asks, index, limit, turn):
        return found
    meant = which(asks, index)
    steps = [Step("lezen", rule, phrase) for rule, phrase in meant.said]
    if not meant.letters:
        letters = all_letters.only(meant.others)
        outcome: Outcome = refusals.no_such_letter(part, meant.phrase, letters)
        return guarded(replace(outcome, trace=tuple(steps)), letters), turn or Turn()
    narrowed = meant.letters if meant.phrase else ()
    if not narrowed and turn and turn.letters and asks == part:
        narrowed = _letters_before(read_in(part, index), turn, index)
        steps += [Step("lezen", "letters_before", each) for each in narrowed]
    within = index.within(narrowed or meant.letters)
    letters = all_letters.only(narrowed)
    reading = read_in(meant.question, within)
    asked = Asked(meant.question, within, limit, turn, reading, letters, reads, steps)
    if whole and whole.rule != REMEMBERED:
        asked.whole = whole.text
    if asks != part:
        asked = completed(replace(asked, question=part))
    outcome, after = _as_asked(asked)
    facts = outcome.facts if isinstance(outcome, Answer) else outcome.nearest[:1]
    shown = guarded(
        replace(
            outcome,
            question=part,
            hits=outcome.hits or around(facts, within),
            trace=tuple(asked.trace),
            read_as=asked.read_as,
        ),
        letters,
    )
    kept = narrowed if len(narrowed) <= _MOST_CARRIED else ()
    is_meant = whole and (whole.rule != REMEMBERED or (isinstance(shown, Answer) and shown.facts))
    in_full = whole.text if whole and is_meant else _asked_in_full(part, reading, turn)
    return shown, said_on(replace(after, letters=kept), turn, in_full, shown)


def _of_two_letters(
    part: str, asks: str, index: Index, limit: int, turn: Turn | None
) -> tuple[Outcome, Turn] | None:
    """Answer a question that compares letters, or a number with another letter's."""
    letters, before = letters_of(index), turn or Turn()
    asked = compared(asks)
    if asked and (found := compared_letters(asks, asked, index, letters)):
        return replace(found, question=part), before
    if not (against_it := _set_against(asks, index, limit, turn)):
        return None
    hits = against_it.hits or around(against_it.facts, index)
    shown = guarded(replace(against_it, question=part, hits=hits), letters)
    newest = tuple(fact.id for fact in shown.facts[-1:]) if isinstance(shown, Answer) else ()
    return shown, said_on(replace(before, facts=newest), turn, before.asked, shown)


def _set_against(question: str, index: Index, limit: int, turn: Turn | None) -> Answer | None:
    """Answer a question that sets a number against another letter's."""
    if len(index.passages.sources()) < 2 or not (asked := against(question)):
        return None
    return set_against(asked, _last(turn or Turn(), index), index, limit)


def _last(turn: Turn, index: Index) -> Last:
    """Return what of the turn before makes a question whole."""
    facts = index.facts.named(turn.facts[:1])
    year = facts[0].period.start.year if facts and facts[0].period else None
    return Last(turn.asked, turn.asks_back, turn.home, year)


def _is_sure(whole: Completed, turn: Turn | None) -> bool:
    """Tell whether a follow-up only means the whole question; of a series its slots tell more."""
    return whole.is_sure and not (turn and turn.subjects and whole.rule == "another_year")


def _asked_in_full(part: str, reading: Reading, turn: Turn | None) -> str:
    """Return the question that the next turn may lean on: this one, or the one that it is about."""
    if turn is None:
        return part
    if asks_only_why(reading):
        return turn.asked
    if not is_follow_up(reading, reading.content_words):
        return part
    only_works = reading.wanted is Wanted.OTHER or reading.has("more", "less", "percent")
    return turn.asked if only_works and not reading.content_words else ""


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


def _letters_before(reading: Reading, turn: Turn, index: Index) -> tuple[str, ...]:
    """Return the letters that a follow-up goes on asking, those of them that are here."""
    if not is_follow_up(reading, reading.content_words) and reading.content_words:
        return ()
    here = {source.letter_id for source in index.passages.sources()}
    of_both = () if reading.content_words else index.facts.named((*turn.facts, *turn.before))
    meant = dict.fromkeys((*turn.letters, *(fact.letter_id for fact in of_both)))
    return tuple(each for each in meant if each in here)


def _kind(outcome: Outcome) -> str:
    return outcome.strength.value if isinstance(outcome, Answer) else outcome.reason.value


def _with_ids(outcome: Outcome, index: Index) -> Outcome:
    """Give each part of an answer that has parts of its own the id that it has when asked alone."""
    parts = (replace(e, id=e.id or _identify(e.question, "", index)) for e in outcome.parts)
    return replace(outcome, parts=tuple(parts))


def _identify(question: str, context: str, index: Index) -> str:
    content = "\0".join((str(_ANSWERING), index.id, context, question))
    return hashlib.sha256(content.encode()).hexdigest()[:16]
