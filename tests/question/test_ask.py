"""Whole answers from the real letter: the rules that a reader relies on."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest

from qa import wire
from qa.letter.build import build
from qa.model.encode import Encoder
from qa.question.ask import ask
from qa.question.dialogue.turn import Turn, encode
from qa.question.series.select import select
from qa.say.guard import guarded
from qa.say.lacks import without_series
from qa.say.letters import ONE
from qa.store import facts as fact_store
from qa.store.facts import FactStore
from qa.store.index import Index
from qa.types import Abstention, Answer, Bound, FactQuery, Gap, Operation, Reason, Strength, Years
from tests.engines import connect_tested
from tests.letter.factories import make
from tests.lexicon import concept, measure


def answer(question: str, index: Index, context: str = "") -> Answer:
    outcome = ask(question, index, context=context)
    assert isinstance(outcome, Answer), outcome.text
    return outcome


def abstention(question: str, index: Index) -> Abstention:
    outcome = ask(question, index)
    assert isinstance(outcome, Abstention), outcome.text
    return outcome


def test_a_number_comes_with_its_row_and_its_place(index: Index) -> None:
    found = answer("Hoeveel straatroven waren er in 2016?", index)
    assert found.text == "In 2016 waren er 4.167 straatroven."
    (fact,) = found.facts
    assert fact.quote == "2016 1.138 4.167 55.470 80.332"
    assert fact.locator == "tabel 1, rij 2016"
    assert found.hits[0].core == fact.span


def test_the_same_question_gives_the_same_answer_byte_for_byte(index: Index) -> None:
    question = "Wat doet de Taskforce Overvallen?"
    one, other = (json.dumps(wire.outcome(ask(question, index))) for _ in range(2))
    assert one == other


def test_a_question_with_a_word_too_many_gets_no_national_figure(index: Index) -> None:
    found = abstention("Hoeveel straatroven waren er in Maastricht in 2016?", index)
    assert found.reason is Reason.NOT_IN_CORPUS
    assert "«Maastricht»" in found.text
    assert found.text.endswith("Het dichtst in de buurt komt: In 2016 waren er 4.167 straatroven.")
    assert [fact.surface for fact in found.nearest] == ["4.167"]


def test_a_year_outside_the_series_is_named_with_the_years_that_there_are(index: Index) -> None:
    found = abstention("Hoeveel overvallen waren er in 2008?", index)
    assert found.text == (
        "Dat staat niet in de brief. De brief geeft het aantal overvallen niet over 2008,"
        " wel over 2011 tot en met 2021."
    )


def test_every_suggestion_of_an_abstention_can_be_answered(index: Index) -> None:
    for question in ("Hoeveel overvallen waren er in 2008?", "ophelderingspercentage geweld 2020"):
        suggestions = abstention(question, index).suggestions
        assert len(suggestions) == 3
        assert all(isinstance(ask(each, index), Answer) for each in suggestions)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hoeveel overvallen waren er in 2019 volgens de brief van 2015?", "De brief van 2015"),
        ("Wat staat er in Kamerstuk 28 684, nr. 619 over straatroof?", "Kamerstuk 28 684, nr. 619"),
    ],
)
def test_the_only_letter_does_not_answer_for_another(
    question: str, told: str, index: Index
) -> None:
    found = abstention(question, index)
    title = "‘Voortgangsrapportage High Impact Crimes 2021-2022’"
    assert found.text == f"{told} is hier niet. Hier is alleen {title} van 14 december 2022."
    assert not found.hits


def test_the_year_that_the_only_letter_is_called_by_is_no_year_of_a_figure(index: Index) -> None:
    found = answer("Hoeveel overvallen waren er in 2019 volgens de brief van 2022?", index)
    assert found.text == "In 2019 waren er 1.174 overvallen."


def test_what_the_letter_calls_not_yet_known_is_quoted(index: Index) -> None:
    found = abstention("Hoeveel woninginbraken waren er in 2022?", index)
    assert found.reason is Reason.NOT_YET_KNOWN
    assert "De cijfers over heel 2022 zijn nog niet bekend" in found.text


@pytest.mark.parametrize("subject", ["overvallen", "straatroven"])
def test_an_unproven_header_is_always_said_to_be_reconstructed(index: Index, subject: str) -> None:
    for question in (
        "Wat was het doel voor de opheldering van {} in 2019?",
        "Wat was het ophelderingspercentage van {} in 2020?",
        "Hoeveel procentpunt steeg de opheldering van {} van 2020 naar 2021?",
    ):
        found = answer(question.format(subject), index)
        assert "kolomkop gereconstrueerd" in found.text
        assert found.strength is Strength.MODERATE


def test_a_proven_column_needs_no_such_remark(index: Index) -> None:
    found = answer("Wat was het ophelderingspercentage van overvallen in 2021?", index)
    assert "gereconstrueerd" not in found.text
    assert "«Aantal opgehelderde zaken gedeeld door het aantal zaken." in found.text


def test_the_change_that_the_letter_prints_is_taken_over_a_computed_one(index: Index) -> None:
    found = answer("Met hoeveel procent veranderde het geweld tussen 2011 en 2021?", index)
    assert [fact.surface for fact in found.facts] == ["-33%"]
    assert found.derivation is None


def test_a_result_shows_its_working_and_its_facts(index: Index) -> None:
    found = answer("Hoeveel overvallen waren er minder in 2020 dan in 2015?", index)
    assert found.derivation is not None
    assert found.derivation.operation is Operation.DIFFERENCE
    assert found.derivation.formula == "1.239 − 907 = 332"
    assert [fact.surface for fact in found.facts] == ["1.239", "907"]


def test_an_approximation_stays_one(index: Index) -> None:
    found = answer("Hoeveel camera's zijn er geregistreerd bij Camera in Beeld?", index)
    assert found.text.startswith("Bijna 321.000 camera’s")
    grown = answer("Hoeveel camera's zijn er bijgekomen sinds september 2021?", index)
    assert "ongeveer 41.000 meer." in grown.text
    assert "bijna 321.000" in grown.text


def test_the_old_and_the_new_value_are_not_swapped(index: Index) -> None:
    assert [
        answer(question, index).facts[0].surface
        for question in (
            "Met hoeveel fte startte de pilot IPTA?",
            "Hoeveel fte heeft IPTA nu?",
            "Hoeveel fte had de rio eerst?",
            "Hoeveel fte heeft de rio inmiddels?",
        )
    ] == ["zes fte", "18 fte", "4 fte", "28 fte"]


def test_two_numbers_that_fit_alike_lead_to_a_question_back(index: Index) -> None:
    found = abstention("Hoeveel gemeenten doen mee?", index)
    assert found.reason is Reason.AMBIGUOUS
    assert found.text.startswith("De brief noemt hiervoor meer dan één getal:")
    assert len(found.suggestions) == 3


def test_a_question_in_parts_is_answered_part_by_part(index: Index) -> None:
    found = answer("1. Hoeveel overvallen waren er in 2019?\n2. En in 2005?", index)
    assert found.text.split("\n")[0] == "1. In 2019 waren er 1.174 overvallen."
    assert [type(part) for part in found.parts] == [Answer, Abstention]


def test_a_dialogue_carries_what_was_left_out(index: Index) -> None:
    first = answer("Hoeveel overvallen waren er in 2016?", index)
    second = answer("En in 2017?", index, first.context)
    third = answer("En straatroven?", index, second.context)
    assert [each.text for each in (second, third)] == [
        "In 2017 waren er 1.103 overvallen.",
        "In 2017 waren er 3.576 straatroven.",
    ]
    assert third.read_as == "het aantal straatroven in 2017"


def test_a_percentage_is_never_averaged(index: Index) -> None:
    found = abstention("Wat was het gemiddelde ophelderingspercentage van overvallen?", index)
    assert found.reason is Reason.NOT_COMPARABLE


def test_a_change_from_a_range_is_refused_with_the_reason(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "Met hoeveel fte is de pilot IPTA gegroeid?"
    old, new = answer(question, index).facts
    six_to_eight = replace(old.quantity, bound=Bound.RANGE, high=Decimal(8))
    facts = (replace(old, quantity=six_to_eight, surface="zes tot acht fte"), new)
    surroundings = "Pilot Integrale Persoonsgerichte Toeleiding naar Arbeid (IPTA)"
    fact_store.write(((fact, surroundings) for fact in facts), tmp_path / "facts.sqlite")
    monkeypatch.setattr(index, "facts", FactStore.open(tmp_path / "facts.sqlite"))
    found = abstention(question, index)
    assert found.reason is Reason.NOT_COMPARABLE
    assert found.text == "Dat is niet te berekenen. Met een marge valt niet exact te rekenen."
    assert found.nearest == facts


def test_a_facts_question_never_loads_the_model(index: Index) -> None:
    def refuse() -> None:
        raise AssertionError("the embedding model was asked for")

    folder = index.folder.parents[1]
    closed = Index.open(folder, refuse, connect=connect_tested(folder))  # type: ignore[arg-type]
    for question in ("Hoeveel overvallen waren er in 2019?", "Hoeveel fte heeft de rio nu?"):
        assert isinstance(ask(question, closed), Answer)


def test_an_operator_may_say_no_in_other_words(index: Index) -> None:
    question = "Hoeveel overvallen waren er in 2008?"
    own, theirs = ask(question, index), ask(question, index, refusal="Dat weet ik niet.")
    assert theirs.text == own.text.replace("Dat staat niet in de brief.", "Dat weet ik niet.")
    assert theirs.id == own.id


def test_two_facts_that_disagree_are_both_named(index: Index, tmp_path: Path) -> None:
    (fact,) = index.facts.find("aantal", "overvallen", 2019)
    other = replace(
        fact,
        id="kst-1-1:tabel1:1:1",
        quantity=replace(fact.quantity, value=Decimal(1180)),
        surface="1.180",
        reference="Kamerstuk 1 111, nr. 1, tabel 1, rij 2019",
    )
    query = FactQuery("?", measure("aantal"), (concept("overvallen"),), Years(named=(2019,)))
    fact_store.write(((fact, ""), (other, "")), tmp_path / "facts.sqlite")
    gap = select(query, FactStore.open(tmp_path / "facts.sqlite"))
    assert isinstance(gap, Gap)
    found = without_series(query, gap, ONE)
    assert guarded(found, ONE) is found
    assert found.reason is Reason.CONFLICT
    assert found.text == (
        "Voor het aantal overvallen staan er verschillende getallen: 1.174 (Kamerstuk 28 684,"
        " nr. 720, par. 1, tabel 1, rij 2019) en 1.180 (Kamerstuk 1 111, nr. 1, tabel 1, rij 2019)."
    )


def test_the_strongest_change_is_the_one_that_the_letter_prints(index: Index) -> None:
    found = answer("Welk delict daalde het sterkst tussen 2011 en 2021?", index)
    assert found.text.startswith(
        "Van 2011 naar 2021 daalde het sterkst: het aantal woninginbraken met 74% (zo gedrukt;"
    )


def test_the_year_that_fell_most_is_told_in_percent_and_in_number(index: Index) -> None:
    found = answer("In welk jaar daalde het aantal overvallen het sterkst?", index)
    assert "in procenten in 2021 met 25,5%" in found.text
    assert "in aantallen in 2014 met 366" in found.text


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel jongeren doen mee aan AJB?",
        "Hoeveel ouders waren er bij re_B00TCMP?",
        "Hoeveel leerlingen doen mee aan Mijn Cyberrijbewijs?",
        "Hoeveel jongeren zijn er minderjarig?",
        "Wat is het percentage geweld in 2021?",
        "Hoeveel overvallen op telecomwinkels waren er?",
    ],
)
def test_a_figure_of_another_thing_is_not_passed_off_as_the_answer(
    index: Index, question: str
) -> None:
    outcome = ask(question, index)
    assert isinstance(outcome, Abstention) or not outcome.facts


def test_a_part_of_a_whole_is_given_only_to_who_names_it(index: Index) -> None:
    asked = "Hoeveel {}opkopers zijn aangesloten op het Register?"
    assert answer(asked.format("Nederlandse "), index).facts[0].surface == "7.036"
    assert answer(asked.format("buitenlandse "), index).facts[0].surface == "vier"
    assert abstention(asked.format(""), index).reason is Reason.AMBIGUOUS


def test_a_question_of_its_own_does_not_lean_on_the_turn_before(index: Index) -> None:
    before = ask("Wat is IPTA?", index)
    found = ask(
        "Hoeveel camera's kwamen erbij sinds september 2021?", index, context=before.context
    )
    assert "ongeveer 41.000 meer." in found.text
    assert found.read_as == ""


def test_a_letter_without_the_series_that_is_asked_for_abstains(
    tmp_path: Path, encoder: Encoder
) -> None:
    body = "Inleiding\n\nIn 2022 waren er 412 inspecties. In 2021 waren dat er 388."
    make(tmp_path / "corpus", body)
    build(tmp_path / "corpus", tmp_path / "index", encoder)
    index = Index.open(tmp_path / "index", lambda: encoder)
    for question in ("Hoeveel overvallen waren er in 2019?", "Hoeveel overvallen waren er?"):
        found = abstention(question, index)
        assert found.suggestions == ()
        assert "412" not in found.text


def test_a_question_of_more_years_than_a_context_holds_can_be_followed(index: Index) -> None:
    years = " en ".join(map(str, range(1980, 2024)))
    before = ask(f"Hoeveel overvallen waren er in {years}?", index)
    assert answer("En in 2020?", index, before.context).text == "In 2020 waren er 907 overvallen."


def test_years_without_end_are_not_each_looked_up(archive: Index) -> None:
    """Of a context that a forger wrote, or of a question: neither takes a second."""
    years = Years(named=(2021, 9999), run=True, first=2021, last=9999)
    context = encode(Turn(subjects=("woninginbraak",), years=years))
    began = process_time()
    ask("En straatroven?", archive, context=context)
    ask("Hoeveel straatroven waren er van 2021 tot en met 9999?", archive)
    assert process_time() - began < 1
