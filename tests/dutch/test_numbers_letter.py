"""The quantities of a whole letter, as it came: the marks of its footnotes not yet taken off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qa.dutch.numbers import Kind, scan

LETTER = Path(__file__).parents[2] / "corpus" / "kst-28684-720" / "letter.txt"
DATED = date(2022, 12, 14)
TEXT = LETTER.read_text("utf-8").replace("\u00a0", " ")


def found(start: str, *kinds: Kind) -> list[str]:
    """Return what is printed for the findings of some kinds in the paragraph that starts so."""
    (paragraph,) = (line for line in TEXT.splitlines() if line.strip().startswith(start))
    return [item.surface for item in scan(paragraph, DATED) if item.kind in kinds]


@pytest.mark.parametrize(
    ("start", "quantities"),
    [
        ("De daling van het aantal", ["tien jaar", "zo’n twee à drie"]),
        ("Jeugdigen en (jong)volwassenen", ["zes fte", "vijf", "13", "18 fte"]),
        (
            "Uit diverse onderzoeken",
            ["achttien", "vijf", "vijf", "vijf keer", "drie", "Gemiddeld zijn er 35"],
        ),
        ("Het afgelopen jaar is in een aantal", ["ruim 100"]),
        ("De inzet van camerabeelden", ["bijna 321.000", "4"]),
        ("In de praktijk blijkt", ["vier"]),
        ("De afgelopen jaren zorgden", ["drie", "1.772.761", "7.036", "311", "vier", "139", "15"]),
        ("Inmiddels zijn in de pilot", ["twaalf", "zes"]),
        (
            "Voor de doelgroep (ex-)",
            ["18–27 jaar", "vijf", "twee", "onder de 18 jaar", "4 fte", "28 fte"],
        ),
        ("De jaarlijkse campagne", ["9,2 miljoen keer", "74% tot 82%"]),
        ("12. A. Spruit", ["tussen de 12 en 18 jaar", "tot twee keer", "tot drie keer"]),
        ("16. De stijging", ["ruim 75%", "10%", "ruim 1,7 miljoen"]),
        ("25. Aantal geregistreerde", ["280.000"]),
        ("Straatroven 28%", ["28%", "29,2%", "30%", "32,6%", "38,56%"]),
        ("Procentuele ontwikkeling", ["-70%", "-72%", "-74%", "-33%"]),
        ("Op tijd signaleren", []),
        ("Er is een groep mensen", []),
    ],
)
def test_a_paragraph_holds_these_quantities_and_no_others(
    start: str, quantities: list[str]
) -> None:
    assert found(start, Kind.QUANTITY) == quantities


@pytest.mark.parametrize(
    ("start", "dates"),
    [
        ("De jaarlijkse campagne", ["18 juli tot 15 augustus jl."]),
        ("44. Volgend jaar", ["Volgend jaar", "week 41"]),
        ("25. Aantal geregistreerde", ["tot 1 november 2022", "september 2021"]),
        ("23. Jaarverantwoording", ["2019", "2020", "2021"]),
        (
            "Voor een effectieve aanpak",
            [
                "2017",
                "2022",
                "per 1 juli jl.",
                "2020",
                "4 april 2022",
                "2020",
                "eerste helft van 2023",
            ],
        ),
    ],
)
def test_a_paragraph_holds_these_dates_and_no_others(start: str, dates: list[str]) -> None:
    assert found(start, Kind.DATE) == dates


def test_references_and_names_are_kept_apart() -> None:
    start = "De afgelopen jaren zorgden"
    assert found(start, Kind.IDENTIFIER) == ["art. 437 Sr"]
    # a marker glued to a word reads as a name until its reader takes it off
    assert found(start, Kind.NAME) == ["helingaanpak31", "437terSr", "437Sr", "437terSr"]


def test_the_table_is_eleven_years_of_four_counts() -> None:
    rows = [line for line in TEXT.splitlines() if line[:4].isdigit() and line[4:5] == " "]
    kinds = [[item.kind for item in scan(row, DATED)] for row in rows]
    assert kinds == [[Kind.DATE, *[Kind.QUANTITY] * 4]] * 11
