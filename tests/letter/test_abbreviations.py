"""Abbreviations are learned from the place that introduces them, and from no other brackets."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.letter.abbreviations import abbreviations, full_name
from qa.letter.build import load

ROOT = Path(__file__).parents[2]


def test_the_letters_own_abbreviations_are_learned() -> None:
    found = abbreviations([load(ROOT / "corpus" / "kst-28684-720").text])
    assert found == {
        "ajb": ("allen", "jij", "bepaalt", "wie", "bent"),
        "ccv": ("centrum", "criminaliteitspreventie", "veilig"),
        "cho": ("collectiev", "horecaontzegg"),
        "hic": ("high", "impact", "crimes"),
        "ipta": ("integral", "persoonsgericht", "toeleid", "arbeid"),
        "khn": ("konink", "horeca", "nederland"),
        "nji": ("nederland", "jeugdinstitut"),
        "pit": ("preventiev", "interventie", "team"),
        "rio": ("re", "integratie", "officier"),
        "shn": ("slachtofferhulp", "nederland"),
        "wmg": ("wet", "middelenonderzoek", "geweldpleger"),
    }


@pytest.mark.parametrize(
    ("short", "before", "full"),
    [
        ("OM", "vervolging door het Openbaar Ministerie", "Openbaar Ministerie"),
        ("rio", "de re-integratie-officier", "re-integratie-officier"),
        ("NJi", "van het Nederlands Jeugdinstituut", "Nederlands Jeugdinstituut"),
        ("herhaald", "Preventie", ""),
        ("XYZ", "de politie en het Openbaar Ministerie", ""),
        ("OM", "", ""),
        ("jong", "de jongeren", ""),
    ],
)
def test_a_full_name_begins_with_the_first_letter_and_holds_the_others(
    short: str, before: str, full: str
) -> None:
    assert full_name(short, before) == full


def test_brackets_within_a_word_are_no_abbreviation() -> None:
    assert abbreviations(["vele jonge ouders en nog geen (jong)volwassenen"]) == {}


def test_the_first_full_name_counts() -> None:
    texts = ["het Openbaar Ministerie (OM)", "de Onze Moeder (OM)"]
    assert abbreviations(texts) == {"om": ("openbar", "ministerie")} or abbreviations(texts) == {}
