"""The words that sentences about facts are made of: names, years, amounts, lists.

In: facts and quantities. Out: pieces of Dutch, numbers as the letter prints them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qa.dutch.forms import is_participle
from qa.dutch.plurals import safe_singular
from qa.dutch.terms import COUNT
from qa.dutch.vocabulary import likely_article
from qa.say.amounts import printed
from qa.types import Derivation, Fact, Period

_TIME_WORDS = frozenset(
    "begin bij eind einde halverwege in medio na op per rond sinds tijdens tot tussen uiterlijk"
    " vanaf voor vóór".split()
)
_PART = re.compile(r"(?:eerste|tweede|derde|vierde|laatste|[1-4]e) (?P<part>\w+)")
_LISTED = 2  # labels; more that follow each other are told by the first and the last
_DAY = re.compile(r"\d{1,2} \D")
_PARTS = {"maand": range(28, 32), "kwartaal": range(90, 93)}  # days
AMOUNT = "bedrag"  # what the letter gives in euros and calls by no name
_MEANT_FOR = ("uitgaven", "budget", "begroting")
_PLANNED = re.compile(r"(?:geplande?|begrote?|geraamde?) ")  # of years to come too
_NOUN_ENDS = re.compile(r" (?:aan|bij|binnen|door|in|met|op|per|van|voor) ")
_DECIMALS = ("", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")


def listed(items: Sequence[str]) -> str:
    """Join items the Dutch way: "a, b en c"."""
    return ", ".join(items[:-1]) + (" en " if len(items) > 1 else "") + items[-1] if items else ""


def capital(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


def name_of(fact: Fact) -> str:
    """Name what a fact is about, in the plural; a fact of a sentence is about what it prints."""
    return fact.many or fact.subject


def names_of(facts: Sequence[Fact]) -> str:
    """Name what facts are about, each once, joined."""
    return listed(list(dict.fromkeys(map(name_of, facts))))


def by_size(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return facts, the largest number first."""
    return tuple(sorted(facts, key=lambda fact: -fact.quantity.value))


def direction(found: Derivation) -> str:
    """Say which way a number went; nothing where it stayed."""
    is_share = found.inputs[0].quantity.is_percentage
    less, more = ("lager", "hoger") if is_share else ("minder", "meer")
    change = found.result.value
    return more if change > 0 else less if change < 0 else ""


def one_of(fact: Fact) -> str:
    """Name what a fact is about, in the singular."""
    return fact.one or fact.subject


def measured(measure: str, many: str, article: str = "het") -> str:
    """Name what was measured: "het aantal bezoekers"."""
    what = f"{article} {measure}".lstrip()
    if is_done(measure):
        return f"wat van {many} is {measure}" if many else f"wat is {measure}"
    if measure == COUNT:
        return f"{what} {many}".rstrip()
    if measure == AMOUNT and many:  # a name of ours: what stands in the row is no part of it
        return f"{what} ‘{many}’"
    link = "voor" if _head(measure).endswith(_MEANT_FOR) else "van"
    return f"{what} {link} {many}" if many else what


def is_done(measure: str) -> bool:
    """Tell whether a column is headed by what was done alone: "Geverfd"."""
    return measure.isalpha() and is_participle(measure)


def measured_by(fact: Fact) -> str:
    """Name what a fact measures, or is the target of."""
    if fact.target_of:
        article = "het" if fact.target_of == COUNT else likely_article(fact.target_of)
        return f"het doel voor {measured(fact.target_of, name_of(fact), article)}"
    if fact.measure == COUNT and fact.quantity.is_percentage:
        return f"het aandeel {name_of(fact)}".rstrip()
    return measured(fact.measure, name_of(fact), fact.article)


def was(fact: Fact) -> str:
    """Return the verb of what a fact measures: "de kosten waren", "de wachttijd was"."""
    head = _head(fact.measure)
    are_many = fact.article == "de" and (head.endswith("en") or bool(safe_singular(head)))
    if _PLANNED.match(fact.measure):
        return "zijn" if are_many else "is"
    return "waren" if are_many else "was"


def _head(measure: str) -> str:
    """Return the noun of a measure's name: "uitgaven" of "geplande uitgaven per jaar"."""
    return (_NOUN_ENDS.split(measure, maxsplit=1)[0].split() or [""])[-1]


