"""A question as one writes a letter → the question, without salutation, thanks and greeting.

In: a text as it was typed. Out: what it asks. People say who they are and how they feel ("Ik
schrijf een scriptie.", "Wij zijn geschrokken."), which asks nothing either; it stays where the
question leans on it, or where it names a place, a number or a wish. What holds no question stays as
it is.
"""

from __future__ import annotations

import re
from typing import Final

from qa.dutch.text import sentences

_SALUTATION: Final = re.compile(
    r"\W*(?:(?:zeer )?geachte|beste|hallo|hoi|hey|hai|dag|goede?(?:morgen|middag|navond|dag))"
    r"(?: [^\W\d_][\w.'/-]{0,30}){0,5} ?[,!]\s+(?=\w)",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"(?:(?<=[.!?])\s+|\n)(?:(?:alvast|bij voorbaat|heel|hartelijk|veel|erg|zeer|met|vriendelijke"
    r"|hartelijke|beste|beleefde|de) ){0,4}"
    r"(?:bedankt|dank(?:jewel)?|groet(?:en|jes)?|hoogachtend|mvg)\b",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(
    r",? (?:alvast|bij voorbaat) (?:\w{3,10} )?(?:bedankt|dank)\b[^?]{0,60}$", re.IGNORECASE
)
_BRACKET: Final = re.compile(r"(?<=\?)\s*\((?P<told>[^()?]{1,60})\)\W*$")
_ASKS: Final = re.compile(
    r"\?|\b(?:hoe(?!wel\b)\w*|welke?|wat|wie|wanneer|waar\w*)\b", re.IGNORECASE
)
_OF_ONESELF: Final = re.compile(r"\b(?:ik|mij|me|mijn|wij|we|ons|onze)\b", re.IGNORECASE)
# What is told so may narrow what is asked: where, how many, what else is wanted.
_TELLING: Final = re.compile(
    r"\d|\b(?:in|te|uit|bij|rond|van) [A-Z]|\b(?:[Ww]il(?:len|de|den)?|[Gg]raag|[Zz]ou(?:den)?)\b"
)
_LEANS: Final = re.compile(
    r"\b(?:ik|mij|me|mijn|wij|we|ons|onze|hij|hem|zij|ze|haar|dat|dit|die|deze|daar\w*|hier\w*)\b"
    r"|^\W*(?:en|maar|of|dus)\b"
    r"|\b(?:hoeveel|welke?) (?:is|zijn|was|waren|er|werd|werden|wordt|worden|kwamen|komen|had|heeft"
    r"|hebben)\b",
    re.IGNORECASE,
)


def without_manners(text: str) -> str:
    """Return a text without what is only polite in it, or told of oneself."""
    greeted = _SALUTATION.match(text)
    bare = _unsigned(text[greeted.end() :] if greeted else text)
    aside = _BRACKET.search(bare)
    if aside and _only_tells(aside["told"]):  # "(voor mijn scriptie)"
        bare = bare[: aside.start()]
    if "\n" not in bare:  # of a set each line may be a part of it
        bare = _untold(bare)
    return bare if _ASKS.search(bare) else text


def _unsigned(text: str) -> str:
    """Return a text up to its thanks or greeting, behind which nothing is asked."""
    closed = _CLOSING.search(text) or _THANKS.search(text)
    return text if closed is None or _ASKS.search(text, closed.end()) else text[: closed.start()]


def _untold(text: str) -> str:
    """Return a text without the sentences around its questions that only tell of oneself."""
    spans = sentences(text)
    asking = [span for span in spans if "?" in span.of(text)]
    if not asking or len(asking) == len(spans):
        return text
    first, last = asking[0], asking[-1]
    before = [span.of(text) for span in spans if span.end <= first.start]
    behind = [span.of(text) for span in spans if span.start >= last.end]
    leans = _LEANS.search(first.of(text)) or not all(map(_only_tells, before))
    start = 0 if leans else first.start
    return text[start : last.end if all(map(_only_tells, behind)) else len(text)]


def _only_tells(sentence: str) -> bool:
    return _OF_ONESELF.search(sentence) is not None and not _TELLING.search(sentence)
