"""Shares of a build that is searched in Milvus: which one, or several beside each other.

Embedding is nearly all of the work, and each core does it by itself: a process for each, of one
thread, does its share of the letters; which those are follows from their ids, on any machine.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import Final

from qa.errors import EngineUnavailable, UsageFault
from qa.settings import MILVUS, Settings

_SHARE: Final = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")
_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def run_shares(settings: Settings, many: int) -> None:
    """Do all shares of a build, each in a process of its own.

    Raises: EngineUnavailable, naming the shares that failed; UsageFault.
    """
    needs_milvus(settings)
    names = [f"{number}/{many}" for number in range(1, many + 1)]
    own = {**os.environ, **dict.fromkeys(_ONE_THREAD, "1"), "QA_ENGINE": MILVUS}
    own |= {"QA_CORPUS": str(settings.corpus), "QA_INDEX": str(settings.index)}
    running = [
        subprocess.Popen([sys.executable, "-m", "qa", "build", "--deel", name], env=own)
        for name in names
    ]
    failed = [name for name, each in zip(names, running, strict=True) if each.wait()]
    if failed:
        raise EngineUnavailable(
            f"deel {', '.join(failed)} mislukte, zie hierboven; start dat opnieuw met «qa build"
            f" --deel {failed[0]}», en daarna «qa build --delen {many}»."
        )


def read_share(given: str) -> tuple[int, int]:
    """Return number K of N.

    Raises: UsageFault.
    """
    found = _SHARE.fullmatch(given)
    if not found or int(found[1]) > int(found[2]):
        raise UsageFault(f"--deel={given!r} is geen deel; een deel is 2/4: het tweede van vier.")
    return int(found[1]), int(found[2])


def needs_milvus(settings: Settings) -> None:
    """Refuse shares of an index in files.

    Raises: UsageFault.
    """
    if settings.engine != MILVUS:
        raise UsageFault("delen kan alleen met --engine milvus (of QA_ENGINE=milvus).")
