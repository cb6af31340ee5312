"""What a tool takes and gives, as types; what it holds is that of qa/api/v1/responses.py.

Whoever calls is a model that writes by itself: what it may leave out, it may also send as null.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictStr

from qa.api.v1 import responses
from qa.api.v1.requests import LetterId, Letters, Question

T = TypeVar("T")

_Text = Annotated[StrictStr, Field(max_length=200)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Called(_Model):
    """What every tool that reads takes."""

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters to read; none for all."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """What is to be worked out of words; mostly nothing."""
        return ""


class _Part(Called):
    """Welk deel van een lijst."""

    maxAantal: int = Field(20, ge=1, le=100, description="Hoeveel er hoogstens komen.")
    vanaf: int = Field(
        0, ge=0, le=10_000_000, description="Sla zoveel over: `volgende` van hiervoor."
    )

    def of(self, found: tuple[T, ...]) -> tuple[tuple[T, ...], dict[str, int | None]]:
        """Return the part that is asked for, and where it goes on."""
        part = found[self.vanaf : self.vanaf + self.maxAantal]
        after = self.vanaf + len(part)
        following = after if part and after < len(found) else None
        return part, {"totaal": len(found), "volgende": following}


class _OfLetter(_Part):
    """Welk deel van een lijst, en van welke brief."""

    brief: LetterId | None = Field(None, description="Alleen uit deze brief.")

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters to read; none for all."""
        return (self.brief,) if self.brief else ()


class Zoekopdracht(Called):
    """Wat te zoeken."""

    zoekvraag: Question
    maxAantal: int = Field(5, ge=1, le=50, description="Hoeveel fragmenten hoogstens.")
    brieven: Letters | None = None

    @property
    def text(self) -> str:
        """What is to be worked out of words."""
        return self.zoekvraag

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters to read; none for all."""
        return tuple(self.brieven or ())


class Feitkeuze(_OfLetter):
    """Welke getallen; alles mag leeg blijven."""

    maat: _Text | None = Field(None, description="Zoals «aantal» of «bedrag».")
    onderwerp: _Text | None = Field(None, description="Zoals «bezoekers».")
    jaar: int | None = Field(None, ge=1000, le=9999)
    soort: Literal["tabel", "tekst"] | None = Field(None, description="Waar het getal staat.")


class Reekskeuze(_OfLetter):
    """Welke reeks; zonder `reeksId` komt de lijst."""

    reeksId: _Text | None = Field(None, examples=["kst-12345-6.aantal.bezoekers"])


class Briefkeuze(_Part):
    """Welke brief; zonder `briefId` komt de lijst."""

    briefId: LetterId | None = None

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters to read; none for all."""
        return (self.briefId,) if self.briefId else ()


class Toezeggingvraag(_Part):
    """Van welke brief de toezeggingen; latere brieven van hetzelfde dossier tellen mee."""

    briefId: LetterId

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters to read: all, since later ones tell what became of a promise."""
        return ()


class Reeksnaam(_Model):
    """Een reeks zonder haar punten."""

    id: str
    briefId: str
    maat: str
    onderwerp: str
    eenheid: str
    bijschrift: str
    kopHerkomst: Literal["brief", "gereconstrueerd"]
    kopZeker: bool


class Reeksen(_Model):
    """De gevraagde reeks met haar punten, of een deel van de lijst van reeksen."""

    reeks: responses.Reeks | None
    reeksen: list[Reeksnaam]
    totaal: int
    volgende: int | None


class Brieven(_Model):
    """De gevraagde brief met zijn inhoud, of een deel van de lijst van brieven."""

    brief: responses.BriefMetInhoud | None
    brieven: list[responses.Brief]
    totaal: int
    volgende: int | None
