"""Sentences' vectors are found by their passage, and a damaged file is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.errors import IndexDamaged
from qa.store import sentences
from qa.store.sentences import SentenceVectors

VECTORS = np.array([[1, 0], [0, 1], [0.6, 0.8], [-1, 0]], np.float32)
EAST = np.array([1, 0], np.float32)


def written(folder: Path, counts: list[int]) -> tuple[Path, Path]:
    paths = folder / "sentences.npy", folder / "starts.npy"
    sentences.write(VECTORS[: sum(counts)], counts, *paths)
    return paths


def test_each_passage_has_its_own_sentences_in_order(tmp_path: Path) -> None:
    opened = SentenceVectors.open(*written(tmp_path, [2, 0, 1, 1]))
    assert opened.cosines(EAST, [0])[0] == (1, 0)
    assert opened.cosines(EAST, [1])[0] == ()
    assert opened.cosines(EAST, [2])[0] == pytest.approx((0.6,), abs=5e-4)
    assert opened.cosines(EAST, [3])[0] == (-1,)


def test_no_sentences_at_all_are_an_index_too(tmp_path: Path) -> None:
    assert SentenceVectors.open(*written(tmp_path, [0, 0])).cosines(EAST, [1])[0] == ()


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("data", [b"", b"niets", None])
def test_a_damaged_file_is_refused(tmp_path: Path, which: int, data: bytes | None) -> None:
    paths = written(tmp_path, [2, 2])
    if data is None:
        paths[which].unlink()
    else:
        paths[which].write_bytes(data)
    with pytest.raises(IndexDamaged, match="bouw de index opnieuw"):
        SentenceVectors.open(*paths)


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    vectors, starts = written(tmp_path, [2, 2])
    sentences.write(VECTORS[:1], [1], tmp_path / "other.npy", starts)
    with pytest.raises(IndexDamaged, match="4 zinnen, 1 verwacht"):
        SentenceVectors.open(vectors, starts)
