"""What is typed to the bot and asks nothing of a letter: greetings, thanks, abuse, chores, noise.

In: a question. Out: the name of the rule that recognised it, or nothing. A greeting before a real
question is not an aside: the rules for courtesies match the whole text, those for chores its start.
"""

from __future__ import annotations

import re

from qa.dutch.terms import terms
from qa.dutch.text import stems

NOISE = "geen woorden"
_COURTESY = (
    r"(?:hallo|hoi|hey|hai|dag|yo|goede?(?:morgen|middag|navond|dag)|gegroet|bedankt"
    r"|dank(?: ?je| ?u)?(?: wel)?|dankjewel|doei|tot ziens|ok(?:e|é|ay)?|duidelijk|prima|top"
    r"|sorry|een|fijne dag|welterusten|test(?:en)?|ja|nee|daar|er|nog|verder|voor|de|het|je|uw"
    r"|hulp|antwoord|bent u|ben je|ben jij|bot|robot|iemand|allemaal|allen|mensen)"
)
_YOU = r"(?:jij|je|u)"
_CHORES = (
    "schrijf|schrijven|vertaal|vertalen|dicht|teken|zing|programmeer|negeer|vergeet|speel|rap"
    "|translate|write|ignore|summari[sz]e|print|herschrijf|doe alsof|verzin|bedenk"
    "|voer (?:deze|dit)"
)
_WORKS = (
    r"rap|gedicht|lied\w*|limerick|verhaal\w*|tekening|foto|plaatje|grap|speech|toespraak|brief"
    r"|mail|motie|tweet|essay|samenvatting"
)
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("groet", rf"^\W*{_COURTESY}(?:\W+{_COURTESY})*\W*$"),
        (
            "over de bot",
            r"^\W*(?:hoe werkt (?:dit|het|deze \w+)|hoe gaat het(?: (?:met (?:je|jou|u|jullie)"
            r"|ermee|er|vandaag|nu|toch))*"
            rf"|(?:wie|wat) (?:ben|bent) {_YOU}\b[^?]{{0,30}}|hoe heet {_YOU}"
            rf"|wat (?:kan|kun|kunt) {_YOU}(?: (?:allemaal|zoal|nog|meer|precies|eigenlijk|doen"
            r"|goed|(?:voor )?(?:mij|me|ons)))*"
            rf"|(?:ben|bent) {_YOU} (?:een|echt)\b.*|(?:bewaar|onthoud|leer)t? {_YOU} .*"
            r"|wie heeft (?:jou|je|u|dit|deze bot) (?:gemaakt|gebouwd).*)\W*$",
        ),
        (
            "mening",
            rf"\bwat vindt? {_YOU} (?:zelf|er\w*|van)|\bvolgens (?:jou|u)\W*$"
            r"|\bjouw (?:mening|favoriete?)\b",
        ),
        (
            "belediging",
            rf"(?:^|[,.!] ?)(?:{_YOU} (?:bent|snapt|kan|kunt|weet|liegt|verzint)\b"
            rf"|(?:wat )?ben {_YOU} (?:toch )?(?:dom|stom|slecht|gek)"
            r"|h[oa]u(?:d|dt)? (?:toch )?(?:je|uw) (?:mond|kop|bek)|geef (?:maar|nou) toe)"
            r"|\b(?:dan|zoals) jij\b"
            r"|\b(?:waardeloze|stomme|domme|slechte) (?:bot|robot|computer)\b",
        ),
        (
            "opdracht",
            rf"^\W*(?:(?:kun|kunt|wil|wilt) {_YOU} )?(?:graag |even |eens )?(?:(?:{_CHORES})\b"
            rf"|vat\b.*\bsamen\b|voer\b.*\buit\b|maak (?:een|er) (?:\w+ )?(?:{_WORKS})\b"
            r"|vertel (?:me |mij |eens )*(?:een|over jezelf)\b"
            r"|laat\b.*\b(?:prompt|systeemprompt|instructies)\b)",
        ),
    )
)
_VOWEL = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]", re.I)
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_REPEATED = re.compile(r"(\w)\1{4,}")


def aside(question: str) -> str:
    """Return the rule by which a text asks nothing of a letter; empty where it may ask."""
    found = next((name for name, pattern in _RULES if pattern.search(question)), "")
    return found or (NOISE if _is_noise(question) else "")


def _is_noise(question: str) -> bool:
    """Tell whether a text holds nothing but function words and what cannot be a Dutch word.

    Function words with a number may ask for something: "En in 2020?".
    """
    if _ACRONYM.search(question) and not question.isupper():
        return False
    found = stems(question)
    content = [each for each in found if each not in terms().neutral and not each.isdigit()]
    if any(each.isdigit() for each in found) and any(each in terms().neutral for each in found):
        return False
    return all(_REPEATED.search(each) or not _VOWEL.search(each) for each in content)
