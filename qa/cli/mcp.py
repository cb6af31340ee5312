"""`qa mcp`: tools for programs with a language model, over standard input and output. A door."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from qa.cli.ending import NO_INPUT
from qa.cli.engine import follow
from qa.cli.options import Corpus, IndexFolder
from qa.errors import QuestionError
from qa.settings import Settings, load_settings

if TYPE_CHECKING:
    from qa.store.index import Index


def register(app: typer.Typer, open_index: Callable[[Settings], Index]) -> None:
    """Add the command; `open_index` gives what is answered from."""

    @app.command(name="mcp")
    def mcp_command(corpus: Corpus = "", folder: IndexFolder = "") -> None:
        """Beantwoord een programma met een taalmodel, zoals Claude Desktop of VS Code (MCP)."""
        from qa.api.mcp.server import serve_stdio  # an extra
        from qa.api.workers import Nursery
        from qa.api.workers.service import Service

        if sys.stdin is None:
            raise QuestionError(NO_INPUT)
        settings = load_settings(corpus=corpus, index=folder)
        settings = replace(settings, workers=1)  # one program asks, one thing at a time
        follow(settings)
        nursery = Nursery.open(settings, open_index, log_to_errors)
        log_to_errors()
        if sys.stdin.isatty():
            typer.echo(
                "Hier praat een programma, geen mens; docs/mcp.md vertelt hoe. Stop met Ctrl-C.",
                err=True,
            )
        serve_stdio(Service(settings, nursery, open_index, log_to_errors, follow))


def log_to_errors() -> None:
    """Let all that is logged go to standard error: standard output is for answers only."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("qa").setLevel(logging.INFO)
    logging.getLogger("qa.api.workers").setLevel(logging.WARNING)  # one process, of no interest
