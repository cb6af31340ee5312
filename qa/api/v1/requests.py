"""What comes in, as types: pydantic refuses what does not fit, all at once.

Names are Dutch, in lowerCamelCase, as the Dutch API Design Rules ask for; descriptions too, since
they are what a reader of the OpenAPI file sees.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from qa.api.http.problems import NOT_BLANK
from qa.api.v1.fields import Whole
from qa.question.ask import DEFAULT_LIMIT
from qa.question.read.parts import LONGEST_QUESTION, LONGEST_TEXT, MOST_PARTS

MOST_PIECES = 50  # of a set of evidence
LetterId = Annotated[StrictStr, Field(min_length=1, max_length=100, examples=["kst-12345-6"])]
Question = Annotated[
    StrictStr,
    Field(
        min_length=1,
        max_length=LONGEST_QUESTION,
        pattern=NOT_BLANK,
        description="Een vraag in gewoon Nederlands.",
        examples=["Hoeveel bezoekers waren er in 2019?"],
    ),
]
Questions = Annotated[
    StrictStr,
    Field(
        min_length=1,
        max_length=LONGEST_TEXT,
        pattern=NOT_BLANK,
        description="Een vraag in gewoon Nederlands, of een stuk tekst met meer vragen: hoogstens"
        f" {MOST_PARTS}, elk van hoogstens {LONGEST_QUESTION} tekens.",
        examples=["Hoeveel bezoekers waren er in 2019?"],
    ),
]
Letters = Annotated[list[LetterId], Field(min_length=1, max_length=1000, fail_fast=True)]
Context = Annotated[StrictStr, Field(max_length=4000)]
Limit = Annotated[StrictInt, Field(ge=1, le=50), Whole]
Start = Annotated[int, Field(ge=0, le=10_000_000), Whole]


class _Received(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Vraag(_Received):
    """Een vraag, met de context van het vorige antwoord als het een vervolgvraag is."""

    vraag: Questions
    context: Context | None = Field(
        None, description="De `context` van het vorige antwoord, ongewijzigd."
    )
    brieven: Letters | None = Field(None, description="Alleen deze brieven; anders alle.")
    maxAantal: Limit = Field(
        DEFAULT_LIMIT, description="Hoeveel fragmenten er hoogstens bij komen."
    )


class Formulier(_Received):
    """Een vraag uit het formulier op de pagina."""

    vraag: Questions
    context: Context = ""


class Vraagstuk(_Received):
    """Een antwoord: de vraag, met de `vervolgOp` van het antwoord als dat die heeft."""

    vraag: Questions
    context: Context | None = Field(None, description="De `vervolgOp` van het antwoord.")


class Fragmentstuk(_Received):
    """Een fragment van een brief, met wat daarin het meest telt."""

    fragmentId: Annotated[StrictStr, Field(min_length=1, max_length=200)] = Field(
        description="Het fragment, of de voetnoot.", examples=["kst-12345-6:p13"]
    )
    positie: (
        Annotated[
            list[Annotated[StrictInt, Field(ge=0, le=100_000_000), Whole]],
            Field(min_length=2, max_length=2),
        ]
        | None
    ) = Field(None, description="Wat vet moet: begin en einde in de tekst van de brief, in tekens.")


class Reeksstuk(_Received):
    """Een reeks van jaren."""

    reeksId: Annotated[StrictStr, Field(min_length=1, max_length=200)] = Field(
        description="De reeks.", examples=["kst-12345-6.aantal.bezoekers"]
    )


class Bundel(_Received):
    """Wat in een bestand moet, in die volgorde: antwoorden, fragmenten en reeksen."""

    stukken: Annotated[
        list[Vraagstuk | Fragmentstuk | Reeksstuk],
        Field(min_length=1, max_length=MOST_PIECES, fail_fast=True),
    ] = Field(description=f"Hoogstens {MOST_PIECES} stukken.")
    brieven: Letters | None = Field(None, description="Alleen deze brieven; anders alle.")
    nederlandseCsv: StrictBool = Field(
        False,
        description="Schrijf CSV zoals een Nederlandse spreadsheet die opent: met puntkomma's,"
        " decimale komma's en een BOM.",
    )


class Zoekvraag(_Received):
    """Een zoekvraag; met `uitleg` zegt elk fragment waaraan het zijn plaats dankt."""

    vraag: Question
    brieven: Letters | None = Field(None, description="Alleen deze brieven; anders alle.")
    maxAantal: Limit = Field(10, description="Hoeveel fragmenten hoogstens.")
    uitleg: StrictBool = Field(
        False, description="Zeg bij elk fragment waaraan het zijn plaats dankt."
    )


class Terugkoppeling(_Received):
    """Een oordeel over een antwoord. Wie het geeft, wordt niet bewaard."""

    antwoordId: Annotated[StrictStr, Field(pattern="^[0-9a-f]{16}$")] = Field(
        description="De `id` van het antwoord.", examples=["483e1fe8dceb6e28"]
    )
    oordeel: Literal["goed", "fout"] = Field(description="Of het antwoord klopt.")
    reden: (
        Literal[
            "verkeerdGetal", "verkeerdePassage", "onvolledig", "tenOnrechteGeenAntwoord", "anders"
        ]
        | None
    ) = Field(None, description="Wat er niet aan klopt.")
    toelichting: Annotated[StrictStr, Field(max_length=1000)] | None = Field(
        None, description="In uw eigen woorden; noem geen namen.", examples=["Het jaar klopt niet."]
    )
    vraag: Questions
    context: Context | None = Field(None, description="De `vervolgOp` van het antwoord.")


class Feitenkeuze(_Received):
    """Welke feiten, en welk deel ervan."""

    maat: str = Field("", max_length=200, description="Alleen deze maat.", examples=["aantal"])
    onderwerp: str = Field(
        "", max_length=200, description="Alleen dit onderwerp.", examples=["bezoekers"]
    )
    jaar: Annotated[int, Field(ge=1000, le=9999), Whole] | None = Field(
        None, description="Alleen dit jaar.", examples=[2019]
    )
    soort: Literal["tabel", "tekst"] | None = Field(None, description="Waar het getal staat.")
    brief: str = Field(
        "", max_length=100, description="Alleen deze brief.", examples=["kst-12345-6"]
    )
    vanaf: Start = Field(0, description="Sla zoveel feiten over.")
    maxAantal: Annotated[int, Field(ge=1, le=1000), Whole] = Field(
        100, description="Hoeveel feiten hoogstens."
    )


class Fragmentkeuze(_Received):
    """Welk deel van de fragmenten van een brief."""

    vanaf: Start = Field(0, description="Sla zoveel fragmenten over.")
    maxAantal: Annotated[int, Field(ge=1, le=500), Whole] = Field(
        100, description="Hoeveel fragmenten hoogstens."
    )


class Toezeggingkeuze(_Received):
    """Welk deel van de toezeggingen van een brief."""

    vanaf: Start = Field(0, description="Sla zoveel toezeggingen over.")
    maxAantal: Annotated[int, Field(ge=1, le=1000), Whole] = Field(
        1000, description="Hoeveel toezeggingen hoogstens."
    )


class Verwijzingkeuze(_Received):
    """Welk deel van de verwijzingen van een brief."""

    vanaf: Start = Field(0, description="Sla zoveel verwijzingen over.")
    maxAantal: Annotated[int, Field(ge=1, le=500), Whole] = Field(
        100, description="Hoeveel verwijzingen hoogstens."
    )
