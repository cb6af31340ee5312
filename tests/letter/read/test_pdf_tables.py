"""A table that goes on over a page break of a PDF is one table, where that is certain."""

from __future__ import annotations

import pytest

from qa.letter.read.pdf import read
from qa.letter.read.received import Role
from tests.letter.read.test_pdf_hostile import pdf, said

COLUMNS = (80, 180, 260)
ROW = 20


def ruled(top: int, *rows: tuple[str, str], columns: tuple[int, ...] = COLUMNS) -> bytes:
    """Draw a table of two columns with all its lines."""
    foot = top - ROW * len(rows)
    level = [
        f"{columns[0]} {top - ROW * n} m {columns[-1]} {top - ROW * n} l S"
        for n in range(len(rows) + 1)
    ]
    upright = [f"{x} {foot} m {x} {top} l S" for x in columns]
    words = [
        said(text, columns[column] + 5, top - ROW * n - 14)
        for n, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return "\n".join([*level, *upright, ""]).encode() + b"".join(words)


HEAD = ("Jaar", "Sluizen")
OPENING = said("Den Haag, 3 juni 2025", y=780) + said("Hieronder staan de sluizen.", y=740)
FIRST = OPENING + ruled(120, HEAD, ("2021", "1.100"), ("2022", "1.200"))
SECOND = (("2023", "1.300"), ("2024", "1.400"))
AFTER = said("Dat zijn er elk jaar meer.", y=600)
WHOLE = "Jaar\tSluizen\n2021\t1.100\n2022\t1.200\n2023\t1.300\n2024\t1.400"


def tables(*pages: bytes) -> list[str]:
    parts = read(pdf(*pages), "brief.pdf").parts
    return [part.text for part in parts if part.role is Role.TABLE]


@pytest.mark.parametrize("again", [(), (HEAD,)], ids=["without its head", "with its head again"])
def test_both_halves_of_a_table_are_one(again: tuple[tuple[str, str], ...]) -> None:
    assert tables(FIRST, ruled(780, *again, *SECOND) + AFTER) == [WHOLE]


def test_three_parts_of_a_table_are_one() -> None:
    last = ruled(780, ("2025", "1.500"), ("2026", "1.600"))
    assert tables(FIRST, ruled(780, *SECOND), last + AFTER) == [
        f"{WHOLE}\n2025\t1.500\n2026\t1.600"
    ]


@pytest.mark.parametrize(
    "following",
    [
        said("En nu iets anders.", y=800) + ruled(780, *SECOND),
        ruled(780, *SECOND, columns=(80, 200, 300)) + AFTER,
    ],
    ids=["text between", "other columns"],
)
def test_what_may_be_another_table_stays_by_itself(following: bytes) -> None:
    assert len(tables(FIRST, following)) == 2
