"""The index that is being served, and the work that questions are.

In: a question, from the event loop. Out: what it yields, worked out in a thread of a small pool.
What does not fit in the queue is refused at once, what takes too long is given up, and a new index
is taken over between two questions: each sees one index, from beginning to end.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any, Final, ParamSpec, TypeVar

from fastapi import Depends, Request

from qa.api import metrics
from qa.api.log import Kept
from qa.api.problems import Refused
from qa.errors import IndexDamaged
from qa.question.ask import DEFAULT_LIMIT, ask
from qa.question.examples import examples
from qa.settings import Settings
from qa.store.feedback import FEEDBACK, FeedbackStore
from qa.store.index import Index

if TYPE_CHECKING:
    from qa.api.gate import Entry
    from qa.store.encode import Encoder
    from qa.types import Outcome

P = ParamSpec("P")
T = TypeVar("T")

_RETRY: Final = {"Retry-After": "1"}  # seconds: the whole queue is done by then
_LOOKS: Final = 1.0  # seconds between two looks at the index folder

_log = logging.getLogger(__name__)


class Service:
    """What the routes share: settings, the index in use, the threads that work.

    `load_encoder` gives the embedding model of the settings, for an index made with another one
    than the index in use.
    """

    def __init__(
        self, settings: Settings, index: Index, load_encoder: Callable[[], Encoder]
    ) -> None:
        self.settings = settings
        self._index = index
        self._load_encoder = load_encoder
        self._refused: object = None  # the newest index as it was refused: not looked at again
        self._threads = ThreadPoolExecutor(max(2, os.cpu_count() or 1), "vraag")
        self._busy = 0
        self._examples: tuple[str, tuple[str, ...]] = ("", ())
        self._kept = Kept(settings.data, settings.retention) if settings.keep_questions else None
        self.feedback = FeedbackStore(settings.data / FEEDBACK)
        self._look = asyncio.Event()
        metrics.serves(self._index.id)

    @property
    def index(self) -> Index:
        """The index in use.

        Raises: IndexDamaged when its files were altered under it.
        """
        index = self._index
        if index.is_altered:  # its files are looked at when the work is done, by `run`
            index.check()
        return index

    @property
    def is_full(self) -> bool:
        """Whether one more question would be refused."""
        return self._busy >= self.settings.queue

    def warm(self) -> None:
        """Load all that a question may need.

        Raises: IndexUnusable, ModelError.
        """
        self.index.warm()
        self._examples = (self._index.id, examples(self._index))
        _settle()

    def within(self, letters: tuple[str, ...]) -> Index:
        """Return the index, narrowed to these letters if any are named.

        Raises: QuestionError for a letter that it does not hold; IndexDamaged.
        """
        return self.index.within(letters) if letters else self.index

    async def examples(self) -> tuple[str, ...]:
        """Return questions that the index in use answers; worked out once for each index."""
        index = self.index
        if self._examples[0] != index.id:
            self._examples = (index.id, await self.run(examples, index))
        return self._examples[1]

    def note(self, entry: Entry, answer: Mapping[str, Any]) -> None:
        """Tell the log of an answer, the object of every door; keep it if the operator chose to.

        The log gets no id of the answer: it is a hash of the question, and likely questions could
        be looked up by it.
        """
        entry.more = {"soort": answer["soort"], "reden": answer["reden"]}
        if self._kept is None:
            return
        told = {name: answer[name] for name in ("vraag", "id", "soort", "reden", "vervolgOp")}
        try:
            self._kept.add({"verzoekId": entry.id, **told})
        except OSError as error:  # an answer is worth more than its record
            _log.error("vraag niet bewaard: %s", error)

    async def ask(
        self,
        question: str,
        limit: int = DEFAULT_LIMIT,
        context: str = "",
        letters: tuple[str, ...] = (),
    ) -> Outcome:
        """Answer a question, from these letters only if any are named.

        Raises: QuestionError, IndexUnusable, ModelError; Refused (503).
        """
        index = self.within(letters)
        return await self.answer(ask, question, index, limit, context, self.settings.refusal)

    async def answer(self, work: Callable[P, Outcome], *args: P.args, **named: P.kwargs) -> Outcome:
        """Do work that answers a question, and count it as one.

        Raises: what the work raises; Refused (503).
        """
        with metrics.answering() as answered:
            outcome = await self.run(work, *args, **named)
            answered(outcome)
        return outcome

    async def run(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Do work in a thread.

        Raises: what the work raises; IndexDamaged when the index was altered meanwhile; Refused
        (503) when there is no room, or no time is left.
        """
        if self.is_full:
            metrics.refuses("vol")
            raise Refused(503, headers=_RETRY)
        self._busy += 1
        index = self._index

        def checked() -> T:
            try:
                return work(*args, **named)
            finally:
                index.check()  # afterwards: all that was read until now was sound

        done = asyncio.get_running_loop().run_in_executor(self._threads, checked)
        done.add_done_callback(self._is_done)
        try:
            # Shielded: a thread cannot be stopped, and keeps its place until it ends by itself.
            return await asyncio.wait_for(asyncio.shield(done), self.settings.timeout)
        except TimeoutError:
            metrics.refuses("tijd")
            raise Refused(
                503, "Deze vraag kost te veel tijd; maak uw vraag korter.", headers=_RETRY
            ) from None

    def _is_done(self, done: asyncio.Future[Any]) -> None:
        self._busy -= 1
        if not done.cancelled():
            done.exception()  # told where it was awaited, if anyone still waits

    async def watch(self) -> None:
        """Take over each new index until cancelled; look now and then, and when told to."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._look.wait(), _LOOKS)
            self._look.clear()
            await asyncio.to_thread(self.look)

    def look_now(self) -> None:
        """Let `watch` look at the index folder at once, also at one that was refused."""
        self._refused = None
        self._look.set()

    def look(self) -> None:
        """Take over the index that was built last; refuse a damaged one and keep the old."""
        found: object = None
        try:
            if self._is_outdated() and (found := self._newest()) != self._refused:
                self._take_over()
        except Exception as error:  # nothing that is wrong with a new index may stop the old one
            found = found or str(error)
            if found != self._refused:
                self._refused = found
                metrics.refuses("index")
                _log.error("index niet overgenomen: %s: %s", type(error).__name__, error)

    def _is_outdated(self) -> bool:
        """Whether there is another index, or that in use was altered and may be sound by now."""
        try:
            self._index.check()
        except IndexDamaged:
            return True
        return Index.current(self.settings.index) != self._index.folder

    def _newest(self) -> object:
        """Return which index was built last, and what its files look like from outside."""
        build = Index.current(self.settings.index)
        files = sorted(file for file in build.rglob("*") if file.is_file())
        return build, tuple((file.name, file.stat().st_mtime_ns) for file in files)

    def _take_over(self) -> None:
        """Open the newest index, with the model that is in memory if that made it."""
        before = self._index

        def encoder() -> Encoder:
            same = new.manifest.model == before.manifest.model
            return before.encoder if same else self._load_encoder()

        new = Index.open(self.settings.index, encoder)
        new.warm()
        self._examples = (new.id, examples(new))
        self._index, self._refused = new, None
        _settle()
        metrics.serves(new.id, before.id)
        _log.info("index %s in gebruik", new.id[:12])


async def _of_request(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


Serving = Annotated[Service, Depends(_of_request)]


def _settle() -> None:
    """Spare what is loaded now from being looked through, over and over, for garbage.

    A full collection took 54 ms on a busy machine, in which nothing is answered; thereafter 0.2 µs
    (tests/bench/README.md, the service under load). What was spared before is looked through once.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
