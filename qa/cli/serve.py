"""The commands of who runs the service: `qa serve`, `qa key`, `qa feedback`, `qa log`.

A door: it reads options, calls, and shows. `register` adds the commands to the program.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.dutch import DutchTyper
from qa.cli.engine import follow
from qa.cli.options import Corpus, IndexFolder
from qa.errors import SettingsError, StorageError, reason
from qa.say.visible import json_line
from qa.settings import Settings, load_settings

if TYPE_CHECKING:
    from qa.store.index import Index

Host = Annotated[
    str, typer.Option("--host", metavar="ADRES", help="Waar de dienst luistert (anders QA_HOST).")
]
Port = Annotated[
    str, typer.Option("--port", metavar="GETAL", help="Op welke poort (anders QA_PORT).")
]
Workers = Annotated[
    str, typer.Option("--workers", metavar="GETAL", help="Aantal processen (anders QA_WORKERS).")
]


def register(
    app: typer.Typer,
    open_index: Callable[[Settings], Index],
) -> None:
    """Add the commands; `open_index` gives what the service answers from."""

    @app.command(name="serve")
    def serve_command(
        host: Host = "",
        port: Port = "",
        workers: Workers = "",
        corpus: Corpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Start de dienst waar programma's en pagina's vragen kunnen stellen."""
        from qa.api.serve import serve  # fastapi: only for who serves
        from qa.api.start import check

        settings = load_settings(host=host, port=port, workers=workers, corpus=corpus, index=folder)
        check(settings)
        serve(settings, open_index, follow)

    for commands in (_keys(), _feedback(open_index), _log()):
        app.add_typer(commands)


def _keys() -> typer.Typer:
    commands = DutchTyper(name="key", help="Sleutels voor wie de dienst mag gebruiken.")

    @commands.command(name="add")
    def add_command(
        name: Annotated[str, typer.Argument(metavar="NAAM", help="Voor wie de sleutel is.")],
        measuring: Annotated[
            bool, typer.Option("--meten", help="Voor /metrics in plaats van voor vragen.")
        ] = False,
    ) -> None:
        """Maak een sleutel en toon hem, één keer; bewaard wordt alleen zijn hash."""
        from qa.api.http.access import ASKING, MEASURING, new_key

        path = load_settings().keys
        if path is None:
            raise SettingsError("zet eerst in QA_KEYS in welk bestand de sleutels komen.")
        print(new_key(path, name, MEASURING if measuring else ASKING))

    @commands.command(name="fetch")
    def fetch_command() -> None:
        """Haal de publieke sleutels van de uitgever van tokens op (QA_OIDC_ISSUER)."""
        from qa.api.http.jwks import fetch

        settings = load_settings()
        print(f"{fetch(settings)} sleutel(s) in {settings.oidc_jwks}.")

    return commands


def _feedback(open_index: Callable[[Settings], Index]) -> typer.Typer:
    commands = DutchTyper(name="feedback", help="Wat mensen van antwoorden vonden.")

    @commands.command(name="export")
    def export_command(corpus: Corpus = "", folder: IndexFolder = "") -> None:
        """Schrijf de oordelen als vragen om mee te meten, een JSON-regel per oordeel."""
        from qa.api.workers.feedback import FEEDBACK, FeedbackStore
        from qa.evaluate.judgements import rows

        settings = load_settings(corpus=corpus, index=folder)
        given = FeedbackStore(settings.data / FEEDBACK).all()
        for row in rows(given, open_index(settings)):
            print(json_line(row))

    @commands.callback()
    def only() -> None:
        """Wat mensen van antwoorden vonden."""

    return commands


def _log() -> typer.Typer:
    commands = DutchTyper(name="log", help="Vragen die zijn bewaard (QA_KEEP_QUESTIONS).")

    @commands.command(name="purge")
    def purge_command() -> None:
        """Verwijder bewaarde vragen die ouder zijn dan de bewaartermijn (QA_RETENTION)."""
        from qa.api.http.log import Kept

        settings = load_settings()
        today = datetime.now(UTC).date()
        try:
            removed = Kept(settings.data, settings.retention).purge(today)
        except OSError as error:
            raise StorageError(
                f"{error.filename}: bewaarde vragen zijn niet te verwijderen ({reason(error)});"
                " geef lees- en schrijfrecht, of kies een andere map met QA_DATA."
            ) from error
        print(f"{removed} bestand(en) verwijderd, ouder dan {settings.retention} dagen.")

    @commands.callback()
    def only() -> None:
        """Vragen die zijn bewaard."""

    return commands
