"""The letterhead of a letter → its parts, and what they say of the letter itself.

In: the lines of the side column, and those above the text. Out: one part for each thing that the
letterhead says, and the front. A ministry prints a name before what it says ("Datum", "Betreft",
"Ons kenmerk"); an official publication prints its dossier, its number, and place and date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from qa.dutch.numbers import DAY_IN_FULL
from qa.letter.read.letterhead import read_date
from qa.letter.read.pdf.lines import Line
from qa.letter.read.received import Front, Part, Role

_PLACE_AND_DATE: Final = re.compile(rf"[^\W\d_][^\d,]{{1,40}}, {DAY_IN_FULL}")
_DOSSIER: Final = re.compile(
    r"(?P<dossier>\d{2} ?\d{3})(?: ?(?P<addition>[IVX]{1,6}|-\d{2}))?(?=\s|$)"
)
_SEQUENCE: Final = re.compile(r"Nr\. (?P<sequence>\d{1,5})\b *(?P<title>.*)")
_OFFICIAL: Final = re.compile(r"\bkst-\d{5}(?:-[\dIVXL]{1,6})?-\d{1,5}\b")
_NAMES: Final = {
    "datum": "Datum",
    "betreft": "Betreft",
    "onderwerp": "Betreft",
    "ons kenmerk": "Ons kenmerk",
    "onze referentie": "Ons kenmerk",
    "kenmerk": "Kenmerk",
    "uw kenmerk": "Uw kenmerk",
    "uw brief": "Uw brief",
    "uw brief (kenmerk)": "Uw brief",
    "uw brief van": "Uw brief",
    "bijlage": "Bijlagen",
    "bijlage(n)": "Bijlagen",
    "bijlagen": "Bijlagen",
    "bezoekadres": "Bezoekadres",
    "postadres": "Postadres",
    "contactpersoon": "Contactpersoon",
    "inlichtingen bij": "Contactpersoon",
    "overheidsidentificatienr": "Overheidsidentificatienummer",
    "registratienummer": "Registratienummer",
    "auteur": "Auteur",
}
_SALUTATIONS: Final = ("geachte ", "hooggeachte ", "beste ")


def end_of_head(lines: Sequence[Line]) -> int | None:
    """Return how many lines of the first page stand above the text; None where none tells."""
    page = lines[0].page if lines else 0
    first = [line for line in lines if line.page == page]
    for index, line in enumerate(first):
        if line.text.casefold().startswith(_SALUTATIONS):
            return index
    for index, line in enumerate(first):
        if _PLACE_AND_DATE.fullmatch(line.text):
            return index + 1
    named = [i for i, line in enumerate(first) if _named(line)]
    if not named:
        return None
    end = named[-1] + 1
    while end < len(first) and first[end].left > first[named[-1]].left + 20:
        end += 1
    return end


def head_parts(side: Sequence[Line], above: Sequence[Line]) -> tuple[Part, ...]:
    """Return what a letterhead says, a part for each thing."""
    return tuple(
        Part(Role.LETTERHEAD, text, f"blz. {lines[0].page}", label=label)
        for label, text, lines in (*_above(above), *_beside(side))
        if text.strip()
    )


def front_of(parts: Sequence[Part], whole: str) -> Front:
    """Return what a letterhead says of the letter itself; `whole` also holds the margins' text."""
    said = {part.label: part.text for part in reversed(parts) if part.label}
    dated = said.get("Datum") or said.get("Plaats en datum") or ""
    numbered = _SEQUENCE.match(said.get("Kamerstuknummer", ""))
    dossier = _DOSSIER.match(said.get("Kamerstukdossier", ""))
    official = _OFFICIAL.search(whole)
    addition = dossier["addition"].lstrip("-") if dossier and dossier["addition"] else ""
    return Front(
        letter_id=official[0] if official else "",
        number=said.get("Ons kenmerk") or said.get("Kenmerk") or "",
        title=said.get("Betreft") or (numbered["title"] if numbered else ""),
        date=read_date(dated),
        dossier="-".join(
            filter(None, (dossier["dossier"].replace(" ", ""), addition)) if dossier else ()
        ),
        sequence=numbered["sequence"] if numbered else "",
    )


def _named(line: Line) -> tuple[str, str] | None:
    """Return the name with which a line of the letterhead starts and what it says; or None."""
    first, *others = line.pieces
    words = [word.text for word in first.words]
    for count in range(min(3, len(words)), 0, -1):
        name = " ".join(words[:count]).rstrip(":").casefold()
        rest = line.text[len(" ".join(words[:count])) :].lstrip(" :")
        is_whole = count == len(words)
        if name in _NAMES and (
            is_whole or words[count - 1].endswith(":") or name in ("datum", "betreft")
        ):
            return _NAMES[name], rest if others or not is_whole else ""
    return None


def _above(lines: Sequence[Line]) -> Iterator[tuple[str, str, list[Line]]]:
    """Yield what stands above the text: (name, text, lines)."""
    label, texts, held = "", list[str](), list[Line]()
    for line in lines:
        named = _named(line)
        parted = bool(held) and (
            held[-1].base - line.base > 1.6 * line.size or abs(held[-1].size - line.size) > 0.5
        )
        own = _own_label(line.text)
        if held and (named or parted or own):
            yield _said(label, texts, held)
            label, texts, held = "", [], []
        if named:
            label, text = named
            texts, held = [text] if text else [], [line]
        else:
            texts.append(line.text)
            held.append(line)
    if held:
        yield _said(label, texts, held)


def _said(label: str, texts: Sequence[str], lines: list[Line]) -> tuple[str, str, list[Line]]:
    """Return a name, what is said under it, in one line but for an address, and the lines."""
    label = label or (_own_label(texts[0]) if texts else "")
    between = "\n" if label in ("", "Geadresseerde") else " "
    return label, between.join(texts), lines


def _own_label(text: str) -> str:
    """Return what a line is that no name stands before."""
    if _DOSSIER.match(text):
        return "Kamerstukdossier"
    if _SEQUENCE.match(text):
        return "Kamerstuknummer"
    if _PLACE_AND_DATE.fullmatch(text):
        return "Plaats en datum"
    if text.startswith("> Retouradres"):
        return "Retouradres"
    is_addressed = text.casefold().startswith(("aan ", "de voorzitter ", "aan de "))
    return "Geadresseerde" if is_addressed else ""


def _beside(lines: Sequence[Line]) -> Iterator[tuple[str, str, list[Line]]]:
    """Yield what stands in the side column: (name, text, lines)."""
    label, held = "", list[Line]()
    before: Line | None = None
    for line in lines:
        name = _NAMES.get(line.text.rstrip(":").casefold(), "")
        gap = before.base - line.base if before else 0.0
        is_new = bool(name) or (gap > 1.6 * line.size and bool(held))
        if is_new and held:
            yield label or _sender(held), "\n".join(each.text for each in held), held
            label, held = "", []
        if name:
            label = name
        else:
            held.append(line)
        before = line
    if held:
        yield label or _sender(held), "\n".join(each.text for each in held), held


def _sender(lines: Sequence[Line]) -> str:
    return "Afzender" if all(line.is_bold for line in lines) else ""
