"""The work behind the routes: a bounded queue, a time limit, feedback, kept questions."""

from __future__ import annotations

import asyncio
import ctypes
import json
import os
import re
import signal
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Scope

from qa import Index, wire
from qa.api import Service, create_app
from qa.api.http.gate import CUT_OFF, HUNG_UP
from qa.api.http.log import Kept
from qa.api.http.problems import Refused
from qa.api.workers import pool
from qa.api.workers.caller import Caller, nothing
from qa.api.workers.feedback import FEEDBACK, FeedbackStore
from qa.question.ask import ask
from qa.question.examples import examples
from tests.api.application import refused, service_on, started

ROBBERIES = "Hoeveel overvallen waren er in 2019?"


def waits(_: Index, folder: str, name: str = "verder") -> bool:
    """Wait until a file is there; tell by another that the work has begun."""
    Path(folder, f"{os.getpid()}.begonnen").touch()
    while not Path(folder, name).exists():
        time.sleep(0.01)
    return True


def ready_late(index: Index, folder: str) -> tuple[str, ...]:
    waits(index, folder)
    return ("Klaar?",)


def breaks(_: Index) -> None:
    raise ValueError("stuk")


def spins(_: Index) -> None:
    while True:
        pass


def hangs_in_a_pattern(_: Index) -> None:
    """Take exponential time in C, with the interpreter locked: no thread and no handler runs."""
    re.compile(r"(?:(?:a|aa)+)+$").match("a" * 64 + "b")


def sleeps_with_the_interpreter_locked(_: Index) -> None:
    ctypes.PyDLL(None).sleep(60)


def dies(_: Index) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def returns_what_cannot_be_sent(_: Index) -> object:
    return lambda: None


