"""The bytes of a PDF → its pages: words and ruled lines with their places, nothing interpreted.

The file is opened in another process (`child`), whose memory and time are bounded. Refuses, in
Dutch, whatever that process refuses, and a file at which it dies or takes too long.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qa.dutch.text import normalise
from qa.errors import ExtraMissing, LetterError

PATIENCE: Final = 60.0  # seconds by the clock; of computing the process takes no more than 20

_CHILD = Path(__file__).with_name("child.py")
# -P: the folder of that file is not searched for modules, so none of ours is taken for Python's.
_COMMAND = (sys.executable, "-P", str(_CHILD))
_WHY: Final = {
    "missing": "om een PDF te lezen is pypdfium2 nodig, en dat is niet geïnstalleerd;"
    " voer uit: pip install 'kamerbrief-qa[pdf]'.",
    "broken": "dit is geen PDF of het bestand is beschadigd; haal het opnieuw op, of bewaar de"
    " brief als Word- of HTML-bestand.",
    "locked": "deze PDF is versleuteld en vraagt om een wachtwoord; bewaar haar zonder wachtwoord.",
    "scan": "deze PDF heeft geen tekst, alleen beelden (een scan); gebruik het bestand waarvan zij"
    " is gemaakt, of laat er eerst tekstherkenning (OCR) over gaan.",
    "pages": "deze PDF heeft meer dan 500 bladzijden; een brief heeft er minder, dus geef alleen"
    " de brief.",
    "characters": "deze PDF heeft meer dan 1.000.000 tekens of 300.000 woorden; geef alleen de"
    " brief.",
    "objects": "deze PDF heeft meer dan 400.000 getekende lijnen en vlakken; bewaar de brief"
    " opnieuw, zonder tekeningen.",
    "fallen": "het programma dat deze PDF opent brak af, door een fout in het"
    " bestand of om te veel geheugen; bewaar de brief opnieuw als PDF.",
    "memory": "deze PDF vraagt meer geheugen dan een brief nodig heeft, en wordt niet gelezen;"
    " bewaar de brief opnieuw als PDF.",
    "time": "deze PDF kost meer rekentijd dan een brief nodig heeft, en wordt niet gelezen;"
    " bewaar de brief opnieuw als PDF.",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters of one type without a space; `base` is the line on which it stands.

    `is_spaced`: the file has a space before it; where it has none, the distance may still tell one.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool
    is_italic: bool
    is_spaced: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A line that is drawn, upright or level."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_level(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left >= self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """A page, counted from 1; its words stand in the order of the file."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    turned: int = 0


def pages(data: bytes, name: str) -> tuple[Page, ...]:
    """Return the pages of a PDF.

    Raises: LetterError, ExtraMissing.
    """
    try:
        child = subprocess.run(_COMMAND, input=data, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise LetterError(f"{name}: {_WHY['time']}") from error
    if child.returncode:
        # Killed by the bound on its time, or fallen over the one on its memory or its own bugs.
        is_late = -child.returncode in (9, 24)
        raise LetterError(f"{name}: {_WHY['time' if is_late else 'fallen']}")
    found = json.loads(child.stdout)
    if found.get("refused") == "missing":
        raise ExtraMissing(f"{name}: {_WHY['missing']}")
    if "refused" in found:
        raise LetterError(f"{name}: {_WHY[found['refused']]}")
    return tuple(
        Page(
            number,
            page["size"][0],
            page["size"][1],
            tuple(_word(*each) for each in page["words"]),
            tuple(Rule(*each) for each in page["rules"]),
            page["turned"],
        )
        for number, page in enumerate(found["pages"], start=1)
    )


def _word(
    text: str, left: float, right: float, base: float, size: float, style: int, is_spaced: bool
) -> Word:
    # A soft hyphen is only drawn where a line breaks, and normalising would lose it.
    clean = normalise(text.replace("\u00ad", "-"))
    return Word(clean, left, right, base, size, bool(style & 1), bool(style & 2), is_spaced)
