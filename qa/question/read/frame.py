"""What stands around a question and asks nothing: its number, its day, manners, an introduction.

In: a question as it was typed. Out: what it asks. A word of the frame would else be one that the
letter does not explain, and a day in it the period that is asked for.
"""

from __future__ import annotations

import re
from typing import Final

from qa.dutch.abbreviations import written_out
from qa.question.read.lead import without_lead

_ASKING: Final = (
    r"(?=(?:(?:in|op|bij|met|voor|tot|naar|van|aan|door|sinds) )?"
    r"(?:hoe(?!wel\b)\w*|welke?|wat|wie|wanneer|waar\w*)\b)"
)
# What stands before the question itself: "Ik schrijf een stuk over lezen: hoeveel …".
# One that begins as a question is no introduction: "Waar kan ik de brief vinden, welk Kamerstuk?".
_PREAMBLE: Final = re.compile(
    rf"(?!\W*(?:{_ASKING}|als \w+ (?:19|20)\d\d\b))(?>[^?]*?\b(?:ik|wij|we|mijn|onze|u mij)\b)"
    rf"[^?]*?(?:[:,;]|\bweten\b|\baangeven\b)\s+{_ASKING}",
    re.IGNORECASE,
)
# "Ik zou graag vernemen hoeveel …", whatever the verb; what begins with its verb asks that itself.
_WONDERED: Final = re.compile(
    rf"(?!\W*(?:{_ASKING}|(?:als|indien|toen|voordat|nadat)\b|\w+ (?:ik|wij|we)\b))"
    r"(?>[^?.:;]*?\b(?:ik|wij|we)\b)(?:[^?.:;]*?[^?.:;,\s])?\s+(?=(?:hoeveel|welke?|waarom)\b)",
    re.IGNORECASE,
)
# A question that points back at what is told before it is none without it: "Er ligt een vat in mijn
# weiland, wie haalt dat weg?".
_POINTS_BACK: Final = re.compile(
    r"\b(?:ik|mij|me|mijn|wij|we|ons|onze|hij|hem|zij|ze|haar|dat|dit|die|deze|daar\w*|hier\w*)\b",
    re.IGNORECASE,
)
_ONLY_TOLD: Final = re.compile(r"\b(?:weten|aangeven|vraag|benieuwd)\b", re.IGNORECASE)
# The day on which members of parliament sent their questions is asked for in none of them. Prose
# would say "ingezonden op"; so may the frame, in brackets.
_DAY: Final = r"\d{1,2} [^\W\d_]+ (?:19|20)\d\d\b"
_SENT: Final = re.compile(
    rf"\(ingezonden(?: op)? {_DAY}\)\.?|\bingezonden {_DAY}\.?", re.IGNORECASE
)
_NUMBER: Final = re.compile(
    r"\W*(?:kamer)?vraag(?: \d{1,2} ?[a-z]?\b(?:[:.)]|(?= (?!van\b)))| ?:)\W*", re.IGNORECASE
)
# What is said to the turn before, and a question behind it: "Oké, en wanneer?", "Dank. Hoeveel …".
_COURTESY: Final = (
    r"(?:ok(?:e|é|ay)?|dank(?:jewel| je(?: wel)?| u(?: wel)?)?|bedankt|prima|helder"
    r"|duidelijk|goed|mooi|top|fijn|aha|hm{1,4}|juist|precies|ja|nee|sorry|hallo|hoi"
    r"|goede(?:morgen|middag|navond))"
)
_TO_THAT: Final = re.compile(
    rf"\W*(?:{_COURTESY}(?:[,.!…]{{1,3}} +| +(?=(?:en|maar)\b|{_COURTESY}[,.!…]))){{1,4}}"
    r"(?=\w+\W+\w|(?:en )?(?:waarom|wanneer|wie|hoe)\w*\W*$)",
    re.IGNORECASE,
)
# What begins another subject: "Iets anders: hoeveel …".
_NEXT: Final = re.compile(
    r"\W*(?:(?:nog |nu )?(?:even )?(?:over )?(?:iets|wat) (?:heel )?anders"
    r"|(?:en )?(?:dan )?(?:nog )?(?:een )?(?:andere|laatste|nieuwe|tweede|volgende) vraag|nog iets)"
    r"(?: dan)?[:,.!] *(?=\w+\W+\w)",
    re.IGNORECASE,
)
# Who is asked to tell something is asked for it: "Kunt u mij zeggen hoeveel …".
_YOU: Final = (
    r"\W*(?:kunt|kun|kan|wilt|wil|zou|zoudt|mag) (?:u|je|jij|ik|wij|we|iemand)\b"
    r"(?: (?:mij|me|ons|alstublieft|misschien|eens|even|ook|nog|graag|willen|kunnen|laten)\b)*"
)
_TELL: Final = (
    "zeggen vertellen aangeven uitleggen toelichten melden meedelen mededelen noemen beschrijven"
    " schetsen vermelden geven weten zien uiteenzetten"
)
_ASKED: Final = re.compile(_YOU, re.IGNORECASE)
_OF_ME: Final = re.compile(r"\W*\w+ (?:ik|wij|we)\b", re.IGNORECASE)
_TOLD: Final = re.compile(rf"{_YOU} (?:{'|'.join(_TELL.split())})[,:]? {_ASKING}", re.IGNORECASE)
# What the answer is to be about may stand before the verb: "Kunt u voor 2018 aangeven hoeveel …".
_TOLD_OF: Final = re.compile(
    rf"{_YOU} (?P<of>(?:voor|over|per|van|in|sinds|vanaf|tussen) [^?:;,]{{1,100}}?)"
    rf" (?:{'|'.join(_TELL.split())})[,:]? {_ASKING}",
    re.IGNORECASE,
)
_TELLING: Final = frozenset(_TELL.split()) - {"weten", "zien"}


