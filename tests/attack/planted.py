"""`qa` with a rule planted in it that hangs on one word; `python -m tests.attack.planted serve`."""

from __future__ import annotations

import re
from typing import Any

from qa.api.workers import caller
from qa.cli import main

HANGS = "vastloper"
_as_it_is = caller.asked
_SLOW = re.compile(r"(?:(?:a|aa)+)+$")  # exponential, in C, with the interpreter locked


def asked(index: Any, question: str, *more: Any) -> Any:
    """Answer as usual; never on the one word."""
    if HANGS in question:
        _SLOW.match("a" * 64 + "b")
    return _as_it_is(index, question, *more)


if __name__ == "__main__":
    vars(caller)["asked"] = asked
    main()
