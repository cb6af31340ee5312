"""The command line: `qa build`, `qa ask`, `qa serve`, `qa eval`. A door: no logic of its own."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.build import encoder_of, progress
from qa.cli.build import register as register_build
from qa.cli.chat import register as register_chat
from qa.cli.concepts import register as register_concepts
from qa.cli.dutch import DutchTyper
from qa.cli.ending import NO_INPUT, ended
from qa.cli.engine import connect_of, follow
from qa.cli.evaluate import register as register_eval
from qa.cli.facts import register as register_facts
from qa.cli.letters import register as register_letters
from qa.cli.mcp import register as register_mcp
from qa.cli.options import Corpus, IndexFolder, Letters, Top, narrowed
from qa.cli.promises import register as register_promises
from qa.cli.refs import register as register_refs
from qa.cli.screen import Screen
from qa.cli.search import register as register_search
from qa.cli.serve import register as register_serve
from qa.cli.show import show
from qa.cli.taken import TakenTo, check_form, take_along
from qa.errors import QaError, QuestionError
from qa.question.ask import DEFAULT_LIMIT, ask
from qa.say.visible import json_line
from qa.settings import Settings, load_settings
from qa.store.index import Index

if TYPE_CHECKING:
    from qa.model.encode import Encoder

app = DutchTyper(
    help="Stel vragen over een brief aan de Kamer.",
    add_completion=False,
    pretty_exceptions_enable=False,  # what nobody foresaw is told by `ended`
)
_out = Screen()
_err = Screen(stderr=True)


def main() -> None:
    """Run the command line; every error becomes one line and an exit code of its class."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter prints more than any old code page holds
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(ended(lambda: app(prog_name="qa", standalone_mode=False)))


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"qa {version('kamerbrief-qa')}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Toon de versie."),
    ] = False,
) -> None:
    pass


@app.command(name="ask")
def ask_command(
    question: Annotated[str, typer.Argument(metavar="VRAAG", help="Uw vraag.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Geef JSON in plaats van tekst.")] = False,
    stdin: Annotated[bool, typer.Option("--stdin", help="Lees een vraag per regel.")] = False,
    top: Top = DEFAULT_LIMIT,
    context: Annotated[str, typer.Option(help="De context van het vorige antwoord.")] = "",
    letters: Letters = None,
    file: TakenTo = None,
    corpus: Corpus = "",
    folder: IndexFolder = "",
) -> None:
    """Beantwoord een vraag over de brief."""
    if file:
        check_form(file)
    settings = load_settings(corpus=corpus, index=folder)
    index = narrowed(_open_index(settings), letters)
    if not stdin:
        outcome = ask(question, index, top, context, settings.refusal)
        show(outcome, _out, as_json=as_json)
        if file:
            take_along(outcome, index, file)
        return
    if sys.stdin is None:
        raise QuestionError(NO_INPUT)
    failed: QaError | None = None
    for line in sys.stdin.buffer:
        try:
            text = line.rstrip(b"\r\n").decode("utf-8", "surrogateescape")
            outcome = ask(text, index, top, refusal=settings.refusal)
            show(outcome, _out, as_json=as_json)
        except QaError as error:  # one bad line must not lose the others
            failed = failed or error
            _show_error(error, as_json)
    if failed:
        raise typer.Exit(failed.exit_code)


def _open_index(settings: Settings) -> Index:
    """Open the newest index that there is."""
    follow(settings)
    return _opened(settings)


def _opened(settings: Settings, threads: int = 0, *, forks: bool = False) -> Index:
    def load() -> Encoder:
        with progress() as report:
            return encoder_of(settings, report, threads)

    corpus = settings.corpus if os.path.isdir(settings.corpus) else None
    return Index.open(settings.index, load, corpus, connect_of(settings, forks=forks))


# Each of several processes that answer embeds with the one thread that it has, instead of with
# threads that wait for each other (tests/bench/README.md); and only a process of one thread forks.
def open_to_serve(settings: Settings) -> Index:
    """Open the index for a process that answers one question at a time, beside others."""
    return _opened(settings, threads=1, forks=True)


def _show_error(error: QaError, as_json: bool) -> None:
    if as_json:
        problem = {"soort": "fout", "titel": error.title, "detail": str(error)}
        print(json_line(problem), flush=True)
    else:
        _err.print(f"{error.title}: {error}", markup=False)


register_build(app)
register_chat(app, _open_index)
register_concepts(app)
register_eval(app, _open_index)
register_facts(app, _open_index)
register_letters(app)
register_mcp(app, open_to_serve)
register_promises(app, _open_index)
register_refs(app, _open_index)
register_search(app, _open_index)
register_serve(app, open_to_serve)
