"""Results → tables for a terminal and for README.md; each figure with its ratio to the first row.

The first result is the measure: ours. A figure that was not measured is a dash.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.evaluate import CUTOFFS
from tests.bench.figures import Result, Spread

Grid = list[list[str]]
_NONE = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, the figure under it, and its digits after the point."""

    heading: str
    figure: Callable[[Result], float | Spread | None]
    digits: int


COST = (
    Column("p50 ms [rounds]", lambda r: r.speed.p50 if r.speed else None, 1),
    Column("p95 ms", lambda r: r.speed.p95 if r.speed else None, 1),
    Column("least ms", lambda r: r.speed.least if r.speed else None, 1),
    Column("per second, 8 callers", lambda r: r.per_second, 1),
    Column("cold s", lambda r: r.cold, 2),
    Column("build s", lambda r: r.build, 1),
    Column("peak MB", lambda r: r.memory, 0),
)


def found_columns(gold: str) -> tuple[Column, ...]:
    """Return the columns of how well passages of one set are found."""

    def at(place: int) -> Callable[[Result], float | None]:
        return lambda r: r.quality[gold].recall[place] if gold in r.quality else None

    recalls = (Column(f"recall@{cut}", at(place), 2) for place, cut in enumerate(CUTOFFS))
    mrr = Column("MRR", lambda r: r.quality[gold].mrr if gold in r.quality else None, 2)
    return (*recalls, mrr)


def render(results: Sequence[Result], markdown: bool) -> str:
    """Return all tables: one for each gold set, one for what it costs, and what failed."""
    counts = {name: q.questions for r in results for name, q in r.quality.items()}
    write = as_markdown if markdown else as_text
    tables = {
        f"Found, {name} ({count} questions)": grid(results, found_columns(name), markdown)
        for name, count in counts.items()
    }
    tables["Cost"] = grid(results, COST, markdown)
    failed = [f"{result.name}: {result.failed}" for result in results if result.failed]
    return "\n\n".join(
        [*(f"{title}\n\n{write(cells)}" for title, cells in tables.items()), *failed]
    )


def grid(results: Sequence[Result], columns: Sequence[Column], bold: bool) -> Grid:
    """Return headings and rows as text."""
    rows = [
        [result.name, *(_cell(column, result, results[0], bold) for column in columns)]
        for result in results
    ]
    return [["", *(column.heading for column in columns)], *rows]


def as_text(cells: Grid) -> str:
    """Align columns by width."""
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in cells
    )
    return "\n".join(line.rstrip() for line in lines)


def as_markdown(cells: Grid) -> str:
    """Write a table of GitHub's Markdown."""
    rule = ["---", *["---:"] * (len(cells[0]) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [cells[0], rule, *cells[1:]])


def _cell(column: Column, result: Result, measure: Result, bold: bool) -> str:
    figure, base = column.figure(result), _middle(column.figure(measure))
    middle = _middle(figure)
    if middle is None:
        return _NONE
    text = f"{middle:.{column.digits}f}"
    if isinstance(figure, Spread):
        text += f" [{figure.low:.{column.digits}f}–{figure.high:.{column.digits}f}]"
    if not base or result is measure:
        return text
    ratio = f"{middle / base:.2f}×"
    return f"{text} (**{ratio}**)" if bold else f"{text} ({ratio})"


def _middle(figure: float | Spread | None) -> float | None:
    return figure.median if isinstance(figure, Spread) else figure
