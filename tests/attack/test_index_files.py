"""Whoever writes beside a service that runs: files of its index cut short, bytes flipped."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from qa import Index, ask, wire
from qa.letter.build import build
from qa.model.encode import Encoder
from qa.store.files import SENTENCES
from qa.store.opened import FACTS
from qa.store.scrub import Scrub
from tests.api.running import FACTS as FIGURES
from tests.api.running import PASSAGES, Load, Serving, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

SOON = 6.0  # seconds: the folder is looked at each second, and opening is refused at once
QUESTIONS = (*FIGURES, *PASSAGES)


@pytest.fixture
def copied(index_folder: Path, tmp_path: Path) -> Path:
    """An index of its own, to be damaged."""
    return Path(shutil.copytree(index_folder, tmp_path / "index", symlinks=True))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_mapped_file_that_is_cut_short_costs_answers_and_never_the_service(
    workers: int, copied: Path, corpus: Path, tmp_path: Path, encoder: Encoder
) -> None:
    """What reads a page that is no longer there is ended by the kernel (SIGBUS): a worker."""
    index = Index.open(copied, lambda: encoder)
    right = {question: wire.outcome(ask(question, index)) for question in QUESTIONS}
    with Serving(copied, tmp_path, workers) as serving:
        with Load(serving, QUESTIONS, callers=4) as load:
            for file in (copied / "current").rglob("*.npy"):
                os.truncate(file, 0)
            wait_for(lambda: load.replies[-1][1].status == 503)
            assert serving.call("GET", "/gezond").status == 200
            load.go_on()
            build(corpus, copied, encoder)  # the same letters: the same answers
            wait_for(lambda: load.replies[-1][1].status == 200)
        assert serving.process.poll() is None
    assert load.broken == []
    assert {reply.status for _, reply in load.replies} == {200, 503}
    for question, reply in load.replies:
        assert reply.status == 503 or reply.json == right[question]


@pytest.mark.parametrize("name", ["manifest.json", FACTS])
def test_a_pipe_where_a_file_should_be_is_refused_and_holds_nothing_up(
    name: str, copied: Path, tmp_path: Path
) -> None:
    other = copied / "builds" / "ander"
    shutil.copytree((copied / "current").resolve(), other)
    (other / name).unlink()
    os.mkfifo(other / name)
    with Serving(copied, tmp_path) as serving:
        (copied / "nu").symlink_to("builds/ander")
        (copied / "nu").rename(copied / "current")
        try:
            refused = f"^index niet overgenomen: .*{name}: niet te lezen .is een pijp"
            wait_for(lambda: serving.told(refused), SOON)
            assert serving.ask(FIGURES[0]).status == 200
            serving.process.terminate()
            assert serving.process.wait(SOON) == 0
        finally:
            os.close(os.open(other / name, os.O_RDWR))  # whoever waits for it goes on


def flip(file: Path) -> None:
    """Alter the last byte of a file, and put its time back."""
    times = file.stat()
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    with file.open("r+b") as opened:
        opened.write(data)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize("name", [FACTS, SENTENCES])
def test_a_flipped_byte_is_found_also_where_its_time_was_put_back(
    name: str, copied: Path, encoder: Encoder
) -> None:
    index = Index.open(copied, lambda: encoder)
    scrub = Scrub(index)
    steps = 100  # of a round and the rest after it: no file is larger than a step reads
    for _ in range(steps):
        scrub.step()
    assert scrub.found == ""
    flip(index.folder / name)
    index.check()  # size and time tell nothing
    for _ in range(steps):
        scrub.step()
    assert scrub.found == f"{index.folder / name}: veranderd tijdens gebruik; bouw opnieuw."


def test_files_that_are_removed_are_no_damage(copied: Path, encoder: Encoder) -> None:
    scrub = Scrub(Index.open(copied, lambda: encoder))
    shutil.rmtree(copied)
    for _ in range(100):
        scrub.step()
    assert scrub.found == ""
