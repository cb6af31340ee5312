"""`qa chat` holds a dialogue; `qa replay` recomputes answers that were kept."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from qa import wire
from qa.cli.ending import NO_INPUT
from qa.cli.options import Corpus, IndexFolder, Letters, narrowed
from qa.cli.screen import Screen
from qa.cli.show import show
from qa.errors import QaError, QuestionError, reason
from qa.question.ask import DEFAULT_LIMIT, ask
from qa.settings import Settings, load_settings
from qa.store.index import Index

_out = Screen()
_MOST_KEPT = 100_000_000  # bytes of answers to replay: some ten thousand
_STOP = {"stop", "exit", "quit", "q"}


def register(app: typer.Typer, open_index: Callable[[Settings], Index]) -> None:
    """Add the commands of this module; `open_index` gives the index that they answer from."""

    @app.command(name="chat")
    def chat_command(
        letters: Letters = None, corpus: Corpus = "", folder: IndexFolder = ""
    ) -> None:
        """Stel vragen achter elkaar; een vervolgvraag leunt op de vorige. Stop met «stop»."""
        settings = load_settings(corpus=corpus, index=folder)
        _chat(narrowed(open_index(settings), letters), settings.refusal)

    @app.command(name="replay")
    def replay_command(
        answers: Annotated[
            Path, typer.Argument(metavar="BESTAND", help="JSON van «qa ask --json», een per regel.")
        ],
        corpus: Corpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Reken bewaarde antwoorden na en zeg of ze nog hetzelfde zijn."""
        settings = load_settings(corpus=corpus, index=folder)
        replayed = _replayed(answers, open_index(settings), settings.refusal)
        changed = [line for line in replayed if line]
        for line in changed:
            _out.print(line, markup=False)
        if changed:
            raise typer.Exit(1)
        _out.print("Alle antwoorden zijn ongewijzigd.", markup=False)


def _chat(index: Index, refusal: str) -> None:
    # Importing it is what gives input() history and line editing, where the system has it.
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401
    if sys.stdin is None:
        raise QuestionError(NO_INPUT)
    context = ""
    while True:
        try:
            question = input("Uw vraag: " if sys.stdin.isatty() else "")
        except EOFError:
            _out.print()
            return
        if question.strip().casefold() in _STOP:
            return
        try:
            outcome = ask(question, index, context=context, refusal=refusal)
        except QuestionError as error:
            _out.print(f"{error.title}: {error}", markup=False)
            continue
        show(outcome, _out, as_json=False)
        _out.print()
        context = outcome.context


def _replayed(path: Path, index: Index, refusal: str) -> list[str]:
    """Recompute every kept answer; return a line for each that is not the same any more."""
    try:
        with path.open("rb") as file:  # perhaps a pipe, of which the size is not known before
            data = file.read(_MOST_KEPT + 1)
        if len(data) > _MOST_KEPT:
            raise QuestionError(f"{path}: meer dan {_MOST_KEPT} bytes; splits het bestand.")
        lines = data.decode("utf-8").splitlines()
    except OSError as error:
        raise QuestionError(f"{path}: niet te lezen ({reason(error)}).") from error
    except UnicodeDecodeError as error:
        raise QuestionError(f"{path}: geen UTF-8, vanaf byte {error.start}.") from error
    numbered = enumerate(lines, start=1)
    return [_compare(line, f"{path}, regel {n}", index, refusal) for n, line in numbered]


def _compare(line: str, place: str, index: Index, refusal: str) -> str:
    """Return what differs between a kept answer and the one that the index gives now."""
    try:
        kept: dict[str, Any] = json.loads(line)
        question, context, shown = kept["vraag"], kept["vervolgOp"] or "", len(kept["fragmenten"])
        if not (isinstance(question, str) and isinstance(context, str)):
            raise TypeError
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise QuestionError(f"{place}: geen bewaard antwoord («qa ask --json»).") from error
    try:
        outcome = ask(question, index, max(shown, DEFAULT_LIMIT), context, refusal)
        now = json.loads(json.dumps(wire.outcome(outcome)))
    except QaError as error:
        return f"{place}: nu een fout: {error}"
    now["fragmenten"] = now["fragmenten"][:shown]  # fewer may have been asked for
    differing = sorted(key for key in now if now[key] != kept.get(key))
    return f"{place}: gewijzigd: {', '.join(differing)}" if differing else ""
