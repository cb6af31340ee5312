"""Questions about the letter itself: its day, its number, to whom, by whom.

In: a question. Out: the label of the part of the letterhead, or of the signature, that answers it.
These are the only questions whose answer is known by its place, so no search has to find it.
"""

from __future__ import annotations

import re

_LETTER = r"(?:deze|de) (?:kamer)?(?:brief|voortgangsrapportage|rapportage)"
_SENT = r"(?:verstuurd|verzonden|gestuurd|geschreven|gedateerd|gedagtekend)"
_SIGNED = r"(?:ondertekend|getekend|verstuurd|geschreven|gestuurd)"
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (label, re.compile(pattern, re.IGNORECASE))
    for label, pattern in (
        (
            "Plaats en datum",
            rf"^(?:op welke (?:dag|datum)|wanneer) (?:is|werd) {_LETTER} {_SENT}"
            rf"|\b(?:datum|dagtekening) (?:van|heeft) {_LETTER}|^van wanneer is {_LETTER}",
        ),
        (
            "Kamerstuknummer",
            rf"\b(?:kamerstuk|dossier|volg)?nummer (?:van|heeft) {_LETTER}"
            rf"|^welk kamerstuk(?:nummer)? (?:is|heeft) {_LETTER}",
        ),
        ("Geadresseerde", rf"^aan wie (?:is|werd) {_LETTER} (?:gericht|geadresseerd|{_SENT})"),
        (
            "Ondertekening",
            rf"^(?:wie|welke (?:minister|bewindsp)\w*) (?:heeft|hebben) {_LETTER} {_SIGNED}"
            rf"|^door wie (?:is|werd) {_LETTER} {_SIGNED}|\bondertekenaars? van {_LETTER}",
        ),
    )
)


def part_asked(question: str) -> str | None:
    """Return the label of the part of the letter that a question asks for, or None."""
    return next((label for label, pattern in _PARTS if pattern.search(question)), None)
