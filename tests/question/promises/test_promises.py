"""What letters promise, against lists made by reading them: how much is found, how much is right.

`read_before` was made before there were rules, `read_second` when the rules knew only those three
letters, `read_last` when they knew five. Those of `read_third`, `read_fourth` and `read_fifth` are
in many wordings (promises/letters); each was made before it was measured: then recall was 0.75,
0.77 and 0.85, and precision 1.00, 0.95 and 1.00.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.letter.build import load
from qa.question.promises.find import find
from qa.types import Kind, Passage, PromiseKind, Span
from tests.question.promises.scoring import HOMES, ROOT, found_in, rows, score

PRECISION, RECALL = 0.9, 0.85
LISTS = ("read_before", "read_second", "read_last", "read_third", "read_fourth", "read_fifth")
TODAY = date(2024, 9, 18)
PIECES = [
    *("Ik zal", "uw Kamer", "informeren", "wordt", "verwacht", "niet", "in deze brief"),
    *("het kabinet", "neemt", "over", "(", ")", ":", ";", ".", "\n", "- ", "Deze", "dat"),
    *("heb ik toegezegd", "Met deze brief doe ik dat", "€ 5 mln.", "zodra dat kan", "begin 2025"),
    "volgt een brief",
]


def passage(text: str, kind: Kind = Kind.PARAGRAPH) -> Passage:
    span = Span(7, 7 + len(text))
    return Passage("kst-12345-6:p1", "kst-12345-6", span, text, (), kind, (), "Kamerstuk", "")


def found(text: str) -> list[tuple[str, PromiseKind]]:
    return [(each.text, each.kind) for each in find([passage(text)], TODAY)]


@pytest.mark.parametrize("name", LISTS)
def test_most_of_what_a_reader_lists_is_found_and_little_else(name: str) -> None:
    measured = score(rows(name))
    print(f"{name}: {measured}", *measured.wrong, sep="\n  ")
    assert measured.precision >= PRECISION
    assert measured.recall >= RECALL


def test_every_day_is_the_one_that_a_reader_gives() -> None:
    measured = score([row for name in LISTS for row in rows(name)])
    assert (measured.days, measured.dated) == (123, 124)  # "haar brief van januari" has no day


def test_every_row_of_a_list_is_in_its_letter() -> None:
    for name in LISTS:
        for row in rows(name):
            (folder,) = (each for home in HOMES if (each := ROOT / home / row["letter"]).is_dir())
            assert load(folder).text.count(row["quote"]) == 1, row["quote"]


def test_a_promise_that_the_letter_keeps_is_marked() -> None:
    kept = {row["quote"] for name in LISTS for row in rows(name) if row.get("kept")}
    letters = {row["letter"] for name in LISTS for row in rows(name)}
    marked = [each for letter in letters for each in found_in(letter) if each.kept]
    assert len(marked) == len(kept) == 4
    assert all(any(quote in each.text for quote in kept) for each in marked)


@pytest.mark.parametrize(
    "text",
    [
        "Of Nederland om uitstel zal vragen, is nog niet bepaald.",
        "Ik ben niet van plan een termijn in te voeren.",
        "Met deze brief informeer ik uw Kamer over de stand van zaken.",
        "Deze brief gaat over de cijfers. Ook geef ik mijn reactie op het advies.",
        "In 2025 kost de opvang naar verwachting € 4,1 mld.",
        "Het doel is om in 2030 dertig gebieden te bereiken.",
        "Gemeenten hebben 79 400 plekken toegezegd.",
        "Vorig jaar heb ik de regeling verhoogd.",
        "Het aantal zal naar schatting dalen.",
        "Na 2027 resteert € 4,4 miljoen.",
        "Tabel 1. Stand (aantal per 31 december)\nJaar\tOpen\tDicht\n2024\t3\t4\n2025\t5\t6",
        "Ik ben verplicht om de regels te volgen.",
    ],
)
def test_what_is_no_promise_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Ik doe het volgende:\n• ProRail maakt uiterlijk 1 maart 2025 een lijst.", ""),
        ("Ik doe het volgende:\n• De ILT verdubbelt in 2025 het aantal controles.", ""),
        ("Ik doe het volgende:\n• Ik stuur uw Kamer in mei 2025 een wetsvoorstel.", "ik"),
        ("Ik verplicht gemeenten om vanaf 1 januari 2025 een loket te openen.", "ik"),
        ("Met de VNG spreek ik af dat er in 2026 een loket is in elke gemeente.", "ik"),
    ],
)
def test_a_promise_is_of_who_acts(text: str, by: str) -> None:
    (promise,) = find([passage(text)], TODAY)
    assert promise.by == by
    assert (promise.kind is PromiseKind.PROMISE) == bool(by)


def test_what_is_done_only_if_something_is_so_has_no_day() -> None:
    text = "Als in 2028 nog gemeenten achterblijven, bereid ik alsnog een wet voor."
    (promise,) = find([passage(text)], TODAY)
    assert promise.due
    assert promise.due.words == "Als in 2028 nog gemeenten achterblijven"
    assert (promise.due.first, promise.due.last) == (None, None)


def test_an_item_of_a_list_promises_what_the_line_above_it_says() -> None:
    text = "Ik zal uw Kamer:\n- in mei 2025 het plan toesturen;\n- over de proef berichten."
    assert found(text) == [
        ("- in mei 2025 het plan toesturen;", PromiseKind.PROMISE),
        ("- over de proef berichten.", PromiseKind.PROMISE),
    ]


def test_a_sentence_is_whole_where_brackets_stand_in_it() -> None:
    text = (
        "In het debat van 17 maart jl. (Kamerstuk 24 587, nr. 8) is uw Kamer een brief toegezegd."
    )
    assert found(text) == [(text, PromiseKind.PROMISE)]


@pytest.mark.parametrize("kind", [Kind.TABLE, Kind.LETTERHEAD, Kind.SIGNATURE])
def test_only_prose_promises(kind: Kind) -> None:
    assert find([passage("Ik zal uw Kamer informeren.", kind)], TODAY) == ()


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join).filter(str.strip))
def test_whatever_a_letter_holds_what_is_found_is_its_own_words(text: str) -> None:
    whole = " " * 7 + text
    starts = [0]
    for each in find([passage(text)], TODAY):
        assert each.span.of(whole) == each.text
        assert each.due is None or each.due.words.casefold() in whole.casefold()
        assert each.span.start >= starts[-1]
        starts.append(each.span.end)
