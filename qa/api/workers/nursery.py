"""The nursery: a process that opens an index, and forks workers that share it.

In: settings and how to open an index. Out: what it holds, and workers, as many as are asked for. It
waits, tells how a worker ended, and reads the files again now and then.
"""

from __future__ import annotations

import atexit
import gc
import logging
import multiprocessing
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import recv_handle, send_handle
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from qa.api.workers.worker import OF_THE_SERVICE, leave_signals, serve
from qa.errors import IndexDamaged, QaError

if TYPE_CHECKING:
    from qa.settings import Settings
    from qa.store.index import Index

_REAPED: Final = 2.0  # seconds in which a process that has ended is known to have
_OPENED: Final = 120.0  # seconds: the letter takes one, a gigabyte from a slow disk twenty
_ANSWERED: Final = 5.0  # seconds: a wish takes milliseconds, and all questions may wait for it
_LOOKS: Final = 0.2  # seconds between two looks whether an index is still wanted
# A fork inherits the locks of other threads, locked. Read by the libraries when they are imported.
_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

OpenIndex = Callable[["Settings"], "Index"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Served:
    """What an index is, for who does not hold it."""

    id: str
    folder: str
    letters: int
    newest: date
    collection: str = ""  # where its passages are searched, if not in files


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the nursery is asked: a worker, how one ended, that one ends, how the index is."""

    what: str
    pid: int = 0


class Nursery:
    """The process, as seen from the one that listens. Any thread may ask; each asks in turn."""

    def __init__(self, process: BaseProcess, control: Connection, served: Served) -> None:
        self._process, self._control = process, control
        self._lock = Lock()
        self.served = served
        self.examples: tuple[str, ...] | None = None  # worked out when it serves
        # At the end multiprocessing waits for the process, which waits for this end to be closed.
        atexit.register(control.close)

    @classmethod
    def open(
        cls,
        settings: Settings,
        open_index: OpenIndex,
        configure: Callable[[], None],
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Nursery:
        """Start the process and wait until its index is open, as long as it is wanted.

        `open_index` and `configure`, which sets up logging, are functions of a module: the process
        imports them anew.

        Raises: IndexUnusable, ModelError.
        """
        context = multiprocessing.get_context("spawn")
        control, theirs = context.Pipe()
        process = context.Process(
            target=_run, args=(theirs, settings, open_index, configure), name="index"
        )
        # Until it ignores them itself: a Ctrl-C meanwhile is for the process that listens.
        held = signal.pthread_sigmask(signal.SIG_BLOCK, OF_THE_SERVICE)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)
        theirs.close()
        try:
            told = _opening(control, is_wanted)
        except EOFError:
            process.join(_REAPED)
            told = IndexDamaged(f"{settings.index}: het openen brak af ({process.exitcode}).")
        except TimeoutError:
            process.kill()
            told = IndexDamaged(f"{settings.index}: het openen duurde te lang en is afgebroken.")
        if isinstance(told, Exception):
            control.close()
            process.join(_REAPED)
            raise told
        return cls(process, control, told)

    def fork(self) -> tuple[int, socket.socket]:
        """Return a new worker: its process id, and the socket to send it work.

        Raises: OSError, EOFError when the nursery is gone.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                with self._lock:
                    self._control.send(_Wish("worker"))
                    send_handle(self._control, theirs.fileno(), self._process.pid)
                    pid: int = self._answer()
            except BaseException:
                ours.close()
                raise
        return pid, ours

    def ended(self, pid: int) -> int:
        """Return how a worker ended: its exit code, or minus the signal; kill it if it has not.

        Raises: OSError, EOFError when the nursery is gone.
        """
        return int(self._ask(_Wish("end", pid)))

    def check(self) -> None:
        """Check that the index is still what it was.

        Raises: IndexDamaged; OSError, EOFError when the nursery is gone.
        """
        if told := self._ask(_Wish("check")):
            raise IndexDamaged(told)

    def close(self) -> None:
        """End the process; workers that are left end with it."""
        atexit.unregister(self._control.close)
        self._control.close()
        self._process.join(_REAPED)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join(_REAPED)

    def _ask(self, wish: _Wish) -> Any:
        with self._lock:
            self._control.send(wish)
            return self._answer()

    def _answer(self) -> Any:
        """Return what the process says; one that hangs is ended.

        Raises: OSError, EOFError when it is gone.
        """
        if not self._control.poll(_ANSWERED):
            _log.error("het indexproces antwoordt niet en is beëindigd")
            self._process.kill()
            raise EOFError
        return self._control.recv()


def _opening(control: Connection, is_wanted: Callable[[], bool]) -> Any:
    """Return what is told of an index that is being opened.

    Raises: EOFError when its process ended; TimeoutError when it takes too long, or is not wanted.
    """
    ends = monotonic() + _OPENED
    while not control.poll(_LOOKS):
        if monotonic() > ends or not is_wanted():
            raise TimeoutError
    return control.recv()


def _run(
    control: Connection, settings: Settings, open_index: OpenIndex, configure: Callable[[], None]
) -> None:
    """Open the index, tell of it, and do what is asked until nobody can ask any more."""
    leave_signals()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, OF_THE_SERVICE)
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        index, served = _opened(settings, open_index)
    except QaError as error:
        control.send(error)
        return
    configure()  # not before: what opens an index asks its own questions
    control.send(served)
    home = _Home(index, settings.work, control)
    try:
        with suppress(EOFError, OSError):  # nobody is left to ask
            home.keep()
    finally:
        home.end_all()