def counted(fact: Fact) -> str:
    """Name a number with what it counts: "1.174 bezoekers", "62,57% (bezoekers)"."""
    if not fact.is_count:
        return f"{printed(fact)} ({name_of(fact)})"
    return f"{printed(fact)} {one_of(fact) if fact.quantity.value == 1 else name_of(fact)}"


def there_were(fact: Fact) -> str:
    """Say how many there were: "waren er 1.174 bezoekers".

    Of one thing of which the singular is not known: "was het aantal wijken in Ons Dorp 1".
    """
    is_one = fact.quantity.value == 1
    if is_one and fact.many and fact.one == fact.many:
        return f"was het aantal {name_of(fact)} {printed(fact)}"
    return f"{'was' if is_one else 'waren'} er {counted(fact)}"


def thing_and_place(fact: Fact) -> tuple[str, str]:
    """Return what a cell counts, and of what: "boeken", "Zierikzee"; nothing where it is not so."""
    thing = fact.many.removesuffix(f" in {fact.subject}").removesuffix(f" ({fact.subject})")
    return (thing, fact.subject) if fact.subject and thing != fact.many else ("", "")


def label_of(fact: Fact) -> str:
    """Return the printed period of a fact, empty where there is none."""
    return fact.period.label if fact.period else ""


def when(fact: Fact) -> str:
    """Say when a fact holds: "in 2019", "van 2011 tot en met 2021", "per 1 oktober 2022"."""
    period, label = fact.period, label_of(fact)
    if period is None or not label:
        return ""
    if whole_years(period) and period.last_year > period.start.year:
        return f"van {period.start.year} tot en met {period.last_year}"
    if label.split()[0].casefold() in _TIME_WORDS:
        return label
    if _DAY.match(label):
        return f"op {label}"
    return f"in {_named(label)}"


def _named(label: str) -> str:
    """Name a period: "2019", "het 3e kwartaal 2023", "de eerste helft van 2024"."""
    part = _PART.match(label)
    return f"{'de' if part['part'] == 'helft' else 'het'} {label}" if part else label


def each_of(facts: Sequence[Fact]) -> str:
    """Name what each of several numbers is of: "jaar", "kwartaal", "maand"."""
    days = {(fact.period.end - fact.period.start).days for fact in facts if fact.period}
    return next((name for name, most in _PARTS.items() if days and days <= {*most}), "jaar")


def whole_years(period: Period) -> bool:
    """Tell whether a period begins and ends with a year."""
    return all((day.month, day.day) == (1, 1) for day in (period.start, period.end))


def years_of(facts: Sequence[Fact]) -> str:
    """Name the years of facts, as a run where they are one."""
    labels = list(dict.fromkeys(label for fact in facts if (label := label_of(fact))))
    years = [int(label) for label in labels if label.isdigit()]
    if len(years) > 2 and years == list(range(years[0], years[-1] + 1)):
        return f"{years[0]} tot en met {years[-1]}"
    periods = sorted((f.period for f in facts if f.period), key=lambda each: each.start)
    if len(labels) > _LISTED and not years and _follow(periods):
        return f"{_named(periods[0].label)} tot en met {_named(periods[-1].label)}"
    return listed([_named(each) for each in labels])


def _follow(periods: Sequence[Period]) -> bool:
    """Tell whether periods, each told once or more, follow each other without a gap."""
    ends = dict.fromkeys((each.start, each.end) for each in periods)
    return all(one[1] == other[0] for one, other in pairwise(ends))


def in_years(facts: Sequence[Fact]) -> str:
    """Say in which years facts hold: "in 2020 en 2021", "van 2011 tot en met 2021"."""
    years = years_of(facts)
    if " tot en met " in years:
        return f"van {years}"
    return when(facts[0]) if years == label_of(facts[0]) else f"in {years}"


def rounding(found: Derivation) -> str:
    """Say to how many decimals a result was rounded, where it was."""
    if not found.rounded:
        return ""
    places = found.result.places
    if not 0 < places < len(_DECIMALS):
        return " (afgerond)"
    return f" (afgerond op {_DECIMALS[places]} {'decimaal' if places == 1 else 'decimalen'})"


def so_many(count: int, one: str, many: str) -> str:
    """Count things: "1 brief", "3 brieven"."""
    return f"{count} {one if count == 1 else many}"
