"""What OpenAI's interface refuses, in the form of our problems and of OpenAI's errors at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx2
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.api.http.access import ASKING, new_key
from qa.api.http.problems import LARGEST_BODY, LARGEST_DIALOGUE
from qa.api.openai.responses import MODEL
from tests.api.clients import PATH, complete, content, dialogue, sdk
from tests.api.servers import Started

ROBBERIES = "Hoeveel overvallen waren er in 2019?"
MODELS = "/openai/v1/models"


IMAGE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}


def test_a_picture_is_refused_and_does_not_end_the_dialogue(chat: openai.OpenAI) -> None:
    shown: Any = {"role": "user", "content": [{"type": "text", "text": "Wat is dit?"}, IMAGE]}
    with pytest.raises(openai.BadRequestError) as refused:
        chat.chat.completions.create(model=MODEL, messages=[shown])
    assert refused.value.body == {
        "message": "Stuur alleen tekst: «image_url» kan hier niet worden gelezen.",
        "type": "invalid_request_error",
        "param": None,
        "code": None,
    }
    later = chat.chat.completions.create(model=MODEL, messages=[shown, *dialogue(ROBBERIES)])
    assert "1.174" in content(later)


ASKED = [{"role": "user", "content": ROBBERIES}]


@pytest.mark.parametrize(
    ("body", "param", "message"),
    [
        ({"messages": ASKED}, "model", "model ontbreekt."),
        ({"model": MODEL}, "messages", "messages ontbreekt."),
        ({"model": MODEL, "messages": []}, "messages", "messages mag niet leeg zijn."),
        ({"model": MODEL, "messages": ASKED, "n": 2}, "n", "n moet een van deze zijn: 1."),
        (
            {"model": MODEL, "messages": [{"role": "user", "content": 5}]},
            "messages.0.content",
            "messages.0.content moet een lijst zijn.",
        ),
        (
            {"model": MODEL, "messages": ASKED * 1001},
            "messages",
            "messages mag hoogstens 1000 delen hebben.",
        ),
        (
            {"model": MODEL, "messages": [{"role": "system", "content": "x"}]},
            None,
            "Er is niets gevraagd: «messages» heeft geen bericht met de rol «user».",
        ),
        (
            {"model": MODEL, "messages": [{"role": "user", "content": " "}]},
            None,
            "De vraag is leeg; stel een vraag over de brief.",
        ),
    ],
)
def test_what_cannot_be_answered_is_told_to_both_kinds_of_clients(
    body: Any, param: str | None, message: str, web: httpx2.Client
) -> None:
    response = web.post(PATH, json=body)
    told = response.json()
    assert response.status_code == told["status"] == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert told["detail"] == told["error"]["message"] == message
    assert (told["error"]["type"], told["error"]["param"]) == ("invalid_request_error", param)


def test_another_model_is_not_there(chat: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as refused:
        chat.chat.completions.create(model="gpt-5", messages=dialogue(ROBBERIES))
    assert (refused.value.code, refused.value.param) == ("model_not_found", "model")
    assert "«gpt-5»" in str(refused.value)
    with pytest.raises(openai.NotFoundError):
        chat.models.retrieve("gpt-5")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", PATH, 405),
        ("POST", MODELS, 405),
        ("GET", f"{MODELS}/", 404),
        ("POST", f"{PATH}/", 404),
        ("POST", "/openai/v1/embeddings", 404),
        ("GET", "/openai/v2/models", 404),
    ],
)
def test_other_addresses_and_methods_are_refused_in_both_forms(
    method: str, path: str, status: int, web: httpx2.Client
) -> None:
    response = web.request(method, path)
    told = response.json()
    assert response.status_code == told["status"] == status
    assert told["error"]["message"] == told["detail"]


def test_the_other_addresses_keep_their_own_form(web: httpx2.Client) -> None:
    for path in ("/v1/modellen", "/openaiv1"):
        assert web.get(path).json().keys() == {"status", "title", "detail"}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_what_is_no_json_is_refused(kind: str, web: httpx2.Client) -> None:
    response = web.post(PATH, content=b"{}", headers={"content-type": kind})
    assert response.status_code == response.json()["status"] == 415


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 50_000, b'{"model": "\\ud800"}'])
def test_broken_json_is_refused(body: bytes, web: httpx2.Client) -> None:
    response = web.post(PATH, content=body, headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert response.json()["detail"] == "het verzoek is geen geldige JSON."


def test_a_long_dialogue_is_answered_and_an_endless_one_refused(chat: openai.OpenAI) -> None:
    said = [ROBBERIES, "x" * 10_000] * 20
    assert "907" in content(complete(chat, *said, "En in 2020?"))
    assert len("".join(said)) > LARGEST_BODY
    with pytest.raises(openai.APIStatusError) as refused:
        complete(chat, ROBBERIES, "x" * LARGEST_DIALOGUE, "En in 2020?")
    assert refused.value.status_code == 413
    assert str(LARGEST_DIALOGUE) in refused.value.message


def test_a_question_that_is_too_long_is_refused(chat: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match=r"2\.001 tekens, hoogstens 2\.000"):
        complete(chat, "x" * 2001)


def test_with_keys_a_wrong_one_is_refused(served: Started, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    key = new_key(keys, "schil", ASKING)
    with served(keys=keys) as server:
        with sdk(server, key) as chat:
            assert chat.models.list().data[0].id == MODEL
        with sdk(server, "sk-anders") as chat, pytest.raises(openai.AuthenticationError) as no:
            chat.models.list()
    assert (no.value.code, no.value.type) == ("invalid_api_key", "invalid_request_error")
    assert "Deze sleutel is niet bekend of niet meer geldig." in no.value.message


def test_who_asks_too_often_is_told_to_wait(served: Started) -> None:
    with served(rate=1) as server, sdk(server) as chat:
        chat.models.list()
        with pytest.raises(openai.RateLimitError) as refused:
            chat.models.list()
    assert refused.value.code == "rate_limit_exceeded"
    assert "Dit zijn te veel verzoeken" in refused.value.message
    assert int(refused.value.response.headers["retry-after"]) > 0


def test_what_does_not_fit_in_the_queue_is_refused(served: Started) -> None:
    with (
        served(queue=0) as server,
        sdk(server) as chat,
        pytest.raises(openai.InternalServerError, match="te druk") as refused,
    ):
        complete(chat, ROBBERIES)
    assert (refused.value.status_code, refused.value.type) == (503, "server_error")


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
_MESSAGES = st.lists(
    st.fixed_dictionaries(
        {
            "role": st.sampled_from(["user", "assistant", "system", "tool"]) | _ANY,
            "content": st.text(max_size=60) | _ANY,
        }
    ),
    max_size=4,
)
_BODIES = _ANY | st.fixed_dictionaries(
    {"model": st.just(MODEL) | _ANY, "messages": _MESSAGES | _ANY},
    optional={"stream": st.booleans() | _ANY, "n": _ANY, "stream_options": _ANY, "tools": _ANY},
)


@given(body=_BODIES)
def test_whatever_comes_in_is_answered_or_refused(body: Any, web: httpx2.Client) -> None:
    sent = json.dumps(body).encode()
    response = web.post(PATH, content=sent, headers={"content-type": "application/json"})
    assert response.status_code in {200, 400, 404}
