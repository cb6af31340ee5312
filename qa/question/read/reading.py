"""A question's words → a Reading: what each of them says, and which of them nothing explains.

In: a checked question and the day that "vorig jaar" is seen from. Out: the subjects, the measure,
the years and the cues that it names. The coverage rule rests on `unexplained`: a figure answers a
question only if nothing in the question asks for more than the figure says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa.dutch.numbers import Found, Kind, scan
from qa.dutch.terms import Spotted, Terms
from qa.dutch.text import Word, codes, stem, uncut, words
from qa.question.read.narrowing import narrowed
from qa.question.read.spelling import corrected
from qa.question.read.years import read_years, relative_years
from qa.types import Concept, Measure, Span, Years, covering

_PERCENT_SIGN = re.compile(r"(?<=[\d\s])%")
# "een winkel of ander doelwit" takes in whatever there is: it narrows nothing.
_ALL_EMBRACING = re.compile(r"\b(?:een |het |de )?[^\W\d_]+ of (?:een )?ander[es]? [^\W\d_]+", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was recognised in a question; `words` are places in `text`.

    `shift` is how many years before or after the last turn's the question asks for; `asking` are
    the numbers of the words that only say what is asked; `groups` are the ids of those that are
    named as a whole; `terms` is what words mean in the letters that are asked.
    """

    question: str
    text: str
    words: tuple[Word, ...]
    stems: tuple[str, ...]
    subjects: tuple[Concept, ...]
    measures: tuple[Measure, ...]
    groups: frozenset[str]
    years: Years
    shift: int
    dates: tuple[Found, ...]
    cues: frozenset[str]
    unexplained: tuple[str, ...]
    asking: frozenset[int]
    corrections: tuple[tuple[str, str], ...]
    terms: Terms

    def has(self, *names: str) -> bool:
        """Tell whether the question holds any of these cues."""
        return not self.cues.isdisjoint(names)


def read(question: str, today: date, terms: Terms) -> Reading:
    """Read a question word by word."""
    text = _PERCENT_SIGN.sub(" procent", question)
    found = words(text)
    corrections = {w.span: c for w in found if (c := corrected(w.folded, terms)) is not None}
    question_stems = tuple(stem(corrections.get(w.span, w.folded)) for w in found)
    spotted = terms.spot(question_stems)
    explained = {number for each in spotted for number in range(each.start, each.end)}
    subjects, measures = _ids(spotted, "subject"), _ids(spotted, "measure")
    lexicon = terms.lexicon
    asking = {n for each in spotted if each.kind == "cue" for n in range(each.start, each.end)}
    cues = _separable(question_stems, asking, terms).union(_ids(spotted, "cue"))
    explained |= asking
    dates = tuple(each for each in scan(text, today) if each.kind is Kind.DATE)
    years, shift = read_years(text, dates, today)
    explained |= _company(subjects, measures, cues, years, question_stems, terms)
    free = (*(each.span for each in dates), *_all_embracing(text), *relative_years(text))
    covered = covering(free)
    explained |= {number for number, word in enumerate(found) if covered(word.span)}
    apart = narrowed(text) if subjects or measures else ()
    return Reading(
        question=question,
        text=text,
        words=found,
        stems=question_stems,
        subjects=tuple(each for id in subjects if (each := lexicon.concept(id))),
        measures=tuple(m for id in measures if (m := lexicon.measure(id))),
        groups=frozenset(_ids(spotted, "group")),
        years=years,
        shift=shift,
        dates=dates,
        cues=cues,
        unexplained=_unexplained(text, found, question_stems, explained, apart, terms),
        asking=frozenset(asking),
        corrections=tuple((s.of(text), correction) for s, correction in corrections.items()),
        terms=terms,
    )


def _unexplained(
    text: str,
    found: Sequence[Word],
    question: tuple[str, ...],
    explained: set[int],
    apart: Sequence[Span],
    terms: Terms,
) -> tuple[str, ...]:
    """Return the phrases and words that nothing explains, in the order of the question.

    A code is one of them, though it holds several words: an abstention that repeats it then repeats
    the numbers of the question, and no part of one.
    """
    pieces = codes(text)
    phrases = [uncut(span, pieces) for span in apart]
    covered = covering(phrases)
    words_left = [
        uncut(word.span, pieces)
        for number, word in enumerate(found)
        if number not in explained
        and question[number] not in terms.neutral
        and not covered(word.span)
    ]
    spans = sorted((*phrases, *words_left), key=lambda span: span.start)
    return tuple(dict.fromkeys(span.of(text) for span in spans))


def _ids(spotted: Sequence[Spotted], kind: str) -> tuple[str, ...]:
    """Return the ids of one kind that a question names, in the order in which it does."""
    return tuple(dict.fromkeys(each.id for each in spotted if each.kind == kind))


def _separable(question: tuple[str, ...], asking: set[int], terms: Terms) -> frozenset[str]:
    """Return the cues of verbs that stand apart from their particle: "nam het geweld af"."""
    cues: set[str] = set()
    for particle, (verbs, cue) in terms.separable.items():
        verb = next((place for place, found in enumerate(question) if found in verbs), None)
        places = [place for place, found in enumerate(question) if found == particle]
        behind = [place for place in places if verb is not None and verb < place]
        if verb is not None and behind:
            cues.add(cue)
            asking.update((verb, *behind))
    return frozenset(cues)


def _company(
    subjects: tuple[str, ...],
    measures: tuple[str, ...],
    cues: frozenset[str],
    years: Years,
    question: tuple[str, ...],
    terms: Terms,
) -> set[int]:
    """Return the words that say nothing more in the company of what was named."""
    company: frozenset[str] = frozenset()
    for id in subjects:
        company |= terms.subjects[id].company
    for id in measures:
        company |= terms.measures[id].company
    if years.named or years.run:
        company |= terms.with_year
    if "all_subjects" in cues:
        company |= terms.with_all
    return {number for number, found in enumerate(question) if found in company}


def _all_embracing(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in _ALL_EMBRACING.finditer(text))
