"""The index that is being served, and the work that questions are.

In: a question, from the event loop. Out: what it yields, worked out by a worker (qa/api/workers).
Clients take turns, what does not fit in the line is refused at once, what takes too long is ended,
and a new index is taken over between two questions: each sees one index, from beginning to end.
"""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qa.api.http import log, metrics
from qa.api.http.limits import Limiter
from qa.api.http.log import Kept
from qa.api.http.problems import Refused
from qa.api.workers import Line, LineFull, Nursery, OpenIndex, Pool, Served, WorkerEnded
from qa.api.workers.feedback import FEEDBACK, FeedbackStore
from qa.api.workers.worker import Work
from qa.errors import IndexDamaged, IndexUnusable
from qa.settings import Settings
from qa.store.index import Index
from qa.types import Feedback

if TYPE_CHECKING:
    from qa.api.http.gate import Entry

_RETRY: Final = {"Retry-After": "1"}  # seconds: the whole queue is done by then
_SHORTEST: Final = 0.1  # seconds that work gets at least, once its turn has come
_LONG: Final = 4  # tokens: what costs more may take a tenth of a second or longer
_LOOKS: Final = 1.0  # seconds between two looks at the index folder
_MOST_FILES: Final = 1000  # that are looked at: an index has ten, what else lies there is none
_RETRIES: Final = 5.0  # seconds between two tries to open an index that was refused

_log = logging.getLogger(__name__)


Follow = Callable[[Settings], str]  # takes over what an engine names; tells what that is


def _follow_nothing(_: Settings) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Followed:
    """Which build the engine elsewhere names as the one in use; "" for none, or not reached."""

    build: str = ""
    is_reached: bool = True


