"""Questions about the letter itself: its day, its number, to whom, by whom.

In: a question. Out: the label of the part of the letterhead, or of the signature, that answers it.
These are the only questions whose answer is known by its place, so no search has to find it.
"""

from __future__ import annotations

from qa.question.read.rules import Rule, Said, rule

_LETTER = r"(?:deze|de) (?:kamer)?(?:brief|voortgangsrapportage|rapportage)"
_SENT = r"(?:verstuurd|verzonden|gestuurd|geschreven|gedateerd|gedagtekend)"
_SIGNED = r"(?:ondertekend|getekend|verstuurd|geschreven|gestuurd)"
# The letter has no such part: where there is one letter its text is searched.
SUBJECT = "Onderwerp"
_HELD = "brief kamerbrief voortgangsrapportage rapportage"
_PARTS: tuple[Rule, ...] = (
    rule(
        "Plaats en datum",
        rf"^(?:op welke (?:dag|datum)|wanneer) (?:is|werd) {_LETTER} {_SENT}"
        rf"|\b(?:datum|dagtekening) (?:van|heeft) {_LETTER}|^van wanneer is {_LETTER}",
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
        rf"^(?:wie|welke (?:minister|bewindsp)\w*) (?:heeft|hebben) {_LETTER} {_SIGNED}"
        rf"|^door wie (?:is|werd) {_LETTER} {_SIGNED}|\bondertekenaars? van {_LETTER}",
        _HELD,
    ),
    rule(
        SUBJECT,
        rf"^waar(?:over)? gaat {_LETTER}\b|\b(?:onderwerp|titel|inhoud) van {_LETTER}"
        rf"|^wat (?:staat er in|is de kern van|zegt) {_LETTER}\W*$|^vat {_LETTER} samen"
        rf"|\bsamenvatting van {_LETTER}",
        _HELD,
    ),
)


def part_asked(said: Said) -> str:
    """Return the label of the part of the letter that a question asks for; empty for none."""
    return next((each.name for each in _PARTS if said.match(each)), "")
