"""Whether what is asked of a number stands with another number than with it.

In: a fact of a sentence, what a question demands, and the other facts of its paragraph. Out: yes
where a word that is wanting at the number is told of one beside it, later or earlier on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from qa.dutch.forms import is_participle
from qa.dutch.numbers import find_quantities
from qa.dutch.text import stems
from qa.question.stated import part
from qa.question.stated.coverage import Demand, places, stems_of
from qa.question.stated.matching import is_among, is_headed
from qa.types import Fact

_WORD = re.compile(r"[^\W\d_]+")
_ADVERBS = ("ig", "lijk")
_MOSTLY = re.compile(
    r"[,;:] (?:veelal|vooral|meestal|voornamelijk|hoofdzakelijk|grotendeels|deels|waaronder|waarvan"
    r"|met name|onder meer|onder andere|(?:vrijwel|bijna|nagenoeg) all?en?|een deel)\b"
)
_OF_REST = re.compile(r"(?:[,;:]| en) (?:de (?:rest|overigen?|anderen)|het (?:restant|overige))\b")
_OF_THEM = re.compile(r"[,;:] (?:\S{1,40} ){0,4}(?:daarvan|hiervan|van (?:hen|deze|die))\b")
_STANDS = re.compile(r"\b(?:staa[nt]|stond(?:en)?|lig(?:t|gen)|lag(?:en)?|blijft|bleef) ")
_SHARES = ("deel", "percentage")  # "in de steden een kwart"


def told_beside(
    fact: Fact,
    around: frozenset[str],
    demand: Demand,
    others: Iterable[tuple[Fact, frozenset[str]]],
) -> bool:
    """Tell whether what was done, how or where stands with another number of the paragraph only.

    "12 kramen zijn gekeurd. Er zijn er 30 verkocht." does not tell of 12 that they were sold.
    """
    own = frozenset[str]().union(*places(fact))
    lacking = [word for word in demand.required if not is_among(word, own, demand.terms)]
    return any(
        is_among(word, _done_in(other.quote), demand.terms)
        or (word in demand.placed and is_among(word, stems_of(other.quote), demand.terms))
        for other, near in others
        if other.span != fact.span
        and (near <= around or around <= near)
        and other.measure in (fact.measure, *_SHARES)
        for word in lacking
    )


def told_later(fact: Fact, demand: Demand) -> bool:
    """Tell whether a word that is wanting at a number stands with a later one of its sentence.

    "120 kramen zijn besteld, waarvan 40 geleverd" does not tell of 120 that they were delivered,
    nor "12 klachten, vooral over kramen" of 12 that they were about these, nor "19 procent was
    tegen en de rest had geen mening" of 19 that they had none.
    """
    end = part.span_of(fact).end
    own, later = fact.quote[:end], fact.quote[end:]
    of_others = any(each.match(later) for each in (_MOSTLY, _OF_THEM, _OF_REST))
    if not (of_others or find_quantities(later)):
        return False
    near = stems_of(fact.subject) | stems_of(own)
    asked = (*demand.required, *demand.topic)
    lacking = [
        word
        for word in asked
        if not is_among(word, near, demand.terms) or is_headed(word, near, demand.terms)
    ]
    return any(is_among(word, stems_of(later), demand.terms) for word in lacking)


def told_earlier(fact: Fact, demand: Demand) -> bool:
    """Tell whether what was done stands with an earlier number, and the part has a verb of its own.

    "Er zijn er 58 vertrokken; de teller staat nu op 22" does not tell of 22 that they left.
    """
    start = part.span_of(fact).start
    earlier, own = fact.quote[:start], part.part_of(fact)
    if not find_quantities(earlier) or not (_STANDS.search(own)):
        return False
    said = stems_of(own)
    lacking = [word for word in demand.told if not is_among(word, said, demand.terms)]
    return any(is_among(word, stems_of(earlier), demand.terms) for word in lacking)


@lru_cache(maxsize=4096)
def _done_in(sentence: str) -> frozenset[str]:
    """Return the stems of what a sentence says was done, and how: "verkocht", "zelfstandig"."""
    said = (word for word in _WORD.findall(sentence) if _says_done(word))
    return frozenset(stems(" ".join(said)))


def _says_done(word: str) -> bool:
    return word.islower() and (word.endswith(_ADVERBS) or is_participle(word))
