"""Judgements of answers → rows of gold questions, for who wants to measure with them.

In: what people thought of answers, and the index. Out: a row a judgement, in the form that
`qa eval` reads. An answer that was found good is asked again, and what it gives now is the gold:
its number, or the sentence that it quotes. What was found wrong has none: somebody has to read the
letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from qa import wire
from qa.errors import QuestionError
from qa.evaluate.gold import Row
from qa.question.ask import ask
from qa.say.compose import quoted
from qa.store.index import Index
from qa.types import Abstention, Feedback, Outcome

GOOD: Final = "goed"
TO_READ: Final = "te-lezen"  # the kind of a row that needs a person


def rows(given: Iterable[Feedback], index: Index) -> Iterator[Row]:
    """Yield a row for each judgement, oldest first."""
    for each in given:
        about = {"reden": each.reason, "toelichting": each.remark, "dag": each.day}
        row = {"id": f"tk-{each.id}", "kind": TO_READ, "q": each.question}
        row |= {name: value for name, value in about.items() if value}
        outcome = _asked_again(each, index) if each.verdict == GOOD else None
        yield row | (_gold(outcome) if outcome else {"oordeel": each.verdict})


def _asked_again(each: Feedback, index: Index) -> Outcome | None:
    """Return the outcome if it is still the one that was judged."""
    try:
        outcome = ask(each.question, index, context=each.context)
    except QuestionError:
        return None
    return outcome if outcome.id == each.answer_id else None


def _gold(outcome: Outcome) -> Row:
    if isinstance(outcome, Abstention):
        return {"kind": "unanswerable"}
    if worked_out := wire.derivation(outcome.derivation):
        return {"kind": "compute", "value": worked_out["uitkomst"]["weergave"]}
    if outcome.facts:
        return {"kind": "number", "value": outcome.facts[0].surface}
    return {"kind": "passage", "gold": [quoted(hit) for hit in outcome.hits[:1]]}
