"""A list is one paragraph with the sentence that leads to it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qa.letter.build import load
from qa.letter.lists import with_lists
from qa.letter.read.received import Marker, Part, Role
from tests.letter.factories import make

BODY = """1 Aanpak

Wij doen drie dingen:

• meten;

• rekenen;1

• varen.

Daarna volgt de rest."""


def part(role: Role, text: str, *markers: Marker) -> Part:
    return Part(role, text, "regel 1", markers)


def test_items_stand_below_what_leads_to_them(tmp_path: Path) -> None:
    letter = load(make(tmp_path, BODY, ("Met de hand.",)))
    texts = [block.span.of(letter.text) for block in letter.blocks]
    assert texts[2:] == [
        "Wij doen drie dingen:\n• meten;\n• rekenen;\n• varen.",
        "Daarna volgt de rest.",
    ]
    (note,) = letter.footnotes
    assert note.sentence.of(letter.text) == "• rekenen;"


def test_items_after_a_whole_sentence_are_a_text_of_their_own() -> None:
    parts = [
        part(Role.TEXT, "Dit is het plan."),
        part(Role.ITEM, "a) meten", Marker(1, 8)),
        part(Role.ITEM, "b) varen", Marker(2, 8)),
        part(Role.HEADING, "Slot:"),
        part(Role.ITEM, "c) rusten"),
    ]
    found = list(with_lists(parts))
    assert [(each.role, each.text) for each in found] == [
        (Role.TEXT, "Dit is het plan."),
        (Role.TEXT, "a) meten\nb) varen"),
        (Role.HEADING, "Slot:"),
        (Role.ITEM, "c) rusten"),
    ]
    assert found[1].markers == (Marker(1, 8), Marker(2, 17))


roles = st.sampled_from([Role.TEXT, Role.ITEM, Role.HEADING, Role.TABLE])
anything = st.lists(st.builds(part, roles, st.text("ab:. ", min_size=1, max_size=8)), max_size=12)


@given(anything)
def test_no_text_is_lost_or_moved(parts: list[Part]) -> None:
    assert "\n".join(each.text for each in with_lists(parts)) == "\n".join(
        each.text for each in parts
    )
