"""Numbers and what is worked out from them, as types of what goes out."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from qa.api.v1 import fields


class Sent(BaseModel):
    """What goes out has no field that is not described."""

    model_config = ConfigDict(extra="forbid")


class Periode(Sent):
    """Een tijdvak; `einde` is de laatste dag, een open begin of einde is null."""

    begin: fields.Day = Field(description="De eerste dag.")
    einde: fields.Day = Field(description="De laatste dag, die meetelt.")
    label: str = Field(description="Zoals mensen het zeggen.", examples=["2019"])


class Feit(Sent):
    """Een getal uit een brief, met waar het staat."""

    id: fields.FactName
    briefId: fields.LetterName
    maat: fields.Measure
    onderwerp: fields.Subject
    waarde: fields.Number
    waardeTot: str | None = Field(description="De bovengrens, bij `grens` bereik.", examples=[None])
    weergave: fields.Shown
    eenheid: fields.Unit
    grens: fields.Bound
    periode: Periode | None = Field(description="Waarover het gaat; null als dat niet vaststaat.")
    omschrijving: fields.Caption
    citaat: str = Field(
        description="Letterlijk uit de brief.", examples=["2019 1.174 3.777 39.365 73.638"]
    )
    plaats: str = Field(description="Waar het staat.", examples=["tabel 1, rij 2019"])
    verwijzing: fields.Reference
    jaar: int | None = Field(
        description="Het kalenderjaar waarover het precies gaat.", examples=[2019]
    )
    reeks: str = Field(
        description="De `id` van de reeks waarin het staat; een tweede met die naam heeft er een"
        " nummer achter. Leeg buiten een reeks.",
        examples=["kst-12345-6.aantal.bezoekers"],
    )
    reeksTitel: str = Field(
        description="Hoe die reeks heet, zonder de jaren.", examples=["Aantal bezoekers"]
    )
    kopHerkomst: fields.Origin
    kopZeker: fields.Certain
    kopToelichting: str = Field(description="Waar een gereconstrueerde kop op rust; anders leeg.")
    definitie: str | None = Field(description="De voetnoot die zegt wat is geteld.")
    bron: str | None = Field(description="De voetnoot die de bron noemt.")
    positie: fields.Position
    waardePositie: fields.Position


class Uitkomst(Sent):
    """Wat een berekening oplevert."""

    waarde: fields.Number
    eenheid: fields.Unit
    weergave: fields.Shown
    grens: fields.Bound
    omschrijving: fields.Caption


class Berekening(Sent):
    """Een berekening, zo dat iedereen haar kan narekenen."""

    bewerking: str = Field(description="Wat er is gedaan.", examples=["verschil"])
    formule: str = Field(description="Met de getallen erin.", examples=["1.174 − 907 = 267"])
    invoer: list[str] = Field(
        description="De `id` van elk getal erin.", examples=[["kst-12345-6:tabel1:9:1"]]
    )
    afgerond: bool = Field(description="Of de uitkomst is afgerond.", examples=[False])
    uitkomst: Uitkomst
