"""All forms of a word have one root, and words that only look alike have two.

forms.jsonl holds pairs that the rules were made with, forms_unseen.jsonl pairs that they were only
measured on: what fails there is not mended word by word. Each pair is the `same` word, `kin` (a
verb or adjective and the noun made of it), `derived` from another, or `different`.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dutch.endings import without_ending
from qa.dutch.forms import is_participle, kin, root, verb_root
from qa.dutch.irregular import PARTICIPLE, PAST

HERE = Path(__file__).parent

letters = st.text("abcdefghijklmnopqrstuvwxyzéëïöü’'", min_size=1, max_size=24)
pieces = st.lists(
    st.sampled_from(
        "ge be ver op aan loop werk teken kom nam daal huiz t d e en s te de end".split()
    ),
    min_size=1,
    max_size=6,
).map("".join)


def said(one: str, other: str) -> str:
    if root(one) == root(other):
        return "same"
    return "kin" if kin(one) == kin(other) else "different"


def counted(name: str) -> Counter[tuple[str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]
    return Counter((pair["are"], said(pair["one"], pair["other"])) for pair in pairs)


def measured(counts: Counter[tuple[str, str]], alike: set[str]) -> tuple[float, float]:
    """Return precision and recall of calling two words alike."""
    right = sum(n for (are, called), n in counts.items() if are in alike and called in alike)
    called = sum(n for (_, called), n in counts.items() if called in alike)
    wanted = sum(n for (are, _), n in counts.items() if are in alike)
    return right / called, right / wanted


@pytest.mark.parametrize(
    ("name", "pairs", "same", "akin"),
    [
        ("forms.jsonl", 526, (0.97, 0.99), (0.99, 0.93)),
        ("forms_unseen.jsonl", 475, (0.97, 0.97), (0.98, 0.90)),
    ],
)
def test_pairs_are_told_apart_as_often_as_was_measured(
    name: str, pairs: int, same: tuple[float, float], akin: tuple[float, float]
) -> None:
    counts = counted(name)
    assert counts.total() == pairs
    assert all(map(float.__ge__, measured(counts, {"same"}), same))
    assert all(map(float.__ge__, measured(counts, {"same", "kin"}), akin))


@pytest.mark.parametrize(
    "forms",
    [
        "overval overvallen",
        "gemeente gemeenten gemeentes",
        "foto foto’s",
        "daalde daalden gedaald dalen daalt",
        "verleend verlenen verleende verleent",
        "gesloopt sloop slopen",
        "wachten wachtenden wacht gewacht",
        "aanvraag aanvragen aangevraagd",
        "hoog hoger hoogste",
        "afnemen afgenomen afnam afnamen",
        "tekenen tekende getekend tekent teken",
        "mogelijkheid mogelijkheden",
        "politicus politici",
        "bevelen bevolen beval",
        "effectief effectiever",
    ],
)
def test_the_forms_of_a_word_share_a_root(forms: str) -> None:
    assert len({root(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    ["bom boom", "man maan", "bot boot", "vis vies", "rok rook", "plan plant", "maan maand"],
)
def test_words_that_look_alike_keep_their_roots(words: str) -> None:
    one, other = words.split()
    assert root(one) != root(other)


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("daling", "gedaald"),
        ("bewoners", "bewonen"),
        ("toename", "toegenomen"),
        ("registratie", "geregistreerd"),
        ("veiligheid", "veiliger"),
    ],
)
def test_a_noun_is_kin_to_what_it_is_made_of_and_no_form_of_it(noun: str, verb: str) -> None:
    assert root(noun) != root(verb)
    assert kin(noun) == kin(verb)


def test_a_verb_has_one_root_with_and_without_its_particle() -> None:
    forms = ["leverde", "opgeleverd", "opgeleverde", "opleveren", "oplevering"]
    assert {verb_root(form) for form in forms} == {"leveer"}
    assert verb_root("namen") == verb_root("afgenomen") != root("namen") == root("naam")


@given(letters | pieces)
def test_a_root_is_its_own_root_whatever_the_case(word: str) -> None:
    assert root(root(word)) == root(word) == root(word.upper())
    assert root(word) != ""
    assert kin(word) != ""
    assert verb_root(word) != ""


@given(st.text(min_size=1))
def test_a_root_is_its_own_root_in_any_script(text: str) -> None:
    assert root(root(text)) == root(text) != ""


def test_no_irregular_verb_leads_back_to_itself() -> None:
    for is_verb in (True, False):
        for form in [*PAST, *PARTICIPLE, *("ge" + each for each in PARTICIPLE)]:
            seen = [form]
            while (after := without_ending(seen[-1], is_verb=is_verb)) != seen[-1]:
                assert after not in seen
                seen.append(after)


def test_what_is_too_long_for_a_word_is_left_as_it_is() -> None:
    assert root("en" * 50_000) == "en" * 50_000


@pytest.mark.parametrize(
    "word", ["aangelegd", "verkocht", "gedwongen", "afgenomen", "ingericht", "getrokken"]
)
def test_what_was_done_is_a_participle(word: str) -> None:
    assert is_participle(word)


@pytest.mark.parametrize("word", ["gemeenten", "gevallen", "gebied", "geld", "gebouwen", "mensen"])
def test_a_noun_that_looks_like_one_is_no_participle(word: str) -> None:
    assert not is_participle(word)
