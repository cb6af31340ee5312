"""What was found in whole series → Dutch: which years, with their figures, by which rule.

In: a Finding. Out: sentences whose numbers are those of its facts and of its working.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.dutch.numbers import write_cardinal
from qa.say import growth
from qa.say.growth import from_to, verb, yes_or_no
from qa.say.wording import (
    amount,
    by_size,
    capital,
    in_years,
    label_of,
    listed,
    measured_by,
    name_of,
    printed,
    when,
)
from qa.types import Derivation, Extent, Fact, Finding, Operation

_Say = Callable[[Finding], str]


def found_in(finding: Finding) -> str:
    """Say what was found, and of which years there is no figure."""
    text = _SAYINGS[finding.pattern.operation](finding)
    kinds = {fact.measure for run in finding.series for fact in run if not fact.target_of}
    one = {run[0].subject for run in finding.series}
    if len(kinds) > 1 and len(one) == 1:
        text += f" De cijfers zijn deels {', deels '.join(sorted(kinds))}."
    if finding.without:
        text += f" Niet vergeleken, zonder cijfer over deze jaren: {listed(finding.without)}."
    if not finding.missing:
        return text
    return f"{text} Niet over elk jaar daartussen is er een cijfer."


def _with_year(facts: Sequence[Fact]) -> str:
    return listed([f"{label_of(fact)} ({printed(fact)})" for fact in facts])


def _side(finding: Finding) -> str:
    """Say the limit: "onder 50.000", "tussen 50.000 en 75.000"."""
    pattern, limits = finding.pattern, finding.limits
    if pattern.way == 0:
        return f"tussen {limits}"
    if pattern.inclusive:
        return f"op {limits} of {'lager' if pattern.way < 0 else 'hoger'}"
    return f"{'onder' if pattern.way < 0 else 'boven'} {limits}"


def _threshold(finding: Finding) -> str:
    facts, chosen, extent = finding.series[0], finding.chosen, finding.pattern.extent
    if finding.pattern.over_subjects:
        return _subjects_beyond(finding)
    what, side = measured_by(facts[0]), _side(finding)
    if len(facts) == 1:
        said = f"{when(facts[0])} lag {what} {'' if chosen else 'niet '}{side}"
        return f"{yes_or_no(finding, said)}: {printed(facts[0])}."
    if not chosen:
        edge = by_size(facts)[0 if finding.pattern.way > 0 else -1]
        most = "hoogst" if finding.pattern.way > 0 else "laagst"
        none = f"in geen van de {write_cardinal(len(facts))} jaren lag {what} {side}."
        if finding.pattern.way == 0:
            return yes_or_no(finding, none)
        return f"{yes_or_no(finding, none)} Het {most} was het {when(edge)}: {printed(edge)}."
    if extent in {Extent.SINCE, Extent.FIRST}:
        return _since(finding, what, side)
    if extent is Extent.UNTIL:
        last = facts.index(chosen[-1])
        after = "".join(f", {when(f)} was het {printed(f)}" for f in facts[last + 1 : last + 2])
        until = f"tot en met {label_of(chosen[-1])} lag {what} {side}"
        return f"{capital(until)}: {when(chosen[-1])} was het {printed(chosen[-1])}{after}."
    count = f"in {write_cardinal(len(chosen))} van de {write_cardinal(len(facts))} jaren"
    if len(chosen) == len(facts):
        count = f"in alle {write_cardinal(len(facts))} jaren"
    return yes_or_no(finding, f"{count} lag {what} {side}: {_with_year(chosen)}.")


def _since(finding: Finding, what: str, side: str) -> str:
    facts, first = finding.series[0], finding.chosen[0]
    at = facts.index(first)
    before = f"{when(facts[at - 1])} was het nog {printed(facts[at - 1])}, " if at else ""
    then = f"{before}{when(first)} was het {printed(first)}."
    if finding.pattern.extent is Extent.FIRST:
        said = f"{when(first)} lag {what} voor het eerst {side}"
        return f"{capital(said)}: {then}"
    if not at:
        return f"{capital(what)} lag in alle {write_cardinal(len(facts))} jaren {side}."
    said = f"Sinds {label_of(first)} ligt {what} {side}: {then}"
    return f"{said} In alle jaren daarna bleef het zo." if facts[at + 1 :] else said


def _subjects_beyond(finding: Finding) -> str:
    chosen, every = finding.chosen, [each[0] for each in finding.series]
    side, then = _side(finding), when(every[0])
    many = write_cardinal(len(every))
    if not chosen:
        return f"{capital(then)} lag het bij geen van de {many} {side}."
    named = listed([f"{name_of(fact)} ({printed(fact)})" for fact in chosen])
    count = write_cardinal(len(chosen))
    return f"{capital(f'{then} lag het'.strip())} bij {count} van de {many} {side}: {named}."


def _every_year(finding: Finding) -> str:
    facts, steps = finding.series[0], finding.steps
    what, moved = measured_by(facts[0]), verb(finding.pattern.way)
    if finding.holds:
        old, new = facts[0], facts[-1]
        return (
            f"Ja: {in_years(facts)} {moved} {what} elk jaar, van {printed(old)} {when(old)}"
            f" naar {printed(new)} {when(new)}."
        )
    kept = len(facts) - 1 - len(steps)
    many = write_cardinal(len(facts) - 1)
    against = listed([from_to(each) for each in steps])
    return (
        f"Nee: {what} {moved} in {write_cardinal(kept) if kept else 'geen'} van de {many} stappen"
        f" van jaar op jaar, maar niet {in_years(finding.chosen)}: {against}."
    )


def _exceptions(finding: Finding) -> str:
    facts, steps = finding.series[0], finding.steps
    if finding.pattern.over_subjects:
        return _subjects_moved(finding)
    what, moved = measured_by(facts[0]), verb(finding.pattern.way)
    if not steps:
        return f"{capital(what)} {moved} in geen enkel jaar ten opzichte van het jaar ervoor."
    each = listed([from_to(step) for step in steps])
    then = capital(in_years(finding.chosen))
    return f"{then} {moved} {what} ten opzichte van het jaar ervoor: {each}."


def _subjects_moved(finding: Finding) -> str:
    many = write_cardinal(len(finding.series))
    new = finding.series[0][-1]
    moved = verb(finding.pattern.way, many=len(finding.steps) != 1)
    if not finding.steps:
        return f"{capital(when(new))} {moved} geen van de {many}."
    each = [f"{name_of(step.inputs[1])}, {from_to(step)}" for step in finding.steps]
    count = write_cardinal(len(finding.steps))
    return f"{capital(when(new))} {moved} {count} van de {many}: {'; '.join(each)}."


def _place(finding: Finding) -> str:
    pattern, chosen = finding.pattern, finding.chosen
    what = measured_by(chosen[0])
    most = "hoogst" if pattern.most else "laagst"
    best = chosen[-1]
    if pattern.year and pattern.whether:
        other = "" if finding.holds else f"; {when(chosen[0])} was het {printed(chosen[0])}"
        return yes_or_no(finding, f"het {most} was {what} {when(best)} ({printed(best)}){other}.")
    order = "van hoog naar laag" if pattern.most else "van laag naar hoog"
    if pattern.year:
        at = finding.working.rpartition("; ")[2]
        return (
            f"{capital(order)} staat {label_of(chosen[0])} op {at}: {what} was toen"
            f" {printed(chosen[0])}."
        )
    if pattern.place:
        after = f"; het {most} was het {when(best)} ({printed(best)})" if pattern.place > 1 else ""
        at = f"op {write_cardinal(pattern.place - 1)} na {most}" if pattern.place > 1 else most
        return f"Het {at} was {what} {when(chosen[0])}: {printed(chosen[0])}{after}."
    count = write_cardinal(len(chosen))
    return f"De {count} jaren waarin {what} het {most} was: {_with_year(chosen)}."


def _targets(finding: Finding) -> str:
    steps, met = finding.steps, finding.chosen
    over = finding.pattern.over_subjects
    each = listed([_against_target(step, over) for step in steps])
    many, count = write_cardinal(len(steps)), write_cardinal(len(met))
    if len(steps) == 1:
        return f"{yes_or_no(finding, each)}. {_gap(steps[0])}"
    what = "soorten" if over else "keer"
    if not met:
        said = f"in geen van de {many} {what} is het doel gehaald"
    elif over:
        names = listed([name_of(fact) for fact in met])
        said = f"{count} van de {many} haalden het doel: {names}"
    else:
        said = f"{in_years(met)} is het doel gehaald ({count} van de {many} keer)"
    return f"{yes_or_no(finding, said)}. {capital(each)}. Berekening: {finding.working}."


def _gap(step: Derivation) -> str:
    """Say how far a result is from its target, with the working."""
    if not step.result.value:
        return "Dat is precies het doel."
    side = "boven" if step.result.value > 0 else "onder"
    gap = amount(step.result)
    unit = step.inputs[1].quantity.unit
    named = gap if step.result.unit == "procentpunt" or not unit else f"{gap} {unit}"
    return f"Dat is {named} {side} het doel. Berekening: {step.formula}."


def _against_target(step: Derivation, over_subjects: bool) -> str:
    aim, result = step.inputs
    what = name_of(result) if over_subjects else measured_by(result)
    return f"{when(result)} was {what} {printed(result)}, bij een doel van {printed(aim)}"


def _table(finding: Finding) -> str:
    """Say the figures year by year, each year on a line of its own."""
    first = finding.series[0][0]
    periods = sorted({label_of(f): f for run in finding.series for f in run}.values(), key=_start)
    shares = [f"{name_of(f)} {f.surface} ({label_of(f)})" for f in finding.printed]
    head = f" Gedrukt als verandering: {listed(shares)}." if shares else ""
    rows = []
    for period in periods:
        held = [f for run in finding.series for f in run if label_of(f) == label_of(period)]
        named = [f"{printed(f)} {name_of(f)}" if len(finding.series) > 1 else printed(f)
                 for f in held]  # fmt: skip
        rows.append(f"{label_of(period)}: {', '.join(named)}")
    one = len(finding.series) == 1
    what = measured_by(first) if one else f"{first.article} {first.measure}"
    return f"{capital(what)} per jaar.{head}\n" + "\n".join(rows)


def _start(fact: Fact) -> int:
    return fact.period.start.toordinal() if fact.period else 0


_SAYINGS: dict[Operation, _Say] = {
    Operation.THRESHOLD: _threshold,
    Operation.EVERY_YEAR: _every_year,
    Operation.EXCEPTIONS: _exceptions,
    Operation.STRONGEST: growth.strongest,
    Operation.FASTER: growth.faster,
    Operation.INDEX: growth.index,
    Operation.YEARLY: growth.yearly,
    Operation.SHARE: growth.share,
    Operation.PLACE: _place,
    Operation.TARGETS: _targets,
    Operation.TABLE: _table,
}
