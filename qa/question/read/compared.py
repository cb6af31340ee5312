"""A question that sets a letter against an earlier one → what of them it asks for.

In: a question, by its wording. Out: what is to be compared, and whether it calls another letter;
None for a question that compares no letters ("is het aantal veranderd sinds 2011?"). Which letters
are meant, qa/question/changes tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from qa.dutch.text import analyse, words
from qa.question.read.frame import in_full, unframed
from qa.question.read.rules import Said, rule


class Aspect(Enum):
    """What of two letters is compared."""

    ALL = "all"
    NEWS = "news"
    NEW = "new"
    GONE = "gone"
    SAID = "said"
    NUMBERS = "numbers"
    REVISED = "revised"
    PROMISES = "promises"
    OPEN = "open"
    KEPT = "kept"


ON_PROMISES: Final = {Aspect.PROMISES, Aspect.OPEN, Aspect.KEPT}
# These ask for two letters though they may name none.
_BY_THEMSELVES: Final = {Aspect.REVISED, Aspect.OPEN, Aspect.KEPT}
_OF_A_LETTER: Final = {Aspect.NEWS, Aspect.NEW, Aspect.GONE}


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared; `text` is the question without its frame, each letter called as one.

    `names_other` tells that it calls a letter to compare with; `unit` is that of the numbers that
    are asked for, "" for any.
    """

    aspect: Aspect
    text: str
    names_other: bool
    unit: str = ""


