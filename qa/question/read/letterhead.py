"""Questions about the letter itself: its day, its number, to whom, by whom.

In: a question. Out: the label of the part of the letterhead, or of the signature, that answers it.
These are the only questions whose answer is known by its place, so no search has to find it.
"""

from __future__ import annotations

from typing import Final

from qa.question.read.rules import Rule, Said, rule

_LETTER = r"(?:deze|de) (?:kamer)?(?:brief|voortgangsrapportage|rapportage)"
_SENT = r"(?:verstuurd|verzonden|gestuurd|geschreven|gedateerd|gedagtekend)"
_SIGNED = r"(?:ondertekend|getekend|verstuurd|geschreven|gestuurd)"
_SIGNS = r"(?:onder)?teken(?:t|de|den|en)|schreef|schreven|(?:ver)?stuurde(?:n)?"
#: How it is asked who sent a letter, and when.
VERBS: Final = frozenset(
    "verstuurd verzonden gestuurd geschreven gedateerd gedagtekend ondertekend getekend tekende"
    " ondertekende schreef schreven stuurde stuurden verstuurde verstuurden gaat staat zegt".split()
)
_TO = r"(?: (?:aan|naar) (?:de|uw) (?:tweede |eerste )?kamer)?"
# The letter has no such part: where there is one letter its text is searched.
SUBJECT = "Onderwerp"
_HELD = (
    "brief kamerbrief voortgangsrapportage rapportage"
    " ondertekenaar ondertekenaars afzender afzenders"
)
_PARTS: tuple[Rule, ...] = (
    rule(
        "Plaats en datum",
        rf"^(?:op welke (?:dag|datum)|wanneer) (?:is|werd) {_LETTER}{_TO} (?:{_SENT}|{_SIGNED})"
        rf"|^van welke (?:dag|datum) is {_LETTER}\b|^van wanneer is {_LETTER}"
        rf"|\b(?:datum|dagtekening) (?:van|heeft) {_LETTER}",
        _HELD,
    ),
    rule(
        "Kamerstuknummer",
        rf"\b(?:kamerstuk|dossier|volg)?nummer (?:van|heeft) {_LETTER}"
        rf"|^welk kamerstuk(?:nummer)? (?:is|heeft) {_LETTER}",
        _HELD,
    ),
    rule(
        "Geadresseerde",
        rf"^aan wie (?:is|werd) {_LETTER} (?:gericht|geadresseerd|{_SENT})",
        _HELD,
    ),
    rule(
        "Ondertekening",
        rf"^(?:wie|welke (?:minister|bewindsp)\w*) (?:heeft|hebben) {_LETTER}{_TO} {_SIGNED}"
        rf"|^(?:wie|welke (?:minister|bewindsp)\w*) (?:{_SIGNS}) {_LETTER}{_TO}"
        r"(?: en (?:op welke datum|wanneer))?\W*$"
        rf"|^door wie (?:is|werd) {_LETTER} {_SIGNED}|^van wie is {_LETTER}\W*$"
        rf"|\b(?:ondertekenaars?|afzenders?) van {_LETTER}"
        r"|^wie (?:is|zijn) de (?:ondertekenaars?|afzenders?)\W*$",
        _HELD,
    ),
    rule(
        SUBJECT,
        rf"^waar(?:over)? gaat {_LETTER}\b|\b(?:onderwerp|titel|inhoud) van {_LETTER}"
        rf"|^wat (?:staat er in|is de kern van|zegt) {_LETTER}\W*$",
        _HELD,
    ),
)


#: What letters call these parts, where that is not their name here: the first that is there holds.
LABELS: Final = {
    "Plaats en datum": ("Plaats en datum", "Datum"),
    "Kamerstuknummer": ("Kamerstuknummer", "Ons kenmerk", "Onze referentie", "Kenmerk"),
    SUBJECT: (SUBJECT, "Betreft"),
}


def part_asked(said: Said) -> str:
    """Return the label of the part of the letter that a question asks for; empty for none."""
    return next((each.name for each in _PARTS if said.match(each)), "")
