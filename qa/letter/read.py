"""File bytes → Received: the only place that knows what a letter looks like on disk.

In: the web page of a letter saved as text (a menu, lines of metadata, the letter, numbered notes).
Out: its source, the blocks of its body and its notes, every one with its line in the file. Refuses,
with the line, what lacks the metadata that provenance needs, or notes that do not count up from 1.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qa import corpus
from qa.dutch.text import normalise
from qa.errors import LetterError
from qa.types import Source

_METADATA = re.compile(r"^Nummer: (?P<number>\w+), datum: (?P<date>\d{4}-\d{2}-\d{2})")
_OFFICIAL = re.compile(r"\((?P<id>kst-[\w-]+)\)")
_DOSSIER = re.compile(r"^Onderdeel van kamerstukdossier (?P<dossier>\d{5}) ?-?(?P<sequence>\d+)")
_BODY_STARTS_AFTER = "Preview document"
_NOTE = re.compile(r"^ {1,4}(?P<number>\d{1,3})\. (?P<text>.*)$")


@dataclass(frozen=True, slots=True)
class Raw:
    """A run of lines between blank lines; `line` counts from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Received:
    """A letter as received: nothing interpreted but where it comes from."""

    source: Source
    body: tuple[Raw, ...]
    notes: tuple[Raw, ...]


def read(path: Path) -> Received:
    """Read the saved web page of one letter.

    Raises: LetterError when the file is unreadable, too large, not UTF-8, or lacks its metadata.
    """
    data = corpus.read_bytes(path)
    text = _decode(data, path)
    lines = normalise(text).split("\n")
    # Tabs are kept in the body: in a table they part the cells.
    tabbed = "\t".join(map(normalise, text.split("\t"))).split("\n")
    start = _find_body(lines, path)
    first_note = next((i for i in range(start, len(lines)) if _is_first_note(lines[i])), len(lines))
    return Received(
        source=_read_source(lines[:start], hashlib.sha256(data).hexdigest(), path),
        body=_cut_blocks(tabbed[:first_note], start),
        notes=_read_notes(lines, first_note, path),
    )


def _decode(data: bytes, path: Path) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LetterError(
            f"{path}: byte {error.start} is geen UTF-8; bewaar de brief als UTF-8-tekst."
        ) from error
    if "\0" in text:
        raise LetterError(f"{path}: bevat een NUL-teken; bewaar de brief als gewone tekst.")
    return text


def _find_body(lines: list[str], path: Path) -> int:
    for number, line in enumerate(lines):
        if line.startswith(_BODY_STARTS_AFTER):
            return number + 1
    raise LetterError(
        f"{path}: geen regel «{_BODY_STARTS_AFTER}»; verwacht wordt de hele webpagina van de brief."
    )


def _read_source(front: list[str], sha256: str, path: Path) -> Source:
    metadata = _one(_METADATA, front, "Nummer: …, datum: jjjj-mm-dd", path)
    official = _one(_OFFICIAL, front, "officiële HTML versie (kst-…)", path)
    dossier = _one(_DOSSIER, front, "Onderdeel van kamerstukdossier …", path)
    title = next((x for x in front if x.strip() and not x.startswith("[")), "")
    try:
        written = date.fromisoformat(metadata["date"])
    except ValueError as error:
        raise LetterError(f"{path}: {metadata['date']} is geen datum.") from error
    return Source(
        letter_id=official["id"],
        number=metadata["number"],
        title=title.strip(),
        date=written,
        dossier=dossier["dossier"],
        sequence=dossier["sequence"],
        url=f"https://zoek.officielebekendmakingen.nl/{official['id']}.html",
        sha256=sha256,
    )


def _one(pattern: re.Pattern[str], lines: list[str], wanted: str, path: Path) -> re.Match[str]:
    for line in lines:
        if match := pattern.search(line):
            return match
    raise LetterError(f"{path}: geen regel «{wanted}» boven de brief; bewaar de hele webpagina.")


def _cut_blocks(lines: list[str], start: int) -> tuple[Raw, ...]:
    blocks: list[Raw] = []
    pending: list[str] = []
    for number in range(start, len(lines) + 1):
        line = lines[number].strip(" ") if number < len(lines) else ""
        if line.strip():
            pending.append(line)
        elif pending:
            blocks.append(Raw("\n".join(pending), number + 1 - len(pending)))
            pending = []
    return tuple(blocks)


def _is_first_note(line: str) -> bool:
    match = _NOTE.match(line)
    return match is not None and match["number"] == "1"


def _read_notes(lines: list[str], first: int, path: Path) -> tuple[Raw, ...]:
    notes: list[Raw] = []
    for number in range(first, len(lines)):
        if not lines[number].strip():
            continue
        match = _NOTE.match(lines[number])
        text = match["text"].removesuffix("↩").rstrip() if match else ""
        if match is None or int(match["number"]) != len(notes) + 1 or not text:
            raise LetterError(
                f"{path}, regel {number + 1}: «{lines[number].strip()[:40]}» is niet voetnoot"
                f" {len(notes) + 1}; de noten moeten oplopend vanaf 1 onder de brief staan."
            )
        notes.append(Raw(text, number + 1))
    return tuple(notes)
