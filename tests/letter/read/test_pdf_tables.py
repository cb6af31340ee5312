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


def unruled(top: int, *rows: tuple[str, ...], columns: tuple[int, ...] = (80, 180, 260)) -> bytes:
    """Write cells below each other without any lines."""
    return b"".join(
        said(text, x, top - ROW * n)
        for n, row in enumerate(rows)
        for text, x in zip(row, columns, strict=True)
        if text
    )


WIDE = ("Jaar", "Sluizen", "Stuwen")
TOP = OPENING + unruled(100, WIDE, ("2021", "1.100", "40"), ("2022", "1.200", "41"))
NEXT = (("2023", "1.300", "42"), ("2024", "1.400", "43"))
WHOLE_WIDE = (
    "Jaar\tSluizen\tStuwen\n2021\t1.100\t40\n2022\t1.200\t41\n2023\t1.300\t42\n2024\t1.400\t43"
)


@pytest.mark.parametrize("again", [(), (WIDE,)], ids=["without its head", "with its head again"])
def test_a_table_without_lines_goes_on_over_a_page_too(again: tuple[tuple[str, ...], ...]) -> None:
    assert tables(TOP, unruled(780, *again, *NEXT) + AFTER) == [WHOLE_WIDE]


@pytest.mark.parametrize(
    "following",
    [
        said("En nu iets anders, dat over stuwen gaat.", y=800) + unruled(770, *NEXT),
        unruled(780, ("Jaar", "Dijken", "Duinen"), *NEXT) + AFTER,
        unruled(780, *NEXT, columns=(80, 220, 330)) + AFTER,
    ],
    ids=["text between them", "another head", "columns elsewhere"],
)
def test_rows_without_lines_that_may_be_another_table_stay_by_themselves(following: bytes) -> None:
    assert tables(TOP, following)[0] == "Jaar\tSluizen\tStuwen\n2021\t1.100\t40\n2022\t1.200\t41"


def between(top: int, foot: int, columns: tuple[int, ...] = COLUMNS) -> bytes:
    """Draw a frame of two bands, a head and a body, with lines between the columns only."""
    level = [f"{columns[0]} {y} m {columns[-1]} {y} l S" for y in (top, top - ROW, foot)]
    upright = [f"{x} {foot} m {x} {top} l S" for x in columns]
    return "\n".join([*level, *upright, ""]).encode()


def test_numbers_below_each_other_between_two_lines_are_rows_and_never_one_number() -> None:
    rows = (HEAD, ("2021", "412"), ("2022", "398"))
    body = unruled(606, *rows, columns=(85, 185))
    (found,) = tables(OPENING + between(620, 560) + body + AFTER.replace(b"600", b"500"))
    assert found == "Jaar\tSluizen\n2021\t412\n2022\t398"


def test_numbers_that_stand_beside_no_label_are_no_table_and_no_facts() -> None:
    body = unruled(606, HEAD, ("2021", "412"), columns=(85, 185)) + said("398", 185, 572)
    page = OPENING + between(620, 560) + body + AFTER.replace(b"600", b"500")
    assert tables(page) == []
    parts = read(pdf(page), "brief.pdf").parts
    assert [part.unread for part in parts if "398" in part.text] == [True]


def test_a_number_beside_an_empty_place_may_stand_over_both() -> None:
    rows = (WIDE, ("2021", "1.100", "40"), ("2022", "80", ""), ("2023", "1.300", "42"))
    after = AFTER.replace(b"600", b"500")
    parts = read(pdf(OPENING + unruled(640, *rows) + after), "brief.pdf").parts
    (table,) = [part for part in parts if part.role is Role.TABLE]
    assert table.shared == {(2, 1)}
