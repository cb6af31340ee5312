"""An index within some of its letters answers as if it held no others."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from qa import Index, ask, wire
from qa.dutch.text import stem
from qa.errors import QuestionError
from qa.model.encode import Encoder
from qa.question.passages.retrieve import explained
from qa.types import Kind
from tests.archive import REAL_ID, SECOND_ID, THIRD_ID
from tests.engines import connect_tested

Letters = tuple[str, ...]
ALL = (REAL_ID, SECOND_ID, THIRD_ID)
QUESTIONS = (
    "Hoeveel overvallen waren er in 2021?",
    "Hoeveel overvallen waren er in 2023 minder dan in 2021?",
    "Hoeveel scholen doen mee aan de proef?",
    "Wie verzorgen de dieren van de wijkboerderij?",
    "Wanneer is de Week van de Veiligheid volgend jaar?",
    "Wat is IPTA?",
    "Wie heeft deze brief ondertekend?",
    "Hoeveel ooievars broeden er? En hoeveel overvallen waren er in 2022?",
)


def sent(question: str, index: Index, context: str = "") -> dict[str, Any]:
    return wire.outcome(ask(question, index, context=context))


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ((REAL_ID,), "In 2021 waren er 676 overvallen."),
        ((SECOND_ID,), "In 2021 waren er 700 overvallen."),
        ((SECOND_ID, THIRD_ID), "In 2021 waren er 700 overvallen (brief ‘Een brief’ van 14 dec"),
        (ALL, "Voor het aantal overvallen staan er verschillende getallen: 676 (Kamerstuk 28 684,"),
    ],
)
def test_letters_that_contradict_each_other_do_so_only_together(
    letters: Letters, text: str, archive: Index
) -> None:
    assert ask(QUESTIONS[0], archive.within(letters)).text.startswith(text)


@pytest.mark.parametrize("question", QUESTIONS)
def test_one_letter_of_several_answers_as_it_does_alone(
    question: str, index: Index, archive: Index
) -> None:
    narrowed, alone = sent(question, archive.within([REAL_ID])), sent(question, index)
    scores: list[list[float]] = []
    for outcome in (narrowed, alone):
        parts = (outcome, *outcome["deelantwoorden"])
        scores.append([each.pop("score") for part in parts for each in part["fragmenten"]])
        for part in parts:
            part.pop("id")
    assert narrowed == alone
    assert scores[0] == pytest.approx(scores[1], abs=0.01)  # lengths are measured against all


def letters_in(value: Any) -> set[str]:
    """Return the letters that anything in a JSON value is of."""
    if isinstance(value, list):
        return {found for each in value for found in letters_in(each)}
    if not isinstance(value, dict):
        return set()
    own = {value["briefId"]} if "briefId" in value else set()
    return own.union(*(letters_in(each) for each in value.values()))


@pytest.mark.parametrize("letters", [(REAL_ID,), (SECOND_ID,), (THIRD_ID,), (SECOND_ID, THIRD_ID)])
@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_of_another_letter_is_in_an_outcome(
    question: str, letters: Letters, archive: Index
) -> None:
    assert letters_in(sent(question, archive.within(letters))) <= set(letters)


def test_a_repeated_paragraph_names_only_the_letters_of_the_filter(archive: Index) -> None:
    def elsewhere(index: Index) -> list[str]:
        return [each["briefId"] for each in sent(QUESTIONS[3], index)["fragmenten"][0]["ookIn"]]

    assert elsewhere(archive) == [SECOND_ID]
    assert elsewhere(archive.within([SECOND_ID, THIRD_ID])) == [SECOND_ID]
    assert elsewhere(archive.within([SECOND_ID])) == []


def test_passages_are_searched_within_the_filter_however_deep_they_lie(archive: Index) -> None:
    for letter in (SECOND_ID, THIRD_ID):
        narrowed = archive.within([letter])
        hits = [hit for hit, _ in explained("overvallen en straatroven", narrowed, 50)]
        prose = [p.id for p in narrowed.passages.of_letter(letter) if p.kind is not Kind.TABLE]
        assert sorted(hit.passage.id for hit in hits) == sorted(prose)


def test_the_stores_hold_only_the_letters_of_the_filter(archive: Index) -> None:
    narrowed = archive.within([SECOND_ID])
    assert [source.letter_id for source in narrowed.passages.sources()] == [SECOND_ID]
    assert {fact.letter_id for fact in narrowed.facts.find()} == {SECOND_ID}
    assert len(narrowed.passages) == len(narrowed.dense) == archive.passages.count_of(SECOND_ID)
    assert narrowed.newest < archive.newest
    assert stem("ooievaar") in archive.facts.vocabulary - narrowed.facts.vocabulary
    assert {p.letter_id for p in narrowed.passages.labelled("Ondertekening")} == {SECOND_ID}
    assert (narrowed.passages.source(REAL_ID), narrowed.passages.of_letter(REAL_ID)) == (None, ())
    assert (narrowed.passages.count_of(REAL_ID), narrowed.facts.count_of(REAL_ID)) == (0, 0)
    with pytest.raises(KeyError):
        narrowed.passages.named(f"{REAL_ID}:p1")


def test_a_follow_up_brings_no_fact_of_another_letter(archive: Index) -> None:
    first = ask(QUESTIONS[0], archive.within([REAL_ID]))
    assert archive.facts.named([f"{REAL_ID}:tabel1:11:1"])
    assert archive.within([SECOND_ID]).facts.named([f"{REAL_ID}:tabel1:11:1"]) == ()
    for question in ("Waar komt dat cijfer vandaan?", "En in 2022?", "Hoe wordt dat berekend?"):
        after = sent(question, archive.within([SECOND_ID]), first.context)
        assert letters_in(after) <= {SECOND_ID}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_filter_of_all_letters_changes_nothing(question: str, archive: Index) -> None:
    narrowed = archive.within(reversed(ALL))
    assert json.dumps(sent(question, narrowed)) == json.dumps(sent(question, archive))


def test_what_is_answered_within_other_letters_has_another_id(archive: Index) -> None:
    filters = [ALL, (REAL_ID,), (SECOND_ID,), (SECOND_ID, THIRD_ID), (REAL_ID, THIRD_ID)]
    ids = [ask(QUESTIONS[0], archive.within(letters)).id for letters in filters]
    assert len(set(ids)) == len(filters)
    assert ids[3] == ask(QUESTIONS[0], archive.within([THIRD_ID, SECOND_ID, THIRD_ID])).id


@pytest.mark.parametrize(
    ("letters", "message"),
    [
        (["kst-1-1"], f"Onbekende brief: kst-1-1. Kies uit: {REAL_ID}, {SECOND_ID}, {THIRD_ID}."),
        ([REAL_ID, "b", "a"], "Onbekende brief: a, b. Kies uit: "),
        ([""], "Onbekende brief: "),
        ([], f"Er is geen brief gekozen. Kies uit: {REAL_ID}, {SECOND_ID}, {THIRD_ID}."),
    ],
)
def test_a_letter_that_is_not_there_is_refused_with_what_is(
    letters: list[str], message: str, archive: Index
) -> None:
    with pytest.raises(QuestionError) as refused:
        archive.within(letters)
    assert str(refused.value).startswith(message)


def test_of_many_letters_ten_are_named(archive: Index) -> None:
    with pytest.raises(QuestionError) as refused:
        archive.within(f"kst-{number}-1" for number in range(10, 25))
    assert "kst-18-1, kst-19-1 en nog 5. Kies uit: " in str(refused.value)


def test_a_narrowed_index_is_narrowed_further_and_never_widened(archive: Index) -> None:
    two = archive.within([SECOND_ID, THIRD_ID])
    assert two.within([THIRD_ID]) is archive.within([THIRD_ID])
    assert two.within([THIRD_ID, SECOND_ID]) is two
    with pytest.raises(QuestionError, match=f"Onbekende brief: {REAL_ID}. Kies uit: "):
        two.within([REAL_ID])


def test_many_threads_with_filters_of_their_own_get_what_one_gets(
    archive_index: Callable[[], Index],
) -> None:
    filters: list[Letters] = [ALL, (REAL_ID,), (SECOND_ID,), (THIRD_ID,), (SECOND_ID, THIRD_ID)]
    asked = [(question, letters) for question in QUESTIONS for letters in filters]

    def answer(index: Index, question: str, letters: Letters) -> str:
        return json.dumps(sent(question, index.within(letters)))

    alone = archive_index()
    expected = [answer(alone, *each) for each in asked]
    shared = archive_index()  # cold: its stores are loaded by whichever thread comes first
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda each: answer(shared, *each), asked * 3))
    assert found == expected * 3


@pytest.fixture
def archive_index(archive: Index, encoder: Encoder) -> Callable[[], Index]:
    """Open the index of several letters anew."""
    folder = archive.folder.parents[1]
    return lambda: Index.open(folder, lambda: encoder, connect=connect_tested(folder))
