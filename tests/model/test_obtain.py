"""A model folder is standard, whole or absent, and altered ones are refused."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qa.errors import ModelError
from qa.model import config, trained, weights
from qa.model.encode import (
    EXPORT,
    OnnxEncoder,
    SentenceTransformerEncoder,
    load_sentence_transformer,
    open_encoder,
)
from qa.model.obtain import fingerprint, obtain
from tests.model import tiny

ROOT = Path(__file__).parents[2]


def refuse(line: str) -> None:
    raise AssertionError(f"nothing should take long: {line}")


def files(folder: Path) -> dict[str, bytes]:
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def tokenizer(model_folder: Path) -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(model_folder / "tokenizer.json"))


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, bytes]]:
    """A user's own folder, what obtain made of it, and what the user's folder held before."""
    source = tiny.model_folder(tmp_path_factory.mktemp("own") / "my model", pooling="cls")
    before = files(source)
    return source, obtain(str(source), tmp_path_factory.mktemp("cache"), print), before


# The default model.


def test_the_default_model_is_one_that_sentence_transformers_loads(model_folder: Path) -> None:
    model = load_sentence_transformer(model_folder)
    assert model.max_seq_length == 512
    assert model.prompts == {"query": "query: ", "passage": "passage: ", "document": "passage: "}
    assert [type(module).__name__ for module in model] == ["Transformer", "Pooling", "Normalize"]
    query = model.encode_query("how much protein should a female eat")
    near, far = model.encode_document(
        ["The average requirement of protein for women is 46 grams.", "A summit is a mountain top."]
    )
    assert query @ near > query @ far + 0.1


def test_the_default_model_is_found_again_without_any_work(model_folder: Path) -> None:
    assert obtain("", model_folder.parent.parent, refuse) == model_folder
    made_from = f"{weights.SHA256[:8]}-{trained.SHA256[:8]}"
    assert model_folder.name == f"multilingual-e5-small-{made_from}-v2"
    # Another id means other vectors, or files written otherwise: indexes must then be rebuilt.
    assert fingerprint(model_folder) == "multilingual-e5-small@9ec65916"


def test_the_default_model_has_an_export_of_opset_18(model_folder: Path) -> None:
    import onnx

    graph = onnx.load(model_folder / EXPORT, load_external_data=False)
    assert [(each.domain, each.version) for each in graph.opset_import] == [
        ("", 18),
        ("com.microsoft", 1),
    ]
    assert [each.name for each in graph.graph.input] == ["input_ids", "attention_mask"]
    assert [each.name for each in graph.graph.output] == ["last_hidden_state"]


# Its tokenizer.


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Hello world!", [0, 35378, 8999, 38, 2]),
        (
            "query: how much protein should a female eat",
            [0, 41, 1294, 12, 3642, 5045, 21308, 5608, 10, 117776, 73203, 2],
        ),
        ("passage: ", [0, 46692, 12, 2]),
        ("", [0, 2]),
    ],
)
def test_token_ids_are_those_of_xlm_roberta(tokenizer: Any, text: str, ids: list[int]) -> None:
    assert tokenizer.encode(text).ids == ids


def test_token_ids_equal_those_of_transformers_on_every_line(
    model_folder: Path, tokenizer: Any, letter: str
) -> None:
    from transformers import AutoTokenizer

    lines = [f"passage: {line}" for line in letter.splitlines()]
    theirs = AutoTokenizer.from_pretrained(model_folder)(lines, truncation=True)["input_ids"]
    ours = [encoding.ids for encoding in tokenizer.encode_batch(lines)]
    assert ours == theirs
    assert not any(3 in ids for ids in ours)  # the letter has no character that it does not know


def test_every_character_becomes_what_the_models_own_table_says(tokenizer: Any) -> None:
    table = weights.read(weights.locate()).vocabulary.normalisation
    assert len(table) == 4837
    wrong = {of: to for of, to in table.items() if tokenizer.normalizer.normalize_str(of) != to}
    assert wrong == {}


# A model of one's own.


def test_a_folder_of_ones_own_is_copied_exported_and_left_alone(
    adopted: tuple[Path, Path, dict[str, bytes]],
) -> None:
    source, made, before = adopted
    assert files(source) == before
    assert made.name.startswith("my-model-")
    assert files(made).keys() - before.keys() == {
        "onnx/model.onnx",
        "onnx/model.onnx.data",
        "seal.json",
    }
    assert obtain(str(source), made.parent.parent, refuse) == made


def test_its_pooling_is_its_own(adopted: tuple[Path, Path, dict[str, bytes]]) -> None:
    made = adopted[1]
    assert config.read(made).pooling == "cls"
    texts = ["de dader", "een getuige zag de auto", "a"]
    ours = OnnxEncoder(made, "").encode_passages(texts)
    theirs = SentenceTransformerEncoder(made, "").encode_passages(texts)
    assert ours == pytest.approx(theirs, abs=1e-5)


def test_an_export_that_gives_other_vectors_is_thrown_away(
    adopted: tuple[Path, Path, dict[str, bytes]], tmp_path: Path
) -> None:
    source = shutil.copytree(adopted[1], tmp_path / "own", ignore=shutil.ignore_patterns("seal*"))
    (source / "1_Pooling" / "config.json").write_text(
        '{"embedding_dimension": 32, "pooling_mode": "mean"}', "utf-8"
    )
    (source / EXPORT).with_suffix(".onnx.data").write_bytes(
        bytes((source / EXPORT).with_suffix(".onnx.data").stat().st_size)
    )
    lines: list[str] = []
    made = obtain(str(source), tmp_path / "cache", lines.append)
    assert "andere vectoren dan het model zelf" in lines[-1]
    assert not (made / "onnx").exists()
    assert isinstance(open_encoder(made), SentenceTransformerEncoder)


def test_an_export_that_cannot_be_loaded_is_thrown_away(tmp_path: Path) -> None:
    source = tiny.model_folder(tmp_path / "own")
    (source / EXPORT).parent.mkdir()
    (source / EXPORT).write_bytes(b"niets")
    lines: list[str] = []
    made = obtain(str(source), tmp_path / "cache", lines.append)
    assert "het model is niet te laden" in lines[-1]
    assert not (made / "onnx").exists()


def test_a_changed_folder_is_another_model(tmp_path: Path) -> None:
    source = tiny.model_folder(tmp_path / "own", pooling="max")
    first = obtain(str(source), tmp_path / "cache", print)
    (source / "config_sentence_transformers.json").write_text('{"prompts": {}}', "utf-8")
    second = obtain(str(source), tmp_path / "cache", print)
    assert first != second
    assert fingerprint(first) != fingerprint(second)


def test_pooling_that_only_sentence_transformers_knows_is_left_to_it(tmp_path: Path) -> None:
    source = tiny.model_folder(tmp_path / "own", pooling="max")
    lines: list[str] = []
    made = obtain(str(source), tmp_path / "cache", lines.append)
    assert "own heeft geen ONNX-export (alleen sentence-transformers" in lines[-1]
    encoder = open_encoder(made)
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert np.linalg.norm(encoder.encode_query("de dader")) == pytest.approx(1, abs=1e-6)


# Whole or absent.


def test_killed_halfway_leaves_nothing_that_is_taken_for_a_model(tmp_path: Path) -> None:
    source = tiny.model_folder(tmp_path / "own", pooling="max")
    program = f"""
