"""How tests speak to a service as a model: with OpenAI's client, and what its objects hold."""

from __future__ import annotations

from typing import Any, Final

import openai
from openai.types.chat import ChatCompletion, ChatCompletionMessageParam

from qa.api.openai.responses import MODEL

PATH: Final = "/openai/v1/chat/completions"


def sdk(server: str, key: str = "iets") -> openai.OpenAI:
    """Return a client that tells at once what goes wrong."""
    return openai.OpenAI(base_url=f"{server}/openai/v1", api_key=key, max_retries=0)


def dialogue(*said: str) -> list[ChatCompletionMessageParam]:
    """Return messages of a user and of an assistant by turns."""
    messages: list[ChatCompletionMessageParam] = []
    for number, text in enumerate(said):
        if number % 2:
            messages.append({"role": "assistant", "content": text})
        else:
            messages.append({"role": "user", "content": text})
    return messages


def complete(client: openai.OpenAI, *said: str) -> ChatCompletion:
    """Return what follows on a dialogue."""
    return client.chat.completions.create(model=MODEL, messages=dialogue(*said))


def content(completion: ChatCompletion) -> str:
    """Return what a person reads."""
    return str(completion.choices[0].message.content)


def extra(found: openai.BaseModel, name: str) -> Any:
    """Return a member that OpenAI's own objects do not have."""
    return (found.model_extra or {})[name]
