"""Both ways to encode give the same vectors, repeatably, and neither loads before it must."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from qa.errors import ModelError
from qa.model import seal
from qa.model.encode import EXPORT, OnnxEncoder, SentenceTransformerEncoder, open_encoder
from tests.model import tiny

ROOT = Path(__file__).parents[2]
QUESTION = "Hoeveel overvallen waren er in 2019?"


@pytest.fixture(scope="module")
def vectors(onnx: OnnxEncoder, paragraphs: list[str]) -> NDArray[np.float32]:
    """The vectors of the letter's paragraphs."""
    return onnx.encode_passages(paragraphs)


def test_both_ways_give_the_same_vectors_and_ranking_on_every_question(
    onnx: OnnxEncoder,
    reference: SentenceTransformerEncoder,
    questions: list[str],
    paragraphs: list[str],
    vectors: NDArray[np.float32],
) -> None:
    assert len(questions) == 83
    ours, theirs = (
        (np.stack([encoder.encode_query(q) for q in questions]), passages)
        for encoder, passages in (
            (onnx, vectors),
            (reference, reference.encode_passages(paragraphs)),
        )
    )
    assert np.vecdot(ours[0], theirs[0]).min() >= 0.999
    assert np.vecdot(ours[1], theirs[1]).min() >= 0.999
    rankings = [np.argsort(-(queries @ passages.T), axis=1) for queries, passages in (ours, theirs)]
    assert (rankings[0][:, :10] == rankings[1][:, :10]).all()


def test_the_paragraph_that_answers_is_mostly_among_the_first_five(
    onnx: OnnxEncoder, paragraphs: list[str], vectors: NDArray[np.float32]
) -> None:
    rows = (ROOT / "tests" / "gold" / "dev.jsonl").read_text("utf-8").splitlines()
    cases = [case for case in map(json.loads, rows) if "gold" in case]
    plain = [" ".join(paragraph.split()) for paragraph in paragraphs]
    found = 0
    for case in cases:
        nearest = np.argsort(-(vectors @ onnx.encode_query(case["q"])))[:5]
        found += any(gold in plain[row] for gold in case["gold"] for row in nearest)
    assert len(cases) == 37
    assert found >= 35  # as measured; words found by meaning alone, before the word search helps


def test_vectors_have_length_one_and_the_models_dimension(onnx: OnnxEncoder) -> None:
    vectors = onnx.encode_passages(["Kort.", "Een langere zin over inbraken.", ""])
    assert onnx.dimension == 384
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)
    assert onnx.encode_query(QUESTION).shape == (384,)


def test_questions_and_passages_get_their_own_prompt(onnx: OnnxEncoder) -> None:
    assert onnx.encode_query(QUESTION) @ onnx.encode_passages([QUESTION])[0] < 0.99


def test_encoding_twice_gives_the_same_bytes(onnx: OnnxEncoder, paragraphs: list[str]) -> None:
    assert onnx.encode_query(QUESTION).tobytes() == onnx.encode_query(QUESTION).tobytes()
    first, second = (onnx.encode_passages(paragraphs[:20]) for _ in range(2))
    assert first.tobytes() == second.tobytes()


def test_one_by_one_or_together_is_the_same(onnx: OnnxEncoder, paragraphs: list[str]) -> None:
    together = onnx.encode_passages(paragraphs[:20])
    alone = np.concatenate([onnx.encode_passages([text]) for text in paragraphs[:20]])
    assert together == pytest.approx(alone, abs=1e-5)


def test_a_text_is_cut_to_what_the_model_takes(
    onnx: OnnxEncoder, reference: SentenceTransformerEncoder
) -> None:
    text = "De politie zoekt een getuige. " * 200
    vector = onnx.encode_passages([text])[0]
    assert vector.tobytes() == onnx.encode_passages([text + "Een heel ander slot!"])[0].tobytes()
    assert vector @ reference.encode_passages([text])[0] >= 0.999


@pytest.mark.parametrize("encoder", ["onnx", "reference"])
def test_no_texts_give_no_vectors(encoder: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(encoder).encode_passages([]).shape == (0, 384)


def test_threads_that_ask_at_once_share_one_model(model_folder: Path) -> None:
    encoder = open_encoder(model_folder, threads=1)
    with ThreadPoolExecutor(8) as pool:
        vectors = list(pool.map(encoder.encode_query, [QUESTION] * 8))
    assert len({vector.tobytes() for vector in vectors}) == 1


def test_opening_loads_nothing_and_encoding_no_torch(model_folder: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from qa.model.encode import open_encoder
def loaded():
    heavy = "onnxruntime", "tokenizers", "torch", "transformers", "sentence_transformers"
    return [name for name in heavy if name in sys.modules]
encoder = open_encoder(Path({str(model_folder)!r}))
print(encoder.model_id, encoder.dimension, loaded())
encoder.encode_query({QUESTION!r})
print(loaded())
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines() == [
        f"{seal.fingerprint(model_folder)} 384 []",
        "['onnxruntime']",
    ], done.stderr


def test_without_an_export_sentence_transformers_takes_over_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tiny.model_folder(tmp_path / "tiny")
    model_id = seal.write(folder, "tiny")
    with caplog.at_level(logging.WARNING, logger="qa.model.encode"):
        encoder = open_encoder(folder)
    assert caplog.messages == [
        f"{model_id} has no reader, which belongs to the default model: sentences are chosen by"
        " their words and vectors, and more questions are left without a sure answer",
        f"{model_id} has no onnx/model.onnx: encoding with sentence-transformers,"
        " which starts slower",
    ]
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert encoder.dimension == 32
    assert np.linalg.norm(encoder.encode_query("de dader")) == pytest.approx(1, abs=1e-6)


def test_an_export_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    folder = tiny.model_folder(tmp_path / "tiny")
    (folder / EXPORT).parent.mkdir()
    (folder / EXPORT).write_bytes(b"niets")
    with pytest.raises(ModelError, match="het model is niet te laden") as refused:
        OnnxEncoder(folder, "tiny").encode_query("de dader")
    assert "\n" not in str(refused.value)


def test_a_model_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    folder = tiny.model_folder(tmp_path / "tiny")
    (folder / "model.safetensors").write_bytes(b"niets")
    with pytest.raises(ModelError, match="het model is niet te laden") as refused:
        SentenceTransformerEncoder(folder, "tiny").encode_query("de dader")
    assert "\n" not in str(refused.value)


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="geen afgemaakt model"):
        open_encoder(tmp_path)
    with pytest.raises(ModelError, match="geen leesbare map van sentence-transformers"):
        OnnxEncoder(tmp_path, "")
    shutil.rmtree(tmp_path)
    with pytest.raises(ModelError, match="geen afgemaakt model"):
        open_encoder(tmp_path)
