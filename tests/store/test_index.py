"""An index that cannot be trusted is not opened: missing, stale and damaged, each its own error."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa import ask
from qa.errors import IndexDamaged, IndexMissing, IndexStale, ModelError
from qa.letter.build import STORES
from qa.model.encode import Encoder
from qa.store.index import Index
from tests.properties import tries

FILES = (*STORES, "manifest.json")
ROBBERIES = "Hoeveel overvallen waren er in 2019?"
WEEK = "Wanneer is de Week van de Veiligheid volgend jaar?"


@pytest.fixture
def copied(index_folder: Path, tmp_path: Path) -> Path:
    """A copy of the index that a test may damage."""
    return Path(shutil.copytree(index_folder, tmp_path / "index", symlinks=True))


@pytest.fixture(scope="module")
def scratch(index_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that every example damages and repairs again."""
    folder = tmp_path_factory.mktemp("scratch") / "index"
    return Path(shutil.copytree(index_folder, folder, symlinks=True))


def no_model() -> Encoder:
    raise AssertionError("the model was asked for")


def test_an_index_knows_what_it_holds(index: Index, encoder: Encoder) -> None:
    assert (index.manifest.passages, index.manifest.facts) == (110, 106)
    assert list(index.manifest.letters) == ["kst-28684-720"]
    assert (index.manifest.model, index.manifest.dimension) == (encoder.model_id, 384)
    assert index.newest == date(2022, 12, 14)
    assert len(index.dense) == len(index.passages) == 110


def test_facts_are_answered_without_the_model(index_folder: Path) -> None:
    outcome = ask(ROBBERIES, Index.open(index_folder, no_model))
    assert outcome.text == "In 2019 waren er 1.174 overvallen."


def test_an_index_moved_elsewhere_answers_the_same(index: Index, copied: Path) -> None:
    moved = Index.open(copied, lambda: index.encoder)
    assert moved.id == index.id
    assert [ask(q, moved) for q in (ROBBERIES, WEEK)] == [ask(q, index) for q in (ROBBERIES, WEEK)]