class Odd(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def raises_what_cannot_be_made_again(_: Index) -> None:
    raise Odd("vreemd", "!")


async def begun(folder: Path, count: int) -> None:
    while len(list(folder.glob("*.begonnen"))) < count:
        await asyncio.sleep(0.01)


def test_what_does_not_fit_in_the_queue_is_refused_at_once(index: Index, tmp_path: Path) -> None:
    async def crowd() -> tuple[list[bool], float, str]:
        async with service_on(index, tmp_path, queue=2, workers=2) as service:
            caller = Caller(service)
            waiting = [asyncio.create_task(caller.run(waits, str(tmp_path))) for _ in range(2)]
            await begun(tmp_path, 2)
            assert not service.has_room("")
            began = time.perf_counter()
            with pytest.raises(Refused) as full:
                await caller.ask(ROBBERIES, nothing)
            seconds = time.perf_counter() - began
            (tmp_path / "verder").touch()
            done = list(await asyncio.gather(*waiting))
            given, _ = await caller.ask(ROBBERIES, nothing)
        assert (full.value.status_code, full.value.headers) == (503, {"Retry-After": "1"})
        return done, seconds, given["tekst"]

    done, seconds, text = asyncio.run(crowd())
    assert done == [True, True]
    assert seconds < 1
    assert text == "In 2019 waren er 1.174 overvallen."


def slow_to_prepare(index: Index, folder: Path, patch: pytest.MonkeyPatch) -> Service:
    """Return a service whose ready questions wait until they may be there."""
    service = service_on(index, folder, workers=1)
    patch.setattr(service._pool._nursery, "examples", None)  # which other tests share
    patch.setattr(pool, "ready_questions", partial(ready_late, folder=str(folder)))
    return service


def test_questions_are_answered_before_the_ready_ones_are_there(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def asked() -> tuple[str, tuple[str, ...]]:
        async with slow_to_prepare(index, tmp_path, monkeypatch) as service:
            await begun(tmp_path, 1)
            given, _ = await Caller(service).ask(ROBBERIES, nothing)
            coming = asyncio.create_task(service.examples())
            await asyncio.sleep(0.05)
            assert not coming.done()
            (tmp_path / "verder").touch()
            return given["tekst"], await coming

    assert asyncio.run(asked()) == ("In 2019 waren er 1.174 overvallen.", ("Klaar?",))


def test_ready_questions_may_take_longer_than_one_question(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def given() -> tuple[str, ...]:
        service = service_on(index, tmp_path, workers=1, work=1)
        monkeypatch.setattr(service._pool._nursery, "examples", None)
        async with service:
            return await service.examples()

    found = asyncio.run(given())
    assert len(found) == 8
    assert found == examples(index)


def test_ready_questions_that_are_not_there_yet_end_with_the_service(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def left() -> tuple[str, ...]:
        async with slow_to_prepare(index, tmp_path, monkeypatch) as service:
            await begun(tmp_path, 1)
            coming = asyncio.create_task(service.examples())
            await asyncio.sleep(0)
        return await coming

    assert asyncio.run(left()) == ()
    (begun_by,) = tmp_path.glob("*.begonnen")
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun_by.stem), 0)


@pytest.mark.parametrize(
    ("hangs", "limits"),
    [
        (spins, {"work": 1}),
        (hangs_in_a_pattern, {"work": 1}),
        (sleeps_with_the_interpreter_locked, {"timeout": 1}),
    ],
)
def test_work_that_never_ends_is_ended_while_others_are_answered(
    hangs: Callable[[Index], None], limits: dict[str, int], index: Index, tmp_path: Path
) -> None:
    async def hung() -> tuple[str, str, str]:
        async with service_on(index, tmp_path, workers=2, **limits) as service:
            hanging = asyncio.create_task(Caller(service, "a").run(hangs))
            meanwhile, _ = await Caller(service, "b").ask(ROBBERIES, nothing)
            assert not hanging.done()
            with pytest.raises(Refused) as late:
                await hanging
            after = [(await Caller(service).ask(ROBBERIES, nothing))[0] for _ in range(4)]
        assert late.value.status_code == 503
        return late.value.detail, meanwhile["tekst"], after[-1]["tekst"]

    detail, meanwhile, after = asyncio.run(hung())
    assert detail == "Deze vraag kost te veel tijd; maak uw vraag korter."
    assert meanwhile == after == "In 2019 waren er 1.174 overvallen."


def test_a_worker_that_dies_costs_what_it_did_and_nothing_else(
    index: Index, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def died() -> str:
        async with service_on(index, tmp_path, workers=1) as service:
            with pytest.raises(Refused) as lost:
                await Caller(service).run(dies)
            given, _ = await Caller(service).ask(ROBBERIES, nothing)
        assert lost.value.status_code == 503
        return str(given["tekst"])

    assert asyncio.run(died()) == "In 2019 waren er 1.174 overvallen."
    assert "eindigde met code -9" in caplog.text


@pytest.mark.parametrize(
    ("work", "kind", "told"),
    [
        (breaks, ValueError, "stuk"),
        (raises_what_cannot_be_made_again, RuntimeError, "vreemd!"),
        (returns_what_cannot_be_sent, RuntimeError, "lambda"),
    ],
)
def test_what_goes_wrong_in_a_worker_reaches_who_asked_with_its_place(
    work: Callable[[Index], None], kind: type[Exception], told: str, index: Index, tmp_path: Path
) -> None:
    async def asked() -> Exception:
        async with service_on(index, tmp_path, workers=1) as service:
            with pytest.raises(kind, match=told) as wrong:
                await Caller(service).run(work)
            await Caller(service).ask(ROBBERIES, nothing)  # the worker goes on
        return wrong.value

    error = asyncio.run(asked())
    if work is not returns_what_cannot_be_sent:
        assert f"in {work.__name__}" in "".join(error.__notes__)


def test_work_that_nobody_waits_for_is_not_begun(index: Index, tmp_path: Path) -> None:
    async def left() -> list[str]:
        async with service_on(index, tmp_path, workers=1) as service:
            caller = Caller(service)
            first = asyncio.create_task(caller.run(waits, str(tmp_path)))
            await begun(tmp_path, 1)
            leaving = asyncio.create_task(caller.run(waits, str(tmp_path / "nergens")))
            staying = asyncio.create_task(caller.ask(ROBBERIES, nothing))
            await asyncio.sleep(0.05)
            leaving.cancel()
            (tmp_path / "verder").touch()
            await first
            given, _ = await staying
        return [given["tekst"]]

    (tmp_path / "nergens").mkdir()
    assert asyncio.run(left()) == ["In 2019 waren er 1.174 overvallen."]
    assert list((tmp_path / "nergens").iterdir()) == []


def test_the_work_of_a_client_that_hangs_up_is_dropped(index: Index, tmp_path: Path) -> None:
    """Over the application: what waits for a turn leaves the line with its client."""

    async def hung_up() -> bool:
        service = service_on(index, tmp_path, workers=1, queue=2)
        app = create_app(service)
        async with service:
            first = asyncio.create_task(Caller(service, "ander").run(waits, str(tmp_path)))
            await begun(tmp_path, 1)
            asked = [{"type": "http.request", "body": b'{"vraag": "Wat is IPTA?"}'}]
            request = scope("/v1/vragen")

            async def receive() -> Message:
                return asked.pop()

            async def send(message: Message) -> None:
                raise AssertionError(f"nobody is there for {message}")

            asking = asyncio.create_task(app(request, receive, send))
            while service.has_room("127.0.0.1"):
                await asyncio.sleep(0.01)
            request[CUT_OFF] = HUNG_UP  # as its connection does
            asking.cancel()
            await asking
            async with asyncio.timeout(10):
                while not service.has_room("127.0.0.1"):
                    await asyncio.sleep(0.01)
            assert not first.done()
            (tmp_path / "verder").touch()
            return await first

    assert asyncio.run(hung_up())


def scope(path: str) -> Scope:
    """Return a request as a server passes it on."""
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
    }


def test_only_a_process_of_few_threads_forks(index: Index, tmp_path: Path) -> None:
    """onnxruntime starts one when it is imported, which waits for ever; no other may be there."""

    async def threads() -> int:
        async with service_on(index, tmp_path, workers=1) as service:
            return await Caller(service).run(threads_of_the_nursery)

    assert asyncio.run(threads()) <= 2


def threads_of_the_nursery(_: Index) -> int:
    return len(os.listdir(f"/proc/{os.getppid()}/task"))


GIVEN = {
    "oordeel": "fout",
    "reden": "verkeerdGetal",
    "toelichting": "Dit is 2018.",
    "vraag": ROBBERIES,
}


def test_feedback_that_was_acknowledged_is_kept_without_who_gave_it(
    index: Index, tmp_path: Path
) -> None:
    with started(index, tmp_path) as client:
        answer = client.post("/v1/vragen", json={"vraag": ROBBERIES}).json()
        response = client.post("/v1/terugkoppelingen", json={"antwoordId": answer["id"], **GIVEN})
    assert response.status_code == 201
    (kept,) = FeedbackStore(tmp_path / FEEDBACK).all()
    assert (kept.id, kept.answer_id, kept.index_id) == (
        response.json()["id"],
        answer["id"],
        index.id,
    )
    assert (kept.verdict, kept.reason, kept.remark) == ("fout", "verkeerdGetal", "Dit is 2018.")
    assert kept.question == ROBBERIES
    assert kept.day == datetime.now(UTC).date().isoformat()
    assert (tmp_path / FEEDBACK).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"antwoordId": "x"},
        {"oordeel": "prima"},
        {"reden": "zomaar"},
        {"toelichting": "a" * 1001},
        {"vraag": ""},
        {"naam": "Jan"},
    ],
)
def test_feedback_that_cannot_be_taken_is_refused_and_not_kept(
    wrong: dict[str, str], index: Index, tmp_path: Path
) -> None:
    with started(index, tmp_path) as client:
        body = {"antwoordId": "0" * 16, **GIVEN, **wrong}
        refused(client.post("/v1/terugkoppelingen", json=body), 400)
    assert FeedbackStore(tmp_path / FEEDBACK).all() == ()


