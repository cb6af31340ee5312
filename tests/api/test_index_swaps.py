"""A new index is taken over while questions come in; a damaged one never answers.

Each test has a real `qa serve` in processes of its own, and a copy of the index to swap and damage.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from qa import Index, ask, wire
from qa.letter.build import build
from qa.model.encode import Encoder
from qa.store.opened import FACTS
from tests.api.running import FACTS as FIGURES
from tests.api.running import PASSAGES, Load, Serving, wait_for
from tests.letter.factories import make

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

QUESTIONS = (*FIGURES, *PASSAGES)
CALLERS = 4
BODY = "Inleiding\n\nEr doen 12 gemeenten mee aan de proef. Dat is een goed begin."

Expected = dict[str, Any]


@pytest.fixture
def served(index_folder: Path, tmp_path: Path) -> Path:
    """A copy of the index, to be swapped or damaged."""
    return Path(shutil.copytree(index_folder, tmp_path / "index", symlinks=True))


@pytest.fixture
def more(corpus: Path, tmp_path: Path) -> Path:
    """A corpus of one letter more."""
    folder = Path(shutil.copytree(corpus, tmp_path / "corpus"))
    make(folder, BODY)
    return folder


def right(folder: Path, encoder: Encoder) -> Expected:
    """Return the right answers of an index, by their ids."""
    index = Index.open(folder, lambda: encoder)
    answers = [wire.outcome(ask(question, index)) for question in QUESTIONS]
    return {answer["id"]: answer for answer in answers}


def in_use(serving: Serving) -> Any:
    return serving.call("GET", "/gereed").json.get("index")


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("is_told", [False, True], ids=["by itself", "by SIGHUP"])
def test_a_new_index_is_taken_over_between_two_questions(
    workers: int, is_told: bool, served: Path, more: Path, tmp_path: Path, encoder: Encoder
) -> None:
    known = right(served, encoder)
    with Serving(served, tmp_path, workers) as serving:
        before = serving.pids
        with Load(serving, QUESTIONS) as load:
            build(more, served, encoder)
            if is_told:
                serving.process.send_signal(signal.SIGHUP)
            new = Index.open(served).id
            wait_for(lambda: serving.told(f"^index {new[:12]} in gebruik"))
            load.go_on()
        assert in_use(serving) == new
        wait_for(lambda: not {*before} & {*serving.pids})  # those of the old index have gone
        assert len(serving.pids) == workers
        assert serving.process.poll() is None
        assert serving.errors == ""
    after = right(served, encoder)
    known |= after
    assert load.broken == []
    assert [line for line in serving.log if "fout" in line] == []
    assert {reply.status for _, reply in load.replies} == {200}
    assert all(reply.json == known[reply.json["id"]] for _, reply in load.replies)
    assert load.replies[-1][1].json["id"] in after


def alter(file: Path, old: bytes, new: bytes) -> None:
    """Write other bytes of the same length over each of these, in place."""
    data = file.read_bytes()
    assert len(old) == len(new)
    assert old in data
    with file.open("r+b") as opened:
        opened.write(data.replace(old, new))


def test_a_damaged_new_index_is_refused_once_and_a_sound_one_taken(
    served: Path, more: Path, tmp_path: Path, encoder: Encoder
) -> None:
    known = right(served, encoder)
    with Serving(served, tmp_path) as serving:
        old = in_use(serving)
        with Load(serving, QUESTIONS) as load:
            made = tmp_path / "made"
            build(more, made, encoder)
            alter(made / "current" / FACTS, b"1.174", b"1.175")
            damaged = Path(shutil.copytree(made / "current", served / "builds" / "damaged"))
            (served / "builds" / "link").symlink_to(damaged)
            os.replace(served / "builds" / "link", served / "current")
            wait_for(lambda: serving.told("niet overgenomen"))
            time.sleep(2.2)  # two more looks
            load.go_on()
            assert in_use(serving) == old
            build(more, served, encoder)
            new = Index.open(served).id
            wait_for(lambda: in_use(serving) == new)
        (told,) = serving.told("niet overgenomen")
    assert "inhoud is veranderd sinds de bouw" in told
    known |= right(served, encoder)
    assert load.broken == []
    assert all(reply.json == known[reply.json["id"]] for _, reply in load.replies)


def test_an_index_that_is_altered_in_use_answers_nothing_until_a_sound_one_is_there(
    served: Path, more: Path, tmp_path: Path, encoder: Encoder
) -> None:
    known = right(served, encoder)
    with Serving(served, tmp_path, workers=2) as serving:
        with Load(serving, QUESTIONS, callers=CALLERS) as load:
            alter(served / "current" / FACTS, b"1.174", b"1.175")
            wait_for(lambda: load.replies[-1][1].status == 503)
            wait_for(lambda: serving.call("GET", "/gereed").status == 503)
            load.go_on()
            statuses = [reply.status for _, reply in load.replies]
            refused = [reply for _, reply in load.replies if reply.status != 200]
            # Each other caller may have been on its way with what was answered before, and be late.
            assert statuses[statuses.index(503) :].count(200) < CALLERS
            build(more, served, encoder)
            wait_for(lambda: load.replies[-1][1].status == 200)
        assert serving.errors == ""
    known |= right(served, encoder)
    assert load.broken == []
    for reply in refused:
        assert reply.headers["content-type"] == "application/problem+json"
        assert "index" in reply.json["detail"]
        assert FACTS not in reply.body.decode()
    answers = [reply.json for _, reply in load.replies if reply.status == 200]
    assert all(answer == known[answer["id"]] for answer in answers)


def test_a_file_that_was_altered_and_restored_leaves_no_wrong_number(
    served: Path, tmp_path: Path, encoder: Encoder
) -> None:
    known = right(served, encoder)
    file = served / "current" / FACTS
    times = file.stat()
    with Serving(served, tmp_path) as serving:
        alter(file, b"1.174", b"1.175")
        assert serving.ask("Hoeveel overvallen waren er in 2019?").status == 503
        alter(file, b"1.175", b"1.174")
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
        wait_for(lambda: serving.call("GET", "/gereed").status == 200)
        answers = [serving.ask(question).json for question in QUESTIONS]
    assert all(answer == known[answer["id"]] for answer in answers)


def test_an_index_that_is_removed_goes_on_answering(
    served: Path, tmp_path: Path, encoder: Encoder
) -> None:
    known = right(served, encoder)
    with Serving(served, tmp_path) as serving:
        shutil.rmtree(served)
        wait_for(lambda: serving.told("niet overgenomen: IndexMissing"))
        answers = [serving.ask(question).json for question in QUESTIONS]
        assert serving.call("GET", "/gereed").status == 200
    assert all(answer == known[answer["id"]] for answer in answers)
