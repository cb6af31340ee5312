"""Sentences about numbers are plain Dutch, whatever the heads of a table are like."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.question.series.compute import compute
from qa.say import series_answers, workings
from qa.say.refusals import asked_of
from qa.say.wording import measured_by, there_were, thing_and_place, was
from qa.types import Fact, MeasureKind, Operation
from tests.question.factories import computing, fact


def cell(shown: str, subject: str, many: str, year: int = 2025) -> Fact:
    return replace(fact(shown, subject=subject, period=year), one=many, many=many)


def paid(shown: str, subject: str, measure: str = "bedrag", article: str = "het") -> Fact:
    """Return a cell of a table that is in millions of euros."""
    made = fact(shown, shown.replace(",", "") + "00000", unit="euro", scale=6, places=1,
                measure=measure, subject=subject, period=2027)  # fmt: skip
    return replace(made, many=subject, article=article, kind=MeasureKind.AMOUNT)


GRAVES = cell("14", "Gelderland", "graven in Gelderland")
FREE = cell("7.220", "gratis", "toiletten (gratis)")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (GRAVES, "waren er 14 graven in Gelderland"),
        (FREE, "waren er 7.220 toiletten (gratis)"),
        (cell("1", "Fryslân", "graven in Fryslân"), "was het aantal graven in Fryslân 1"),
        (replace(fact("1"), one="overval", many="overvallen"), "was er 1 overval"),
    ],
)
def test_a_count_is_told_with_what_it_counts(found: Fact, said: str) -> None:
    assert there_were(found) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (paid("6,5", "tekort"), "In 2027 was het bedrag ‘tekort’ 6,5 miljoen euro"),
        (paid("6,5", "aangevraagd"), "In 2027 was het bedrag ‘aangevraagd’ 6,5 miljoen euro"),
        (
            paid("6,5", "tunnels", "geplande uitgaven", "de"),
            "In 2027 zijn de geplande uitgaven voor tunnels 6,5 miljoen euro",
        ),
        (
            paid("6,5", "onderhoud", "gemiddelde kosten per jaar", "de"),
            "In 2027 waren de gemiddelde kosten per jaar van onderhoud 6,5 miljoen euro",
        ),
    ],
)
def test_money_is_told_with_what_it_is_for(found: Fact, said: str) -> None:
    assert f"In 2027 {was(found)} {measured_by(found)} 6,5 miljoen euro" == said


def test_of_the_highest_its_place_is_told_first() -> None:
    facts = (GRAVES, cell("9", "Limburg", "graven in Limburg"))
    ranked = computing(Operation.HIGHEST, over_subjects=True)
    said = workings.worked_out(ranked, compute(Operation.HIGHEST, facts))
    assert said.startswith("In 2025 had Gelderland de meeste graven: 14.")
    assert thing_and_place(FREE) == ("toiletten", "gratis")
    assert thing_and_place(fact("5")) == ("", "")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "Welke toezeggingen staan er in de drie brieven?",
            "Welke toezeggingen staan er in de brief van 1 mei 2024?",
        ),
        (
            "Wat staat er in de brief over geld?",
            "Wat staat er in de brief van 1 mei 2024 over geld?",
        ),
        ("Wat kost een graf?", "Wat kost een graf volgens de brief van 1 mei 2024?"),
    ],
)
def test_a_question_is_asked_of_one_letter(question: str, asked: str) -> None:
    assert asked_of(question, "de brief van 1 mei 2024") == asked


def test_a_number_that_counts_nothing_by_name_has_no_ready_question() -> None:
    bare = replace(fact("€ 900", "900", unit="euro", subject="", rule="amount"), many="")
    staff = fact("18 fte", "18", unit="fte", subject="fte", rule="amount")
    assert series_answers.questions_about([bare]) == []
    assert len(series_answers.questions_about([staff, staff, bare])) == 1
