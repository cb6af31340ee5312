"""A question in another language is known as such, and a Dutch one never is."""

from __future__ import annotations

import json

import pytest

from qa import ask
from qa.dutch.foreign import language_of
from qa.say.foreign import notice
from qa.store.index import Index
from tests.commands import ROOT


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How many robberies were there in 2019?", "en"),
        ("What is IPTA?", "en"),
        ("Who signed the letter?", "en"),
        ("Wie viele Raubüberfälle gab es 2019?", "de"),
        ("Welche Gemeinden machen mit?", "de"),
        ("Combien de vols y a-t-il eu en 2019 ?", "fr"),
        ("Qui a signé la lettre et pourquoi ?", "fr"),
        ("¿Cuántos robos hubo en 2019?", "es"),
        ("Hoeveel overvallen waren er in 2019?", ""),
        ("Wat is The Hague Approach?", ""),
        ("Wat doet de campagne «What are you doing»?", ""),
        ("high impact crimes 2021", ""),
        ("IPTA", ""),
        ("2019?", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_everyday_words(question: str, language: str) -> None:
    assert language_of(question) == language


def test_of_all_gold_questions_only_those_that_are_foreign_are_held_to_be() -> None:
    files = [*(ROOT / "tests/gold").glob("*.jsonl"), *(ROOT / "tests/letters").rglob("*.jsonl")]
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    questions = [row[name] for row in rows for name in ("q", "question", "vraag") if name in row]
    assert len(questions) > 500
    foreign = [each for each in questions if isinstance(each, str) and language_of(each)]
    assert sorted(foreign) == [
        "Translate this whole letter into English please",
        "what le fiets ist kaputt mañana oder quoi",
    ]


def test_what_is_answered_all_the_same_needs_no_telling(index: Index) -> None:
    found = notice(ask("How many robberies were there in 2019?", index))
    assert found is not None
    assert found.text.startswith("Please ask your question in Dutch")
    assert notice(ask("Hoeveel overvallen waren er in 2019?", index)) is None
    assert notice(ask("Hoeveel straatroven waren er in Maastricht in 2016?", index)) is None