def undated(text: str) -> str:
    """Return a text without the day on which it was sent in."""
    return _SENT.sub("", text) if "ingezonden" in text.casefold() else text


# Where a newspaper is named with its day: "(De Courant, 3 januari 2023)".
_SOURCE: Final = re.compile(rf" ?\([^()]{{0,100}}?{_DAY}[^()]{{0,40}}\)", re.IGNORECASE)


def without_sources(text: str) -> str:
    """Return a text without the newspapers that it names in brackets, with their days."""
    return _SOURCE.sub("", text) if "(" in text else text


def introduces(text: str) -> bool:
    """Tell whether a line begins the questions below it: "Kunt u voor 2018 aangeven:"."""
    verb = text.rstrip(": ").rpartition(" ")[2].casefold()
    return text.endswith(":") and verb in _TELLING and _ASKED.match(text) is not None


_SHORT_YEAR: Final = re.compile(r"(?<![\w])['’](\d\d)\b(?!-)")
_OLDEST: Final = 50  # "'63" is of the century before


def in_full(question: str) -> str:
    """Return a question with each year that is written short in full: "in '22"."""
    return _SHORT_YEAR.sub(lambda m: f"{19 if int(m[1]) > _OLDEST else 20}{m[1]}", question)


def unframed(question: str) -> str:
    """Return the question itself: "Vraag 3: Kunt u mij zeggen hoeveel …" asks "hoeveel …"."""
    bare = to_that(written_out(undated(question)))
    bare = without_lead(_behind(_NUMBER.match(bare), bare))
    bare = _behind(_TOLD.match(bare), _about_last(bare))
    return _told_thing(_behind(_introduction(bare), bare))


def _introduction(text: str) -> re.Match[str] | None:
    """Return what somebody tells before a question that stands without it."""
    told = _PREAMBLE.match(text) or _WONDERED.match(text)
    if told is None or _ONLY_TOLD.search(told[0]):
        return told
    return None if _POINTS_BACK.search(text[told.end() :]) else told


def to_that(text: str) -> str:
    """Return a text without what it says to the turn before: "Oké, en wanneer?"."""
    bare = _behind(_TO_THAT.match(text), text)
    return _behind(_NEXT.match(bare), bare)


def _about_last(text: str) -> str:
    """Return what is to be told with what it is to be about behind it."""
    told = _TOLD_OF.match(text)
    if told is None:
        return text
    end = text.rstrip(" ?.!")
    return f"{end[told.end() :]} {told['of']}{text[len(end) :]}"


def _behind(frame: re.Match[str] | None, text: str) -> str:
    return text[frame.end() :] if frame else text


def _told_thing(text: str) -> str:
    """Return what somebody is asked to tell: "Kunt u het aantal bezoekers noemen?"."""
    asked, end = _ASKED.match(text), text.rstrip(" ?.!")
    thing, _, verb = end.rpartition(" ")
    if asked is None or verb.casefold() not in _TELLING or asked.end() >= len(thing):
        return text
    if _OF_ME.match(text):
        return text  # "Kan ik melden zonder mijn naam te noemen?" asks nobody to tell
    return f"{thing[asked.end() :].strip()}{text[len(end) :]}"
