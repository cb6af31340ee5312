"""A question's words → a Reading: what each of them says, and which of them nothing explains.

In: a checked question and the day that "vorig jaar" is seen from. Out: the subjects, the measure,
the years and the cues that it names. The coverage rule rests on `unexplained`: a figure answers a
question only if nothing in the question asks for more than the figure says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa.numbers import OPEN_END, OPEN_START, Found, Kind, scan
from qa.question.spelling import corrected
from qa.terms import Phrase, Term, occurrences, terms
from qa.text import Word, stem, words
from qa.types import Period, Span, Years

_PERCENT_SIGN = re.compile(r"(?<=[\d\s])%")
# "een winkel of ander doelwit" takes in whatever there is: it narrows nothing.
_ALL_EMBRACING = re.compile(r"\b(?:een |het |de )?[^\W\d_]+ of (?:een )?ander[es]? [^\W\d_]+", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was recognised in a question; `words` are places in `text`."""

    question: str
    text: str
    words: tuple[Word, ...]
    stems: tuple[str, ...]
    subjects: tuple[str, ...]
    measures: frozenset[str]
    years: Years
    dates: tuple[Found, ...]
    cues: frozenset[str]
    unexplained: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]

    def has(self, *names: str) -> bool:
        """Tell whether the question holds any of these cues."""
        return not self.cues.isdisjoint(names)


def read(question: str, today: date) -> Reading:
    """Read a question word by word."""
    text = _PERCENT_SIGN.sub(" procent", question)
    found = words(text)
    corrections = {w.span: c for w in found if (c := corrected(w.folded)) is not None}
    question_stems = tuple(stem(corrections.get(w.span, w.folded)) for w in found)
    explained: set[int] = set()
    subjects = _named(terms().subjects, question_stems, explained)
    measures = _named(terms().measures, question_stems, explained)
    cues = _separable(question_stems, explained).union(
        name for name, phrases in terms().cues.items() if _take(phrases, question_stems, explained)
    )
    dates = tuple(each for each in scan(text, today) if each.kind is Kind.DATE)
    years = _years(dates, today)
    explained |= _company(subjects, measures, cues, years, question_stems)
    free = (*(each.span for each in dates), *_all_embracing(text))
    explained |= {
        number for number, word in enumerate(found) if any(word.span in span for span in free)
    }
    return Reading(
        question=question,
        text=text,
        words=found,
        stems=question_stems,
        subjects=subjects,
        measures=frozenset(measures),
        years=years,
        dates=dates,
        cues=cues,
        unexplained=tuple(
            word.span.of(text)
            for number, word in enumerate(found)
            if number not in explained and question_stems[number] not in terms().neutral
        ),
        corrections=tuple((s.of(text), correction) for s, correction in corrections.items()),
    )


def _named(
    known: dict[str, Term], question: tuple[str, ...], explained: set[int]
) -> tuple[str, ...]:
    """Return the ids of the terms that a question names, in the order in which it does."""
    places = {
        id: place
        for id, term in known.items()
        if (place := _take(term.wordings, question, explained))
    }
    return tuple(sorted(places, key=lambda id: places[id][0]))


def _take(
    phrases: tuple[Phrase, ...], question: tuple[str, ...], explained: set[int]
) -> tuple[int, ...]:
    """Mark the words of every phrase found as explained; return where the phrases begin."""
    starts: list[int] = []
    for phrase in phrases:
        for start in occurrences(phrase, question):
            starts.append(start)
            explained.update(range(start, start + len(phrase)))
    return tuple(sorted(starts))


def _separable(question: tuple[str, ...], explained: set[int]) -> frozenset[str]:
    """Return the cues of verbs that stand apart from their particle: "nam het geweld af"."""
    cues: set[str] = set()
    for particle, (verbs, cue) in terms().separable.items():
        for place, found in enumerate(question):
            verb = next((i for i in range(place) if question[i] in verbs), None)
            if found == particle and verb is not None:
                cues.add(cue)
                explained.update((verb, place))
    return frozenset(cues)


def _company(
    subjects: tuple[str, ...],
    measures: tuple[str, ...],
    cues: frozenset[str],
    years: Years,
    question: tuple[str, ...],
) -> set[int]:
    """Return the words that say nothing more in the company of what was named."""
    company: frozenset[str] = frozenset()
    for id in subjects:
        company |= terms().subjects[id].company
    for id in measures:
        company |= terms().measures[id].company
    if years.named or years.run:
        company |= terms().with_year
    if "all_subjects" in cues:
        company |= terms().with_all
    return {number for number, found in enumerate(question) if found in company}


def _all_embracing(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in _ALL_EMBRACING.finditer(text))


def _years(dates: Sequence[Found], today: date) -> Years:
    """Return the years named in a question."""
    years = Years()
    for found in dates:
        years = _with(years, found.period, found.surface, today)
    return years


def _with(years: Years, period: Period | None, surface: str, today: date) -> Years:
    if period is None:
        return replace(years, part=surface)
    from_start = period.start == OPEN_START
    to_end = period.end == OPEN_END or period.end >= today > period.start
    starts_year = from_start or (period.start.month, period.start.day) == (1, 1)
    ends_year = to_end or (period.end.month, period.end.day) == (1, 1)
    if not (starts_year and ends_year):
        return replace(years, part=surface)
    first = None if from_start else period.start.year
    last = None if to_end else period.end.year - 1
    is_year = period.end == date(period.start.year + 1, 1, 1)
    if is_year:
        return replace(years, named=(*years.named, period.start.year))
    ends = tuple(year for year in (first, last) if year is not None)
    return replace(years, named=(*years.named, *ends), run=True, first=first, last=last)
