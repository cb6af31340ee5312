"""Does the program show the answer, not only the sentence? Questions written before the rules.

`python -m tests.letters.answers.measure` builds the letters and prints a line a set: how its rows
ended, of the letter that no rule was mended on ("fresh") and of the others ("mended"). Every row
that did not end right is printed before it.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from qa.model.encode import open_encoder
from qa.model.obtain import DEFAULT_CACHE, obtain
from qa.question.ask import ask
from qa.store.index import Index
from qa.types import Answer, Outcome
from tests.letters.scoring import NAMES, holds
from tests.reader import corpus
from tests.reader.sets import own_letters

HERE: Final = Path(__file__).parent
SETS: Final = ("yesno", "when", "topics", "everyday", "dialogues")
FRESH: Final = "kst-38305-17"
_LEADS: Final = {"Ja": "ja", "Nee": "nee"}


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a set."""
    return [json.loads(each) for each in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]


def asked(name: str, row: dict[str, Any], index: Index) -> Iterator[tuple[str, Outcome]]:
    """Ask a row; yield how each of its questions ended: right, wrong, quoted, or why not."""
    if name != "dialogues":
        outcome = ask(row["q"], index)
        yield ended(name, row, outcome), outcome
        return
    context = ""
    for number, turn in enumerate(row["turns"]):
        outcome = ask(turn["q"], index, context=context)
        context = outcome.context
        if number and turn["gold"]:
            yield ended(name, turn, outcome), outcome


def ended(name: str, row: dict[str, Any], outcome: Outcome) -> str:
    """Say how a question ended; "wrong" is what states or shows another answer as its own."""
    wanted = row.get("value") or row.get("gold") or ""
    is_held = holds(wanted, outcome.text) if wanted[:1].isdigit() else wanted in outcome.text
    if not isinstance(outcome, Answer):
        return outcome.reason.value
    match name:
        case "yesno":
            lead = _LEADS.get(outcome.text.partition(".")[0].partition(":")[0], "")
            return "quoted" if not lead else "right" if lead == row["is"] else "wrong"
        case "when" if outcome.moment:
            return "right" if row["date"] and row["date"] in outcome.moment.surface else "wrong"
        case "when":
            return "quoted"
        case "topics":
            path = outcome.hits[0].passage.path if outcome.hits else ()
            return "right" if any(row["heading"] in each for each in path) else "wrong"
        case _ if outcome.facts and wanted:
            stated = outcome.text.partition("«")[0].casefold()
            return "right" if holds(wanted, stated) or wanted in stated else "wrong"
        case _:
            return "right" if is_held else "wrong quote"


def main() -> None:
    """Print how each set ended."""
    folder = obtain("", Path(os.environ.get("QA_CACHE") or DEFAULT_CACHE), print)
    encoder = open_encoder(folder)
    ids = {letter["letter"]: id for id, letter in corpus.held_out().items()}
    with tempfile.TemporaryDirectory() as made:
        own = own_letters(Path(made) / "own", encoder)
        held = corpus.build_index(Path(made) / "held", encoder)
        for name in SETS:
            found: Counter[str] = Counter()
            for row in rows(name):
                letter = row["letter"]
                index = own.within([letter]) if letter in NAMES else held.within([ids[letter]])
                for end, outcome in asked(name, row, index):
                    found[f"{'fresh' if letter == FRESH else 'mended'} {end}"] += 1
                    if end != "right":
                        print(f"{row['id']} {end}: {outcome.question} → {outcome.text[:160]!r}")
            print(name, dict(sorted(found.items())), flush=True)


if __name__ == "__main__":
    main()
