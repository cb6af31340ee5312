"""Lines put together again: laws that hold for every text, and cases that Dutch decides."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.letter.read.pdf.lines import Raised, Spelled
from qa.letter.read.pdf.text import Words, joined

NO_WORDS = Words(frozenset(), parts_words=True)
WORD = st.text("abcdéëUZ0123456789.,;()", min_size=1, max_size=12)


def text_of(*lines: str, known: frozenset[str] = frozenset(), parts_words: bool = True) -> str:
    return joined(map(Spelled, lines), Words(known, parts_words)).text


@given(st.lists(WORD, min_size=1, max_size=40), st.integers(13, 60))
def test_a_text_that_is_cut_into_lines_comes_back(words: list[str], width: int) -> None:
    whole = " ".join(words)
    lines = textwrap.wrap(whole, width, break_long_words=False, break_on_hyphens=False)
    assert text_of(*lines) == whole


@given(st.lists(st.tuples(WORD, st.booleans()), min_size=1, max_size=20))
def test_raised_digits_stay_behind_the_word_that_they_followed(
    lines: list[tuple[str, bool]],
) -> None:
    spelled = [
        Spelled(text, (Raised(len(text), "1"),) if is_raised else ()) for text, is_raised in lines
    ]
    whole = joined(spelled, NO_WORDS)
    ends = [whole.text[: each.offset].rpartition(" ")[2] for each in whole.raised]
    assert ends == [text for text, is_raised in lines if is_raised]


@pytest.mark.parametrize(
    ("above", "below", "wanted"),
    [
        ("de maat-", "regelen van", "de maatregelen van"),
        ("de in-", "en uitvoer", "de in- en uitvoer"),
        ("het RIVM-", "rapport", "het RIVM-rapport"),
        ("de 2030-", "doelen", "de 2030-doelen"),
        ("in Noord-", "Holland", "in Noord-Holland"),
        ("een e-", "mail", "een e-mail"),
        ("het is – naar wij menen –", "waar", "het is – naar wij menen – waar"),
        ("zie https://voorbeeld.nl/een-", "twee.html", "zie https://voorbeeld.nl/een-twee.html"),
        ("zie www.voorbeeld.nl/", "twee.html", "zie www.voorbeeld.nl/twee.html"),
        ("een streep -", "los", "een streep - los"),
    ],
)
def test_what_a_hyphen_at_the_end_of_a_line_means(above: str, below: str, wanted: str) -> None:
    assert text_of(above, below) == wanted


def test_a_word_that_stands_elsewhere_decides() -> None:
    assert text_of("publiek-", "private", known=frozenset({"publiek-private"})) == "publiek-private"
    known = frozenset({"medeoverheden"})
    assert text_of("mede-", "overheden", known=known, parts_words=False) == "medeoverheden"


def test_where_a_letter_parts_no_words_a_hyphen_stays() -> None:
    assert text_of("economie-", "opgave", parts_words=False) == "economie-opgave"
