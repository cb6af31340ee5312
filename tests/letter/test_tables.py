"""Tables become cells with a meaning; a row or header that does not fit is refused by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.errors import LetterError
from qa.letter.build import load
from qa.types import Letter, Origin
from tests.letter.factories import make

ONE_TABLE = """
[[table]]
origin = "reconstructed"
row_kind = "year"
measure = "aantal"
unit = "delicten"
evidence = "bewijs"
[[table.column]]
header = "A"
subject = "a"
[[table.column]]
header = "B"
subject = "b"
certain = false
"""


def test_both_tables_are_read_cell_by_cell(letter: Letter) -> None:
    first, second = letter.tables
    assert (len(first.rows), len(first.columns), len(first.cells)) == (12, 4, 48)
    assert (len(second.rows), len(second.columns), len(second.cells)) == (2, 5, 10)
    assert [c.span.of(letter.text) for c in first.cells[:4]] == [
        "2.272",
        "8.400",
        "88.960",
        "98.050",
    ]
    assert [c.span.of(letter.text) for c in first.cells[-4:]] == ["-70%", "-72%", "-74%", "-33%"]
    assert first.origin is second.origin is Origin.RECONSTRUCTED


def test_a_stray_full_stop_is_left_out_of_the_cell(letter: Letter) -> None:
    assert [c.span.of(letter.text) for c in letter.tables[1].cells[5:]] == [
        "28%", "29,2%", "30%", "32,6%", "38,56%",
    ]  # fmt: skip


def test_only_the_last_column_of_the_clearance_table_is_certain(letter: Letter) -> None:
    assert [(c.label, c.certain) for c in letter.tables[1].columns] == [
        ("Doel 2019", False),
        ("Realisatie 2019", False),
        ("Doel 2020", False),
        ("Realisatie 2020", False),
        ("Realisatie 2021", True),
    ]


def test_a_well_formed_table_is_read(tmp_path: Path) -> None:
    letter = load(make(tmp_path, "1 Kop\n\n2011 1.000 7\n2012 900 -3,5%", tables=ONE_TABLE))
    assert [c.span.of(letter.text) for c in letter.tables[0].cells] == [
        "1.000",
        "7",
        "900",
        "-3,5%",
    ]
    assert [row.label for row in letter.tables[0].rows] == ["2011", "2012"]


@pytest.mark.parametrize(
    ("body", "tables", "message"),
    [
        (
            "2011 1 2 3\n2012 3 4 5",
            ONE_TABLE,
            "regel 20, rij 1: «2011 1 2 3» is geen tabelrij van een label en 2 getallen",
        ),
        (
            "2011 1 2\nTotaal 3 4",
            ONE_TABLE,
            "regel 20, rij 2: het rijlabel «Totaal» is niet uitgelegd",
        ),
        ("Geen tabel.", ONE_TABLE, "beschrijft tabel 1, de brief heeft er 0"),
        ("2011 1 2\n2012 3 4.1", ONE_TABLE, "regel 20, rij 2: «2012 3 4.1» is geen tabelrij"),
        ("2011\t1\t2\n2012\t3\t4.1", ONE_TABLE, "«4.1» is geen getal"),
        ("2011 1 2\n2012 3 4", ONE_TABLE.replace("evidence", "bewijs"), "een veld ontbreekt"),
        ("2011 1 2\n2012 3 4", ONE_TABLE.replace('"year"', '"maand"'), "row_kind 'maand'"),
        ("2011 1 2\n2012 3 4", ONE_TABLE.replace('"reconstructed"', '"?"'), "'\\?' is not a valid"),
        ("2011 1 2\n2012 3 4", "[[table", "geen geldige TOML"),
        ("2011 1 2\n2012 3 4", ONE_TABLE.replace('"bewijs"', '" "'), "evidence is leeg"),
    ],
)
def test_a_table_that_does_not_fit_its_header_is_refused_with_the_place(
    tmp_path: Path, body: str, tables: str, message: str
) -> None:
    from qa.letter.extract import extract

    with pytest.raises(LetterError, match=message):
        extract(load(make(tmp_path, body, tables=tables)))


def test_a_header_may_be_restored_for_one_of_several_tables(tmp_path: Path) -> None:
    body = (
        "Jaar\tLeden\n2011\t5\n\nEn nog een.\n\nTabel 2: Verlies\n2011 1 2\n2012 3 4\nBron politie"
    )
    letter = load(
        make(tmp_path, body, tables=ONE_TABLE.replace("[[table]]", "[[table]]\nnumber = 2"))
    )
    assert [(table.number, table.origin) for table in letter.tables] == [
        (1, Origin.LETTER),
        (2, Origin.RECONSTRUCTED),
    ]
    assert [row.label for row in letter.tables[1].rows] == ["2011", "2012"]
    assert letter.warnings == ()


def test_an_empty_cell_of_a_restored_table_is_no_fact(tmp_path: Path) -> None:
    from qa.letter.extract import extract

    letter = load(make(tmp_path, "2011\t\t2\n2012\t3\t–", tables=ONE_TABLE))
    assert [(fact.subject, fact.surface) for fact in extract(letter)] == [("b", "2"), ("a", "3")]
