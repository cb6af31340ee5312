"""A follow-up and the turn before it → the whole question that it asks.

In: a follow-up, what is kept of the turn before it, and the index. Out: the question in whole, a
letter that it calls by its place in order called by its day; None where it stands by itself. What
was asked before comes back from anyone: it is read like any other question, and never printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from qa.dutch.numbers import Found, Kind, scan
from qa.dutch.text import words
from qa.question.read.called import OLDEST, PREVIOUS, Called
from qa.question.read.calling import called
from qa.question.read.completed import Before, Completed, Fragment, completed, opened
from qa.question.read.letterhead import part_asked
from qa.question.read.rules import Said
from qa.question.read.which import known_letters, letters_meant
from qa.store.index import Index
from qa.types import Source, Span, covering

_ORDERS: Final = "meest recente|nieuwste|laatste|recentste|jongste|vorige|voorlaatste|oudste"
_ALONE: Final = re.compile(
    rf"\b(?P<the>(?:de|het) (?:{_ORDERS}|eerste))(?P<noun> brief)?$", re.IGNORECASE
)
_THAT: Final = re.compile(r"\bdie (?=(?:van|uit|over) )", re.IGNORECASE)
_AROUND: Final = re.compile(r"(?:volgens|in|uit|van|bij|dan|ook|en| )*", re.IGNORECASE)
_THIS_LETTER: Final = re.compile(
    r"\b(?:(?:die|deze|dat|dit) (?:kamer)?(?:brief|stuk)|hem|hij|die|deze)\b", re.IGNORECASE
)
_NOUN: Final = re.compile(r"(?:\b(?:de|die|deze) )?(?=(?:kamer)?brie(?:f|ven)\b)", re.IGNORECASE)
_A_LETTER: Final = re.compile(r"\b(?:de|deze) brief\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Last:
    """What was asked last in whole; `home` is the letter and `year` the year of its answer."""

    asked: str
    asks_back: bool
    home: str
    year: int | None


def in_whole(
    question: str, last: Last, index: Index, call: Callable[[str], str]
) -> Completed | None:
    """Return the whole question that a follow-up stands for; None where it stands by itself.

    `call` tells how a question calls a letter.
    """
    if whole := _of_this_letter(question, last, index, call):
        return whole
    if not last.asked:
        return None
    said, leads = opened(question)
    dates = _dates(said, index)
    calls = leads or last.asks_back or dates
    fragment = Fragment(
        said,
        leads,
        dates[0] if len(dates) == 1 else None,
        _letter_of(said, last, index, call) if calls else "",
    )
    _, known = known_letters(index)
    letters = tuple(each.span for each in called(last.asked, index.newest, known))
    in_letter = covering(letters)
    before = Before(
        last.asked,
        tuple(each for each in _dates(last.asked, index) if not in_letter(each.span)),
        letters or tuple(Span(*m.span()) for m in _A_LETTER.finditer(last.asked)),
        last.year,
        last.asks_back,
    )
    return completed(fragment, before)


def _dates(text: str, index: Index) -> list[Found]:
    return [each for each in scan(text, index.newest) if each.kind is Kind.DATE]


def _of_this_letter(
    question: str, last: Last, index: Index, call: Callable[[str], str]
) -> Completed | None:
    """Ask the letter of the last answer: "Wie heeft die brief ondertekend?"."""
    sources = _sources(index)
    if last.home not in sources:
        return None
    plain = _THIS_LETTER.sub("de brief", question, count=1)
    if plain == question or not part_asked(Said(plain, (word.folded for word in words(plain)))):
        return None
    name = call(last.home) if len(sources) > 1 else "de brief"
    return Completed(_A_LETTER.sub(name, plain, count=1), "this_letter", is_sure=True)


def letter_called(phrase: str, last: Last, index: Index) -> str | None:
    """Return the one letter that a phrase calls, seen from that of the last answer."""
    known, vocabulary = known_letters(index)
    found = called(phrase, index.newest, vocabulary, also_mentioned=True)
    if len(found) != 1:
        return None
    if source := _in_order(found[0], last, index):
        return source.letter_id
    meant, _ = letters_meant(found[0], known)
    return meant[0].source.letter_id if len(meant) == 1 else None


def _letter_of(said: str, last: Last, index: Index, call: Callable[[str], str]) -> str:
    """Return how a follow-up calls a letter and says nothing else; empty where it does not."""
    text = _THAT.sub("de brief ", said)
    if alone := _ALONE.search(text):
        word = alone["the"].casefold().replace("eerste", "oudste")
        text = f"{text[: alone.start()]}{word} brief"
    _, known = known_letters(index)
    found = called(text, index.newest, known)
    if len(found) != 1:
        return ""
    around = text[: found[0].span.start] + text[found[0].span.end :]
    if not _AROUND.fullmatch(around):
        return ""
    if last.asks_back and (narrower := _of_those(found[0], last, index)):
        return narrower
    source = _in_order(found[0], last, index)
    return call(source.letter_id) if source else found[0].span.of(text)


def _of_those(phrase: Called, last: Last, index: Index) -> str:
    """Return the newest or oldest of the letters that were asked of: "de laatste brief over X"."""
    _, known = known_letters(index)
    before = called(last.asked, index.newest, known)
    if not before or {rule for rule, _ in phrase.said} != {"letter_by_order"}:
        return ""
    words_of_order = phrase.said[0][1]
    return _NOUN.sub(f"de {words_of_order} ", before[-1].span.of(last.asked), count=1)


def _in_order(phrase: Called, last: Last, index: Index) -> Source | None:
    """Return the letter that a place in order alone calls, seen from that of the last answer."""
    if {rule for rule, _ in phrase.said} != {"letter_by_order"} or phrase.count > 1:
        return None
    here = _sources(index).get(last.home)
    if here is None or not here.dossier:
        return None
    run = [each for each in index.passages.sources() if each.dossier == here.dossier]
    if phrase.order == PREVIOUS:
        run = [each for each in run if each.date < here.date]
    return None if not run else run[0] if phrase.order == OLDEST else run[-1]


def _sources(index: Index) -> dict[str, Source]:
    return {each.letter_id: each for each in index.passages.sources()}
