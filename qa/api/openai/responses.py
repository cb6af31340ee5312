"""What goes out: a completion as one object, or as the events of a stream.

In: what a person reads, and what it was made from. Out: OpenAI's form of it. Beside its own members
stand `citations` (an address for each number in the text) and `vraagDeBrief`, the object that every
other door sends. `usage` counts words: there are no tokens.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from qa.api.openai.markdown import Written

MODEL: Final = "vraag-de-brief"
_STOP: Final = "stop"  # why it ended: there was no more to say
_DONE: Final = "data: [DONE]\n\n"


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply to a dialogue; `outcome` is None where no question was answered."""

    id: str
    created: int  # seconds since 1970
    index_id: str
    read: Sequence[str]
    written: Written
    outcome: Mapping[str, Any] | None

    @property
    def usage(self) -> dict[str, int]:
        """How many words were read, and how many written: as parted by white space.

        A finer count would take longer than any answer on the megabyte that a prompt may be.
        """
        read = sum(len(each.split()) for each in self.read)
        written = len(self.written.content.split())
        return {
            "prompt_tokens": read,
            "completion_tokens": written,
            "total_tokens": read + written,
        }


def model(created: int) -> dict[str, Any]:
    """Return the one model that there is; shells show its name."""
    return {
        "id": MODEL,
        "object": "model",
        "created": created,
        "owned_by": MODEL,
        "name": "Vraag de brief",
    }


def completion(reply: Reply) -> dict[str, Any]:
    """Return a reply as one object."""
    message = {
        "role": "assistant",
        "content": reply.written.content,
        "refusal": None,
        "annotations": _annotations(reply.written),
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": _STOP}
    return {
        **_head(reply, "chat.completion"),
        "choices": [choice],
        "usage": reply.usage,
        **_sources(reply),
    }


def events(reply: Reply, *, with_usage: bool) -> Iterator[str]:
    """Yield a reply as events of a stream, a line of its text at a time.

    No line ends inside a link, and no character is cut in two.
    """
    head = _head(reply, "chat.completion.chunk")
    no_usage = {"usage": None} if with_usage else {}

    def event(delta: Mapping[str, Any], ends: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": ends}
        return _event({**head, "choices": [choice], **no_usage, **more})

    yield event({"role": "assistant", "content": ""})
    for line in reply.written.content.splitlines(keepends=True):
        yield event({"content": line})
    yield event({"annotations": _annotations(reply.written)}, _STOP, **_sources(reply))
    if with_usage:
        yield _event({**head, "choices": [], "usage": reply.usage})
    yield _DONE


def _head(reply: Reply, kind: str) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{reply.id}",
        "object": kind,
        "created": reply.created,
        "model": MODEL,
        "system_fingerprint": f"index-{reply.index_id[:12]}",  # the same one, the same answers
    }


def _sources(reply: Reply) -> dict[str, Any]:
    if reply.outcome is None:
        return {}
    # Each at the number that it has in the text; one without an address by its reference.
    citations = [source.url or source.reference for source in reply.written.sources]
    return {"citations": citations, "vraagDeBrief": reply.outcome}


def _annotations(written: Written) -> list[dict[str, Any]]:
    """Return where in the text each source is referred to first."""
    found = []
    for source in (each for each in written.sources if each.url):
        start = written.content.index(source.mark)
        citation = {
            "start_index": start,
            "end_index": start + len(source.mark),
            "title": source.reference,
            "url": source.url,
        }
        found.append({"type": "url_citation", "url_citation": citation})
    return found


def _event(data: Mapping[str, Any]) -> str:
    return f"data: {json.dumps(data)}\n\n"  # in ASCII: no character of a letter ends a line
