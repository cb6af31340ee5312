"""The graph that is written from 4-bit weights computes what the unpacked weights compute."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.model import files, graph, tokens, weights
from qa.model.encode import EXPORT, OnnxEncoder, SentenceTransformerEncoder
from tests.model import tiny

TEXTS = ["de dader", "een getuige zag de auto in de straat", "a", ""]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = weights.parse(tiny.weights_file())
    folder = tmp_path_factory.mktemp("tiny")
    files.write(made, folder)
    (folder / EXPORT).parent.mkdir()
    graph.write(made, folder / EXPORT)
    own = files.own_normalisation(made.vocabulary.normalisation)
    tokens.write(made.vocabulary, own, folder / EXPORT.parent)
    return folder


def test_both_routes_give_the_same_vectors(folder: Path) -> None:
    ours = OnnxEncoder(folder, "").encode_passages(TEXTS)
    theirs = SentenceTransformerEncoder(folder, "").encode_passages(TEXTS)
    assert ours == pytest.approx(theirs, abs=2e-6)


def test_a_batch_gives_what_each_text_gives_alone(folder: Path) -> None:
    encoder = OnnxEncoder(folder, "")
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    assert encoder.encode_passages(TEXTS) == pytest.approx(alone, abs=2e-6)


def test_the_matrices_of_the_default_model_stay_in_4_bits(model_folder: Path) -> None:
    size = (model_folder / EXPORT).with_suffix(".onnx.data").stat().st_size
    # 117,226,368 weights in half a byte, a float32 scale for 32 of them, and few vectors.
    assert size == 74_309_040


def test_another_user_may_read_the_graph(folder: Path) -> None:
    modes = [path.stat().st_mode & 0o444 for path in (folder / EXPORT).parent.iterdir()]
    assert modes == [0o444] * len(modes)
