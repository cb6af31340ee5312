"""Passages are literal slices that cover the letter, none too long, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.letter.build import load
from qa.letter.split import LONGEST_PASSAGE, split
from qa.types import Kind, Letter, Passage
from tests.letter.factories import make
from tests.properties import tries


@pytest.fixture(scope="module")
def passages(letter: Letter) -> tuple[Passage, ...]:
    return split(letter)


def test_every_passage_is_the_slice_that_its_span_names(
    letter: Letter, passages: tuple[Passage, ...]
) -> None:
    assert all(passage.text == passage.span.of(letter.text) for passage in passages)


def test_there_is_one_passage_a_footnote(passages: tuple[Passage, ...]) -> None:
    notes = [p for p in passages if p.kind is Kind.FOOTNOTE]
    assert [p.id for p in notes] == [f"kst-28684-720:noot{n}" for n in range(1, 52)]


def test_no_passage_is_longer_than_200_words(passages: tuple[Passage, ...]) -> None:
    assert LONGEST_PASSAGE == 200
    assert max(len(p.text.split()) for p in passages) <= 200


def test_the_notes_of_a_paragraph_are_carried_by_one_of_its_passages(
    passages: tuple[Passage, ...],
) -> None:
    carried = [note for p in passages for note in p.notes]
    assert carried == list(range(1, 52))


@pytest.mark.parametrize(
    ("start", "reference"),
    [
        ("Den Haag, 14", "Kamerstuk 28 684, nr. 720, Aanhef"),
        ("Hierbij sturen", "Kamerstuk 28 684, nr. 720, «Inleiding»"),
        ("Voor de doelgroep (ex-)", "Kamerstuk 28 684, nr. 720, par. 2.3.2"),
        ("De afgelopen jaren zorgden", "Kamerstuk 28 684, nr. 720, par. 2.2.1, «Heling»"),
        (
            "Aantal opgehelderde",
            "Kamerstuk 28 684, nr. 720, par. 2.2, «Ophelderingspercentages», noot 22",
        ),
        ("De Minister voor", "Kamerstuk 28 684, nr. 720, Ondertekening"),
    ],
)  # fmt: skip
def test_a_passage_is_cited_as_parliament_would(
    passages: tuple[Passage, ...], start: str, reference: str
) -> None:
    assert reference in [p.reference for p in passages if p.text.startswith(start)]


def test_a_long_paragraph_is_cut_between_sentences_into_even_parts(tmp_path: Path) -> None:
    sentence = "Deze zin telt precies acht woorden in totaal. "
    letter = load(make(tmp_path, "1 Kop\n\n" + (sentence * 30).strip()))
    parts = [p.text for p in split(letter) if p.kind is Kind.PARAGRAPH]
    assert [len(part.split()) for part in parts] == [120, 120]
    assert all(part.endswith(".") for part in parts)


def test_a_single_sentence_of_more_words_stays_whole(tmp_path: Path) -> None:
    letter = load(make(tmp_path, "1 Kop\n\n" + "woord " * 250 + "einde."))
    assert [len(p.text.split()) for p in split(letter) if p.kind is Kind.PARAGRAPH] == [251]


paragraphs = st.lists(st.sampled_from(["Een zin.", "Nog een, langere, zin.", "Kort.", "Wat nu!"]),
                      min_size=1, max_size=120)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=tries(40))
@given(st.lists(paragraphs, min_size=1, max_size=4))
def test_passages_cover_all_words_of_any_letter(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[list[str]]
) -> None:
    body = "\n\n".join(" ".join(sentences) for sentences in chosen)
    letter = load(make(tmp_path_factory.mktemp("letter"), f"1 Kop\n\n{body}"))
    made = [p.text for p in split(letter) if p.kind is Kind.PARAGRAPH]
    assert " ".join(made).split() == body.split()
