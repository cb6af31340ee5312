"""`qa search`: the passages that a question finds, without an answer. A door without logic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from qa import wire
from qa.cli.options import Corpus, IndexFolder, Letters, Top, narrowed
from qa.cli.screen import Screen
from qa.question.passages.retrieve import explained
from qa.say.compose import quoted
from qa.say.visible import json_line
from qa.settings import Settings, load_settings
from qa.store.index import Index

_out = Screen()


def register(app: typer.Typer, open_index: Callable[[Settings], Index]) -> None:
    """Add the command to the program; `open_index` gives the index that it searches."""

    @app.command(name="search")
    def search_command(
        question: Annotated[str, typer.Argument(metavar="ZOEKVRAAG", help="Wat u zoekt.")],
        top: Top = 10,
        as_json: Annotated[bool, typer.Option("--json", help="Geef JSON.")] = False,
        explain: Annotated[
            bool, typer.Option("--explain", help="Toon wat elk kenmerk bijdraagt.")
        ] = False,
        letters: Letters = None,
        corpus: Corpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Zoek passages in de brieven, de beste eerst."""
        index = narrowed(open_index(load_settings(corpus=corpus, index=folder)), letters)
        for hit, share in explained(question, index, top):
            if as_json:
                print(json_line(wire.found(hit, share if explain else None)))
                continue
            _out.print(f"«{quoted(hit)}»\n  {hit.passage.reference}", markup=False)
            if explain:
                parts = ", ".join(f"{name} {value:+.2f}" for name, value in share.items())
                _out.print(f"  {parts}", markup=False, style="dim")
