"""A question that only names a topic that a heading names → that section, with how it begins.

In: a question, what was found for it, and the index. Out: the paragraphs under the heading, the
first with its first sentences as the core. Who types "tot slot" asks for what the letter says of
it, which no one sentence answers. A heading is named by all its words, by the words of one half
("leegstand" of "Leegstand en doorstroming"), or by its abbreviation; by less than all only where
nothing but the topic is asked for. Empty where no heading is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from qa.dutch.text import analyse, sentences, stem, stems
from qa.question.passages.retrieve import Survey, hit_at
from qa.question.passages.signals import content
from qa.question.read.asked_for import RULES
from qa.question.read.reading import Reading
from qa.question.read.whether import MODALS, whether
from qa.store.index import Index
from qa.types import Hit, Kind, Passage, Span

_FEWEST, _SHOWN = 2, 3  # sentences
_LETTERS: Final = 3  # whose headings are looked at
_LONGEST: Final = 5  # words of a topic that is typed without a question around it
# "Leegstand samenvatting", "info leegstand": what is asked of a topic that is only typed.
_REQUESTS: Final = frozenset(stems("info informatie samenvatting uitleg overzicht"))
_NUMBERED: Final = re.compile(r"^(?:\w{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){0,4}\.?) (?=\w)")
_HALVES: Final = re.compile(r",? en |, |: | – ")


def named(found: Survey, index: Index) -> tuple[Hit, ...]:
    """Return the paragraphs of the section that a question names and says nothing else of."""
    asked = _topic(found)
    if not found.reading.says("topic") and _asks_whether(found.reading, asked):
        return ()
    letters = dict.fromkeys(each.passage.letter_id for each in found.candidates)
    for letter_id in list(letters)[:_LETTERS]:
        passages = index.passages.of_letter(letter_id, Kind.PARAGRAPH)
        if path := _path(asked, passages, found.reading, index):
            under = [each for each in passages if each.path[: len(path)] == path]
            return tuple(_hit(each, index) for each in under)
    return ()


def _topic(found: Survey) -> frozenset[str]:
    """Return the words of the topic: those behind "over" where what there is of it is asked."""
    request = found.reading.said.match(RULES["topic"])
    if request is None:
        return frozenset(found.asked.weights) - _REQUESTS
    return content(analyse(found.reading.text[request.end() :]), found.reading.terms)


def _asks_whether(reading: Reading, asked: frozenset[str]) -> bool:
    """Tell whether yes or no is asked for, by a verb in front: "Komen er meer drones?"."""
    first = reading.words[0].folded if reading.words else ""
    return (first in MODALS or whether(reading) is not None) and stem(first) not in asked


def _path(
    asked: frozenset[str], passages: tuple[Passage, ...], reading: Reading, index: Index
) -> tuple[str, ...]:
    """Return the headings down to the one that is named: by all its words, else by less."""
    paths = dict.fromkeys(
        each.path[:level] for each in passages for level in range(1, len(each.path) + 1)
    )
    meant = [asked, *_abbreviated(asked, index)]
    whole = [path for path in paths if _words(path[-1], reading) in meant]
    if whole and (asked == _words(whole[0][-1], reading) or _asks_topic(reading)):
        return whole[0]
    if not _asks_topic(reading):
        return ()
    halves = (path for path in paths if any(half in meant for half in _halves(path[-1], reading)))
    return next(halves, ())


def _words(heading: str, reading: Reading) -> frozenset[str]:
    """Return the words of a heading that say what it is about, without its number."""
    return content(analyse(_NUMBERED.sub("", heading, count=1)), reading.terms)


def _halves(heading: str, reading: Reading) -> Iterator[frozenset[str]]:
    parts = _HALVES.split(heading)
    return (words for part in parts if len(parts) > 1 and (words := _words(part, reading)))


def _abbreviated(asked: frozenset[str], index: Index) -> Iterator[frozenset[str]]:
    """Yield a topic with its abbreviation in full, and the other way round."""
    for short, full in index.lexical.abbreviations.items():
        if short in asked:
            yield asked - {short} | frozenset(full)
        elif asked.issuperset(full):
            yield asked - frozenset(full) | {short}


def _asks_topic(reading: Reading) -> bool:
    """Tell whether nothing but a topic is asked for: "Iets over leegstand", "leegstand"."""
    is_bare = len(reading.words) <= _LONGEST and "?" not in reading.question
    return bool(reading.says("topic")) or is_bare


def _hit(passage: Passage, index: Index) -> Hit:
    """Return a paragraph with its first sentences; of one that is hardly longer, all."""
    start, spans = passage.span.start, sentences(passage.text)
    shown = spans if len(spans) <= _SHOWN + 1 else spans[:_SHOWN]
    core = Span(start + shown[0].start, start + shown[-1].end)
    return hit_at(index, passage, core, (("koppen", 1),))
