"""A build takes over what did not change, and the index is the same as where all is made anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from qa.letter import before as of_before
from qa.letter import embed
from qa.letter.build import build
from qa.letter.progress import Progress, duration
from qa.model.encode import Encoder
from qa.store.index import Index
from qa.store.kept import KeptVectors
from tests.letter.factories import page_of

IDS = tuple(f"kst-30001-{number}" for number in range(1, 5))
TABLE = "Winkels per plaats\nPlaats\t2020\t2021\nGoes\t{0}0\t{0}1\nVeere\t{0}2\t{0}3"
BODY = (
    "Inleiding\n\nEr doen {0} scholen mee aan de proef (de Mobiele Tuin Brigade, MTB). Dat is"
    " veel (Kamerstuk 33 799, nr. 15). Zie ook Kamerstuk 30 001, nr. {0}.\n\n1 Cijfers\n\n"
    f"Het aantal winkels verschilt.\n\n{TABLE}\n\nTot slot.\n\n"
    "De Minister van Landbouw,\nA. Akker"
)
SHARED = "Het aantal winkels verschilt."


class Watched:
    """The real model, of which is known what it embedded; it fails after so many texts."""

    def __init__(self, encoder: Encoder, most: int = 1_000_000) -> None:
        self.model_id, self.reader = encoder.model_id, encoder.reader
        self.dimension, self.encode_query = encoder.dimension, encoder.encode_query
        self._encoder, self._most = encoder, most
        self.texts: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if len(self.texts) + len(texts) > self._most:
            raise KeyboardInterrupt
        self.texts += texts
        return self._encoder.encode_passages(texts)


def write(corpus: Path, id: str, version: int, extra: str = "") -> None:
    """Write a letter; another version of it has other numbers."""
    folder = corpus / id
    folder.mkdir(parents=True, exist_ok=True)
    text = page_of(id, BODY.format(10 * int(id[-1]) + version) + extra)
    (folder / "letter.txt").write_text(text, "utf-8")


def files(index: Path) -> dict[str, bytes]:
    """Return all files of the build in use."""
    build = (index / "current").resolve()
    found = (path for path in build.rglob("*") if path.is_file())
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in found}


def whole(corpus: Path, folder: Path, encoder: Encoder) -> dict[str, bytes]:
    """Return the files of an index that is built from nothing."""
    index = folder / "whole"
    shutil.rmtree(index, ignore_errors=True)
    build(corpus, index, encoder)
    return files(index)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of three letters."""
    for id in IDS[:3]:
        write(tmp_path / "corpus", id, 1)
    return tmp_path / "corpus"


@pytest.fixture
def index(corpus: Path, tmp_path: Path, encoder: Encoder) -> Path:
    """The index of that corpus."""
    build(corpus, tmp_path / "index", encoder)
    return tmp_path / "index"


def rebuilt(corpus: Path, index: Path, encoder: Encoder) -> tuple[list[str], list[str]]:
    """Build again; return the letters that were read, and the texts that were embedded."""
    read: list[str] = []
    watched = Watched(encoder)
    build(corpus, index, watched, before_use=lambda _, fresh: read.extend(fresh))
    return read, watched.texts


States = st.lists(
    st.dictionaries(st.sampled_from(IDS), st.integers(1, 2), min_size=1), min_size=2, max_size=4
)


