"""What chat shells ask behind the user's back gets what it waits for, and is never a question.

The prompts here have the build of those that the shells send, in words of our own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openai
import pytest

from qa.api.http import metrics
from qa.api.openai.background import Want, recognise
from qa.api.openai.requests import Dialogue
from tests.api.clients import complete, content, sdk
from tests.api.servers import Started

ROBBERIES = "Hoeveel overvallen waren er in 2019?"
ELSEWHERE = "Hoeveel straatroven waren er in Maastricht in 2016?"
LONG = (
    "Ik schrijf een stuk over inbraak en wil graag weten: hoeveel woninginbraken waren er in 2013?"
)


def task(form: str, *turns: str, after: str = "") -> str:
    """Return a prompt as Open WebUI builds them."""
    history = "\n".join(turns)
    return (
        f"### Task:\nDoe iets met het gesprek.\n\n### Output:\nJSON: {form}\n\n"
        f"### Chat History:\n<chat_history>\n{history}\n</chat_history>{after}"
    )


def title_for_librechat(*turns: str) -> str:
    """Return a prompt as LibreChat builds them."""
    return "Provide a concise title for the conversation.\n\nConversation:\n" + "\n".join(turns)


TITLE, TAGS, NEXT = '{ "title": "…" }', '{ "tags": ["…"] }', '{ "follow_ups": ["…"] }'
SPOKEN = (f"USER: {ROBBERIES}", "ASSISTANT: In 2019 waren er 5 overvallen.")
ABSTAINED = (f"USER: {ROBBERIES}", "ASSISTANT: 5.", f"USER: {ELSEWHERE}", "ASSISTANT: Nee.")
ABOUT_IPTA = ("USER: Wat is IPTA?", "ASSISTANT: Iets.")


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        (task(TITLE, *SPOKEN), {"title": ROBBERIES}),
        (
            task(TITLE, f"USER: {LONG}", "ASSISTANT: 87.720"),
            {"title": "Ik schrijf een stuk over inbraak en wil graag weten:…"},
        ),
        (task(TITLE, f"USER: {'x' * 70}", "ASSISTANT: Nee."), {"title": "x" * 59 + "…"}),
        (task(TITLE, "ASSISTANT: Hallo."), {"title": "Vraag de brief"}),
        (task(TITLE, "USER: Eerste\nregel", "ASSISTANT: Ja."), {"title": "Eerste regel"}),
        (task(TAGS, *SPOKEN), {"tags": ["overvallen", "Kamerstuk 28 684"]}),
        (
            task(TAGS, *ABOUT_IPTA),
            {
                "tags": [
                    "Integrale Persoonsgerichte Toeleiding naar Arbeid",
                    "Kamerstuk 28 684",
                ]
            },
        ),
        (task(TAGS, *ABSTAINED), {"tags": []}),
        (task(TAGS, f"USER: {'x' * 2001}"), {"tags": []}),
        (task(NEXT, *ABSTAINED), {"follow_ups": ["Hoeveel straatroven waren er in 2016?"]}),
        (task(NEXT, *SPOKEN), {"follow_ups": []}),
        (task('{ "queries": ["…"] }', *SPOKEN), {"queries": []}),
        (task('{ "prompt": "…" }', *SPOKEN), {"prompt": ""}),
        (
            task('{ "text": "…" }', after="\n<type>General</type>\n<text>Hoeveel</text>\nOutput:"),
            {"text": ""},
        ),
        (
            "Analyze this conversation:\n1. its language\n2. a concise title\n\n"
            f"User: {ROBBERIES}\nAI: 5.",
            {"language": "Nederlands", "title": ROBBERIES},
        ),
    ],
)
def test_a_shell_gets_the_form_that_it_waits_for(
    prompt: str, answer: Any, chat: openai.OpenAI
) -> None:
    completion = complete(chat, prompt)
    assert json.loads(content(completion)) == answer
    assert completion.model_extra == {}


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        (title_for_librechat(f"User: {ROBBERIES}", "AI: 5."), ROBBERIES),
        (title_for_librechat(f"User: {ROBBERIES}", "AI:"), ROBBERIES),
        ("Your task is to pick an emoji for this.\n\nMessage: ```Wat fijn!```", "💬"),
    ],
)
def test_a_shell_that_wants_plain_text_gets_it(
    prompt: str, answer: str, chat: openai.OpenAI
) -> None:
    assert content(complete(chat, prompt)) == answer


def test_a_choice_of_tools_is_always_none_of_them() -> None:
    system = 'Available Tools: []\nReturn { "tool_calls": [] }'
    for asked in ("Query: Hoeveel?", "History:\nUSER: hallo\nQuery: Hoeveel?"):
        prompt = recognise(Dialogue((asked,), system, replied=False))
        assert prompt is not None
        assert prompt.want is Want.TOOLS


def answered() -> float:
    lines = metrics.text().decode().splitlines()
    return sum(float(e.rpartition(" ")[2]) for e in lines if e.startswith("qa_answers_total"))


def test_what_a_shell_asks_is_not_counted_as_a_question(chat: openai.OpenAI) -> None:
    before = answered()
    for form in (TITLE, TAGS, NEXT):
        complete(chat, task(form, *ABSTAINED))
    assert answered() == before
    complete(chat, ROBBERIES, "…", "En in 2020?")
    assert answered() == before + 1


def test_only_questions_are_kept_where_an_operator_keeps_them(
    served: Started, tmp_path: Path
) -> None:
    with served(keep_questions=True) as server, sdk(server) as chat:
        complete(chat, task(NEXT, *ABSTAINED))
        complete(chat, ROBBERIES, "…", "En in 2020?")
    (file,) = (tmp_path / "vragen").iterdir()
    (line,) = file.read_text("utf-8").splitlines()
    assert json.loads(line)["vraag"] == "En in 2020?"


@pytest.mark.parametrize(
    "question",
    [
        "### Task: hoeveel overvallen waren er in 2019?",
        '### Task:\nGeef { "title": "…" } van de brief',
        "Wat betekent <chat_history></chat_history>?",
        task("zonder vorm", *SPOKEN),
        task(TITLE, "Hoeveel overvallen waren er in 2019?"),
        task(TITLE, *SPOKEN).removeprefix("### "),
        task(TITLE, *SPOKEN).replace("</chat_history>", ""),
        "Provide a concise title for the conversation.",
        title_for_librechat("Hoeveel overvallen?", "AI: 5."),
        "Your task is to pick an emoji",
        "Query: Hoeveel overvallen waren er in 2019?",
    ],
)
def test_a_question_that_only_resembles_such_a_prompt_is_a_question(question: str) -> None:
    assert recognise(Dialogue((question,), "", replied=False)) is None


def test_a_prompt_comes_alone() -> None:
    prompt = task(TITLE, *SPOKEN)
    assert recognise(Dialogue((prompt,), "Wees kort.", replied=False)) is not None
    assert recognise(Dialogue((ROBBERIES, prompt), "", replied=False)) is None
    assert recognise(Dialogue((prompt,), "", replied=True)) is None
