"""Passages of a letter → what it promises and awaits, in the order of its text.

In: the passages of one letter and its day. Out: a Promise for each sentence that a rule says is
one; its words are the letter's own. Tables, the letterhead and signatures hold none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, TypeAlias

from qa.dutch.text import sentences
from qa.question.promises import rules, verbs
from qa.question.promises.clauses import Clauses, clauses
from qa.question.promises.looked import Looked
from qa.question.promises.when import ahead, condition, occasion
from qa.store.index import Index
from qa.types import Due, Kind, Passage, Promise, PromiseKind, Span

_Found: TypeAlias = tuple[Looked, PromiseKind, str]
_HELD_BY: Final = {Kind.PARAGRAPH, Kind.FOOTNOTE}
_PARTING: Final = re.compile(r"[;:] ")
_ITEM: Final = re.compile(r"(?:[-–•*]|[0-9]{1,2}[.)]|[a-z][.)]) ")
# "ProRail maakt …", "De ILT verdubbelt …": who is named so acts himself.
_ANOTHER: Final = re.compile(r"(?:[Dd]e |[Hh]et |[Ee]en )(?=[A-Z])|(?=[A-Z][a-z]{0,30}[A-Z])")
_LONGEST: Final = 1500  # characters of a sentence; what is longer is a list or no prose


def promises_of(index: Index, letter_id: str) -> tuple[Promise, ...]:
    """Return what a letter of an index promises; none for a letter that is not there."""
    source = index.passages.source(letter_id)
    if source is None:
        return ()
    return find(index.passages.of_letter(letter_id), source.date)


def find(passages: Iterable[Passage], written: date) -> tuple[Promise, ...]:
    """Return what the passages of a letter promise."""
    return tuple(_found(passages, written))


def _found(passages: Iterable[Passage], written: date) -> Iterator[Promise]:
    lead = ""
    for passage in passages:
        if passage.kind in _HELD_BY and not _is_rows(passage.text):
            lead = lead if _ITEM.match(passage.text) else ""
            yield from _in_passage(passage, written, lead)
            lead = _led(passage.text) or lead


def _is_rows(text: str) -> bool:
    """Tell whether a paragraph is a table that was not read, with its caption."""
    return sum(line.count("\t") > 1 for line in text.split("\n")) > 1


def _led(text: str) -> str:
    """Return the line that leads to the items behind a paragraph; empty for none."""
    last = text[[*sentences(text)][-1].start :] if text.endswith(":") else ""
    return last if len(last) <= _LONGEST else ""


def _in_passage(passage: Passage, written: date, lead: str) -> Iterator[Promise]:
    spans = [each for each in _whole(passage.text) if each.end - each.start <= _LONGEST]
    said = [clauses(each.of(passage.text)) for each in spans]
    introduces = any(one.has(each) for one in said for each in verbs.OF_ITSELF)
    for at, (span, one) in enumerate(zip(spans, said, strict=True)):
        found = _first(one, lead, written, introduces)
        if one.text.endswith(":"):
            lead = one.text
        elif found:
            looked, kind, rule = found
            start = passage.span.start
            yield Promise(
                letter_id=passage.letter_id,
                passage_id=passage.id,
                span=Span(start + span.start, start + span.end),
                text=one.text,
                kind=kind,
                due=_due(looked, rule),
                by=looked.speaker if kind is PromiseKind.PROMISE else "",
                to_house=looked.to_house,
                kept=rule == rules.promised.__name__
                and any(map(rules.keeps, said[at + 1 : at + 2])),
                rule=rule,
                path=passage.path,
                reference=passage.reference,
            )


def _due(looked: Looked, rule: str) -> Due | None:
    """Return by when; "na de zomer" of what was promised before may be an earlier summer."""
    due = looked.due
    was = rule == rules.promised.__name__ and looked.is_past
    return None if due and was and not due.certain else due


def _whole(text: str) -> Iterator[Span]:
    """Yield sentences; what begins with brackets that it goes on behind, belongs to the one before.

    "… van 17 maart jl. (Kamerstuk 24 587, nr. 830) is toegezegd" is cut behind "jl.".
    """
    held: Span | None = None
    for span in sentences(text):
        said = span.of(text)
        goes_on = said.startswith("(") and ")" in said and not said.endswith((")", ")."))
        if held and goes_on:
            held = Span(held.start, span.end)
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _first(said: Clauses, lead: str, written: date, introduces: bool) -> _Found | None:
    """Look at a sentence; at the item of a list first with what leads to it, then by itself."""
    found = [each for part in _parts(said) if (each := _looked(part, written, introduces))]
    if lead and (led := _led_to(said, lead, written, introduces)):
        found.insert(0, led)
    return next((each for each in found if each[0].due), found[0] if found else None)


def _led_to(said: Clauses, lead: str, written: date, introduces: bool) -> _Found | None:
    """Look at the item of a list with what leads to it; what others do there is awaited."""
    found = _looked(clauses(f"{lead.rstrip(':')} {said.text}"), written, introduces)
    item = _ITEM.match(said.text)
    if found and _ANOTHER.match(said.text, item.end() if item else 0):
        return found[0], PromiseKind.EXPECTED, found[2]
    return found


def _parts(said: Clauses) -> Iterator[Clauses]:
    """Yield what stands between semicolons and colons: each says something of its own."""
    start = 0
    for match in _PARTING.finditer(said.text):
        yield clauses(said.text[start : match.start()])
        start = match.end()
    yield clauses(said.text[start:]) if start else said


def _looked(said: Clauses, written: date, introduces: bool) -> _Found | None:
    anywhere = ahead(said.text, written)
    due = tuple(each for each in anywhere if said.is_main(each.span))
    looked = Looked(said, anywhere, due, condition(said.text), occasion(said.text), introduces)
    found = rules.first(looked)
    return (looked, *found) if found else None