_LETTER: Final = r"(?:kamer|voortgangs)?brie(?:f|ven)|voortgangsrapportages?"
_NOUN: Final = re.compile(rf"\b(?:{_LETTER})\b", re.IGNORECASE)
# "Die van 3 juni" is the letter of that day.
_THAT_OF: Final = re.compile(r"\bdie (?=(?:van|uit) (?:\d|[a-z]+ \d{4}\b))", re.IGNORECASE)
_OTHER: Final = rule(
    "compared_other",
    r"\b(?:sinds|sedert|opzichte van|t\.?o\.?v\.?|anders dan(?: in)?|dan in"
    r"|vergeleken (?:met|bij)|vergelijking (?:met|tot))"
    rf" (?:de|die|het|uw|mijn)(?: (?:vorige|voorgaande|voorlaatste|eerdere|vroegere|oude"
    rf"|volgende|latere))? (?:{_LETTER})\b"
    rf"|\b(?:vorige|voorgaande|voorlaatste|eerdere|vroegere|volgende|latere) (?:{_LETTER})\b"
    rf"|\b(?:met|na|naast) de (?:{_LETTER}) van \d"
    rf"|\btussen (?:de|deze|die|beide|twee|het) (?:[a-z]+ )?(?:{_LETTER})\b",
)
# What was promised, one letter did, and it is asked of another.
_PROMISING: Final = rule("compared_promising", rf"\b(?:volgens|uit|van) de (?:{_LETTER})\b")
_FIGURES: Final = r"(?:cijfers|getallen|aantallen|bedragen|percentages)"
_PROMISED: Final = r"(?:toezeggingen|belofte[ns])"
_CHANGED: Final = r"(?:veranderd|gewijzigd|veranderingen|wijzigingen|anders|aangepast)"
_RULES: Final = tuple(
    (aspect, rule(f"compared_{aspect.value}_{number}", pattern, needed))
    for number, (aspect, pattern, needed) in enumerate(
        (
            (
                Aspect.OPEN,
                rf"\b{_PROMISED}\b[^?]{{0,120}}\b(?:open|(?:nog )?(?:niet|geen)\b[^?]{{0,30}}"
                r"\b(?:nagekomen|afgerond|gedaan|uitgevoerd|waargemaakt|ingelost))\b",
                "open niet",
            ),
            (
                Aspect.KEPT,
                rf"\b{_PROMISED}\b[^?]{{0,120}}"
                r"\b(?:nagekomen|afgerond|afgehandeld|waargemaakt|ingelost)\b",
                "nagekomen afgerond afgehandeld waargemaakt ingelost",
            ),
            (
                Aspect.PROMISES,
                rf"^(?:wat (?:is|zijn)\b[^?]{{0,40}}\b(?:gebeurd|gedaan|geworden|terechtgekomen"
                rf"|gekomen)|hoe staat het|wat is de (?:stand|status))\b[^?]{{0,40}}\b{_PROMISED}\b"
                rf"|^wat is er (?:met|van) de {_PROMISED}\b[^?]{{0,120}}"
                r"\b(?:gebeurd|gedaan|geworden|terechtgekomen|gekomen)\b",
                "toezeggingen beloften beloftes",
            ),
            (
                Aspect.SAID,
                r"^welke zinnen over\b[^?]{0,120}\b(?:nieuw|verdwenen|veranderd|anders)\b",
                "zinnen",
            ),
            (
                Aspect.REVISED,
                rf"\b{_FIGURES}\b[^?]{{0,120}}\b(?:bijgesteld|herzien|gecorrigeerd)\b",
                "bijgesteld herzien gecorrigeerd",
            ),
            (
                Aspect.NUMBERS,
                rf"\b{_FIGURES}\b[^?]{{0,120}}\b(?:{_CHANGED}|verschillen|nieuw)\b"
                rf"|\b(?:veranderden|verschillen)\b[^?]{{0,60}}\b{_FIGURES}\b",
                "cijfers getallen aantallen bedragen percentages",
            ),
            (
                Aspect.GONE,
                r"^(?:wat|welke [a-z']+)\b[^?]{0,100}\b(?:verdwenen|vervallen|weggelaten|geschrapt"
                r"|niet (?:meer|langer))\b",
                "verdwenen vervallen weggelaten geschrapt meer langer",
            ),
            (
                Aspect.NEWS,
                r"^wat\b[^?]{0,100}\b(?:nieuws?|bijgekomen|toegevoegd)\b",
                "nieuw nieuws bijgekomen toegevoegd",
            ),
            (
                Aspect.NEW,
                r"^welke (?:nieuwe )?[a-z']+\b[^?]{0,100}\b(?:nieuw|bijgekomen|toegevoegd)\b"
                r"|^welke nieuwe (?:onderwerpen|thema's|paragrafen|koppen|hoofdstukken)\b",
                "nieuw nieuwe bijgekomen toegevoegd",
            ),
            (
                Aspect.ALL,
                rf"^(?:wat|welke)\b[^?]{{0,100}}\b(?:{_CHANGED}|verschil(?:len|t)?)\b"
                r"|^(?:noem|geef|toon|wat)\b[^?]{0,30}\b(?:verschil(?:len)?|veranderingen"
                r"|wijzigingen)\b|^vergelijk\b",
                "veranderd gewijzigd veranderingen wijzigingen anders aangepast verschil"
                " verschillen verschilt vergelijk",
            ),
        )
    )
)
_UNITS: Final = {"bedragen": "euro", "percentages": "procent"}
#: Stems of what such a question says beside its letters and its topic.
SAID: Final = frozenset(
    analyse(
        "toezegging toezeggingen belofte beloften open nog niet nagekomen afgerond gedaan"
        " uitgevoerd waargemaakt ingelost afgehandeld gebeurd geworden terechtgekomen gekomen stand"
        " status staat cijfers getallen aantallen bedragen percentages bijgesteld herzien"
        " gecorrigeerd veranderd gewijzigd veranderingen wijzigingen anders aangepast verschil"
        " verschillen verschilt verdwenen vervallen weggelaten geschrapt meer langer nieuw nieuws"
        " nieuwe bijgekomen toegevoegd vergelijk vergeleken vergelijking opzichte onderwerpen"
        " onderwerp zinnen thema thema's paragrafen paragraaf koppen kopjes hoofdstukken onderdelen"
        " komen komt terug noem geef toon sinds sedert tussen volgens vorige voorgaande"
        " voorlaatste eerdere volgende latere brief brieven kamerbrief voortgangsrapportage beide"
        " veranderden t.o.v. wat welke hoe met van uit daarvan precies inmiddels"
    )
)


def compared(question: str) -> Compared | None:
    """Return what of two letters a question compares; None for another question."""
    text = in_full(unframed(question))
    if _NOUN.search(text):
        text = _THAT_OF.sub("de brief ", text)
    said = Said(text, (each.folded for each in words(text)))
    for aspect, each in _RULES:
        if said.match(each):
            names_other = said.match(_OTHER) is not None or (
                aspect in ON_PROMISES and said.match(_PROMISING) is not None
            )
            is_of_letter = aspect in _OF_A_LETTER and _NOUN.search(text) is not None
            if not (names_other or is_of_letter or aspect in _BY_THEMSELVES):
                return None
            unit = next((_UNITS[word] for word in _UNITS if word in said.words), "")
            return Compared(aspect, text, names_other, unit)
    return None
