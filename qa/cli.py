"""The command line: `qa build`, `qa ask`, `qa serve`, `qa eval`. A door: no logic of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from qa import wire
from qa.errors import QaError
from qa.question.ask import DEFAULT_LIMIT, ask
from qa.question.compose import quoted
from qa.settings import Settings, load_settings
from qa.store.index import Index
from qa.types import Hit, Outcome

if TYPE_CHECKING:
    from qa.store.encode import Encoder

app = typer.Typer(
    help="Stel vragen over een brief aan de Kamer.", no_args_is_help=True, add_completion=False
)
_out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)


def main() -> None:
    """Run the command line; every error that we know becomes one line and its own exit code."""
    try:
        app()
    except QaError as error:
        _err.print(f"{error.title}: {error}", markup=False)
        sys.exit(error.exit_code)


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
) -> None:
    """Beantwoord een vraag over de brief."""
    index = _open_index(load_settings())
    if not stdin:
        _show(ask(question, index, top), as_json)
        return
    failed: QaError | None = None
    for line in sys.stdin.buffer:
        try:
            _show(ask(line.decode("utf-8", "surrogateescape"), index, top), as_json)
        except QaError as error:  # one bad line must not lose the others
            failed = failed or error
            problem = {"soort": "fout", "titel": error.title, "detail": str(error)}
            print(json.dumps(problem, ensure_ascii=False), flush=True)
    if failed:
        sys.exit(failed.exit_code)


@app.command(name="serve")
def serve_command() -> None:
    """Start het webadres waar programma's vragen kunnen stellen."""
    import uvicorn

    from qa.api import create_app

    settings = load_settings()
    uvicorn.run(create_app(_open_index(settings)), host=settings.host, port=settings.port)


@app.command(name="eval")
def eval_command(
    questions: Annotated[Path, typer.Argument(help="Bestand met vragen en goede antwoorden.")],
) -> None:
    """Meet hoe goed de passages van vragen met een bekend antwoord gevonden worden."""
    from rich.table import Table

    from qa.evaluate import evaluate_retrieval, read_questions

    index = _open_index(load_settings())
    table = Table("zoekwijze", "vragen", "recall@1", "recall@3", "recall@5", "MRR")
    for score in evaluate_retrieval(read_questions(questions), index):
        figures = (f"{value:.2f}" for value in (*score.recall, score.mrr))
        table.add_row(score.name, str(score.questions), *figures)
    _out.print(table)


def _open_index(settings: Settings) -> Index:
    def load() -> Encoder:
        with _progress() as report:
            return _encoder(settings, report)

    corpus = settings.corpus if settings.corpus.is_dir() else None
    return Index.open(settings.index, load, corpus)


def _encoder(settings: Settings, report: Callable[[str], None]) -> Encoder:
    from qa.store.encode import open_encoder
    from qa.store.model import obtain

    return open_encoder(obtain(settings.model, settings.cache, report))


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show what is being done while it lasts; say nothing when nobody watches."""
    if not _err.is_terminal:
        yield lambda _: None
        return
    with _err.status("") as status:
        yield status.update


def _show(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        print(json.dumps(wire.outcome(outcome), ensure_ascii=False), flush=True)
        return
    _out.print(outcome.text, markup=False, style="bold")
    for fact in outcome.facts:
        _out.print(f"\n  «{fact.quote}»\n  {fact.reference}", markup=False)
    if not outcome.facts:
        for hit in outcome.hits:
            _show_hit(hit)


def _show_hit(hit: Hit) -> None:
    _out.print(f"\n  «{quoted(hit)}»\n  {hit.passage.reference}", markup=False)
    for note in hit.notes:
        _out.print(
            f"  {note.reference.rpartition(', ')[2]}: {note.text}", markup=False, style="dim"
        )