def test_feedback_that_cannot_be_written_is_not_acknowledged(index: Index, tmp_path: Path) -> None:
    (tmp_path / FEEDBACK).mkdir()
    with started(index, tmp_path) as client:
        response = client.post("/v1/terugkoppelingen", json={"antwoordId": "0" * 16, **GIVEN})
        refused(response, 503)
        assert response.json()["title"] == "Terugkoppeling niet bewaard"
        assert client.post("/v1/vragen", json={"vraag": ROBBERIES}).status_code == 200


def test_questions_are_kept_only_where_the_operator_chose_to(index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path / "niet") as client:
        client.post("/v1/vragen", json={"vraag": ROBBERIES})
    assert not (tmp_path / "niet").exists()
    with started(index, tmp_path / "wel", keep_questions=True) as client:
        response = client.post("/v1/vragen", json={"vraag": ROBBERIES})
    (file,) = (tmp_path / "wel" / "vragen").iterdir()
    line = json.loads(file.read_text())
    assert (line["vraag"], line["soort"]) == (ROBBERIES, "antwoord")
    assert line["verzoekId"] == response.headers["X-Request-Id"]
    assert file.stat().st_mode & 0o077 == 0


def test_a_disk_that_is_full_costs_the_record_not_the_answer(index: Index, tmp_path: Path) -> None:
    (tmp_path / "vragen").write_text("geen map")
    with started(index, tmp_path, keep_questions=True) as client:
        assert client.post("/v1/vragen", json={"vraag": ROBBERIES}).status_code == 200


