"""Sentence → Claim: a rise or a fall that a letter states in words of one of its own series.

In: a sentence and the day it was written. Out: what rose or fell, since when, and by how much; None
where the sentence says more, or something else, than a series can settle. Every word must be
accounted for: "het aantal bezoekers onder de achttien" is no claim about all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from qa.dutch.numbers import OPEN_END, Found, Kind, read_number, scan
from qa.dutch.terms import COUNT, Phrase, occurrences, terms
from qa.dutch.text import stem, stems, words
from qa.types import Quantity, Span

_CLAUSE_END = re.compile(
    r"; |, (?=(?:maar|terwijl|hoewel|waardoor|waarbij|zodat|want|dus|omdat|doordat)\b)"
)
# A cause narrows nothing: "Door de inzet in de wijken zijn de bezoeken gedaald".
_CAUSE = re.compile(r"\s*(?:mede )?(?:door|dankzij|vanwege|wegens|als gevolg van)\b", re.IGNORECASE)
_ALL_BEFORE = re.compile(r"\b(?:voorgaande|eerdere|voorafgaande|vorige) jaren\b", re.IGNORECASE)
_YEARS_LONG = re.compile(r"\bin (?:de (?:afgelopen|laatste) )?(?P<long>\S+) jaar\b", re.IGNORECASE)
_SINCE = re.compile(r"(?:sinds|vanaf)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:ten opzichte van|vergeleken (?:met|bij)) $", re.IGNORECASE)
# The size of a change, not what it led to: "met 25%", "een daling van 231", not "naar 676".
_SIZE = re.compile(
    r"\b(?:met|(?:daling|afname|vermindering|stijging|toename|groei) van) $", re.IGNORECASE
)
# Characters; the longest sentence of kst-28684-720 has 299. What is longer says more than a claim.
_LONGEST_SENTENCE = 1_000
_TIMES = frozenset({"jaar", "maand", "week", "dag", "uur"})

# What is hoped, feared, denied, supposed or compared is not stated.
_DOUBT = frozenset(
    stems(
        "niet geen nooit niemand nauwelijks amper kan kunnen kon konden zou zouden moet moeten"
        " moest wil willen zal zullen mag mogen lijkt lijken leek schijnt wellicht misschien"
        " mogelijk vermoedelijk waarschijnlijk verwacht verwachten verwachting hoopt indien als of"
        " wanneer tenzij doel streven om te laten dan hoe wat klopt minder meer"
    )
)
# Beside the neutral words, these say how and when a series moves and narrow it no further.
_MANNER = frozenset(
    stems(
        "stevig fors forse flink flinke sterk sterke licht lichte scherp gestaag verder opnieuw"
        " wederom weer bovendien daarnaast steeds nog blijft bleef doorzetten doorgezet zet zette"
        " door voort voortzetten geregistreerde tijd jaar jaren opzichte vergeleken voorgaande"
        " eerdere voorafgaande vorige ten met procent procentpunt meerjarige al ervoor daarvoor"
    )
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A series said to rise or fall up to `end`, the latest year where that is None.

    It is set against `start`, else against the year `back` years earlier, or with `all_before`
    against every earlier year. `subjects` are empty for all that the measure has. `amount` is the
    change that is printed along, and `amount_span` its place in the sentence.
    """

    measure: str
    subjects: tuple[str, ...]
    rises: bool
    span: Span
    start: int | None = None
    end: int | None = None
    back: int = 1
    all_before: bool = False
    amount: Quantity | None = None
    amount_span: Span | None = None


class Spoken:
    """How a letter speaks of its series.

    `subjects` are the ids of what the tables count, by each name in lower case; `together` the ways
    to name all of them.
    """

    def __init__(
        self, measures: Iterable[str], subjects: Mapping[str, str], together: Sequence[Phrase] = ()
    ) -> None:
        self.measures = frozenset(measures)
        self.subjects = subjects
        self.together = tuple(together)
        names = sorted(map(re.escape, subjects), key=len, reverse=True)
        self.name = re.compile(rf"\b(?:{'|'.join(names) or '(?!)'})\b", re.IGNORECASE)
        self._naming = {measure: self._pattern(measure) for measure in self.measures | {COUNT}}

    def named(self, text: str) -> Iterator[_What]:
        """Yield the places that name a series: "het aantal X en Y", "de X", "de maten van X"."""
        for measure in (COUNT, *sorted(self.measures - {COUNT})):
            for match in self._naming[measure].finditer(text):
                yield _What(Span(*match.span()), measure, self._subjects(match["names"] or ""))

    def _subjects(self, names: str) -> tuple[str, ...]:
        """Return the subjects that a list of names stands for, in its order."""
        return tuple(self.subjects[match[0].casefold()] for match in self.name.finditer(names))

    def _pattern(self, measure: str) -> re.Pattern[str]:
        """Match what names a measure of one or more subjects; a count needs no name of its own."""
        name = self.name.pattern
        listed = rf"(?P<names>(?:geregistreerde )?{name}(?:(?:, | en )(?:geregistreerde )?{name})*)"
        if measure == COUNT:
            return re.compile(rf"\b(?:het aantal|de) {listed}\b", re.IGNORECASE)
        named = rf"\b(?:het|de) {re.escape(measure)}(?:s|en)?\b"
        return re.compile(rf"{named}(?: (?:van|voor|bij) (?:de )?{listed}\b)?", re.IGNORECASE)


def read_claim(sentence: str, written: date, spoken: Spoken) -> Claim | None:
    """Read the rise or fall that a sentence states of a series."""
    if "?" in sentence or len(sentence) > _LONGEST_SENTENCE:
        return None
    for clause in _clauses(sentence):
        text = clause.of(sentence)
        for what in spoken.named(text):
            if claim := _claim(text, what, written):
                return _moved(claim, clause.start)
    return None