@settings(max_examples=12, deadline=None)
@given(states=States)
def test_whatever_is_added_changed_or_removed_gives_the_index_of_a_whole_build(
    states: list[dict[str, int]], encoder: Encoder
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for state in states:
            shutil.rmtree(folder / "corpus", ignore_errors=True)
            for id, version in state.items():
                write(folder / "corpus", id, version)
            build(folder / "corpus", folder / "index", encoder)
        assert files(folder / "index") == whole(folder / "corpus", folder, encoder)


def test_an_unchanged_letter_is_neither_read_nor_embedded(
    corpus: Path, index: Path, encoder: Encoder
) -> None:
    assert rebuilt(corpus, index, encoder) == ([], [])
    write(corpus, IDS[3], 1)
    read, texts = rebuilt(corpus, index, encoder)
    assert read == [IDS[3]]
    assert any("41 scholen" in text for text in texts)
    assert not any("11 scholen" in text for text in texts)


def test_of_a_changed_letter_only_what_changed_is_embedded(
    corpus: Path, index: Path, encoder: Encoder
) -> None:
    write(corpus, IDS[0], 1, "\n\nEr is een ooievaar bij gekomen.")
    read, texts = rebuilt(corpus, index, encoder)
    assert read == [IDS[0]]
    assert any("ooievaar" in text for text in texts)
    assert not any(SHARED in text for text in texts)


def test_a_letter_that_is_gone_leaves_no_vectors(
    corpus: Path, index: Path, encoder: Encoder
) -> None:
    assert len(list((index / "vectors").iterdir())) == 3
    shutil.rmtree(corpus / IDS[1])
    (index / "vectors" / "left.half").write_bytes(b"half")
    build(corpus, index, encoder)
    assert len(list((index / "vectors").iterdir())) == 2


def test_whole_reads_and_embeds_all_anew(corpus: Path, index: Path, encoder: Encoder) -> None:
    before = files(index)
    watched = Watched(encoder)
    read: list[str] = []
    build(corpus, index, watched, before_use=lambda _, fresh: read.extend(fresh), whole=True)
    assert read == [*IDS[:3]]
    assert len([text for text in watched.texts if SHARED in text]) >= 3
    assert files(index) == before


def test_another_program_reads_all_letters_and_embeds_nothing(
    corpus: Path, index: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (of_before, build.__globals__):
        if isinstance(module, dict):
            monkeypatch.setitem(module, "program", lambda: "another")
        else:
            monkeypatch.setattr(module, "program", lambda: "another")
    assert rebuilt(corpus, index, encoder) == ([*IDS[:3]], [])
    assert Index.open(index).manifest.program == "another"


def test_another_model_embeds_all_anew(corpus: Path, index: Path, encoder: Encoder) -> None:
    other = Watched(encoder)
    other.model_id = "another@12345678"
    build(corpus, index, other)
    assert len([text for text in other.texts if SHARED in text]) >= 3


@pytest.mark.parametrize("most", [0, 3, 7, 11])
def test_a_build_that_is_stopped_goes_on_where_it_was(
    most: int, corpus: Path, tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embed, "_AT_ONCE", 1)
    monkeypatch.setattr(embed, "_KEPT_EVERY", -1.0)
    stopped = Watched(encoder, most)
    with pytest.raises(KeyboardInterrupt):
        build(corpus, tmp_path / "index", stopped)
    assert len(stopped.texts) == most
    _, texts = rebuilt(corpus, tmp_path / "index", encoder)
    everything = Watched(encoder)
    build(corpus, tmp_path / "other", everything)
    assert sorted([*stopped.texts, *texts]) == sorted(everything.texts)
    assert files(tmp_path / "index") == files(tmp_path / "other")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut off": _cut,
    "a bit": _flip,
    "empty": lambda path: path.write_bytes(b""),
    "something else": lambda path: path.write_bytes(b"\x93NUMPY" + bytes(100)),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_kept_vectors_that_are_damaged_are_made_anew(
    damage: Callable[[Path], object], corpus: Path, index: Path, encoder: Encoder
) -> None:
    before = files(index)
    for path in (index / "vectors").iterdir():
        damage(path)
    read, texts = rebuilt(corpus, index, encoder)
    assert read == []
    assert len([text for text in texts if SHARED in text]) >= 3
    assert files(index) == before


@pytest.mark.parametrize(
    "name", ["facts.sqlite", "passages.sqlite", "references.sqlite", "lexicon.json"]
)
def test_of_a_damaged_build_nothing_is_taken_over(
    name: str, corpus: Path, index: Path, encoder: Encoder
) -> None:
    before = files(index)
    _flip(index / "current" / name)
    assert rebuilt(corpus, index, encoder) == ([*IDS[:3]], [])
    assert files(index) == before


def test_every_bit_of_what_is_kept_is_checked(
    tmp_path: Path, index: Path, encoder: Encoder
) -> None:
    (tmp_path / "few").mkdir()
    small = next(iter((index / "vectors").iterdir()))
    kept = KeptVectors(tmp_path / "few", encoder.model_id, encoder.dimension)
    source = KeptVectors(index / "vectors", encoder.model_id, encoder.dimension)
    whole_one = source.read(next(id for id in IDS if source._path(id) == small))
    assert whole_one is not None
    kept.write("kst-1-1", whole_one)
    path = next((tmp_path / "few").iterdir())
    data = path.read_bytes()
    for at in range(0, len(data), max(1, len(data) // 200)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :])
        found = kept.read("kst-1-1")
        assert found is None or (
            found.of == whole_one.of
            and found.passages.tobytes() == whole_one.passages.tobytes()
            and found.sentences.tobytes() == whole_one.sentences.tobytes()
            and found.counts.tolist() == whole_one.counts.tolist()
        ), at


def test_a_long_work_says_how_far_it_is_and_about_how_long_it_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr("qa.letter.progress.monotonic", lambda: now[0])
    said: list[str] = []
    progress = Progress(2_000, "brieven lezen", said.append)
    for _ in range(3):
        now[0] += 100
        progress.add(500)
    progress.add(500)
    assert said == [
        "2.000 brieven lezen",
        "500 van 2.000 brieven lezen; nog ongeveer 5 minuten",
        "1.000 van 2.000 brieven lezen; nog ongeveer 3 minuten",
        "1.500 van 2.000 brieven lezen; nog ongeveer 2 minuten",
    ]
    assert duration(8.4) == "8 seconden"
    assert duration(3 * 3600) == "3 uur"
