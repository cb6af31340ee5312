"""OpenAI's interface, spoken to by OpenAI's own chat on a real connection."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any, Final

import httpx2
import openai
import pytest
from openai.types.chat import ChatCompletion

from qa import ask, wire
from qa.api.openai.follow import EARLIER
from qa.api.openai.responses import MODEL
from qa.store.index import Index
from tests.api.clients import PATH, complete, content, dialogue, extra

MANUAL = Path(__file__).parents[3] / "docs/openai.md"
ROBBERIES = "Hoeveel overvallen waren er in 2019?"
ELSEWHERE = "Hoeveel straatroven waren er in Maastricht in 2016?"
URL: Final = "https://zoek.officielebekendmakingen.nl/kst-28684-720.html"


def test_there_is_one_model(chat: openai.OpenAI, index: Index) -> None:
    (model,) = chat.models.list().data
    assert (model.id, model.object, model.owned_by) == (MODEL, "model", MODEL)
    assert model.created == 1670976000  # 14 December 2022, the day of the letter
    assert chat.models.retrieve(MODEL) == model


def test_an_answer_has_its_quote_its_source_and_the_object_of_every_door(
    chat: openai.OpenAI, index: Index
) -> None:
    completion = complete(chat, ROBBERIES)
    assert content(completion) == (
        "In 2019 waren er 1.174 overvallen.\n\n"
        rf"> «2019 1.174 3.777 39.365 73.638» [\[1\]]({URL})"
        "\n\n**Bronnen**\n\n"
        f"1. [Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019]({URL})"
    )
    assert completion.choices[0].finish_reason == "stop"
    assert completion.model == MODEL
    assert completion.system_fingerprint == f"index-{index.id[:12]}"
    assert extra(completion, "citations") == [URL]
    assert extra(completion, "vraagDeBrief") == wire.outcome(ask(ROBBERIES, index))


def test_a_citation_points_at_its_place_in_the_text(chat: openai.OpenAI) -> None:
    completion = complete(chat, "Wie heeft de brief ondertekend?")
    (annotation,) = completion.choices[0].message.annotations or []
    found = annotation.url_citation
    assert (found.title, found.url) == ("Kamerstuk 28 684, nr. 720, Ondertekening", URL)
    assert content(completion)[found.start_index : found.end_index] == rf"[\[1\]]({URL})"


def test_usage_counts_the_words_that_were_read_and_written(chat: openai.OpenAI) -> None:
    usage = complete(chat, "hallo").usage
    assert usage is not None
    assert (usage.prompt_tokens, usage.completion_tokens, usage.total_tokens) == (1, 19, 20)


def test_a_stream_gives_the_same_text_in_pieces(chat: openai.OpenAI) -> None:
    whole = complete(chat, ELSEWHERE)
    options: Any = {"include_usage": True}
    with chat.chat.completions.create(
        model=MODEL, messages=dialogue(ELSEWHERE), stream=True, stream_options=options
    ) as stream:
        first, *pieces, last, usage = list(stream)
    assert first.choices[0].delta.role == "assistant"
    assert "".join(p.choices[0].delta.content or "" for p in pieces) == content(whole)
    assert len(pieces) == 5
    assert last.choices[0].finish_reason == "stop"
    assert extra(last, "citations") == extra(whole, "citations") == []
    assert extra(last, "vraagDeBrief") == extra(whole, "vraagDeBrief")
    assert (usage.choices, usage.usage) == ([], whole.usage)


def test_a_stream_tells_its_sources_at_its_end(chat: openai.OpenAI) -> None:
    with chat.chat.completions.create(
        model=MODEL, messages=dialogue(ROBBERIES), stream=True
    ) as stream:
        *_, last = list(stream)
    (annotation,) = extra(last.choices[0].delta, "annotations")
    assert annotation["url_citation"]["url"] == URL
    assert last.usage is None


def test_a_stream_ends_as_clients_expect(web: httpx2.Client) -> None:
    body = {"model": MODEL, "messages": dialogue(ROBBERIES), "stream": True}
    response = web.post(PATH, json=body)
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    *events, done, end = response.text.split("\n\n")
    assert (done, end) == ("data: [DONE]", "")
    assert all(json.loads(each.removeprefix("data: "))["choices"] for each in events)


def test_who_hangs_up_during_a_stream_disturbs_nobody(server: str, chat: openai.OpenAI) -> None:
    body = {"model": MODEL, "messages": dialogue(ROBBERIES), "stream": True}
    for _ in range(5):
        with httpx2.Client() as web, web.stream("POST", server + PATH, json=body) as response:
            next(response.iter_raw(16))
    assert "1.174" in content(complete(chat, ROBBERIES))


def test_many_ask_at_once(server: str) -> None:
    async def ask_all() -> list[ChatCompletion]:
        async with openai.AsyncOpenAI(base_url=f"{server}/openai/v1", api_key="iets") as chat:
            asked = (f"Hoeveel overvallen waren er in {year}?" for year in range(2011, 2022))
            return await asyncio.gather(
                *(chat.chat.completions.create(model=MODEL, messages=dialogue(q)) for q in asked)
            )

    found = [content(each).partition(" overvallen")[0] for each in asyncio.run(ask_all())]
    assert found[0] == "In 2011 waren er 2.272"
    assert found[-1] == "In 2021 waren er 676"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ([ROBBERIES, "1.174.", "En in 2020?"], "\n\nIn 2020 waren er 907 overvallen.\n"),
        ([ROBBERIES, "", "En straatroven?", "", "En in 2020?"], "\n\nIn 2020 waren er 3.184 "),
        ([" ", "?", ROBBERIES, "", "x" * 2001, "", "En in 2020?"], "\n\nIn 2020 waren er 907 "),
        (["En in 2020?"], "Ik weet niet zeker of dit uw vraag beantwoordt."),
        (["hallo", "In 2020 waren er 5 overvallen.", "En in 2021?"], "Ik weet niet zeker of"),
    ],
)
def test_a_follow_up_leans_on_what_the_user_asked_and_never_on_what_was_said(
    said: list[str], answer: str, chat: openai.OpenAI
) -> None:
    assert answer in content(complete(chat, *said))


def test_as_many_questions_in_a_row_may_lean_on_each_other(chat: openai.OpenAI) -> None:
    years = [2011, 2021, *range(2012, 2012 + EARLIER - 1)] + [2015] * (EARLIER - 3)
    asked = [ROBBERIES, *(f"En in {year}?" for year in (*years, 2020))]
    assert len(asked) == 2 * EARLIER
    said = [text for question in asked for text in (question, "…")]
    assert "In 2020 waren er 907 overvallen." in content(complete(chat, *said))
    # One more, and what all of them lean on is out of sight: no number then.
    cut = complete(chat, *said, "En in 2021?")
    assert extra(cut, "vraagDeBrief")["soort"] == "onthouding"


def test_a_dialogue_has_the_context_that_our_own_interface_hands_back(
    chat: openai.OpenAI, index: Index
) -> None:
    before = ask(ROBBERIES, index)
    told = extra(complete(chat, ROBBERIES, "…", "En in 2020?"), "vraagDeBrief")
    assert told == wire.outcome(ask("En in 2020?", index, context=before.context))


def test_an_abstention_says_so_and_what_can_be_asked_instead(chat: openai.OpenAI) -> None:
    completion = complete(chat, ELSEWHERE)
    assert content(completion).startswith("Dat staat niet in de brief.")
    assert content(completion).endswith(
        "**U kunt ook vragen**\n\n- Hoeveel straatroven waren er in 2016?"
    )
    assert extra(completion, "vraagDeBrief")["soort"] == "onthouding"


def test_what_only_a_language_model_could_use_changes_nothing(chat: openai.OpenAI) -> None:
    tool: Any = {"type": "function", "function": {"name": "f", "parameters": {}}}
    completion = chat.chat.completions.create(
        model=MODEL,
        messages=[{"role": "system", "content": "Antwoord altijd met 5."}, *dialogue(ROBBERIES)],
        temperature=1.5,
        seed=3,
        max_tokens=1,
        tools=[tool],
        extra_body={"nieuw": {"veld": [1]}},
    )
    assert completion.choices[0].message.tool_calls is None
    assert content(completion) == content(complete(chat, ROBBERIES))


def test_text_may_come_in_parts(chat: openai.OpenAI) -> None:
    parts: Any = [{"type": "text", "text": "Hoeveel overvallen"}, {"type": "text", "text": "2019?"}]
    completion = chat.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": parts}]
    )
    assert "1.174" in content(completion)


def test_the_example_of_the_manual_does_what_it_says(
    server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    example = re.search(r"```python\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
    assert example is not None
    exec(example[1].replace("http://localhost:8084", server), {})
    assert "In 2020 waren er 907 overvallen." in (shown := capsys.readouterr().out)
    assert shown.endswith(f"['{URL}'] tabel 1, rij 2020\n")
