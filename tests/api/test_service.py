"""The work behind the routes: a bounded queue, a time limit, feedback, kept questions."""

from __future__ import annotations

import asyncio
import json
import os
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from qa import Index
from qa.api import Service
from qa.api.log import Kept
from qa.api.problems import Refused
from qa.question.ask import ask
from qa.settings import Settings
from qa.store.feedback import FEEDBACK, FeedbackStore
from tests.api.application import refused, started

ROBBERIES = "Hoeveel overvallen waren er in 2019?"


def service_of(index: Index, data: Path, **settings: Any) -> Service:
    return Service(Settings(data=data, **settings), index, lambda: index.encoder)


def test_what_does_not_fit_in_the_queue_is_refused_at_once(index: Index, tmp_path: Path) -> None:
    service = service_of(index, tmp_path, queue=2)
    go_on = threading.Event()

    async def crowd() -> tuple[list[object], float, str]:
        waiting = [asyncio.create_task(service.run(go_on.wait, 30)) for _ in range(2)]
        await asyncio.sleep(0)
        began = time.perf_counter()
        with pytest.raises(Refused) as full:
            await service.ask(ROBBERIES)
        seconds = time.perf_counter() - began
        go_on.set()
        done: list[object] = list(await asyncio.gather(*waiting))
        await asyncio.sleep(0.1)
        answer = await service.ask(ROBBERIES)
        assert full.value.headers == {"Retry-After": "1"}
        return done, seconds, answer.text

    done, seconds, text = asyncio.run(crowd())
    assert done == [True, True]
    assert seconds < 1
    assert text == "In 2019 waren er 1.174 overvallen."


def test_a_question_that_takes_too_long_is_given_up_and_keeps_its_place_until_it_ends(
    index: Index, tmp_path: Path
) -> None:
    service = service_of(index, tmp_path, queue=1, timeout=1)
    go_on = threading.Event()

    async def slow() -> str:
        with pytest.raises(Refused) as late:
            await service.run(go_on.wait, 30)
        full = service.is_full
        go_on.set()
        for _ in range(1000):
            if not service.is_full:
                break
            await asyncio.sleep(0.01)
        assert (full, service.is_full) == (True, False)
        return late.value.detail

    assert asyncio.run(slow()) == "Deze vraag kost te veel tijd; maak uw vraag korter."


def test_what_goes_wrong_in_a_thread_reaches_who_asked(index: Index, tmp_path: Path) -> None:
    def broken() -> None:
        raise ValueError("stuk")

    async def asked() -> None:
        with pytest.raises(ValueError, match="stuk"):
            await service_of(index, tmp_path).run(broken)

    asyncio.run(asked())


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
    async def asked() -> str:
        return (await service_of(index, tmp_path).ask(ROBBERIES, letters=("kst-28684-720",))).id

    assert asyncio.run(asked()) == ask(ROBBERIES, index).id
    assert os.listdir(tmp_path) == []