def _opened(settings: Settings, open_index: OpenIndex) -> tuple[Index, Served]:
    """Open an index with all that a question may need.

    Raises: IndexUnusable, ModelError.
    """
    from qa.question.ask import ask

    index = open_index(settings)
    index.warm()
    ask("warm", index)  # what all letters together say of tables is made with the first question
    served = Served(
        id=index.id,
        folder=str(index.folder),
        letters=len(index.manifest.letters),
        newest=index.newest,
        collection=index.manifest.collection,
    )
    index.engine.rest()
    gc.collect()
    gc.freeze()  # never looked through again: a page that nobody writes to stays shared
    return index, served


class _Home:
    """The inside of the nursery: its index, and the workers that it has forked."""

    def __init__(self, index: Index, limit: int, control: Connection) -> None:
        from qa.store.scrub import Scrub

        self._index, self._limit, self._control = index, limit, control
        self._scrub = Scrub(index)
        self._workers: dict[int, BaseProcess] = {}
        self._ended: dict[int, int] = {}

    def keep(self) -> None:
        """Do what is asked, and in between read the files of the index again.

        Raises: EOFError, OSError when nobody can ask any more.
        """
        while True:
            ends = {each.sentinel: pid for pid, each in self._workers.items()}
            for ready in wait([self._control, *ends], self._scrub.step()):
                if isinstance(ready, int):
                    self._reap(ends[ready])
            if self._control.poll():
                self._do(self._control.recv())

    def end_all(self) -> None:
        """Kill the workers that are left: one that computes does not see that nobody waits."""
        for worker in self._workers.values():
            worker.kill()

    def _do(self, wish: _Wish) -> None:
        match wish.what:
            case "worker":
                self._control.send(self._fork(socket.socket(fileno=recv_handle(self._control))))
            case "end":
                self._control.send(self._end(wish.pid))
            case "check":
                self._control.send(self._scrub.found)

    def _fork(self, connection: socket.socket) -> int:
        worker = multiprocessing.get_context("fork").Process(
            target=self._grown, args=(connection,), daemon=True
        )
        with connection:
            worker.start()
        assert worker.pid is not None
        self._workers[worker.pid] = worker
        return worker.pid

    def _grown(self, connection: socket.socket) -> None:
        """Be a worker: all that is the nursery's own is let go of first."""
        self._control.close()
        serve(self._index, connection, self._limit)

    def _end(self, pid: int) -> int:
        """Return how a worker ended, having killed it if it lives."""
        if pid in self._workers:
            self._workers[pid].join(0.1)  # one that ended by itself says more than a kill would
            self._workers[pid].kill()
            self._reap(pid)
        return self._ended.pop(pid, 0)

    def _reap(self, pid: int) -> None:
        worker = self._workers.pop(pid, None)
        if worker is not None:
            worker.join()
            self._ended[pid] = worker.exitcode or 0
            worker.close()
