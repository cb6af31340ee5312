"""What letters promise, what became of it, and what tells two letters apart, as types.

The objects are made by qa/wire; a test holds them against these types, field by field.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qa.api.v1 import fields
from qa.api.v1.figures import Berekening, Sent


class Zin(Sent):
    """Een zin van een brief, met waar hij staat."""

    tekst: str = Field(
        description="De zin, letterlijk.", examples=["De evaluatie is op 3 mei 2025 verschenen."]
    )
    briefId: fields.LetterName
    fragmentId: fields.FragmentName
    verwijzing: fields.Reference
    positie: fields.Position


class Vervolg(Zin):
    """Een zin van een latere brief over een toezegging."""

    stand: Literal["gedaan", "nogNiet", "onduidelijk"] = Field(
        description="Of de zin zegt dat het is gedaan; afgeleid uit hoe de zin is geschreven."
    )


class Termijn(Sent):
    """Wanneer, zoals het er staat, en welke dagen dat zijn."""

    tekst: str = Field(
        description="Zoals de brief het zegt.", examples=["in de eerste helft van 2023"]
    )
    begin: fields.Day = Field(description="De eerste dag; null als die er niet is.")
    einde: fields.Day = Field(description="De laatste dag; null als die er niet is.")
    zeker: bool = Field(
        description="Of de woorden die dagen vastleggen; niet bij «voor het zomerreces».",
        examples=[True],
    )


class Toezegging(Sent):
    """Een zin waarin een brief zegt wat er gaat gebeuren."""

    id: str = Field(description="De toezegging.", examples=["kst-12345-6:t4843"])
    briefId: fields.LetterName
    soort: Literal["toezegging", "verwachting"] = Field(
        description="Of het kabinet het zelf doet, of het van iets of een ander wordt verwacht."
    )
    tekst: str = Field(
        description="De zin, letterlijk.",
        examples=["Voor 1 maart 2025 stuur ik u mijn reactie op de evaluatie."],
    )
    wie: str | None = Field(
        description="Wie het doet; null als de zin dat niet zegt.", examples=["het kabinet"]
    )
    aanKamer: bool = Field(description="Of de Kamer iets krijgt.", examples=[True])
    termijn: Termijn | None = Field(description="Wanneer; null als de zin dat niet zegt.")
    nagekomen: bool = Field(
        description="Of de brief zelf zegt dat dit hiermee is nagekomen.", examples=[False]
    )
    pad: fields.Headings
    fragmentId: fields.FragmentName
    verwijzing: fields.Reference
    positie: fields.Position
    vervolg: list[Vervolg] = Field(
        description="Wat latere brieven uit hetzelfde dossier erover zeggen, de oudste eerst."
    )


class Koptekst(Zin):
    """Een kop die in maar een van twee brieven staat, met de eerste zin eronder."""

    kop: str = Field(description="De kop.", examples=["Bibliotheken op het platteland"])


class Cijferverschil(Sent):
    """Een getal zoals het was en zoals het nu is."""

    eerder: fields.FactName
    later: fields.FactName
    bijgesteld: bool = Field(
        description="Of beide over dezelfde periode gaan; anders is het een nieuwer cijfer.",
        examples=[True],
    )
    berekening: Berekening | None = Field(description="Het verschil, als dat iets betekent.")


class Vergelijking(Sent):
    """Wat een brief van een eerdere uit hetzelfde dossier onderscheidt."""

    eerder: fields.LetterName
    later: fields.LetterName
    cijfers: list[Cijferverschil] = Field(description="Getallen die anders zijn, als feiten.")
    nieuweKoppen: list[Koptekst] = Field(description="Koppen van alleen de latere brief.")
    verdwenenKoppen: list[Koptekst] = Field(description="Koppen van alleen de eerdere brief.")
    nieuweZinnen: list[Zin] = Field(
        description="Zinnen over het gevraagde onderwerp van alleen de latere brief."
    )
    verdwenenZinnen: list[Zin] = Field(description="Zulke zinnen van alleen de eerdere brief.")
    toezeggingen: list[Toezegging] = Field(
        description="Toezeggingen van de eerdere brief, met wat de latere erover zegt."
    )
