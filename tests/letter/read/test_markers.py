"""Markers are told from numbers by their place in the rising series; a tie costs only itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.letter.read.lines import Raw
from qa.letter.read.markers import find_markers, find_strays
from qa.types import Letter


def body(*texts: str) -> tuple[Raw, ...]:
    return tuple(Raw(text, 10 * number) for number, text in enumerate(texts, start=1))


def found(*texts: str, notes: int) -> list[str]:
    """Return what stands before each marker."""
    blocks = body(*texts)
    return [blocks[m.block].text[: m.start][-6:] for m in find_markers(blocks, notes).certain]


def test_all_51_markers_of_the_letter_are_linked_in_order(letter: Letter) -> None:
    assert [note.number for note in letter.footnotes] == list(range(1, 52))
    anchors = [note.anchor for note in letter.footnotes]
    assert anchors == sorted(anchors)


@pytest.mark.parametrize(
    ("number", "before"),
    [
        (4, "de periode 2011 tot en met 2021."),
        (9, "de aangenomen motie van het lid van uw Kamer Van der Werf"),
        (19, "gedragsinterventie «re_B00TCMP»"),
        (30, "Collectieve horecaontzegging (CHO)"),
        (35, "Zorg- en Veiligheidshuizen 2021–2024."),
        (45, "conform de motie van het lid Den Haan c.s.,"),
        (46, "door de respondenten gewaardeerd met een 8."),
        (50, "een hoge zelfeffectiviteit"),
    ],
)
def test_a_marker_is_anchored_where_it_stood(letter: Letter, number: int, before: str) -> None:
    anchor = letter.footnotes[number - 1].anchor
    assert letter.text[:anchor].endswith(before)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (22, "Door de stevige inzet op opsporing"),
        (44, "In 2022 was het overkoepelende thema"),
        (46, "De campagne wordt door de respondenten gewaardeerd met een 8."),
    ],
)
def test_a_note_is_tied_to_the_sentence_that_carries_it(
    letter: Letter, number: int, sentence: str
) -> None:
    assert letter.footnotes[number - 1].sentence.of(letter.text).startswith(sentence)


def test_the_score_of_the_campaign_is_never_printed_with_its_marker(letter: Letter) -> None:
    assert "8.46" not in letter.text
    assert "8,46" not in letter.text


def test_a_marker_that_lost_its_note_is_left_out_and_reported(letter: Letter) -> None:
    ((offset, digits),) = letter.strays
    assert digits == "12"
    assert letter.text[:offset].endswith("een jaar eerder.")
    assert letter.text[offset:].startswith(" Het CBS constateert")


def test_a_decimal_number_is_no_marker_where_a_word_carries_one() -> None:
    assert found("Eerst 9.1 miljoen en dan een noot.1 Einde.", notes=1) == [" noot."]


def test_a_number_with_a_glued_marker_is_read_when_nothing_else_can_hold_it() -> None:
    assert found("Een noot.1 En een 8.2 Slot.3", notes=3) == [" noot.", "een 8.", " Slot."]


@pytest.mark.parametrize(
    ("text", "notes", "kept"),
    [
        ("op 9 mei 20231 heb ik, en later.2", 2, ["op 9 mei 2023| heb ik, en later.|"]),
        ("geschat op 20.8001 woningen", 1, ["geschat op 20.800| woningen"]),
        ("het beleid [1] en de rest[2].", 2, ["het beleid| en de rest|."]),
        ("het beleid.1,2 En de rest.3", 3, ["het beleid.|| En de rest.|"]),
        ("het beleid.1 2 En de rest.3", 3, ["het beleid.|| En de rest.|"]),
        ("het beleid.12 En de rest.3", 3, ["het beleid.|| En de rest.|"]),
        ("een woord1en dan nog een.2", 2, ["een woord|en dan nog een.|"]),
    ],
)
def test_glued_typed_and_adjacent_markers_are_found(text: str, notes: int, kept: list[str]) -> None:
    assert cut(text, notes=notes) == kept


def cut(*texts: str, notes: int) -> list[str]:
    """Return the blocks with a bar for each marker."""
    blocks = body(*texts)
    found = [block.text for block in blocks]
    for m in reversed(find_markers(blocks, notes).certain):
        found[m.block] = f"{found[m.block][: m.start]}|{found[m.block][m.end :]}"
    return found


def test_a_missing_marker_costs_no_other() -> None:
    found = find_markers(body("Een noot.1 En verder.", "Slot.3"), 3)
    assert [place.number for place in found.certain] == [1, 3]
    assert found.open == {2: ()}


def test_a_tie_costs_only_the_marker_that_may_stand_in_two_places() -> None:
    found = find_markers(body("Een.1 Twee.1 Drie.2 Slot.3"), 3)
    assert [place.number for place in found.certain] == [2, 3]
    assert [place.start for place in found.open[1]] == [4, 11]


def test_what_may_stand_anywhere_is_certain_nowhere() -> None:
    found = find_markers(body("Een.1 " * 101), 1)
    assert found.certain == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("tijdens Covid-19 daalde", 19),
        ("een groei van.12% in", 12),
        ("1.267 5.460", 267),
        ("in 2021 daalde", 21),
        ("bij 437terSr en", 437),
        ("een prijs van 9,2,5 euro", 2),
    ],
)
def test_names_percentages_and_parts_of_numbers_are_no_markers(text: str, number: int) -> None:
    rising = " ".join(f"woord.{n}" for n in range(1, number))
    assert find_markers(body(f"{rising} {text}"), number).open == {number: ()}


def test_a_letter_without_notes_has_no_markers() -> None:
    assert find_markers(body("In 2021.4 punten."), 0).certain == ()


@pytest.mark.parametrize(
    ("note", "places"),
    [("een jaar eerder.12 Het CBS", ["12"]), ("paragraaf 6.5 van het", []), ("wordt 8.46 De", [])],
)
def test_a_stray_is_glued_to_a_word_and_its_full_stop(note: str, places: list[str]) -> None:
    assert [note[left:right] for left, right in find_strays(note)] == places


words = st.text("abcdefgh", min_size=3, max_size=8)


@given(st.lists(words, min_size=1, max_size=40))
def test_markers_glued_to_words_are_always_found_again(chosen: list[str]) -> None:
    text = " ".join(f"{word}.{number}" for number, word in enumerate(chosen, start=1))
    markers = find_markers(body(text), len(chosen)).certain
    assert [text[m.start : m.end] for m in markers] == [str(n + 1) for n in range(len(chosen))]


@given(st.text("ab 123.,", max_size=60), st.integers(0, 4))
def test_whatever_the_text_each_note_has_one_marker_or_is_left_open(text: str, notes: int) -> None:
    found = find_markers(body(text), notes)
    numbers = [m.number for m in found.certain]
    assert sorted({*numbers, *found.open}) == list(range(1, notes + 1))
    assert numbers == sorted(set(numbers))
    assert all(a.end <= b.start for a, b in pairwise(found.certain))
