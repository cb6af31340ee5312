"""How far a long work is: what is done of how much, and about how long the rest takes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from time import monotonic
from typing import Final

from qa.dutch.numbers import write_number

_SURE_AFTER: Final = 5.0  # seconds of work from which the rest is guessed
_SOON: Final = 90.0  # seconds below which minutes say too little


class Progress:
    """Tells of so much of a work, each time that more of it is done."""

    def __init__(self, total: int, what: str, report: Callable[[str], None]) -> None:
        self._total, self._what, self._report = total, what, report
        self._done = 0.0
        self._began = monotonic()
        if total:
            report(f"{counted(total)} {what}")

    def add(self, done: float) -> None:
        """Tell that so much more is done."""
        self._done = min(self._done + done, self._total)
        if 0 < self._done < self._total:
            of = f"{counted(int(self._done))} van {counted(self._total)}"
            self._report(f"{of} {self._what}{self._rest()}")

    def _rest(self) -> str:
        spent = monotonic() - self._began
        if spent < _SURE_AFTER:
            return ""
        return f"; nog ongeveer {duration(spent * (self._total - self._done) / self._done)}"


def duration(seconds: float) -> str:
    """Say how long something takes, as roughly as one would."""
    if seconds < _SOON:
        return f"{round(seconds)} seconden"
    minutes = round(seconds / 60)
    if minutes < 2 * 60:
        return f"{minutes} minuten"
    return f"{round(seconds / 3600)} uur"


def counted(many: int) -> str:
    """Write how many, as is usual in Dutch: "1.000"."""
    return write_number(Decimal(many))
