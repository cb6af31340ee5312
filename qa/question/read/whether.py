"""A question as it was read → what it asks to affirm, as "Is de regeling gestopt?" does.

In: a reading. Out: its words that carry a meaning and its verb, for a sentence of the letter to
affirm or deny. None for a question that wants anything but yes or no, that asks what may, must or
will be, or that holds a denial, a condition or a choice itself: yes and no would then be unclear.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile
from typing import Final

from qa.question.read.reading import Reading
from qa.types import Wanted

# Verbs by which a question begins that has another verb at its end, by the verb that they are of.
AUXILIARIES: Final = {
    **dict.fromkeys(("is", "zijn", "was", "waren"), "zijn"),
    **dict.fromkeys(("heeft", "hebben", "had", "hadden"), "hebben"),
    **dict.fromkeys(("wordt", "worden", "werd", "werden"), "worden"),
}
MODALS: Final = frozenset(
    "kan kun kunnen kunt kon konden wil willen wilde wilden wilt zou zouden zal zullen moet moeten"
    " moest moesten mag mogen mocht mochten hoeft hoeven dient dienen gaan gaat".split()
)
CONDITIONS: Final = frozenset(
    "als indien mits tenzij zodra totdat wanneer of dan nadat voordat".split()
)
DENIALS: Final = frozenset("niet geen nooit".split())
PREPOSITIONS: Final = frozenset(
    "aan bij door in met naar om onder op over tot uit van voor".split()
)
PARTICLES: Final = frozenset(
    "aan af bij door in mee na om onder op open over terug toe uit vast voor vrij weg".split()
)
# Words that add nothing to what a clause says of a thing: they need no place in both.
PASSING: Final = PREPOSITIONS | frozenset(
    "al daar daaronder daarbij daarmee daarom daarvan daarvoor dat de deze die dit dus echter een"
    " en er haar het hier hiermee hiervoor hun ik immers inmiddels juist maar mijn nog nu ons onze"
    " ook opnieuw overigens reeds te thans toch weer wel zelf zijn zogeheten zogenoemde".split()
)
# "Gaat de brief over …?" and "Mag ik …?" begin with one; the first asks about no plan.
_NO_PLAN: Final = frozenset(("gaan", "gaat"))
_BEFORE: Final = frozenset("en maar dus oke".split())
_ASKING: Final = frozenset(
    "wie wat waar waarom waardoor waarmee waarover wanneer hoe hoeveel hoelang hoezo welk"
    " welke".split()
)
_NO_VERB: Final = (
    PREPOSITIONS
    | _ASKING
    | frozenset(
        "langs per sinds tijdens tussen vanaf klopt weet noem geef vertel leg ik wij we".split()
    )
)
_NO_VERBS: Final = (_NO_VERB | MODALS | PASSING) - _NO_PLAN - AUXILIARIES.keys()
_LEAST: Final = 2  # words that carry a meaning: "Komt dat?" asks too little


@dataclass(frozen=True, slots=True)
class Whether:
    """What a question asks to affirm: its words in order, and of its verb one of two.

    `auxiliary` is the verb that it begins with where another one is among the words; else `verb`
    is, with the `particle` that it ends in ("Neemt … over?").
    """

    words: tuple[str, ...]
    auxiliary: str = ""
    verb: str = ""
    particle: str = ""


def kind_asked(reading: Reading) -> Wanted:
    """Return what a question wants: "Groeit het aantal mee?" names a number and wants yes or no."""
    if reading.wanted.is_number and whether(reading):
        return Wanted.OTHER
    return reading.wanted


def whether(reading: Reading) -> Whether | None:
    """Return what a question asks to affirm; None where it asks for anything else."""
    said = tuple(dropwhile(_BEFORE.__contains__, (word.folded for word in reading.words)))
    if len(said) <= _LEAST or said[0] in _NO_VERBS:
        return None
    auxiliary = AUXILIARIES.get(said[0], "")
    if not (auxiliary or reading.question.rstrip().endswith("?")):
        return None
    if not (MODALS | CONDITIONS | DENIALS | _ASKING).isdisjoint(said[1:]):
        return None
    particle = said[-1] if not auxiliary and said[-1] in PARTICLES else ""
    carrying = tuple(word for word in said[1:] if word not in PASSING)
    if len(carrying) + (not auxiliary) < _LEAST or not carrying:
        return None
    return Whether(carrying, auxiliary, "" if auxiliary else said[0], particle)