def speaks_of_change(sentence: str, spoken: Spoken) -> bool:
    """Tell whether a sentence names a series and says that something rises or falls."""
    if "://" in sentence:  # the words of a link state nothing
        return False
    found = stems(sentence)
    rises, falls = (_says(found, terms().cues[cue]) for cue in ("rise", "fall"))
    known = spoken.together + tuple(stems(measure) for measure in spoken.measures - {COUNT})
    return (rises or falls) and bool(spoken.name.search(sentence) or _says(found, known))


@dataclass(frozen=True, slots=True)
class _What:
    """The words of a clause that name a series."""

    span: Span
    measure: str
    subjects: tuple[str, ...]


def _clauses(sentence: str) -> Iterator[Span]:
    start = 0
    ends = [(match.start(), match.end()) for match in _CLAUSE_END.finditer(sentence)]
    for end, after in (*ends, (len(sentence), len(sentence))):
        if start < end:
            yield Span(start, end)
        start = after


def _claim(text: str, what: _What, written: date) -> Claim | None:
    """Read a clause around the series that it names; None where a word is unaccounted for."""
    found = scan(text, written)
    cause = _CAUSE.match(text)
    from_ = what.span.start if cause else 0
    rest = [w for w in words(text) if w.span.start >= from_ and w.span not in what.span]
    taken = tuple(item.span for item in found if item.kind in {Kind.DATE, Kind.QUANTITY})
    free = [w for w in rest if not any(w.span in span for span in taken)]
    free_stems = tuple(stem(word.folded) for word in free)
    rises = _way(free_stems)
    said = [w for w in words(text) if not any(w.span in span for span in taken)]
    if rises is None or _DOUBT.intersection(stem(word.folded) for word in said):
        return None
    known = terms().neutral | _MANNER | _way_words()
    if any(word not in known for word in free_stems):
        return None
    claim = Claim(what.measure, what.subjects, rises, Span(0, len(text)))
    inside = tuple(item for item in found if item.span.start >= from_)
    return _with_amount(_with_years(claim, text, inside), text, inside)


def _with_years(claim: Claim, text: str, found: tuple[Found, ...]) -> Claim | None:
    """Add the years that a clause names; None where they are none, too many or no whole years."""
    dates = [item for item in found if item.kind is Kind.DATE]
    years = [_whole_years(item) for item in dates]
    if any(year is None for year in years):
        return None
    ends = sorted({year for pair in years if pair for year in pair})
    all_before = bool(_ALL_BEFORE.search(text))
    long = _years_long(text)
    if any(item.quantity and item.quantity.unit in _TIMES for item in found) and not long:
        return None  # "twee jaar eerder", "in drie maanden"
    match ends:
        case [] if long:
            return replace(claim, back=long)
        case [year] if _SINCE.match(dates[0].surface) and not long:
            return replace(claim, start=year)
        case [year] if not _AGAINST.search(text, 0, dates[0].span.start):
            return replace(claim, end=year, all_before=all_before, back=long or 1)
        case [first, last] if not (all_before or long) and _set_apart(dates, text):
            return replace(claim, start=first, end=last)
    return None


def _set_apart(dates: list[Found], text: str) -> bool:
    """Tell whether two years are the ends of one change: "in 2019 en 2020" are two changes."""
    return len(dates) == 1 or any(_AGAINST.search(text, 0, item.span.start) for item in dates)


def _whole_years(found: Found) -> tuple[int, ...] | None:
    """Return the first and the last calendar year of a date, None where it is not whole years."""
    period = found.period
    if period is None or (period.start.month, period.start.day) != (1, 1):
        return None
    if period.end == OPEN_END or _SINCE.match(found.surface):
        return (period.start.year,)
    if (period.end.month, period.end.day) != (1, 1):
        return None
    return tuple(sorted({period.start.year, period.last_year}))


def _years_long(text: str) -> int | None:
    """Return the years of "in tien jaar tijd"."""
    match = _YEARS_LONG.search(text)
    long = read_number(match["long"]) if match else None
    return int(long) if long is not None and long == int(long) and long > 0 else None


def _with_amount(claim: Claim | None, text: str, found: tuple[Found, ...]) -> Claim | None:
    """Add the size of the change that is printed along; None where a number is something else."""
    amounts = [item for item in found if item.quantity and item.quantity.unit not in _TIMES]
    if claim is None or not amounts:
        return claim
    size = amounts[0]
    if len(amounts) > 1 or not _SIZE.search(text, 0, size.span.start):
        return None
    return replace(claim, amount=size.quantity, amount_span=size.span)


def _moved(claim: Claim, by: int) -> Claim:
    """Return a claim of a clause with its places in the sentence."""
    at = claim.amount_span
    return replace(
        claim,
        span=Span(claim.span.start + by, claim.span.end + by),
        amount_span=Span(at.start + by, at.end + by) if at else None,
    )


def _way(found: tuple[str, ...]) -> bool | None:
    """Tell a rise (True) from a fall (False); None where neither or both are said."""
    rises, falls = (_says(found, terms().cues[cue]) for cue in ("rise", "fall"))
    return rises if rises != falls else None


def _says(found: tuple[str, ...], phrases: tuple[Phrase, ...]) -> bool:
    return any(occurrences(phrase, found) for phrase in phrases)


@cache
def _way_words() -> frozenset[str]:
    cues = (*terms().cues["rise"], *terms().cues["fall"])
    return frozenset(word for phrase in cues for word in phrase)
