"""How questions are judged to have ended, and the curve that is drawn from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qa.dutch.text import normalise
from qa.errors import QuestionError
from qa.evaluate import (
    FITTING,
    REPORTING,
    Case,
    Ending,
    evaluate,
    evaluate_retrieval,
    half_of,
    read_questions,
    reliability,
    reliability_svg,
    risk_coverage,
    risk_svg,
)
from qa.question.passages.confidence import Evidence
from qa.store.index import Index

ROOT = Path(__file__).parents[2]
UNKNOWN = Evidence(0, 0, 0, 0, lacking=False, unlisted=False, dated=False, alone=False)


@pytest.mark.parametrize(
    ("row", "ending"),
    [
        ({"kind": "number", "q": "Hoeveel overvallen waren er in 2019?", "value": "1.174"}, "goed"),
        ({"kind": "number", "q": "Hoeveel overvallen waren er in 2019?", "value": "999"}, "fout"),
        (
            {"kind": "number", "q": "Hoeveel overvallen in 2009?", "value": "12"},
            "ten onrechte ontkend",
        ),
        ({"kind": "unanswerable", "q": "Hoeveel overvallen in 2009?"}, "terecht onthouden"),
        ({"kind": "unanswerable", "q": "Hoeveel overvallen waren er in 2019?"}, "fout"),
        (
            {
                "kind": "passage",
                "q": "zijn er workshops over respect voor hulpverleners?",
                "gold": ["workshops «respect voor hulpverleners»"],
            },
            "goed",
        ),
        (
            {
                "kind": "passage",
                "q": "zijn er workshops over respect voor hulpverleners?",
                "gold": ["komt nergens voor"],
            },
            "fout",
        ),
    ],
)
def test_a_question_ends_as_its_gold_says(row: dict[str, Any], ending: str, index: Index) -> None:
    (judged,) = evaluate([{"id": "t1", **row}], index)
    assert judged.ending.value == ending


def test_a_wrong_answer_with_a_number_is_the_worst(index: Index) -> None:
    row = {"id": "t1", "kind": "unanswerable", "q": "Hoeveel overvallen waren er in 2019?"}
    (judged,) = evaluate([row], index)
    assert (judged.ending, judged.wrong_number) == (Ending.WRONG, True)


def test_each_turn_of_a_dialogue_counts_and_keeps_the_context(index: Index) -> None:
    turns = [
        {"q": "Hoeveel overvallen waren er in 2018?", "value": "1.143"},
        {"q": "En in 2020?", "value": "907"},
    ]
    judged = evaluate([{"id": "t1", "kind": "dialogue", "turns": turns}], index)
    assert [(j.id, j.kind, j.ending.value) for j in judged] == [
        ("t1.1", "dialogue", "goed"),
        ("t1.2", "dialogue", "goed"),
    ]


def test_each_search_is_measured_next_to_the_ranking(index: Index) -> None:
    rows = [{"id": "t1", "kind": "passage", "q": "Wat is IPTA?", "gold": ["(IPTA) is een"]}]
    found = evaluate_retrieval(rows, index)
    assert [each.name for each in found] == [
        "alleen woorden (BM25)", "met delen en synoniemen", "alleen vectoren",
        "op rang samengevoegd", "rangschikking",
    ]  # fmt: skip
    assert (found[-1].recall, found[-1].mrr) == ((1.0, 1.0, 1.0), 1.0)
    assert evaluate_retrieval([], index) == ()


@pytest.mark.parametrize("name", ["dev", "blind", "training", "answerable"])
def test_every_passage_question_has_a_piece_of_the_letter(name: str, index: Index) -> None:
    texts = [index.passages.at(row).text for row in range(len(index.passages))]
    rows = read_questions(ROOT / "tests" / "gold" / f"{name}.jsonl")
    asked = [row for row in rows if row["kind"] in ("passage", "footnote")]
    lost = [
        row["id"]
        for row in asked
        if not any(normalise(piece) in text for piece in row["gold"] for text in texts)
    ]
    assert lost == []
    assert len({row["id"] for row in rows}) == len(rows)
    assert len(asked) == {"dev": 36, "blind": 100, "training": 288, "answerable": 86}[name]


def test_the_hash_of_an_id_decides_its_half() -> None:
    assert half_of({"id": "aq107"}) == half_of({"id": "aq107"})
    own = read_questions(ROOT / "tests" / "gold" / "unanswerable.jsonl")
    halves = [half_of(row) for row in own]
    assert (halves.count(FITTING), halves.count(REPORTING)) == (99, 91)


def case(id: str, confidence: float, right: bool) -> Case:
    return Case({"id": id, "kind": "passage"}, UNKNOWN, confidence, right)


def test_the_surest_answers_come_first_in_the_curve() -> None:
    points = risk_coverage([case("b", 0.2, False), case("a", 0.9, True), case("c", 0.1, True)])
    assert [(round(p.coverage, 2), round(p.risk, 2)) for p in points] == [
        (0.33, 0.0),
        (0.67, 0.5),
        (1.0, 0.33),
    ]


def test_the_picture_marks_where_answering_stops() -> None:
    points = risk_coverage([case("a", 0.9, True), case("b", 0.2, False)])
    assert risk_svg({"dev": points}, 0.8).count("<circle") == 1
    assert risk_svg({"dev": points}, 0.95).count("<circle") == 0


def test_what_was_said_is_set_beside_what_was_true() -> None:
    held = [case(str(n), 0.62 + n / 100, right=n > 1) for n in range(5)]
    few = [case("x", 0.1, right=True)]
    (part,) = reliability([*held, *few])
    assert (round(part.said, 2), part.right, part.size) == (0.64, 0.6, 5)
    assert reliability_svg({"dev": (part,)}).count("<circle") == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "regel 1: geen JSON"),
        ("[" * 100_000, "regel 1: geen JSON"),
        ('{"q": "Wat?"}', "regel 1: geen vraag met «id» en «kind»"),
        ("[]", "regel 1: geen vraag met «id» en «kind»"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(
    content: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(QuestionError, match=message):
        read_questions(path)
    with pytest.raises(QuestionError, match="niet te lezen"):
        read_questions(tmp_path / "weg.jsonl")
