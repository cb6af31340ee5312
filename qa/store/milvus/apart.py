"""A child that calls an engine in the place of a process that must not connect itself.

In: the name of a method and what it is given. Out: what it returned, or raised. What opens an index
to be forked has one thread, and must keep that: a connection would bring others along.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from typing import Any

from qa.errors import EngineUnavailable, ExtraMissing

Call = Callable[[str, tuple[Any, ...], dict[str, Any]], Any]


class Apart:
    """The child, from the first call until it is ended."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._child = 0
        self._line: Connection | None = None

    def do(self, name: str, given: tuple[Any, ...], more: dict[str, Any]) -> Any:
        """Let the child call.

        Raises: what the call raises; EngineUnavailable where the child ended.
        """
        if self._line is None:
            self._start()
        assert self._line is not None
        try:
            self._line.send((name, given, more))
            done, error = self._line.recv()
        except (EOFError, OSError) as gone:
            self.end()
            raise EngineUnavailable("het proces dat Milvus vroeg brak af.") from gone
        if error is not None:
            raise error
        return done

    def end(self) -> None:
        """End the child, and wait until it has."""
        if self._line is not None:
            self._line.close()
            os.waitpid(self._child, 0)
        self._line = None

    def _start(self) -> None:
        ours, theirs = Pipe()
        self._child = os.fork()
        if not self._child:
            ours.close()
            try:
                _serve(theirs, self._call)
            finally:
                os._exit(0)
        theirs.close()
        self._line = ours


def _serve(line: Connection, call: Call) -> None:
    """Call until nobody asks any more."""
    while True:
        try:
            name, given, more = line.recv()
        except (EOFError, OSError):
            return
        told: tuple[Any, Exception | None]
        try:
            told = (call(name, given, more), None)
        except (EngineUnavailable, ExtraMissing) as error:
            told = (None, type(error)(*error.args))
        except Exception as error:
            told = (None, EngineUnavailable(f"{type(error).__name__}: {error}"))
        line.send_bytes(pickle.dumps(told))
