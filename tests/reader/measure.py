"""How well questions are answered with the reader, without it, and by what one would install.

`python -m tests.reader.measure` prints a table: letters that the reader was never trained on, and
the blind questions to kst-28684-720. Nothing but the held-out letters is fitted on.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from qa.dutch.text import normalise
from qa.evaluate import is_shown
from qa.evaluate.gold import Row
from qa.model.encode import open_encoder
from qa.model.obtain import DEFAULT_CACHE, obtain
from qa.question.ask import ask
from qa.types import Abstention, Answer, Outcome, Reason
from tests.letters import scoring
from tests.reader.sets import Alone, Asked, Equipped, Sets
from tests.reader.similarity import line, nearest

PROSE: Final = frozenset({"passage", "footnote"})
NUMBER: Final = frozenset({"number", "stated"})
ABSENT: Final = frozenset({"unanswerable", "absent", "unknown"})
HEADS: Final = (
    *("set", "way", "questions", "prose right", "numbers right", "wrong", "unsure", "denied"),
    *("refused rightly", "wrong numbers"),
)
MOST_WRONG: Final = 0.08  # of all questions, where the line for similarity is drawn


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=["kept", "own letters", "blind", "held out"])
    parser.add_argument("--blind", type=Path, nargs="*", default=[], help="more blind questions")
    given = parser.parse_args()
    folder = obtain("", Path(os.environ.get("QA_CACHE") or DEFAULT_CACHE), print)
    encoder = open_encoder(folder)
    assert encoder.reader
    ways: dict[str, Any] = {
        "no reader": None, "one sentence": Alone(encoder.reader), "reader": encoder.reader
    }  # fmt: skip
    print(" | ".join(HEADS))
    with tempfile.TemporaryDirectory() as made:
        for name, reader in ways.items():
            sets = Sets(Path(made), Equipped(encoder, reader), given.blind)
            for each in given.sets:
                print(f"{each} | {name} | {told(answered(sets.of(each)))}", flush=True)
        held = [nearest(row, index) for index, row in sets.of("held out")]
        at = line(held, MOST_WRONG, ABSENT)
        for each in given.sets:
            print(f"{each} | similarity | {told(most_alike(sets.of(each), at))}", flush=True)


def told(ended_so: Iterable[tuple[Row, str, bool]]) -> str:
    """Say how the questions of a set ended, by kind; the last of three tells a wrong number."""
    ends: dict[str, Counter[str]] = {"prose": Counter(), "number": Counter(), "absent": Counter()}
    wrong_numbers = 0
    kinds = (("prose", PROSE), ("number", NUMBER), ("absent", ABSENT))
    for row, end, is_wrong_number in ended_so:
        for kind in (name for name, held in kinds if row["kind"] in held):
            ends[kind][end] += 1
            wrong_numbers += is_wrong_number
    everything = sum(map(Counter.total, ends.values()))

    def share(count: int, of: int) -> str:
        return f"{count / of:.0%}" if of else "–"

    said = ", ".join(f"{ends[kind].total()} {kind}" for kind in ends)
    right = [share(ends[kind]["right"], ends[kind].total()) for kind in ("prose", "number")]
    of_all = [
        share(sum(each[end] for each in ends.values()), everything)
        for end in ("wrong", "unsure", "denied")
    ]
    refused = share(ends["absent"]["refused"], ends["absent"].total())
    return " | ".join((said, *right, *of_all, refused, str(wrong_numbers)))


def answered(asked: Iterable[Asked]) -> Iterator[tuple[Row, str, bool]]:
    """Ask every question that is measured."""
    for index, row in asked:
        if row["kind"] in PROSE | NUMBER | ABSENT:
            outcome = ask(row["q"], index)
            end = ended(row, outcome)
            yield row, end, end == "wrong" and bool(getattr(outcome, "facts", ()))


def most_alike(asked: Iterable[Asked], at: float) -> Iterator[tuple[Row, str, bool]]:
    """Answer every question by the sentence that is most like it, if it is like enough."""
    for index, row in asked:
        if row["kind"] in PROSE | NUMBER | ABSENT:
            found = nearest(row, index)
            absent = row["kind"] in ABSENT
            end = "refused" if absent else "unsure"
            if found.cosine >= at:
                end = "right" if found.right and not absent else "wrong"
            yield row, end, False


def ended(row: Row, outcome: Outcome) -> str:
    """Say how one question ended."""
    pieces = [normalise(piece) for piece in row.get("gold") or ()]
    if isinstance(outcome, Abstention):
        if row["kind"] in ABSENT:
            return "refused"
        if outcome.reason is Reason.NOT_YET_KNOWN and any(p in outcome.text for p in pieces):
            return "right"
        return "denied" if outcome.reason is Reason.NOT_IN_CORPUS else "unsure"
    assert isinstance(outcome, Answer)
    if row["kind"] in ABSENT:
        tells = row["kind"] == "unknown" or row.get("undecided")
        return "refused" if tells and is_shown(pieces, outcome) else "wrong"
    if row["kind"] in NUMBER and row.get("value"):
        values = row["value"] if isinstance(row["value"], list) else [row["value"]]
        given = all(scoring.holds(each, outcome.text) for each in values)
        return "right" if given else "wrong"
    return "right" if is_shown(pieces, outcome) else "wrong"


if __name__ == "__main__":
    main()
