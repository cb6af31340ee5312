"""What an outcome looks like in a terminal, and that it is told there as it is elsewhere."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

from qa import Index, ask
from qa.cli.screen import Screen
from qa.cli.show import show
from qa.say.lines import as_text


def test_a_terminal_shows_the_text_itself(index: Index) -> None:
    outcome = replace(ask("Hoeveel overvallen waren er in 2019?", index), text="\x1b[2J :100: [b]")
    told = StringIO()
    show(outcome, Screen(file=told, color_system=None), as_json=False)
    assert told.getvalue() == f"{as_text(outcome)}\n"
    assert told.getvalue().startswith("\N{REPLACEMENT CHARACTER}[2J :100: [b]\n")


def test_in_colours_the_answer_is_bold(index: Index) -> None:
    outcome = ask("Hoeveel overvallen waren er in 2019?", index)
    told = StringIO()
    show(outcome, Screen(file=told, force_terminal=True, color_system="standard"), as_json=False)
    first, *others = told.getvalue().splitlines()
    assert first == f"\x1b[1m{outcome.text}\x1b[0m"
    assert not any("\x1b" in line for line in others)
