"""The workers of one index, as seen from the event loop: work goes to one that has nothing to do.

In: a piece of work and the seconds that it may take. Out: what it returned, or what it raised; for
a worker that ended meanwhile, why it did. A worker that ended is replaced when it is missed.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import signal
import socket
from typing import TYPE_CHECKING, Any, Final

from qa.api.workers.nursery import Nursery, Served
from qa.api.workers.worker import HEADER, Done, Work, message

if TYPE_CHECKING:
    from qa.store.index import Index

_NURSERY_GONE: Final = (EOFError, OSError)
_TOLD: Final = 2.0  # seconds in which the nursery says how a worker ended
_PATIENCE: Final = 0.1  # seconds that work goes on when nobody waits for it any more
_PREPARING: Final = 300.0  # seconds that all ready questions may take, on a busy machine

_log = logging.getLogger(__name__)


def ready_questions(index: Index) -> tuple[str, ...]:
    """Return questions that an index answers; done by a worker, which may take longer for it.

    It asks many questions, and is to be ended after the processor time of all, not of one. Nobody
    asked them: the log tells none.
    """
    from qa.question.examples import examples

    logging.disable(logging.INFO)  # of this process, which ends then
    signal.setitimer(signal.ITIMER_PROF, _PREPARING)
    return examples(index)


class WorkerEnded(Exception):
    """A worker ended before it had done its work; `too_slow` tells that it was ended for that."""

    def __init__(self, why: str, *, too_slow: bool) -> None:
        super().__init__(why)
        self.too_slow = too_slow


class _Worker(asyncio.Protocol):
    """A worker, as seen from the process that listens."""

    def __init__(self) -> None:
        self.pid = 0
        self.has_ended = False
        self._got = bytearray()
        self._done: asyncio.Future[Done] | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take up the socket on which work goes out."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take in what became of work; whoever gave it waits for that."""
        self._got += data
        if len(self._got) < HEADER.size:
            return
        ends = HEADER.size + HEADER.unpack_from(self._got)[0]
        if len(self._got) >= ends and self._done is not None:
            done, self._done = self._done, None
            if not done.done():
                done.set_result(pickle.loads(memoryview(self._got)[HEADER.size : ends]))
            self._got = bytearray()

    def connection_lost(self, _: Exception | None) -> None:
        """Tell who waits that nothing comes any more."""
        self.has_ended = True
        if self._done is not None and not self._done.done():
            self._done.set_exception(EOFError())

    def do(self, work: bytes) -> asyncio.Future[Done]:
        """Send work; the future gets what became of it, or EOFError when the worker ended."""
        self._done = asyncio.get_running_loop().create_future()
        if self.has_ended:
            self._done.set_exception(EOFError())
        else:
            self._transport.write(work)
        return self._done

    def close(self) -> None:
        """Send no more work: the worker ends when it has done what it had."""
        self.has_ended = True
        self._transport.close()


