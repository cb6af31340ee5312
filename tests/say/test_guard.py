"""No digit leaves without a source: not in made outcomes, not in any answer to a gold question.

What would hold one becomes a refusal, and an error in the log; words of the question are no reason.
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question.ask import ask
from qa.question.series.compute import compute
from qa.say.guard import WITHHELD, guarded, unsupported
from qa.say.letters import ONE
from qa.store.index import Index
from qa.types import (
    Abstention,
    Answer,
    Derivation,
    Fact,
    Hit,
    Kind,
    Operation,
    Outcome,
    Passage,
    Reason,
    Span,
    Strength,
)
from tests.question.factories import fact, year
from tests.remembered import RememberingIndex

GOLD = Path(__file__).parents[1] / "gold"

pieces = st.sampled_from(
    [
        "1",
        "12",
        "1.174",
        "62,57%",
        "2019",
        "«",
        "»",
        " ",
        "x",
        "½",
        "²",
        "٣",
        ".",
        ",",
        "−70%",
        "\n",
    ]
)
texts = st.lists(pieces, max_size=12).map("".join) | st.text(max_size=30)


def answer(
    text: str,
    facts: tuple[Fact, ...] = (),
    hits: tuple[Hit, ...] = (),
    derivation: Derivation | None = None,
) -> Answer:
    return Answer("", "Hoeveel in 1999?", text, Strength.STRONG, facts, hits, (), derivation)


def abstention(text: str, nearest: tuple[Fact, ...] = ()) -> Abstention:
    return Abstention("", "Hoeveel in 1999?", text, Reason.NOT_IN_CORPUS, (), (), nearest)


def hit(text: str, notes: tuple[str, ...] = ()) -> Hit:
    return Hit(passage(text), 1.0, (), Span(0, len(text)), tuple(passage(note) for note in notes))


def passage(text: str) -> Passage:
    return Passage("p", "l", Span(0, len(text)), text, (), Kind.PARAGRAPH, (), "", "")


def numbers(text: str) -> list[str]:
    """Return the numbers of a text: runs of digits with what joins them, and lone signs."""
    runs = re.findall(r"\d+(?:[.,]\d+)*", text)
    return runs + [c for c in text if c.isnumeric() and not c.isdecimal()]


@given(texts, st.lists(texts, max_size=4))
def test_a_number_is_supported_only_by_the_same_number(text: str, support: list[str]) -> None:
    held = [number for each in support for number in numbers(each)]
    assert set(unsupported(text, support)) == {n for n in numbers(text) if n not in held}


def test_a_row_of_a_table_is_quoted_on_one_line() -> None:
    asked = Abstention(
        id="",
        question="?",
        text="Het dichtst in de buurt komt: «Drenthe 1.450 2,9»",
        reason=Reason.NOT_IN_CORPUS,
        hits=(hit("Drenthe\t1.450\t2,9"),),
        trace=(),
    )
    assert guarded(asked, ONE) == asked
    told = replace(asked, text="Het dichtst in de buurt komt: «Drenthe 1.451 2,9»")
    assert guarded(told, ONE) != told


@given(texts, texts, texts)
def test_no_unsupported_digit_gets_through(text: str, printed: str, quoted: str) -> None:
    facts = (fact(printed, "1", places=0, period=None),) if printed else ()
    hits = (hit(quoted),) if quoted else ()
    known = numbers(f"{printed} {quoted} aantal overvallen") + (numbers(f" {printed}"))
    sent = guarded(answer(text, facts, hits), ONE)
    if sent.text == WITHHELD:
        return
    assert sent.text == text
    assert [c for c in text if c.isnumeric() and c not in printed + quoted] == []
    outside = re.sub("«.*»", "«»", text, flags=re.DOTALL)
    assert all(number in known for number in numbers(outside))


@given(texts)
def test_without_evidence_no_digit_gets_through(text: str) -> None:
    assert guarded(answer(text), ONE).text == (WITHHELD if numbers(text) else text)


ROW = fact("1.174", period=2019)
CHANGE = fact("-70%", measure="procentuele ontwikkeling", period=year(2011, 2021))
WORKED = compute(Operation.SUM, (ROW, fact("907", period=2020)))

PASSES: list[tuple[str, Outcome]] = [
    ("no digits", answer("Dat klopt.")),
    ("the number and its year", answer("In 2019 waren er 1.174 overvallen.", (ROW,))),
    ("both ends of a period", answer("Van 2011 tot en met 2021: -70%, dus 70%.", (CHANGE,))),
    ("the result of a working", answer("Samen 2.081.", WORKED.inputs, (), WORKED)),
    ("a quote of a fact", answer(f"De brief: «{ROW.quote}».", (ROW,))),
    ("a quote of a passage",
     answer("De brief: «in 45 gemeenten».", (), (hit("Dat is in 45 gemeenten."),))),
    ("a quote of a note", answer("Zie «week 41».", (), (hit("Tekst.", ("Dat is week 41.",)),))),
    ("quotes within a quote", answer("«Het «plan 9» is af.»", (), (hit("Het «plan 9» is af."),))),
    ("a restored header",
     answer("Kolomkop: Doel 2020.", (fact("5%", header="Doel 2020: noot 23", period=None),))),
    ("the year that was asked for, in an abstention", abstention("Niet over 1999.")),
    ("the nearest fact of an abstention", abstention("Wel 1.174 in 2019.", (ROW,))),
]  # fmt: skip

STOPPED: list[tuple[str, Outcome, str]] = [
    ("a number of nothing", answer("Er waren 5 overvallen."), "5"),
    ("another number", answer("In 2019 waren er 1.175 overvallen.", (ROW,)), "1.175"),
    ("a part of a number", answer("In 2019 waren er 174 overvallen.", (ROW,)), "174"),
    ("other separators", answer("In 2019 waren er 1,174 overvallen.", (ROW,)), "1,174"),
    ("a rounded number", answer("Ongeveer 1.200 in 2019.", (ROW,)), "1.200"),
    ("another year", answer("In 2018 waren er 1.174 overvallen.", (ROW,)), "2018"),
    ("the year that was asked for, in an answer", answer("In 1999 geen.", (ROW,)), "1999"),
    ("a number of the passage around, not quoted",
     answer("In 45 gemeenten.", (), (hit("Dat is in 45 gemeenten."),)), "45"),
    ("a neighbour in the row of the table", answer("In 2019 waren er 3.777 overvallen.",
     (replace(ROW, quote="2019 1.174 3.777", span=Span(0, 16)),)), "3.777"),
    ("a quote that was changed",
     answer("De brief: «in 46 gemeenten».", (), (hit("Dat is in 45 gemeenten."),)), "46"),
    ("a quote that is not closed", answer("«in 45", (), (hit("Dat is in 45"),)), "45"),
    ("an unlucky working", answer("Samen 2.082.", WORKED.inputs, (), WORKED), "2.082"),
    ("a fraction", answer("Ongeveer ½ van 1.174.", (ROW,)), "½"),
    ("a superscript", answer("1.174² in 2019", (ROW,)), "²"),
    ("digits of another script", answer("In ٢٠١٩ 1.174.", (ROW,)), "٢٠١٩"),
    ("an abstention's own number", abstention("Misschien 7."), "7"),
]  # fmt: skip


@pytest.mark.parametrize("outcome", [pytest.param(o, id=name) for name, o in PASSES])
def test_what_is_supported_goes_out_unchanged(outcome: Outcome) -> None:
    assert guarded(outcome, ONE) is outcome


@pytest.mark.parametrize(
    ("outcome", "number"), [pytest.param(o, number, id=name) for name, o, number in STOPPED]
)
def test_what_is_not_supported_becomes_a_refusal_without_a_number(
    outcome: Outcome, number: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert number in outcome.text
    sent = guarded(replace(outcome, id="0a1b", suggestions=(f"En {number}?",)), ONE)
    assert isinstance(sent, Abstention)
    assert (sent.id, sent.question, sent.text) == ("0a1b", outcome.question, WITHHELD)
    assert (sent.reason, sent.nearest, sent.hits) == (Reason.NOT_UNDERSTOOD, (), ())
    assert (numbers(sent.text), sent.suggestions) == ([], ())
    assert caplog.record_tuples == [
        ("qa.say.guard", logging.ERROR, "antwoord tegengehouden: een getal zonder bron")
    ]


@pytest.mark.parametrize(
    ("question", "repeated"),
    [
        ("overvallen 2019 v2.0", "over «v2.0» zegt"),
        ("overvallen in 2019 op de B2,5", "over «B2,5» zegt"),
        ("overvallen in 2019 niet v2.0 ½", "over «niet v2.0» en «½» zegt"),
        ("overvallen in 2019 (06-1234.5)?", "over «06-1234.5» zegt"),
        ("overvallen 2019 bij jan2.0@b3.nl", "over «jan2.0@b3.nl» zegt"),
        ("overvallen 2019 om 12:30.5", "niet over 12:30.5."),
    ],
)
def test_a_code_in_a_question_is_repeated_as_it_stands(
    question: str, repeated: str, index: Index
) -> None:
    found = ask(question, index)
    assert found.text.startswith("Dat staat niet in de brief. De brief geeft het aantal overvallen")
    assert repeated in found.text


def gold_questions() -> list[str]:
    rows: list[dict[str, Any]] = [
        json.loads(line)
        for path in sorted(GOLD.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    asked = [turn["q"] for row in rows for turn in (row.get("turns") or [row]) if "q" in turn]
    return list(dict.fromkeys(asked))


def test_every_answer_to_a_gold_question_has_its_digits_from_its_evidence(
    asked: RememberingIndex,
) -> None:
    questions = gold_questions()
    assert len(questions) > 400
    loose = {question: found for question in questions if (found := _loose(asked.ask(question)))}
    assert loose == {}


def _loose(outcome: Outcome) -> list[str]:
    """Return the digits of an outcome that stand nowhere in its evidence, read as plain text."""
    derivation = outcome.derivation if isinstance(outcome, Answer) else None
    facts = outcome.facts if isinstance(outcome, Answer) else outcome.nearest
    evidence = [outcome.question, derivation.formula if derivation else ""]
    for each in (*facts, *(derivation.inputs if derivation else ())):
        evidence += [each.quote, each.header_note, each.period.label if each.period else ""]
    for found in outcome.hits:
        evidence += [found.passage.text, *(note.text for note in found.notes)]
    held = {number for text in evidence for number in numbers(text)}
    parts = [number for part in outcome.parts for number in _loose(part)]
    if outcome.parts:
        return parts
    return [number for number in numbers(outcome.text) if number not in held]
