"""What each tool gives is what every other door gives; what it can not do, it refuses in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from qa import wire
from qa.api.mcp.tools import TOOLS
from qa.question.ask import ask
from qa.question.passages.retrieve import retrieve
from qa.question.promises.find import promises_of
from qa.say.facts_view import Filter, choose
from qa.say.lines import as_text
from qa.say.outline import outline
from qa.say.series import all_series
from qa.store.index import Index
from tests.api.application import service_on
from tests.api.calling import LETTER, ROBBERIES, call, refusal, served, text

MAASTRICHT = "Hoeveel straatroven waren er in Maastricht in 2016?"
SERIES = f"{LETTER}.aantal.overvallen"


@pytest.fixture(scope="module")
def address(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(service_on(index, tmp_path_factory.mktemp("data"), mcp=True)) as found:
        yield found


def facts_of(index: Index, **wanted: str) -> dict[str, Any]:
    found = choose(index.facts.find(), Filter(**wanted))
    facts = [wire.fact(each) for each in found[:20]]
    after = 20 if len(found) > 20 else None
    return {"feiten": facts, "totaal": len(found), "volgende": after}


def letter_of(index: Index) -> dict[str, Any]:
    source = index.passages.source(LETTER)
    assert source is not None
    return wire.letter(source, index)


def contents_of(index: Index) -> list[dict[str, Any]]:
    return [wire.heading(each) for each in outline(index.passages.of_letter(LETTER))]


def series_of(index: Index) -> list[dict[str, Any]]:
    return [wire.series(each) for each in all_series(index.facts.find())]


def without_points(series: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in series.items() if name != "punten"}


GIVES: list[tuple[str, dict[str, Any], Callable[[Index], dict[str, Any]]]] = [
    ("vraag", {"vraag": ROBBERIES}, lambda index: wire.outcome(ask(ROBBERIES, index))),
    ("vraag", {"vraag": MAASTRICHT}, lambda index: wire.outcome(ask(MAASTRICHT, index))),
    (
        "vraag",
        {"vraag": "Wat is IPTA?", "maxAantal": 1, "context": None, "brieven": [LETTER]},
        lambda index: wire.outcome(ask("Wat is IPTA?", index, 1)),
    ),
    (
        "zoek",
        {"zoekvraag": "modelprotocol horeca"},
        lambda index: {
            "vraag": "modelprotocol horeca",
            "fragmenten": [wire.hit(hit) for hit in retrieve("modelprotocol horeca", index, 5)],
        },
    ),
    ("feit", {}, facts_of),
    (
        "feit",
        {"onderwerp": "overvallen", "maat": "aantal", "jaar": 2019, "soort": "tabel"},
        lambda index: facts_of(
            index, subject="overvallen", measure="aantal", year="2019", kind="tabel"
        ),
    ),
    ("feit", {"brief": LETTER, "jaar": None}, facts_of),
    (
        "reeks",
        {"reeksId": SERIES},
        lambda index: {
            "reeks": next(each for each in series_of(index) if each["id"] == SERIES),
            "reeksen": [],
            "totaal": 1,
            "volgende": None,
        },
    ),
    (
        "reeks",
        {"maxAantal": 3, "vanaf": 2},
        lambda index: {
            "reeks": None,
            "reeksen": [without_points(each) for each in series_of(index)[2:5]],
            "totaal": 8,
            "volgende": 5,
        },
    ),
    (
        "brief",
        {"briefId": LETTER},
        lambda index: {
            "brief": letter_of(index) | {"inhoud": contents_of(index)},
            "brieven": [],
            "totaal": 1,
            "volgende": None,
        },
    ),
    (
        "brief",
        {},
        lambda index: {
            "brief": None,
            "brieven": [letter_of(index)],
            "totaal": 1,
            "volgende": None,
        },
    ),
    (
        "toezegging",
        {"briefId": LETTER, "vanaf": 2, "maxAantal": 3},
        lambda index: {
            "toezeggingen": [wire.promise(each) for each in promises_of(index, LETTER)[2:5]],
            "totaal": 17,
            "volgende": 5,
        },
    ),
]


@pytest.mark.parametrize(("tool", "arguments", "expected"), GIVES)
def test_a_tool_gives_the_object_of_every_door(
    tool: str,
    arguments: dict[str, Any],
    expected: Callable[[Index], dict[str, Any]],
    address: str,
    index: Index,
) -> None:
    result = call(address, tool, **arguments)
    assert not result.is_error, text(result)
    assert result.structured_content == expected(index)
    declared = {each.name: each.gives for each in TOOLS}[tool]
    declared.model_validate(result.structured_content)


def test_a_client_of_an_older_protocol_gets_the_same(address: str, index: Index) -> None:
    result = call(address, "vraag", mode="legacy", vraag=ROBBERIES)
    assert result.structured_content == wire.outcome(ask(ROBBERIES, index))


def test_the_text_of_an_answer_is_that_of_the_command_line(address: str, index: Index) -> None:
    outcome = ask(ROBBERIES, index)
    told, _, context = text(call(address, "vraag", vraag=ROBBERIES)).rpartition("\n\n")
    assert told == as_text(outcome)
    assert told == (
        "In 2019 waren er 1.174 overvallen.\n\n  «2019 1.174 3.777 39.365 73.638»\n"
        "  Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019"
    )
    assert context == f"`context` voor een vervolgvraag: {outcome.context}"


def test_an_abstention_is_no_error_and_says_what_can_be_asked(address: str) -> None:
    result = call(address, "vraag", vraag=MAASTRICHT)
    assert not result.is_error
    assert result.structured_content is not None
    assert result.structured_content["soort"] == "onthouding"
    assert text(result).startswith("Dat staat niet in de brief.")
    assert "- Hoeveel straatroven waren er in 2016?" in text(result)


def test_a_follow_up_leans_on_the_context_of_the_answer_before(address: str, index: Index) -> None:
    context = ask(ROBBERIES, index).context
    result = call(address, "vraag", vraag="En in 2020?", context=context)
    assert result.structured_content == wire.outcome(ask("En in 2020?", index, context=context))
    assert "In 2020 waren er 907 overvallen." in text(result).splitlines()


@pytest.mark.parametrize(
    ("tool", "arguments", "lines"),
    [
        (
            "zoek",
            {"zoekvraag": "modelprotocol horeca", "maxAantal": 1},
            ["1. Kamerstuk 28 684, nr. 720, par. 2.2.1, «Collectieve Horeca Ontzegging»"],
        ),
        (
            "feit",
            {"maat": "aantal", "onderwerp": "overvallen", "jaar": 2019},
            [
                "1 gevonden.",
                "- aantal, overvallen, 2019: 1.174 («2019 1.174 3.777 39.365 73.638»,"
                " Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019);"
                " kolomkop gereconstrueerd",
            ],
        ),
        ("feit", {"maat": "duur", "onderwerp": "overvallen"}, ["Geen getallen met deze keuze."]),
        (
            "reeks",
            {"reeksId": SERIES},
            ["- 2019: 1.174 (Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019)"],
        ),
        ("reeks", {"maxAantal": 1}, ["8 gevonden. Meer: met `vanaf` 1."]),
        (
            "brief",
            {},
            [
                f"- `{LETTER}`: Voortgangsrapportage High Impact Crimes 2021-2022"
                " (Kamerstuk 28 684, nr. 720, 14-12-2022)"
            ],
        ),
        ("brief", {"briefId": LETTER}, ["- 2 Preventie (herhaald) daderschap"]),
    ],
)
def test_a_result_is_told_as_text_too(
    tool: str, arguments: dict[str, Any], lines: list[str], address: str
) -> None:
    told = text(call(address, tool, **arguments))
    assert set(lines) <= set(told.splitlines()), told


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("vraag", {}, "vraag ontbreekt."),
        ("vraag", {"vraag": 1}, "vraag moet tekst zijn."),
        ("vraag", {"vraag": "a" * 2001}, "De vraag telt 2.001 tekens, hoogstens 2.000 is mogelijk"),
        ("vraag", {"vraag": "a" * 40_001}, "vraag mag hoogstens 40000 tekens tellen."),
        ("vraag", {"vraag": "a", "context": "b" * 4001}, "context mag hoogstens 4000 tekens"),
        ("vraag", {"vraag": "a", "context": "b"}, "De context is niet een die bij een eerder"),
        ("vraag", {"vraag": "a", "brieven": [LETTER] * 1001}, "brieven mag hoogstens 1000 delen"),
        ("zoek", {"zoekvraag": "a", "maxAantal": 51}, "maxAantal mag hoogstens 50 zijn."),
        ("zoek", {"zoekvraag": "a", "top": 3}, "top is hier niet bekend."),
        ("feit", {"jaar": "x"}, "jaar moet een geheel getal zijn."),
        ("feit", {"soort": "x"}, "soort moet een van deze zijn: 'tabel' of 'tekst'."),
        ("feit", {"maat": "x"}, "Ongeldige keuze: maat «x» komt niet voor. Wel: aantal, "),
        ("reeks", {"reeksId": "x"}, f"Ongeldige keuze: reeks «x» komt niet voor. Wel: {SERIES}"),
    ],
)
def test_what_a_tool_can_not_do_is_refused_in_dutch(
    tool: str, arguments: dict[str, Any], told: str, address: str
) -> None:
    assert refusal(call(address, tool, **arguments)).startswith(told)


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("vraag", {"vraag": ROBBERIES, "brieven": ["kst-1"]}),
        ("zoek", {"zoekvraag": "horeca", "brieven": ["kst-1", LETTER]}),
        ("feit", {"brief": "kst-1"}),
        ("reeks", {"brief": "kst-1"}),
        ("brief", {"briefId": "kst-1"}),
    ],
)
def test_an_unknown_letter_is_named_with_those_there_are(
    tool: str, arguments: dict[str, Any], address: str
) -> None:
    told = refusal(call(address, tool, **arguments))
    assert "kst-1" in told
    assert LETTER in told
