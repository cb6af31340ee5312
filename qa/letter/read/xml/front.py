"""What a publication says of the letter itself: its metadata, else what the letter prints.

In: the root of the file and the parts of the letter. Out: the front, empty where neither says
something, and what is in doubt about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from qa.letter.read.letterhead import subject_in
from qa.letter.read.received import Front, Part, Role
from qa.letter.read.xml.ends import DATED, date_of
from qa.letter.read.xml.head import printed_dossier
from qa.letter.read.xml.tree import Element

_DOSSIERS = frozenset({"dossiernummer", "dossiernr", "dossnr"})
_SEQUENCES = frozenset({"ondernummer", "ondernr", "stuknr", "stuknummer"})
_NUMBER_SIGNS = frozenset({"nr.", "nrs.", "nr", "nummer"})
_HOUSES = ("tweede kamer", "eerste kamer", "staten-generaal", "verenigde vergadering")
_SIGNED, _ISSUED, _AVAILABLE = (
    "overheidop.datumondertekening",
    "dcterms.issued",
    "dcterms.available",
)


def read_front(root: Element, parts: Sequence[Part]) -> tuple[Front, tuple[str, ...]]:
    """Return what the file says of its letter, and doubts."""
    meta = _Metadata(root)
    doubts: list[str] = []
    letter_id = _letter_id(meta)
    dossier = _best_dossier([*meta.all("overheidop.dossiernummer"), *_printed(root)], letter_id)
    numbers = (*meta.all("overheidop.ondernummer"), *_printed_sequences(root))
    front = Front(
        letter_id=letter_id,
        number=next(filter(_is_house_number, meta.everything()), ""),
        title=_title(meta, root),
        date=_date(meta, parts, doubts),
        dossier=dossier,
        sequence=next(filter(None, map(_sequence, numbers)), ""),
        author=_author(meta),
    )
    return front, tuple(doubts)


class _Metadata:
    """The values of a publication's metadata, by name."""

    def __init__(self, root: Element) -> None:
        self._values: dict[str, list[str]] = {}
        for each in root.walk():
            content = " ".join(each.attributes.get("content", "").split())
            if each.name == "meta" and content:
                self._values.setdefault(each.attributes.get("name", "").lower(), []).append(content)

    def all(self, name: str) -> list[str]:
        return self._values.get(name, [])

    def first(self, *names: str) -> str:
        return next((self._values[each][0] for each in names if each in self._values), "")

    def everything(self) -> Iterator[str]:
        return (content for contents in self._values.values() for content in contents)


def _line(text: str) -> str:
    return " ".join(text.split())


def _letter_id(meta: _Metadata) -> str:
    """Return the official id, also where it is given as an address."""
    identifier = meta.first("dc.identifier", "dcterms.identifier").rstrip("/").rpartition("/")[2]
    for ending in (".xml", ".html", ".pdf"):
        identifier = identifier.removesuffix(ending)
    plain = identifier.replace("-", "").replace("_", "").replace(".", "")
    return identifier if plain.isascii() and plain.isalnum() else ""


def _printed(root: Element) -> list[str]:
    found = [printed_dossier(each) for each in root.walk() if each.name in _DOSSIERS]
    return [each for each in found if each]


def _printed_sequences(root: Element) -> list[str]:
    return [each.text for each in root.walk() if each.name in _SEQUENCES]


def _best_dossier(values: Sequence[str], letter_id: str) -> str:
    """Return the dossier that the official id names; else the first, with its addition."""
    found = [each for value in values for each in map(_dossier, value.split(";")) if each]
    named = [each for each in found if letter_id.startswith(f"kst-{each}-")]
    if named:
        return max(named, key=len)
    return max((each for each in found if each.startswith(found[0])), key=len, default="")


def _dossier(text: str) -> str:
    """Return a dossier's number with its addition behind a hyphen, or nothing.

    "28 684" is 28684, "34 300 VII" is 34300-VII, "21 501-03" is 21501-03.
    """
    joined = "-".join(text.replace("(", " ").replace(")", " ").replace("-", " ").split())
    head, _, rest = joined.partition("-")
    if len(head) == 2:
        more, _, rest = rest.partition("-")
        head += more
    if len(head) != 5 or not head.isascii() or not head.isdigit():
        return ""
    addition = rest if rest.isascii() and rest.replace("-", "").isalnum() else ""
    return f"{head}-{addition}" if addition else head


def _sequence(text: str) -> str:
    """Return a number within a dossier: "Nr. 720" is 720."""
    words = [each for each in text.split() if each.lower() not in _NUMBER_SIGNS]
    word = words[0] if words else ""
    return word.rstrip(".") if word[:1].isalnum() else ""


def _title(meta: _Metadata, root: Element) -> str:
    """Return what the letter is about: what stands behind its kind in the title."""
    given = meta.first("overheidop.documenttitel", "dc.title", "dcterms.title")
    if given:
        return subject_in(given)
    titles = (each for each in root.walk() if each.name in ("titel", "title"))
    return next(filter(None, (_line(each.text) for each in titles)), "")


def _date(meta: _Metadata, parts: Sequence[Part], doubts: list[str]) -> date | None:
    """Return the day of the letter; the day of its publication only where nothing else is said."""
    printed = next(
        (
            (each, date_of(each.text))
            for each in parts
            if each.role is Role.LETTERHEAD and each.label == DATED and date_of(each.text)
        ),
        None,
    )
    said = (
        _iso(meta.first(_SIGNED)) or (printed[1] if printed else None) or _iso(meta.first(_ISSUED))
    )
    if said and printed and printed[1] != said:
        doubts.append(
            f"{printed[0].place}: de brief noemt als datum {printed[1]}, de metagegevens {said};"
            " aangehouden is die van de metagegevens."
        )
    if said is None and (said := _iso(meta.first(_AVAILABLE))):
        doubts.append(f"De datum {said} is die van de publicatie; de brief noemt er zelf geen.")
    return said


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _author(meta: _Metadata) -> str:
    """Return who wrote the letter; the House that published it is not meant."""
    names = meta.all("overheidop.indiener") or meta.all("dc.creator")
    return ", ".join(dict.fromkeys(each for each in names if not each.lower().startswith(_HOUSES)))


def _is_house_number(text: str) -> bool:
    """Tell a number as the House gives it: 2022D53981."""
    year, _, number = text.partition("D")
    plain = year + number
    return len(year) == 4 and len(number) == 5 and plain.isascii() and plain.isdigit()
