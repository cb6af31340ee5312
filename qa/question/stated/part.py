"""The part of its sentence that a number stands in, between marks.

In: a fact of a sentence. Out: the part that tells of its number, and what stands around the number
in it. Dutch carries on what was said: a part leaves out what an earlier one said, never what a
later one says.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa.dutch.text import part_around, words
from qa.types import Fact, Span

# A mark, also where a quote holds two sentences, or a word behind which a clause begins with its
# verb: "en zijn er 12 aangesloten".
_PARTED = re.compile(
    r"[,;:](?=\s)|[.!?](?=\s[A-Z])"
    r"|\s(?:en|maar)(?=\s(?:(?:is|zijn|was|waren|werd|werden|wordt|worden|heeft|hebben|had|hadden"
    r"|doet|doen|deed|deden|kan|kunnen|kon|konden|mag|mogen|moet|moeten|zal|zullen|gaat|gaan"
    r"|duurt|duurde)\b|[^\W\d_]{1,30}\ser\s\d))"
    r"|\s(?=(?:terwijl|tegenover)\b)"
    # A number that ends what it is of: "een bal 3 euro en een fiets 90 euro", "en de rest niet".
    r"|(?:(?<=\d)|(?<=miljoen)|(?<=miljard)|(?<=procent)|(?<=%)|(?<=euro))\s(?:en|of)"
    r"(?=\s(?:[^\W\d_]{1,30}\s){1,4}(?:€\s?)?\d)"
    r"|\sen(?=\s(?:de (?:rest|overigen?|anderen)|het (?:restant|overige))\b)"
)


def span_of(fact: Fact) -> Span:
    """Return where the part of its sentence stands that tells of a number."""
    return _span(fact.quote, fact.number)


def part_of(fact: Fact) -> str:
    """Return the part of its sentence that tells of a number."""
    return span_of(fact).of(fact.quote)


def others(fact: Fact) -> tuple[str, ...]:
    """Return all parts of a sentence."""
    return tuple(_PARTED.split(fact.quote))


def words_of(fact: Fact) -> tuple[str, ...]:
    """Return the folded words of the part that tells of a number."""
    return folded(part_of(fact))


def before(fact: Fact) -> str:
    """Return what stands in front of a number in its part."""
    return fact.quote[span_of(fact).start : fact.number.start]


def behind(fact: Fact) -> str:
    """Return what stands in its part behind a number and what it counts."""
    return fact.quote[fact.number.end : span_of(fact).end].removeprefix(f" {fact.subject}")


@lru_cache(maxsize=1024)
def _span(quote: str, number: Span) -> Span:
    return part_around(quote, number, _PARTED)


@lru_cache(maxsize=1024)
def folded(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(word.folded for word in words(text))