import os, signal
from pathlib import Path
from qa.model.obtain import obtain
def report(line):
    if "geen ONNX-export" in line:  # everything is written but the seal
        os.kill(os.getpid(), signal.SIGKILL)
obtain({str(source)!r}, Path({str(tmp_path / "cache")!r}), report)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    models = tmp_path / "cache" / "models"
    (half,) = models.iterdir()
    assert half.name.startswith(".half-")
    made = obtain(str(source), tmp_path / "cache", print)
    assert {path.name for path in models.iterdir()} == {half.name, made.name}
    yesterday = time.time() - 25 * 3600
    os.utime(half, (yesterday, yesterday))
    (source / "README.md").write_text("Een ander model.\n", "utf-8")
    other = obtain(str(source), tmp_path / "cache", print)
    assert {path.name for path in models.iterdir()} == {made.name, other.name}


def test_two_that_make_it_at_once_get_one_whole_folder(tmp_path: Path) -> None:
    source = tiny.model_folder(tmp_path / "own", pooling="max")
    both = threading.Barrier(2)

    def report(line: str) -> None:
        if "geen ONNX-export" in line:
            both.wait(timeout=60)

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda _: obtain(str(source), tmp_path / "cache", report), range(2)))
    assert made[0] == made[1]
    assert list(made[0].parent.iterdir()) == [made[0]]
    assert fingerprint(made[0]).startswith("own@")


