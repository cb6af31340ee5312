"""What a question says of the things it counts, against what a sentence says of its number.

In: a fact that counts, and a question as it was read. Out: whether the sentence says something else
of the things: "zijn er" and "telt" ask for all there are, "kregen" for who got something, "hebben
een" for who has it. Other verbs are words of the question, for which coverage accounts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from qa.dutch.forms import is_participle, kin, looks_past, read_as_verb
from qa.dutch.separable import separable
from qa.dutch.terms import COUNT
from qa.dutch.text import stem
from qa.question.read.reading import Reading
from qa.question.read.whether import AUXILIARIES
from qa.question.stated import part
from qa.question.stated.matching import COMES_IN
from qa.types import Fact

_BEING: Final = frozenset("zijn is waren was bestaan bestaat bestonden".split())
_HOLDING: Final = frozenset(
    "telt tellen telde telden kent kennen kende kenden heeft hebben had hadden".split()
)
# What says the same of a whole.
_EXISTS: Final = (
    _BEING
    | _HOLDING
    | frozenset(
        "omvat omvatten bevat bevatten bedraagt bedroeg beschikt beschikken beschikte beschikten"
        " gaat ging".split()
    )
)
# People work and things lie somewhere: of all there are only where the question says so too.
_SOMEWHERE: Final = frozenset("werken werkten staan stonden liggen lagen wonen woonden".split())
_DONE_WITH: Final = _HOLDING | AUXILIARIES.keys()
_GOT: Final = frozenset(
    map(
        read_as_verb,
        "krijgen ontvangen verkrijgen bemachtigen geven toekennen toewijzen verlenen verstrekken"
        " uitreiken opleggen uitkeren aanbieden bezorgen".split(),
    )
)
_THE: Final = frozenset("de het deze die dit dat onze".split())
_GETS: Final = frozenset(map(read_as_verb, ("krijgen", "ontvangen", "verkrijgen")))
_OWNS: Final = frozenset(map(read_as_verb, ("bezitten", "beschikken")))
_HAS: Final = frozenset(verb for verb, of in AUXILIARIES.items() if of == "hebben")
_ANY: Final = frozenset(("een", "geen"))
_HAVE: Final = frozenset(("hebben", "hadden"))
_HOLDERS: Final = frozenset(
    "de het deze die dit dat alle onze wij we zij ze jullie u er samen".split()
)
# Things behind a preposition are not those that there are: "sprak met 310 bewoners".
_BEHIND: Final = re.compile(
    r"\b(?:aan|bij|door|in|met|naar|onder|op|over|tegen|(?<!^)van|vanuit|voor)"
    r" (?:de |deze |die )?$",
    re.IGNORECASE,
)
# A part without a verb of its own: "er zijn 500 scholen, waarvan 60 in de stad".
_CARRIED: Final = re.compile(r"(?:waarvan|van wie|onder wie|waaronder|daarvan|tegenover) ")
_SOME: Final = re.compile(
    r" (?:die|dat|waar\w*|zonder|met(?! (?:\d|samen\b|in totaal\b|ruim\b|bijna\b)))"
    r" (?P<which>.{1,200})"
)
_LISTED: Final = re.compile(r" en (?:[^\W\d_]{1,20} )?\d|\W*$")
_OF_ALL: Final = re.compile(r"(?:^|\d )van (?:de|het|deze|alle) (?:in totaal )?$", re.IGNORECASE)
_WITH: Final = re.compile(r" met (?:in totaal |samen )?$")
# Around a number, for which "#" stands: "er # zijn", "# zijn er".
_ARE_THERE: Final = re.compile(
    r"#[^#]{0,200}\b(?:(?:zijn|waren) er|in totaal)\b|\ber # (?:zijn|waren)\b"
)
# "Het aantal scholen groeide van 70 naar 90": there are 90.
_LEVEL: Final = re.compile(r"\b[Hh]et (?:totale )?aantal [^,;:]{1,120} (?:naar|tot) $")
_WITHIN: Final = frozenset("aan bij door in met naar onder op over uit van voor".split())
_SHORTEST: Final = 4  # letters of a word that tells which things


def says_other(fact: Fact, reading: Reading) -> bool:
    """Tell whether a sentence says something else of what it counts than a question does."""
    named = reading.noun.named
    if fact.measure != COUNT or fact.quantity.unit or not named or reading.noun.is_times:
        return False
    said = [word.folded for word in reading.words]
    if not _GETS.isdisjoint(map(read_as_verb, said)):
        return not _is_got(fact, reading)
    behind = said[named[-1] + 1 :]
    if any(
        is_participle(said[n]) or (n > named[-1] and looks_past(said[n])) for n in reading.content
    ):
        return False
    if behind and behind[0] in _HAS and not _ANY.isdisjoint(behind):
        return not _has(fact)
    if not asks_all(reading):
        return False
    says_where = set(reading.content).difference(named)
    return _is_of_some(fact, reading, _EXISTS | _SOMEWHERE if says_where else _EXISTS)


def _is_got(fact: Fact, reading: Reading) -> bool:
    """Tell whether a sentence says that what it counts is got, or that those it counts get it.

    "23 winkels zijn gewaarschuwd" tells how many got "een waarschuwing".
    """
    verbs = _verbs(fact.quote)
    if not verbs.isdisjoint(_GOT):
        return True
    said = [word.folded for word in reading.words]
    at = next(n for n, word in enumerate(said) if read_as_verb(word) in _GETS)
    behind = said[at + 1 : at + 3]
    if behind[:1] and behind[0] in _THE:
        joined = (each.root for each in separable(fact.quote))
        return not verbs.union(joined).isdisjoint(COMES_IN)
    done = {kin(word) for word in part.words_of(fact) if is_participle(word)}
    return behind[:1] == ["een"] and behind[1:] != [] and kin(behind[1]) in done


def asks_all(reading: Reading) -> bool:
    """Tell whether a question asks how many there are: "zijn er", "telt", or the bare noun."""
    named, said = reading.noun.named, [word.folded for word in reading.words]
    before = said[max(0, named[0] - 2)] if named else ""
    if before in _WITHIN or reading.has("rise", "fall", "more", "less", "change"):
        return False  # "in hoeveel gemeenten" asks for no gemeenten
    behind = said[named[-1] + 1 :] if named else []
    if not named or any(map(_is_deed, said[named[0] :])) or any(map(_was_done, behind)):
        return False
    if behind and behind[0] in _HOLDING:  # "hebben personeel" says of them what they have
        if behind[0] not in _HAVE:
            return True
        return behind[1] in _HOLDERS if behind[1:] else len(named) == 1
    are_there = "er" in behind and not _BEING.isdisjoint(behind)
    return are_there or (not behind and len(reading.content) == 1)


def _has(fact: Fact) -> bool:
    """Tell whether a sentence says that those it counts have or get something."""
    if " met een " in fact.quote or not _verbs(fact.quote).isdisjoint(_GOT | _OWNS):
        return True
    return not _HAS.isdisjoint(part.words_of(fact)) and not _is_done(fact)


def _is_of_some(fact: Fact, reading: Reading, verbs: frozenset[str]) -> bool:
    """Tell whether a sentence does not say, by a verb, of its number that there are no more."""
    asked = {word.folded for word in reading.words}
    before = part.before(fact)
    if _OF_ALL.search(before.lstrip()) or _LEVEL.search(before):
        return False
    held = _WITH.search(before)
    holder = before[: held.start()].rpartition(" ")[2] if held else ""
    if holder and stem(holder.casefold()) in reading.stems:
        return False  # "de gemeente heeft 12 scholen met 90 lokalen"
    if "oud" in fact.qualifiers and not (reading.says("earlier") or reading.dates):
        return True
    if _BEHIND.search(before) or _is_done(fact):
        return True
    told = part.folded(fact.quote[: fact.number.start] if _is_carried(fact) else before)
    is_told = not verbs.isdisjoint(told)
    if not (is_told or _ARE_THERE.search(f"{before}#{part.behind(fact)}")):
        return True  # "12 scholen hebben een tuin"
    some = _SOME.match(part.behind(fact))
    which = set(part.folded(some["which"])) if some else set()
    telling = {word for word in which if len(word) >= _SHORTEST}
    return bool(telling) and telling.isdisjoint(asked)


def _is_carried(fact: Fact) -> bool:
    """Tell whether the verb of a number stands in an earlier part: "er zijn 3 A, 4 B en 5 C"."""
    own = part.span_of(fact)
    is_next = fact.quote[: own.start].endswith(",") and not part.before(fact).strip()
    is_listed = is_next and _LISTED.match(part.behind(fact)) is not None
    return is_listed or _CARRIED.match(part.part_of(fact).lstrip()) is not None


def _is_done(fact: Fact) -> bool:
    """Tell whether something was done with what is counted: "zijn 75 zwembaden gesloten".

    Of a number that leaves its noun out ("waren dit er nog 80") an earlier part may tell.
    """
    is_named = bool(fact.subject) and f" {fact.subject}" in fact.quote[fact.number.end :]
    said = part.words_of(fact) if is_named else part.folded(_carried(fact))
    return not _DONE_WITH.isdisjoint(said) and any(map(_is_deed, said))


def _is_deed(word: str) -> bool:
    return word not in _EXISTS and is_participle(word)


def _was_done(word: str) -> bool:
    return word not in _EXISTS and looks_past(word)


def _carried(fact: Fact) -> str:
    """Return a sentence up to the end of the part of a number: what that may leave out."""
    return fact.quote[: part.span_of(fact).end]


@lru_cache(maxsize=1024)
def _verbs(sentence: str) -> frozenset[str]:
    return frozenset(map(read_as_verb, part.folded(sentence)))