class Pool:
    """Workers of one nursery. Whoever uses it sees to it that not too many work at once."""

    def __init__(self, nursery: Nursery) -> None:
        self._nursery = nursery
        self._idle: list[_Worker] = []
        self._working = 0
        self._is_retired = False
        self._preparing: asyncio.Task[tuple[str, ...]] | None = None

    @property
    def served(self) -> Served:
        """What the index of these workers is."""
        return self._nursery.served

    async def start(self, count: int) -> None:
        """Have so many workers ready."""
        self._idle += [await self._fork() for _ in range(count - len(self._idle))]
        self._preparing = self._preparing or asyncio.create_task(self._prepare())

    async def examples(self, most: float | None = None) -> tuple[str, ...]:
        """Return ready questions, as soon as they are there; none where there will be none.

        Units: `most` is in seconds; what is not there by then is none.
        """
        if (preparing := self._preparing) is None:
            return ()
        done, _ = await asyncio.wait({preparing}, timeout=most)
        return () if not done or preparing.cancelled() else preparing.result()

    async def run(self, work: Work, ends: float) -> Any:
        """Do a piece of work; once more if its worker ended for another reason than the work.

        Units: `ends` is the time of the event loop until which all of it may take.
        Raises: what the work raised; WorkerEnded, also when it is not done in time.
        """
        data = message(work)
        self._working += 1
        try:
            try:
                done = await self._done(data, ends)
            except WorkerEnded as ended:
                if ended.too_slow:
                    raise
                _log.error("een proces %s; het werk gaat naar een ander", ended)
                done = await self._done(data, ends)
        finally:
            self._working -= 1
            await self._close_if_retired()
        if done.error is not None:
            raise done.error
        return done.value

    async def check(self) -> None:
        """Check that the index of these workers is still what it was.

        Raises: IndexDamaged; WorkerEnded when nobody can tell.
        """
        try:
            await asyncio.to_thread(self._nursery.check)
        except _NURSERY_GONE as error:
            raise WorkerEnded("het indexproces is weg", too_slow=False) from error

    async def retire(self) -> None:
        """Take no new work; close when all is done."""
        self._is_retired = True
        if self._preparing is not None:
            self._preparing.cancel()
            await asyncio.wait({self._preparing})
        await self._close_if_retired()

    async def _done(self, data: bytes, ends: float) -> Done:
        """Let a worker that has nothing to do work.

        Raises: WorkerEnded.
        """
        if self._idle and not self._idle[-1].has_ended:
            worker = self._idle.pop()
        else:
            try:
                async with asyncio.timeout_at(ends):
                    worker = await self._free()
            except TimeoutError:
                raise WorkerEnded("kwam niet tot stand", too_slow=False) from None
        done = await self._result(worker, data, ends)
        self._idle.append(worker)
        return done

    async def _prepare(self) -> tuple[str, ...]:
        """Work out ready questions, in a worker of their own: the others go on answering."""
        if self._nursery.examples is not None:
            return self._nursery.examples
        ends = asyncio.get_running_loop().time() + _PREPARING
        try:
            worker = await self._forked()
            try:
                done = await self._result(worker, message(Work(ready_questions, ())), ends)
            finally:
                worker.close()
            if done.error is not None:
                raise done.error
        except Exception as error:  # whatever it is: people can ask without
            _log.error("geen voorbeeldvragen: %s: %s", type(error).__name__, error)
            return ()
        self._nursery.examples = done.value
        return self._nursery.examples or ()

    async def _free(self) -> _Worker:
        """Return a worker that has nothing to do; a new one where there is none."""
        while self._idle:
            worker = self._idle.pop()
            if not worker.has_ended:
                return worker
            _log.error("proces %s %s", worker.pid, _explained(await self._why(worker)))
        return await self._fork()

    async def _result(self, worker: _Worker, data: bytes, ends: float) -> Done:
        """Return what became of work. Cancelled, it soon ends, and the worker if need be with it.

        Raises: WorkerEnded.
        """
        coming = worker.do(data)
        loop = asyncio.get_running_loop()
        # Cheaper than a timeout around the wait, and nearly all work is done long before.
        clock = loop.call_at(ends, _too_late, coming)
        try:
            return await asyncio.shield(coming)
        except asyncio.CancelledError:  # nobody waits for it any more
            # What will be ready soon costs less than the worker that would be ended with it.
            await asyncio.wait({coming}, timeout=_PATIENCE)
            if coming.done() and not coming.exception():
                self._idle.append(worker)
            else:
                coming.cancel()  # that its worker ends now is news to nobody
                await self._why(worker)
            raise
        except TimeoutError:
            await self._why(worker)
            raise WorkerEnded("was niet op tijd klaar", too_slow=True) from None
        except EOFError:
            raise _explained(await self._why(worker)) from None
        finally:
            clock.cancel()

    async def _fork(self) -> _Worker:
        worker = await self._forked()
        _log.info("proces %s antwoordt, uit index %s", worker.pid, self.served.id[:12])
        return worker

    async def _forked(self) -> _Worker:
        forking = asyncio.ensure_future(asyncio.to_thread(self._nursery.fork))
        try:
            pid, connection = await asyncio.shield(forking)
        except _NURSERY_GONE as error:
            raise WorkerEnded("het indexproces is weg", too_slow=False) from error
        except asyncio.CancelledError:
            forking.add_done_callback(_let_go)  # a thread goes on: what it gets is not wanted
            raise
        _, worker = await asyncio.get_running_loop().create_connection(_Worker, sock=connection)
        worker.pid = pid
        return worker

    async def _why(self, worker: _Worker) -> int:
        """Return how a worker ended, and see to it that it has."""
        worker.close()
        try:
            async with asyncio.timeout(_TOLD):
                return await asyncio.to_thread(self._nursery.ended, worker.pid)
        except (*_NURSERY_GONE, TimeoutError):
            return 0

    async def _close_if_retired(self) -> None:
        if not self._is_retired:
            return
        while self._idle:
            self._idle.pop().close()
        if not self._working:
            await asyncio.to_thread(self._nursery.close)


def _too_late(coming: asyncio.Future[Done]) -> None:
    if not coming.done():
        coming.set_exception(TimeoutError())


def _let_go(forking: asyncio.Future[tuple[int, socket.socket]]) -> None:
    """Close the socket of a worker that nobody waits for any more; with it the worker ends."""
    if not forking.cancelled() and not forking.exception():
        forking.result()[1].close()


def _explained(code: int) -> WorkerEnded:
    """Say why a worker ended, from its exit code."""
    match -code:
        case signal.SIGPROF:
            return WorkerEnded("rekende te lang", too_slow=True)
        case signal.SIGBUS:
            return WorkerEnded("een bestand van de index werd korter terwijl het werd gelezen",
                               too_slow=False)  # fmt: skip
        case _:
            return WorkerEnded(f"eindigde met code {code}", too_slow=False)
