"""What goes out, as types: they describe it in the OpenAPI file.

The objects are made by qa/wire; a test holds them against these types, field by field.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from qa.api.v1 import fields
from qa.api.v1.compared import Vergelijking
from qa.api.v1.figures import Berekening, Feit, Sent


class Ontvangst(Sent):
    """Het bewijs dat een oordeel is bewaard."""

    id: str = Field(description="Noem dit als u over uw oordeel schrijft.", examples=["0d93811d"])


class Kern(Sent):
    """De zin waar het om gaat."""

    tekst: str = Field(description="De zin, letterlijk.")
    positie: fields.Position


class Noot(Sent):
    """Een voetnoot bij een fragment."""

    nummer: int = Field(description="Het nummer in de brief.", examples=[22])
    tekst: str = Field(description="De noot, letterlijk.")


class Buur(Sent):
    """De alinea ervoor of erna."""

    id: fields.FragmentName
    pad: fields.Headings
    tekst: str = Field(description="De alinea, letterlijk.")


class Buren(Sent):
    """Wat er naast een fragment staat."""

    vorige: Buur | None = Field(description="De alinea ervoor, als die er is.")
    volgende: Buur | None = Field(description="De alinea erna, als die er is.")


class Herhaling(Sent):
    """Een andere brief die hetzelfde zegt."""

    id: fields.FragmentName
    briefId: fields.LetterName
    verwijzing: fields.Reference


class Fragment(Sent):
    """Een letterlijk stuk van een brief."""

    id: fields.FragmentName
    briefId: fields.LetterName
    pad: fields.Headings
    soort: Literal["alinea", "voetnoot", "aanhef", "ondertekening", "tabel"] = Field(
        description="Wat voor stuk het is."
    )
    tekst: str = Field(description="Het stuk, letterlijk.")
    positie: fields.Position
    verwijzing: fields.Reference
    url: fields.Address


class Treffer(Fragment):
    """Een fragment dat is gevonden."""

    kern: Kern
    noten: list[Noot] = Field(description="De voetnoten bij dit fragment.")
    buren: Buren
    ookIn: list[Herhaling] = Field(description="Andere brieven die hetzelfde zeggen.")
    score: float = Field(description="Hoe goed het past; hoger is beter.", examples=[0.87])
    bijdragen: dict[str, float] | None = Field(None, description="Met `uitleg`: waardoor.")


class Stap(Sent):
    """Een stap van vraag naar antwoord."""

    fase: str = Field(description="Wat er werd gedaan.", examples=["lezen"])
    regel: str = Field(description="Volgens welke regel.", examples=["look_up"])
    detail: str = Field(description="Wat dat opleverde.")


class Antwoord(Sent):
    """Het antwoord op een vraag, of de eerlijke mededeling dat de brieven het niet geven."""

    id: str = Field(
        description="Hetzelfde voor dezelfde vraag aan dezelfde brieven.",
        examples=["483e1fe8dceb6e28"],
    )
    soort: Literal["antwoord", "onthouding"] = Field(description="Of de brieven het geven.")
    vraag: str = Field(
        description="De vraag, opgeschoond.", examples=["Hoeveel bezoekers waren er in 2019?"]
    )
    tekst: str = Field(
        description="Wat een mens leest.", examples=["In 2019 waren er 1.174 bezoekers."]
    )
    reden: fields.Reason | None = Field(description="Waarom er geen antwoord is.")
    sterkte: fields.Strength | None = Field(description="Hoe vast het antwoord staat.")
    nummer: str | None = Field(description="Van een deel: het nummer dat u het gaf.")
    bewering: fields.Bewering | None = Field(description="Of klopt wat u beweert of vraagt.")
    gelezenAls: str | None = Field(description="De vraag met tikfouten verbeterd, of aangevuld.")
    taal: str | None = Field(description="De taal van de vraag, als dat geen Nederlands is.")
    taalmelding: str | None = Field(description="In die taal: dat vragen Nederlands zijn.")
    moment: fields.Moment | None = Field(description="Bij «wanneer»: de datum die de brief noemt.")
    feiten: list[Feit] = Field(description="De getallen waarop het antwoord rust.")
    naaste: list[Feit] = Field(description="Zonder antwoord: de getallen die het dichtst komen.")
    berekening: Berekening | None = Field(description="Hoe er is gerekend, als er is gerekend.")
    fragmenten: list[Treffer] = Field(description="De stukken van de brieven erbij.")
    vergelijking: Vergelijking | None = Field(
        description="Wat twee brieven verschilt, als u dat vraagt."
    )
    deelantwoorden: list[Antwoord] = Field(description="Bij meer vragen: een antwoord op elk.")
    suggesties: list[str] = Field(description="Vragen die wel een antwoord krijgen.")
    context: fields.Context
    vervolgOp: str | None = Field(description="De `context` waarmee is gevraagd.", examples=[None])
    spoor: list[Stap] = Field(description="Hoe de vraag is gelezen, stap voor stap.")


class Zoekresultaat(Sent):
    """Wat een zoekvraag vindt."""

    vraag: str = Field(description="De zoekvraag.", examples=["boeken voor bezoekers"])
    fragmenten: list[Treffer] = Field(description="Wat is gevonden, het beste eerst.")


class Brief(Sent):
    """Een brief."""

    id: fields.LetterName
    nummer: str = Field(description="Het nummer bij de Tweede Kamer.", examples=["2022D00001"])
    titel: str = Field(description="De titel.", examples=["Bibliotheken in 2021 en 2022"])
    datum: date = Field(description="De dag van de brief.", examples=["2022-12-14"])
    dossier: str = Field(description="Het dossier.", examples=["12345"])
    ondernummer: str = Field(description="Het nummer in het dossier.", examples=["6"])
    verwijzing: fields.Reference
    url: fields.Address
    aantalFragmenten: int = Field(description="Met de voetnoten.", examples=[110])
    aantalVoetnoten: int = Field(description="Hoeveel voetnoten er zijn.", examples=[51])
    aantalFeiten: int = Field(description="Hoeveel getallen eruit zijn gelezen.", examples=[106])


class Kop(Sent):
    """Een kop van een brief, met het eerste fragment eronder."""

    nummer: str | None = Field(description="Het nummer ervoor, als dat er is.", examples=["2.3.2"])
    titel: str = Field(description="De kop.", examples=["Ontwikkeling bezoek aan bibliotheken"])
    niveau: int = Field(description="1 is de hoogste.", examples=[1])
    fragmentId: fields.FragmentName


class BriefMetInhoud(Brief):
    """Een brief met zijn inhoudsopgave."""

    inhoud: list[Kop] = Field(description="De koppen, in de volgorde van de brief.")


class Brieven(Sent):
    """Alle brieven, de oudste eerst."""

    brieven: list[Brief] = Field(description="De brieven, de oudste eerst.")


class Passage(Fragment):
    """Een fragment in de volgorde van de brief."""

    voetnoten: list[int] = Field(description="De nummers van de noten erbij.", examples=[[22]])


class Fragmenten(Sent):
    """Een deel van de fragmenten van een brief; `volgende` is waar het verder gaat."""

    fragmenten: list[Passage] = Field(description="De fragmenten, in de volgorde van de brief.")
    totaal: fields.Total
    volgende: fields.Next


class Feiten(Sent):
    """Een deel van de feiten; `volgende` is waar het verder gaat."""

    feiten: list[Feit] = Field(description="De getallen, in de volgorde van de brieven.")
    totaal: fields.Total
    volgende: fields.Next


class Reeks(Sent):
    """Getallen van opeenvolgende jaren."""

    id: fields.SeriesName
    briefId: fields.LetterName
    maat: fields.Measure
    onderwerp: fields.Subject
    eenheid: fields.Unit
    bijschrift: str = Field(description="De reeks in een zin of twee.")
    kopHerkomst: fields.Origin
    kopZeker: fields.Certain
    punten: list[Feit] = Field(description="Een getal voor elk jaar, het oudste eerst.")


class Reeksen(Sent):
    """Alle reeksen."""

    reeksen: list[Reeks] = Field(description="De reeksen.")


class Voorbeelden(Sent):
    """Vragen die een antwoord krijgen."""

    voorbeelden: list[str] = Field(
        description="Klaar om te stellen.", examples=[["Hoeveel bezoekers waren er in 2019?"]]
    )


class Fout(Sent):
    """Wat er aan een deel van een verzoek niet goed is."""

    veld: str = Field(description="Welk deel.", examples=["maxAantal"])
    fout: str = Field(description="Wat eraan schort.", examples=["mag hoogstens 50 zijn"])


class Probleem(BaseModel):
    """Wat er misging (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")

    status: int = Field(description="De HTTP-status.", examples=[400])
    title: str = Field(description="Wat voor probleem het is.", examples=["Ongeldig verzoek"])
    detail: str = Field(description="Wat u kunt doen.", examples=["vraag ontbreekt."])
    fouten: list[Fout] | None = Field(None, description="Alle fouten in het verzoek, samen.")
