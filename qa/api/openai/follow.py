"""A dialogue → what its last question leans on.

In: all that the user asked, oldest first. Out: the context for the last question, worked out anew
from the earlier ones, so that no answer rests on what a client says was answered before. Shells
send the whole dialogue each time: what was worked out is remembered, in memory only, for the next.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from qa.api.workers.caller import Caller, nothing
from qa.errors import QuestionError

# A question leans on the one before it, that one perhaps on its own, and so on: at least ten in a
# row may leave something out, enough to go through a series year by year. A longer dialogue is read
# from a question of which the number is a multiple of ten, so that the next one begins at the same.
EARLIER: Final = 10
_REMEMBERED: Final = 1024  # contexts, of at most 4,000 characters each


def read_of(questions: Sequence[str]) -> Sequence[str]:
    """Return the questions that are read: the last one, and ten to nineteen before it."""
    earlier = len(questions) - 1
    return questions[max(0, earlier // EARLIER - 1) * EARLIER :]


class Contexts:
    """What earlier questions left behind, the newest kept; looked up by a hash of all of them."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, str] = OrderedDict()

    async def of(self, questions: Sequence[str], caller: Caller) -> str:
        """Return the context that the last question leans on.

        Raises: as `Caller.run`; Refused (429) when the client has asked too much.
        """
        *earlier, _ = read_of(questions)
        keys = self._keys(caller.service.served.id, earlier)
        known = max((at for at, key in enumerate(keys) if key in self._known), default=-1)
        context = self._known[keys[known]] if known >= 0 else ""
        caller.pay(len(earlier) - known - 1)  # what more a long one costs is paid with it
        for question, key in zip(earlier[known + 1 :], keys[known + 1 :], strict=True):
            context = self._remember(key, await _after(question, context, caller))
        return context

    @staticmethod
    def _keys(index_id: str, questions: Sequence[str]) -> list[bytes]:
        """Return a key for each question with all before it."""
        total, keys = hashlib.sha256(index_id.encode()), []
        for question in questions:
            total.update(f"{len(question)}:{question}".encode("utf-8", "surrogatepass"))
            keys.append(total.digest())
        return keys

    def _remember(self, key: bytes, context: str) -> str:
        self._known[key] = context
        self._known.move_to_end(key)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return context


async def _after(question: str, context: str, caller: Caller) -> str:
    """Return what a question leaves behind for the next."""
    try:
        given, _ = await caller.work_out(question, nothing, context=context)
    except QuestionError:
        return context  # it was refused when it was asked, and the dialogue went on without it
    return str(given["context"] or "")
