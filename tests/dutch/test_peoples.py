"""A country or place, its people and what comes from it are one; two countries never are."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from qa.dutch.peoples import same_people

PEOPLES = [
    "Syrisch Syrische Syriër Syriërs Syrië",
    "Turks Turkse Turken Turkije",
    "Iraaks Iraakse Irakees Irakezen Irak",
    "Iraans Iraanse Iraniërs Iran",
    "Nederlands Nederlandse Nederlander Nederlanders Nederland",
    "Duits Duitse Duitsers Duitsland",
    "Marokkaans Marokkanen Marokko",
    "Afghaans Afghanen Afghanistan",
    "Eritrees Eritrese Eritreeërs Eritrea",
    "Oekraïens Oekraïense Oekraïners Oekraïne",
    "Chinees Chinezen China",
    "Somalisch Somaliërs Somalië",
    "Belgisch Belgen België",
    "Engels Engelsen Engeland",
    "Nigeria Nigeriaans Nigerianen",
    "Niger",
    "Palestijns Palestijnen Palestina",
    "Groningen Gronings Groningers",
    "Rotterdam Rotterdams Rotterdammers",
    "Oostenrijk Oostenrijks Oostenrijkers",
    "Indonesië Indonesisch",
    "Australië Australisch",
    "Slovenië Sloveens",
    "Slowakije Slowaaks",
]


@pytest.mark.parametrize("names", PEOPLES)
def test_a_country_and_its_people_are_one(names: str) -> None:
    assert all(same_people(*pair) for pair in combinations(names.split(), 2))


def test_two_countries_are_never_one() -> None:
    mixed = [
        (one, other)
        for first, second in combinations(PEOPLES, 2)
        for one, other in product(first.split(), second.split())
        if same_people(one, other) or same_people(other, one)
    ]
    assert mixed == []
