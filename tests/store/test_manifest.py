"""What a manifest says, byte for byte, and that it is believed only when nothing was altered."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa.errors import IndexDamaged, IndexMissing, IndexStale, QaError
from qa.store import manifest
from qa.store.manifest import FORMAT, Manifest

MADE = Manifest(
    format=FORMAT,
    model="multilingual-e5-small@9ec65916",
    dimension=384,
    passages=110,
    facts=106,
    letters={"kst-28684-720": "ab" * 32},
    files={},
)


def write_build(folder: Path) -> str:
    """Write a build of two small files and its manifest."""
    (folder / "een.sqlite").write_bytes(b"een")
    (folder / "twee.faiss").write_bytes(b"twee")
    files = {name: manifest.hash_file(folder / name) for name in ("een.sqlite", "twee.faiss")}
    return manifest.write(replace(MADE, files=files), folder)


def rewrite(folder: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    """Alter the fields of a manifest and leave the rest as it was."""
    fields = json.loads((folder / "manifest.json").read_text("utf-8"))
    made = change(fields)
    (folder / "manifest.json").write_text(json.dumps(fields if made is None else made), "utf-8")


def test_what_was_written_is_read_with_the_same_id(tmp_path: Path) -> None:
    id = write_build(tmp_path)
    read, read_id = manifest.read(tmp_path)
    assert (replace(read, files={}), read_id) == (MADE, id)


def test_a_manifest_is_the_same_byte_for_byte_wherever_it_is_written(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
        write_build(folder)
    one, other = ((folder / "manifest.json").read_bytes() for folder in folders)
    assert one == other
    assert str(tmp_path).encode() not in one


def test_another_content_has_another_id(tmp_path: Path) -> None:
    ids = {
        manifest.write(each, tmp_path)
        for each in (MADE, replace(MADE, facts=105), replace(MADE, model="ander@1"))
    }
    assert len(ids) == 3


@pytest.mark.parametrize("name", ["een.sqlite", "twee.faiss"])
def test_a_file_that_is_gone_or_altered_is_named(name: str, tmp_path: Path) -> None:
    write_build(tmp_path)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[:-1])
    with pytest.raises(IndexDamaged, match=rf"{name}: inhoud is veranderd .*«qa build»"):
        manifest.read(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(IndexDamaged, match=rf"{name}: bestand ontbreekt"):
        manifest.read(tmp_path)
    (tmp_path / name).mkdir()
    with pytest.raises(IndexDamaged, match=rf"{name}: niet te lezen"):
        manifest.read(tmp_path)


ALTERED: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a-count": lambda fields: fields.update(facts=107),
    "the-model": lambda fields: fields.update(model="ander"),
    "a-letter": lambda fields: fields["letters"].update({"kst-1-1": "00"}),
    "a-file-less": lambda fields: fields["files"].popitem() and None,
    "files-a-list": lambda fields: fields.update(files=["een.sqlite"]),
    "files-a-number": lambda fields: fields.update(files=3),
    "letters-a-text": lambda fields: fields.update(letters="kst"),
    "letters-null": lambda fields: fields.update(letters=None),
    "a-field-less": lambda fields: fields.pop("passages") and None,
    "a-field-more": lambda fields: fields.update(extra=1),
    "format-gone": lambda fields: fields.pop("format") and None,
    "format-a-list": lambda fields: fields.update(format=[FORMAT]),
    "checksum-gone": lambda fields: fields.pop("checksum") and None,
    "checksum-a-number": lambda fields: fields.update(checksum=1),
    "a-list": lambda fields: [fields],
    "a-number": lambda fields: 3,
    "a-text": lambda fields: "manifest",
    "empty": lambda fields: {},
}


@pytest.mark.parametrize("change", ALTERED.values(), ids=ALTERED)
def test_an_altered_manifest_is_refused(
    change: Callable[[dict[str, Any]], Any], tmp_path: Path
) -> None:
    write_build(tmp_path)
    rewrite(tmp_path, change)
    with pytest.raises(IndexDamaged, match=r"manifest\.json: .*«qa build»"):
        manifest.read(tmp_path)


@pytest.mark.parametrize(
    "data",
    [b"", b"null", b"{", b"geen json", b"\xff\xfe{}", b"[" * 100_000, b'{"format": NaN}', b"\0"],
)
def test_a_manifest_that_is_no_manifest_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(data)
    with pytest.raises(IndexDamaged, match=r"manifest\.json: "):
        manifest.read(tmp_path)


def test_a_manifest_laid_out_otherwise_is_the_same_manifest(tmp_path: Path) -> None:
    id = write_build(tmp_path)
    rewrite(tmp_path, lambda fields: dict(sorted(fields.items(), reverse=True)))
    assert manifest.read(tmp_path)[1] == id


@pytest.mark.parametrize("found", [1, FORMAT + 1])
def test_an_index_of_another_format_is_stale_not_damaged(found: int, tmp_path: Path) -> None:
    manifest.write(replace(MADE, format=found), tmp_path)
    if found == 1:  # the first format held no checksum of itself
        rewrite(tmp_path, lambda fields: fields.pop("checksum") and None)
    with pytest.raises(IndexStale, match=rf"indexvorm {found}, verwacht {FORMAT}; .*«qa build»"):
        manifest.read(tmp_path)


def test_a_folder_without_a_manifest_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path, tmp_path / "gone", tmp_path / "file"):
        with pytest.raises(IndexMissing, match=r"geen index gevonden; maak hem met «qa build»"):
            manifest.read(folder)
    (tmp_path / "manifest.json").mkdir()
    with pytest.raises(IndexDamaged, match="niet te lezen"):
        manifest.read(tmp_path)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A corpus of two letters, a page for its readers and a hidden folder."""
    for name in ("kst-1-1", "kst-2-2", ".git"):
        (tmp_path / "corpus" / name).mkdir(parents=True)
        (tmp_path / "corpus" / name / "letter.txt").write_text(name)
    (tmp_path / "corpus" / "README.md").touch()
    return tmp_path / "corpus"


