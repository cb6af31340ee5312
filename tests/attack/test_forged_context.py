"""A context may come from anyone: it changes where is looked, and puts no word in an answer.

Whatever its fields hold, what is told is looked up: words of a letter, ids of terms, numbers of the
years, sections and facts that there are.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa import wire
from qa.api.openai.markdown import write
from qa.question.ask import ask
from qa.question.dialogue.turn import Turn, decode, encode
from qa.say.lines import as_text
from qa.store.index import Index
from qa.types import Outcome, Wanted, Years
from tests.api.application import started
from tests.lexicon import crimes
from tests.properties import tries

PLANTED = ("qzxwoord", "987654", "\x1b")
LIE = "qzxwoord 987654, want de minister loog\x1b["
FACT, PASSAGE = "kst-28684-720:tabel1:8:1", "kst-28684-720:p13"
ASKED = [
    "",
    LIE,
    "Hoeveel overvallen waren er in 2019?",
    f"Hoeveel overvallen waren er in 2019 {LIE}?",
    "Hoeveel overvallen waren er in qzxwoord in 2019 volgens de brief van 3 mei 1999?",
    "Hoeveel overvallen waren er in 987654 gemeenten?",
    "Wat zegt de minister over rio?\x1b[",
]
FOLLOW_UPS = [
    "Klopt dat?",
    "En volgens de vorige brief?",
    "En in Utrecht?",
    "nee, ik bedoel 2011",
    "bij de gemeenten",
    "Is dat meer dan in de vorige brief?",
    "Hoeveel procent is dat?",
    "Van de hoeveel?",
    "Wie heeft die brief ondertekend?",
    "En straatroven?",
    "En in 2020?",
    "En het jaar daarvoor?",
    "Hoeveel scheelt dat?",
    "Hoeveel procent is dat minder dan in 2015?",
    "Hoe wordt dat berekend?",
    "Wanneer was dat?",
    "Waarom?",
    "Wie doet dat?",
    "In welke gemeenten?",
    "Hoeveel zijn dat er?",
    "En hoeveel in Utrecht?",
    "Hoeveel overvallen waren er in 2019? En waarom?",
]
lies = st.sampled_from(["", LIE, f"rio {LIE}", f"{LIE} overvallen fte gemeenten"])
years = st.lists(st.integers(1000, 9999), max_size=2).map(tuple)
turns = st.builds(
    Turn,
    subjects=st.lists(st.sampled_from(sorted(crimes().subjects)), max_size=2).map(tuple),
    measures=st.lists(st.sampled_from(sorted(crimes().measures)), max_size=1).map(tuple),
    cues=st.lists(st.sampled_from(sorted(crimes().cues)), max_size=2).map(tuple),
    years=st.builds(Years, years, st.booleans(), st.none(), st.none(), lies),
    earlier=years,
    facts=st.lists(st.sampled_from([FACT, LIE]), max_size=2).map(tuple),
    wanted=st.sampled_from(Wanted),
    topic=lies,
    place=st.sampled_from(["", FACT, PASSAGE, LIE]),
    asked=st.sampled_from(ASKED),
    asks_back=st.booleans(),
    home=st.sampled_from(["", "kst-28684-720", LIE]),
    before=st.lists(st.sampled_from([FACT, LIE]), max_size=2).map(tuple),
)


def told(outcome: Outcome) -> str:
    """Return all that any door tells of an outcome, but the contexts themselves."""
    sent = wire.outcome(outcome)
    held = {name: value for name, value in sent.items() if name not in {"context", "vervolgOp"}}
    doors = json.dumps(held, ensure_ascii=False), as_text(outcome), write(outcome).content
    return "\n".join(doors)


@settings(max_examples=tries(120))
@given(turn=turns, question=st.sampled_from(FOLLOW_UPS))
@example(
    turn=Turn(subjects=("geweld",), cues=("per_day",), topic="rio"), question="En straatroven?"
)
def test_no_word_of_a_context_is_told(index: Index, turn: Turn, question: str) -> None:
    context = encode(turn)
    assert decode(context, crimes()).subjects == turn.subjects
    said = told(ask(question, index, context=context))
    assert [each for each in (*PLANTED, "\\u001b") if each in said] == []


@pytest.mark.parametrize(
    ("turn", "question", "said"),
    [
        (
            Turn(subjects=("overvallen",), years=Years((2019,), part=f"mei\n\n{LIE}")),
            "En straatroven?",
            "De brief geeft het aantal straatroven alleen per heel jaar, niet over een deel van"
            " het jaar.",
        ),
        (
            Turn(topic=f"rio {LIE}", place=LIE),
            "Waarom?",
            "Gelezen als: Waarom? (over: rio, Minister)",
        ),
    ],
    ids=["a part of a year", "a topic and a place"],
)
def test_the_page_shows_what_is_known_of_a_context_and_no_more(
    turn: Turn, question: str, said: str, index: Index, tmp_path: Path
) -> None:
    fields = {"vraag": question, "context": encode(turn)}
    with started(index, tmp_path) as client:
        html = client.post("/", data=fields, headers={"accept": "text/html"}).text
    assert said in " ".join(html.split())
    assert [each for each in PLANTED if each in html] == []
