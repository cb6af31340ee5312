"""Index → ready questions that it really answers: what a newcomer is shown to begin with.

In: an index. Out: a few questions of different kinds, from the newest letters in turn, each kept
only if its answer is sure and rests on what the question was made from. They are made from the
letters' own series, sentences, headings, abbreviations and notes, and are the same each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from qa.dutch.terms import COUNT
from qa.dutch.text import fold, words
from qa.question.ask import ask
from qa.say.outline import outline
from qa.say.questions import turned
from qa.say.series import Series, all_series, year_of
from qa.say.series_answers import question_for
from qa.say.wording import measured_by, name_of
from qa.store.index import Index
from qa.types import Answer, Fact, Strength

_MOST_TRIED = 30
_MOST_LETTERS, _MOST_OF_A_KIND = 5, 6  # of a letter
_LONGEST_HEADING = 60  # characters
_NO_TOPICS = {"aanleiding", "achtergrond", "conclusie", "inleiding", "samenvatting", "tot slot"}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question, and whether an answer rests on what it was made from."""

    question: str
    is_of: Callable[[Answer], bool]


def examples(index: Index, limit: int = 8) -> tuple[str, ...]:
    """Return up to so many questions that this index answers.

    Raises: IndexStale, ModelError.
    """
    newest = [source.letter_id for source in reversed(index.passages.sources())]
    tries = iter(range(_MOST_TRIED))
    kinds = [
        _answered(islice(kind, _MOST_OF_A_KIND), index, tries)
        for letter in newest[:_MOST_LETTERS]
        for kind in _kinds(index.within([letter]))
    ]
    return tuple(islice(dict.fromkeys(_in_turn(kinds)), limit))


def _answered(
    candidates: Iterable[_Candidate], index: Index, tries: Iterator[int]
) -> Iterator[str]:
    """Yield the questions that are answered, as long as there are tries left for all together."""
    for candidate in candidates:
        if next(tries, None) is None:
            return
        if _is_answered(candidate, index):
            yield candidate.question


def _is_answered(candidate: _Candidate, index: Index) -> bool:
    """Tell whether the answer is sure; for passages alone that is asked a little less strictly."""
    outcome = ask(candidate.question, index)
    if not isinstance(outcome, Answer) or not candidate.is_of(outcome):
        return False
    enough = {Strength.STRONG} if outcome.facts else {Strength.STRONG, Strength.MODERATE}
    return outcome.strength in enough


def _in_turn(sources: Sequence[Iterator[str]]) -> Iterator[str]:
    """Yield one of each, then the next of each, until all have ended."""
    left = list(sources)
    while left:
        for source in tuple(left):
            found = next(source, None)
            if found is None:
                left.remove(source)
            else:
                yield found


def _kinds(letter: Index) -> tuple[Iterator[_Candidate], ...]:
    """Return the questions of each kind that one letter gives."""
    facts = letter.facts.find()
    series = all_series(facts)
    plain = [each for each in series if not _is_made_up(each)]
    return (
        _of_series(plain),
        _of_sentences(facts),
        _of_abbreviations(letter),
        _of_headings(letter),
        _of_notes(facts, letter),
    )


def _of_series(found: Sequence[Series]) -> Iterator[_Candidate]:
    """Ask each series something else: its last value, a difference, its peak, a change."""
    forms = cycle((_last, _difference, _peak, _change))
    for series in found:
        if series.facts[0].many:
            form = next(forms) if series.facts[0].is_count else _last
            yield _Candidate(form(series), _rests_on(series.facts))


def _last(series: Series) -> str:
    return question_for(series.facts[-1], _years(series)[-1])


def _difference(series: Series) -> str:
    first, *_, last = _years(series)
    side = "minder" if _falls(series) else "meer"
    return f"Hoeveel {_many(series)} waren er in {last} {side} dan in {first}?"


def _peak(series: Series) -> str:
    return f"In welk jaar waren er de meeste {_many(series)}?"


def _change(series: Series) -> str:
    first, *_, last = _years(series)
    verb = "daalde" if _falls(series) else "steeg"
    return f"Met hoeveel procent {verb} het aantal {_many(series)} tussen {first} en {last}?"


def _many(series: Series) -> str:
    return name_of(series.facts[0])


def _is_made_up(series: Series) -> bool:
    """Tell whether a name has brackets, or none of its own: nobody asks so."""
    return bool({"(", "‘"} & {*measured_by(series.facts[0])})


def _years(series: Series) -> list[int]:
    return [year for fact in series.facts if (year := year_of(fact)) is not None]


def _falls(series: Series) -> bool:
    return series.facts[-1].quantity.value < series.facts[0].quantity.value


def _of_sentences(facts: Sequence[Fact]) -> Iterator[_Candidate]:
    """Ask for a number of each sentence that can be turned into its question."""
    found = {(fact.letter_id, fact.span): fact for fact in reversed(facts) if turned(fact)}
    for fact in reversed(found.values()):
        yield _Candidate(turned(fact), _rests_on([fact]))


def _of_notes(facts: Sequence[Fact], letter: Index) -> Iterator[_Candidate]:
    """Ask how a measure is worked out where a note tells it; a target is not worked out."""
    measures = {fact.measure: fact.definition for fact in facts if not fact.target_of}
    for measure, note in measures.items():
        if note and measure in letter.terms.measures and measure != COUNT:
            yield _Candidate(f"Hoe wordt het {measure} berekend?", _quotes(note))


def _of_abbreviations(letter: Index) -> Iterator[_Candidate]:
    for short in letter.lexical.abbreviations:
        for row, _ in letter.lexical.search({short: 1.0}, 1):
            if found := _as_written(short, letter.passages.at(row).text):
                yield _Candidate(f"Wat is {found}?", _says(short))


def _of_headings(letter: Index) -> Iterator[_Candidate]:
    """Ask what stands under a heading; the ones of most words say best what that is."""
    (source,) = letter.passages.sources()
    titles = {each.title for each in outline(letter.passages.of_letter(source.letter_id))}
    for title in sorted(titles, key=lambda each: (-len(each.split()), each)):
        is_plain = not {"?", ":", "«", "»"} & {*title} and title.casefold() not in _NO_TOPICS
        if len(title) <= _LONGEST_HEADING and is_plain:
            yield _Candidate(f"Wat staat er onder «{title}»?", _under(title))


def _rests_on(facts: Sequence[Fact]) -> Callable[[Answer], bool]:
    """Accept an answer from the same numbers, whichever letter states them."""
    held = {(fact.subject, fact.quantity) for fact in facts}
    return lambda answer: any((fact.subject, fact.quantity) in held for fact in answer.facts)


def _quotes(passage_id: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.hits[0].passage.id == passage_id


def _says(short: str) -> Callable[[Answer], bool]:
    return lambda answer: bool(_as_written(short, answer.text))


def _as_written(short: str, text: str) -> str:
    """Return an abbreviation as a text first writes it; nothing where it does not."""
    found = (word for word in words(text) if word.folded == fold(short))
    return next((word.span.of(text)[: len(short)] for word in found), "")


def _under(title: str) -> Callable[[Answer], bool]:
    return lambda answer: any(title in heading for heading in answer.hits[0].passage.path)
