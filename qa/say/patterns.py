"""What was found in whole series → Dutch: which years, with their figures, by which rule.

In: a Finding. Out: sentences whose numbers are those of its facts and of its working.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.dutch.numbers import write_cardinal
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
    rounding,
    when,
)
from qa.types import Derivation, Extent, Fact, Finding, Operation

_Say = Callable[[Finding], str]


def found_in(finding: Finding) -> str:
    """Say what was found, and of which years there is no figure."""
    text = _SAYINGS[finding.pattern.operation](finding)
    if finding.without:
        text += f" Niet vergeleken, zonder cijfer over deze jaren: {listed(finding.without)}."
    if not finding.missing:
        return text
    return f"{text} Niet over elk jaar daartussen geeft de brief een cijfer."


def _yes(finding: Finding, text: str) -> str:
    """Begin with yes or no where that is asked."""
    if not finding.pattern.whether:
        return capital(text)
    return f"{'Ja' if finding.holds else 'Nee'}: {text}"


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
    if not chosen:
        edge = by_size(facts)[0 if finding.pattern.way > 0 else -1]
        most = "hoogst" if finding.pattern.way > 0 else "laagst"
        none = f"in geen van de {write_cardinal(len(facts))} jaren lag {what} {side}."
        if finding.pattern.way == 0:
            return _yes(finding, none)
        return f"{_yes(finding, none)} Het {most} was het {when(edge)}: {printed(edge)}."
    if extent in {Extent.SINCE, Extent.FIRST}:
        return _since(finding, what, side)
    if extent is Extent.UNTIL:
        last = facts.index(chosen[-1])
        after = "".join(f", {when(f)} was het {printed(f)}" for f in facts[last + 1 : last + 2])
        until = f"tot en met {label_of(chosen[-1])} lag {what} {side}"
        return f"{capital(until)}: {when(chosen[-1])} was het {printed(chosen[-1])}{after}."
    count = f"in {write_cardinal(len(chosen))} van de {write_cardinal(len(facts))} jaren"
    return _yes(finding, f"{count} lag {what} {side}: {_with_year(chosen)}.")


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


def _verb(way: float, many: bool = False) -> str:
    if many:
        return "daalden" if way < 0 else "stegen"
    return "daalde" if way < 0 else "steeg"


def _every_year(finding: Finding) -> str:
    facts, steps = finding.series[0], finding.steps
    what, verb = measured_by(facts[0]), _verb(finding.pattern.way)
    if finding.holds:
        old, new = facts[0], facts[-1]
        return (
            f"Ja: {in_years(facts)} {verb} {what} elk jaar, van {printed(old)} {when(old)}"
            f" naar {printed(new)} {when(new)}."
        )
    kept = len(facts) - 1 - len(steps)
    many = write_cardinal(len(facts) - 1)
    against = listed([_from_to(each) for each in steps])
    return (
        f"Nee: {what} {verb} in {write_cardinal(kept) if kept else 'geen'} van de {many} stappen"
        f" van jaar op jaar, maar niet {in_years(finding.chosen)}: {against}."
    )


def _from_to(step: Derivation) -> str:
    old, new = step.inputs
    return f"van {printed(old)} {when(old)} naar {printed(new)} {when(new)}"


def _exceptions(finding: Finding) -> str:
    facts, steps = finding.series[0], finding.steps
    if finding.pattern.over_subjects:
        return _subjects_moved(finding)
    what, verb = measured_by(facts[0]), _verb(finding.pattern.way)
    if not steps:
        return f"{capital(what)} {verb} in geen enkel jaar ten opzichte van het jaar ervoor."
    moved = listed([_from_to(each) for each in steps])
    then = capital(in_years(finding.chosen))
    return f"{then} {verb} {what} ten opzichte van het jaar ervoor: {moved}."


def _subjects_moved(finding: Finding) -> str:
    many = write_cardinal(len(finding.series))
    new = finding.series[0][-1]
    verb = _verb(finding.pattern.way, many=len(finding.steps) != 1)
    if not finding.steps:
        return f"{capital(when(new))} {verb} geen van de {many}."
    each = [f"{name_of(step.inputs[1])}, {_from_to(step)}" for step in finding.steps]
    count = write_cardinal(len(finding.steps))
    return f"{capital(when(new))} {verb} {count} van de {many}: {'; '.join(each)}."


def _changed(step: Derivation, finding: Finding) -> str:
    """Say how much a step changed, and how the letter prints that."""
    mine = [f for f in finding.printed if f.subject == step.inputs[1].subject]
    note = f"; in de brief: {mine[0].surface}" if mine else ""
    return f"met {amount(step.result)} ({_from_to(step)}{note})"


def _strongest(finding: Finding) -> str:
    verb = _verb(finding.pattern.way or finding.steps[0].result.value)
    degree = "het sterkst" if finding.pattern.most else "het minst"
    best = finding.steps[: len(finding.chosen)]
    if not finding.pattern.over_subjects:
        what = measured_by(finding.series[0][0])
        named = [f"{when(each.inputs[1])} {_changed(each, finding)}" for each in best]
        if len(best) > 1 and finding.pattern.in_percent is None:
            named = [f"in procenten {named[0]}", f"in aantallen {named[1]}"]
        said = f"{what} {verb} {degree} ten opzichte van het jaar ervoor"
        return f"{capital(said)} {listed(named)}.{_rounded(best)}"
    subjects = [f"{measured_by(each.inputs[1])} {_changed(each, finding)}" for each in best]
    rest = finding.steps[len(best) :][:2]
    after = listed([f"{name_of(each.inputs[1])} ({_moved(each)})" for each in rest])
    tail = f" Daarna komt {after}." if len(rest) == 1 else f" Daarna komen {after}."
    facts = finding.series[0]
    head = f"Van {label_of(facts[0])} naar {label_of(facts[-1])} {verb} {degree}"
    return f"{head}: {listed(subjects)}.{tail if rest else ''}{_rounded(best)}"


def _moved(step: Derivation) -> str:
    way = step.result.value
    return f"{'−' if way < 0 else '+' if way > 0 else ''}{amount(step.result)}"


def _rounded(steps: Sequence[Derivation]) -> str:
    shown = [f"{each.formula}{rounding(each)}" for each in steps]
    return f" Berekening: {'; '.join(shown)}."


def _faster(finding: Finding) -> str:
    one, other = finding.steps
    if one.result.value == other.result.value:
        text = "beide veranderden evenveel"
    else:
        ahead = finding.chosen[0]
        behind = next(s.inputs[1] for s in finding.steps if s.inputs[1].subject != ahead.subject)
        verb = _verb(finding.pattern.way)
        text = f"{measured_by(ahead)} {verb} sterker dan dat van {name_of(behind)}"
    each = listed(
        [
            f"{measured_by(s.inputs[1])} {_verb(s.result.value)} {_changed(s, finding)}"
            for s in finding.steps
        ]
    )
    return f"{_yes(finding, text)}. {capital(each)}.{_rounded(finding.steps)}"


def _index(finding: Finding) -> str:
    base = finding.steps[0].inputs[0]
    what = measured_by(base)
    each = listed([f"{step.shown} {when(step.inputs[1])}" for step in finding.steps])
    shown = [f"{step.working} = {step.shown}{rounding(step)}" for step in finding.steps]
    return (
        f"Met {label_of(base)} als 100 is de index van {what} {each}."
        f" Berekening: {'; '.join(shown)}."
    )


def _yearly(finding: Finding) -> str:
    step = finding.steps[0]
    old, new = step.inputs
    verb = _verb(step.result.value)
    how = ", samengesteld gerekend" if finding.pattern.in_percent else ""
    return (
        f"{capital(measured_by(old))} {verb} {in_years((old, new)) if old is new else _over(step)}"
        f" gemiddeld met {amount(step.result)} per jaar{how}: {_from_to(step)}."
        f" Berekening: {step.working}{rounding(step)}."
    )


def _over(step: Derivation) -> str:
    old, new = step.inputs
    return f"van {label_of(old)} naar {label_of(new)}"


def _place(finding: Finding) -> str:
    pattern, chosen = finding.pattern, finding.chosen
    what = measured_by(chosen[0])
    most = "hoogst" if pattern.most else "laagst"
    best = chosen[-1]
    if pattern.year and pattern.whether:
        other = "" if finding.holds else f"; {when(chosen[0])} was het {printed(chosen[0])}"
        return _yes(finding, f"het {most} was {what} {when(best)} ({printed(best)}){other}.")
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
        return _yes(finding, f"{each}.")
    what = "soorten" if over else "keer"
    if not met:
        said = f"in geen van de {many} {what} is het doel gehaald"
    elif over:
        names = listed([name_of(fact) for fact in met])
        said = f"{count} van de {many} haalden het doel: {names}"
    else:
        said = f"{in_years(met)} is het doel gehaald ({count} van de {many} keer)"
    return f"{_yes(finding, said)}. {capital(each)}."


def _against_target(step: Derivation, over_subjects: bool) -> str:
    aim, result = step.inputs
    what = name_of(result) if over_subjects else measured_by(result)
    return f"{when(result)} was {what} {printed(result)}, bij een doel van {printed(aim)}"


def _table(finding: Finding) -> str:
    """Say the figures year by year, each year on a line of its own."""
    first = finding.series[0][0]
    periods = sorted({label_of(f): f for run in finding.series for f in run}.values(), key=_start)
    shares = [f"{name_of(f)} {f.surface} ({label_of(f)})" for f in finding.printed]
    head = f" In de brief gedrukt als verandering: {listed(shares)}." if shares else ""
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
    Operation.STRONGEST: _strongest,
    Operation.FASTER: _faster,
    Operation.INDEX: _index,
    Operation.YEARLY: _yearly,
    Operation.PLACE: _place,
    Operation.TARGETS: _targets,
    Operation.TABLE: _table,
}
