"""What stands above and below a letter, where its file does not mark it as such.

In: the parts of a letter. Out: the same parts, in which the lines above the body («Aan de
Voorzitter …», «Ons Dorp, 14 december 2022») are letterhead, and an office with a name at the very
end is a signature. Also reads such a line's date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qa.dutch.numbers import read_day
from qa.letter.read.received import Part, Role
from qa.letter.read.xml.run import shifted

DATED = "Plaats en datum"
ADDRESSED = "Geadresseerde"
DOSSIER = "Kamerstukdossier"
SEQUENCE = "Kamerstuknummer"
SIGNED = "Ondertekening"
_MOST_ABOVE = 14  # parts above the body, of which none is longer than a title
_LONGEST = 400  # characters
_LONGEST_LINE = 100
_SENTENCE_END = (".", ",", ":", ";", "?", "!")
_OFFICES = ("De Minister", "De Staatssecretaris", "De minister", "De staatssecretaris")


def date_of(text: str) -> date | None:
    """Return the date of a line that ends in one: "Ons Dorp, 14 december 2022"."""
    words = text[-_LONGEST_LINE:].replace(",", " ").split()[-3:]
    return read_day(" ".join(words))


def is_dateline(text: str) -> bool:
    """Tell whether a line is a place and a date, and nothing else."""
    place, comma, written = text.partition(", ")
    return (
        len(text) <= _LONGEST_LINE
        and bool(comma and place)
        and not any(each.isdigit() or each == "\n" for each in place)
        and len(written.split()) == 3
        and date_of(written) is not None
    )


def with_ends(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with their letterhead and signatures told from the body."""
    found = [*parts]
    for index in range(_above(parts)):
        label = found[index].label or _label(found[index].text)
        found[index] = replace(found[index], role=Role.LETTERHEAD, level=None, label=label)
    if not any(each.role is Role.SIGNATURE for each in found):
        _sign(found)
    return found


def signed(parts: Sequence[Part]) -> list[Part]:
    """Return the lines of a signing as signatures: an office ends in a comma, a name does not."""
    found: list[Part] = []
    for part in parts:
        above = found[-1] if found else None
        if part.role is not Role.TEXT:
            found.append(part)
        elif is_dateline(part.text):
            found.append(replace(part, role=Role.LETTERHEAD, label=DATED))
        elif above and above.role is Role.SIGNATURE and above.text.endswith(","):
            found[-1] = _joined(above, part)
        else:
            found.append(replace(part, role=Role.SIGNATURE, label=SIGNED))
    return found


def _joined(office: Part, name: Part) -> Part:
    markers = office.markers + shifted(name.markers, len(office.text) + 1)
    text = f"{office.text}\n{name.text}"
    return replace(office, role=Role.SIGNATURE, text=text, markers=markers, label=SIGNED)


def _above(parts: Sequence[Part]) -> int:
    """Return how many parts stand above the body: to the line with place and date."""
    most = 0
    for index, part in enumerate(parts[:_MOST_ABOVE]):
        if part.role in (Role.TABLE, Role.ITEM, Role.SIGNATURE) or len(part.text) > _LONGEST:
            break
        if part.role is Role.TEXT and part.text.endswith(_SENTENCE_END):
            break
        if part.role is Role.LETTERHEAD or is_dateline(part.text):
            most = index + 1
        if is_dateline(part.text):
            return most
    while most < len(parts) and _is_address(parts[most]):
        most += 1
    return most


def _is_address(part: Part) -> bool:
    text = part.text
    return part.role is Role.TEXT and text.startswith("Aan ") and len(text) <= _LONGEST_LINE


def _label(text: str) -> str:
    if is_dateline(text):
        return DATED
    if text.startswith("Aan "):
        return ADDRESSED
    head, _, rest = text.partition(" ")
    if head in ("Nr.", "Nrs.") and rest[:1].isdigit():
        return SEQUENCE
    is_dossier = len(head) == 2 and head.isdigit() and rest[:3].isdigit() and len(rest) > 3
    return DOSSIER if is_dossier else ""


def _sign(parts: list[Part]) -> None:
    """Join the offices and names that close a letter, two paragraphs each or one of two lines."""
    end = len(parts)
    while end and parts[end - 1].role is Role.TEXT:
        one, above = parts[end - 1], parts[end - 2] if end > 1 else None
        if _is_signed(one.text):
            parts[end - 1] = replace(one, role=Role.SIGNATURE, label=SIGNED)
            end -= 1
        elif above and above.role is Role.TEXT and _is_signed(f"{above.text}\n{one.text}"):
            end -= 2
            parts[end : end + 2] = [_joined(above, one)]
        else:
            return


def _is_signed(text: str) -> bool:
    office, _, name = text.partition("\n")
    return (
        office.startswith(_OFFICES)
        and office.endswith(",")
        and bool(name)
        and "\n" not in name
        and len(name) <= _LONGEST_LINE
        and not name.endswith((".", ":", ";", ","))
    )
