"""What chat shells ask behind the user's back, as if it were a message: a title, tags, what next.

In: a dialogue. Out: the answer that the shell waits for, made from the dialogue that it quotes;
None for everything that a person typed. A prompt is known by its build, in every part of it:
somebody may well ask something that resembles one. A shell whose prompts were rewritten is not
recognised.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from qa.api.openai.follow import Contexts
from qa.api.openai.requests import Dialogue
from qa.api.workers.caller import Caller
from qa.errors import QuestionError
from qa.say.wording import name_of
from qa.store.index import Index
from qa.types import Answer, Outcome

_LONGEST_TITLE: Final = 60  # characters: what fits in the list of chats beside a dialogue
_READ_FOR_TITLE: Final = 10 * _LONGEST_TITLE  # of a question, which may be a megabyte
_NO_TITLE: Final = "Vraag de brief"
_MOST_TAGS: Final = 3
_ENDS_IN_NOTE: Final = re.compile(r"^Voetnoot \d+$")
_HEADING_NUMBER: Final = re.compile(r"^[\d.]+\s+")
_TURN: Final = re.compile(r"^(USER|ASSISTANT|SYSTEM|TOOL|User|AI):", re.MULTILINE)


class Want(Enum):
    """What a shell asks for; the value is what the log calls it."""

    TITLE = "titel"
    PLAIN_TITLE = "titel als tekst"
    TITLE_AND_LANGUAGE = "titel en taal"
    TAGS = "labels"
    FOLLOW_UPS = "vervolgvragen"
    QUERIES = "zoekvragen"
    COMPLETION = "aanvulling"
    IMAGE = "beeld"
    EMOJI = "emoji"
    TOOLS = "gereedschap"


@dataclass(frozen=True, slots=True)
class _Sign:
    """How a prompt is known: how it begins, what it names before it quotes, and how it quotes."""

    want: Want
    begins: str
    names: str
    opens: str
    closes: str
    quotes_turns: bool = True


_TASK, _OPEN, _CLOSE = "### Task:", "<chat_history>", "</chat_history>"
# Source: the default prompts of Open WebUI (backend/open_webui/config.py) and of LibreChat
# (@librechat/agents, utils/title): the words by which each is known, and no more of them.
_SIGNS: Final = (
    _Sign(Want.TITLE, _TASK, '"title":', _OPEN, _CLOSE),
    _Sign(Want.TAGS, _TASK, '"tags":', _OPEN, _CLOSE),
    _Sign(Want.FOLLOW_UPS, _TASK, '"follow_ups":', _OPEN, _CLOSE),
    _Sign(Want.QUERIES, _TASK, '"queries":', _OPEN, _CLOSE),
    _Sign(Want.IMAGE, _TASK, '"prompt":', _OPEN, _CLOSE),
    _Sign(Want.COMPLETION, _TASK, '"text":', _OPEN, _CLOSE),
    _Sign(Want.EMOJI, "Your task is to", "emoji", "Message: ```", "```", quotes_turns=False),
    _Sign(Want.TOOLS, "Available Tools:", '"tool_calls":', "Query: ", "", quotes_turns=False),
    _Sign(Want.PLAIN_TITLE, "Provide a concise", "title for the conv", "Conversation:\n", "\nAI:"),
    _Sign(Want.TITLE_AND_LANGUAGE, "Analyze this conv", "concise title", "\n\n", "\nAI:"),
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt of a shell, and the questions in the dialogue that it quotes."""

    want: Want
    questions: tuple[str, ...]


def recognise(dialogue: Dialogue) -> Prompt | None:
    """Return the prompt that a dialogue consists of: such a prompt always comes alone."""
    if len(dialogue.questions) != 1 or dialogue.replied:
        return None
    asked = dialogue.questions[0].strip()
    for text in (asked, f"{dialogue.system.strip()}\n{asked}"):
        for sign in _SIGNS:
            if (questions := _quoted_by(sign, text)) is not None:
                return Prompt(sign.want, questions)
    return None


async def answer(prompt: Prompt, contexts: Contexts, caller: Caller) -> str:
    """Answer a prompt, in the form that it wants.

    Raises: as `Caller.run`; Refused (429) when the client has asked too much.
    """
    match prompt.want:
        case Want.TITLE:
            return _json(title=_title(prompt.questions))
        case Want.PLAIN_TITLE:
            return _title(prompt.questions)
        case Want.TITLE_AND_LANGUAGE:
            return _json(language="Nederlands", title=_title(prompt.questions))
        case Want.TAGS:
            return _json(tags=await _of_outcome(_tags, prompt, contexts, caller))
        case Want.FOLLOW_UPS:
            return _json(follow_ups=await _of_outcome(_suggestions, prompt, contexts, caller))
        case Want.QUERIES:
            return _json(queries=[])
        case Want.COMPLETION:
            return _json(text="")
        case Want.IMAGE:
            return _json(prompt="")
        case Want.EMOJI:
            return "💬"
        case Want.TOOLS:
            return _json(tool_calls=[])


def _quoted_by(sign: _Sign, text: str) -> tuple[str, ...] | None:
    """Return the questions in the dialogue that a prompt quotes; None where it is not this one."""
    head, opened, rest = text.partition(sign.opens)
    end = rest.rfind(sign.closes)
    if not (head.startswith(sign.begins) and sign.names in head and opened and end >= 0):
        return None
    turns = _TURN.split(rest[:end].strip())
    if sign.quotes_turns and turns[0]:  # what is quoted begins with the name of who spoke
        return None
    spoken = zip(turns[1::2], turns[2::2], strict=True)
    return tuple(said.strip() for name, said in spoken if name.upper() == "USER" and said.strip())


async def _of_outcome(
    show: Callable[[Outcome, Index], list[str]],
    prompt: Prompt,
    contexts: Contexts,
    caller: Caller,
) -> list[str]:
    """Return what the last question got, worked out anew; nothing where it was refused."""
    if not prompt.questions:
        return []
    try:
        context = await contexts.of(prompt.questions, caller)
        _, shown = await caller.work_out(prompt.questions[-1], show, context=context)
    except QuestionError:
        return []
    return shown


def _title(questions: tuple[str, ...]) -> str:
    """Return the first question, cut off between words where it is long."""
    if not questions:
        return _NO_TITLE
    first = " ".join(questions[0][:_READ_FOR_TITLE].split())
    short = textwrap.shorten(first, _LONGEST_TITLE, placeholder="…")
    return short if short != "…" else f"{first[: _LONGEST_TITLE - 1]}…"


def _suggestions(outcome: Outcome, _: Index) -> list[str]:
    return list(outcome.suggestions)


def _tags(outcome: Outcome, _: Index) -> list[str]:
    """Return what an answer is about: what was counted, or else its heading, and the dossier."""
    if not isinstance(outcome, Answer):
        return []
    counted = [name_of(fact) for fact in outcome.facts]
    first = outcome.hits[0].passage
    headings = [each for each in first.path if not _ENDS_IN_NOTE.fullmatch(each)]
    about = counted or [_HEADING_NUMBER.sub("", each) for each in headings[-1:]]
    dossier = first.reference.partition(",")[0]
    return [*list(dict.fromkeys(filter(None, about)))[: _MOST_TAGS - 1], dossier]


def _json(**members: object) -> str:
    return json.dumps(members, ensure_ascii=False)
