"""docs/algoritmeregister.md holds every field of the publication standard, within its length.

The fields, their order, lengths and choices are those of the Publicatiestandaard van het
Algoritmeregister, version 1.0 (MinBZK; handbook v1.0.2, chapter 2). The figures in it are compared
with the table in README.md that they come from.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REGISTER = (ROOT / "docs/algoritmeregister.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")

# The longest that each may be, in characters; None where the standard sets no length.
FIELDS: dict[str, int | None] = {
    "Naam": 100,
    "Korte omschrijving": 350,
    "Organisatie": 100,
    "Thema": None,
    "Status": None,
    "Begindatum": None,
    "Einddatum": None,
    "Contactgegevens": None,
    "Link naar publiekspagina": None,
    "Publicatiecategorie": None,
    "Link naar bronregistratie": None,
    "Doel en impact": 2_500,
    "Afwegingen": 2_500,
    "Menselijke tussenkomst": 2_500,
    "Risicobeheer": 2_500,
    "Wettelijke basis": 2_500,
    "Link naar wettelijke basis": None,
    "Titel van wettelijke basis": 100,
    "Verwerkingsregister": None,
    "Impacttoets(en)": None,
    "Link naar impacttoets": None,
    "Toelichting op impacttoetsen": 2_500,
    "Gegevens": 2_500,
    "Link naar gegevensbron": None,
    "Titel van gegevensbron": 500,
    "Technische werking": 5_000,
    "Leverancier": 200,
    "Link naar broncode": None,
    "Taal": None,
    "Schema": None,
    "Bron-ID": 100,
    "Zoektermen": 2_500,
}
CHOICES = {
    "Status": {"In gebruik", "In ontwikkeling", "Buiten gebruik"},
    "Publicatiecategorie": {
        "Hoog-risico AI-systemen",
        "Impactvolle algoritmes",
        "Overige algoritmes",
    },
    "Taal": {"nld"},
    "Schema": {"1.0.0"},
}
FILLED = dict(re.findall(r"^### (.+)\n\n((?:(?!^#).*\n?)+)", REGISTER, re.MULTILINE))


def endings() -> dict[str, list[int]]:
    """Return the rows of README's table of endings: how often, for each set."""
    table = README[README.index("| right, or right to abstain") :].partition("\n\n")[0]
    rows = (
        [cell.strip(" *") for cell in line.strip("|").split("|")] for line in table.splitlines()
    )
    return {name: [int(count) for count in counts] for name, *counts in rows}


def test_every_field_of_the_standard_is_there_in_its_order() -> None:
    assert list(FILLED) == list(FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_filled_in_within_its_length(field: str) -> None:
    text = " ".join(FILLED[field].split())
    assert text
    assert len(text) < (FIELDS[field] or 1_000)


@pytest.mark.parametrize("field", CHOICES)
def test_a_choice_is_one_of_those_that_the_standard_gives(field: str) -> None:
    assert FILLED[field].splitlines()[0] in CHOICES[field]


def test_the_figures_are_those_of_the_readme() -> None:
    counted = endings()
    blind = 1  # the second set of the table
    asked = [sum(rows) for rows in zip(*list(counted.values())[:-1], strict=True)]
    assert sum(counted["wrong numbers"]) == 0
    text = " ".join(FILLED["Risicobeheer"].split())
    assert f"Van {sum(asked)} proefvragen kreeg er geen een verkeerd cijfer." in text
    assert (
        f"van {asked[blind]} vragen die nooit zijn gebruikt om het programma te maken, eindigden er"
        f" {counted['right, or right to abstain'][blind]} goed,"
        f" {counted['not sure, above a sentence'][blind]} met «ik weet niet zeker»,"
        f" {counted['denied, though it is there'][blind]} met een onnodig nee en"
        f" {counted['wrong'][blind]} fout,"
    ) in text
