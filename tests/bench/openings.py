"""Ordinary questions of every opening, made of the words of a letter: two thousand of them.

In: the text of a letter. Out: questions that a reader might type. Most have no answer; what they
cost is the matter here.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from qa.question.read.parts import LONGEST_QUESTION

_OPENINGS = (
    "Wat is {de} {noun}",
    "Wat is {de} {long} {of} {de} {noun}",
    "Wat doet {de} {name}",
    "Wat doen {de} {nouns} {of} {de} {long}",
    "Wat zijn {de} {nouns} {of} {de} {long}",
    "Wat houdt {de} {long} in",
    "Wat betekent {long}",
    "Wie is verantwoordelijk voor {de} {long}",
    "Wie heeft {de} {noun} {of} {name} onderzocht",
    "Hoe verloopt {de} {long} {of} {name} in {year}",
    "Hoe vaak is {de} {noun} {of} {de} {nouns} gemeten",
    "Hoeveel {nouns} waren er in {year}",
    "Hoeveel {nouns} krijgen {de} {long} {of} {name}",
    "Hoeveel procent {of} {de} {nouns} heeft {de} {noun}",
    "Met hoeveel is het aantal {nouns} tussen {year} en {year} veranderd",
    "Waarom is {de} {noun} {of} {de} {long} niet doorgegaan",
    "Waarom wil {name} dat {de} {nouns} {of} {de} {noun} afnemen",
    "Wanneer komt {de} {long} {of} {name}",
    "Welke {nouns} doen mee {of} {de} {long}",
    "Welk bedrag gaat er naar {de} {noun} {of} {name}",
    "Waar staat {de} {long} {of} {de} {noun}",
    "Klopt het dat {de} {noun} {of} {de} {nouns} sinds {year} is gedaald",
    "Kunt u aangeven wat {de} {long} {of} {name} kost",
    "Kunt u toelichten waarom {de} {noun} {of} {de} {nouns} na {year} anders is",
    "Ik schrijf een stuk over {de} {noun} en wil graag weten: hoeveel {nouns} telt {name}",
    "Is {de} {long} {of} {name} al bekend",
    "Zijn er {nouns} {of} {de} {long} per gemeente",
    "En in {year}",
)
_PREPOSITIONS = "van voor bij tegen door over naar met op aan in tussen zonder volgens".split()
_ARTICLES = "de het een deze die hun onze".split()
_TAILS = ("?", "?", "?", "", " alstublieft?", ", en waarom?", " (graag met bron)?", "\n")
# What rules look for, so that one that looks again from each of them shows.
_PIECES = (
    "a b c d e f g h 1 12 2019 10.000 % € - – « » \" ( ) . , ; : / ' é ik wij hoeveel waar niet"
    " geen per meer minder dan keer jaar overvallen woninginbraken procent percentage heeft politie"
    " voorkomen wordt verwacht tussen en of een eerste kwart honderd duizend miljoen"
).split()
_LONG = 13  # letters of a long compound
_WORD = re.compile(r"[^\W\d_]{4,}")


def questions(text: str, number: int, seed: int = 1) -> Iterator[str]:
    """Yield questions with the words of a text, the same ones for the same seed.

    Half have one clause, the others up to six, joined as people join them.
    """
    chance = random.Random(seed)
    found = sorted(set(_WORD.findall(text)))
    names = [word for word in found if word[0].isupper()]
    plain = [word for word in found if word[0].islower()]
    words = {
        "noun": plain,
        "nouns": [word for word in plain if word.endswith(("en", "s"))],
        "long": [word for word in plain if len(word) >= _LONG],
        "name": names,
        "of": _PREPOSITIONS,
        "de": _ARTICLES,
        "year": [str(year) for year in range(2008, 2031)],
    }
    for at in range(number):
        clauses = 1 if at % 2 else chance.randint(1, 6)
        said = [_filled(_OPENINGS[at % len(_OPENINGS)], words, chance)]
        said += [_filled(chance.choice(_OPENINGS), words, chance) for _ in range(clauses - 1)]
        yield chance.choice((", en ", " en ", "? ")).join(said) + chance.choice(_TAILS)


def longest(text: str) -> Iterator[str]:
    """Yield questions as long as one may be: an opening, one word, or words, over and over."""
    found = sorted(set(_WORD.findall(text)))
    long = max(found, key=len)
    repeated = [re.sub(r"\{\w+\}", long, each) for each in _OPENINGS]
    repeated += [re.sub(r"\{\w+\}", "in", each) for each in _OPENINGS]
    repeated += [*_PREPOSITIONS, *_PIECES, long]
    for each in repeated:
        for joined in (f"{each} ", f"{each}, ", f"{each}? "):
            yield joined * (LONGEST_QUESTION // len(joined))
    random.Random(1).shuffle(found)
    for start in range(0, len(found), 150):
        yield "Hoeveel " + " ".join(found[start:])[: LONGEST_QUESTION - len("Hoeveel ")]


def _filled(opening: str, words: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    return re.sub(r"\{(\w+)\}", lambda slot: chance.choice(words[slot[1]]), opening)
