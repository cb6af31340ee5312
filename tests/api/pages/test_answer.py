"""What a page shows of an answer: large numbers, quotes apart from the text, series, certainty."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

import pytest

from qa import Index, ask, wire
from qa.api.pages import answer as shows
from qa.api.pages import certainty
from qa.api.pages.answer import Number, Shown, shown, sources_of
from qa.api.pages.figures import figures_of
from qa.api.pages.quotes import around
from qa.types import Answer, Bound
from tests.api.answered import KINDS
from tests.commands import ROOT

LETTER: Final = "kst-28684-720"
WORDS: Final = ROOT / "qa/widget/src/nl.ts"


PERIOD, CHANGE = "2011–2021", "procentuele ontwikkeling"
ROW = "tabel 1, rij Procentuele ontwikkeling"


def show(kind: str, index: Index) -> Shown:
    (found,) = shown(ask(KINDS[kind], index), index)
    return found


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("number", [Number("1.174", "overvallen, 2019")]),
        (
            "number with a definition",
            [Number("62,57%", "ophelderingspercentage van overvallen, 2021")],
        ),
        ("computed", [Number("−65,9%", "overvallen in 2021 vergeleken met 2012, afgerond")]),
        ("highest", [Number("2.272", "overvallen, 2011")]),
        (  # it is drawn; what the letter prints of the whole of it is not
            "series",
            [
                Number(
                    "-70%",
                    f"{CHANGE} van overvallen, {PERIOD} ({ROW} {PERIOD})",
                )
            ],
        ),
        ("series not proven", []),
        ("passage with notes", []),
        ("abstention with a number", []),
    ],
)
def test_few_numbers_are_shown_large_with_what_they_are(
    kind: str, numbers: list[Number], index: Index
) -> None:
    assert list(show(kind, index).numbers) == numbers


@pytest.mark.parametrize(
    ("bound", "about"),
    [
        (Bound.EXACT, "overvallen, 2019"),
        (Bound.ABOUT, "overvallen, 2019, ongeveer"),
        (Bound.AT_LEAST, "overvallen, 2019, minstens"),
        (Bound.AT_MOST, "overvallen, 2019, hoogstens"),
    ],
)
def test_a_number_tells_its_unit_and_bound(bound: Bound, about: str, index: Index) -> None:
    answer = ask(KINDS["number"], index)
    assert isinstance(answer, Answer)
    (fact,) = answer.facts
    fact = replace(fact, quantity=replace(fact.quantity, bound=bound, unit="zaken"))
    (found,) = shown(replace(answer, facts=(fact,)), index)
    assert list(found.numbers) == [Number("1.174 zaken", about)]


def test_more_numbers_than_a_reader_takes_in_are_not_shown_large(index: Index) -> None:
    answer = ask(KINDS["number"], index)
    assert isinstance(answer, Answer)
    (found,) = shown(replace(answer, facts=answer.facts * 4), index)
    assert found.numbers == ()


def test_the_working_stands_apart_from_what_is_said(index: Index) -> None:
    found = show("computed", index)
    assert found.working == (
        "Berekening: (676 − 1.982) ÷ 1.982 × 100% = −65,9% (afgerond op één decimaal)"
    )
    assert found.text.endswith("Dat is een daling van 65,9%.")
    found = show("series not proven", index)
    assert found.working == "Berekening: 62,57% − 52,4% = 10,17 procentpunt"
    assert "Berekening" not in found.text
    assert "Let op, kolomkop gereconstrueerd" in found.text


def test_quotes_stand_apart_from_what_is_said(index: Index) -> None:
    found = show("question back", index)
    assert found.text.endswith("Welk bedoelt u?")
    assert found.after == ""
    assert (found.invitation, found.asks_back) == ("Wat bedoelt u?", True)
    quotes = found.quotes.shown
    first, second, third = (each.text for each in quotes[:3])
    said = f"Dit: «{first}», «{second.replace(' ', chr(10), 1)}» en «{third}». Zie «elders»."
    assert around(said, quotes) == ("Dit:", "Zie «elders».")
    assert around(said, ()) == (said, "")


def test_a_passage_tells_its_notes_and_the_other_passages_are_folded(index: Index) -> None:
    found = show("passage with notes", index)
    (quote,) = found.quotes.shown
    (note,) = quote.notes
    assert note.number == 49
    assert "".join(run.text for run in note.runs) == index.passages.footnote(LETTER, 49).text
    (link,) = [run for run in note.runs if run.opens]
    assert link.text == "https://www.slachtofferhulp.nl/over-ons/jaarverslag/"
    assert len(found.quotes.folded) == 2
    assert found.strength == certainty.STRENGTHS[ask(found.question, index).strength]  # type: ignore[union-attr]


def test_of_what_is_no_answer_one_passage_is_shown_as_what_comes_nearest(index: Index) -> None:
    found = show("abstention", index)
    assert (len(found.quotes.shown), found.quotes.folded) == (1, ())
    assert (found.is_near, found.strength, found.restored) == (False, "", None)  # it says so
    assert not show("number", index).is_near


def test_why_a_heading_was_restored_is_told_once(index: Index) -> None:
    found = show("computed", index).restored
    assert found
    assert found.label == "Kolomkop gereconstrueerd"
    (reason,) = found.reasons
    assert reason.startswith("Overvallen: De brief van 29 april 2020")
    # The answer itself says why, where a heading is not proven.
    assert show("series not proven", index).restored == certainty.Restored(
        "Kolomkop gereconstrueerd, niet zeker", ()
    )


def test_a_reason_that_several_headings_share_names_them_together(index: Index) -> None:
    facts = [fact for fact in index.facts.find() if fact.locator == "tabel 1, rij 2019"]
    found = certainty.restored(facts, "")
    assert found
    assert [reason.partition(": ")[0] for reason in found.reasons] == [
        "Overvallen, Straatroof, Woninginbraak en Geweld"
    ]


def test_numbers_lead_to_the_notes_that_define_them(index: Index) -> None:
    found = show("number with a definition", index).notes
    assert [(name, note.id) for name, note in found] == [
        ("Definitie", f"{LETTER}:noot22"),
        ("Bron", f"{LETTER}:noot23"),
    ]


def test_a_series_is_drawn_said_and_listed_in_place_of_its_quotes(index: Index) -> None:
    found = show("series", index)
    (figure,) = found.figures
    assert found.quotes.shown == found.quotes.folded == ()
    letter = index.passages.text(LETTER)
    marked = [span.of(letter) for _, span in found.places()]
    assert (marked[0], marked[-2:]) == ("2.272", ["676", "-70%"])
    assert figure.name == "Het aantal overvallen, 2011–2021"
    assert figure.legend == ""
    assert found.text == (
        "Het aantal overvallen daalde van 2.272 in 2011 naar 676 in 2021 (-70%)."
        " Het hoogst was het in 2011 (2.272), het laagst in 2021 (676)."
    )
    assert [year for year, *_ in figure.rows] == list(range(2011, 2022))
    assert figure.reference == "Kamerstuk 28 684, nr. 720, par. 1, tabel 1"
    assert 'aria-label="Lijndiagram: Het aantal overvallen, 2011–2021"' in figure.chart
    assert "<style" not in figure.chart
    assert "style=" not in figure.chart
    assert figure.chart.count('<text class="waarde"') == 11
    assert ">2019: 1.174</text>" in figure.chart
    (figure,) = show("series not proven", index).figures
    assert figure.legend.startswith("Onderbroken lijn, open punt")


def test_the_numbers_of_a_series_open_in_a_dutch_spreadsheet(index: Index) -> None:
    (figure,) = show("series not proven", index).figures
    kept = unquote(figure.csv).partition(",")[2]
    assert kept.startswith("\ufeffid;briefId;")
    rows = list(csv.DictReader(io.StringIO(kept.removeprefix("\ufeff"), newline=""), delimiter=";"))
    plain = list(csv.DictReader(io.StringIO(wire.facts_csv(figure.facts), newline="")))
    assert [row["waarde"].replace(",", ".") for row in rows] == [row["waarde"] for row in plain]
    assert any("," in row["waarde"] for row in rows)
    assert [row["citaat"] for row in rows] == [row["citaat"] for row in plain]


def test_two_years_are_no_series(index: Index) -> None:
    facts = index.facts.find()
    robberies = [fact for fact in facts if (fact.measure, fact.subject) == ("aantal", "overvallen")]
    assert figures_of(robberies[:2], index) == ()
    assert len(figures_of(robberies, index)) == 1


def test_a_letter_is_named_once_however_often_it_is_quoted(index: Index) -> None:
    parts = shown(ask(KINDS["parts"], index), index)
    assert [part.question for part in parts] == [
        "Hoeveel overvallen waren er in 2019?",
        "En hoe ontwikkelde het aantal straatroven zich?",
    ]
    assert [source.letter_id for source in sources_of(parts, index)] == [LETTER]
    assert sources_of((), index) == ()


@pytest.mark.parametrize(
    "words",
    [
        *certainty.STRENGTHS.values(),
        *(shows.MEANT, shows.INSTEAD, shows.FURTHER),
        *(certainty.WORKED_OUT, certainty.RESTORED, certainty.UNCERTAIN),
    ],
)
def test_the_widget_says_it_in_the_same_words(words: str) -> None:
    assert f'"{words}"' in WORDS.read_text("utf-8")
