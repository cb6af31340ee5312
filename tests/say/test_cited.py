"""What a door quotes: what an answer rests on, and of an abstention only what comes nearest."""

from __future__ import annotations

from qa import Index, ask
from qa.say.cited import cited
from qa.types import Abstention, Answer


def test_an_answer_quotes_its_facts_or_else_its_passages(index: Index) -> None:
    number = ask("Hoeveel overvallen waren er in 2019?", index)
    assert isinstance(number, Answer)
    assert number.hits
    assert cited(number) == (number.facts, ())
    passage = ask("Wat doet Slachtofferhulp Nederland?", index)
    assert len(passage.hits) > 1
    assert cited(passage) == ((), passage.hits)


def test_an_abstention_quotes_its_nearest_facts_or_else_one_passage(index: Index) -> None:
    near = ask("Hoeveel straatroven waren er in Maastricht in 2016?", index)
    assert isinstance(near, Abstention)
    assert cited(near) == (near.nearest, ())
    absent = ask("Hoeveel procent van de verdachten is minderjarig?", index)
    assert len(absent.hits) > 1
    assert cited(absent) == ((), absent.hits[:1])
