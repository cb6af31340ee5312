"""Digits that name instead of count: references, labels, addresses, names.

In: folded text. Out: where such a name ends. Digits glued to letters are a name ("Covid-19",
"re_B00TCMP", "2-staps"); digits in a row that is no number are read as nothing ("2021.4", "1,2,3").
A name whose digits stand free ("VEB 4") cannot be told from a count: the caller passes its span.
"""

from __future__ import annotations

import re
from typing import Final

from qa.dutch.numbers.days import MONTHS
from qa.dutch.numbers.fold import one_of, pattern
from qa.dutch.numbers.units import SCALE_OF, UNIT_OF

_CHAPTER = r"\([^)\n]{1,9}\)|[ivxlc]+(?!\w)|-~[ivxlc]+\b"
_DOSSIER = rf"[0-9]{{2}}~[0-9]{{3}}(?![0-9.,]?[0-9])(?: (?:{_CHAPTER}))?"
_DOSSIERS = rf"{_DOSSIER}(?:(?:, | en ){_DOSSIER}){{0,9}}"
# In "nr. 930, 4 november 2022" the 4 is a day.
_NO_DAY = rf"(?! (?:{one_of(MONTHS)})\b)"
_NUMBERS = (
    r"[0-9]+(?!\w)(?:, [0-9]+(?=, [0-9]| en [0-9])){0,9}"
    rf"(?:(?: en | t/m |~[-–]~)[0-9]+(?!\w|[.,][0-9]){_NO_DAY})?"
)
_NR = rf"(?:(?:,~| )(?:nrs?\.?|nummers?)~{_NUMBERS}|~-~[0-9]+(?!\w))"
#: Words whose following number is the name of one of them, not a count of them.
LABELS: Final = (
    "artikel artikelen art. art lid leden onderdeel paragraaf paragrafen par. hoofdstuk "
    "hoofdstukken bijlage bijlagen tabel tabellen figuur noot voetnoot pagina pagina's pag. blz. "
    "pg. pg p. nummer nummers nr. nrs. nr groep groepen klas klassen versie fase categorie weken "
    "vraag vragen deel postbus § bladzijde bladzijden "
    "noodnummer alarmnummer huisnummer leerjaar niveau rijksweg spoor lijn pijler aanbeveling "
    "aanbevelingen actie actiepunt scenario stap box schijf grafiek kolom rij kaart variant optie "
    "punt punten maatregel titel boek alinea type verordening richtlijn iso nen motie"
).split()
#: The words that open any other reference.
REFERENCE_WORDS: Final = (
    "kamerstuk kamerstukken kamerstukdossier kamerstukdossiers stb stcrt trb http https www ecli"
).split()
# "niveau 2" is named, "een niveau van 55 dB" and "type: 60%" are measured.
_NO_MEASURE = rf"(?!~%|,[0-9]| (?:{one_of([*UNIT_OF, *SCALE_OF])})(?!\w))"
_LABEL_NUMBER = r"[0-9]+(?:[.:][0-9]+)*[a-z]{0,3}(?!\w)"

_REFERENCES: Final = (
    pattern(r"(?:https?://|www\.)\S*[\w/]|ecli:\S*\w"),
    pattern(
        r"kamerstuk(?:ken|dossiers?)?:? (?:i{1,2} )?(?:[0-9]{4}[-–/][0-9]{2,4}, )?"
        rf"{_DOSSIERS}{_NR}?"
    ),
    pattern(r"(?:\+[0-9]{2}~(?:\(0\)~)?|0)[0-9]{1,3}(?:(?:-|\x20)[0-9]{2,8}){1,5}(?!\w|[.,][0-9])"),
    pattern(
        r"(?:verordening|richtlijn|besluit) (?:\([a-z,\x20]{1,9}\) )?(?:nr\.? )?"
        r"[0-9]{1,4}/[0-9]{1,4}(?:/[a-z]{2,4})?(?!\w)"
    ),
    pattern(rf"{_DOSSIERS}{_NR}|[0-9]{{2}} [0-9]{{3}}(?![\w%]|[.,][0-9]| [0-9])"),
    pattern(r"(?:stb|stcrt|trb)\.? [0-9]{4},?~(?:nr\.~)?[0-9]+(?!\w)"),
    pattern(
        rf"(?:{one_of(LABELS)})(?:(?<=[.§])~|:?~(?<=[ :])){_LABEL_NUMBER}{_NO_MEASURE}"
        rf"(?:, {_LABEL_NUMBER}(?=, [0-9]| en [0-9])){{0,9}}"
        rf"(?:(?: en | of | t/m | tot en met |~[-–]~){_LABEL_NUMBER}{_NO_DAY})?"
        r"(?: (?:sr|sv|bw|awb)\b)?"
    ),
)
_CHUNK = re.compile(r"-?\w(?:\w|[-–](?=\w)|[.,:/](?=[0-9]))*\+?")
_LETTER = re.compile(r"[^\W0-9]|\+")


#: What numbers an item of a list, or marks a note, where a line opens: "1)", "(2)", "3.", "[4]".
_ITEM = pattern(r"(?:\(?[0-9]{1,3}\)|[0-9]{1,2}(?=\.)|\[[0-9]{1,3}\])(?=\.?\s)")
_OPENING = re.compile(r"(?:^|\n)\s{0,40}(?:[-–•*·] {0,40})?$")
_NOTE = pattern(r"\[[0-9]{1,3}\]")
_WINDOW: Final = 90  # characters before an item: its mark and the white space around it


def item_at(folded: str, at: int) -> int | None:
    """Return the end of the number of a list item, or of a note in brackets, at `at`."""
    if note := _NOTE.match(folded, at):
        return note.end()
    item = _ITEM.match(folded, at)
    return item.end() if item and _OPENING.search(folded, max(0, at - _WINDOW), at) else None


def reference_at(folded: str, at: int) -> int | None:
    """Return the end of a reference, label or address that starts at `at`."""
    for form in _REFERENCES:
        if match := form.match(folded, at):
            return match.end()
    return None


def chunk_at(folded: str, at: int) -> tuple[int, bool]:
    """Return the end of the unbroken run at `at`, and whether letters make it a name."""
    match = _CHUNK.match(folded, at)
    end = match.end() if match else at + 1
    return end, bool(_LETTER.search(folded, at, end))