class Service:
    """What the routes share: settings, the index in use, the workers, and who is next.

    `open_index` and `configure`, which sets up logging, are functions of a module: other processes
    import them anew. `follow` has a build in use here that an engine elsewhere names. Used from one
    event loop, as `async with service:`.
    """

    def __init__(
        self,
        settings: Settings,
        nursery: Nursery,
        open_index: OpenIndex,
        configure: Callable[[], None] = log.configure,
        follow: Follow = _follow_nothing,
    ) -> None:
        self.settings = settings
        self._follow = follow
        self.engine = Followed(nursery.served.collection)
        self._pool = Pool(nursery)
        self._open = lambda: Nursery.open(settings, open_index, configure, self._goes_on)
        self._line = Line(settings.workers, settings.queue)
        self._damage: IndexUnusable | None = None
        self._is_lost = False  # nobody can fork a worker any more
        self._refused: object = None  # the newest index as it was refused: not looked at again,
        self._next_try = 0.0  # or not before this, where there is nothing to answer from
        self._kept = Kept(settings.data, settings.retention) if settings.keep_questions else None
        self.limiter = Limiter(settings.rate)
        self._feedback = FeedbackStore(settings.data / FEEDBACK)
        # A thread of its own: what waits for a process must not hold up what is only written.
        self._writer = ThreadPoolExecutor(1, "terugkoppeling")
        self._look = asyncio.Event()
        self._ends = False
        metrics.serves(self._pool.served.id)

    async def __aenter__(self) -> Service:
        """Have all workers ready, and watch for a new index until the end."""
        await self._pool.start(self.settings.workers)
        self._watching = asyncio.create_task(self._watch())
        _settle()
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the workers when they have done what they had."""
        self._ends = True
        self._watching.cancel()
        with suppress(asyncio.CancelledError):
            await self._watching
        await self._pool.retire()
        self._writer.shutdown(wait=False)

    def _goes_on(self) -> bool:
        return not self._ends

    @property
    def served(self) -> Served:
        """What the index in use is.

        Raises: IndexDamaged when its files were altered under it.
        """
        if self._damage is not None:
            raise self._damage
        return self._pool.served

    async def examples(self, most: float | None = None) -> tuple[str, ...]:
        """Return ready questions of the index in use; after a start they take a few seconds.

        Units: `most` is how many of those it waits.

        Raises: IndexDamaged.
        """
        _ = self.served
        return await self._pool.examples(most)

    def has_room(self, client: str) -> bool:
        """Tell whether one more question of a client would be taken."""
        return self._line.has_room(client)

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

    async def keep(self, given: Feedback) -> None:
        """Write a judgement to disk before returning.

        Raises: FeedbackLost.
        """
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writer, self._feedback.add, given)

    async def run(self, client: str, work: Work, tokens: int = 1) -> Any:
        """Do work when it is the client's turn. Cancelled, it is not done, or soon ended.

        Units: `tokens` is what the work costs, by its text.

        Raises: what the work raises; IndexDamaged when the index was altered meanwhile; Refused
        (503) when there is no room, no time is left, or its worker ended.
        """
        _ = self.served
        now = asyncio.get_running_loop().time
        ends = now() + self.settings.timeout
        try:
            async with self._line.turn(client, ends, is_long=tokens > _LONG):
                return await self._worked_out(self._pool, work, max(ends, now() + _SHORTEST))
        except LineFull as full:
            metrics.refuses("tijd" if full.too_late else "vol")
            raise Refused(503, headers=_RETRY) from None
        except WorkerEnded as error:
            raise self._refusal(error) from None

    async def _worked_out(self, pool: Pool, work: Work, ends: float) -> Any:
        try:
            return await pool.run(work, ends)
        except IndexDamaged as error:
            if pool is self._pool:  # and was not replaced meanwhile
                self._damage = error
            raise

    def _refusal(self, ended: WorkerEnded) -> Refused:
        if ended.too_slow:
            metrics.refuses("tijd")
            told = "Deze vraag kost te veel tijd; maak uw vraag korter."
            return Refused(503, told, _RETRY)
        metrics.refuses("proces")
        _log.error("een vraag bleef zonder antwoord: haar proces %s", ended)
        told = "De vraag kon nu niet worden uitgewerkt; probeer het zo opnieuw."
        return Refused(503, told, _RETRY)

    async def _watch(self) -> None:
        """Take over each new index until cancelled; look now and then, and when told to."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._look.wait(), _LOOKS)
            self._look.clear()
            await self._follow_engine()
            await self._take_newest()

    def look_now(self) -> None:
        """Look at the index folder at once, also at an index that was refused."""
        self._refused = None
        self._look.set()

    async def _follow_engine(self) -> None:
        """Have the build in use here that the engine names; where it cannot be, go on as before."""
        try:
            self.engine = Followed(await asyncio.to_thread(self._follow, self.settings))
        except Exception as error:  # nothing that is wrong with a new build may stop the old one
            if self.engine.is_reached:
                metrics.refuses("zoekmachine")
                _log.error("zoekmachine niet gevolgd: %s: %s", type(error).__name__, error)
            self.engine = Followed(is_reached=False)

    async def _take_newest(self) -> None:
        """Take over the index that was built last; refuse a damaged one and keep the old."""
        found: object = None
        try:
            if await self._is_outdated():
                found = await asyncio.to_thread(_newest, self.settings.index)
                if found != self._refused or self._is_due():
                    await self._take_over()
        except Exception as error:  # nothing that is wrong with a new index may stop the old one
            found = found or str(error)
            if found != self._refused:
                self._refused = found
                metrics.refuses("index")
                _log.error("index niet overgenomen: %s: %s", type(error).__name__, error)
            self._next_try = asyncio.get_running_loop().time() + _RETRIES

    def _is_due(self) -> bool:
        """Tell whether an index that was refused is tried again: where there is nothing else."""
        is_needed = self._damage is not None or self._is_lost
        return is_needed and asyncio.get_running_loop().time() > self._next_try

    async def _is_outdated(self) -> bool:
        """Tell whether there is another index, or that in use was altered or lost its process."""
        self._is_lost = False
        try:
            await self._pool.check()
        except IndexUnusable as error:
            self._damage = error
            return True
        except WorkerEnded:
            self._is_lost = True
            return True
        if self._damage is not None:  # a worker saw it, though all may be as it was by now
            return True
        return str(Index.current(self.settings.index)) != self._pool.served.folder

    async def _take_over(self) -> None:
        """Open the newest index in processes of its own, and end those of the old one."""
        new, old = Pool(await asyncio.to_thread(self._open)), self._pool
        try:
            await new.start(self.settings.workers)
        except BaseException:
            await new.retire()
            raise
        self._pool, self._refused, self._damage = new, None, None
        metrics.serves(new.served.id, old.served.id)
        _log.info("index %s in gebruik", new.served.id[:12])
        await old.retire()


def _newest(folder: Path) -> object:
    """Return which index was built last, and what its files look like from outside."""
    build = Index.current(folder)
    files = sorted(filter(Path.is_file, islice(build.rglob("*"), _MOST_FILES)))
    found = ((file.name, file.stat()) for file in files)
    return build, tuple((name, each.st_ino, each.st_ctime_ns) for name, each in found)


def _settle() -> None:
    """Spare what is loaded now from being looked through, over and over, for garbage."""
    gc.collect()
    gc.freeze()
