"""What stands above a letter and below it: dates, references, addressee, who signed.

In: lines of a letter in reading order. Out: what each line of its head is called, what it says of
the letter (date, number, subject, dossier), and which lines are a signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import Final, NamedTuple

from qa.dutch.numbers import DAY_IN_FULL, read_day
from qa.letter.read.received import Front, Part, Role

_DATE = re.compile(rf"\b{DAY_IN_FULL}\b", re.IGNORECASE)
_IN_DIGITS = re.compile(
    r"(?<!\d)(?:(?P<day>\d{1,2})[-/](?P<month>\d{1,2})[-/](?P<year>\d{4})"
    r"|(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2}))(?!\d)"
)
_PLACE_AND_DATE = re.compile(rf"[^\W\d_][^\d\n]{{0,60}}, {DAY_IN_FULL}", re.IGNORECASE)
# As the pages of the ministries have it: "Kamerbrief | 21 mei 2024", "Brief | 03-09-2026 | …".
_KIND_AND_DATE = re.compile(
    rf"(?:Kamerstuk|Kamerbrief|Brief)[^|\n]{{0,40}} \|"
    rf" (?:{DAY_IN_FULL}|\d{{1,2}}-\d{{1,2}}-\d{{4}})(?: \|[^\n]{{0,120}})?",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"(?:Geachte|Beste|Excellentie|Zeer geachte|Hooggeachte)\b")
_CLOSING = re.compile(
    r"(?:Hoogachtend|Met (?:vriendelijke groet|hoogachting|de meeste hoogachting)),?"
)
_OFFICE = re.compile(
    r"(?:mede namens )?(?:de |het )?(?:viceminister|minister|staatssecretaris|vice-minister)"
    r"(?:-president)?\b",
    re.IGNORECASE,
)
_DOSSIER = re.compile(r"(?P<number>\d{2} \d{3}|\d{5})(?:[- ](?P<more>[IVXLC]{1,8}|\d{2})\b)?")
_SEQUENCE = re.compile(r"Nr\. (?P<number>\w+)")
_FROM = re.compile(r"BRIEF VAN (?P<who>(?:DE|HET) .+)", re.IGNORECASE)

#: How letters name what stands in their head, longest first; with it, what we call it.
LABELS: Final = {
    each.casefold(): each
    for each in (
        "Datum;Ons kenmerk;Uw kenmerk;Onze referentie;Uw referentie;Kenmerk;Betreft;Onderwerp"
        ";Bijlage(n);Bijlagen;Bijlage;Contactpersoon;Uw brief van;Uw brief;Uw brief (kenmerk)"
        ";Kopie aan;Auteur;Zaaknummer;Documentnummer;Onze ref.;Behandeld door"
    ).split(";")
}
_NUMBERS: Final = ("Ons kenmerk", "Onze referentie", "Kenmerk", "Documentnummer", "Onze ref.")
_SUBJECTS: Final = ("Betreft", "Onderwerp")
#: What a heading above the head says; a subject by name goes before it.
TITLE: Final = "Titel"
_TELLING: Final = frozenset(("Datum", *_NUMBERS, *_SUBJECTS))
_SAID = re.compile(
    r"[^:\t\n]{1,30}[:\t\n]"
)  # a name, and a sign that what follows is said under it
_LONGEST_NAME = 8  # words
LONGEST_HEAD: Final = 60  # parts


class Entry(NamedTuple):
    """One thing that a head says, and what the letter calls it; `line` is where it came from."""

    label: str
    text: str
    line: int


def end_of_head(blocks: Sequence[str]) -> int:
    """Return where the letter itself begins.

    That is at the salutation; or else behind place and date, and what else the head says below
    them; or else behind all that it says, if nothing but a head stands there.
    """
    first = [text.split("\n") for text in blocks[:LONGEST_HEAD]]
    dated = (n + 1 for n, lines in enumerate(first) if any(map(is_place_and_date, lines)))
    behind = next(dated, 0)
    prose = (n for n in range(behind, len(first)) if any(map(is_prose, first[n])))
    end = next(prose, len(first))
    for number in range(end):
        if any(map(is_salutation, first[number])):
            return number
    said = (n + 1 for n in range(behind, end) if any(label_of(x)[0] in _TELLING for x in first[n]))
    return max(said, default=behind)


def subject_in(title: str) -> str:
    """Return what stands behind the kind of a letter in the title of its publication.

    "Binnenwater; Brief regering; Zwemwater in 2023" is about the last.
    """
    pieces = title.split("; ")
    kinds = (n for n, piece in enumerate(pieces[:-1]) if piece.lower().startswith("brief "))
    return "; ".join(pieces[next(kinds, -1) + 1 :])


def is_prose(line: str) -> bool:
    """Tell whether a line is of the letter itself: longer than what a head says without a name."""
    is_said = label_of(line)[1] != "" and _SAID.match(line) is not None
    return not is_said and not kind_of(line) and len(line.split()) > _LONGEST_NAME


def label_of(line: str) -> tuple[str, str]:
    """Return the label that a line begins with, and what follows it; two times nothing if none."""
    folded = line.casefold()
    for start in sorted(
        (each for each in LABELS if folded.startswith(each)), key=len, reverse=True
    ):
        rest = line[len(start) :]
        if not rest or rest[0] in " :\n\t":
            return LABELS[start], rest.strip(" :\n\t")
    return "", ""


def entries(lines: Sequence[str]) -> list[Entry]:
    """Read the lines of a head: a label holds what follows it, or else the next line."""
    found: list[Entry] = []
    label, first = "", 0
    for number, line in enumerate(lines):
        named, rest = label_of(line)
        if label:
            found.append(Entry("", label, first) if named else Entry(label, line, first))
        elif not named:
            found.append(Entry(kind_of(line), line, number))
        if named and rest:
            found.append(Entry(named, rest, number))
        label, first = (named, number) if named and not rest else ("", 0)
    return [*found, Entry("", label, first)] if label else found


def kind_of(line: str) -> str:
    """Name a line of the head of a document of the House."""
    if _DOSSIER.match(line):
        return "Kamerstukdossier"
    if _SEQUENCE.match(line):
        return "Kamerstuknummer"
    if line.startswith(("Aan ", "De Voorzitter ", "De voorzitter ")):
        return "Geadresseerde"
    return "Plaats en datum" if is_place_and_date(line) else ""


def is_place_and_date(line: str) -> bool:
    """Tell whether a line is the place, or kind, and day of a letter ("Ons Dorp, 1 mei 2022")."""
    return any(form.fullmatch(line) for form in (_PLACE_AND_DATE, _KIND_AND_DATE))


def is_salutation(line: str) -> bool:
    """Tell whether a letter addresses its reader here."""
    return _SALUTATION.match(line) is not None and len(line.split()) <= _LONGEST_NAME


def is_closing(line: str) -> bool:
    """Tell whether a letter takes leave of its reader here."""
    return _CLOSING.fullmatch(line) is not None


def read_date(text: str) -> date | None:
    """Return the first day that a text names, in words or in digits, if there is one."""
    if match := _DATE.search(text):
        return read_day(match[0])
    if (match := _IN_DIGITS.search(text)) is None:
        return None
    day, month, year = match["day"] or match["d"], match["month"] or match["m"], match["year"]
    try:
        return date(int(year or match["y"]), int(month), int(day))
    except ValueError:
        return None


class Head(NamedTuple):
    """What the head of a letter says of it."""

    date: date | None
    number: str
    title: str
    dossier: str
    sequence: str
    author: str


def read_head(said: Iterable[tuple[str, str]]) -> Head:
    """Read what a head says from its labels and texts."""
    written: date | None = None
    number = title = heading = dossier = sequence = author = ""
    for label, text in said:
        if label in ("Datum", "Plaats en datum"):
            written = written or read_date(text)
        elif label in _NUMBERS:
            number = number or text
        elif label in _SUBJECTS:
            title = title or " ".join(text.split())
        elif label == TITLE:
            heading = heading or text
        elif label == "Kamerstukdossier" and not dossier and (match := _DOSSIER.match(text)):
            dossier = match["number"].replace(" ", "")
            dossier += f"-{match['more']}" if match["more"] else ""
        elif label == "Kamerstuknummer" and (match := _SEQUENCE.match(text)):
            sequence = sequence or match["number"]
            who = _FROM.search(text)
            author = author or (who["who"] if who else "")
    return Head(written, number, title or heading, dossier, sequence, author)


def completed(front: Front, parts: Sequence[Part]) -> Front:
    """Return what a file says of its letter, with what its head and its foot say besides."""
    head = read_head((each.label, each.text) for each in parts if each.role is Role.LETTERHEAD)
    said = head._asdict() | {"author": head.author or signed_by(parts)}
    own = {field.name: getattr(front, field.name) for field in fields(Front)}
    return Front(**{**own, **{k: v for k, v in said.items() if not own[k]}})


def signed_by(parts: Iterable[Part]) -> str:
    """Return the offices under a letter: "De minister van Financiën"; nothing where it has none."""
    signed = (each.text.split("\n")[0] for each in parts if each.role is Role.SIGNATURE)
    offices = [each.rstrip(" ,") for each in signed if _OFFICE.match(each)]
    return "; ".join(dict.fromkeys(offices))


def is_office(line: str) -> bool:
    """Tell whether a line is the office above a name: "De Minister van Financiën,"."""
    return line.endswith(",") and "\n" not in line and _OFFICE.match(line) is not None


def is_name(line: str) -> bool:
    """Tell whether a line can be the name below an office."""
    words = line.split()
    return (
        0 < len(words) <= _LONGEST_NAME
        and "\n" not in line
        and not any(c.isdigit() for c in line)
        and not line.endswith((".", ",", ":", ";", "?", "!"))
        and any(word[0].isupper() for word in words)
    )
