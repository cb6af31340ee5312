"""A sentence with a number → whether it turns that into another number than is asked for.

In: a fact of a sentence and a question as it was read. Out: whether the number is of the opposite,
of what was only meant, of another day, of what is left out, or of a part that nobody asked for.
"""

from __future__ import annotations

import re
from itertools import pairwise

from qa.dutch.numbers import find_quantities
from qa.dutch.terms import COUNT, is_part
from qa.dutch.text import stem, stems
from qa.question.read.reading import Reading
from qa.question.stated import part
from qa.question.stated.other import (
    is_denied,
    is_no_change,
    is_no_extreme,
    is_of_other_class,
    is_of_other_kind,
    is_of_what_was_counted,
    is_price_of_one,
    is_told_aside,
    names_cue,
)
from qa.question.stated.predicate import asks_all, says_other
from qa.question.stated.restricted import (
    is_of_other_place,
    is_on_condition,
    is_price_of_other,
)
from qa.types import Fact

_MEANT = re.compile(r"\b(?:moet|moeten|moest|moesten|zou|zouden)\b", re.IGNORECASE)
_WANTED = re.compile(r"\b(?:wil|willen|wilde|wilden)\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\bzonder (?:[^\W\d_]+e )?(?P<noun>[^\W\d_]+)", re.IGNORECASE)
_EARLIER = frozenset(("eerder", "daarvoor", "ervoor"))
_YEAR_EARLIER = re.compile(
    r"(?<!dan een )\b(?:jaar|jaren) (?:eerder|daarvoor|ervoor)\b", re.IGNORECASE
)
# "Van het geheel is 40 fte verborgen", "waarvan 40 verborgen": 40 is a part of what was named.
_OF_WHOLE = re.compile(
    r"^van (?:de|het|deze|dit|die|dat|alle)\b"
    r"|\b(?:waarvan|(?:van|onder) (?:wie|hen)|daarvan|hiervan)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:van|onder) (?:de|het|deze|die|alle) (?:in totaal )?$", re.IGNORECASE)
_OF_NUMBER = re.compile(
    r"(?:^| )(?:van|onder) (?:de|het|deze|die|alle|onze|hun) (?:in totaal )?$", re.IGNORECASE
)
_MORE_THAN = re.compile(
    r" ?(?:[^\W\d_]+ ){0,2}?(?:meer|minder|hoger|lager) dan\b| (?:boven|onder) (?:de|het)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:(?<!tot )nu|inmiddels|thans|momenteel|op dit moment)\b", re.IGNORECASE)
_NOW_SAID = frozenset(("nu", "inmiddels", "thans", "momenteel", "moment"))  # "op dit moment"
# What somebody aims at, advises or expects, and what a question for it says.
_AIMED = re.compile(
    r"\b(?:doel|doelstelling|ambitie|streven|streefwaarde|plan|voornemen|bedoeling|advies|wens)\b"
    r"[^.;]{0,60}? (?:is|was|blijft|luidt)(?= (?:[^\W\d_]+ ){0,3}(?:om|dat)\b| [^.;,]{0,20}$)"
    r"|\b(?:streeft|streven|streefde|adviseert|adviseerde|adviseren|adviseerden|beoogt|beoogde"
    r"|verwacht|verwachten|verwachtte|bepleit|bepleitte|verzoekt|verzocht|vroeg om)\b",
    re.IGNORECASE,
)
_AIMS = frozenset(
    stems(
        "doel doelen doelstelling ambitie streven streeft streefwaarde plan plannen gepland"
        " voornemen bedoeling advies adviseert adviseerde geadviseerd beoogt beoogd verwacht"
        " verwachten"
        " verwachting wens gewenst komen komt gaan gaat zullen zal moeten moet willen"
        " wil bepleit gevraagd vroeg nodig"
    )
)
_FOR = re.compile(r"\bom (?:[^\W\d_]+ )?$", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:gevraagd|verzocht|vroeg|vroegen|vraagt|vragen)\b", re.IGNORECASE)
_NOTHING = re.compile(r"\b(?:niets|niemand|nergens|geen enkele?)\b", re.IGNORECASE)
_NOBODY = frozenset(("niets", "niemand", "nergens"))
_SUBORDINATE = re.compile(r"(?<=\w) (?:als|wanneer|indien|omdat|doordat|zodat|waar\w{0,6})\b")
# Who was asked for their opinion is counted, and not all there are.
_SAMPLE = re.compile(
    r"\b(?:steekproef|enqu[eê]te|peiling|vragenlijst|ondervra\w{2,8}|ondervroeg\w{0,2}|respondenten"
    r"|ge[iï]nterviewd\w{0,2}|interviews?|onder een panel)\b",
    re.IGNORECASE,
)
_SAMPLED = frozenset(
    stems(
        "steekproef enquete peiling vragenlijst ondervraagd ondervraagden ondervraagde ondervroeg"
        " ondervroegen respondenten geinterviewd interview interviews gevraagd onderzocht onderzoek"
        " meegedaan mee deden ingevuld vulden panel"
    )
)


def is_turned(fact: Fact, reading: Reading) -> bool:
    """Tell whether a sentence turns its number into another one than is asked for."""
    return any(veto(fact, reading) for veto in _VETOES)


