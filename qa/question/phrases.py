"""Facts and derivations → Dutch sentences, in the form a minister's office would send.

Every number stands as the letter prints it; a result that was worked out stands with its working.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.numbers import write_number
from qa.terms import terms
from qa.types import (
    Bound,
    ComputeQuery,
    Derivation,
    Fact,
    FactQuery,
    Operation,
    Quantity,
)

_COUNT, _TARGET = "aantal", "doel ophelderingspercentage"
_PRINTED_CHANGE = "procentuele ontwikkeling"
_PER = {"day": "per dag", "hour": "per uur", "week": "per week", "month": "per maand"}


def looked_up(query: FactQuery | ComputeQuery, facts: Sequence[Fact]) -> str:
    """Say one fact, or several as a list."""
    latest = "Het meest recente cijfer in de brief: " if not query.years.named else ""
    if len(facts) == 1:
        sentence = _one(facts[0])
        return latest + (sentence[0].lower() + sentence[1:] if latest else sentence)
    return latest + listed([f"{_year(fact)}: {_counted(fact)}" for fact in facts]) + "."


def worked_out(query: ComputeQuery, found: Derivation) -> str:
    """Say a result with its working."""
    if query.operation is Operation.RANK:
        return f"{_ranking(found)}."
    sentence = {
        Operation.DIFFERENCE: _difference,
        Operation.DIRECTION: _difference,
        Operation.POINTS: _points,
        Operation.CHANGE: _change,
        Operation.RATIO: _ratio,
        Operation.SUM: _sum,
        Operation.MEAN: _mean,
        Operation.RATE: _rate,
        Operation.HIGHEST: _extreme,
        Operation.LOWEST: _extreme,
        Operation.COMPARE: _compare,
        Operation.TREND: _trend,
    }[query.operation](query, found)
    rounded = " (afgerond op één decimaal)" if found.rounded else ""
    return f"{sentence} Berekening: {found.formula}{rounded}."


def remarks(facts: Sequence[Fact]) -> str:
    """Say where an answer rests on a header that was restored and is not proven."""
    doubtful = {fact.header_note.partition(":")[0]: fact for fact in facts if not fact.certain}
    if not doubtful:
        return ""
    evidence = next(iter(doubtful.values())).header_note.partition(": ")[2]
    return f" Let op, kolomkop gereconstrueerd: {listed(list(doubtful))}. {evidence}"


def listed(items: Sequence[str]) -> str:
    """Join items the Dutch way: "a, b en c"."""
    return ", ".join(items[:-1]) + (" en " if len(items) > 1 else "") + items[-1]


def years_of(facts: Sequence[Fact]) -> str:
    """Name the years of facts, as a run where they are one."""
    labels = list(dict.fromkeys(_year(fact) for fact in facts))
    years = [int(label) for label in labels if label.isdigit()]
    if len(years) > 2 and years == list(range(years[0], years[-1] + 1)):
        return f"{years[0]} tot en met {years[-1]}"
    return listed(labels) if labels else ""


def name_of(fact: Fact) -> str:
    """Name what a fact of a series is about, in the plural."""
    return terms().subjects[fact.subject].many


def number(quantity: Quantity) -> str:
    """Write a result without its sign and unit."""
    return write_number(abs(quantity.value), quantity.places)


def measured(measure: str, subject: str) -> str:
    """Name what was measured: "het aantal overvallen"."""
    many = terms().subjects[subject].many
    return f"het aantal {many}" if measure == _COUNT else f"het {measure} van {many}"


def _one(fact: Fact) -> str:
    match fact.measure:
        case "aantal":
            verb = "was er" if fact.quantity.value == 1 else "waren er"
            return f"In {_year(fact)} {verb} {_counted(fact)}."
        case "procentuele ontwikkeling":
            return (
                f"De brief geeft als procentuele ontwikkeling van {name_of(fact)} over"
                f" {_year(fact)}: {fact.surface}."
            )
        case "doel ophelderingspercentage":
            what = f"Het doel voor de opheldering van {name_of(fact)}"
            return f"{what} in {_year(fact)} was {fact.surface}."
        case _:
            return f"Het {fact.measure} van {name_of(fact)} in {_year(fact)} was {fact.surface}."


def _counted(fact: Fact) -> str:
    """Name a number with what it counts: "1.174 overvallen", "62,57% van de overvallen"."""
    term = terms().subjects[fact.subject]
    if fact.measure == _COUNT:
        return f"{fact.surface} {term.one if fact.quantity.value == 1 else term.many}"
    return f"{fact.surface} ({term.many})"


def _year(fact: Fact) -> str:
    return fact.period.label if fact.period else ""


def _what(fact: Fact) -> str:
    """Name what was measured: "het aantal overvallen"."""
    return measured(fact.measure, fact.subject)


def _amount(quantity: Quantity) -> str:
    """Write a result without its sign: the verb says which way it went."""
    unit = {"procent": "%", "procentpunt": " procentpunt"}.get(quantity.unit, "")
    about = "ongeveer " if quantity.bound is not Bound.EXACT else ""
    return f"{about}{number(quantity)}{unit}"


def _moved(found: Derivation) -> str:
    """Say which way it went, from where to where."""
    old, new = found.inputs
    verb = "daalde" if found.result.value < 0 else "steeg" if found.result.value > 0 else ""
    what = _what(old)
    what = what[0].upper() + what[1:]
    if not verb:
        return f"{what} bleef gelijk: {old.surface} in {_year(old)} en {_year(new)}"
    ends = f"van {old.surface} in {_year(old)} naar {new.surface} in {_year(new)}"
    return f"{what} {verb} {ends}"


def _difference(query: ComputeQuery, found: Derivation) -> str:
    old, new = found.inputs
    if old.subject != new.subject:
        large, small = sorted((old, new), key=lambda fact: -fact.quantity.value)
        return (
            f"In {_year(large)} waren er {_amount(found.result)} {name_of(large)} meer"
            f" dan {name_of(small)}."
        )
    word = "minder" if found.result.value < 0 else "meer"
    return f"{_moved(found)}. Dat zijn er {_amount(found.result)} {word}."


def _points(query: ComputeQuery, found: Derivation) -> str:
    old, new = found.inputs
    if old.measure == _TARGET:
        side = "onder" if found.result.value < 0 else "boven"
        return (
            f"Het ophelderingspercentage van {name_of(old)} in {_year(new)} was {new.surface},"
            f" het doel {old.surface}. Dat is {_amount(found.result)} {side} het doel."
        )
    return f"{_moved(found)}. Dat is een verschil van {_amount(found.result)}."


def _change(query: ComputeQuery, found: Derivation) -> str:
    word = "daling" if found.result.value < 0 else "stijging"
    return f"{_moved(found)}. Dat is een {word} van {_amount(found.result)}."


def _ratio(query: ComputeQuery, found: Derivation) -> str:
    old, new = found.inputs
    return (
        f"In {_year(new)} waren er {_counted(new)}, {_amount(found.result)} keer de"
        f" {_counted(old)} in {_year(old)}."
    )


def _sum(query: ComputeQuery, found: Derivation) -> str:
    names = list(dict.fromkeys(name_of(fact) for fact in found.inputs))
    return f"In {years_of(found.inputs)} waren er samen {_amount(found.result)} {listed(names)}."


def _mean(query: ComputeQuery, found: Derivation) -> str:
    names = list(dict.fromkeys(name_of(fact) for fact in found.inputs))
    return (
        f"Over {years_of(found.inputs)} waren er gemiddeld {_amount(found.result)} {listed(names)}"
        " per jaar."
    )


def _rate(query: ComputeQuery, found: Derivation) -> str:
    fact = found.inputs[0]
    return (
        f"In {_year(fact)} waren er {_counted(fact)}. Dat zijn er gemiddeld"
        f" {_amount(found.result)} {_PER[query.per]}."
    )


def _extreme(query: ComputeQuery, found: Derivation) -> str:
    side = "hoogst" if query.operation is Operation.HIGHEST else "laagst"
    if query.over_subjects:
        most = "meest" if query.operation is Operation.HIGHEST else "minst"
        names = listed([f"{name_of(fact)} ({fact.surface})" for fact in found.chosen])
        return f"In {_year(found.chosen[0])} kwamen {names} het {most} voor."
    what = _what(found.chosen[0])
    years = listed([_year(fact) for fact in found.chosen])
    return (
        f"In {years} was {what} het {side}: {found.chosen[0].surface}"
        f" ({years_of(found.inputs)} vergeleken)."
    )


def _compare(query: ComputeQuery, found: Derivation) -> str:
    ordered = sorted(found.inputs, key=lambda fact: -fact.quantity.value)
    return f"In {_year(ordered[0])} waren er meer {name_of(ordered[0])}: {_ranking_of(ordered)}."


def _ranking(found: Derivation) -> str:
    return f"In {_year(found.inputs[0])}, van meer naar minder: {_ranking_of(found.inputs)}"


def _ranking_of(facts: Sequence[Fact]) -> str:
    return listed([_counted(fact) for fact in facts])


def _trend(query: ComputeQuery, found: Derivation) -> str:
    _, _, highest, lowest = found.chosen
    series = listed([f"{_year(fact)}: {fact.surface}" for fact in found.inputs])
    return (
        f"{_moved_over(found)}. Het hoogst was het in {_year(highest)} ({highest.surface}),"
        f" het laagst in {_year(lowest)} ({lowest.surface}). Per jaar: {series}."
    )


def _moved_over(found: Derivation) -> str:
    first, last, _, _ = found.chosen
    ends = Derivation(found.operation, (first, last), found.result, found.formula)
    return _moved(ends)
