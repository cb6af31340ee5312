"""What a set of evidence calls its tables."""

from __future__ import annotations

import pytest

from qa.say.evidence import table_name, table_number
from qa.types import Origin, Span, Table


@pytest.mark.parametrize(
    ("caption", "named"),
    [
        ("Tabel 1: Graven per provincie", "Tabel 3. Graven per provincie"),
        ("tabel 12a – graven", "Tabel 3. Graven"),
        ("Graven per provincie", "Tabel 3. Graven per provincie"),
        ("Tabel 1", "Tabel 3. Tabel 1"),
        ("", "Tabel 3. Aantal"),
    ],
)
def test_a_table_has_one_number(caption: str, named: str) -> None:
    table = Table(
        1, Span(0, 9), None, Origin.LETTER, "", "aantal", "", (), (), (), (), caption=caption
    )
    shown = table_number(3, table_name(table, ()))
    assert shown.strip() == named
