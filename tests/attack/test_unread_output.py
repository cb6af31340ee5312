"""Nobody reads what the service tells, or it cannot be written: questions are answered still."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.api.running import FACTS, Serving
from tests.commands import COMMAND

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

SOON = 5.0  # seconds
MANY = 600  # lines: more than a pipe holds


def read_by(reader: str) -> tuple[str, ...]:
    """Return a command of which a program reads the output, the first two lines to begin with."""
    return ("bash", "-c", f'exec "$@" > >(head -n 2; {reader})', "read", *COMMAND)


@pytest.mark.parametrize("reader", ["exec sleep 30 >&-", "true"], ids=["stands still", "leaves"])
def test_output_that_nobody_reads_holds_up_no_answer(
    reader: str, index_folder: Path, tmp_path: Path
) -> None:
    with Serving(index_folder, tmp_path, command=read_by(reader)) as serving:
        for _ in range(MANY):
            assert serving.call("GET", "/v1/voorbeelden").status == 200
        assert serving.ask(FACTS[0]).status == 200
        serving.process.terminate()
        assert serving.process.wait(SOON) == 0
        assert serving.errors == ""
