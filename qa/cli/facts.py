"""The commands `qa facts` and `qa check`: the numbers of the letters, listed and recomputed.

A door: it reads options, calls, and shows. `register` adds the commands to the program.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from qa import wire
from qa.cli.options import Corpus, IndexFolder
from qa.cli.tables import safe, show_table, speaks_utf8, write_json
from qa.recompute import Check, Verdict, recompute, to_json
from qa.say.facts_view import Filter, UnknownChoice, bars, choose, columns, drawable, of_series
from qa.say.visible import shown
from qa.settings import Settings, load_settings
from qa.store.index import Index
from qa.types import Fact

OpenIndex = Callable[[Settings], Index]

_USAGE = 2  # what the command line itself exits with
_DEVIATES = 1
_STYLES = {Verdict.AGREES: "green", Verdict.DIFFERS: "bold red", Verdict.UNKNOWN: "dim"}


def register(app: typer.Typer, open_index: OpenIndex) -> None:
    """Add the commands to the program; `open_index` gives the index that they read."""

    @app.command(name="facts")
    def facts_command(
        measure: Annotated[str, typer.Option("--maat", help="Alleen deze maat.")] = "",
        subject: Annotated[str, typer.Option("--onderwerp", help="Alleen dit onderwerp.")] = "",
        year: Annotated[str, typer.Option("--jaar", help="Alleen dit jaar.")] = "",
        kind: Annotated[str, typer.Option("--soort", help="Alleen «tabel» of «tekst».")] = "",
        letter: Annotated[str, typer.Option("--brief", help="Alleen deze brief.")] = "",
        series: Annotated[str, typer.Option("--reeks", help="Alleen de reeks met dit id.")] = "",
        as_csv: Annotated[bool, typer.Option("--csv", help="Geef CSV.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Geef JSON.")] = False,
        corpus: Corpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Toon de getallen uit de brieven, met waar ze staan."""
        if as_csv and as_json:
            _refuse("Kies --csv of --json, niet allebei.")
        wanted = Filter(measure, subject, year, kind, letter)
        try:
            every = open_index(load_settings(corpus=corpus, index=folder)).facts.find()
            own = choose(every, Filter(letter=letter)) if series and letter else every
            facts = choose(of_series(own, series) if series else every, wanted)
        except UnknownChoice as error:
            _refuse(str(error))
        _print(facts, as_csv, as_json)

    @app.command(name="check")
    def check_command(
        letter: Annotated[str, typer.Option("--brief", help="Alleen deze brief.")] = "",
        as_json: Annotated[bool, typer.Option("--json", help="Geef JSON.")] = False,
        corpus: Corpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Reken de percentages, verschillen en stijgingen in de brieven na."""
        index = open_index(load_settings(corpus=corpus, index=folder))
        known = [source.letter_id for source in index.passages.sources()]
        if letter and letter not in known:
            _refuse(str(UnknownChoice.of("brief", letter, known)))
        checks = recompute(index, letter or None)
        if as_json:
            write_json(to_json(check) for check in checks)
        else:
            _show_checks(checks)
        if any(check.verdict is Verdict.DIFFERS for check in checks):
            raise typer.Exit(_DEVIATES)


def _refuse(message: str) -> NoReturn:
    """Say what is wrong with an option, as one line."""
    typer.echo(shown(f"Ongeldige keuze: {message}"), err=True)
    raise typer.Exit(_USAGE)


def _print(facts: Sequence[Fact], as_csv: bool, as_json: bool) -> None:
    if as_csv:
        _write_csv(facts)
    elif as_json:
        write_json(wire.fact(fact) for fact in facts)
    else:
        _show_facts(facts)


def _write_csv(facts: Iterable[Fact]) -> None:
    """Write CSV in UTF-8, whatever the terminal speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(wire.facts_csv(facts).encode())
    sys.stdout.buffer.flush()


def _show_facts(facts: Sequence[Fact]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    if not facts:
        console.print("Geen getallen met deze keuze.")
        return
    header, *rows = columns(facts)
    show_table(header, rows)
    if console.is_terminal and (series := drawable(facts)):
        for line in bars(series, console.width, ascii_only=not speaks_utf8()):
            console.print(safe(line), markup=False, no_wrap=True)


def _show_checks(checks: Sequence[Check]) -> None:
    console = Console(highlight=False, soft_wrap=True, markup=False)
    for check in checks:
        console.print(check.verdict.value, style=_STYLES[check.verdict], end="  ")
        console.print(safe(f"«{check.printed}» ({check.about})"))
        for line in (*check.working, check.why):
            if line:
                console.print(safe(f"    {line}"))
        console.print(safe(f"    {check.reference}"), style="dim")
    counts = (
        f"{sum(check.verdict is verdict for check in checks)} × {verdict.value}"
        for verdict in Verdict
    )
    console.print(safe(f"{len(checks)} nagekeken: {', '.join(counts)}."))
