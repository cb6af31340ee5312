"""A sentence with a number → whether it says it of less than is asked for.

In: a fact of a sentence and a question as it was read. Out: whether the number holds on a condition
only, in some of the places, or is the price of another thing than the one that is asked for.
"""

from __future__ import annotations

import re
from typing import Final

from qa.dutch.forms import is_superlative, read_as_verb
from qa.dutch.text import stem, stems
from qa.question.read.reading import Reading
from qa.question.stated import part
from qa.question.stated.matching import is_among
from qa.types import Fact

# "Als gevolg van" and "als eerste" set no condition: that one has a verb, and is over at a comma.
_CONDITION: Final = re.compile(
    r"^(?:als|wanneer) (?!gevolg\b|onderdeel\b|reactie\b|antwoord\b|eerste\b|enige\b)[^,;]{3,200},"
    r"|(?:^|, |[(;:] |\b(?:alleen|slechts|enkel|pas|maar) )(?:indien|mits|zodra|tenzij|ingeval"
    r"|mochte?n?|stel dat|op voorwaarde dat)\b"
    r"|(?:, |\b(?:alleen|slechts|enkel|pas) )als (?:de|het|er|u|zij|ze|ik|wij|we|dit|die|meer)\b",
    re.IGNORECASE,
)
_CONDITIONAL: Final = frozenset(
    "als indien mits zodra tenzij ingeval wanneer mocht voorwaarde".split()
)
_PLACE: Final = re.compile(
    r"\b[Ii]n (?:(?:de|het) )?(?:(?:provincie|gemeente|stad|regio|stadsregio|wijk|veiligheidsregio)"
    r" )?(?P<place>(?!Nederland\b|Europa\b)[A-Z][^\W\d_]{2,40}(?:-[A-Z][^\W\d_]{2,40}){0,2})"
)
# A share may be that of one thing alone: "Bij Duits is de helft vervuld".
_AMONG: Final = re.compile(r"\b[Bb]ij (?P<place>[A-Z][^\W\d_]{2,40})")
# "In de vijf grootste gemeenten", "in de rest van het land".
_SOME_PLACES: Final = re.compile(
    r"\b[Ii]n (?:de|het) (?:[^\W\d_]+ ){0,2}?"
    r"(?:(?P<most>[^\W\d_]{3,40}ste) (?=[^\W\d_])|(?P<rest>rest|overige?n?|andere?) )"
)
_PRICED: Final = frozenset(map(read_as_verb, ("kost", "kosten", "kostte", "betaalt", "betalen")))
_OF_WHAT: Final = frozenset("aan bij in met op over per tot uit van voor zonder".split())
_TO_DO: Final = frozenset({"om", "te"})
_LEADING: Final = frozenset("van voor".split())  # "voor een kaart betaalt u"
_BARE: Final = frozenset("de het een deze die gemiddeld ongeveer en of".split())


def is_on_condition(fact: Fact, reading: Reading) -> bool:
    """Tell whether a sentence says its number on a condition, and the question sets none."""
    if not _CONDITIONAL.isdisjoint(reading.said.words):
        return False
    return _CONDITION.search(fact.quote) is not None


def is_of_other_place(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is of a place, or of some of them, that the question does not name."""
    own = part.part_of(fact)
    is_share = fact.measure in ("deel", "percentage")
    if match := _PLACE.search(own) or (_AMONG.search(own) if is_share else None):
        return set(stems(match["place"])).isdisjoint(reading.stems)
    if match := _SOME_PLACES.search(own):
        if match["most"] and not is_superlative(match["most"].casefold()):
            return False
        return stem((match["most"] or match["rest"]).casefold()) not in reading.stems
    return False


def is_price_of_other(fact: Fact, reading: Reading) -> bool:
    """Tell whether what is priced is another thing, of which the asked one is only told.

    "Een rit met een boot kost 2 euro" is no price of a boat.
    """
    if fact.measure != "bedrag" or not reading.turns.prices:
        return False
    if reading.said.words >= _TO_DO:  # "om een boot te bouwen": "de bouw van een boot"
        return False
    priced = frozenset(stems(" ".join(_priced(fact))))
    asked = [reading.stems[number] for number in reading.content]
    asked = [each for each in asked if each not in reading.turns.prices]
    return bool(priced and asked) and not any(
        is_among(each, priced, reading.terms) for each in asked
    )


def _priced(fact: Fact) -> list[str]:
    """Return the words that name what a price is of; none where nothing before it does."""
    words = list(part.folded(part.before(fact)))
    verb = next((n for n, each in enumerate(words) if read_as_verb(each) in _PRICED), len(words))
    named = words[:verb]
    if named[:1] and named[0] in _LEADING:
        named = named[1:]
    elif not named or named[0] in _OF_WHAT:  # "in 2025 kost een rit 2 euro"
        named = words[verb + 1 :]
    ends = next((n for n, each in enumerate(named) if each in _OF_WHAT), len(named))
    return [each for each in named[:ends] if each not in _BARE]
