"""Words of a question that say what is the case with what it counts.

In: a reading. Out: the places of its verbs, of what stands behind "een" or a verb of being and
having, and of a kind behind "van": "hoeveel bakkers kregen een boete", "zijn zelfstandig", "van
bedrijven"; and those of where it is the case. What a question names as known ("de boete", "van de
politie") may stand anywhere around a number; what it says of the number must stand in one sentence
with it, and where must not stand with another number.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from qa.dutch.forms import is_participle, looks_past, read_as_verb
from qa.question.read.reading import Reading
from qa.types import Wanted

_ANY: Final = frozenset({"een", "geen"})
_BEING: Final = frozenset(
    "is zijn was waren werd werden wordt worden heeft hebben had hadden kreeg kregen krijgt"
    " krijgen".split()
)
_OF: Final = frozenset({"van", "door"})
# Not "op": "aangesloten op" says to what, not where.
_WHERE: Final = frozenset({"in", "bij", "binnen", "buiten", "uit", "onder", "rond"})
_LONGEST_PLACE: Final = 5  # words: "in een van de grote steden"
_OF_THE: Final = frozenset(("van", article) for article in ("de", "het", "alle"))
_MANY: Final = ("en", "s")  # how a noun ends of which there are more
_ENDS: Final = ("en", "t", "de", "te")  # how a verb ends that stands right behind a noun
_SHORTEST, _LONGEST = 2, 6  # letters of an abbreviation


def told(reading: Reading) -> Iterator[int]:
    """Yield the places of words that say something of what is counted."""
    named = reading.noun.named
    wants_money = reading.wanted is Wanted.MONEY
    is_share = reading.wanted is Wanted.PERCENTAGE
    if not (named or is_share or wants_money or reading.noun.is_times):
        return
    for number in reading.content:
        word = reading.words[number]
        if not word.span.of(reading.text).islower():
            continue  # a name
        lead = reading.words[number - 1].folded if number else ""
        is_last = len(named) > 1 and number == named[-1]
        is_verb = is_participle(word.folded) or (is_last and word.folded.endswith(_ENDS))
        is_done = bool(named) and number > named[-1] and looks_past(word.folded)
        is_verb = is_verb or is_done or number == reading.noun.verb
        is_what = lead in _BEING and (is_share or _is_subject(named, number - 1, reading))
        is_kind = lead in _OF and word.folded.endswith(_MANY)
        is_kind = is_kind or (reading.wanted is Wanted.PERCENTAGE and _is_whole(number, reading))
        if is_verb or lead in _ANY or is_what or is_kind:
            yield number


def _is_whole(number: int, reading: Reading) -> bool:
    """Tell whether a word names that of which a share is asked: "van de jonge bakkers".

    What stands behind another noun is of that: "de boodschap van de campagne".
    """
    first = max(0, number - 3)
    before = [word.folded for word in reading.words[first:number]]
    ofs = (first + n for n, pair in enumerate(pairwise(before)) if pair in _OF_THE)
    return any(at - 1 not in reading.content for at in ofs)


def verbs(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the stems of words that can only be verbs, each with its root: "meldden … aan"."""
    if (at := reading.noun.verb) is not None:
        yield reading.stems[at], read_as_verb(reading.words[at].folded)
    places = {word.span: stem for word, stem in zip(reading.words, reading.stems, strict=True)}
    for joined in reading.joined:
        yield places[joined.verb], joined.root


def _is_subject(named: tuple[int, ...], verb: int, reading: Reading) -> bool:
    """Tell whether a verb says something of what is counted: not in "worden bakkers beboet"."""
    if not named or verb <= named[-1]:
        return False
    between = (word.folded for word in reading.words[named[-1] + 1 : verb])
    return all(word in _WHERE or word.isdigit() for word in between)


def phrase(reading: Reading) -> Iterator[int]:
    """Yield the places of the words of the name that is given to what is counted.

    Of words without a sentence ("aantal fte IPTA") nothing tells where that name ends. Whose age is
    asked for is named like what is counted.
    """
    if reading.wanted is Wanted.AGE:
        yield from _people(reading) if "hoe" in reading.said.words else ()
        return
    for number in reading.noun.named:
        word = reading.words[number]
        if "aantal" in reading.said.words or not word.span.of(reading.text).islower():
            return
        if reading.stems[number] in reading.terms.light:
            return
        yield number


def _people(reading: Reading) -> Iterator[int]:
    """Yield the places of the words up to the first plural: "de jonge bakkers"."""
    for number in reading.content:
        yield number
        if reading.words[number].folded.endswith(_MANY):
            return


def placed(reading: Reading) -> Iterator[int]:
    """Yield the places of words behind a preposition of place: "in de grote steden"."""
    is_behind = 0  # words that may still be of the phrase
    for number, word in enumerate(reading.words):
        is_behind = _LONGEST_PLACE if word.folded in _WHERE else is_behind - 1
        if is_behind > 0 and number in reading.content:
            yield number


def initials(number: int, reading: Reading) -> frozenset[str]:
    """Return what a word and those behind it may be abbreviated to: "een alleenstaande ouder"."""
    firsts = "".join(word.folded[0] for word in reading.words[number : number + _LONGEST])
    return frozenset(firsts[:length] for length in range(_SHORTEST, len(firsts) + 1))
