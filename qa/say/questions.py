"""A sentence that states a number → the question that asks for it, in the sentence's own words.

In: a fact of a sentence ("Momenteel loopt AJB in 30 gemeenten."). Out: its question ("In hoeveel
gemeenten loopt AJB?"), or nothing where moving the verb does not make one: where the sentence
points back to what was said before, or goes on too long.
"""

from __future__ import annotations

import re

from qa.dutch.terms import COUNT
from qa.types import Fact

_VERBS = (
    "is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|bevat|bevatten|doet|doen"
    "|gebruikt|gebruiken|geeft|geven|krijgt|krijgen|loopt|lopen|maakt|maken|neemt|nemen|telt|tellen"
)
_STATED = re.compile(
    rf"(?P<front>[^\W\d_]\w*(?: \S+){{0,7}}?) (?P<verb>{_VERBS})\b(?P<middle>.*?)"
    r"(?: (?P<with>aan|bij|door|in|met|op|over|uit|van|voor))?"
)
_POINTS_BACK = re.compile(
    r"\b(?:dit|deze|dat|die|hier\w*|daar(?!naast)\w*|hij|zij|ze|het is)\b|^(?:de|het)\b", re.I
)
_LEANS = re.compile(r"\b(?:dit|dat|die|deze|hij|zij|ze|hier\w*|daar\w*|het geval)\b", re.I)
# What may stand before the verb: nothing that matters, when or how, or who.
_LOOSE = {"Daarnaast", "Inmiddels", "Momenteel", "Ook", "Tevens", "Verder"}
_HOW = {"Bij", "Door", "Er", "In", "Met", "Na", "Naast", "Op", "Per", "Sinds", "Via", "Voor"}
_NAME = re.compile(r".+[A-Z]")  # a capital after the first, which any sentence has
_LONGEST_WHO = 3  # words
_UNFIT = re.compile(r"[,;:()]| en |^ (?:de|het) |\b(?:de|een|het|eerste|andere)$")
_CLAUSE_END = re.compile(r"[,.;:()]| (?:en|die|om|waar\w*) ")
_LONGEST = 100  # characters


def turned(fact: Fact) -> str:
    """Return the question that a fact's sentence answers; empty where it cannot be turned."""
    start, end = (at - fact.span.start for at in (fact.value_span.start, fact.value_span.end))
    after = fact.quote[end:].strip()
    match = _STATED.fullmatch(fact.quote[:start].strip())
    stands_by = fact.surface.endswith(fact.subject) or after.startswith(fact.subject)
    if fact.measure != COUNT or match is None or not (fact.subject and stands_by):
        return ""
    front, middle = match["front"], match["middle"]
    if _POINTS_BACK.search(front) or _UNFIT.search(middle):
        return ""
    who, how = _turned_front(front)
    if not who and not how and front not in _LOOSE:
        return ""
    if middle.startswith(" er"):
        who, how = "", f"{who} {how}"
    if how == "er":  # "Hoeveel plekken zijn er nu?"
        who, how = "er", ""
    rest = _CLAUSE_END.split(after.removeprefix(fact.subject), maxsplit=1)[0]
    if _LEANS.search(f"{middle} {rest}"):  # "was dat nog in 2023 het geval"
        return ""
    asked = f"{match['with'] or ''} hoeveel {fact.subject} {match['verb']}"
    question = " ".join(f"{asked} {who} {middle} {how} {rest}".split()) + "?"
    return question[0].upper() + question[1:] if len(question) <= _LONGEST else ""


def _turned_front(front: str) -> tuple[str, str]:
    """Return who or what stood before the verb, or else when or how; neither where that is unclear.

    One word with one capital may be a name or not: nothing tells.
    """
    words = front.split()
    small = front[0].lower() + front[1:]
    if words[0] in _HOW:
        return "", small
    if len(words) > _LONGEST_WHO:
        return "", ""
    if _NAME.match(front):
        return front, ""
    return (small if len(words) > 1 else "", "")
