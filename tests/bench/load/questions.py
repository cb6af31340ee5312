"""Questions to load a service with: passages, no two of them alike, and facts, which repeat."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle, product
from pathlib import Path
from typing import Final

GOLD: Final = Path(__file__).parents[2] / "gold"
_SETS: Final = ("answerable", "blind", "training", "dev")
_KINDS: Final = ("passage", "footnote")
_OPENINGS: Final = (
    "",
    "Graag hoor ik: ",
    "Mijn vraag is: ",
    "Ik vroeg mij af: ",
    "Voor mijn werk: ",
    "Even kort: ",
    "Nog iets: ",
    "Uit nieuwsgierigheid: ",
)
_CLOSINGS: Final = (
    "",
    " Dank u wel.",
    " Alvast bedankt.",
    " Ik hoor het graag.",
    " Dank voor uw moeite.",
    " Met vriendelijke groet.",
)
SUBJECTS: Final = ("overvallen", "straatroven", "woninginbraken")
YEARS: Final = range(2012, 2022)
WORDINGS: Final = (
    "Hoeveel {subject} waren er in {year}?",
    "Hoeveel {subject} telde de politie in {year}?",
    "Wat was het aantal {subject} in {year}?",
    "Hoeveel {subject} zijn er in {year} geregistreerd?",
    "Aantal {subject} {year}?",
    "hoeveel {subject} zijn er in {year} geweest",
)


def passages() -> Iterator[str]:
    """Yield questions for passages, each once: all as they are, then all in other dress."""
    found = []
    for name in _SETS:
        for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["kind"] in _KINDS:
                found.append(row["q"])
    for closing, opening in product(_CLOSINGS, _OPENINGS):
        for question in dict.fromkeys(found):
            yield f"{opening}{question}{closing}"


def facts() -> Iterator[str]:
    """Yield questions about series, over and over."""
    every = [
        wording.format(subject=subject, year=year)
        for wording, subject, year in product(WORDINGS, SUBJECTS, YEARS)
    ]
    yield from cycle(every)


def mixed(every: int = 50) -> Iterator[str]:
    """Yield questions about facts, and now and then (1 in `every`) one for a passage."""
    rare = passages()
    for number, question in enumerate(facts()):
        yield question if number % every else next(rare)
