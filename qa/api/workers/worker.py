"""A worker: takes a piece of work, does it on the index that it was forked with, tells the result.

In: messages on a socket, each a function of a module with its arguments. Out: for each one what it
returned, or what it raised. When nobody asks any more the process ends; when a piece of work takes
more processor time than it may, the kernel ends it.
"""

from __future__ import annotations

import pickle
import signal
import socket
import struct
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from qa.store.index import Index

HEADER: Final = struct.Struct("!Q")  # how many bytes follow
# Signals that end the whole service reach each of its processes; only the one that listens decides.
OF_THE_SERVICE: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Work:
    """A function that takes an index first; `letters` narrows that index, none leaves it whole."""

    do: Callable[..., Any]
    args: tuple[Any, ...]
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a piece of work: what it returned, or what it raised."""

    value: Any = None
    error: Exception | None = None


def message(content: Work | Done) -> bytes:
    """Return what is sent of a piece of work, or of its result.

    It goes between processes of one service only: whoever else could write there runs as its user.
    """
    data = pickle.dumps(content, pickle.HIGHEST_PROTOCOL)
    return HEADER.pack(len(data)) + data


def serve(index: Index, connection: socket.socket, limit: int) -> None:
    """Do what comes in, one thing at a time, until the other side closes.

    Units: `limit` is in seconds of processor time for each piece of work, so that a busy machine
    ends nothing.
    """
    with suppress(ConnectionError), connection, connection.makefile("rwb") as channel:
        while header := channel.read(HEADER.size):
            work = pickle.loads(channel.read(*HEADER.unpack(header)))
            # Without a handler: Python would run one only when the C code that hangs comes back.
            signal.setitimer(signal.ITIMER_PROF, limit)
            done = _do(work, index)
            signal.setitimer(signal.ITIMER_PROF, 0)
            channel.write(_message_of(done))
            channel.flush()


def leave_signals() -> None:
    """Ignore what tells the whole service to stop or to look for an index."""
    for each in OF_THE_SERVICE:
        signal.signal(each, signal.SIG_IGN)


def _do(work: Work, index: Index) -> Done:
    """Do a piece of work; what is read of an index that was altered meanwhile is never told."""
    try:
        try:
            return Done(work.do(index.within(work.letters) if work.letters else index, *work.args))
        finally:
            index.check()
    except Exception as error:
        error.add_note("".join(traceback.format_exception(error)).rstrip())
        return Done(error=error)


def _message_of(done: Done) -> bytes:
    """Return the message of a result; an error that cannot be made again is told by its words."""
    try:
        data = message(done)
        if done.error is not None:
            pickle.loads(data[HEADER.size :])  # an exception may want more than it kept
    except Exception as error:
        told = RuntimeError(str(done.error or error))
        for note in getattr(done.error or error, "__notes__", ()):
            told.add_note(note)
        return message(Done(error=told))
    return data
