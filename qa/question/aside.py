"""What is typed to the bot and asks nothing of a letter: greetings, thanks, abuse, chores, noise.

In: a question. Out: the name of the rule that recognised it, or nothing. A greeting before a real
question is not an aside: the rules for courtesies match the whole text, those for chores its start.
"""

from __future__ import annotations

import re

from qa.terms import terms
from qa.text import stems

_COURTESY = (
    r"(?:hallo|hoi|hey|hai|dag|yo|goede?(?:morgen|middag|navond|dag)|gegroet|bedankt|dank(?: ?je|"
    r" ?u)?(?: wel)?|dankjewel|doei|tot ziens|ok(?:e|é|ay)?|duidelijk|prima|top|sorry|(?:nog )?een"
    r" fijne dag|fijne dag|welterusten|test(?:en)?|ja|nee|daar|er|nog|verder|voor|de|het|je|uw|hulp"
    r"|antwoord|bent u|ben je|ben jij|bot|robot|iemand|allemaal|allen|mensen)"
)
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("groet", re.compile(rf"^\W*{_COURTESY}(?:\W+{_COURTESY})*\W*$", re.I)),
    ("over de bot", re.compile(
        r"^\W*(?:hoe werkt (?:dit|het|deze \w+)|wie (?:ben|bent) (?:jij|je|u)\b.*|wat (?:ben|kan|kun"
        r"|kunt) (?:jij|je|u)\b[^?]{0,30}|hoe gaat het\b.*|hoe heet (?:jij|je|u)|(?:ben|bent) (?:jij"
        r"|je|u) (?:een|echt)\b.*|wie heeft (?:jou|je|u|dit|deze bot) (?:gemaakt|gebouwd).*"
        r"|(?:bewaar|onthoud|leer)(?:t)? (?:jij|je|u) .*)\W*$", re.I)),
    ("mening of oordeel", re.compile(
        r"\b(?:wat vind(?:t)? (?:jij|je|u) (?:zelf|er\w*|van)|volgens (?:jou|u)\W*$|vind (?:jij|je) "
        r"(?:zelf|dat)|jouw (?:mening|favoriete?))", re.I)),
    ("belediging", re.compile(
        r"(?:^|[,.!] ?)(?:(?:jij|je|u) (?:bent|snapt|kan|kunt|weet|liegt|verzint)\b"
        r"|(?:wat )?ben (?:jij|je) (?:toch )?(?:dom|stom|slecht|gek)"
        r"|h[oa]u(?:d|dt)? (?:toch )?(?:je|uw) (?:mond|kop|bek)|geef (?:maar|nou) toe)"
        r"|\b(?:dan|zoals) (?:jij|jou)\b|\b(?:waardeloze|stomme|domme|slechte) (?:bot|robot|computer)",
        re.I)),
    ("opdracht", re.compile(
        r"^\W*(?:kun je |kunt u |wil je |wilt u |graag )?(?:even |eens )?(?:(?:schrijf|schrijven"
        r"|vertaal|vertalen|dicht|teken|zing|programmeer|negeer|vergeet|speel|rap|translate|write"
        r"|ignore|summari[sz]e|print|herschrijf)\b|vat\b.*\bsamen\b|voer\b.*\buit\b|voer (?:deze|dit"
        r"|de) |doe alsof|verzin\b|bedenk\b|maak (?:een|er) (?:\w+ )?(?:rap|gedicht|lied\w*|limerick"
        r"|verhaal\w*|tekening|foto|plaatje|grap|speech|toespraak|brief|mail|motie|tweet|essay"
        r"|samenvatting)|vertel (?:me |mij |eens )*(?:een|over jezelf)|laat\b.*\b(?:prompt"
        r"|systeemprompt|instructies)\b)", re.I)),
)  # fmt: skip
_VOWEL = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]", re.I)
_REPEATED = re.compile(r"(\w)\1{4,}")


def aside(question: str) -> str:
    """Return the rule by which a text asks nothing of a letter; empty where it may ask."""
    found = next((name for name, pattern in _RULES if pattern.search(question)), "")
    return found or ("geen woorden" if _is_noise(question) else "")


def _is_noise(question: str) -> bool:
    """Tell whether a text holds nothing but function words and what cannot be a Dutch word."""
    found = [each for each in stems(question) if each not in terms().neutral]
    return all(
        each.isdigit() or _REPEATED.search(each) or not _VOWEL.search(each) for each in found
    )
