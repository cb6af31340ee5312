"""Canonical text, words, stems and sentence bounds, the last with gold/sentences.jsonl."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dutch.text import (
    codes,
    fold,
    normalise,
    part_around,
    sentences,
    stem,
    stems,
    uncut,
    words,
)
from qa.types import Span

GOLD = Path(__file__).parents[1] / "gold" / "sentences.jsonl"
CASES = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]

# What Dutch letters are made of, so that bounds, abbreviations and quotes meet in every order.
PIECES = "Dat is fte. jl. nr. c.s. F.M. 8. 62,57% 1.772.761 art. . ’s É é « » ( ) ? ! … ..."
DUTCH = st.lists(st.sampled_from([*PIECES.split(), "\n", "\t", "\u00a0", ""])).map(" ".join)
ANY_TEXT = st.text() | DUTCH


def marked(case: dict[str, Any]) -> Any:
    failing = (
        [pytest.mark.xfail(strict=True, reason=case["why"])] if "known_failure" in case else []
    )
    return pytest.param(case, id=case["id"], marks=failing)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_a_paragraph_is_cut_into_its_sentences(case: dict[str, Any]) -> None:
    text = case.get("join", " ").join(case["sentences"])
    assert [span.of(text) for span in sentences(text)] == case["sentences"], case["why"]


@pytest.mark.parametrize(
    ("span", "part"),
    [
        (Span(0, 2), "In 2020"),
        (Span(9, 12), " 907"),
        (Span(14, 17), " 1,5 daarvan"),
        (Span(6, 10), "In 2020, 907"),
    ],
)
def test_a_part_stands_between_the_marks_around_it(span: Span, part: str) -> None:
    text = "In 2020, 907, 1,5 daarvan"
    assert part_around(text, span, re.compile(r",(?= )")).of(text) == part


def test_the_cases_have_ids_of_their_own() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES)


@given(ANY_TEXT)
def test_sentences_stand_in_order_and_hold_every_character_but_white_space(text: str) -> None:
    spans = sentences(text)
    held = "".join(span.of(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
    assert "".join(held.split()) == "".join(text.split())


@given(ANY_TEXT)
def test_a_sentence_is_not_cut_again(text: str) -> None:
    for span in sentences(text):
        assert [again.of(span.of(text)) for again in sentences(span.of(text))] == [span.of(text)]


@pytest.mark.parametrize(
    ("received", "canonical"),
    [
        ("28\u00a0684", "28 684"),
        ("a\u2009b\u202fc\u2007d\te", "a b c d e"),
        ("e\u200d\u0301", "é"),
        ("\u2002\u2003\u3000", "   "),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("cafe\u0301", "café"),
        ("on\u00adder\u200bzoek\ufeff", "onderzoek"),
        ("noot↩\ufe0e", "noot↩"),
        ("«Alleen jij» – 2011–2021 ’s", "«Alleen jij» – 2011–2021 ’s"),
        ("", ""),
    ],
)
def test_text_is_normalised(received: str, canonical: str) -> None:
    assert normalise(received) == canonical


@given(ANY_TEXT | st.text(st.sampled_from("e\u0301\u0327\u200b\u200d\u00ad\u00a0\u2002\r\n\t ")))
def test_normalised_text_is_canonical_and_stays_as_it_is(text: str) -> None:
    once = normalise(text)
    assert not set(once) & set("\r\t\u00a0\u2007\u2009\u202f\u00ad\u200b\u2060\ufeff")
    assert unicodedata.is_normalized("NFC", once)
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Geïnformeerd", "geinformeerd"),
        ("ÉÉN", "een"),
        ("Yeşilgöz", "yesilgoz"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("2021", "2021"),
    ],
)
def test_a_word_is_folded_for_matching(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In 2019 waren er 1.174 overvallen.",
            ["in", "2019", "waren", "er", "1.174", "overvallen"],
        ),
        (
            "62,57% van Zorg- en Veiligheidshuizen",
            ["62,57", "van", "zorg", "en", "veiligheidshuizen"],
        ),
        ("re_B00TCMP, Covid-19 en 2-staps", ["re_b00tcmp", "covid", "19", "en", "2", "staps"]),
        ("(ex-)gedetineerde «rio»", ["ex", "gedetineerde", "rio"]),
        ("", []),
        (" .,!«» ", []),
    ],
)
def test_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert [word.folded for word in words(text)] == expected


@given(ANY_TEXT)
def test_a_word_stands_where_it_says_and_keeps_every_digit_of_the_text(text: str) -> None:
    found = words(text)
    assert all(fold(word.span.of(text)) == word.folded for word in found)
    held = "".join(word.span.of(text) for word in found)
    assert [c for c in held if c.isdigit()] == [c for c in text if c.isdigit() and c.isalnum()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("woninginbraak", "woninginbraken"),
        ("gemeente", "gemeenten"),
        ("delict", "delicten"),
        ("dalende", "dalend"),
    ],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("geweld", "wel"), ("gebied", "bied"), ("gemeente", "meen"), ("getal", "tal")],
)
def test_the_prefix_ge_is_no_inflection(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_stems_are_those_of_the_words_in_order() -> None:
    assert stems("Overvallen in Gemeenten, 1.174") == ("overvall", "in", "gemeent", "1.174")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hoeveel overvallen in 2019?", ["2019"]),
        ("op de B2,5 (v2.0), om 12:30.", ["B2,5", "v2.0", "12:30"]),
        ("bij jan2.0@b3.nl.", ["jan2.0@b3.nl"]),
        ("m², ½ en Ⅳ!", ["m²", "½", "Ⅳ"]),
        ("re-integratie, of niet", []),
    ],
)
def test_a_code_is_what_is_written_in_one_piece_with_a_digit(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in codes(text)] == found


def test_a_span_is_widened_to_the_codes_that_it_cuts() -> None:
    text = "niet v2.0 en B2,5 x"
    pieces = codes(text)
    assert uncut(Span(0, 6), pieces).of(text) == "niet v2.0"
    assert uncut(Span(6, 15), pieces).of(text) == "v2.0 en B2,5"
    assert uncut(Span(10, 12), pieces).of(text) == "en"
