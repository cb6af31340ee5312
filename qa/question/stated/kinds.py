"""Whether a number of a sentence is of the kind that a question wants.

In: a fact of a sentence, what is wanted and the question as it was read. Out: yes or no: a share is
no count, a number per year is none of all, and so much time is how long something lasts.
"""

from __future__ import annotations

import re

from qa.dutch.text import stems
from qa.question.read.reading import Reading
from qa.question.stated import part
from qa.question.stated.lasting import tells_how_long
from qa.types import Bound, Fact, Wanted

_MEASURES = {
    Wanted.COUNT: ("aantal",),
    Wanted.PERCENTAGE: ("percentage",),
    Wanted.MONEY: ("bedrag",),
    Wanted.AGE: ("leeftijd",),
    Wanted.SCORE: ("score",),
}
_PAID_AS = re.compile(r"(?P<noun>[^\W\d_]{2,40}) van (?:in totaal |maximaal |gemiddeld )?$")
_AGED = frozenset(("leeftijd", "oud"))


def is_of_kind(fact: Fact, wanted: Wanted, reading: Reading) -> bool:
    """Tell whether a number is of the kind that a question wants."""
    if reading.says("times"):
        return fact.measure == "verhouding"
    if wanted is Wanted.AGE and fact.measure == "duur":
        return fact.quantity.unit == "jaar" and not _AGED.isdisjoint(part.words_of(fact))
    if fact.measure == "duur" or wanted is Wanted.DURATION:
        return tells_how_long(fact, reading)
    if fact.measure == "deel":
        if fact.quantity.bound in (Bound.AT_LEAST, Bound.AT_MOST):
            return False  # "meer dan een kwart" is better read in its sentence
        of_parts = reading.has("share") or reading.says("out_of")
        return wanted in (Wanted.PERCENTAGE, Wanted.SIZE) or bool(of_parts)
    if wanted is Wanted.SIZE:
        return _tells_how_much(fact, reading)
    rates = _rates(fact)
    is_rate = reading.turns.rates or (rates and fact.measure != "bedrag")
    if is_rate and not (rates and all(_asks_per(rate, reading) for rate in rates)):
        return False
    return fact.measure.startswith(_measures(fact, wanted, reading))


def _measures(fact: Fact, wanted: Wanted, reading: Reading) -> tuple[str, ...]:
    """Return what may be measured: of "hoeveel hebben zij besteed" also an amount of money.

    What else is wanted is no number.
    """
    is_open = wanted is Wanted.COUNT and (not reading.noun.named or _is_paid_as(fact, reading))
    return (*_MEASURES.get(wanted, ()), *(_MEASURES[Wanted.MONEY] if is_open else ()))


def _is_paid_as(fact: Fact, reading: Reading) -> bool:
    """Tell whether an amount is of what is asked for: "een vergoeding van 30 euro"."""
    asked = {reading.stems[number] for number in reading.noun.named}
    match = _PAID_AS.search(part.before(fact))
    return not asked.isdisjoint((*stems(fact.subject), *stems(match["noun"] if match else "")))


def needs_all(fact: Fact, wanted: Wanted, reading: Reading) -> bool:
    """Tell whether the sentence of a fact must hold all words of a question by itself.

    So much time, a part of a whole, and money where none is named say little of what they are.
    """
    is_bare = fact.measure == "bedrag" and wanted is Wanted.COUNT
    asks_part = reading.wanted is Wanted.OTHER and reading.has("share")
    is_open = wanted in (Wanted.DURATION, Wanted.SIZE) or asks_part
    return is_bare or is_open or fact.measure in ("deel", "duur")


def _tells_how_much(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is of some unit, so that it says how much there is of one thing."""
    rates = _rates(fact)
    asks_rates = all(_asks_per(rate, reading) for rate in rates) if reading.turns.rates else True
    return bool(fact.quantity.unit) and fact.measure != "verhouding" and asks_rates


def _rates(fact: Fact) -> list[str]:
    """Return what a number is for each of: "jaar" of "30 euro per jaar"."""
    named = (each for each in (fact.measure, *fact.qualifiers) if "per " in each)
    return [rate for each in named for rate in each.split("per ")[1:]]


def _asks_per(rate: str, reading: Reading) -> bool:
    """Tell whether a question asks for a number per year, per so many of something, how often."""
    asked = rate in reading.turns.rates or rate.split()[-1] in reading.turns.each
    return asked or reading.noun.is_times
