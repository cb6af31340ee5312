"""A question for a number that a sentence states → the fact, under the coverage rule.

In: a question and the facts of sentences. Out: the fact of the right kind around which every word
of the question is accounted for: in what the number counts, in its sentence, or in its paragraph
and headings. A question that holds one word more gets no number. Facts that fit alike are all
returned, for the reader to choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from qa.dutch.forms import root, verb_root
from qa.dutch.numbers import OPEN_START
from qa.dutch.terms import COUNT, Terms, is_part
from qa.dutch.text import stem, stems, words
from qa.question.read.reading import Reading
from qa.question.read.whether import PASSING
from qa.question.stated.correcting import Corrected
from qa.question.stated.coverage import (
    Demand,
    Fit,
    counts,
    counts_bare,
    counts_kind,
    fit,
    says_all,
    tells,
)
from qa.question.stated.elsewhere import told_beside, told_earlier, told_later
from qa.question.stated.kinds import is_of_kind, needs_all
from qa.question.stated.told import initials, phrase, placed, told, verbs
from qa.question.stated.vetoes import is_turned
from qa.store.facts import FactStore
from qa.types import Fact, Hit, Operation, PassageQuery, Period, StatedQuery

_CANDIDATES = 60
_DAY, _YEAR = timedelta(days=1), timedelta(days=364)
# What is a part of what stands before it, or set against it, does not add up with it.
_NOT_ADDED = re.compile(
    r"\b(?:waarvan|waaronder|(?:van|onder) (?:wie|hen)|daarvan|hiervan|ofwel|oftewel|tegen|dan"
    r"|samen|totaal|tezamen)\b",
    re.IGNORECASE,
)
# Days of a month to a quarter, and what of a year is said of a moment in it.
_PARTS = range(28, 93)
_LOOSELY = frozenset("begin eind einde ultimo medio midden half halverwege".split())
_ASKS = re.compile(r"hoeveel$|hoe$|vaak$")
_IS_TOTAL = re.compile(r"\b(?:samen|totaal|tezamen)\b", re.IGNORECASE)


def find(
    reading: Reading, query: StatedQuery, facts: FactStore, *, for_working: bool = False
) -> tuple[Fit, ...]:
    """Return the facts that account for every word of a question, best first.

    With a topic, at least one of its words must be accounted for too, at its place.
    `for_working` leaves to the caller of which years numbers are, and which of a sentence they are.
    """
    demand = _demand(reading, query, facts)
    searched = terms_of(demand.required, reading.terms) + terms_of(demand.topic, reading.terms)
    near = facts.stated(searched, _CANDIDATES)
    fits = [
        found
        for fact, around in near
        if is_of_kind(fact, query.wanted, reading)
        and _stands_at(fact, query.place)
        and (for_working or _holds_in(fact, reading))
        and not reading.turns.leaves(fact.quote, reading.terms)
        and (found := fit(fact, around, demand))
        and not is_turned(fact, reading)
        and (found.is_whole or not needs_all(fact, query.wanted, reading))
        and (found.is_whole or not told_beside(fact, around, demand, near))
        and (for_working or not told_later(fact, demand))
        and not told_earlier(fact, demand)
        and _counts_topic(fact, demand)
    ]
    if any(each.counts_asked for each in fits):
        fits = [each for each in fits if each.counts_asked]
    if any(counts_bare(fact, demand) for fact, _ in near):  # the letter has a number of all
        fits = [each for each in fits if not counts_kind(each.fact, demand)]
    return tuple(sorted(fits, key=lambda each: (-each.score, -each.role, each.fact.id)))


def pointed_at(reading: Reading, query: PassageQuery, hit: Hit, facts: FactStore) -> Fact | None:
    """Return the fact in the core of a hit that a question means; none where in doubt.

    That the sentence answers was told by the reader: its words need not account for the question's,
    but the number must be of the kind, the time and the thing that are asked for, the only one.
    """
    wanted = query.wanted
    demand = _demand(reading, StatedQuery(reading.text, wanted, topic=query.topic), facts)
    around = frozenset[str]()
    near = [(each, around) for each in facts.inside(hit.passage.letter_id, hit.passage.span)]
    found = [
        fact
        for fact in facts.inside(hit.passage.letter_id, hit.core)
        if is_of_kind(fact, wanted, reading)
        and _holds_in(fact, reading)
        and not is_turned(fact, reading)
        and not told_later(fact, demand)
        and not told_earlier(fact, demand)
        and counts(fact, demand)
        and tells(fact, demand)
        and (says_all(fact, demand) or not needs_all(fact, wanted, reading))
        and not told_beside(fact, around, demand, near)
    ]
    return found[0] if len({fact.quantity for fact in found}) == 1 else None


def best(fits: Sequence[Fit]) -> tuple[Fact, ...]:
    """Return the fact that fits best, or all that fit equally well and say something else.

    Of the parts of one whole ("Nederlandse opkopers", "buitenlandse opkopers") the one that the
    question names fits best, and all fit equally well where it names none. Of the old and the new
    value of one thing, the one whose role fits stands for both.
    """
    first = fits[0]
    parts = [each for each in fits if _is_part_of_same(each, first)]
    named = max(each.named for each in (first, *parts))
    rest = [] if parts else [each for each in fits[1:] if each.score == first.score]
    rest += [each for each in fits[1:] if _is_other_value(each.fact, first.fact)]
    top = [each for each in (first, *parts) if each.named == named] + rest
    kept: list[Fact] = []
    for fact in (each.fact for each in sorted(top, key=lambda each: -each.role)):
        if not any(_is_other_value(fact, other) for other in kept):
            kept.append(fact)
    return tuple({fact.quantity: fact for fact in kept}.values())


def told_best(found: Sequence[Fact], reading: Reading) -> Fact | None:
    """Return the one of several facts whose sentence says all that the question does.

    "Hoeveel huizen telt Nederland?": that it is told of the country sets no number apart, unless
    only one sentence says so.
    """
    said = {word.folded for word in reading.words} - PASSING
    told = [
        fact
        for fact in found
        if all(_is_told(word, fact.quote, reading.terms) for word in said if not _ASKS.match(word))
    ]
    return told[0] if len(told) == 1 else None


def _is_told(word: str, quote: str, terms: Terms) -> bool:
    held = {form(each.folded) for each in words(quote) for form in (root, verb_root)}
    same = terms.synonyms(stem(word)) & frozenset(stems(quote))
    return bool(same) or not held.isdisjoint((root(word), verb_root(word)))


def operands(fits: Sequence[Fit], operation: Operation) -> tuple[Fact, ...]:
    """Return the facts that an operation is to work on; none where they are not clearly meant.

    A sum is over what one sentence counts of a kind; a change is from the old value to the new one
    of the same thing.
    """
    facts = [fit.fact for fit in fits]
    alike = [fact for fact in facts if _same_thing(fact, facts[0])] if facts else []
    if operation is Operation.SUM:
        if facts and _NOT_ADDED.search(facts[0].quote):
            return ()
        together = tuple(fact for fact in alike if fact.span == facts[0].span)
        return together if len(together) > 1 else ()
    old = [fact for fact in alike if "oud" in fact.qualifiers]
    new = [fact for fact in alike if "oud" not in fact.qualifiers]
    if len({fact.quantity for fact in old}) != 1 or len({fact.quantity for fact in new}) != 1:
        return ()
    return old[0], new[0]


def is_total(fact: Fact) -> bool:
    """Tell whether a sentence says itself that its number is that of all together."""
    return _IS_TOTAL.search(fact.quote) is not None


def terms_of(required: Iterable[str], terms: Terms) -> tuple[str, ...]:
    """Return stems together with all that means the same: what a search is to look for."""
    return tuple(sorted({other for each in required for other in terms.synonyms(each)}))


def _demand(reading: Reading, query: StatedQuery, facts: FactStore) -> Demand:
    terms = reading.terms
    corrected = Corrected(facts, terms)
    required = [corrected(reading.stems[number]) for number in reading.content]
    required += [each for each in stems(reading.says("longer_than")) if each not in required]
    asked = _asked_noun(reading, corrected) or stems(query.counted)
    quiet = terms.neutral | terms.light | terms.cue_stems
    about = [each for each in stems(query.topic) if each not in quiet and not each.isdigit()]
    return Demand(
        words=frozenset(reading.stems),
        spoken={stem: word.folded for stem, word in zip(reading.stems, reading.words, strict=True)},
        required=tuple(required),
        asked=asked,
        phrase=frozenset(corrected(reading.stems[n]) for n in phrase(reading)),
        topic=tuple(about),
        told={corrected(reading.stems[n]): initials(n, reading) for n in told(reading)},
        placed=frozenset(corrected(reading.stems[n]) for n in placed(reading)),
        verbs=dict(verbs(reading)),
        looks_back=bool(reading.says("earlier")),
        terms=terms,
    )


def _asked_noun(reading: Reading, corrected: Corrected) -> tuple[str, ...]:
    """Return the stems of the words right after "hoeveel": one of them names what is counted."""
    if reading.noun.is_times:
        return (stem("keer"),)
    return tuple(corrected(reading.stems[number]) for number in reading.noun.named)


def _stands_at(fact: Fact, place: str) -> bool:
    return not place or fact.reference == place or fact.reference.startswith(f"{place}, ")


def _counts_topic(fact: Fact, demand: Demand) -> bool:
    """Tell whether a number counts what a follow-up is about, where that names nothing itself."""
    if demand.asked or not demand.topic or not fact.subject or fact.measure != COUNT:
        return True
    counted = {other for each in stems(fact.subject) for other in demand.terms.synonyms(each)}
    return any(
        each in counted or any(is_part(each, other) for other in counted) for each in demand.topic
    )


def _holds_in(fact: Fact, reading: Reading) -> bool:
    """Tell whether the fact holds in one of the periods that the question names."""
    asked = [each.period for each in reading.dates if each.period is not None]
    if not asked:
        return True
    if fact.period is None or _is_mere_moment(fact, asked) or _is_of_whole_year(fact, asked):
        return False
    end = fact.period.end
    if "sinds" in reading.said.words and fact.period.label.casefold().startswith("sinds"):
        return any(period.start <= fact.period.start < period.end for period in asked)
    # What was counted up to a day holds on that day, not ever since time began.
    start = fact.period.start if fact.period.start != OPEN_START else end - timedelta(days=1)
    return any(period.start < end and start < period.end for period in asked)


def _is_mere_moment(fact: Fact, asked: Sequence[Period]) -> bool:
    """Tell what was on a day ("per 1 oktober") or in a part of a year from what was in all."""
    assert fact.period is not None
    lasts = fact.period.end - fact.period.start
    label = fact.period.label
    is_by_now = lasts == _DAY and not any(map(str.isdigit, label))  # "inmiddels", since ever
    on_a_day = label.startswith("per ") or is_by_now
    in_a_part = _DAY < lasts < _YEAR and fact.period.start != OPEN_START
    return (on_a_day or in_a_part) and all(
        period.end - period.start > max(31 * _DAY, lasts) for period in asked
    )


def _is_of_whole_year(fact: Fact, asked: Sequence[Period]) -> bool:
    """Tell a number of a whole year from one that is asked of a month or quarter of it."""
    held = fact.period
    is_year = held is not None and held.label == str(held.start.year)
    return is_year and all(
        (each.end - each.start).days in _PARTS and each.label.split()[0].casefold() not in _LOOSELY
        for each in asked
    )


def _same_thing(one: Fact, other: Fact) -> bool:
    """Tell whether two facts count the same: the head of what they count, in the same unit."""
    heads = (stems(one.subject)[-1:], stems(other.subject)[-1:])
    return heads[0] == heads[1] and one.quantity.unit == other.quantity.unit


def _is_other_value(one: Fact, other: Fact) -> bool:
    """Tell whether two facts of one section are the old and the new value of the same thing."""
    differ = ("oud" in one.qualifiers) != ("oud" in other.qualifiers)
    same_section = section_of(one.reference) == section_of(other.reference)
    return differ and same_section and _same_thing(one, other)


def _is_part_of_same(one: Fit, other: Fit) -> bool:
    """Tell whether two facts of one sentence count different parts of one whole."""
    same_sentence = one.fact.span == other.fact.span and one.fact.subject != other.fact.subject
    return same_sentence and _same_thing(one.fact, other.fact)


def section_of(reference: str) -> str:
    """Return the section that a citation names, without its note or table."""
    return re.split(", (?:noot|tabel) ", reference, maxsplit=1)[0]
