"""How tests run `qa`: in a process of its own, or in this one with the fixture `qa`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-c", "from qa.cli import main; main()")


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


def start(*arguments: str, index: Path, **pipes: Any) -> subprocess.Popen[bytes]:
    """Run `qa` in a process of its own."""
    return subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=ROOT,
        env={**os.environ, "QA_INDEX": str(index)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **pipes,
    )


def one_line(ended: Ended, code: int) -> str:
    """Check that a command failed with this code and one line, and return the line."""
    assert (ended.code, ended.out) == (code, ""), ended
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err
    return ended.err.rstrip("\n")
