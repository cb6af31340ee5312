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
from typing import TYPE_CHECKING

from qa.dutch.classes import SizeClass, classes
from qa.dutch.numbers import Found, Kind, scan
from qa.dutch.separable import Joined, separable
from qa.dutch.terms import Spotted, Terms
from qa.dutch.text import Word, stem, words
from qa.question.read.aside import aside
from qa.question.read.asked_for import RULES
from qa.question.read.explained import company, content, quiet_words, unexplained
from qa.question.read.frame import in_full, unframed
from qa.question.read.letterhead import part_asked
from qa.question.read.narrowing import Turns, turns
from qa.question.read.noun import DETERMINERS, Noun, counted
from qa.question.read.rules import Said, rule
from qa.question.read.spelling import corrected
from qa.question.read.wanted import wanted
from qa.question.read.whole import Whole, whole_asked
from qa.question.read.years import read_years, relative
from qa.types import Concept, Measure, Span, Wanted, Years, covering

if TYPE_CHECKING:
    from qa.store.index import Index

_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_TABLE = frozenset({"aantallen", "tabel"})
_PERCENT_SIGN = re.compile(r"(?<=[\d\s])%")
# "een winkel of ander doelwit" takes in whatever there is: it narrows nothing.
_KIND = rule(
    "kind",
    r"\b(?:het|in|op|voor|van|naar|aan|uit|bij|tot) (?P<kind>hoger|lager)"
    r" (?!dan\b|bedrag|aantal|percentage|niveau|cijfer|dan\b)[^\W\d_]{5,}",
    "hoger lager",
)
# "Geen plek meer" sets nothing against another number.
_NO_LONGER = rule(
    "no_longer",
    r"\b(?:geen|niet|nooit|niemand|niets) (?:[^\W\d_]+ ){0,2}?(?P<kind>meer)\b(?! dan\b)",
    "meer",
)
_ALL_EMBRACING = rule(
    "all_embracing",
    r"\b(?:een |het |de )?[^\W\d_]+ of (?:een )?ander[es]? [^\W\d_]+",
    "ander andere anders",
)
_OF_CHANGE = frozenset(("procent", "procentpunt"))  # by how much something changes
_IDLE = ("how_so", "at_home", "out_of")  # rules that find words for which no fact need account
# "Hoe hoog was het percentage" asks how much it was, and for none that is high.
_HOW_MUCH = rule("how_much", r"\bhoe (?:hoog|laag|groot|klein)\b", "hoe")
# "Zet de steden op volgorde" asks for the order, and sets nothing.
_SET = rule("set", r"^\W*(?:zet|plaats|schik)\b(?=.{0,200}\b(?:volgorde|rij|van \w+ naar)\b)",
            "zet plaats schik")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What was recognised in a question, once: nothing behind it searches the text again.

    `question` is what was typed, `text` what it asks, without its frame; `words` are places in
    `text`, and `said` tells what its wording says. `shift` is how many years before or after the
    last turn's the question asks for; `numbers` are those that stand in `text`, dates apart;
    `asking` are the numbers of the words that only say what is asked, `content` those of the words
    that carry its meaning; `groups` are the ids of those that are named as a whole; `wanted_by` is
    the rule that told what is wanted; `part` is that of the letter itself that is asked for;
    `terms` is what words mean in the letters that are asked.
    """

    question: str
    text: str
    words: tuple[Word, ...]
    stems: tuple[str, ...]
    said: Said
    subjects: tuple[Concept, ...]
    measures: tuple[Measure, ...]
    groups: frozenset[str]
    years: Years
    shift: int
    dates: tuple[Found, ...]
    numbers: tuple[Found, ...]
    cues: frozenset[str]
    wanted: Wanted
    wanted_by: str
    turns: Turns
    part: str
    unexplained: tuple[str, ...]
    content: tuple[int, ...]
    asking: frozenset[int]
    corrections: tuple[tuple[str, str], ...]
    terms: Terms

    def has(self, *names: str) -> bool:
        """Tell whether the question holds any of these cues."""
        return not self.cues.isdisjoint(names)

    def says(self, name: str) -> str:
        """Return the phrase that a named rule finds; empty where it finds none."""
        match = self.said.match(RULES[name])
        return match[0] if match else ""

    def is_free(self, number: int) -> bool:
        """Tell whether a fact need not account for a word."""
        word = self.words[number].folded
        return number in self.asking or self.terms.is_quiet(self.stems[number], word)

    @property
    def joined(self) -> tuple[Joined, ...]:
        """The verbs that stand apart from their particle."""
        return separable(self.text)

    @property
    def when(self) -> tuple[Span, ...]:
        """Where it says of when it asks: its dates, and what counts from them."""
        return (*(each.span for each in self.dates), *relative(self.said))

    @property
    def sizes(self) -> tuple[tuple[Span, SizeClass], ...]:
        """The classes of age or size that it names: "65-plussers", and no years."""
        dated = [each.span for each in self.dates]
        return tuple(
            (span, size)
            for span, size in classes(self.text)
            if not any(span.start < each.end and each.start < span.end for each in dated)
        )

    @property
    def content_words(self) -> tuple[str, ...]:
        """The words that carry its meaning, as they were typed."""
        return tuple(self.words[number].span.of(self.text) for number in self.content)

    @property
    def noun(self) -> Noun:
        """What it wants counted."""
        return counted(self.said, self.words, self._ends_noun)

    def _ends_noun(self, number: int) -> bool:
        return self.is_free(number) and self.stems[number] not in self.terms.light

    @property
    def written_years(self) -> frozenset[str]:
        """The years that stand in it in digits."""
        return frozenset(each for each in self.said.words if _YEAR.fullmatch(each))

    @property
    def names_table(self) -> bool:
        """Whether it speaks of the numbers of a table: "de cijfers", "de woningcijfers"."""
        return "cijfers " in self.said.joined or not self.said.words.isdisjoint(_OF_TABLE)

    @property
    def whole(self) -> Whole | None:
        """What of the letter as a whole it asks for."""
        return whole_asked(self.said)

    @property
    def aside(self) -> str:
        """The rule by which it asks nothing of a letter; empty where it may ask."""
        return aside(self.question)

    def taking(self, cues: frozenset[str]) -> Reading:
        """Return this with the cues of a turn before, and what is wanted by them."""
        kind, by = wanted(cues, self.said)
        return replace(self, cues=cues, wanted=kind, wanted_by=by)


def read(question: str, today: date, terms: Terms) -> Reading:
    """Read a question word by word."""
    text = _PERCENT_SIGN.sub(" procent", in_full(unframed(question)))
    found = words(text)
    corrections = {w.span: c for w in found if (c := corrected(w.folded, terms)) is not None}
    question_stems = tuple(stem(corrections.get(w.span, w.folded)) for w in found)
    said = Said(text, (word.folded for word in found))
    spotted = _without_kinds(terms.spot(question_stems), found, said)
    subjects, measures = _ids(spotted, "subject"), _ids(spotted, "measure")
    lexicon = terms.lexicon
    asking = {n for each in spotted if each.kind == "cue" for n in range(each.start, each.end)}
    cues = _separable(found, question_stems, asking, terms).union(_ids(spotted, "cue"))
    scanned = scan(text, today)
    dates = tuple(each for each in scanned if each.kind is Kind.DATE)
    years, shift, counted_from = read_years(said, dates, today)
    parts = [each.within(found) for each in spotted if each.kind == "narrower"]
    turned = turns(said, question_stems, terms, parts, is_series=bool(subjects or measures))
    kind, by = wanted(cues, said)
    quiet = asking | quiet_words(found, question_stems, terms) | _idle(found, said)
    named = (range(each.start, each.end) for each in spotted if each.kind != "narrower")
    explained = asking.union(*named)
    explained |= company(subjects, measures, cues, years, question_stems, terms)
    rules = (_ALL_EMBRACING, _HOW_MUCH, _SET)
    idle = (Span(*match.span()) for each in rules for match in said.each(each))
    covered = covering((*(each.span for each in dates), *idle, *counted_from))
    explained |= {number for number, word in enumerate(found) if covered(word.span)}
    return Reading(
        question=question,
        text=text,
        words=found,
        stems=question_stems,
        said=said,
        subjects=tuple(each for id in subjects if (each := lexicon.concept(id))),
        measures=tuple(m for id in measures if (m := lexicon.measure(id))),
        groups=frozenset(_ids(spotted, "group")),
        years=years,
        shift=shift,
        dates=dates,
        numbers=tuple(each for each in scanned if each.kind is Kind.QUANTITY),
        cues=cues,
        wanted=kind,
        wanted_by=by,
        turns=turned,
        part=part_asked(said),
        unexplained=unexplained(text, found, question_stems, explained, turned, terms),
        content=content(found, quiet, dates),
        asking=frozenset(asking),
        corrections=tuple((s.of(text), correction) for s, correction in corrections.items()),
        terms=terms,
    )


def _idle(found: Sequence[Word], said: Said) -> set[int]:
    """Return the places of words that only say what is asked ("hoe lang"), or of all of a land."""
    idly = covering(Span(*m.span()) for name in _IDLE for m in said.each(RULES[name]))
    return {number for number, word in enumerate(found) if idly(word.span)}


def read_in(question: str, index: Index) -> Reading:
    """Read a question by the words of an index, seen from the day of its newest letter."""
    return read(question, index.newest, index.terms)


def _without_kinds(
    spotted: Sequence[Spotted], found: Sequence[Word], said: Said
) -> tuple[Spotted, ...]:
    """Leave out the cues of what only names a kind: "in het hoger onderwijs" is no more than it."""
    kinds = [Span(*m.span("kind")) for each in (_KIND, _NO_LONGER) for m in said.each(each)]
    return tuple(
        each
        for each in spotted
        if each.kind != "cue" or not any(found[each.start].span in kind for kind in kinds)
    )


def _ids(spotted: Sequence[Spotted], kind: str) -> tuple[str, ...]:
    """Return the ids of one kind that a question names, in the order in which it does."""
    return tuple(dict.fromkeys(each.id for each in spotted if each.kind == kind))


def _separable(
    found: Sequence[Word], question: tuple[str, ...], asking: set[int], terms: Terms
) -> frozenset[str]:
    """Return the cues of verbs that stand apart from their particle: "nam het lezen af"."""
    cues: set[str] = set()
    for particle, (verbs, cue) in terms.separable.items():
        if particle not in question:
            continue
        verb = next((place for place, found in enumerate(question) if found in verbs), None)
        places = [place for place, found in enumerate(question) if found == particle]
        behind = [place for place in places if verb is not None and verb < place]
        if verb is not None and not _changes(found, verb, behind):
            continue
        if verb is not None and behind:
            cues.add(cue)
            asking.update((verb, *behind))
    return frozenset(cues)


def _changes(found: Sequence[Word], verb: int, particles: Sequence[int]) -> bool:
    """Tell whether a verb and its particle say that something changed: "nam het lezen af".

    Not of what somebody did with things ("hoeveel examens nam het bureau af"; but "met hoeveel"
    asks by how much), nor of a verb that has another particle ("kwamen er binnen bij de politie").
    """
    said = [*(word.folded for word in found), "", ""]
    is_object = verb > 1 and said[verb - 2] == "hoeveel" and said[verb - 1] not in _OF_CHANGE
    is_object = is_object and "met" not in said[: verb - 2]
    if is_object and said[verb + 1] in DETERMINERS:
        return False
    return bool(particles) and "binnen" not in said
