"""The default model, built once in the user's cache, and both ways to encode with it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from qa.model.encode import OnnxEncoder, SentenceTransformerEncoder
from qa.model.obtain import fingerprint, obtain

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def model_folder() -> Path:
    cache = os.environ.get("QA_CACHE")
    return obtain("", Path(cache) if cache else user_cache_path("kamerbrief-qa"), print)


@pytest.fixture(scope="session")
def onnx(model_folder: Path) -> OnnxEncoder:
    return OnnxEncoder(model_folder, fingerprint(model_folder), threads=1)


@pytest.fixture(scope="session")
def reference(model_folder: Path) -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder(model_folder, fingerprint(model_folder), threads=1)


@pytest.fixture(scope="session")
def letter() -> str:
    return (ROOT / "corpus" / "kst-28684-720" / "letter.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def paragraphs(letter: str) -> list[str]:
    return [paragraph for paragraph in letter.split("\n\n") if paragraph.strip()]


@pytest.fixture(scope="session")
def questions() -> list[str]:
    rows = (ROOT / "tests" / "gold" / "dev.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(row) for row in rows]
    return [turn["q"] for case in cases for turn in case.get("turns", [case])]
