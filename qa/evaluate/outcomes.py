"""Gold questions → how each ended: right, quoted, abstained rightly or wrongly, or wrong.

Right for a number: it and all that belongs to it stand in the answer itself or in its facts. Where
it only stands in a sentence that is quoted, the reader must find it there: "quoted". Right for a
passage: a gold piece is among the sentences that are shown as the answer. Right for what cannot be
answered: an abstention; where the letter says itself that something is not known yet, its sentence
may be quoted. Worse than to abstain needlessly is to deny what the letter does say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from qa.dutch.numbers import find_quantities
from qa.dutch.text import normalise
from qa.evaluate.gold import Row, shows
from qa.question.ask import ask
from qa.question.read.reading import read_in
from qa.say.compose import on_one_line, quoted
from qa.store.index import Index
from qa.types import Answer, Outcome, Reason

NUMERIC_KINDS = frozenset({"number", "compute", "trend"})
_DASHES = str.maketrans("−–‑", "---")
_NOT_ASKED = {"nonsense", "smallTalk", "insult", "request"}
_LIMIT = 5  # passages, so that a gold piece is looked for where a reader still looks


class Ending(Enum):
    """How a question ended; the values are what a reader of the table sees."""

    RIGHT = "goed"
    QUOTED = "aangehaald"
    ABSTAINED_RIGHTLY = "terecht onthouden"
    ABSTAINED_WRONGLY = "onnodig onthouden"
    DENIED = "ten onrechte ontkend"
    WRONG = "fout"


@dataclass(frozen=True, slots=True)
class Judged:
    """How one question, or one turn of a dialogue, ended.

    `rank` is the place of the first passage with a gold piece, None where there is none;
    `wrong_number` tells the worst: a number given that was not asked for or is not right;
    `reason_fits` that an abstention gives the reason that the question calls for.
    """

    id: str
    kind: str
    question: str
    ending: Ending
    rank: int | None
    wrong_number: bool
    reason_fits: bool
    text: str


def evaluate(rows: Iterable[Row], index: Index) -> tuple[Judged, ...]:
    """Ask every question and judge how it ended; each turn of a dialogue counts as one."""
    judged: list[Judged] = []
    for row in rows:
        if "q" in row:
            judged.append(judge_row(row, ask(row["q"], index, _LIMIT), index))
        context = ""
        for number, turn in enumerate(row.get("turns", ()), start=1):
            outcome = ask(turn["q"], index, _LIMIT, context)
            context = outcome.context
            kind = "number" if "value" in turn else "passage"
            one = judge_row({**turn, "id": f"{row['id']}.{number}", "kind": kind}, outcome, index)
            judged.append(replace(one, kind="dialogue"))
    return tuple(judged)


def judge_row(row: Row, outcome: Outcome, index: Index) -> Judged:
    """Judge how one question ended."""
    pieces = [normalise(piece) for piece in row.get("gold", ())]
    rank = next(
        (
            place
            for place, hit in enumerate(outcome.hits, start=1)
            if any(piece in hit.passage.text for piece in pieces)
        ),
        None,
    )
    ending = _ending(row, outcome, pieces)
    return Judged(
        id=row["id"],
        kind=row["kind"],
        question=row["q"],
        ending=ending,
        rank=rank,
        wrong_number=ending is Ending.WRONG and is_wrong_number(row, outcome, index),
        reason_fits=_reason_fits(row, outcome),
        text=outcome.text,
    )


def is_wrong_number(row: Row, outcome: Outcome, index: Index) -> bool:
    """Tell whether a wrong answer gives a number, as a fact or in a quote to a question for one."""
    if not isinstance(outcome, Answer):
        return False
    asks = read_in(row["q"], index).wanted.is_number
    quotes_one = bool(find_quantities(outcome.text))
    gives = bool(outcome.facts or outcome.derivation)
    return gives or (quotes_one and (asks or row["kind"] in NUMERIC_KINDS))


def _ending(row: Row, outcome: Outcome, pieces: list[str]) -> Ending:
    if not isinstance(outcome, Answer):
        quotes = outcome.reason is Reason.NOT_YET_KNOWN and _holds_any(outcome.text, pieces)
        if row["kind"] == "unanswerable":
            return Ending.ABSTAINED_RIGHTLY
        denied = outcome.reason is Reason.NOT_IN_CORPUS
        missed = Ending.DENIED if denied else Ending.ABSTAINED_WRONGLY
        return Ending.RIGHT if quotes else missed
    if row["kind"] == "unanswerable":
        return Ending.WRONG
    if "value" in row:
        return _number_ending([row["value"], *row.get("also", ())], outcome)
    return Ending.RIGHT if is_shown(pieces, outcome) else Ending.WRONG


def is_shown(pieces: Iterable[str], answer: Answer) -> bool:
    """Tell whether a gold piece is among what is quoted, or all that is quoted is a part of one."""
    pieces, said = tuple(pieces), on_one_line(answer.text)
    core = quoted(answer.hits[0]) if answer.hits else said
    return shows(core, pieces) or any(on_one_line(piece) in said for piece in pieces)


def _number_ending(values: list[str], outcome: Answer) -> Ending:
    said = outcome.text.partition("«")[0]
    given = _plain(" ".join((said, *(fact.surface for fact in outcome.facts))))
    if all(_plain(value) in given for value in values):
        return Ending.RIGHT
    core = _plain(quoted(outcome.hits[0])) if outcome.hits and not outcome.facts else ""
    return Ending.QUOTED if all(_plain(value) in core for value in values) else Ending.WRONG


def _reason_fits(row: Row, outcome: Outcome) -> bool:
    if isinstance(outcome, Answer):
        return False
    if row.get("gold") and row["kind"] == "unanswerable":
        pieces = [normalise(piece) for piece in row["gold"]]
        return outcome.reason is Reason.NOT_YET_KNOWN and _holds_any(outcome.text, pieces)
    if "class" not in row:  # the file does not say which of the two it is
        return True
    if row["class"] in _NOT_ASKED:
        return outcome.reason is Reason.NOT_UNDERSTOOD
    return outcome.reason is not Reason.NOT_UNDERSTOOD


def _holds_any(text: str, pieces: list[str]) -> bool:
    return any(piece in text for piece in pieces)


def _plain(text: str) -> str:
    return text.translate(_DASHES)
