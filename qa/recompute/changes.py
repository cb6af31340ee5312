"""Sentence → Check: a rise or a fall stated in words, against the series that it speaks of.

In: the passages of a letter and its series. Out: a check for every sentence that says of one of the
letter's series that it rose or fell; one that says more than the series can settle is listed as not
to be recomputed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from qa.dutch.numbers.agreement import agrees
from qa.dutch.terms import COUNT
from qa.dutch.text import sentences
from qa.question.series.compute import NotComparable, compute
from qa.recompute.checks import (
    Check,
    Series,
    Verdict,
    note_on_headers,
    shown,
    written,
)
from qa.recompute.claims import Claim, read_claim, speaks_of_change
from qa.say.wording import listed, name_of
from qa.types import Fact, Kind, Operation, Passage, Quantity, Span

_PROSE = frozenset({Kind.PARAGRAPH, Kind.FOOTNOTE})
_EXACT_PLACES = 20
_UNREADABLE = "De zin zegt meer, of iets anders, dan de reeksen in de brief laten zien."

_Pair = tuple[Fact, Fact]


class _Judged(NamedTuple):
    """What a check says of a claim."""

    verdict: Verdict
    working: tuple[str, ...] = ()
    result: str = ""
    why: str = ""


def stated_changes(passages: Iterable[Passage], series: Series, day: date) -> Iterator[Check]:
    """Yield a check for every sentence that says that a series rises or falls."""
    for passage in passages:
        if passage.kind not in _PROSE:
            continue
        for span in sentences(passage.text):
            sentence = span.of(passage.text)
            if speaks_of_change(sentence, series.spoken):
                yield _check(passage, span, read_claim(sentence, day, series.spoken), series)


def _check(passage: Passage, span: Span, claim: Claim | None, series: Series) -> Check:
    """Judge the claim of a sentence; None stands for a sentence that could not be read."""
    pairs = _pairs(claim, series) if claim else ()
    where = claim.span if claim else Span(0, span.end - span.start)
    start = passage.span.start + span.start
    if claim is None:
        judged = _Judged(Verdict.UNKNOWN, why=_UNREADABLE)
    elif not pairs:
        judged = _Judged(Verdict.UNKNOWN, why="De brief geeft de cijfers over die jaren niet.")
    else:
        judged = _judge(claim, pairs)
    return Check(
        letter_id=passage.letter_id,
        rule="stated_change",
        span=Span(start + where.start, start + where.end),
        printed=where.of(span.of(passage.text)),
        about=_about(claim, series),
        quote=span.of(passage.text),
        reference=passage.reference,
        verdict=judged.verdict,
        working=judged.working,
        result=judged.result,
        why=judged.why,
        facts=tuple(dict.fromkeys(fact for pair in pairs for fact in pair)),
    )


def _pairs(claim: Claim, series: Series) -> tuple[_Pair, ...]:
    """Return the earlier and the later fact of every change claimed; none where one lacks."""
    pairs: list[_Pair] = []
    for subject in claim.subjects or series.subjects(claim.measure):
        years = series.years(claim.measure, subject)
        end = claim.end if claim.end is not None else max(years, default=0)
        starts = [claim.start if claim.start is not None else end - claim.back]
        if claim.all_before:
            starts = [year for year in years if year < end]
        if not starts or not {end, *starts} <= years.keys() or end in starts:
            return ()
        pairs += [(years[start], years[end]) for start in starts]
    return tuple(pairs)


def _judge(claim: Claim, pairs: tuple[_Pair, ...]) -> _Judged:
    """Compare the way that a claim says, and the size that it prints, with its series."""
    compared = tuple(_compared(pair) for pair in pairs)
    note = note_on_headers([fact for pair in pairs for fact in pair])
    against = [text for pair, text in zip(pairs, compared, strict=True) if not _agrees(claim, pair)]
    if against:
        why = f"Anders dan de zin zegt: {listed(against)}."
        return _Judged(Verdict.DIFFERS, compared, _ways(pairs), _joined(why, note))
    if claim.amount is None:
        return _Judged(Verdict.AGREES, compared, _ways(pairs), note)
    try:
        sums = [_amount(claim, claim.amount, pair) for pair in pairs]
    except NotComparable as error:
        return _Judged(Verdict.UNKNOWN, compared, _ways(pairs), str(error))
    verdict = Verdict.AGREES if all(right for right, _, _ in sums) else Verdict.DIFFERS
    working = tuple(formula for _, formula, _ in sums)
    return _Judged(verdict, working, listed([amount for _, _, amount in sums]), note)


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)


def _agrees(claim: Claim, pair: _Pair) -> bool:
    return _goes(pair) == (1 if claim.rises else -1)


def _amount(claim: Claim, printed: Quantity, pair: _Pair) -> tuple[bool, str, str]:
    """Compare the printed size of a change with the computed one."""
    operation = Operation.CHANGE if printed.unit == "procent" else Operation.DIFFERENCE
    if printed.unit == "procentpunt" and claim.measure == COUNT:
        raise NotComparable("Aantallen veranderen niet in procentpunten.")
    found = compute(operation, pair, places=_EXACT_PLACES)
    if operation is Operation.DIFFERENCE and found.result.unit != printed.unit:
        raise NotComparable("De gedrukte eenheid is niet die van de reeks.")
    size: Decimal = abs(found.result.value)
    amount = written(shown(printed, size), printed.unit)
    left = found.working
    sign = "−" if operation is Operation.CHANGE and found.result.value < 0 else ""
    return agrees(printed, size), f"{left} = {sign}{amount}", amount


def _goes(pair: _Pair) -> int:
    old, new = (fact.quantity.value for fact in pair)
    return (new > old) - (new < old)


def _compared(pair: _Pair) -> str:
    """Set two years of a series side by side."""
    old, new = pair
    return f"{name_of(old)} {_at(old)} → {_at(new)}"


def _at(fact: Fact) -> str:
    return f"{fact.surface} ({fact.period.label if fact.period else ''})"


def _ways(pairs: tuple[_Pair, ...]) -> str:
    """Say which way each subject went."""
    words = {1: "gestegen", -1: "gedaald", 0: "gelijk gebleven"}
    ways = {(name_of(old), words[_goes((old, new))]) for old, new in pairs}
    by_way = {way: [name for name, w in sorted(ways) if w == way] for _, way in ways}
    return "; ".join(f"{listed(names)} {way}" for way, names in sorted(by_way.items()))


def _about(claim: Claim | None, series: Series) -> str:
    """Name what is said to change."""
    if claim is None:
        return "stijging of daling"
    way = "stijging" if claim.rises else "daling"
    names = [series.many(subject) for subject in claim.subjects]
    of = f"aantal {listed(names)}" if claim.measure == COUNT else claim.measure
    if claim.measure != COUNT and names:
        of += f" van {listed(names)}"
    return f"{way} van {of}"
