"""What goes out of references, as types: they describe it in the OpenAPI file.

The objects are made by qa/wire; a test holds them against these types, field by field.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qa.api.v1 import fields
from qa.api.v1.figures import Sent


class Verwijzing(Sent):
    """Een plaats waar een brief iets anders noemt."""

    soort: Literal["kamerstuk", "dossier", "motie", "documentnummer", "noot", "webadres"] = Field(
        description="Wat de brief noemt."
    )
    tekst: str = Field(
        description="Zoals het in de brief staat.", examples=["Kamerstuk 12 345, nr. 5"]
    )
    doel: str = Field(
        description="De naam van wat wordt bedoeld, of het adres.", examples=["kst-12345-5"]
    )
    ookMogelijk: list[str] = Field(
        description="Hoe het ook kan heten, als de brief meer dossiers noemt.", examples=[[]]
    )
    zeker: bool = Field(description="Of vaststaat wat wordt bedoeld.", examples=[True])
    briefId: str | None = Field(
        description="De brief hier waar het heen gaat, als die er is.", examples=["kst-12345-5"]
    )
    url: str | None = Field(
        description="Waar het is gepubliceerd, of het webadres; null als dat niet vaststaat.",
        examples=["https://zoek.officielebekendmakingen.nl/kst-12345-5.html"],
    )
    fragmentId: str | None = Field(
        description="Het fragment waar het in staat; null in een kop.", examples=["kst-12345-6:p13"]
    )
    positie: fields.Position


class VerwijzendeBrief(Sent):
    """Een brief die een andere noemt."""

    briefId: fields.LetterName
    verwijzing: fields.Reference
    aantal: int = Field(description="Hoe vaak.", examples=[2])
    zeker: bool = Field(description="Of vaststaat dat deze brief is bedoeld.", examples=[True])


class Verwijzingen(Sent):
    """Een deel van wat een brief noemt, en welke brieven hem noemen."""

    verwijzingen: list[Verwijzing] = Field(
        description="Wat de brief noemt, in de volgorde van de brief."
    )
    totaal: fields.Total
    volgende: fields.Next
    verwezenDoor: list[VerwijzendeBrief] = Field(
        description="De andere brieven die deze noemen, de oudste eerst."
    )
