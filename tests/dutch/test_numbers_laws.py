"""What holds for every number, every quantity and every text."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from qa.dutch.numbers import (
    Kind,
    find_quantities,
    read_number,
    read_quantity,
    scan,
    write,
    write_number,
)
from qa.dutch.numbers.units import BOUND_OF, SCALES, UNITS, part_of
from qa.types import Bound, Quantity, Span

UNDER_20 = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien"
).split()
TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()

#: Pieces that make texts look like letters: what is random alone rarely meets a rule.
PIECES = (
    *("1", "12", "2021", "7.036", "1,5", "28 684", "0012", "1.17", "%", " %", "€ ", "-", "–", "/"),
    *(" ", " ", " ", "\u00a0", "\n", ".", ",", ":", "(", ")", "’", "'", "+", "é", "ë", "İ", "ſ"),
    *(
        "een",
        "één",
        "twee",
        "acht",
        "honderd",
        "duizend",
        " miljoen",
        "anderhalf",
        "half",
        " derde",
    ),
    *(" tot ", " en ", " à ", " of ", "tussen de ", "per ", "sinds ", "vóór ", "bijna ", "zo’n "),
    *("januari", "februari", "mei", "okt.", " jl.", "week ", "eind ", "eerste helft van ", "Q3 "),
    *(
        " jaar",
        " euro",
        " fte.",
        " m²",
        " MW",
        "vorig jaar",
        "– ",
        "[3] ",
        "1) ",
        "de helft",
        " op de ",
        "Kamerstuk ",
        ", nr. ",
        "art. ",
        "groep ",
        "jaren ",
    ),
)
texts = st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
days = st.dates()


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Every quantity that `write` accepts."""
    places = draw(st.integers(0, 6))
    scale = draw(st.sampled_from([0, *SCALES]))
    low, high = sorted(draw(st.lists(st.integers(-(10**12), 10**12), min_size=2, max_size=2)))
    value, top = (Decimal(end).scaleb(scale - places) for end in (low, high))
    unit = draw(st.sampled_from(["", *UNITS]))
    word = draw(st.sampled_from(["", *BOUND_OF]))
    if low < high and draw(st.booleans()):
        return Quantity(value, unit, Bound.RANGE, places, scale, top, word)
    bound = BOUND_OF[word] if word else Bound.EXACT
    return Quantity(value, unit, bound, places, scale, word=word)


def spell(number: int) -> str:
    """Write a number below a million in words, as the Taalunie does."""
    if number >= 1000:
        head, rest = divmod(number, 1000)
        start = "duizend" if head == 1 else f"{spell(head)}duizend"
        return f"{start} {spell(rest)}" if rest else start
    if number >= 100:
        head, rest = divmod(number, 100)
        start = "honderd" if head == 1 else f"{UNDER_20[head]}honderd"
        return f"{start}{spell(rest)}" if rest else start
    if number < 20:
        return UNDER_20[number]
    ten, unit = TENS[number // 10 - 2], number % 10
    link = "ën" if unit in (2, 3) else "en"
    return f"{UNDER_20[unit]}{link}{ten}" if unit else ten


@given(quantities())
def test_a_written_quantity_reads_back_as_itself(quantity: Quantity) -> None:
    assert read_quantity(write(quantity)) == quantity


@given(st.integers(2, 10**6), st.data())
def test_a_part_of_a_whole_reads_back_and_is_found_whole(whole: int, data: st.DataObject) -> None:
    part = Quantity(Decimal(data.draw(st.integers(1, whole - 1))), part_of(whole))
    assert read_quantity(write(part)) == part
    (found,) = find_quantities(f"Dit betreft {write(part)} in totaal.")
    assert found.quantity == part


@given(quantities())
def test_a_written_quantity_is_found_whole_in_prose(quantity: Quantity) -> None:
    (found,) = find_quantities(f"Dit betreft {write(quantity)} in totaal.")
    assert found.quantity == quantity


@given(st.integers(-(10**14), 10**14), st.integers(0, 9))
def test_a_written_number_reads_back_as_itself(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    assert read_number(write_number(value, places)) == value


def test_every_number_below_a_million_is_read_from_its_words() -> None:
    # one in 37 of the thousands, and all that lies below 3.000: every pair of word forms meets
    for number in (*range(1, 3000), *range(3000, 1_000_000, 37)):
        words = spell(number)
        if not words.endswith("duizend een"):  # as in "duizend een boete"; one writes "duizendeen"
            assert read_number(words) == number, words
        assert read_number(words.replace(" ", "")) == number, words


@given(texts, days)
@example("tussen 2 en", date.min)
@example("vorig jaar en 1 mei jl.", date.min)
@example("volgend jaar, sinds 2015", date.max)
@example("twee miljoen " * 2000, date(2022, 12, 14))
@example("1 ſeptember 2022 İ 5%", date(2022, 12, 14))
def test_findings_are_ordered_slices_that_hold_every_digit(text: str, today: date) -> None:
    found = scan(text, today)
    assert all(item.surface == item.span.of(text) for item in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    covered = {at for item in found for at in range(item.span.start, item.span.end)}
    assert all(digit.start() in covered for digit in re.finditer("[0-9]", text))


@given(texts, days)
def test_which_text_is_a_quantity_does_not_depend_on_the_day(text: str, today: date) -> None:
    found = [item for item in scan(text, today) if item.kind is Kind.QUANTITY]
    again = find_quantities(text)
    assert [(item.span, item.quantity) for item in found] == [
        (item.span, item.quantity) for item in again
    ]


@given(texts, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 5)), max_size=3), days)
def test_nothing_is_found_in_or_across_a_skipped_span(
    text: str, starts: list[tuple[int, int]], today: date
) -> None:
    skip = [Span(start, start + length) for start, length in starts]
    for item in scan(text, today, skip=skip):
        assert all(item.span.end <= s.start or s.end <= item.span.start for s in skip)


@given(texts, days)
def test_a_found_quantity_reads_back_from_its_own_words(text: str, today: date) -> None:
    for item in scan(text, today):
        if item.quantity is not None:
            assert read_quantity(item.surface) == item.quantity
