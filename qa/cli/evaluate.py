"""`qa eval`: how well the gold questions are answered. A door: no logic of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from qa.cli.options import Corpus, IndexFolder
from qa.cli.screen import Screen
from qa.errors import QuestionError, StorageError, reason
from qa.evaluate import (
    FITTING,
    REPORTING,
    Ending,
    Judged,
    Retrieval,
    cases,
    evaluate,
    evaluate_retrieval,
    half_of,
    read_questions,
    reliability,
    reliability_svg,
    risk_coverage,
    risk_svg,
)
from qa.question.passages.confidence import BY_SIGNALS, WITH_READER
from qa.say.visible import json_line
from qa.settings import Settings, load_settings
from qa.store.index import Index

GOLD = Path("tests") / "gold"
OWN = ("answerable.jsonl", "unanswerable.jsonl", "dialogues.jsonl")
RISK, RELIABILITY = Path("docs") / "risk-coverage.svg", Path("docs") / "reliability.svg"
_LISTED = (0.2, 0.4, 0.6, 0.8, 1.0)  # shares of the questions in the printed table
_out = Screen()

Rows = tuple[dict[str, Any], ...]


def register(app: typer.Typer, open_index: Callable[[Settings], Index]) -> None:
    """Add the command to the command line; `open_index` gives the index that is measured."""

    @app.command(name="eval")
    def eval_command(
        questions: Annotated[
            Path | None, typer.Argument(metavar="[BESTAND]", help="Vragen met goede antwoorden.")
        ] = None,
        as_json: Annotated[
            bool, typer.Option("--json", help="Geef JSON, een uitkomst per vraag.")
        ] = False,
        plot: Annotated[
            bool, typer.Option("--plot", help=f"Teken {RISK} en {RELIABILITY}.")
        ] = False,
        corpus: Corpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Meet hoe goed vragen met een bekend antwoord beantwoord worden.

        Zonder bestand: alle vragen in tests/gold, per helft, en tests/gold/dev.jsonl.
        """
        index = open_index(load_settings(corpus=corpus, index=folder))
        sets = {questions.stem: read_questions(questions)} if questions else gold_sets(GOLD)
        if plot:
            _plot(sets, index)
            return
        for name, rows in sets.items():
            judged = evaluate(rows, index)
            searches = evaluate_retrieval(rows, index)
            if as_json:
                _print_json(name, judged, searches)
            else:
                _show(name, judged, searches)


def gold_sets(folder: Path) -> dict[str, Rows]:
    """Return the gold questions: our own by half, and those that were never fitted on.

    Raises: QuestionError when they are not here.
    """
    if not folder.is_dir():
        raise QuestionError(f"{folder}: geen map met vragen; noem een bestand.")
    own = [row for name in OWN for row in read_questions(folder / name)]
    return {
        "dev": read_questions(folder / "dev.jsonl"),
        "blind": read_questions(folder / "blind.jsonl"),
        f"eigen, helft om te {REPORTING}": tuple(r for r in own if half_of(r) == REPORTING),
        f"eigen, helft om te {FITTING}": tuple(r for r in own if half_of(r) == FITTING),
    }


def _show(name: str, judged: Sequence[Judged], searches: Sequence[Retrieval]) -> None:
    _out.print(_endings(name, judged))
    wrong = [each for each in judged if each.wrong_number]
    shown = ", ".join(each.id for each in wrong)
    _out.print(f"Foute getallen: {len(wrong)}" + (f" ({shown})" if wrong else ""))
    abstained = [each for each in judged if each.ending is Ending.ABSTAINED_RIGHTLY]
    fitting = sum(each.reason_fits for each in abstained)
    if abstained:
        _out.print(f"Onthouding met de passende reden: {fitting} van {len(abstained)}")
    if searches:
        _out.print(_recall(searches))


def _endings(name: str, judged: Sequence[Judged]) -> Table:
    table = Table("soort vraag", "vragen", *(ending.value for ending in Ending), title=name)
    by_kind = Counter((each.kind, each.ending) for each in judged)
    for kind in dict.fromkeys(each.kind for each in judged):
        counts = [by_kind[kind, ending] for ending in Ending]
        table.add_row(kind, str(sum(counts)), *map(str, counts))
    totals = Counter(each.ending for each in judged)
    table.add_section()
    table.add_row("samen", str(len(judged)), *(str(totals[ending]) for ending in Ending))
    return table


def _recall(searches: Sequence[Retrieval]) -> Table:
    table = Table("zoekwijze", "vragen", "recall@1", "recall@3", "recall@5", "MRR")
    for score in searches:
        figures = (f"{value:.2f}" for value in (*score.recall, score.mrr))
        table.add_row(score.name, str(score.questions), *figures)
    return table


def _print_json(name: str, judged: Sequence[Judged], searches: Sequence[Retrieval]) -> None:
    for each in judged:
        row = {
            "verzameling": name,
            "id": each.id,
            "soort": each.kind,
            "vraag": each.question,
            "uitkomst": each.ending.value,
            "rang": each.rank,
            "foutGetal": each.wrong_number,
            "redenPast": each.reason_fits,
            "tekst": each.text,
        }
        print(json_line(row))
    for search in searches:
        print(json_line({"verzameling": name, **asdict(search)}))


def _plot(sets: dict[str, Rows], index: Index) -> None:
    """Draw the curve of the sets that nothing was fitted on, and print it as a table."""
    reported = {name: rows for name, rows in sets.items() if FITTING not in name}
    model = WITH_READER if index.reader else BY_SIGNALS
    found = {name: cases(rows, index, model) for name, rows in reported.items()}
    curves = {name: risk_coverage(each) for name, each in found.items()}
    parts = {name: reliability(each) for name, each in found.items()}
    _draw(RISK, risk_svg(curves, model.line))
    _draw(RELIABILITY, reliability_svg(parts))
    heads = (f"fout, {name} ({len(curve)})" for name, curve in curves.items())
    print(f"| beantwoord | {' | '.join(heads)} |")
    print("|---" * (1 + len(curves)) + "|")
    for share in _LISTED:
        risks = [
            next(point.risk for point in curve if point.coverage >= share - 1e-9)
            for curve in curves.values()
        ]
        print(f"| {share:.0%} | " + " | ".join(f"{risk:.0%}" for risk in risks) + " |")
    at_line = [
        next((p for p in reversed(curve) if p.confidence >= model.line), None)
        for curve in curves.values()
    ]
    cells = [f"{p.risk:.0%} van {p.coverage:.0%} beantwoord" if p else "–" for p in at_line]
    print("| waar de bot ophoudt | " + " | ".join(cells) + " |")


def _draw(path: Path, picture: str) -> None:
    """Write a picture.

    Raises: StorageError.
    """
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(picture, encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"{path}: niet te schrijven ({reason(error)}); geef er schrijfrecht op."
        ) from error
