"""What an outcome looks like in a terminal: the answer, its quotes with their place, what next."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from qa import wire
from qa.cli.screen import Screen
from qa.say.cited import cited
from qa.say.compose import MOST_QUOTES, quoted
from qa.say.visible import json_line
from qa.types import Abstention, Answer, Fact, Hit, Outcome


def show(outcome: Outcome, out: Console, *, as_json: bool) -> None:
    """Print an outcome, as text or as one line of JSON."""
    if as_json:
        print(json_line(wire.outcome(outcome)), flush=True)
        return
    for part in outcome.parts or (outcome,):
        _show_part(part, out)


def as_text(outcome: Outcome) -> str:
    """Return what `show` prints, for where there is no terminal."""
    text = StringIO()
    show(outcome, Screen(file=text, color_system=None), as_json=False)
    return text.getvalue().rstrip("\n")


def _show_part(outcome: Outcome, out: Console) -> None:
    if outcome.parts == () and outcome.read_as:
        out.print(f"Gelezen als: {outcome.read_as}", markup=False, style="dim")
    out.print(outcome.text, markup=False, style="bold")
    if isinstance(outcome, Answer) and outcome.facts:
        _show_facts(outcome.facts, out)
    else:
        _show_hits(outcome, out)
    if outcome.suggestions:
        out.print("\n  U kunt wel vragen:", markup=False)
        for suggestion in outcome.suggestions:
            out.print(f"  - {suggestion}", markup=False)


def _show_facts(facts: tuple[Fact, ...], out: Console) -> None:
    """Print each quote once, with all the places in it that were used."""
    quotes = {(fact.quote, fact.reference): fact for fact in facts}
    for quote, reference in list(quotes)[:MOST_QUOTES]:
        out.print(f"\n  «{quote}»\n  {reference}", markup=False)
    if len(quotes) > MOST_QUOTES:
        last = facts[-1]
        out.print(f"  … tot en met {last.locator}", markup=False)


def _show_hits(outcome: Outcome, out: Console) -> None:
    _, hits = cited(outcome)
    if isinstance(outcome, Abstention) and hits and quoted(hits[0]) not in outcome.text:
        out.print("\n  Het dichtst in de buurt komt:", markup=False, style="dim")
    for hit in hits:
        _show_hit(hit, out)


def _show_hit(hit: Hit, out: Console) -> None:
    out.print(f"\n  «{quoted(hit)}»\n  {hit.passage.reference}", markup=False)
    for note in hit.notes:
        number = note.reference.rpartition(", ")[2]
        out.print(f"  {number}: {note.text}", markup=False, style="dim")
