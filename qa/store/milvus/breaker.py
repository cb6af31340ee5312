"""A circuit breaker that all workers share: an engine that fails is left alone for a while.

In: what became of each call. Out: whether to call at all. It lives in memory that forked processes
share; there are no locks: at worst two processes try at once.
"""

from __future__ import annotations

import mmap
import struct
from time import monotonic
from typing import Final

from qa.errors import EngineUnavailable

FAILURES: Final = 3  # in a row, from which it opens
REST: Final = 5.0  # seconds; then one caller tries
_STATE: Final = struct.Struct("dd")  # failures in a row, until when it is open (monotonic)


class Breaker:
    """Closed while calls succeed, open after some failures in a row."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, _STATE.size)

    def admit(self) -> None:
        """Let a call pass; where it is open, one each few seconds.

        Raises: EngineUnavailable.
        """
        failures, until = self._state
        if failures < FAILURES:
            return
        if monotonic() < until:
            raise EngineUnavailable("Milvus gaf net enkele malen geen antwoord; even wachten.")
        self._set(failures, monotonic() + REST)  # who comes meanwhile waits for this one

    def worked(self) -> None:
        """Close it."""
        if self._state[0]:
            self._set(0, 0)

    def failed(self) -> None:
        """Count a failure, and open it where there were enough."""
        self._set(self._state[0] + 1, monotonic() + REST)

    @property
    def _state(self) -> tuple[float, float]:
        failures, until = _STATE.unpack(self._shared[:])
        return failures, until

    def _set(self, failures: float, until: float) -> None:
        self._shared[:] = _STATE.pack(failures, until)
