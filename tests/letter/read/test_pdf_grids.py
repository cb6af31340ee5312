"""The tables of grids.jsonl printed as a PDF: none of their numbers is read wrongly.

All are printed in one letter, once for each way in which tables are ruled. A PDF marks nothing, and
what its lines and places do not tell for certain is text.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from qa.letter.build import facts_of
from tests.browser.engine import MISSING, installed
from tests.letter.read.grids import as_page
from tests.letter.read.printed import from_html
from tests.letter.read.test_grids import ROWS, letter_of, said

CASES = [row for row in ROWS if not row["id"].startswith("spelled")]
#: By how its tables are ruled: the style of a page, and how many numbers are read at least.
RULED = {
    "all lines": ("td, th {border: 1px solid}", 230),
    "no lines": ("", 140),
    "numbers to the right": ("td + td, th + th {text-align: right}", 140),
    "lines between columns": (
        "table, td, th {border-left: 1px solid; border-right: 1px solid}"
        "table, thead {border-top: 1px solid; border-bottom: 1px solid}",
        140,
    ),
    "lines between rows": ("tr {border-bottom: 1px solid}", 140),
}
STYLE = """
@page {size: A4; margin: 25mm} body {font: 10pt sans-serif} h2 {font-size: 12pt}
section {break-after: page} table {border-collapse: collapse; margin: 8pt 0}
td, th {padding: 2pt 10pt; text-align: left} td p, th p {margin: 0}
"""
FILLER = (
    "Deze cijfers zijn in de afgelopen jaren geteld en in de jaarverslagen gepubliceerd, zoals ook"
    " eerder is gebeurd bij de cijfers van de jaren daarvoor."
)


@pytest.mark.skipif(installed() is None, reason=MISSING)
@pytest.mark.parametrize("ruled", RULED)
def test_no_number_of_a_printed_table_is_read_wrongly(ruled: str, tmp_path: Path) -> None:
    css, least = RULED[ruled]
    sections = "".join(
        f"<section><h2>{case['id']}</h2><p>{FILLER}</p>"
        + as_page(case).decode().partition("</h2>")[2].removesuffix("</body></html>")
        + f"<p>{FILLER}</p></section>"
        for case in CASES
    )
    page = (
        f"<html><head><style>{STYLE}{css}</style></head><body><p>Den Haag, 3 juni 2024</p>"
        f"{sections}</body></html>"
    )
    letter = letter_of(from_html(page, tmp_path), "pdf", tmp_path)
    true = {case["id"]: Counter(c for row in case["truth"] for c in row if c) for case in CASES}
    in_cells = {
        case["id"]: {c if isinstance(c, str) else c[0] for row in case["rows"] for c in row}
        for case in CASES
    }
    wrong, right = [], 0
    for fact, _ in facts_of(letter):
        at = fact.value_span.start
        under = [s.title for s in letter.sections if s.span.start <= at < s.span.end][-1]
        if fact.locator.startswith("tabel"):
            is_right = true[under][said(fact)] > 0
            true[under][said(fact)] -= 1
            right += is_right
        else:
            is_right = fact.surface not in in_cells[under]
        wrong += [] if is_right else [(under, said(fact), fact.quote)]
    assert wrong == []
    assert right >= least
