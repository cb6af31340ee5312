"""A question that calls a letter → the letters that it is asked of, and the question without it.

In: a part of a question, and the index that is asked. Out: the letters that are meant, by small
rules that each narrow them down, and the question as one would ask it of those letters alone: "de
brief van 2020" is "de brief" to who has no other. A letter that is called and is not here leaves
none: no other letter may answer in its stead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qa.dutch.text import stems
from qa.question.read.called import (
    NEWEST,
    OLDEST,
    PREVIOUS,
    Called,
    Words,
    stands_in,
    without_topic,
)
from qa.question.read.calling import SAID_IN, called
from qa.question.read.letterhead import SUBJECT
from qa.question.read.reading import read_in
from qa.store.index import Index
from qa.types import Period, Source, Span

_SIGNED, _NUMBERED, _DOSSIER = "Ondertekening", "Kamerstuknummer", "Kamerstukdossier"
_THE_LETTER: Final = "de brief"
_TOGETHER: Final = {"minister": "ministers"}


@dataclass(frozen=True, slots=True)
class Which:
    """What a question is asked of; `letters` is empty where it calls one that is not here.

    `question` is what is asked of them; `phrase` is how it calls them, empty where it calls none;
    `others` are those among which the one that is not here was sought.
    """

    question: str
    letters: tuple[str, ...]
    said: tuple[tuple[str, str], ...] = ()
    phrase: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """A letter with the stems of its title and of what stands of its sender."""

    source: Source
    title: frozenset[str]
    sender: frozenset[str]


def which(question: str, index: Index) -> Which:
    """Return the letters that a question calls, and what it asks of them."""
    everything = tuple(source.letter_id for source in index.passages.sources())
    known, vocabulary = known_letters(index)
    phrases = called(question, index.newest, vocabulary)
    if not phrases:
        return Which(question, everything)
    phrases = tuple(filter(None, (_told(each, question, index, known) for each in phrases)))
    if not phrases:
        return Which(question, everything)
    said = tuple(each for phrase in phrases for each in phrase.said)
    meant: set[str] = set()
    for phrase in phrases:
        found, before = letters_meant(phrase, known)
        if not found:
            others = tuple(each.source.letter_id for each in before)
            return Which(question, (), said, _unbound(phrase.span.of(question)), others)
        meant.update(each.source.letter_id for each in found)
    asked = _without(question, [each.span for each in phrases])
    if len(everything) == 1:
        return Which(asked, everything, said)
    letters = tuple(id for id in everything if id in meant)
    return Which(asked, letters, said, phrases[0].span.of(question))


@lru_cache(maxsize=32)  # an index, and the letters of it that are asked apart
def known_letters(index: Index) -> tuple[tuple[_Known, ...], Words]:
    """Return what the letters of an index are called by, the oldest first."""
    passages = index.passages
    titles: dict[str, set[str]] = {each.letter_id: set() for each in passages.sources()}
    senders: dict[str, set[str]] = {each.letter_id: set() for each in passages.sources()}
    for held, labels in ((titles, [_DOSSIER]), (senders, [_SIGNED, _NUMBERED])):
        for label in labels:
            for passage in passages.labelled(label):
                held[passage.letter_id].update(stems(passage.text.casefold()))
    found = tuple(
        _Known(
            source,
            frozenset(titles[source.letter_id]).union(stems(source.title)),
            frozenset(senders[source.letter_id]).union(stems(source.author)),
        )
        for source in passages.sources()
    )
    quiet = index.terms.neutral
    words = Words(
        titles=frozenset(each for one in found for each in one.title) - quiet,
        senders=frozenset(each for one in found for each in one.sender) - quiet,
    )
    return found, words


_Kept = Sequence[_Known]
_Rule = Callable[[Called, _Kept], Iterable[_Known]]


def letter_by_number(phrase: Called, letters: _Kept) -> Iterable[_Known]:
    """Keep the letter of an official number."""
    number = (phrase.dossier, phrase.sequence)
    if not phrase.sequence:
        return letters
    return (each for each in letters if (each.source.dossier, each.source.sequence) == number)


def letter_by_sender(phrase: Called, letters: _Kept) -> Iterable[_Known]:
    """Keep the letters of a sender whose office or name holds all that was said."""
    return (each for each in letters if _holds(each.sender, phrase.sender))


def _holds(sender: frozenset[str], said: frozenset[str]) -> bool:
    # What ministers sign together each of them sent.
    return said <= sender or {_TOGETHER.get(each, each) for each in said} <= sender


def letter_by_topic(phrase: Called, letters: _Kept) -> Iterable[_Known]:
    """Keep the letters whose title, or that of their dossier, holds every word of a topic."""
    return (each for each in letters if all(stands_in(word, each.title) for word in phrase.topic))


def letter_by_title(phrase: Called, letters: _Kept) -> Iterable[_Known]:
    """Keep the letters whose title is the one in quotes, or begins or ends like it."""
    return (each for each in letters if phrase.title <= each.title)


def letter_by_day(phrase: Called, letters: _Kept) -> Iterable[_Known]:
    """Keep the letters of a day, or of a period; of a day without its year those of any year."""
    kept = letters
    if phrase.month:
        kept = [each for each in kept if each.source.date.month == phrase.month]
    if phrase.day:
        kept = [each for each in kept if each.source.date.day == phrase.day]
    if phrase.periods:
        kept = [each for each in kept if any(_holds_day(p, each) for p in phrase.periods)]
    return kept


def _holds_day(period: Period, letter: _Known) -> bool:
    return period.start <= letter.source.date < period.end


def letter_by_order(phrase: Called, letters: _Kept) -> Iterable[_Known]:
    """Keep the newest ones, the last but one, or the oldest.

    What came before which is told only of letters of one dossier; of others all may be meant.
    """
    if phrase.order == NEWEST:
        return letters[-phrase.count :]
    of_one = len({each.source.dossier for each in letters}) <= 1
    if phrase.order == PREVIOUS and of_one:
        return letters[-2:-1]
    return letters[:1] if phrase.order == OLDEST and of_one else letters


# The order counts: "de nieuwste brief over lezen" is the newest of those on reading.
_RULES: Final[tuple[_Rule, ...]] = (
    letter_by_number, letter_by_sender, letter_by_topic, letter_by_title,
    letter_by_day, letter_by_order,
)  # fmt: skip


def letters_meant(phrase: Called, known: _Kept) -> tuple[_Kept, _Kept]:
    """Return the letters that a phrase calls, and those that were left before a rule kept none."""
    kept = known
    for rule in _RULES:
        narrowed = tuple(rule(phrase, kept))
        if not narrowed:
            return (), kept
        kept = narrowed
    return kept, kept


def _told(phrase: Called, question: str, index: Index, known: _Kept) -> Called | None:
    """Return a phrase as far as it surely tells letters apart; None where it does not.

    A topic beside which nothing is asked is what is asked: "Wat staat er in de brief over de
    woningbouw?". A day without its year may be that of a letter that is only mentioned, and "de
    vorige brief" is that of the letter that says so.
    """
    if phrase.topic_span and not _asks(_without(question, [phrase.span]), index):
        phrase = without_topic(phrase)
    found, _ = letters_meant(phrase, known)
    is_said_in = (SAID_IN, phrase.span.of(question)) in phrase.said
    if not phrase.said or (not found and (phrase.month or is_said_in)):
        return None
    is_idle = len(found) == len(known) and {rule for rule, _ in phrase.said} == {"letter_by_order"}
    return None if is_idle else phrase


def _asks(question: str, index: Index) -> bool:
    """Tell whether a question asks for anything, but what a letter is about."""
    reading = read_in(question, index)
    return bool(reading.content_words) or reading.part not in {"", SUBJECT}


def _without(question: str, spans: Sequence[Span]) -> str:
    """Return a question with "de brief" for each phrase that calls a letter."""
    text, at = "", 0
    for span in spans:
        text, at = text + question[at : span.start] + _THE_LETTER, span.end
    return _led_by_none(text + question[at:])


def _led_by_none(question: str) -> str:
    """Return a question without a letter that only stands before it: "kst-28684-720: hoeveel …"."""
    rest = question.removeprefix(_THE_LETTER)
    if rest != question and rest.lstrip()[:1] in {":", ",", ";", "-", "–"}:
        return rest.lstrip(" :,;-–")
    return question


def _unbound(phrase: str) -> str:
    """Return a phrase as the subject of a sentence: "brief van 2020" is "de brief van 2020"."""
    is_bare = phrase.casefold().startswith(("brief", "kamerbrief", "voortgangs"))
    return f"de {phrase}" if is_bare else phrase
