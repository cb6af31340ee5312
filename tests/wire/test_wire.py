"""The JSON of every door, field by field: names, types and that what is quoted is the letter."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from qa import Index, ask, wire
from qa.question.series.compute import compute
from qa.say.outline import Heading
from qa.say.series import all_series
from qa.types import Bound as Bounds
from qa.types import Kind, Operation, Origin, Reason, Strength
from qa.wire import facts, letters, outcomes
from tests.question.factories import fact
from tests.shapes import FACT, OUTCOME

LOOKED_UP = "Hoeveel overvallen waren er in 2019?"
WORKED_OUT = "Hoeveel overvallen waren er in 2021 minder dan in 2011?"
QUOTED = "Wanneer is de Week van de Veiligheid volgend jaar?"
NOT_PROVEN = "Wat was het ophelderingspercentage van overvallen in 2019?"
OUT_OF_RANGE = "Hoeveel overvallen waren er in 1990?"
NO_SENSE = "asdf qwerty zxcv"
QUESTIONS = (LOOKED_UP, WORKED_OUT, QUOTED, NOT_PROVEN, OUT_OF_RANGE, NO_SENSE)
LETTER = "kst-28684-720"


@pytest.fixture(scope="module")
def sent(index: Index) -> dict[str, dict[str, Any]]:
    """What a door sends for each question."""
    return {question: wire.outcome(ask(question, index)) for question in QUESTIONS}


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_outcome_has_every_field_of_its_type(
    question: str, sent: dict[str, dict[str, Any]]
) -> None:
    assert OUTCOME(sent[question])
    assert sent[question]["vraag"] == question
    assert sent[question]["spoor"] != []
    is_answer = sent[question]["soort"] == "antwoord"
    assert (sent[question]["reden"] is None) == is_answer
    assert (sent[question]["sterkte"] is None) != is_answer


def test_a_looked_up_fact_is_sent_in_full(sent: dict[str, dict[str, Any]]) -> None:
    outcome = sent[LOOKED_UP]
    assert outcome["soort"] == "antwoord"
    assert outcome["tekst"] == "In 2019 waren er 1.174 overvallen."
    assert outcome["sterkte"] == "sterk"
    assert outcome["berekening"] is None
    (found,) = outcome["feiten"]
    position = found.pop("positie"), found.pop("waardePositie")
    assert [end - start for start, end in position] == [30, 5]
    assert found == {
        "id": "kst-28684-720:tabel1:9:1",
        "briefId": LETTER,
        "maat": "aantal",
        "onderwerp": "overvallen",
        "waarde": "1174",
        "waardeTot": None,
        "weergave": "1.174",
        "omschrijving": "overvallen, 2019",
        "eenheid": "",
        "grens": "exact",
        "periode": {"begin": "2019-01-01", "einde": "2019-12-31", "label": "2019"},
        "citaat": "2019 1.174 3.777 39.365 73.638",
        "plaats": "tabel 1, rij 2019",
        "verwijzing": "Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019",
        "jaar": 2019,
        "reeks": "kst-28684-720.aantal.overvallen",
        "reeksTitel": "Aantal overvallen",
        "kopHerkomst": "gereconstrueerd",
        "kopZeker": True,
        "kopToelichting": found["kopToelichting"],
        "definitie": None,
        "bron": "kst-28684-720:noot4",
    }


def test_a_computed_result_names_its_facts_and_shows_its_working(
    sent: dict[str, dict[str, Any]],
) -> None:
    computed = sent[WORKED_OUT]["berekening"]
    assert computed["bewerking"] == "verschil"
    assert computed["formule"] == "2.272 − 676 = 1.596"
    assert computed["uitkomst"]["waarde"].lstrip("-") == "1596"
    assert computed["uitkomst"]["eenheid"] == ""
    assert set(computed["invoer"]) == {f"{LETTER}:tabel1:1:1", f"{LETTER}:tabel1:11:1"}
    assert set(computed["invoer"]) <= {fact["id"] for fact in sent[WORKED_OUT]["feiten"]}


def test_the_working_ends_in_the_result_that_is_shown(sent: dict[str, dict[str, Any]]) -> None:
    computed = sent[WORKED_OUT]["berekening"]
    assert computed["formule"].endswith(f"= {computed['uitkomst']['weergave']}")


@pytest.mark.parametrize(
    ("operation", "printed", "shown"),
    [
        (Operation.HIGHEST, ("9", "7", "7"), "9"),
        (Operation.HIGHEST, ("9", "9", "7"), "9"),
        (Operation.LOWEST, ("9", "7", "7"), "7"),
        (Operation.LOWEST, ("62,57%", "53,4%", "53,4%"), "53,4%"),
        (Operation.RANK, ("9", "9", "7"), "9"),
        (Operation.COMPARE, ("5", "5"), "5"),
        (Operation.TREND, ("9", "9", "7"), "2"),
        (Operation.SUM, ("9", "9", "7"), "25"),
    ],
)
def test_a_result_is_shown_as_printed_where_numbers_are_alike(
    operation: Operation, printed: tuple[str, ...], shown: str
) -> None:
    facts = [fact(each, period=2019 + at) for at, each in enumerate(printed)]
    told = outcomes.derivation(compute(operation, facts))
    assert told is not None
    assert told["uitkomst"]["weergave"] == shown
    values = {fact.surface: f"{fact.quantity.value:f}" for fact in facts}
    assert told["uitkomst"]["waarde"].lstrip("-") == values.get(shown, shown)


def test_a_column_that_is_not_proven_says_so(sent: dict[str, dict[str, Any]]) -> None:
    outcome = sent[NOT_PROVEN]
    assert outcome["sterkte"] == "matig"
    assert {fact["kopZeker"] for fact in outcome["feiten"]} == {False}
    assert outcome["feiten"][0]["waarde"] == "52.4"
    assert outcome["feiten"][0]["weergave"] == "52,4%"


def test_a_fragment_quotes_its_best_sentence_and_carries_its_notes(
    sent: dict[str, dict[str, Any]],
) -> None:
    fragments = sent[QUOTED]["fragmenten"]
    note = next(each for each in fragments if each["soort"] == "voetnoot")
    assert note["kern"]["tekst"] == (
        "Volgend jaar vindt de week van de veiligheid plaats in week 41"
    )
    assert note["verwijzing"] == "Kamerstuk 28 684, nr. 720, par. 3.1, noot 44"
    assert note["url"] == "https://zoek.officielebekendmakingen.nl/kst-28684-720.html"
    assert note["pad"] == ["3 Inzet slachtofferschap", "3.1 Publieksvoorlichting", "Voetnoot 44"]
    carrier = next(each for each in fragments if 44 in [n["nummer"] for n in each["noten"]])
    assert carrier["soort"] == "alinea"


@pytest.mark.parametrize("question", [OUT_OF_RANGE, NO_SENSE])
def test_an_abstention_gives_a_reason_and_no_fact_of_its_own(
    question: str, sent: dict[str, dict[str, Any]]
) -> None:
    assert sent[question]["soort"] == "onthouding"
    assert sent[question]["reden"] in {"nietInCorpus", "nietBegrepen"}
    assert sent[question]["berekening"] is None


def quotes(value: Any) -> Iterator[tuple[list[int], str]]:
    """Yield every position in an outcome with the text that is said to stand there."""
    if isinstance(value, list):
        for part in value:
            yield from quotes(part)
    elif isinstance(value, dict):
        if "positie" in value:
            yield value["positie"], value["citaat"] if "citaat" in value else value["tekst"]
        if "waardePositie" in value:
            yield value["waardePositie"], value["weergave"]
        for part in value.values():
            yield from quotes(part)


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_quoted_is_a_slice_of_the_letter(
    question: str, sent: dict[str, dict[str, Any]], index: Index
) -> None:
    canonical = index.passages.text(LETTER)
    for (start, end), quoted in quotes(sent[question]):
        assert canonical[start:end] == quoted


def test_there_are_quotes_to_compare(sent: dict[str, dict[str, Any]]) -> None:
    assert len(list(quotes(sent[LOOKED_UP]))) >= 2
    assert len(list(quotes(sent[QUOTED]))) >= 4


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_is_sent_byte_for_byte(question: str, index: Index) -> None:
    once, again = (json.dumps(wire.outcome(ask(question, index))) for _ in range(2))
    assert once == again
    assert json.loads(once) == wire.outcome(ask(question, index))


def test_questions_have_ids_of_their_own(sent: dict[str, dict[str, Any]]) -> None:
    assert len({outcome["id"] for outcome in sent.values()}) == len(QUESTIONS)


def test_every_fact_of_the_letter_can_be_sent(index: Index) -> None:
    every = index.facts.find()
    assert len(every) == 106
    for each in every:
        assert FACT(wire.fact(each))
    by_surface = {each.surface: wire.fact(each) for each in every}
    assert by_surface["9,2 miljoen keer"]["waarde"] == "9200000"
    assert by_surface["62,57%"]["waarde"] == "62.57"
    assert by_surface["-70%"]["waarde"] == "-70"
    assert by_surface["74% tot 82%"]["waardeTot"] == "82"


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (facts.BOUNDS, Bounds),
        (facts.ORIGINS, Origin),
        (letters.KINDS, Kind),
        (outcomes.REASONS, Reason),
        (outcomes.OPERATIONS, Operation),
        (outcomes.STRENGTHS, Strength),
    ],
    ids=["bound", "origin", "kind", "reason", "operation", "strength"],
)
def test_every_kind_has_a_name_of_its_own(names: dict[Any, str], kinds: Any) -> None:
    assert set(names) == set(kinds)
    assert len(set(names.values())) == len(names)


def test_a_letter_is_sent_with_how_much_there_is_of_it(index: Index) -> None:
    (source,) = index.passages.sources()
    assert wire.letter(source, index) == {
        "id": LETTER,
        "nummer": "2022D53981",
        "titel": "Voortgangsrapportage High Impact Crimes 2021-2022",
        "datum": "2022-12-14",
        "dossier": "28684",
        "ondernummer": "720",
        "verwijzing": "Kamerstuk 28 684, nr. 720",
        "url": "https://zoek.officielebekendmakingen.nl/kst-28684-720.html",
        "aantalFragmenten": 110,
        "aantalVoetnoten": 51,
        "aantalFeiten": 106,
    }


def test_a_heading_is_sent_with_the_passage_that_it_leads_to() -> None:
    assert wire.heading(Heading("2.1", "Wonen", 2, "kst-1-1:p7")) == {
        "nummer": "2.1",
        "titel": "Wonen",
        "niveau": 2,
        "fragmentId": "kst-1-1:p7",
    }
    assert wire.heading(Heading("", "Tot slot", 1, "kst-1-1:p9"))["nummer"] is None


def test_a_passage_is_sent_as_in_a_hit_with_the_numbers_of_its_notes(
    index: Index, sent: dict[str, dict[str, Any]]
) -> None:
    fragment = next(each for each in sent[QUOTED]["fragmenten"] if each["noten"])
    alone = wire.passage(index.passages.named(fragment["id"]))
    assert alone.pop("voetnoten") == [note["nummer"] for note in fragment["noten"]]
    assert alone == {name: fragment[name] for name in alone}
    assert list(alone) == ["id", "briefId", "pad", "soort", "tekst", "positie", "verwijzing", "url"]


def test_a_series_is_sent_with_its_caption_and_its_facts(index: Index) -> None:
    found = {each.id: each for each in all_series(index.facts.find())}
    counted = wire.series(found[f"{LETTER}.aantal.overvallen"])
    assert counted.pop("bijschrift").startswith("Het aantal overvallen ging van 2.272 in 2011 naar")
    assert [point["weergave"] for point in counted.pop("punten")][-2:] == ["907", "676"]
    assert counted == {
        "id": f"{LETTER}.aantal.overvallen",
        "briefId": LETTER,
        "maat": "aantal",
        "onderwerp": "overvallen",
        "eenheid": "",
        "kopHerkomst": "gereconstrueerd",
        "kopZeker": True,
    }
    cleared = wire.series(found[f"{LETTER}.ophelderingspercentage.overvallen"])
    assert (cleared["eenheid"], cleared["kopZeker"]) == ("procent", False)
    printed = wire.series(*all_series([fact("5"), fact("6", period=2020)]))
    assert (printed["kopHerkomst"], printed["kopZeker"]) == ("brief", True)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ('+HYPERLINK("x")', '\'+HYPERLINK("x")'),
        ("-2+3", "'-2+3"),
        ("@SOM(A1)", "'@SOM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\ufffd=1"),
        ("-70%", "-70%"),
        ("-1.234,5", "-1.234,5"),
        ("- 70 van de 100", "'- 70 van de 100"),
        ("1.174", "1.174"),
        ("overvallen", "overvallen"),
        ("", ""),
    ],
)
def test_no_cell_runs_as_a_formula_and_numbers_stay_numbers(cell: str, written: str) -> None:
    made = replace(fact("-70", period=2020), surface=cell, subject=cell)
    (row,) = csv.DictReader(io.StringIO(wire.facts_csv([made]), newline=""))
    assert (row["weergave"], row["onderwerp"], row["waarde"]) == (written, written, "-70")