# What is refused.


def _remove(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def _truncate(folder: Path) -> None:
    with (folder / "onnx" / "model.onnx.data").open("r+b") as file:
        file.truncate(1000)


def _edit(folder: Path) -> None:
    path = folder / "config_sentence_transformers.json"
    path.write_text(path.read_text("utf-8").replace("query: ", "Query: "), "utf-8")


def _unseal(folder: Path) -> None:
    (folder / "seal.json").unlink()


def _garble(folder: Path) -> None:
    (folder / "seal.json").write_text("[]", "utf-8")


def _outdate(folder: Path) -> None:
    content = json.loads((folder / "seal.json").read_text("utf-8"))
    (folder / "seal.json").write_text(json.dumps(content | {"format": 0}), "utf-8")


@pytest.mark.parametrize(
    ("alter", "found"),
    [
        (_remove, r"model\.safetensors: ontbreekt of is veranderd"),
        (_truncate, r"model\.onnx\.data: ontbreekt of is veranderd"),
        (_edit, r"config_sentence_transformers\.json: ontbreekt of is veranderd"),
        (_unseal, "geen afgemaakt model"),
        (_garble, "het zegel is niet te lezen"),
        (_outdate, "zegel 0, verwacht 1"),
    ],
)
def test_an_altered_folder_is_refused_with_what_to_do(
    adopted: tuple[Path, Path, dict[str, bytes]],
    tmp_path: Path,
    alter: Callable[[Path], None],
    found: str,
) -> None:
    folder = shutil.copytree(adopted[1], tmp_path / "altered")
    assert fingerprint(folder) == fingerprint(adopted[1])
    alter(folder)
    with pytest.raises(ModelError, match=found) as refused:
        fingerprint(folder)
    assert str(refused.value).endswith(f"verwijder {folder} en bouw opnieuw met «qa build».")


@pytest.mark.parametrize(
    "name", ["geen-maker/geen-model", "geen-model", "../nergens", "a b!", "~x/y"]
)
def test_an_unknown_model_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
from qa.errors import ModelError
from qa.model.obtain import obtain
try:
    obtain({name!r}, Path({str(tmp_path)!r}), lambda line: None)
except ModelError as error:
    print(error)
"""
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"model «{name}»: geen map van die naam, en de hub geeft het niet (")
    assert line.endswith("controleer QA_MODEL, of laat het leeg voor het meegeleverde model.")
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("modules", [None, "{", "[]", "{}", '[{"path": ""}]', "3"])
def test_a_folder_that_is_no_model_is_refused(tmp_path: Path, modules: str | None) -> None:
    source = tmp_path / "own"
    source.mkdir()
    if modules is not None:
        (source / "modules.json").write_text(modules, "utf-8")
    with pytest.raises(ModelError, match="geen leesbare map van sentence-transformers"):
        obtain(str(source), tmp_path / "cache", refuse)
    assert not (tmp_path / "cache").exists()


def test_a_cache_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, no folder", "utf-8")
    source = tiny.model_folder(tmp_path / "own", pooling="max")
    with pytest.raises(ModelError, match="het model is niet klaar te zetten"):
        obtain(str(source), tmp_path / "cache", lambda line: None)
