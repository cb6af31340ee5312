"""What goes out of the letter's own arithmetic, as types: they describe it in the OpenAPI file.

The objects are made by qa/recompute; a test holds them against these types, field by field.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qa.api.v1 import fields
from qa.api.v1.figures import Sent


class Narekening(Sent):
    """Een percentage, verschil of stijging uit een brief, nagerekend met getallen van die brief."""

    briefId: fields.LetterName
    regel: str = Field(description="Wat voor getal het is.", examples=["change_over_years"])
    gedrukt: str = Field(description="Zoals het in de brief staat.", examples=["-70%"])
    betreft: str = Field(
        description="Waarvan het een getal is.", examples=["bezoekers: toename, 2011–2021"]
    )
    citaat: str = Field(description="De zin of de rij, letterlijk.")
    verwijzing: fields.Reference
    positie: fields.Position
    oordeel: Literal["klopt", "wijktAf", "nietNaTeRekenen"] = Field(
        description="Of het volgt uit de getallen van de brief."
    )
    berekening: list[str] = Field(
        description="Hoe er is gerekend.", examples=[["(676 − 2.272) ÷ 2.272 × 100% = −70,2%"]]
    )
    herrekend: str | None = Field(
        description="Wat eruit komt; null als het niet na te rekenen is.", examples=["−70,2%"]
    )
    toelichting: str | None = Field(description="Wat erbij te weten is, of waarom het niet kan.")
    invoer: list[str] = Field(description="De `id` van elk getal waarmee is gerekend.")


class Narekeningen(Sent):
    """Wat in een brief is na te rekenen."""

    narekeningen: list[Narekening] = Field(
        description="Elk getal dat uit andere kan volgen, in de volgorde van de brief."
    )
