"""How series changed → Dutch: which most, which faster, as an index, on average, as a part.

In: a Finding. Out: sentences that name the years, the figures and the working; and the words that
other findings share: yes or no, which way, from what to what.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from qa.say.amounts import amount_of, printed
from qa.say.wording import (
    capital,
    in_years,
    label_of,
    listed,
    measured_by,
    name_of,
    names_of,
    rounding,
    when,
)
from qa.types import Derivation, Finding, Operation, Ruling

_YES_OR_NO = {Operation.EVERY_YEAR, Operation.FASTER, Operation.TARGETS}


def yes_or_no(finding: Finding, text: str) -> str:
    """Begin with yes or no where that is asked."""
    if not finding.pattern.whether:
        return capital(text)
    return f"{'Ja' if finding.holds else 'Nee'}: {text}"


def ruling_of(finding: Finding) -> Ruling | None:
    """Tell what the yes or no is that an answer begins with; None where it begins with none."""
    if not finding.pattern.whether or finding.pattern.operation not in _YES_OR_NO:
        return None
    return Ruling.HOLDS if finding.holds else Ruling.FAILS


def verb(way: Decimal | int, many: bool = False) -> str:
    """Return which way a number went."""
    if many:
        return "daalden" if way < 0 else "stegen"
    return "daalde" if way < 0 else "steeg"


def from_to(step: Derivation) -> str:
    """Say from what to what a number went."""
    old, new = step.inputs
    return f"van {printed(old)} {when(old)} naar {printed(new)} {when(new)}"


def _by_how_much(step: Derivation, finding: Finding) -> str:
    """Say how much a step changed, and first as the letter prints that."""
    mine = [f for f in finding.printed if f.subject == step.inputs[1].subject]
    if not mine:
        return f"met {amount_of(step)} ({from_to(step)})"
    size = mine[0].surface.lstrip("-−–+ ")
    return f"met {size} (zo gedrukt; berekend {amount_of(step)}, {from_to(step)})"


def strongest(finding: Finding) -> str:
    """Say what changed most, or least."""
    moved = verb(finding.pattern.way or finding.steps[0].result.value)
    degree = "het sterkst" if finding.pattern.most else "het minst"
    best = finding.steps[: len(finding.chosen)]
    if not finding.pattern.over_subjects:
        what = measured_by(finding.series[0][0])
        named = [f"{when(each.inputs[1])} {_by_how_much(each, finding)}" for each in best]
        if len(best) > 1 and finding.pattern.in_percent is None:
            named = [f"in procenten {named[0]}", f"in aantallen {named[1]}"]
        said = f"{what} {moved} {degree} ten opzichte van het jaar ervoor"
        return f"{capital(said)} {listed(named)}.{_rounded(best)}"
    subjects = [f"{measured_by(each.inputs[1])} {_by_how_much(each, finding)}" for each in best]
    rest = finding.steps[len(best) :][:2]
    after = listed([f"{name_of(each.inputs[1])} ({_moved(each)})" for each in rest])
    tail = f" Daarna komt {after}." if len(rest) == 1 else f" Daarna komen {after}."
    facts = finding.series[0]
    head = f"Van {label_of(facts[0])} naar {label_of(facts[-1])} {moved} {degree}"
    return f"{head}: {listed(subjects)}.{tail if rest else ''}{_rounded(best)}"


def _moved(step: Derivation) -> str:
    way = step.result.value
    return f"{'−' if way < 0 else '+' if way > 0 else ''}{amount_of(step)}"


def _rounded(steps: Sequence[Derivation]) -> str:
    shown = [f"{each.formula}{rounding(each)}" for each in steps]
    return f" Berekening: {'; '.join(shown)}."


def faster(finding: Finding) -> str:
    """Say which of two changed more."""
    one, other = finding.steps
    if one.result.value == other.result.value:
        text = "beide veranderden evenveel"
    else:
        ahead = finding.chosen[0]
        behind = next(s.inputs[1] for s in finding.steps if s.inputs[1].subject != ahead.subject)
        moved = verb(finding.pattern.way)
        text = f"{measured_by(ahead)} {moved} sterker dan dat van {name_of(behind)}"
    each = listed(
        [
            f"{measured_by(s.inputs[1])} {verb(s.result.value)} {_by_how_much(s, finding)}"
            for s in finding.steps
        ]
    )
    return f"{yes_or_no(finding, text)}. {capital(each)}.{_rounded(finding.steps)}"


def index(finding: Finding) -> str:
    """Say how years stand against one that is 100."""
    base = finding.steps[0].inputs[0]
    what = measured_by(base)
    each = listed([f"{step.shown} {when(step.inputs[1])}" for step in finding.steps])
    shown = [f"{step.working} = {step.shown}" for step in finding.steps]
    note = next((rounding(step) for step in finding.steps if step.rounded), "")
    return (
        f"Met {label_of(base)} als 100 is de index van {what} {each}."
        f" Berekening: {'; '.join(shown)}{note}."
    )


def yearly(finding: Finding) -> str:
    """Say the mean change a year."""
    step = finding.steps[0]
    old = step.inputs[0]
    moved = verb(step.result.value)
    how = ", samengesteld gerekend" if finding.pattern.in_percent else ""
    return (
        f"{capital(measured_by(old))} {moved} {_over(step)}"
        f" gemiddeld met {amount_of(step)} per jaar{how}: {from_to(step)}."
        f" Berekening: {step.working}{rounding(step)}."
    )


def _over(step: Derivation) -> str:
    old, new = step.inputs
    return f"van {label_of(old)} naar {label_of(new)}"


def share(finding: Finding) -> str:
    """Say which part one subject is of several together, or one year of all."""
    part, (step, whole) = finding.chosen[0], finding.steps
    facts = finding.series[0]
    of_years = len({fact.subject for fact in facts}) == 1
    then = in_years(facts)
    summed = f"{amount_of(whole)} {names_of(facts)}"
    if of_years:
        said = f"{capital(then)} waren er samen {summed}, waarvan {printed(part)} {when(part)}"
    else:
        said = f"{capital(then)} waren er samen {summed}, waarvan {printed(part)} {name_of(part)}"
    return (
        f"{said}. Dat is een aandeel van {step.shown}. Berekening: {whole.formula};"
        f" {step.working} = {step.shown}{rounding(step)}."
    )