def test_no_more_is_kept_of_a_day_than_a_disk_can_bear(tmp_path: Path) -> None:
    kept = Kept(tmp_path, 30)
    kept.add({"vraag": ROBBERIES})
    (file,) = (tmp_path / "vragen").iterdir()
    os.truncate(file, 100_000_001)  # takes no room on the disk
    with pytest.raises(OSError, match="groter dan 100000000 bytes"):
        kept.add({"vraag": ROBBERIES})
    assert file.stat().st_size == 100_000_001


def test_kept_questions_go_after_their_time(tmp_path: Path) -> None:
    folder, today = tmp_path / "vragen", date(2026, 3, 31)
    folder.mkdir()
    for days in (0, 29, 30, 31, 400):
        (folder / f"{today - timedelta(days=days)}.jsonl").write_text("{}\n")
    (folder / "notities.txt").write_text("blijft")
    assert Kept(tmp_path, 30).purge(today) == 2
    assert sorted(file.name for file in folder.iterdir()) == [
        "2026-03-01.jsonl",
        "2026-03-02.jsonl",
        "2026-03-31.jsonl",
        "notities.txt",
    ]


def test_an_answer_is_the_same_over_http_and_in_python(index: Index, tmp_path: Path) -> None:
    async def asked() -> dict[str, Any]:
        async with service_on(index, tmp_path) as service:
            given, _ = await Caller(service).ask(ROBBERIES, nothing, letters=("kst-28684-720",))
        return given

    assert asyncio.run(asked()) == wire.outcome(ask(ROBBERIES, index))
    assert os.listdir(tmp_path) == []


def test_clients_that_hang_up_at_any_moment_leave_nothing_behind(
    index: Index, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """No socket, no process, no turn in line, and no word of it on standard error."""

    async def hung_up() -> tuple[int, int]:
        async with service_on(index, tmp_path, workers=2) as service:
            caller = Caller(service)
            await caller.ask(ROBBERIES, nothing)
            before = len(os.listdir("/proc/self/fd"))
            for at in range(60):
                asking = asyncio.create_task(caller.ask("Wat is IPTA?", nothing))
                await asyncio.sleep(0.003 * (at % 10))
                asking.cancel()
                await asyncio.gather(asking, return_exceptions=True)
            await asyncio.sleep(1)
            given, _ = await caller.ask(ROBBERIES, nothing)
            assert given["tekst"] == "In 2019 waren er 1.174 overvallen."
            assert service._line._free == 2
            return before, len(os.listdir("/proc/self/fd"))

    before, after = asyncio.run(hung_up())
    assert after <= before
    assert capfd.readouterr().err == ""
