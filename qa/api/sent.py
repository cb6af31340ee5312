"""What goes out, as types: they describe it in the OpenAPI file.

The objects are made by qa/wire.py; a test holds them against these types, field by field.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

# A schema of its own: pydantic writes `date | None` as a choice, in which no format is found.
Day = Annotated[date | None, WithJsonSchema({"type": ["string", "null"], "format": "date"})]
Strength = Literal["sterk", "matig", "zwak"]
Reason = Literal[
    "nietBegrepen",
    "nietInCorpus",
    "nogNietBekend",
    "meerduidig",
    "tegenstrijdig",
    "nietVergelijkbaar",
]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Ontvangst(_Sent):
    """Het bewijs dat een oordeel is bewaard."""

    id: str


class Periode(_Sent):
    """Een tijdvak; `einde` is de laatste dag, een open einde is null."""

    begin: Day
    einde: Day
    label: str


class Feit(_Sent):
    """Een getal uit een brief, met waar het staat."""

    id: str
    briefId: str
    maat: str
    onderwerp: str
    waarde: str = Field(description="Decimaal, met een punt.", examples=["1174"])
    waardeTot: str | None
    weergave: str = Field(description="Zoals het in de brief staat.", examples=["1.174"])
    eenheid: str
    grens: Literal["exact", "ongeveer", "minstens", "hoogstens", "bereik"]
    periode: Periode | None
    citaat: str
    plaats: str
    verwijzing: str
    kopHerkomst: Literal["brief", "gereconstrueerd"]
    kopZeker: bool
    kopToelichting: str
    definitie: str | None
    bron: str | None
    positie: list[int]
    waardePositie: list[int]


class Uitkomst(_Sent):
    """Wat een berekening oplevert."""

    waarde: str
    eenheid: str
    weergave: str


class Berekening(_Sent):
    """Een berekening, zo dat iedereen haar kan narekenen."""

    bewerking: str
    formule: str
    invoer: list[str]
    afgerond: bool
    uitkomst: Uitkomst


class Kern(_Sent):
    """De zin waar het om gaat."""

    tekst: str
    positie: list[int]


class Noot(_Sent):
    """Een voetnoot bij een fragment."""

    nummer: int
    tekst: str


class Buur(_Sent):
    """De alinea ervoor of erna."""

    id: str
    pad: list[str]
    tekst: str


class Buren(_Sent):
    """Wat er naast een fragment staat."""

    vorige: Buur | None
    volgende: Buur | None


class Herhaling(_Sent):
    """Een andere brief die hetzelfde zegt."""

    id: str
    briefId: str
    verwijzing: str


class Fragment(_Sent):
    """Een letterlijk stuk van een brief."""

    id: str
    briefId: str
    pad: list[str]
    soort: Literal["alinea", "voetnoot", "aanhef", "ondertekening", "tabel"]
    tekst: str
    positie: list[int]
    verwijzing: str = Field(examples=["Kamerstuk 28 684, nr. 720, par. 2.3.2"])
    url: str


class Treffer(Fragment):
    """Een fragment dat is gevonden."""

    kern: Kern
    noten: list[Noot]
    buren: Buren
    ookIn: list[Herhaling]
    score: float
    bijdragen: dict[str, float] | None = None


class Stap(_Sent):
    """Een stap van vraag naar antwoord."""

    fase: str
    regel: str
    detail: str


class Antwoord(_Sent):
    """Het antwoord op een vraag, of de eerlijke mededeling dat de brieven het niet geven."""

    id: str
    soort: Literal["antwoord", "onthouding"]
    vraag: str
    tekst: str
    reden: Reason | None
    sterkte: Strength | None
    gelezenAls: str | None
    feiten: list[Feit]
    naaste: list[Feit]
    berekening: Berekening | None
    fragmenten: list[Treffer]
    deelantwoorden: list[Antwoord]
    suggesties: list[str]
    context: str | None
    vervolgOp: str | None
    spoor: list[Stap]


class Zoekresultaat(_Sent):
    """Wat een zoekvraag vindt."""

    vraag: str
    fragmenten: list[Treffer]


class Brief(_Sent):
    """Een brief."""

    id: str
    nummer: str
    titel: str
    datum: date
    dossier: str
    ondernummer: str
    verwijzing: str
    url: str
    aantalFragmenten: int
    aantalVoetnoten: int
    aantalFeiten: int


class Kop(_Sent):
    """Een kop van een brief, met het eerste fragment eronder."""

    nummer: str | None
    titel: str
    niveau: int
    fragmentId: str


class BriefMetInhoud(Brief):
    """Een brief met zijn inhoudsopgave."""

    inhoud: list[Kop]


class Brieven(_Sent):
    """Alle brieven, de oudste eerst."""

    brieven: list[Brief]


class Passage(Fragment):
    """Een fragment in de volgorde van de brief."""

    voetnoten: list[int]


class Fragmenten(_Sent):
    """Een deel van de fragmenten van een brief; `volgende` is waar het verder gaat."""

    fragmenten: list[Passage]
    totaal: int
    volgende: int | None


class Feiten(_Sent):
    """Een deel van de feiten; `volgende` is waar het verder gaat."""

    feiten: list[Feit]
    totaal: int
    volgende: int | None


class Reeks(_Sent):
    """Getallen van opeenvolgende jaren."""

    id: str
    briefId: str
    maat: str
    onderwerp: str
    eenheid: str
    bijschrift: str
    kopHerkomst: Literal["brief", "gereconstrueerd"]
    kopZeker: bool
    punten: list[Feit]


class Reeksen(_Sent):
    """Alle reeksen."""

    reeksen: list[Reeks]


class Voorbeelden(_Sent):
    """Vragen die een antwoord krijgen."""

    voorbeelden: list[str]


class Fout(_Sent):
    """Wat er aan een deel van een verzoek niet goed is."""

    veld: str
    fout: str


class Probleem(BaseModel):
    """Wat er misging (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")

    status: int
    title: str
    detail: str
    fouten: list[Fout] | None = None
