"""A table of contents holds each heading of a letter once, with where it begins."""

from __future__ import annotations

import pytest

from qa.say.outline import Heading, outline
from qa.store.index import Index
from qa.types import Kind, Passage, Span

LETTER = "kst-28684-720"


def passages(*paths: tuple[str, ...], kind: Kind = Kind.PARAGRAPH) -> list[Passage]:
    return [
        Passage(f"kst-1-1:p{n}", "kst-1-1", Span(n, n + 1), "x", path, kind, (), "", "")
        for n, path in enumerate(paths, start=1)
    ]


def shown(found: tuple[Heading, ...]) -> list[tuple[str, str, int, str]]:
    return [(h.number, h.title, h.level, h.passage_id.partition(":")[2]) for h in found]


def test_the_real_letter_has_its_headings_in_order(index: Index) -> None:
    found = shown(outline(index.passages.of_letter(LETTER)))
    assert len(found) == 33
    assert found[:4] == [
        ("", "Inleiding", 1, "p6"),
        ("", "Overkoepelende strategie", 1, "p8"),
        ("1", "Ontwikkeling high impact crimes", 1, "p12"),
        ("2", "Preventie (herhaald) daderschap", 1, "p17"),
    ]
    assert ("2.2.1", "Wet en regelgeving", 3, "p33") in found
    assert ("", "Middelengebruik", 4, "p33") in found
    assert found[-1] == ("", "Tot slot", 1, "p57")


def test_a_heading_without_text_of_its_own_leads_to_what_stands_below_it() -> None:
    assert shown(outline(passages(("2 Zorg", "2.1 Wonen"), ("2 Zorg", "2.2 Werk")))) == [
        ("2", "Zorg", 1, "p1"),
        ("2.1", "Wonen", 2, "p1"),
        ("2.2", "Werk", 2, "p2"),
    ]


def test_the_same_title_under_another_heading_is_another_heading() -> None:
    found = outline(passages(("1 Wonen", "Cijfers"), ("2 Werk", "Cijfers"), ("2 Werk", "Cijfers")))
    assert shown(found) == [
        ("1", "Wonen", 1, "p1"),
        ("", "Cijfers", 2, "p1"),
        ("2", "Werk", 1, "p2"),
        ("", "Cijfers", 2, "p2"),
    ]


@pytest.mark.parametrize("kind", [Kind.LETTERHEAD, Kind.SIGNATURE, Kind.FOOTNOTE])
def test_what_is_no_text_of_the_letter_has_no_heading(kind: Kind) -> None:
    assert outline(passages(("Aanhef", "Voetnoot 1"), kind=kind)) == ()


def test_a_year_at_the_end_of_a_title_is_no_number_of_the_heading() -> None:
    (found,) = outline(passages(("Terugblik op 2021",)))
    assert (found.number, found.title) == ("", "Terugblik op 2021")
