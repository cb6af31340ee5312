"""The command line: `qa build`, `qa ask`, `qa serve`, `qa eval`. A door: no logic of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from qa.cli_chat import register as register_chat
from qa.cli_eval import register as register_eval
from qa.cli_facts import register as register_facts
from qa.cli_letters import Letters, narrowed
from qa.cli_mcp import register as register_mcp
from qa.cli_screen import Screen
from qa.cli_search import register as register_search
from qa.cli_serve import register as register_serve
from qa.cli_show import show
from qa.errors import QaError
from qa.question.ask import DEFAULT_LIMIT, ask
from qa.settings import Settings, load_settings
from qa.store.index import Index
from qa.visible import json_line, shown

if TYPE_CHECKING:
    from qa.store.encode import Encoder

app = typer.Typer(
    help="Stel vragen over een brief aan de Kamer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # what nobody foresaw is caught in main
)
_out = Screen()
_err = Screen(stderr=True)


_UNFORESEEN = 70  # EX_SOFTWARE in sysexits.h


def main() -> None:
    """Run the command line; every error becomes one line and an exit code of its class.

    With QA_DEBUG set, an error that nobody foresaw shows its traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter prints more than any old code page holds
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except QaError as error:
        _fail(f"{error.title}: {error}", error.exit_code)
    except Exception as error:
        if os.environ.get("QA_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}".strip(": ")
        _fail(f"Er ging iets onverwachts mis ({what}). Meer zien: zet QA_DEBUG=1.", _UNFORESEEN)


def _fail(message: str, code: int) -> NoReturn:
    _err.print(" ".join(message.split()), markup=False)
    sys.exit(code)


@app.command(name="build")
def build_command() -> None:
    """Bouw de index uit alle brieven in de map corpus."""
    from qa.letter.build import build

    settings = load_settings()
    with _progress() as report:
        made = build(settings.corpus, settings.index, _encoder(settings, report), report)
    _out.print(
        f"Index gereed in {settings.index}: {len(made.letters)} brief/brieven,"
        f" {made.passages} passages, {made.facts} feiten."
    )


@app.command(name="ask")
def ask_command(
    question: Annotated[str, typer.Argument(metavar="VRAAG", help="Uw vraag.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Geef JSON in plaats van tekst.")] = False,
    stdin: Annotated[bool, typer.Option(help="Lees een vraag per regel.")] = False,
    top: Annotated[int, typer.Option(min=1, max=50, help="Aantal passages.")] = DEFAULT_LIMIT,
    context: Annotated[str, typer.Option(help="De context van het vorige antwoord.")] = "",
    letters: Letters = None,
) -> None:
    """Beantwoord een vraag over de brief."""
    settings = load_settings()
    index = narrowed(_open_index(settings), letters)
    if not stdin:
        outcome = ask(question, index, top, context, settings.refusal)
        show(outcome, _out, as_json=as_json)
        return
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
        sys.exit(failed.exit_code)


def _open_index(settings: Settings, threads: int = 0) -> Index:
    def load() -> Encoder:
        with _progress() as report:
            return _encoder(settings, report, threads)

    corpus = settings.corpus if settings.corpus.is_dir() else None
    return Index.open(settings.index, load, corpus)


# Each of several processes that answer embeds with the one thread that it has, instead of with
# threads that wait for each other (tests/bench/README.md); and only a process of one thread forks.
def open_to_serve(settings: Settings) -> Index:
    """Open the index for a process that answers one question at a time, beside others."""
    return _open_index(settings, threads=1)


def _encoder(settings: Settings, report: Callable[[str], None], threads: int = 0) -> Encoder:
    from qa.store.encode import open_encoder
    from qa.store.model import obtain

    return open_encoder(obtain(settings.model, settings.cache, report), threads)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show what is being done while it lasts; say nothing when nobody watches."""
    if not _err.is_terminal:
        yield lambda _: None
        return
    with _err.status("") as status:
        yield lambda text: status.update(shown(text))


def _show_error(error: QaError, as_json: bool) -> None:
    if as_json:
        problem = {"soort": "fout", "titel": error.title, "detail": str(error)}
        print(json_line(problem), flush=True)
    else:
        _err.print(f"{error.title}: {error}", markup=False)


register_chat(app, lambda: (_open_index(s := load_settings()), s.refusal))
register_eval(app)
register_facts(app, lambda: _open_index(load_settings()))
register_mcp(app, open_to_serve)
register_search(app, lambda: _open_index(load_settings()))
register_serve(app, open_to_serve)
