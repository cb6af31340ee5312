"""A question that is put in another sentence → the question: "Is bekend of de wet werkt?".

In: a text as it was typed. Out: what is asked, as one would ask it by itself: behind "of" with its
verb in front. Who is to tell, and how one asks for it, is no part of that: "Heeft u een idee
hoeveel …", "Een collega vroeg mij: hoeveel …". Such a lead holds nothing but persons, words of
asking and telling, and words that mean nothing alone; with any other word it may be what is asked.
"""

from __future__ import annotations

import re
from typing import Final

_TELLING: Final = frozenset(
    "aangeven aangegeven achterhalen antwoord beantwoorden bekend benieuwd benieuwde blijkt"
    " check checken duidelijk geven help hoor horen idee kijken leg lees lezen luidt mededelen"
    " meedelen melden melding nagaan nagegaan nieuwsgierig noem noemen opzoeken staat"
    " toelichten uitleg uitleggen uitzoeken verneem vernemen vertel vertellen vertelt vind"
    " vinden vraag vraagje vragen vraagt vroeg vroegen weet weten zeg zeggen zegt zoek"
    " zoeken".split()
)
_PERSONS: Final = (
    "baas bewindslieden bewindspersoon brief chef collega docent hij iemand ik je jij jouw"
    " jullie kabinet leraar me men mij mijn minister ons onze regering staatssecretaris u uw"
    " vriend vriendin we wij ze zij"
)
_HELPING: Final = (
    "ben bent bereid graag heb hebben hebt heeft is kan konden kun kunnen kunt mag moet"
    " moeten mogen wil wilde willen wilt wordt zijn zou zouden zoudt"
)
_EMPTY: Final = (
    "aan af al alsjeblieft alstublieft aub daarom dan de derde deze die dit dus een eens"
    " eerste eigenlijk en er ergens even ga gewoon hallo het hier hoi in inmiddels laatste"
    " maar misschien na naar nog nu om ook op of over reeds snel soms svp te tweede uit van"
    " voor wel zo"
)
_LEADING: Final = _TELLING.union(f"{_PERSONS} {_HELPING} {_EMPTY}".split())
_ASKING: Final = re.compile(
    r"(?:hoe(?!wel\b)\w*|welke?|wat|wie|wanneer|waar(?!bij|in\b)\w*)\b", re.IGNORECASE
)
_WORD: Final = re.compile(r"\w+")
_NUMBERED: Final = re.compile(r"\W*\d{1,2}[).] (?=\w)")
# "In hoeveel steden" asks for no steden; in "benieuwd naar" and "zoek op" they are the lead's own.
_WITHIN: Final = frozenset("aan bij door in met op sinds tot uit van voor".split())
_APART: Final = {"zoek": "op", "geef": "aan", "leg": "uit"}
_MOST: Final = 12  # words of a lead
_FINITE: Final = frozenset(
    "is zijn was waren heeft hebben had hadden wordt worden werd werden kan kunnen kon konden zal"
    " zullen zou zouden mag mogen moet moeten gaat gaan".split()
)
# Whose letter it is says in it what he says.
_SPEAKER: Final = re.compile(
    r"(?:^|,? )volgens (?:de|het) (?:minister|ministers|staatssecretaris|kabinet|regering)\b,?"
    r"(?! (?:van|voor)\b)",
    re.IGNORECASE,
)


def without_lead(text: str) -> str:
    """Return what a text asks, without the sentence that it is put in."""
    bare = _SPEAKER.sub("", text).lstrip()
    bare = _behind(_NUMBERED.match(bare), bare)
    start, is_if = _led(bare)
    asked = bare[start:]
    if is_if:
        within, again = _led(asked)  # "Kunt u zeggen of bekend is hoeveel …"
        asked = asked[within:] if within and not again else _verb_first(asked[within:])
    # The reader was trained on questions as one types them, which begin with a capital.
    return f"{asked[:1].upper()}{asked[1:]}" if start else asked


def _led(text: str) -> tuple[int, bool]:
    """Return where what is asked begins, and whether that stands behind "of"."""
    telling, end, before, apart = False, 0, (0, ""), ""
    for number, word in enumerate(_WORD.finditer(text)):
        between, folded = text[end : word.start()], word[0].casefold()
        if telling and (":" in between or "!" in between):
            return word.start(), False
        if telling and _ASKING.match(text, word.start()):
            within = before[1] in _WITHIN and before[1] != apart
            return before[0] if within else word.start(), False
        if telling and folded == "of":
            return word.end(), True
        if number == _MOST or folded not in _LEADING or "?" in between or "." in between:
            break
        telling, end = telling or folded in _TELLING, word.end()
        before, apart = (word.start(), folded), _APART.get(folded, apart)
    return 0, False


def _behind(lead: re.Match[str] | None, text: str) -> str:
    return text[lead.end() :] if lead else text


def _verb_first(clause: str) -> str:
    """Return "is het aantal gedaald?" for "het aantal is gedaald", the clause behind "of"."""
    said = clause.strip(" .?!").split()
    if len(said) < 2 or "," in clause:
        return clause.strip()
    place = len(said) - 1
    if said[-1] not in _FINITE and said[-2] in _FINITE:
        place -= 1
    return f"{said.pop(place)} {' '.join(said)}?"
