"""Results and their targets → which years, or which subjects, reached them.

In: a pattern, the facts of each series, and the targets that the letter gives. Out: a Finding of
which each step sets a target against its result. A target counts as reached at or above it; of a
duration, where less may be better, nobody can tell, and that is refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.question.series.compute import NotComparable, compute
from qa.question.series.whole import Series, year_of
from qa.types import Derivation, Finding, MeasureKind, Operation, Pattern


def reached(pattern: Pattern, series: Sequence[Series], targets: Series) -> Finding:
    """Find the results that are at or above their target."""
    if any(fact.kind is MeasureKind.DURATION for run in series for fact in run):
        raise NotComparable("De brief zegt niet of meer of minder hier het doel is.")
    steps: list[Derivation] = []
    for run in series:
        for fact in run:
            of_fact = [t for t in targets if (t.subject, t.dimensions, t.period)
                       == (fact.subject, fact.dimensions, fact.period)]  # fmt: skip
            if len({each.quantity.value for each in of_fact}) == 1:
                steps.append(compute(Operation.POINTS, (of_fact[0], fact)))
    if pattern.over_subjects and steps:
        newest = max(year_of(each.inputs[1]) for each in steps)
        steps = [each for each in steps if year_of(each.inputs[1]) == newest]
    if pattern.over_subjects and len({each.inputs[1].subject for each in steps}) == 1:
        raise NotComparable("Hiervoor zijn twee of meer reeksen nodig.")
    if not steps:
        raise NotComparable("De brief geeft hiervoor geen doel met een uitkomst erbij.")
    met = tuple(each.inputs[1] for each in steps if each.result.value >= 0)
    facts = tuple(fact for each in steps for fact in each.inputs)
    return Finding(
        pattern,
        (facts,),
        met,
        tuple(steps),
        holds=bool(met),
        working="; ".join(each.formula for each in steps),
    )
