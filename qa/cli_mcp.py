"""`qa mcp`: tools for programs with a language model, over standard input and output. A door."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import typer

from qa.cli_ending import NO_INPUT
from qa.cli_options import Corpus, IndexFolder
from qa.errors import QuestionError
from qa.settings import Settings, load_settings

if TYPE_CHECKING:
    from qa.store.encode import Encoder
    from qa.store.index import Index


def register(
    app: typer.Typer,
    open_index: Callable[[Settings], Index],
    load_encoder: Callable[[Settings], Encoder],
) -> None:
    """Add the command; `open_index` and `load_encoder` give what is answered from."""

    @app.command(name="mcp")
    def mcp_command(corpus: Corpus = "", folder: IndexFolder = "") -> None:
        """Beantwoord een programma met een taalmodel, zoals Claude Desktop of VS Code (MCP)."""
        from qa.api.mcp import serve_stdio  # an extra
        from qa.api.service import Service

        if sys.stdin is None:
            raise QuestionError(NO_INPUT)
        settings = load_settings(corpus=corpus, index=folder)
        # Standard output is for answers only.
        logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
        logging.getLogger("qa").setLevel(logging.INFO)
        service = Service(settings, open_index(settings), partial(load_encoder, settings))
        if sys.stdin.isatty():
            typer.echo(
                "Hier praat een programma, geen mens; docs/mcp.md vertelt hoe. Stop met Ctrl-C.",
                err=True,
            )
        serve_stdio(service)
