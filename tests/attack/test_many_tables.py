"""Tables of a letter, many or wide, neither stop a build nor make questions wait."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from qa.errors import LetterError
from qa.letter.build import build, load
from qa.letter.tables.lines import Line, cut_row
from qa.model.encode import Encoder
from qa.question.ask import ask
from qa.question.cells import seek
from qa.question.read.reading import read_in
from qa.store.index import Index
from tests.letter.factories import make

MOST = 1.0  # seconds of the processor for a question; it took three before, of 1,200 tables
ROWS = (
    "Tabel {n} Aantal bezoekers\n\nGemeente\tBoeken\tLezers\nDelft\t1{n}\t2{n}\nGouda\t3{n}\t4{n}"
)


def test_a_letter_of_many_tables_is_asked_as_fast_as_another(
    tmp_path: Path, encoder: Encoder
) -> None:
    body = "\n\n".join(["1. Cijfers", *(ROWS.format(n=n) for n in range(600))])
    make(tmp_path / "corpus", body)
    build(tmp_path / "corpus", tmp_path / "index", encoder)
    index = Index.open(tmp_path / "index", lambda: encoder)
    ask("Hoeveel lezers telt Delft?", index)  # what is kept of the tables is made once
    began = process_time()
    ask("Hoeveel bezoekers waren er?", index)
    assert process_time() - began < MOST


def test_who_says_more_words_than_name_a_cell_seeks_none(tmp_path: Path, encoder: Encoder) -> None:
    make(tmp_path / "corpus", f"1. Cijfers\n\n{ROWS.format(n=1)}")
    build(tmp_path / "corpus", tmp_path / "index", encoder)
    index = Index.open(tmp_path / "index", lambda: encoder)
    asked = "Hoeveel lezers telt Delft"
    hyphens = "-".join(f"boek{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(80))
    assert seek(read_in(asked, index), index)
    assert seek(read_in(f"{asked} {hyphens}", index), index) == ()


def test_a_restored_header_is_of_so_many_columns_at_most(tmp_path: Path) -> None:
    columns = "".join(f'\n[[table.column]]\nheader = "a{n}"\n' for n in range(61))
    header = (
        '[[table]]\norigin = "reconstructed"\nrow_kind = "subject"\nmeasure = "aantal"\n'
        f'unit = "delen"\nevidence = "Gezien."\n{columns}'
    )
    folder = make(tmp_path, f"1. Cijfers\n\nDelft{' 111' * 61}\nGouda{' 111' * 61}", tables=header)
    with pytest.raises(LetterError, match="61 kolommen, hoogstens 60"):
        load(folder)


def test_the_longest_row_is_cut_in_little_more_time_than_its_words_take() -> None:
    def took(words: int) -> float:
        began = process_time()
        cut_row(Line(f"Delft{' 111' * words}", 0), 60)
        return process_time() - began

    took(90)
    assert took(360) < 8 * took(90)
