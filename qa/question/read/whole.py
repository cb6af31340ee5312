"""Questions about a letter as a whole: its parts, its names, its promises, its gist.

In: a question, by what its wording says. Out: what of the letter it asks for, and the number or the
name that it gives. Each is known by its place or its form, so no search has to find it; what asks
for more ("vat de brief samen als gedicht") is none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from qa.question.read.rules import Rule, Said, rule


class Part(Enum):
    """What of a letter is asked for."""

    PROMISES = "promises"
    TERMS = "terms"
    AWAITED = "awaited"
    NOTE = "note"
    SECTION = "section"
    TABLE = "table"
    ATTACHMENTS = "attachments"
    LENGTH = "length"
    OUTLINE = "outline"
    NAMES = "names"
    MENTIONS = "mentions"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Whole:
    """What is asked for, and what the question names: a number, a name, a topic; or nothing."""

    part: Part
    name: str = ""


_LETTER: Final = r"(?:deze|de) (?:kamer)?(?:brief|voortgangsrapportage|rapportage)"
_IN: Final = rf"(?: (?:in|van|uit) {_LETTER})?"
_SPEAKER: Final = r"(?:de|het) (?:minister|staatssecretaris|kabinet|regering|bewinds)\w*"
_ABOUT: Final = r"(?:[^?]*?\bover (?P<name>[^?]+))?"
_NAMED: Final = (
    r"^(?:welke|noem(?: alle| de)?|geef(?: alle| de)?|toon(?: alle| de)?|wat zijn(?: de)?)"
)
_SHOW: Final = (
    r"^(?:wat staat (?:er )?in|wat zegt|waar gaat|geef|toon|lees|citeer)\b[^?\d]{0,20}?\b"
)
_RULES: Final[tuple[tuple[Part, Rule], ...]] = tuple(
    (part, rule(f"whole_{part.value}_{number}", pattern, words))
    for number, (part, pattern, words) in enumerate(
        (
            (
                Part.PROMISES,
                rf"(?:{_NAMED}|^doe[tn] {_SPEAKER}|^(?:zijn|staan) er)"
                rf" (?:toezegging|belofte)(?:en|n|s)?\b{_ABOUT}",
                "toezegging toezeggingen belofte beloften beloftes",
            ),
            (
                Part.PROMISES,
                rf"^wat (?:zeg(?:t|gen) {_SPEAKER}(?=[^?]*\btoe\b)|belo(?:oft|ven) {_SPEAKER})"
                rf"{_ABOUT}",
                "zegt zeggen belooft beloven",
            ),
            (
                Part.PROMISES,
                rf"^wat (?:is|wordt|heeft|hebben) (?:er\b|{_SPEAKER})"
                rf"(?=[^?]*\b(?:toegezegd|beloofd))"
                rf"(?![^?]*\baan (?!(?:de|uw) (?:tweede )?kamer)){_ABOUT}",
                "toegezegd beloofd",
            ),
            (Part.TERMS, rf"{_NAMED} (?:deadlines|termijnen)\b{_ABOUT}", "deadlines termijnen"),
            (
                Part.AWAITED,
                rf"^wat wordt er (?:nog )?verwacht\b(?: volgens {_LETTER}|{_IN})\W*$",
                "verwacht",
            ),
            (Part.TERMS, r"^wat staat er (?:voor|in) \d{4} op de (?:agenda|rol|planning)", "staat"),
            (
                Part.NOTE,
                rf"{_SHOW}(?:voet|eind)?noot (?P<name>\d{{1,4}})\b",
                "noot voetnoot eindnoot",
            ),
            (
                Part.SECTION,
                rf"{_SHOW}(?:paragraaf|par\.?|hoofdstuk|onderdeel)"
                r" (?P<name>\d{1,2}(?:\.\d{1,2}){0,4})\b",
                "paragraaf par hoofdstuk onderdeel",
            ),
            (Part.TABLE, rf"{_SHOW}tabel (?P<name>\d{{1,3}})\b(?=[^?\w]*{_IN}\W*$)", "tabel"),
            (
                Part.ATTACHMENTS,
                rf"^(?:welke|hoeveel|zijn er|heeft {_LETTER}|wat zijn de) bijlagen\b"
                rf"(?: (?:zijn er(?: bij)?|heeft|horen bij|zitten er bij|van|bij))?"
                rf"(?: {_LETTER})?\W*$",
                "bijlagen",
            ),
            (
                Part.LENGTH,
                rf"^hoe (?:lang|groot) is {_LETTER}\W*$"
                r"|^hoeveel (?:woorden|(?:voet)?noten|tabellen|alinea's|kopjes|koppen)"
                rf" (?:heeft|telt|bevat|staan er in|zijn er in|zitten er in) {_LETTER}\W*$",
                "lang groot hoeveel",
            ),
            (
                Part.OUTLINE,
                rf"^welke (?:onderwerpen|thema's|kopjes|hoofdstukken|paragrafen)"
                rf" (?:behandelt|heeft|bespreekt|noemt|bevat|staan er in) {_LETTER}\W*$"
                r"|^welke (?:onderwerpen|thema's) (?:komen|worden)"
                rf"{_IN} (?:aan bod|aan de orde|behandeld|besproken){_IN}\W*$"
                rf"|\b(?:inhoudsopgave|opbouw|indeling) van {_LETTER}\W*$"
                rf"|^hoe is {_LETTER} ingedeeld\W*$",
                "onderwerpen thema thema's kopjes hoofdstukken paragrafen inhoudsopgave opbouw"
                " indeling ingedeeld",
            ),
            (
                Part.NAMES,
                r"^welke (?P<name>organisaties|instanties|instellingen|gemeenten|steden)"
                rf" (?:worden(?: er)?{_IN} genoemd{_IN}|(?:noemt|vermeldt) {_LETTER}"
                rf"|staan er in {_LETTER})\W*$",
                "organisaties instanties instellingen gemeenten steden",
            ),
            (
                Part.MENTIONS,
                rf"^(?:waar|hoe vaak){_IN} (?:wordt|worden|komt|komen)"
                r" (?P<name>[^?]{2,80}?) (?:genoemd|vermeld|voor)"
                rf"{_IN}\W*$",
                "genoemd vermeld voor",
            ),
            (
                Part.SUMMARY,
                rf"^vat {_LETTER}(?: kort| even)? samen\W*$"
                rf"|^(?:geef|maak|toon|ik wil|mag ik)?(?: mij)?(?: ?een| ?de)?(?: korte)? ?"
                rf"samenvatting van {_LETTER}\W*$"
                r"|^wat zijn de (?:hoofdpunten|kernpunten|belangrijkste punten)"
                rf" (?:van|uit|in) {_LETTER}\W*$",
                "vat samenvatting hoofdpunten kernpunten punten",
            ),
        )
    )
)


def whole_asked(said: Said) -> Whole | None:
    """Return what of the letter as a whole a question asks for; None for another question."""
    for part, each in _RULES:
        if match := said.match(each):
            name = (match.groupdict().get("name") or "").strip(" ?.!«»\"'")
            return Whole(part, name)
    return None
