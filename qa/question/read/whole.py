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
    PLANS = "plans"
    SENT = "sent"
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
    SHORT = "short"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Whole:
    """What is asked for, and what the question names: a number, a name, a topic; or nothing.

    `by` is who is to do it, where a question asks what somebody promises or will do.
    """

    part: Part
    name: str = ""
    by: str = ""


_LETTER: Final = r"(?:deze|de) (?:kamer)?(?:brief|voortgangsrapportage|rapportage)"
_IN: Final = rf"(?: (?:in|van|uit) {_LETTER})?"
_WHO: Final = r"(?:minister|staatssecretaris|kabinet|regering|bewinds)\w*"
_SPEAKER: Final = rf"(?:de|het) {_WHO}"
_HOUSE: Final = r"(?:de|uw|onze) (?:tweede )?kamer|we|wij"
_ABOUT: Final = r"(?:[^?]*?\bover (?P<name>[^?]+))?"
_NAMED: Final = (
    r"^(?:welke|noem(?: alle| de)?|geef(?: alle| de)?|toon(?: alle| de)?|wat zijn(?: de)?)"
)
_SHORT: Final = (
    r"(?:de (?:afkorting|letters) )?[«'\"‘’“”]?(?P<name>[^\W\d_](?:[^\W_]|[&.-]){1,11})[»'\"‘’“”]?"
)
_WHERE: Final = r"^(?:waar|hoe vaak|in welke (?:paragra|alinea|hoofdstuk|passage|zin)\w{0,3})"
_SHOW: Final = (
    r"^(?:wat staat (?:er )?(?:in|onder)|wat zegt|waar gaat|geef|toon|lees|citeer)\b[^?\d]{0,20}?\b"
)
_RULES: Final[tuple[tuple[Part, Rule], ...]] = tuple(
    (part, rule(f"whole_{part.value}_{number}", pattern, words))
    for number, (part, pattern, words) in enumerate(
        (
            (
                Part.SHORT,
                rf"^waar staa(?:t|n){_IN} {_SHORT} voor{_IN}\W*$",
                "staat staan",
            ),
            (
                Part.SHORT,
                rf"^(?:wat beteken(?:t|en)|wat is de betekenis van) {_SHORT}{_IN}\W*$",
                "betekent betekenen betekenis",
            ),
            (
                Part.PROMISES,
                rf"(?:{_NAMED}|^doe[tn] {_SPEAKER}|^(?:zijn|staan) er)"
                rf" (?:toezegging|belofte)(?:en|n|s)?\b"
                rf"(?: doe[tn] (?:de|het) (?P<by>{_WHO}(?: van [^?\d]{{2,60}}?(?=\W*$| over\b))?))?"
                rf"{_ABOUT}",
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
            (
                Part.PLANS,
                rf"^(?:en )?wat (?:gaat|gaan|zal|zullen) (?:de|het)"
                rf" (?P<by>{_WHO}(?: (?:van|voor) [^?]{{2,60}}?)?)"
                r"(?: [a-z]{2,10})? doen(?: (?:aan|met|tegen|voor|rond|om) (?P<name>[^?]+))?\W*$",
                "gaat gaan zal zullen",
            ),
            (
                Part.SENT,
                rf"^wanneer (?:krijg(?:t|en)|ontvang(?:t|en)|ho(?:ort|ren)) (?:{_HOUSE})"
                r" (?:(?:iets|meer|bericht|een brief) )?(?:over )?(?P<name>[^?]{2,120}?)"
                r"(?: (?:toegestuurd|toegezonden|te horen|te zien))?\W*$",
                "wanneer",
            ),
            (
                Part.SENT,
                rf"^wanneer (?:word(?:t|en)|informeert {_SPEAKER}) (?:{_HOUSE})"
                r" (?:(?:nader|verder|weer) )?(?:(?:geïnformeerd|ingelicht|bericht) )?over"
                r" (?P<name>[^?]{2,120}?)(?: geïnformeerd| ingelicht| bericht)?\W*$",
                "wanneer",
            ),
            (
                Part.SENT,
                rf"^wanneer (?:stuurt|rapporteert|bericht) {_SPEAKER} (?:(?:aan )?(?:{_HOUSE}) )?"
                r"(?:over )?(?P<name>[^?]{2,120}?)(?: toe| naar de kamer)?\W*$",
                "wanneer",
            ),
            (Part.TERMS, rf"{_NAMED} (?:deadlines|termijnen)\b{_ABOUT}", "deadlines termijnen"),
            (
                Part.AWAITED,
                r"^wat wordt er (?:nog )?(?:(?:in|voor) (?:19|20)\d\d )?verwacht\b"
                rf"(?: (?:in|voor) (?:19|20)\d\d)?(?: volgens {_LETTER}|{_IN})\W*$",
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
            (
                Part.SECTION,
                rf"{_SHOW}(?:paragraaf|hoofdstuk|onderdeel|kopje|kop|sectie)"
                r" (?:(?:over|getiteld|genaamd|met de titel) )?(?P<name>[^?\d]{3,80}?)"
                rf"{_IN}\W*$",
                "paragraaf hoofdstuk onderdeel kopje kop sectie",
            ),
            (Part.TABLE, rf"{_SHOW}tabel (?P<name>\d{{1,3}})\b(?=[^?\w]*{_IN}\W*$)", "tabel"),
            (
                Part.MENTIONS,
                rf"{_WHERE}{_IN} (?:wordt|worden|komt|komen|staat|staan)"
                r" (?P<name>[^?]{2,80}?) (?:genoemd|vermeld|voor)"
                rf"{_IN}\W*$",
                "genoemd vermeld voor",
            ),
            (
                Part.MENTIONS,
                rf"{_WHERE} (?:noemt|vermeldt) (?:{_LETTER}|{_SPEAKER}) (?P<name>[^?]{{2,80}}?)"
                rf"{_IN}\W*$",
                "noemt vermeldt",
            ),
            (
                Part.MENTIONS,
                rf"^(?:wordt|worden|komt|komen){_IN} (?P<name>[^?]{{2,80}}?)"
                r" (?:genoemd|vermeld|voor)"
                rf"(?: (?:in|door) (?:{_LETTER}|{_SPEAKER}))+\W*$",
                "genoemd vermeld voor",
            ),
            (
                Part.LETTERS,
                r"^(?:over )?(?:welke|hoeveel) (?:kamer)?brieven"
                r" (?:zijn|staan|zitten|hebt?|hebben|heeft|kent?|kan|kunt?|kunnen|gaat|mag)"
                r" (?:er|hier|u|je|jij|jullie|ik|we|wij|dit|het|deze)\b"
                r"(?![^?]*\b(?:over|waarin|van|uit)\b)[^?]{0,60}\W*$",
                "brieven kamerbrieven",
            ),
            (
                Part.SUMMARY,
                rf"^vat {_LETTER}(?: kort| even)? samen\W*$",
                "vat",
            ),
        )
    )
)


_SUBJECT: Final = frozenset(("gaat", "over"))
_LETTERS: Final = frozenset("brief kamerbrief rapportage voortgangsrapportage".split())
#: Words by which a question means the letter, though it does not say so.
_NAMING: Final = frozenset("genoemd vermeld bijlagen inhoudsopgave".split())
#: What a question about the letter itself may say beside the thing that it asks for.
_FREE: Final = _LETTERS | frozenset(
    "de het een deze dit dat die er in van uit bij aan door met over op onder voor tot en nog ook"
    " welk welke wat waar hoe hoeveel noem geef toon maak som op kunt kun kan u je mij me wil"
    " graag mag alle allemaal alles precies eigenlijk kort korte even minister staatssecretaris"
    " kabinet regering noemt noemen genoemd vermeldt vermelden vermeld staat staan bevat"
    " bevatten heeft hebben telt tellen bestaat bestaan komt komen behandelt behandeld"
    " behandelen bespreekt besproken bod orde zit zitten is zijn wordt worden gaat gaan waarover"
    " belangrijkste"
    " overzicht lijst lijstje opsomming horen hoort erbij meegestuurd bijgevoegd verdeeld".split()
)
_THINGS: Final[tuple[tuple[Part, frozenset[str]], ...]] = tuple(
    (part, frozenset(things.split()))
    for part, things in (
        (Part.ATTACHMENTS, "bijlagen bijlage"),
        (Part.PROMISES, "toezeggingen toezegging beloften beloftes"),
        (Part.TERMS, "deadlines termijnen"),
        (Part.NAMES, "organisaties instanties instellingen gemeenten steden moties"),
        (Part.SUMMARY, "samenvatting hoofdpunten kernpunten punten hoofdlijnen strekking kern"),
        (
            Part.OUTLINE,
            "onderwerpen onderwerp waarover thema's themas kopjes koppen hoofdstukken paragrafen"
            " onderdelen inhoudsopgave opbouw indeling ingedeeld",
        ),
    )
)
_COUNTED: Final = frozenset(
    "woorden noten voetnoten tabellen alinea's alineas kopjes koppen hoofdstukken"
    " paragrafen".split()
)
_SIZES: Final = frozenset("lang groot".split())


def _bare(said: Said) -> Whole | None:
    """Read a question that names nothing but the letter, and one thing that any letter has."""
    if said.words.isdisjoint(_LETTERS | _NAMING):
        return None
    rest = said.words - _FREE
    if not rest and said.words >= _SUBJECT:  # "Waar gaat deze brief over?"
        return Whole(Part.OUTLINE)
    if len(rest) != 1:
        return None
    (thing,) = rest
    if ("hoeveel" in said.words and thing in _COUNTED) or ("hoe" in said.words and thing in _SIZES):
        return Whole(Part.LENGTH)
    part = next((part for part, things in _THINGS if thing in things), None)
    return Whole(part, thing if part is Part.NAMES else "") if part else None


def whole_asked(said: Said) -> Whole | None:
    """Return what of the letter as a whole a question asks for; None for another question."""
    if bare := _bare(said):
        return bare
    for part, each in _RULES:
        if match := said.match(each):
            named = match.groupdict()
            name = (named.get("name") or "").strip(" ?.!«»\"'")
            return Whole(part, name, named.get("by") or "")
    return None
