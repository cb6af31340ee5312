"""Milvus finds the rows that the files find, with the very same scores, or refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa import Index, ask, wire
from qa.dutch.text import analyse
from qa.errors import EngineUnavailable
from qa.letter.build import build
from qa.model.encode import Encoder
from tests.archive import REAL_ID, SECOND_ID, THIRD_ID, write_corpus
from tests.engines import NEEDS_MILVUS, built_in, opened_in, shared

pytestmark = NEEDS_MILVUS

QUESTIONS = (
    "Wat is IPTA?",
    "Wanneer is de Week van de Veiligheid volgend jaar?",
    "Wie verzorgen de dieren van de wijkboerderij?",
    "Wat wordt er gedaan tegen heling van gestolen goederen?",
    "Hoeveel scholen doen mee aan de proef?",
    "Wie heeft deze brief ondertekend?",
)
# Of each file of gold questions, some are asked that are spread evenly over it.
GOLD = {
    path.stem: asked
    for path in sorted((Path(__file__).parents[2] / "gold").glob("*.jsonl"))
    for rows in [map(json.loads, path.read_text("utf-8").splitlines())]
    if (asked := [row["q"] for row in rows if "q" in row])
}
MOST = 8  # of a file: 72 in all
SOME = ((REAL_ID,), (SECOND_ID, THIRD_ID), (THIRD_ID,))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("letters"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, corpus: Path, encoder: Encoder) -> Index:
    folder = tmp_path_factory.mktemp("files")
    build(corpus, folder, encoder)
    return Index.open(folder, lambda: encoder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, corpus: Path, encoder: Encoder) -> Path:
    folder = tmp_path_factory.mktemp("milvus")
    built_in(shared(), corpus, folder, encoder)
    return folder


@pytest.fixture(scope="module")
def milvus(folder: Path, encoder: Encoder) -> Index:
    return opened_in(shared(), folder, encoder)


def both(files: Index, milvus: Index) -> Iterator[tuple[Index, Index]]:
    yield files, milvus
    for letters in SOME:
        yield files.within(letters), milvus.within(letters)


@pytest.mark.parametrize("question", QUESTIONS)
def test_words_find_the_same_rows_with_the_same_scores(
    question: str, files: Index, milvus: Index
) -> None:
    terms = dict.fromkeys(analyse(question), 1.0)
    for one, other in both(files, milvus):
        assert other.lexical.search(terms, 50) == one.lexical.search(terms, 50)


@pytest.mark.parametrize("question", QUESTIONS)
def test_vectors_find_the_same_rows_with_the_same_cosines(
    question: str, files: Index, milvus: Index, encoder: Encoder
) -> None:
    vector = encoder.encode_query(question)
    for one, other in both(files, milvus):
        found = one.dense.search(vector, 50)
        assert other.dense.search(vector, 50) == found
        rows = sorted(row for row, _ in found)
        assert other.sentences.cosines(vector, rows) == one.sentences.cosines(vector, rows)
        assert len(other.dense) == len(one.dense)


# Words of the letters and others, with what a synonym or a part of a word counts.
WEIGHTED = st.dictionaries(
    st.sampled_from(
        [*analyse("overvallen heling 1.174 50+ boa's wijkboerderij scholen proef IPTA"), "xyz", ""]
    ),
    st.sampled_from([1.0, 0.8, 0.7, 0.0]),
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(terms=WEIGHTED, k=st.integers(0, 30), letters=st.sampled_from(((), *SOME)))
def test_any_words_with_any_weights_find_the_same(
    terms: dict[str, float], k: int, letters: tuple[str, ...], files: Index, milvus: Index
) -> None:
    one, other = (files, milvus) if not letters else (files.within(letters), milvus.within(letters))
    assert other.lexical.search(terms, k) == one.lexical.search(terms, k)
    assert other.lexical.frequencies(terms) == one.lexical.frequencies(terms)


@pytest.mark.parametrize("start", ["o", "her", "wijk", "zz"])
def test_the_words_that_there_are_are_the_same(start: str, files: Index, milvus: Index) -> None:
    for one, other in both(files, milvus):
        assert other.lexical.beginning(start) == one.lexical.beginning(start)
        assert other.lexical.sharing("overvall", 5) == one.lexical.sharing("overvall", 5)
        assert other.lexical.abbreviations == one.lexical.abbreviations
    assert milvus.lexical.reach == files.lexical.reach


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_the_same_to_the_last_byte_but_for_its_id(
    question: str, files: Index, milvus: Index
) -> None:
    for one, other in both(files, milvus):
        first, second = (wire.outcome(ask(question, index)) for index in (one, other))
        for told in (first, *first["deelantwoorden"], second, *second["deelantwoorden"]):
            told.pop("id")
        assert second == first


@pytest.mark.parametrize("name", GOLD)
def test_gold_questions_get_the_same_answer_of_both(name: str, files: Index, milvus: Index) -> None:
    different = []
    for question in GOLD[name][:: max(1, len(GOLD[name]) // MOST)][:MOST]:
        first, second = (wire.outcome(ask(question, index)) for index in (files, milvus))
        for told in (first, *first["deelantwoorden"], second, *second["deelantwoorden"]):
            told.pop("id")
        if first != second:
            different.append(question)
    assert different == []


def test_nothing_is_found_for_no_words(milvus: Index) -> None:
    assert milvus.lexical.search({}, 10) == ()
    assert milvus.lexical.search({"xyzzy": 1.0}, 10) == ()


def test_a_row_that_went_missing_refuses_the_whole_search(
    corpus: Path, tmp_path: Path, encoder: Encoder
) -> None:
    name = built_in(shared(), corpus, tmp_path, encoder)
    index = opened_in(shared(), tmp_path, encoder)
    vector = encoder.encode_query("Wat is IPTA?")
    assert index.sentences.cosines(vector, [3])
    engine = index.engine
    engine.client.do(lambda c: c.delete(name, filter=f'id == "{REAL_ID}:3"'))  # type: ignore[attr-defined]
    with pytest.raises(EngineUnavailable, match="ontbreekt"):
        index.sentences.cosines(vector, [3])
    again = opened_in(shared(), tmp_path, encoder)
    with pytest.raises(EngineUnavailable, match=r"passages, verwacht \d+; bouw"):
        again.dense.search(np.asarray(vector), 5)
