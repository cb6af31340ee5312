"""What some texts tell of their nouns: the other number, the article, the parts of a compound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dutch.vocabulary import OtherNumber, Vocabulary

TEXT = """
De bouw van woningen kost tijd. In 2023 leverde de nieuwbouw 69 000 woningen op; er is een tekort.
Het kabinet bouwt door: gemeenten bouwen, en 500 nieuwbouwwoningen zijn gebouwd. Een woning is duur.
Het verkeer eiste veel doden. Het grote dossier ligt er, en alle dossiers blijven.
Het jaar was kort.
Twee jaren later nam het af. De gemeente kreeg vergunningen. Het lid sprak met de Kamerleden in de
Kamer. Een huis kost geld, huizen kosten geld. De telling en de taak, zo stelde
zij. De aanpak hielp. De minister.
De staat en de staatsschuld, schuld. Op 1 oktober, vanaf oktober, tot oktober, na oktober.
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.of([TEXT])


@pytest.mark.parametrize(
    ("word", "other", "is_plural", "is_seen"),
    [
        ("woning", "woningen", True, True),
        ("woningen", "woning", False, True),
        ("jaar", "jaren", True, True),
        ("huizen", "huis", False, True),
        ("dossier", "dossiers", True, True),
        ("gemeenten", "gemeente", False, True),
        ("minister", "ministers", True, False),
        ("nieuwbouwwoningen", "nieuwbouwwoning", False, False),
        ("veiligheid", "veiligheden", True, False),
    ],
)
def test_the_other_number_is_seen_or_follows_a_safe_rule(
    vocabulary: Vocabulary, word: str, other: str, is_plural: bool, is_seen: bool
) -> None:
    found = vocabulary.other_number(word)
    assert found == OtherNumber(other, is_plural=is_plural, is_seen=is_seen)


@pytest.mark.parametrize("word", ["bouw", "tekort", "aanpak", "oktober", "artikel", "minder"])
def test_where_neither_texts_nor_a_rule_tell_there_is_no_other_number(
    vocabulary: Vocabulary, word: str
) -> None:
    assert vocabulary.other_number(word) is None


@pytest.mark.parametrize(
    ("word", "article"),
    [
        ("bouw", "de"),
        ("kabinet", "het"),
        ("dossier", "het"),
        ("jaren", "de"),
        ("veiligheid", "de"),
        ("bouwdossier", "het"),
        ("tekort", ""),
    ],
)
def test_the_article_is_the_one_that_the_texts_use(
    vocabulary: Vocabulary, word: str, article: str
) -> None:
    assert vocabulary.article(word) == article


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("nieuwbouwwoningen", ("nieuwbouw", "woningen")),
        ("bouwvergunningen", ("bouw", "vergunningen")),
        ("verkeersdoden", ("verkeer", "doden")),
        ("Staatsschulden", ("staat", "schulden")),
        ("bouw-dossiers", ("bouw", "dossiers")),
        ("taakstelling", ()),
        ("woning", ()),
        ("overvallen", ()),
    ],
)
def test_a_compound_is_cut_into_words_of_the_texts(
    vocabulary: Vocabulary, compound: str, parts: tuple[str, ...]
) -> None:
    assert vocabulary.parts(compound) == parts


def test_two_ways_to_cut_that_are_as_good_give_none() -> None:
    assert Vocabulary.of(["Lood, staart, loods, taart."]).parts("loodstaart") == ()


def test_the_head_says_what_a_compound_is(vocabulary: Vocabulary) -> None:
    assert vocabulary.head("nieuwbouwwoningen") == "woningen"
    assert vocabulary.head("Woning") == "woning"


@given(st.text(max_size=80) | st.text("abeknorstuwd", max_size=80))
def test_any_text_is_taken_and_its_parts_are_four_letters_at_least(text: str) -> None:
    made = Vocabulary.of([TEXT, text])
    assert made.counts.total() >= len(TEXT.split())
    assert all(len(part) >= 4 for part in made.parts(text.replace("-", "")))
    assert made.article(text) in ("de", "het", "")
