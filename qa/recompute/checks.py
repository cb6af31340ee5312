"""What a check holds, and how its result is shown.

In: a printed quantity and an exact result. Out: the result with just so many decimals that a reader
sees why it agrees or differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import count
from typing import Any

from qa.dutch.numbers import write_number
from qa.dutch.numbers.agreement import agrees, rounded
from qa.dutch.terms import Phrase
from qa.recompute.claims import Spoken
from qa.say.series import year_of
from qa.types import TABLE_RULE, Fact, Quantity, Span


class Verdict(Enum):
    """Whether what is printed follows from the letter's own numbers."""

    AGREES = "klopt"
    DIFFERS = "wijkt af"
    UNKNOWN = "niet na te rekenen"


@dataclass(frozen=True, slots=True)
class Check:
    """One printed figure or stated change, and what the letter's own numbers say of it.

    `printed` is a slice of the letter at `span`; `about` names what it is a figure of. `working`
    holds the sums and `result` what they come to, both empty where nothing could be recomputed.
    """

    letter_id: str
    rule: str
    span: Span
    printed: str
    about: str
    quote: str
    reference: str
    verdict: Verdict
    working: tuple[str, ...] = ()
    result: str = ""
    why: str = ""
    facts: tuple[Fact, ...] = ()


class Series:
    """The facts of a letter, and those of its tables by measure, subject and year."""

    def __init__(self, facts: Sequence[Fact], together: Sequence[Phrase] = ()) -> None:
        self.facts = tuple(facts)
        self._by_sentence: dict[Span, list[Fact]] = {}
        self._years: dict[tuple[str, str], dict[int, Fact]] = {}
        self._names: dict[str, str] = {}  # of subjects of the tables, by how they are said
        self._many: dict[str, str] = {}
        for fact in facts:
            self._by_sentence.setdefault(fact.span, []).append(fact)
            if fact.rule == TABLE_RULE and (year := year_of(fact)):
                self._years.setdefault((fact.measure, fact.subject), {})[year] = fact
            if fact.many:
                self._many[fact.subject] = fact.many
                said = (fact.subject, fact.one, fact.many)
                self._names |= {name.casefold(): fact.subject for name in said}

        self.spoken = Spoken({measure for measure, _ in self._years}, self._names, together)

    def beside(self, fact: Fact) -> Sequence[Fact]:
        """Return the facts of the sentence that a fact stands in."""
        return self._by_sentence.get(fact.span, ())

    def many(self, subject: str) -> str:
        """Return the plural of a subject; of one that no table knows what it is called by."""
        return self._many.get(self.known(subject) or subject, subject)

    def known(self, name: str) -> str:
        """Return the subject of a table that a word names; nothing where it names none."""
        return self._names.get(name.casefold(), "")

    def subjects(self, measure: str) -> tuple[str, ...]:
        """Return the subjects that a measure has."""
        return tuple(subject for found, subject in self._years if found == measure)

    def years(self, measure: str, subject: str) -> dict[int, Fact]:
        """Return the facts of a series by year, the earliest first."""
        return dict(sorted(self._years.get((measure, subject), {}).items()))


def shown(printed: Quantity, exact: Decimal) -> Decimal:
    """Round a value to one decimal more than was printed, or to as many as keep the verdict."""
    if exact == exact.to_integral_value():
        return exact.quantize(Decimal(1))
    verdict = agrees(printed, exact)
    for places in count(max(0, printed.places - printed.scale) + 1):
        nearly = rounded(exact, places)
        if agrees(printed, nearly) == verdict:
            return nearly
    raise AssertionError("unreachable: an exact value agrees with itself")


def written(value: Decimal, unit: str) -> str:
    """Write a result with its sign and unit."""
    exponent = value.as_tuple().exponent
    number = write_number(abs(value), max(0, -int(exponent)))
    tail = {"procent": "%", "procentpunt": " procentpunt"}.get(unit, "")
    return f"{'−' if value < 0 else ''}{number}{tail}"


def unknown(rule: str, fact: Fact, about: str, why: str) -> Check:
    """Return the check of a figure that nothing in the letter allows to recompute."""
    return Check(
        letter_id=fact.letter_id,
        rule=rule,
        span=fact.value_span,
        printed=fact.surface,
        about=about,
        quote=fact.quote,
        reference=fact.reference,
        verdict=Verdict.UNKNOWN,
        why=why,
    )


def note_on_headers(facts: Sequence[Fact]) -> str:
    """Name the restored headers, not proven, that a result rests on."""
    labels = dict.fromkeys(f.header_note.partition(":")[0] for f in facts if not f.certain)
    return f"Kolomkop gereconstrueerd, niet bewezen: {', '.join(labels)}." if labels else ""


def to_json(found: Check) -> dict[str, Any]:
    """Return a check as the object that every door sends."""
    return {
        "briefId": found.letter_id,
        "regel": found.rule,
        "gedrukt": found.printed,
        "betreft": found.about,
        "citaat": found.quote,
        "verwijzing": found.reference,
        "positie": [found.span.start, found.span.end],
        "oordeel": _VERDICT[found.verdict],
        "berekening": list(found.working),
        "herrekend": found.result or None,
        "toelichting": found.why or None,
        "invoer": [fact.id for fact in found.facts],
    }


_VERDICT = {
    Verdict.AGREES: "klopt",
    Verdict.DIFFERS: "wijktAf",
    Verdict.UNKNOWN: "nietNaTeRekenen",
}