def no_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def empty_folder(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def a_file_instead(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("geen map")


def link_to_nothing(folder: Path) -> None:
    shutil.rmtree(folder / "builds")


def no_manifest(folder: Path) -> None:
    (folder / "current" / "manifest.json").unlink()


@pytest.mark.parametrize(
    "lose", [no_folder, empty_folder, a_file_instead, link_to_nothing, no_manifest]
)
def test_no_index_is_missing(lose: Callable[[Path], None], copied: Path) -> None:
    lose(copied)
    with pytest.raises(IndexMissing, match=r"geen index gevonden; maak hem met «qa build»"):
        Index.open(copied, no_model)


def test_a_link_that_leads_to_itself_is_damage(tmp_path: Path) -> None:
    (tmp_path / "current").symlink_to("current")
    with pytest.raises(IndexDamaged, match="qa build"):
        Index.open(tmp_path, no_model)


@pytest.mark.parametrize("name", STORES)
@pytest.mark.parametrize("keep", [0.0, 0.5, 0.999])
def test_a_file_that_was_cut_off_is_damage(name: str, keep: float, copied: Path) -> None:
    file = copied / "current" / name
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(IndexDamaged, match=rf"{name}: inhoud is veranderd .*«qa build»"):
        Index.open(copied, no_model)


@pytest.mark.parametrize("name", STORES)
def test_a_file_that_is_gone_is_damage(name: str, copied: Path) -> None:
    (copied / "current" / name).unlink()
    with pytest.raises(IndexDamaged, match=rf"{name}: bestand ontbreekt; .*«qa build»"):
        Index.open(copied, no_model)


def test_a_file_too_many_changes_nothing(index: Index, copied: Path) -> None:
    (copied / "current" / "notes.txt").write_text("van iemand anders")
    assert Index.open(copied, no_model).id == index.id


@settings(max_examples=tries(150))
@given(st.sampled_from(FILES), st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_one_altered_byte_anywhere_is_damage_or_changes_nothing(
    scratch: Path, index: Index, name: str, where: float, change: int
) -> None:
    file = scratch / "current" / name
    sound = file.read_bytes()
    at = int(where * len(sound))
    file.write_bytes(sound[:at] + bytes([sound[at] ^ change]) + sound[at + 1 :])
    try:
        opened = Index.open(scratch, no_model)
    except IndexDamaged as error:
        message = str(error)
    else:  # white space between the fields of the manifest
        message = "qa build" if name == "manifest.json" else ""
        assert (opened.manifest, opened.id) == (index.manifest, index.id)
        assert ask(ROBBERIES, opened) == ask(ROBBERIES, index)
    finally:
        file.write_bytes(sound)
    assert "qa build" in message
    assert "\n" not in message


@pytest.mark.parametrize("name", STORES)
def test_a_file_that_changes_under_an_open_index_is_damage_even_when_restored(
    name: str, copied: Path
) -> None:
    opened = Index.open(copied, no_model)
    opened.check()
    file = copied / "current" / name
    sound, found = file.read_bytes(), file.stat()
    file.write_bytes(bytes([sound[0] ^ 1]) + sound[1:])
    with pytest.raises(IndexDamaged, match="veranderd tijdens gebruik; bouw opnieuw"):
        opened.check()
    file.write_bytes(sound)
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    with pytest.raises(IndexDamaged):
        opened.check()
    Index.open(copied, no_model).check()


def test_a_file_that_is_removed_from_an_open_index_is_no_damage(copied: Path) -> None:
    opened = Index.open(copied, no_model)
    shutil.rmtree(copied)
    opened.check()
    assert ask(ROBBERIES, opened).text == "In 2019 waren er 1.174 overvallen."


@pytest.fixture
def letters(corpus: Path, tmp_path: Path) -> Path:
    """A copy of the corpus that a test may change."""
    return Path(shutil.copytree(corpus, tmp_path / "corpus"))


def test_an_index_of_this_corpus_is_fresh(index_folder: Path, letters: Path) -> None:
    assert len(Index.open(index_folder, no_model, letters).passages) == 110


def change_letter(letters: Path) -> None:
    with (letters / "kst-28684-720" / "letter.txt").open("a") as letter:
        letter.write("\n")


def change_header(letters: Path) -> None:
    with (letters / "kst-28684-720" / "tables.toml").open("a") as tables:
        tables.write("\n")


def add_letter(letters: Path) -> None:
    shutil.copytree(letters / "kst-28684-720", letters / "kst-28684-721")


def remove_letter(letters: Path) -> None:
    shutil.rmtree(letters / "kst-28684-720")


@pytest.mark.parametrize("change", [change_letter, change_header, add_letter, remove_letter])
def test_a_corpus_that_changed_makes_the_index_stale(
    change: Callable[[Path], None], letters: Path, index_folder: Path
) -> None:
    change(letters)
    with pytest.raises(IndexStale, match=r"kst-28684-72[01]: veranderd .*«qa build»"):
        Index.open(index_folder, no_model, letters)


class OtherModel:
    """Another model, as far as an index can tell before a question needs it."""

    model_id = "ander-model@12345678"


def test_another_model_makes_the_index_stale_when_words_are_searched(index_folder: Path) -> None:
    opened = Index.open(index_folder, OtherModel)  # type: ignore[arg-type]
    assert ask(ROBBERIES, opened).text == "In 2019 waren er 1.174 overvallen."
    with pytest.raises(IndexStale, match=r"gemaakt met model multi.* ander-model@12345678; bouw"):
        ask(WEEK, opened)


def test_a_model_that_cannot_be_had_is_an_error_of_the_model(index_folder: Path) -> None:
    def broken() -> Encoder:
        raise ModelError("model weg; bouw opnieuw met «qa build».")

    with pytest.raises(ModelError, match="model weg"):
        ask(WEEK, Index.open(index_folder, broken))
