"""Cells that stand below each other are rows only where one number of columns fits."""

from __future__ import annotations

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from qa.letter.read.cells import in_rows, with_rows
from qa.letter.read.plain import read
from qa.letter.read.received import Role

LABELS = st.lists(
    st.sampled_from([str(year) for year in range(1990, 2030)]), min_size=2, max_size=9, unique=True
)


@given(LABELS, st.integers(2, 8), st.randoms())
def test_a_table_that_was_taken_apart_is_put_together_again(
    years: list[str], width: int, chance: object
) -> None:
    heads = [f"Kop {'abcdefgh'[n]}" for n in range(width)]
    numbers = [[year, *(f"{n}{k},5" for k in range(1, width))] for n, year in enumerate(years, 1)]
    cells = [cell for row in (heads, *numbers) for cell in row]
    made = in_rows(["Tabel 1", *cells, "Slot"])
    if made is None:  # it may be read in another way too
        reject()
    assert (made.first, made.end) == (1, 1 + len(cells))
    assert [row.split("\t") for row in made.rows] == [heads, *numbers]


@pytest.mark.parametrize(
    "lines",
    [
        ["Jaar", "Aantal", "2020", "12"],  # one row
        ["Jaar", "2020", "2021", "12", "14", "15"],  # a number in the head
        ["Regio", "Aantal", "Noord", "12", "Noord", "14"],  # two rows of one name
        ["Regio", "Aantal", "Noord", "12", "2020", "14"],  # labels of two kinds
        ["Jaar", "Aantal", "2020", "12", "2021"],  # a cell is lost
        ["a"] * 3_000,
    ],
)
def test_what_is_not_certain_stays_lines(lines: list[str]) -> None:
    assert in_rows(lines) is None
    assert with_rows(lines) == lines


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_letter_with_a_cell_a_line_has_its_table(between: str) -> None:
    cells = between.join(
        ["Tabel 1 Baden", "Regio", "Baden", "Duur", "Noord", "12", "n.v.t.", "Zuid", "1.400", "3,5"]
    )
    text = f"Den Haag, 3 juni 2025\n\nHier staan de baden.\n\n{cells}\n\nDat zijn er veel."
    parts = read(text.encode(), "brief").parts
    assert [(part.role, part.text.replace("\n\n", "\n")) for part in parts[1:]] == [
        (Role.TEXT, "Hier staan de baden."),
        (Role.TABLE, "Tabel 1 Baden\nRegio\tBaden\tDuur\nNoord\t12\tn.v.t.\nZuid\t1.400\t3,5"),
        (Role.TEXT, "Dat zijn er veel."),
    ]
    assert parts[-1].place == f"regel {text[: text.index('Dat')].count(chr(10)) + 1}"
