"""What a letter refers to is found with its id, and what is not certain stays text.

`letter.jsonl` holds every reference of the real letter. `forms.jsonl` are texts of our own, one
form each with why; [1] is the marker of a note.
"""

from __future__ import annotations

import json
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dutch.publications import OFFICIAL, address_of
from qa.letter.references import find
from qa.types import Block, Footnote, Kind, Letter, Reference, ReferenceKind, Source, Span
from tests.letter.factories import REAL

HERE = Path(__file__).parent
MARK = re.compile(r"\[(\d)\]")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def letter_of(body: str, notes: tuple[str, ...] = ()) -> Letter:
    """Return a letter of one paragraph; its notes stand behind it."""
    anchors: dict[int, int] = {}
    text = ""
    for piece in MARK.split(body):
        if piece.isdigit() and len(anchors) < len(notes):
            anchors[int(piece)] = len(text)
        else:
            text += piece
    block = Span(0, len(text))
    footnotes = []
    for number, note in enumerate(notes, start=1):
        text += "\n\n"
        footnotes.append(
            Footnote(number, anchors[number], block, Span(len(text), len(text + note)))
        )
        text += note
    source = Source("kst-12345-6", "", "Brief", date(2022, 1, 1), "", "", "", "", "", "Brief")
    return Letter(source, text, (), (Block(Kind.PARAGRAPH, block, None),), (), tuple(footnotes))


def told(found: tuple[Reference, ...]) -> list[list[Any]]:
    return [[each.kind.value, each.label, list(each.targets), each.certain] for each in found]


@pytest.mark.parametrize("row", rows("forms.jsonl"), ids=lambda row: row["why"])
def test_each_form_means_what_it_says_and_no_more(row: dict[str, Any]) -> None:
    letter = letter_of(row["text"], tuple(row.get("notes", ())))
    assert told(find(letter)) == row["refs"]


def test_every_reference_of_the_real_letter_is_found_where_it_stands(letter: Letter) -> None:
    places = {note.span: f"noot {note.number}" for note in letter.footnotes}

    def place(span: Span) -> str:
        return next((name for each, name in places.items() if span in each), "tekst")

    found = [[place(each.span), *told((each,))[0]] for each in find(letter)]
    assert found == [[row["place"], *row["ref"]] for row in rows("letter.jsonl")]
    assert letter.source.letter_id == REAL.name


PIECES = [
    "Kamerstuk", "Kamerstukken II", "EK", "TK", " ", "  ", ", ", " en ", "nr. ", "nrs. ",
    "28 684", "28684", "21 501-03", "-", " VI", "A", "12", "5", " t/m ", "(", ")", ";", ".", "\n",
    "motie-Vos", "motie van de leden Vos en De Wit", " c.s.", "https://a.nl/x", "www.", "noot 1",
    "zie ", "Ibid.", "2022D53981", "4 november 2022", "/", "–",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=30), st.lists(st.sampled_from(PIECES), max_size=9)
)
def test_whatever_is_found_is_a_slice_in_one_paragraph_with_ids_of_a_known_form(
    body: list[str], note: list[str]
) -> None:
    letter = letter_of(f"x{''.join(body)}[1]", (f"x{''.join(note)}",))
    past = Span(0, 1)
    for each in find(letter):
        assert each.span.of(letter.text) == each.label
        assert "\n\n" not in each.label
        assert each.span == past or each.span.start >= past.end or past == Span(0, 1)
        past = each.span
        if each.kind in {ReferenceKind.DOCUMENT, ReferenceKind.MOTION}:
            assert all(OFFICIAL.fullmatch(target) for target in each.targets)
        if each.kind is ReferenceKind.DOSSIER:
            assert address_of(each.target).startswith("https://zoek.officielebekendmakingen.nl/d")


@pytest.mark.parametrize("id", ["kst-1-1", "kst-28684-720\n", "kst-28684-../x", "28684", "", "x"])
def test_an_address_is_made_of_a_checked_id_and_nothing_else(id: str) -> None:
    assert address_of(id) == (
        "https://zoek.officielebekendmakingen.nl/dossier/28684" if id == "28684" else ""
    )


@pytest.mark.quiet
@pytest.mark.parametrize(
    "repeated",
    ["motie-Vos, ", "Kamerstuk 28 684, nr. 5 en ", "(28 684", "https://a.nl/)", "zie noot 1, "],
)
def test_a_letter_of_nothing_but_beginnings_takes_no_longer_than_it_is_long(repeated: str) -> None:
    short, long = (letter_of(repeated * (length // len(repeated))) for length in (50_000, 400_000))
    began = time.perf_counter()
    find(short)
    between = time.perf_counter()
    find(long)
    assert time.perf_counter() - between < 8 * 4 * (between - began) + 0.5
