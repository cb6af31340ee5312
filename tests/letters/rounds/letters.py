"""The letters of a part's rounds, which lie beside its questions, as one index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qa.model.encode import Encoder
from qa.store.index import Index
from tests.reader.corpus import built


def index_of(rounds: Path, folder: Path, encoder: Encoder, also: Sequence[Path] = ()) -> Index:
    """Build an index of the pages kst-*.txt of a folder, and of some others."""
    for page in (*rounds.glob("kst-*.txt"), *also):
        (folder / "corpus" / page.stem).mkdir(parents=True)
        (folder / "corpus" / page.stem / "letter.txt").write_bytes(page.read_bytes())
    return built(folder, encoder)
