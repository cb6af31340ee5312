"""What several letters repeat is shown once, the newest, and another number is another text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.question.passages.duplicates import groups, repeats
from qa.types import Kind, Passage, Span

TEXT = "De politie en gemeenten werken samen aan de aanpak van heling in 311 gemeenten."


def passage(letter: str, text: str = TEXT, kind: Kind = Kind.PARAGRAPH) -> Passage:
    return Passage(f"{letter}:p1", letter, Span(0, len(text)), text, (), kind, (), "", "")


ONE, OTHER = passage("kst-1-1"), passage("kst-1-2")


@pytest.mark.parametrize(
    ("text", "is_repeated"),
    [
        (TEXT, True),
        (TEXT.replace("De politie", "Politie"), True),
        (TEXT.replace("311", "139"), False),
        (TEXT.replace("in 311 gemeenten", ""), False),
        ("Een heel andere tekst over de inzet van camera's in het uitgaansgebied.", False),
    ],
)
def test_nearly_all_words_and_all_numbers_are_the_same(text: str, is_repeated: bool) -> None:
    assert repeats(passage("kst-1-2", text), ONE) is is_repeated


def test_short_texts_and_notes_mean_something_else_in_each_place() -> None:
    assert not repeats(
        passage("kst-1-1", "Dit is van belang."), passage("kst-1-2", "Dit is van belang.")
    )
    notes = [replace(each, kind=Kind.FOOTNOTE) for each in (ONE, OTHER)]
    assert not repeats(*notes)


def test_one_letter_repeats_nothing() -> None:
    assert groups((ONE, replace(ONE, id="kst-1-1:p2"))) == (
        (ONE,),
        (replace(ONE, id="kst-1-1:p2"),),
    )


def test_a_group_stands_where_its_best_one_stood() -> None:
    between = passage(
        "kst-1-3", "Iets anders over de re-integratie-officier en zijn taken in 2022."
    )
    assert groups((ONE, between, OTHER)) == ((ONE, OTHER), (between,))
