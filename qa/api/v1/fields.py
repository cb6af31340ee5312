"""Fields that many objects of the interface share, each described once.

Descriptions and examples are what a reader of the OpenAPI file sees, so they are Dutch.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

_PLAIN: Final = re.compile(r"-?[0-9]{1,18}")


def _whole(given: object) -> object:
    """Take 4.0 for 4, since JSON knows no difference, and no text but plain digits."""
    if isinstance(given, float) and given.is_integer():
        return int(given)
    if isinstance(given, str) and not _PLAIN.fullmatch(given):
        raise PydanticCustomError("int_parsing", "no whole number")
    return given


Whole = BeforeValidator(_whole)  # behind the limits of a number that comes in

# A schema of its own: pydantic writes `date | None` as a choice, in which no format is found.
Day = Annotated[
    date | None,
    WithJsonSchema({"type": ["string", "null"], "format": "date", "examples": ["2019-12-31"]}),
]
Strength = Literal["sterk", "matig", "zwak"]
Reason = Literal[
    "nietBegrepen",
    "nietInCorpus",
    "nogNietBekend",
    "meerduidig",
    "tegenstrijdig",
    "nietVergelijkbaar",
    "nietZeker",
]
Origin = Annotated[
    Literal["brief", "gereconstrueerd"],
    Field(description="Of de brief de kop van de kolom geeft, of dat die is gereconstrueerd."),
]
Certain = Annotated[bool, Field(description="Of de kop van de kolom bewezen is.", examples=[True])]

LetterName = Annotated[str, Field(description="De brief.", examples=["kst-12345-6"])]
FragmentName = Annotated[
    str, Field(description="Het fragment, of de voetnoot.", examples=["kst-12345-6:p13"])
]
FactName = Annotated[str, Field(description="Het getal.", examples=["kst-12345-6:tabel1:9:1"])]
SeriesName = Annotated[
    str, Field(description="De reeks.", examples=["kst-12345-6.aantal.bezoekers"])
]
Reference = Annotated[
    str,
    Field(
        description="De vindplaats, om over te nemen.",
        examples=["Kamerstuk 12 345, nr. 6, par. 2.3.2"],
    ),
]
Address = Annotated[
    str,
    Field(
        description="Waar de brief is gepubliceerd; leeg als dat niet bekend is.",
        examples=["https://zoek.officielebekendmakingen.nl/kst-12345-6.html"],
    ),
]
Position = Annotated[
    list[int],
    Field(
        min_length=2,
        max_length=2,
        description="Begin en einde in de tekst van de brief, in tekens; het einde telt niet mee.",
        examples=[[4843, 4873]],
    ),
]
Headings = Annotated[
    list[str],
    Field(
        description="De koppen erboven, van groot naar klein.",
        examples=[["1 Ontwikkeling bezoek aan bibliotheken"]],
    ),
]
Number = Annotated[
    str,
    Field(description="Een decimaal getal, met een punt en zonder spaties.", examples=["1174"]),
]
Bound = Annotated[
    Literal["exact", "ongeveer", "minstens", "hoogstens", "bereik"],
    Field(description="Hoe vast het getal ligt."),
]
Shown = Annotated[str, Field(description="Zoals een lezer het getal ziet.", examples=["1.174"])]
Caption = Annotated[
    str,
    Field(description="Wat het getal is, om ernaast te zetten.", examples=["bezoekers, 2019"]),
]
Unit = Annotated[
    str, Field(description="De eenheid; leeg voor een aantal.", examples=["", "procent", "euro"])
]
Measure = Annotated[str, Field(description="Wat er is gemeten.", examples=["aantal"])]
Subject = Annotated[str, Field(description="Waarvan.", examples=["bezoekers"])]
Total = Annotated[int, Field(ge=0, description="Hoeveel er in totaal zijn.", examples=[106])]
Next = Annotated[
    int | None,
    Field(description="De `vanaf` van het volgende deel; null na het laatste.", examples=[100]),
]
Context = Annotated[
    str | None,
    Field(
        description="Ondoorzichtig; geef het ongewijzigd mee met een vervolgvraag.",
        examples=[None],
    ),
]


def following(start: int, found: int, total: int) -> int | None:
    """Return where the next part of a list begins; None where there is none."""
    after = start + found
    return after if found and after < total else None


class Moment(BaseModel):
    """Wanneer iets is, zoals de brief het schrijft."""

    model_config = ConfigDict(extra="forbid")

    waarde: str = Field(
        description="De dag, of begin en einde, volgens ISO 8601; leeg zonder bekende dagen.",
        examples=["2026-01-01/2026-03-31"],
    )
    eenheid: str = Field(description="Leeg: een datum heeft er geen.", examples=[""])
    weergave: str = Field(
        description="Zoals de brief het schrijft.", examples=["eerste kwartaal van 2026"]
    )
    omschrijving: str = Field(description="Of de brief het alleen verwacht.", examples=[""])
    positie: Position


class Bewering(BaseModel):
    """Of klopt wat in de vraag wordt beweerd."""

    model_config = ConfigDict(extra="forbid")

    oordeel: Literal["klopt", "kloptNiet", "nietTeZeggen"] = Field(description="Of het klopt.")
    genoemd: str | None = Field(description="Het getal dat u noemt, als u er een noemt.")
