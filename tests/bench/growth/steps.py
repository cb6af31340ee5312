"""Steps of a measurement, each by a process of its own for every size → their figures."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from tests.bench.growth.figures import Figures
from tests.bench.processes import Place, run, say

ROOT: Final = Path(__file__).parents[3]

Results = dict[int, dict[str, Figures]]


def measured(
    module: str, steps: Iterable[str], work: Path, sizes: Sequence[int], last: str, unit: str
) -> Results:
    """Run the steps of a module for every size; `last` is what each step gets beside its size.

    Raises: PeerFailed.
    """
    place = Place(ROOT, os.environ | {"PYTHONPATH": str(ROOT)}, work / "step.log")
    results: Results = {}
    for size in sizes:
        results[size] = {}
        for step in steps:
            say(f"{size:,} {unit}: {step}; load {os.getloadavg()[0]:.1f}")
            command = [sys.executable, "-m", module, step, str(work), str(size), last]
            results[size][step] = json.loads(run(command, place).output)
    return results
