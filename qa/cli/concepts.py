"""The command `qa concepts`: what a letter speaks of, as a concepts.toml to refine.

A door without logic. It reads the corpus, where that file is put, and needs no index.
"""

from __future__ import annotations

from typing import Annotated

import typer

from qa.cli.options import Corpus
from qa.errors import UsageFault
from qa.say.facts_view import UnknownChoice
from qa.say.visible import shown
from qa.settings import load_settings
from qa.store.manifest import corpus_hashes


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command(name="concepts")
    def concepts_command(
        letter: Annotated[str, typer.Argument(metavar="BRIEF", help="Het id van de brief.")],
        corpus: Corpus = "",
    ) -> None:
        """Toon wat een brief telt en meet, als concepts.toml om aan te vullen."""
        from qa.letter.draft import draft

        folder = load_settings(corpus=corpus).corpus
        known = list(corpus_hashes(folder))
        if letter not in known:
            raise UsageFault(str(UnknownChoice.of("brief", letter, known)))
        print(shown(draft(folder / letter)), end="")
