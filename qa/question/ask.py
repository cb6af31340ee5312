"""Question → Outcome: the calls in order, with a trace."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from time import perf_counter
from typing import assert_never

from qa.question import compose, stated
from qa.question.compute import NotComparable, compute
from qa.question.confidence import judge
from qa.question.interpret import check, interpret
from qa.question.reading import read
from qa.question.retrieve import around, find_not_yet_known, retrieve
from qa.question.series import Gap, Missing, select
from qa.store.index import Index
from qa.types import (
    ComputeQuery,
    Fact,
    FactQuery,
    Operation,
    Outcome,
    PassageQuery,
    Query,
    StatedQuery,
    Step,
)

DEFAULT_LIMIT = 3  # passages
# Part of every answer's id: raise it when the same question may be answered in another way.
_ANSWERING = 1

_log = logging.getLogger(__name__)


def ask(question: str, index: Index, limit: int = DEFAULT_LIMIT) -> Outcome:
    """Answer one Dutch question from the index, or say honestly why not.

    The same question and index give the same outcome, byte for byte.

    Raises: QuestionError; IndexStale, ModelError when the letter's words are searched.
    """
    began = perf_counter()
    checked = check(question)
    trace: list[Step] = []
    outcome: Outcome | None = None
    for rule, query in interpret(checked, index.newest):
        trace.append(Step("lezen", rule, _described(query)))
        outcome = answer(query, index, limit)
        if outcome is not None:
            break
    assert outcome is not None  # the last reading always has an outcome
    id = _identify(checked, index)
    hits = outcome.hits or around(outcome.facts, index)
    final = compose.guarded(replace(outcome, id=id, hits=hits, trace=tuple(trace)))
    _log.info("id=%s rule=%s ms=%.1f", id, trace[-1].rule, 1000 * (perf_counter() - began))
    _log.debug("id=%s question=%r", id, checked)
    return final


def answer(query: Query, index: Index, limit: int) -> Outcome | None:
    """Answer one reading of a question; None where another reading may do better."""
    match query:
        case FactQuery() | ComputeQuery():
            return _from_series(query, index)
        case StatedQuery():
            return _from_statements(query, index)
        case PassageQuery():
            return judge(query, retrieve(query.question, index, limit), index)
        case _:
            assert_never(query)


def _from_series(query: FactQuery | ComputeQuery, index: Index) -> Outcome:
    found = select(query, index.facts)
    if isinstance(found, Gap):
        if found.missing is Missing.YEAR:
            for year in found.years:
                if hit := find_not_yet_known(year, index):
                    return compose.not_yet_known(query.question, hit)
        return compose.without_series(query, found)
    derivation = None
    if isinstance(query, ComputeQuery) and not _is_printed(query, found):
        try:
            derivation = compute(query.operation, found, query.per)
        except NotComparable as error:
            return compose.not_comparable(query.question, str(error), found)
    definition = index.passages.named(found[0].definition) if found[0].definition else None
    return compose.from_series(query, found, derivation, definition)


def _is_printed(query: ComputeQuery, facts: tuple[Fact, ...]) -> bool:
    """Tell whether the letter prints the result itself."""
    return query.operation is Operation.CHANGE and facts[0].quantity.unit == "procent"


def _from_statements(query: StatedQuery, index: Index) -> Outcome | None:
    fits = stated.find(read(query.question, index.newest), query.wanted, index.facts)
    if not fits:
        return None
    found = stated.best(fits)
    return (
        compose.from_statement(query.question, found, None)
        if len(found) == 1
        else compose.several(query.question, found)
    )


def _described(query: Query) -> str:
    fields = (getattr(query, name) for name in query.__slots__ if name != "question")
    return ", ".join(str(getattr(field, "value", field)) for field in fields if field)


def _identify(question: str, index: Index) -> str:
    return hashlib.sha256(f"{_ANSWERING}\0{index.id}\0{question}".encode()).hexdigest()[:16]
