"""A phrase of a question that calls a letter, and the words that letters are called by."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Any

from qa.types import Period, Span

_SHORTEST = 4  # letters of what begins a compound
NEWEST, PREVIOUS, OLDEST = "newest", "previous", "oldest"


@dataclass(frozen=True, slots=True)
class Called:
    """A phrase that calls a letter, and what it says; `said` are its parts, by their rule.

    `dossier` with `sequence` is an official number; one of `periods` holds the letter's day;
    `month` and `day` are those of a day without its year. `sender`, `topic` and `title`, one in
    quotes, are stems; `order` is a place in time, of the newest `count`. `is_many` tells that it
    calls letters.
    """

    span: Span
    said: tuple[tuple[str, str], ...] = ()
    dossier: str = ""
    sequence: str = ""
    periods: tuple[Period, ...] = ()
    sender: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    topic_span: Span | None = None
    title: frozenset[str] = frozenset()
    order: str = ""
    count: int = 1
    month: int = 0
    day: int = 0
    is_many: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What letters are called by: the stems of their titles and of those who sent them."""

    titles: Set[str] = frozenset()
    senders: Set[str] = frozenset()

    def names_title(self, word: str) -> bool:
        """Tell whether a word stands in a title, alone or as the first part of another."""
        return stands_in(word, self.titles)


def stands_in(word: str, title: Set[str]) -> bool:
    """Tell whether a word is one of a title, or begins a compound of it."""
    begins = len(word) >= _SHORTEST and any(each.startswith(word) for each in title)
    return word in title or begins


def grown(found: Called, end: int, said: tuple[str, str], **what: Any) -> Called:
    """Return a phrase up to a later end, with one more thing that it says of the letter."""
    return replace(found, span=Span(found.span.start, end), said=(*found.said, said), **what)


def without_topic(phrase: Called) -> Called:
    """Return a phrase without what it says that the letter is about."""
    assert phrase.topic_span
    rules = [rule for rule, _ in phrase.said]
    said = phrase.said[: rules.index("letter_by_topic")]
    behind = len(said) + 1 < len(phrase.said)
    end = phrase.span.end if behind else phrase.topic_span.start
    kept = phrase.said if behind else said
    topic = phrase.topic if behind else frozenset()
    return replace(
        phrase, span=Span(phrase.span.start, end), said=kept, topic=topic, topic_span=None
    )
