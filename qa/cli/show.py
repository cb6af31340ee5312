"""What an outcome looks like in a terminal."""

from __future__ import annotations

from rich.console import Console

from qa import wire
from qa.say.lines import lines
from qa.say.visible import json_line
from qa.types import Outcome


def show(outcome: Outcome, out: Console, *, as_json: bool) -> None:
    """Print an outcome, as text or as one line of JSON."""
    if as_json:
        print(json_line(wire.outcome(outcome)), flush=True)
        return
    for line in lines(outcome):
        out.print(line.text, markup=False, style=line.weight.value)
