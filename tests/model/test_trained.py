"""The shipped part of the reader: known byte for byte, and small."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qa.errors import ModelError
from qa.model.trained import FILE, SHA256, EightBit, Trained, decode, encode, read

MOST_BYTES = 15_000_000


def test_the_shipped_file_is_the_known_one_and_small() -> None:
    trained = read()
    assert trained.layers == (3, 4, 5, 6, 7, 8)
    assert FILE.stat().st_size < MOST_BYTES
    assert all(np.isfinite(each).all() for each in trained.tensors.values())


def test_a_file_that_was_altered_is_refused(tmp_path: Path) -> None:
    altered = tmp_path / "reader.safetensors"
    data = bytearray(FILE.read_bytes())
    data[-1] ^= 1
    altered.write_bytes(data)
    with pytest.raises(ModelError, match=rf"veranderd \(sha256 \w+…, verwacht {SHA256[:12]}"):
        read(altered)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="niet te lezen"):
        read(tmp_path / "reader.safetensors")


@given(arrays(np.float32, (3, 5), elements=st.floats(-100, 100, width=32)))
def test_rounding_to_eight_bits_is_off_by_half_a_step_at_most(matrix: np.ndarray) -> None:
    rounded = EightBit.of(matrix)
    off = np.abs(rounded.values * rounded.scales[:, None] - matrix)
    assert (off <= rounded.scales[:, None] * 0.5001 + 1e-12).all()


def test_what_is_written_is_what_is_read() -> None:
    matrix = EightBit.of(np.arange(-6, 6, dtype=np.float32).reshape(3, 4))
    written = Trained((7,), {"l7.q.w": matrix}, {"l7.q.b": np.ones(3, np.float32)})
    found = decode(encode(written))
    assert found.layers == (7,)
    assert (found.matrices["l7.q.w"].values == matrix.values).all()
    assert (found.matrices["l7.q.w"].scales == matrix.scales).all()
    assert (found.tensors["l7.q.b"] == 1).all()
