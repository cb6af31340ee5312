"""Whatever lies where a letter should: it is refused in one line, and nothing waits or fills up."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qa.corpus import LARGEST_FILE, LARGEST_TEXT, entries, read_bytes
from qa.errors import LetterError
from qa.letter.build import load
from qa.letter.tables import read_headers
from qa.store.manifest import corpus_hashes
from tests.letter.factories import make


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """End a test that waits for a pipe."""
    before = signal.signal(signal.SIGALRM, _waited)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def _waited(*_: object) -> None:
    raise TimeoutError("still reading after 20 seconds")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


def link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("weg"))


def link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def unix_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = os.open(path.parent, os.O_RDONLY)  # a socket's path may be 100 characters long
        made.bind(f"/proc/self/fd/{here}/{path.name}")
        os.close(here)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)  # takes no room on the disk


HOSTILE: list[tuple[Callable[[Path], None], str]] = [
    (pipe, "is een pijp, een gewoon bestand verwacht; zet het bestand zelf in de map."),
    (endless_device, "is een apparaat, een gewoon bestand verwacht; zet het bestand zelf in"),
    (folder, "is een map, een gewoon bestand verwacht; zet het bestand zelf in de map."),
    (link_to_nothing, "niet te lezen (bestaat niet); zet daar een gewoon bestand"),
    (link_to_itself, "niet te lezen (een koppeling leidt naar zichzelf); zet daar een gewoon"),
    (unix_socket, "niet te lezen (aan de andere kant is niemand); zet daar een gewoon bestand"),
    (huge, f"{LARGEST_FILE + 1} bytes, hoogstens {LARGEST_TEXT} verwacht; is dit één brief?"),
]


@pytest.mark.parametrize(("place", "told"), HOSTILE)
def test_a_letter_that_is_no_ordinary_file_is_refused(
    place: Callable[[Path], None], told: str, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    place(path)
    with pytest.raises(LetterError) as refused:
        read_bytes(path)
    assert str(refused.value).startswith(f"{path}: {told}")


@pytest.mark.parametrize(("place", "told"), [case for case in HOSTILE if case[0] is not huge])
def test_neither_are_headers_of_tables(
    place: Callable[[Path], None], told: str, tmp_path: Path
) -> None:
    made = make(tmp_path, "Een brief.")
    place(made / "tables.toml")
    with pytest.raises(LetterError) as refused:
        load(made)
    assert f"{made / 'tables.toml'}: {told}" in str(refused.value)


def test_headers_of_tables_are_no_longer_than_they_are_quick_to_read(tmp_path: Path) -> None:
    made = make(tmp_path, "Een brief.", tables="a." * 16_000 + "b = 1")  # quadratic in its parts
    with pytest.raises(LetterError, match="32005 bytes, hoogstens 32000 verwacht"):
        load(made)


@pytest.mark.parametrize(
    ("place", "told"), [case for case in HOSTILE if case[0] not in (folder, huge)]
)
def test_nor_is_any_file_beside_a_letter_hashed(
    place: Callable[[Path], None], told: str, tmp_path: Path
) -> None:
    path = make(tmp_path, "Een brief.") / "bijlage.pdf"
    place(path)
    with pytest.raises(LetterError) as refused:
        corpus_hashes(tmp_path)
    assert str(refused.value).startswith(f"{path}: {told}")


def test_a_huge_file_beside_a_letter_is_not_hashed(tmp_path: Path) -> None:
    huge(make(tmp_path, "Een brief.") / "bijlage.pdf")
    with pytest.raises(LetterError, match=f"{LARGEST_FILE + 1} bytes, hoogstens {LARGEST_FILE} "):
        corpus_hashes(tmp_path)


def test_a_file_that_hides_its_size_is_read_no_further_than_asked() -> None:
    with pytest.raises(LetterError, match=r"/proc/self/status: 11 bytes, hoogstens 10 verwacht"):
        read_bytes(Path("/proc/self/status"), 10)


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match=r"weg: geen map met brieven; wijs hem aan met --corpus"):
        entries(tmp_path / "weg")


@pytest.mark.parametrize("name", ["brief\r\nATTENDEE:x", "brief\u202e", "b" * 101])
def test_the_name_of_a_folder_that_can_be_no_id_is_refused(name: str, tmp_path: Path) -> None:
    """It would stand in calendars, addresses and files as it is."""
    make(tmp_path, "Een brief.").rename(tmp_path / name)
    with pytest.raises(LetterError, match="de naam van deze map kan geen id zijn"):
        corpus_hashes(tmp_path)


def test_headers_nested_without_end_are_no_toml(tmp_path: Path) -> None:
    path = tmp_path / "tables.toml"
    path.write_text(f"a = {'[' * 30_000}", "utf-8")
    with pytest.raises(LetterError, match="geen geldige TOML"):
        read_headers(path)


def test_a_link_to_an_ordinary_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "echt.txt").write_bytes(b"Een brief.")
    (tmp_path / "letter.txt").symlink_to("echt.txt")
    assert read_bytes(tmp_path / "letter.txt") == b"Een brief."
    assert read_bytes(tmp_path / "letter.txt", len(b"Een brief.")) == b"Een brief."
