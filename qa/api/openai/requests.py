"""What comes in: a dialogue of messages, of which only what the user asked counts.

Fields that only a language model could use (temperature, tools, …) are taken and do nothing, and so
are unknown ones: SDKs send new ones all the time. Refused is what has no question in it, a question
that is not text, and more than one answer at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from fastapi.exceptions import RequestValidationError
from pydantic import (
    BaseModel,
    Field,
    StrictBool,
    StrictStr,
    ValidationError,
    field_validator,
)

from qa.api.http.problems import Refused
from qa.api.openai.follow import read_of

_MESSAGES: Final = 1000  # of a dialogue; its bytes are bounded too
_PARTS: Final = 100
# JSON objects, in texts too: each becomes one of ours, in the process that listens (5 microseconds
# on the machine of tests/bench/README.md). A thousand messages of a part each, and tools besides.
_OBJECTS: Final = 4000


class _Part(BaseModel):
    type: StrictStr
    text: StrictStr = ""


class _Message(BaseModel):
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[list[_Part], Field(max_length=_PARTS, fail_fast=True)] | None = None

    @field_validator("content", mode="before")
    @classmethod
    def _as_parts(cls, content: Any) -> Any:
        return [{"type": "text", "text": content}] if isinstance(content, str) else content

    @property
    def parts(self) -> list[_Part]:
        return self.content or []

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts if part.type == "text")


class _StreamOptions(BaseModel):
    include_usage: StrictBool | None = None


class Chat(BaseModel):
    """A request for the next message of a dialogue."""

    model: StrictStr
    messages: Annotated[list[_Message], Field(min_length=1, max_length=_MESSAGES, fail_fast=True)]
    stream: StrictBool | None = None
    stream_options: _StreamOptions | None = None
    n: Literal[1] | None = None

    @property
    def wants_usage(self) -> bool:
        """Whether a stream is to end with how many words it took."""
        return bool(self.stream_options and self.stream_options.include_usage)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What is read of what the user asked, the newest last, and how the shell introduced it.

    `replied` tells that an assistant spoke in between. What it said is not kept: whoever sends a
    dialogue can put anything in its mouth.
    """

    questions: tuple[str, ...]
    system: str
    replied: bool


def read(body: bytes) -> Chat:
    """Read a request.

    Raises: Refused (400) for too many parts; RequestValidationError, with all that is wrong.
    """
    if body.count(b"{") > _OBJECTS:
        raise Refused(400, f"Dit gesprek heeft te veel delen: hoogstens {_OBJECTS}.")
    try:
        return Chat.model_validate_json(body)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise RequestValidationError(
            [{**each, "loc": ("body", *each["loc"])} for each in found]
        ) from None


def dialogue(chat: Chat) -> Dialogue:
    """Return what the user asked.

    Raises: Refused (400) where the last of it is no text, or there is nothing.
    """
    asked = [each for each in chat.messages if each.role == "user"]
    if not asked:
        raise Refused(400, "Er is niets gevraagd: «messages» heeft geen bericht met de rol «user».")
    # An earlier message was refused when it came; it must not end the dialogue for good.
    if other := next((part.type for part in asked[-1].parts if part.type != "text"), ""):
        raise Refused(400, f"Stuur alleen tekst: «{other[:40]}» kan hier niet worden gelezen.")
    earlier = [each.text for each in asked[:-1] if each.text.strip()]
    return Dialogue(
        questions=tuple(read_of((*earlier, asked[-1].text))),
        system="\n".join(e.text for e in chat.messages if e.role in {"system", "developer"}),
        replied=any(each.role == "assistant" for each in chat.messages),
    )
