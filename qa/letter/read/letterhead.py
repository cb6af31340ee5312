"""What stands above a letter: where it ends in plain text, and what its lines say of the letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from qa.letter.read.received import Front, Part, Role

_MONTHS: Final = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
_DAY = rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})"
_PLACE_AND_DATE: Final = re.compile(rf"^[^\W\d_][^\d\n]*, {_DAY}$")
_DATE_LINE: Final = re.compile(rf"^(?:Datum\b[:\s]*+)?{_DAY}\b", re.IGNORECASE)
_SALUTATION: Final = re.compile(r"^Geachte (?:voorzitter|heer|mevrouw|leden)\b", re.IGNORECASE)
_DOSSIER: Final = re.compile(
    r"^(?P<dossier>\d{2} ?\d{3})(?P<addition>-\d{2}| [IVXLC]+[A-C]?(?= ))? (?P<title>\D.*)$"
)
_SEQUENCE: Final = re.compile(r"^Nr\. (?P<sequence>\d+)\b")
_LABELLED: Final = re.compile(
    r"^(?P<label>Datum|Betreft|Ons kenmerk|Onze referentie|Kenmerk)\b[:\s]*+(?P<said>\S.*)$"
)
_LABELS: Final = (
    (_DOSSIER, "Kamerstukdossier"),
    (_SEQUENCE, "Kamerstuknummer"),
    (re.compile(r"^Aan "), "Geadresseerde"),
    (_PLACE_AND_DATE, "Plaats en datum"),
)
_LONGEST: Final = 40  # blocks of plain text


def end_of_letterhead(blocks: Sequence[str]) -> int:
    """Return where the letter itself begins: behind place and date, or at the salutation."""
    for index, text in enumerate(blocks[:_LONGEST]):
        if _PLACE_AND_DATE.match(text):
            return index + 1
    for index, text in enumerate(blocks[:_LONGEST]):
        if _SALUTATION.match(text):
            return index
    return 0


def label_of(text: str) -> str:
    """Name what a block of a letterhead says."""
    if labelled := _LABELLED.match(text):
        return labelled["label"]
    return next((label for pattern, label in _LABELS if pattern.match(text)), "")


def completed(front: Front, parts: Iterable[Part]) -> Front:
    """Return a front with what the letterhead says where the file says it nowhere else."""
    for part in parts:
        if part.role is not Role.LETTERHEAD:
            continue
        for line in part.text.split("\n"):
            front = _with(front, part.label, line.strip())
    return front


def _with(front: Front, label: str, line: str) -> Front:
    if labelled := _LABELLED.match(line):
        label, line = labelled["label"], labelled["said"]
    if match := _DOSSIER.match(line):
        dossier = match["dossier"].replace(" ", "") + (match["addition"] or "").replace(" ", "-")
        return replace(front, dossier=front.dossier or dossier)
    if match := _SEQUENCE.match(line):
        return replace(front, sequence=front.sequence or match["sequence"])
    if match := _PLACE_AND_DATE.match(line) or _DATE_LINE.match(line):
        return replace(front, date=front.date or date_of(match))
    if label == "Betreft":
        return replace(front, title=front.title or line)
    if label in ("Ons kenmerk", "Onze referentie", "Kenmerk"):
        return replace(front, number=front.number or line)
    return front


def date_of(match: re.Match[str]) -> date | None:
    """Return the date that a pattern of this module matched, if there is such a day."""
    month = 1 + _MONTHS.index(match["month"].lower())
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None
