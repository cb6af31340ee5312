"""A real `qa serve` in processes of its own, and what the machine tells of them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final

ROOT: Final = Path(__file__).parents[3]
_PATIENCE: Final = 60.0  # seconds to start, and to stop
_ADDRESS: Final = re.compile(r"luistert op http://127\.0\.0\.1:(\d+)")


class ServiceFailed(Exception):
    """The service did not start, or ended by itself."""


class Service:
    """A service from start to end; its log goes to a file of the folder."""

    def __init__(self, index: Path, work: Path, workers: int, more: Mapping[str, str]) -> None:
        self._log = work / f"service-{workers}.log"
        environment = {
            "PYTHONPATH": str(ROOT),
            "QA_INDEX": str(index),
            "QA_DATA": str(work / "data"),
            "QA_PORT": "0",
            "QA_RATE": "0",
            "QA_WORKERS": str(workers),
        }
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", "from qa.cli import main; main()", "serve"],
                cwd=ROOT,
                env={**os.environ, **environment, **more},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._workers = workers
        self.port = 0

    def __enter__(self) -> Service:
        ends = time.monotonic() + _PATIENCE
        while self._log.read_text("utf-8").count(" antwoordt, ") < self._workers:
            if self._process.poll() is not None or time.monotonic() > ends:
                self._process.kill()
                raise ServiceFailed(self._log.read_text("utf-8")[-2000:])
            time.sleep(0.05)
        found = _ADDRESS.search(self._log.read_text("utf-8"))
        assert found is not None
        self.port = int(found[1])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def is_alive(self) -> bool:
        """Whether it still says that it can answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/gereed", timeout=10) as got:
                return bool(got.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    @property
    def memory(self) -> float:
        """MB that all its processes hold together (PSS: what they share counts once)."""
        return sum(held(pid) for pid in self._pids)

    @property
    def processor(self) -> float:
        """Seconds of processor time that its processes have taken."""
        return sum(_processor(pid) for pid in self._pids)

    @property
    def _pids(self) -> list[int]:
        return processes(self._process.pid)


def processes(pid: int) -> list[int]:
    """Return a process, those that it started, and those that they started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):  # it has ended since it was found
        return []
    return [pid, *(each for child in children for each in processes(int(child)))]


def held(pid: int) -> float:
    """Return the MB that a process holds; what it shares with others counts in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):  # it has ended since it was found
        return 0
    (held,) = (line.split()[1] for line in lines if line.startswith("Pss:"))
    return int(held) / 1e3


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