def test_a_corpus_as_it_was_is_fresh(letters: Path) -> None:
    hashes = manifest.corpus_hashes(letters)
    assert list(hashes) == ["kst-1-1", "kst-2-2"]
    manifest.check_fresh(replace(MADE, letters=hashes), letters)


def change_a_letter(letters: Path) -> None:
    (letters / "kst-1-1" / "letter.txt").write_text("anders")


def explain_a_table(letters: Path) -> None:
    (letters / "kst-1-1" / "tables.toml").touch()


def rename_a_file(letters: Path) -> None:
    (letters / "kst-1-1" / "letter.txt").rename(letters / "kst-1-1" / "brief.txt")


def remove_a_letter(letters: Path) -> None:
    shutil.rmtree(letters / "kst-1-1")


def add_a_letter(letters: Path) -> None:
    shutil.copytree(letters / "kst-2-2", letters / "kst-0-9")


def add_a_file_with_an_odd_name(letters: Path) -> None:
    path = os.fsencode(letters / "kst-1-1") + b"/\xff.txt"
    os.close(os.open(path, os.O_CREAT))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (change_a_letter, "kst-1-1"),
        (explain_a_table, "kst-1-1"),
        (rename_a_file, "kst-1-1"),
        (remove_a_letter, "kst-1-1"),
        (add_a_letter, "kst-0-9"),
        (add_a_file_with_an_odd_name, "kst-1-1"),
    ],
)
def test_a_corpus_that_changed_makes_the_index_stale_and_names_the_letter(
    change: Callable[[Path], None], named: str, letters: Path
) -> None:
    made = replace(MADE, letters=manifest.corpus_hashes(letters))
    change(letters)
    with pytest.raises(IndexStale, match=rf"^{named}: veranderd in .*«qa build»"):
        manifest.check_fresh(made, letters)


def test_each_way_to_be_unusable_has_its_own_exit_code_and_one_http_status() -> None:
    classes: list[type[QaError]] = [IndexMissing, IndexStale, IndexDamaged]
    assert [each.exit_code for each in classes] == [4, 5, 6]
    assert {each.http_status for each in classes} == {503}
    assert len({each.title for each in classes}) == 3
