"""Nothing with a number in it is lost or unaccounted for: what each one of the real letter became.

gold/every_number.jsonl has a row for each heading, block and note that holds a number: how it
opens, and its digits and number words in order, each a fact, date, identifier, name, ordinal,
marker of a note, stray marker, section number, or left out as no fact.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qa.dutch.numbers import Kind, scan
from qa.letter.extract import extract
from qa.types import Letter, Span
from tests.letter.factories import REAL

GOLD = Path(__file__).parents[1] / "gold" / "every_number.jsonl"
ROWS = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]

UNITS = "twee drie vier vijf zes zeven acht negen".split()
TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
TEENS = "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split()
LARGE = "honderd duizend miljoen miljard".split()
PARTS = (
    "half halve helft anderhalf anderhalve kwart driekwart beide beiden dubbele verdubbeld".split()
)
ORDERS = "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende laatste".split()
NUMBER_WORD = re.compile(
    rf"\b(?:{'|'.join(['een', 'één', *UNITS, *TENS, *TEENS, *LARGE, *PARTS, *ORDERS])})\b", re.I
)


def places(letter: Letter) -> Iterator[tuple[Span, str, str]]:
    """Yield every piece of the letter: its span, what it is, and the number of a section."""
    for section in letter.sections:
        title = section.span.of(letter.text).partition("\n")[0]
        end = section.span.start + len(title)
        yield Span(section.span.start, end), "heading", section.number
    for block in letter.blocks:
        yield block.span, block.kind.value, ""
    for note in letter.footnotes:
        yield note.span, f"noot {note.number}", ""


def fates(letter: Letter, facts: set[Span], span: Span, section: str) -> list[list[str]]:
    """Return what every number in a piece of the letter became, in order."""
    found: list[tuple[int, str, str]] = []
    for item in scan(span.of(letter.text), letter.source.date):
        at = Span(span.start + item.span.start, span.start + item.span.end)
        fate = item.kind.value if item.kind is not Kind.QUANTITY else "no fact"
        fate = "fact" if at in facts else fate
        found.append((at.start, item.surface, "section" if item.surface == section else fate))
    marks = [(note.anchor, str(note.number), "marker") for note in letter.footnotes]
    marks += [(anchor, digits, "stray") for anchor, digits in letter.strays]
    found += [mark for mark in marks if span.start < mark[0] <= span.end]
    return [[surface, fate] for _, surface, fate in sorted(found)]


@pytest.fixture(scope="module")
def became(letter: Letter) -> list[dict[str, Any]]:
    facts = {fact.value_span for fact in extract(letter)}
    pieces = sorted(places(letter))
    told = [(span, kind, fates(letter, facts, span, section)) for span, kind, section in pieces]
    return [
        {"place": kind, "opens": span.of(letter.text)[:40].split("\n")[0], "became": fate}
        for span, kind, fate in told
        if fate
    ]


@pytest.mark.parametrize("at", range(len(ROWS)), ids=[row["opens"] for row in ROWS])
def test_every_number_of_a_piece_of_the_letter_became_this(
    at: int, became: list[dict[str, Any]]
) -> None:
    assert became[at] == {key: ROWS[at][key] for key in ("place", "opens", "became")}


def test_no_other_piece_of_the_letter_holds_a_number(became: list[dict[str, Any]]) -> None:
    assert len(became) == len(ROWS)


def test_the_numbers_of_the_letter_in_figures() -> None:
    counts = Counter(fate for row in ROWS for _, fate in row["became"])
    assert counts["fact"] == 106
    assert counts["marker"] == 51
    assert counts["stray"] == 1
    assert counts["no fact"] == 2
    assert counts["unread"] == 0


def covered(letter: Letter) -> set[int]:
    """Return every place of the text that stands in a finding."""
    return {
        place
        for span, _, _ in places(letter)
        for item in scan(span.of(letter.text), letter.source.date)
        for place in range(span.start + item.span.start, span.start + item.span.end)
    }


def test_every_digit_of_the_text_stands_in_a_finding(letter: Letter) -> None:
    held = covered(letter)
    loose = [i for i, c in enumerate(letter.text) if c.isdigit() and i not in held]
    assert [letter.text[i - 20 : i + 20] for i in loose] == []


def test_every_digit_of_the_received_page_is_in_the_text_or_a_marker(letter: Letter) -> None:
    page = (REAL / "letter.txt").read_text("utf-8")
    received = page.partition("Preview document")[2]
    kept = Counter(c for c in letter.text if c.isdigit())
    markers = Counter("".join(str(note.number) for note in letter.footnotes))
    strays = Counter("".join(digits for _, digits in letter.strays))
    # A note's number stands twice on the page: at its marker and before its own text.
    assert Counter(c for c in received if c.isdigit()) == kept + markers + markers + strays


def test_a_number_word_outside_every_finding_states_no_number(letter: Letter) -> None:
    held = covered(letter)
    words = [word for word in NUMBER_WORD.finditer(letter.text) if word.start() not in held]
    assert Counter(word.group().lower() for word in words) == {
        "een": 116,  # the article, each time
        "beide": 1,  # «Beide zijn in 2022 aangepast»: points back at two things already named
        "laatste": 1,  # «de laatste voortgangsrapportage»: the one before this
        "verdubbeld": 1,  # a verb; how many there were is not told
    }