def _goes_other_way(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is of a rise where a fall is asked for, or the other way round."""
    said = {cue for cue in ("rise", "fall") if names_cue(cue, fact.subject)}
    asked = {cue for cue in ("rise", "fall") if reading.has(cue)}
    return len(said) == len(asked) == 1 and said != asked


def _was_only_meant(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is of what had to be done, where what was done is asked for."""
    up_to = fact.quote[: part.span_of(fact).end]  # a later part may be of other things
    meant = _MEANT.search(up_to) or _WANTED.search(part.part_of(fact))
    return meant is not None and not reading.turns.plans


def _is_only_aimed_at(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is an aim, an advice or a forecast, and the question asks for none."""
    return _AIMS.isdisjoint(reading.stems) and _AIMED.search(_up_to(fact)) is not None


def _up_to(fact: Fact) -> str:
    """Return a sentence up to its number, from the mark on that parts it for good."""
    said = fact.quote[: fact.number.start]
    return said.rpartition(";")[2]


def _was_only_asked(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is what somebody asked for: "had om 7 miljoen gevraagd"."""
    if not _AIMS.isdisjoint(reading.stems) or not _FOR.search(part.before(fact)):
        return False
    return _ASKED.search(part.part_of(fact)) is not None


def _is_of_nothing(fact: Fact, reading: Reading) -> bool:
    """Tell whether a sentence says that those it counts did nothing of what is asked."""
    nothing = _NOTHING.search(_SUBORDINATE.split(part.part_of(fact))[0])
    asked = reading.turns.denials or not _NOBODY.isdisjoint(reading.said.words)
    return nothing is not None and not asked


def _is_of_sample(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is of those who were asked, and the question is not about these."""
    if fact.measure != COUNT or not _SAMPLED.isdisjoint(reading.stems):
        return False
    return _SAMPLE.search(part.part_of(fact)) is not None


def _is_of_other_day(fact: Fact, reading: Reading) -> bool:
    """Tell whether a question asks for "een jaar eerder", and the number is not of that day."""
    said = pairwise(word.folded for word in reading.words)
    asked = any(time in ("jaar", "jaren") and way in _EARLIER for time, way in said)
    return asked and _YEAR_EARLIER.search(part.part_of(fact)) is None


def _is_without(fact: Fact, reading: Reading) -> bool:
    """Tell whether a sentence says "zonder" of what a question asks with."""
    asked = {reading.stems[number] for number in reading.content}
    without = {stem(match["noun"].casefold()) for match in _WITHOUT.finditer(part.part_of(fact))}
    return not asked.isdisjoint(without) and not reading.turns.denials


def _is_only_part(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is of a part of what is asked for, and the question names no part."""
    if not _OF_WHOLE.search(part.before(fact).lstrip()):
        return False
    terms, behind = reading.terms, stems(part.behind(fact))
    told = {each for each in behind if each not in terms.neutral and not each.isdigit()}
    asked = set(reading.stems)
    return bool(told) and not any(
        not terms.synonyms(each).isdisjoint(asked) or any(is_part(each, other) for other in asked)
        for each in told
    )


def _is_whole(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is of the whole that a part is asked of: "van de 500 scholen".

    In "9 van de 500 scholen hebben een tuin", or "van de 500 scholen hebben er 9 een tuin", 500 is
    that of any question but for all there are, or for what the sentence calls them.
    """
    before = part.before(fact).lstrip()
    if reading.noun.is_whole:
        return _WHOLE.search(before) is not None
    of_number = _OF_NUMBER.search(before)
    if not reading.noun.named or of_number is None or asks_all(reading):
        return False
    if of_number.start():
        return any(each.span.end == of_number.start() for each in find_quantities(before))
    called = stems(fact.subject)
    return any(reading.stems[number] not in called for number in reading.content)


def _is_no_more(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is what something no longer is, and that is not asked."""
    asked = reading.says("earlier") or reading.dates or reading.turns.ends
    changes = reading.has("rise", "fall", "more", "less", "change") or reading.says("extended")
    return "oud" in fact.qualifiers and not (asked or changes)


def _is_difference(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is by how much there are more: "2.000 meer dan een jaar geleden"."""
    asked = reading.has("more", "less", "rise", "fall", "change", "points")
    return not asked and bool(_MORE_THAN.match(fact.quote, fact.number.end))


def _is_of_other_time(fact: Fact, reading: Reading) -> bool:
    """Tell whether what is now is asked for, and a sentence tells that of another number."""
    said = [word.folded for word in reading.words]
    asked = any(word in _NOW_SAID and before != "tot" for before, word in pairwise(("", *said)))
    if not asked or _NOW.search(part.part_of(fact)):
        return False
    return any(_NOW.search(each) and find_quantities(each) for each in part.others(fact))


_VETOES = (
    _goes_other_way,
    _was_only_meant,
    _is_only_aimed_at,
    _was_only_asked,
    _is_of_nothing,
    _is_of_sample,
    is_of_other_place,
    is_on_condition,
    is_price_of_other,
    says_other,
    _is_of_other_day,
    _is_without,
    _is_only_part,
    _is_whole,
    _is_difference,
    _is_no_more,
    _is_of_other_time,
    is_of_other_class,
    is_of_other_kind,
    is_of_what_was_counted,
    is_price_of_one,
    is_told_aside,
    is_no_change,
    is_no_extreme,
    is_denied,
)
