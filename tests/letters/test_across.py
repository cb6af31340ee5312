"""Questions to letters of several days and subjects: which letter is asked, and what is newest.

Three letters of one dossier stand beside those of other subjects: their positions change, and one
number of their table is revised.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.errors import QuestionError
from qa.question.ask import ask
from qa.question.read.which import which
from qa.store.index import Index
from qa.types import Abstention, Answer, Reason
from tests.letters.across.scoring import HERE, NAMES, faults, letters_behind, rows
from tests.letters.conftest import REAL
from tests.letters.known import params

OLD, MIDDLE, NEW = "kst-37410-3", "kst-37410-8", "kst-37410-15"
# What nobody has solved yet, each with why.
KNOWN = {
    "a12": "the reader is not sure of a sentence that says «niet, maar wel»",
    "b01": "the office of who sent it outweighs what is asked",
    "b06": "two «over» in a row: the reader quotes what the proof is, not its evaluation",
    "b26": "the reader is not sure: «planning» stands nowhere",
}


@pytest.mark.parametrize(
    "row",
    params(rows(), KNOWN),
)
def test_a_question_across_letters_ends_as_it_should(row: dict[str, str], across: Index) -> None:
    assert faults(row, ask(row["q"], across)) == []


def test_no_number_across_letters_is_wrong(across: Index) -> None:
    for row in rows():
        outcome = ask(row["q"], across)
        if isinstance(outcome, Answer) and outcome.facts:
            assert faults(row, outcome) == [], row["id"]


def test_every_row_has_an_id_of_its_own_and_both_halves_are_large() -> None:
    held = rows()
    assert len({row["id"] for row in held}) == len(held) >= 60
    assert sum(row["written"] == "before" for row in held) >= 30
    assert sum(row["written"] == "after" for row in held) >= 30


def test_what_is_asked_back_is_a_question_that_one_letter_answers_to(across: Index) -> None:
    for row in rows():
        outcome = ask(row["q"], across)
        if isinstance(outcome, Abstention) and outcome.reason is Reason.AMBIGUOUS:
            for suggestion in outcome.suggestions:
                assert len(which(suggestion, across).letters) == 1, (row["id"], suggestion)


def test_questions_that_call_no_letter_are_asked_of_all(across: Index) -> None:
    """The questions of the six letters speak of "de brief" at most, which calls none."""
    for path in sorted(HERE.parent.glob("*/open.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            question = json.loads(line)["q"]
            assert which(question, across).phrase == "", question


@pytest.mark.parametrize("name", NAMES)
def test_an_index_of_one_letter_does_not_answer_for_another(name: str, across: Index) -> None:
    alone = across.within([name])
    asked = "Hoeveel zwembaden waren er in 2018"
    assert which(f"{asked} volgens de brief van 1999?", alone).letters == ()
    here = which(f"{asked} volgens de brief?", alone)
    assert (here.question, here.letters) == (f"{asked} volgens de brief?", (name,))


def test_a_follow_up_goes_on_asking_the_letter_that_was_called(across: Index) -> None:
    first = ask("Hoeveel zwembaden waren er in 2018 volgens de brief van 2020?", across)
    second = ask("En in 2019?", across, context=first.context)
    assert letters_behind(first) == letters_behind(second) == (OLD,)
    assert "687" in second.text
    apart = ask("En in 2019?", across.within([NEW, MIDDLE]), context=_asked_of_all(across))
    assert "687" not in apart.text


def _asked_of_all(across: Index) -> str:
    return ask("Wat is de Drijvende Badmeester volgens de brief van 2020?", across).context


def test_a_context_of_letters_that_are_not_here_narrows_nothing(across: Index) -> None:
    context = _asked_of_all(across)
    outcome = ask("En in hoeveel gemeenten?", across.within([MIDDLE, REAL]), context=context)
    assert OLD not in letters_behind(outcome)
    with pytest.raises(QuestionError):
        ask("En nu?", across, context=context[:-8])


def test_the_newest_is_said_first_and_the_older_ones_are_named(across: Index) -> None:
    outcome = ask("Hoeveel basisscholen geven zwemles?", across)
    assert outcome.text == (
        "508 basisscholen (op 9 oktober 2024). De brief ‘Zwemveiligheid: stand van zaken 2024’ van"
        " 9 oktober 2024: «Op dit moment geven 508 basisscholen zwemles.» Eerder: 365 in de brief"
        " ‘Zwemveiligheid: stand van zaken 2022’ van 17 juni 2022 en 412 in de brief"
        " ‘Zwemveiligheid: stand van zaken 2020’ van 12 mei 2020."
    )
    assert letters_behind(outcome) == (NEW, MIDDLE, OLD)


def test_a_revised_number_is_said_with_what_it_was(across: Index) -> None:
    outcome = ask("Hoeveel zwembaden waren er in 2019?", across)
    assert outcome.text.endswith(
        " Het aantal zwembaden in 2019 is bijgesteld: 671 in de brief ‘Zwemveiligheid: stand van"
        " zaken 2022’ van 17 juni 2022, eerder 687 in de brief ‘Zwemveiligheid: stand van zaken"
        " 2020’ van 12 mei 2020."
    )
    assert letters_behind(outcome) == (MIDDLE, OLD)


@pytest.mark.parametrize(
    ("question", "behind"),
    [
        ("Hoeveel zwembaden minder waren er in 2019 dan in 2018?", (MIDDLE, OLD)),
        ("Hoeveel zwembaden minder waren er in 2023 dan in 2020?", (NEW,)),
        ("Hoeveel verdrinkingen meer waren er in 2023 dan in 2017?", (OLD, NEW)),
    ],
)
def test_numbers_are_worked_with_in_one_letter_where_one_has_them(
    question: str, behind: tuple[str, ...], across: Index
) -> None:
    outcome = ask(question, across)
    assert isinstance(outcome, Answer)
    assert letters_behind(outcome) == behind


def test_each_rule_that_chose_a_letter_is_in_the_trace(across: Index) -> None:
    asked = "Hoeveel basisscholen geven zwemles volgens de nieuwste brief over zwemveiligheid?"
    rules = [(step.rule, step.detail) for step in ask(asked, across).trace]
    assert rules[:2] == [
        ("letter_by_order", "nieuwste"),
        ("letter_by_topic", "over zwemveiligheid"),
    ]
    assert "newest_passages" in {
        step.rule for step in ask("Is schoolzwemmen verplicht?", across).trace
    }


def test_what_is_quoted_and_counted_stands_in_the_letters() -> None:
    texts = "\n".join(Path(HERE / name / "letter.txt").read_text("utf-8") for name in NAMES)
    for number in ("508", "687", "671", "1 augustus 2026", "€ 6,8 miljoen"):
        assert number in texts
