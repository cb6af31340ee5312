"""The reader chooses the passage and the sentences, from the passages that search found."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.letter.build import build
from qa.model.encode import Encoder
from qa.question.ask import ask
from qa.question.passages.retrieve import Survey, survey
from qa.question.passages.verdicts import read, together
from qa.question.read.reading import read_in
from qa.store.index import Index
from qa.types import Abstention, Answer, Reason
from tests.letter.factories import make
from tests.reader.sets import Equipped

FARM = (
    "De wijkboerderij is in 2019 geopend. Zij ligt aan de rand van de stad. Schoolklassen leren er"
    " waar hun eten vandaan komt. Daarom betaalt de gemeente de helft van de kosten. De provincie"
    " overweegt nog of zij meebetaalt; daarover is nog niet besloten."
)
BODY = f"""Inleiding

In deze brief staat hoe het gaat met de wijkboerderij.

1 De boerderij

{FARM}

2 De moestuin

In de moestuin staan drie soorten planten:

• bonen en erwten;

• pompoenen;

• kruiden voor de keuken.

De moestuin wordt onderhouden door buurtbewoners. Zij kregen daarvoor een opleiding van vier dagen.
"""


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    folder = tmp_path_factory.mktemp("farm")
    make(folder / "corpus", BODY)
    build(folder / "corpus", folder / "index", encoder)
    return Index.open(folder / "index", lambda: encoder)


def found(question: str, index: Index) -> Survey:
    return read(survey(read_in(question, index), index), index)


def test_a_list_is_shown_with_what_leads_to_it(farm: Index) -> None:
    best = found("Welke planten staan er in de moestuin?", farm).candidates[0]
    assert best.core == (
        "In de moestuin staan drie soorten planten:\n• bonen en erwten;\n• pompoenen;\n"
        "• kruiden voor de keuken."
    )


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Wanneer ging de wijkboerderij open?", "De wijkboerderij is in 2019 geopend."),
        ("Wie houdt de moestuin bij?", "De moestuin wordt onderhouden door buurtbewoners."),
        ("Waar is de boerderij te vinden?", "Zij ligt aan de rand van de stad."),
    ],
)
def test_the_sentence_that_answers_is_the_core(question: str, sentence: str, farm: Index) -> None:
    assert sentence in found(question, farm).candidates[0].core


def test_what_was_read_comes_first_in_the_order_of_search_and_reader(farm: Index) -> None:
    candidates = found("Wie houdt de moestuin bij?", farm).candidates
    were_read = [each for each in candidates if each.verdict]
    assert 1 <= len(were_read) <= 4
    assert list(candidates[: len(were_read)]) == were_read
    assert were_read == sorted(were_read, key=lambda each: (-together(each), each.row))


def test_a_sentence_that_leans_on_the_one_before_is_shown_with_it(farm: Index) -> None:
    core = found("Waarom betaalt de gemeente mee aan de boerderij?", farm).candidates[0].core
    assert "Schoolklassen leren er waar hun eten vandaan komt. Daarom betaalt" in core


def test_what_is_not_decided_yet_is_said_to_be_so(farm: Index) -> None:
    outcome = ask("Betaalt de provincie ook mee?", farm)
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.NOT_YET_KNOWN
    assert "daarover is nog niet besloten" in outcome.text


def test_what_the_letter_does_not_tell_is_not_answered(farm: Index) -> None:
    for question in ("Hoeveel kost de wijkboerderij per jaar?", "Wie is de directeur?"):
        assert isinstance(ask(question, farm), Abstention), question


def test_a_share_is_no_count(tmp_path: Path, encoder: Encoder) -> None:
    make(tmp_path / "corpus", "Bezoek\n\nIn 2023 was 41 procent van alle bezoekers een kind.")
    build(tmp_path / "corpus", tmp_path / "index", encoder)
    index = Index.open(tmp_path / "index", lambda: encoder)
    assert isinstance(ask("Hoeveel kinderen kwamen er op bezoek in 2023?", index), Abstention)
    share = ask("Welk deel van de bezoekers was in 2023 een kind?", index)
    assert "41 procent" in share.text


def test_the_same_question_gets_the_same_answer_whatever_was_asked_before(farm: Index) -> None:
    first = ask("Wie houdt de moestuin bij?", farm)
    ask("Wanneer ging de wijkboerderij open?", farm)
    assert ask("Wie houdt de moestuin bij?", farm) == first


def test_without_a_reader_the_signals_decide(farm: Index, encoder: Encoder) -> None:
    plain = Index.of_build(farm.folder, lambda: Equipped(encoder, None))
    candidates = found("Wie houdt de moestuin bij?", plain).candidates
    assert all(each.verdict is None for each in candidates)
    assert isinstance(ask("Wie houdt de moestuin bij?", plain), Answer | Abstention)


def test_a_paragraph_without_end_is_read_around_its_best_sentence(
    tmp_path: Path, encoder: Encoder
) -> None:
    filling = "Deze zin gaat over iets heel anders. " * 400
    body = f"Kop\n\n{filling}De ooievaar broedt op de molen. {filling}"
    make(tmp_path / "corpus", body)
    build(tmp_path / "corpus", tmp_path / "index", encoder)
    index = Index.open(tmp_path / "index", lambda: encoder)
    assert "De ooievaar broedt" in found("Waar broedt de ooievaar?", index).candidates[0].core
