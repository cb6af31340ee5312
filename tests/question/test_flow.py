"""A question crosses few modules, and only what reads it matches its text.

Both are watched while real questions are answered from the real index.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from qa.question.ask import ask
from qa.question.read.rules import Rule
from qa.store.index import Index

READ = "qa.question.read"
GOLD = Path(__file__).parents[1] / "gold"
OF_A_KIND = 3  # questions that are followed up
FOLLOWED = ("En in 2020?", "Hoeveel scheelt dat?", "En waarom?", "In welke gemeenten?")
# The guard trusts nothing that was read: which digits a refusal may repeat, it sees for itself.
GUARD = "qa.say.guard"


def crossed(question: str, index: Index) -> set[str]:
    """Return the modules of the question's way whose functions run."""
    ours = ("qa.question.", "qa.say.")
    seen: set[str] = set()

    def watch(frame: FrameType, event: str, arg: object) -> None:
        name = frame.f_globals.get("__name__", "")
        if event == "call" and name.startswith(ours):
            seen.add(name)

    sys.setprofile(watch)
    try:
        ask(question, index)
    finally:
        sys.setprofile(None)
    return seen


def test_a_question_for_a_number_crosses_few_modules(index: Index) -> None:
    seen = crossed("Hoeveel overvallen waren er in 2019?", index)
    steps = {READ if each.startswith(READ) else each for each in seen}  # reading is one of them
    assert READ in steps
    assert len(steps) <= 13


class Watched:
    """A pattern of a module that notes which texts it is matched against, and by whom."""

    def __init__(self, pattern: re.Pattern[str], seen: list[tuple[str, str]]) -> None:
        self._pattern, self._seen = pattern, seen

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._pattern, name)
        if not callable(found):
            return found

        def called(*args: Any, **kwargs: Any) -> Any:
            text = args[1] if name in {"sub", "subn"} else args[0]
            self._seen.append((_matching(sys._getframe(1)), text))
            return found(*args, **kwargs)

        return called


def _matching(frame: FrameType | None) -> str:
    """Return the module that has a text matched: the one that calls the language's own rules."""
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("qa.") and not name.startswith("qa.dutch."):
            return name
        frame = frame.f_back
    return ""


@pytest.fixture
def matched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Watch every pattern that a module on the way of a question holds."""
    seen: list[tuple[str, str]] = []
    for name, module in sorted(sys.modules.items()):
        if name.startswith(("qa.question", "qa.say", "qa.dutch", "qa.store")):
            for field, held in list(vars(module).items()):
                monkeypatch.setattr(module, field, _watched(held, seen))
    compiled = re._compile  # type: ignore[attr-defined]
    monkeypatch.setattr(re, "_compile", lambda *given: _watched(compiled(*given), seen))
    return seen


def _watched(held: Any, seen: list[tuple[str, str]]) -> Any:
    """Return a thing with every pattern in it watched."""
    match held:
        case re.Pattern():
            return Watched(held, seen)
        case Rule():
            return held._replace(pattern=_watched(held.pattern, seen))
        case tuple() if type(held) is tuple:
            return tuple(_watched(each, seen) for each in held)
        case dict():
            return {key: _watched(each, seen) for key, each in held.items()}
        case _:
            return held


def test_only_what_reads_a_question_matches_its_text(
    index: Index, matched: list[tuple[str, str]]
) -> None:
    by, met = set(), Counter[str]()
    for row in map(json.loads, (GOLD / "dev.jsonl").read_text("utf-8").splitlines()):
        context = ""
        met[row["kind"]] += 1
        followed = FOLLOWED if met[row["kind"]] <= OF_A_KIND else ()
        for question in (row.get("q", "Wat is heling?"), *followed):
            matched.clear()
            context = ask(question, index, context=context).context
            bare = question.rstrip("?. ")
            by |= {module for module, text in matched if bare in text}
    assert {each for each in by if each.startswith(READ)} >= {f"{READ}.parts", f"{READ}.rules"}
    assert {each for each in by if not each.startswith(READ)} <= {GUARD}
