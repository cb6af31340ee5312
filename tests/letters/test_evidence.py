"""Of every letter, what a file of evidence prints is what the letter prints, at its place."""

from __future__ import annotations

import pytest

from qa import Index
from qa.evidence import gather
from qa.evidence.grids import grids_of, whole_grid
from qa.types import TABLE_RULE, Kind
from tests.letters.scoring import NAMES

pytestmark = pytest.mark.parametrize("letter", NAMES)


def test_every_number_of_a_table_stands_under_its_own_headings(
    letter: str, together: Index
) -> None:
    text = together.passages.text(letter)
    facts = [each for each in together.facts.find() if each.letter_id == letter]
    cells = [each for each in facts if each.rule == TABLE_RULE]
    assert cells
    for fact in cells:
        (grid,) = grids_of([fact], together)
        ((label, printed),) = grid.rows
        assert fact.surface in printed
        assert printed in text
        assert label in " ".join(fact.quote.split()) or label in text
        assert grid.place.text.startswith(f"{fact.reference}, ‘")


def test_a_whole_table_holds_every_number_of_it_once(letter: str, together: Index) -> None:
    tables = together.passages.of_letter(letter, Kind.TABLE)
    whole = [(each, grid) for each in tables if (grid := whole_grid(each, together))]
    assert whole
    for passage, grid in whole:
        for fact in together.facts.inside(letter, passage.span):
            if fact.rule == TABLE_RULE:
                (own,) = grids_of([fact], together)
                assert grid.holds(own)
                assert own.header[1] in grid.header
        assert {len(row) for row in grid.rows} == {len(grid.header)}


def test_every_passage_is_quoted_to_the_letter(letter: str, together: Index) -> None:
    for passage in together.passages.of_letter(letter):
        piece = gather.of_passage(together, passage.id)
        for quote in piece.quotes:
            assert quote.text == passage.text
            assert quote.place.text.startswith(passage.reference)
            assert f"‘{quote.letter.title}’" in quote.place.text
            assert len(quote.place.more) == len(passage.notes)
        assert piece.quotes or piece.grids
