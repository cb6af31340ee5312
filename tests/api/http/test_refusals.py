"""What was refused is told by client and reason, and never in more lines than a disk can hold."""

from __future__ import annotations

import asyncio
import json
import logging
from functools import partial
from typing import Any

import pytest

from qa.api.http import log
from qa.api.http.refusals import Refusals


def told(
    refused: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, window: float = 60.0
) -> list[dict[str, Any]]:
    """Refuse clients for a reason, then wait two windows, or end; return the lines of it."""
    lines: list[dict[str, Any]] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(json.loads(log._Lines().format(record)))

    async def refuse() -> None:
        refusals = Refusals()
        for number, (client, code) in enumerate(refused):
            refusals.tell(client, code, partial(dict, resultaat=400, verzoekId=number))
        await asyncio.sleep(2 * window if window < 1 else 0)
        refusals.close()

    monkeypatch.setattr("qa.api.http.refusals._WINDOW", window)
    logger, handler = logging.getLogger(log.REQUESTS), Collect()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        asyncio.run(refuse())
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    return lines


@pytest.mark.parametrize("window", [60.0, 0.05])
def test_ten_lines_of_each_client_and_reason_then_a_sum(
    window: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [("a", "host")] * 25 + [("a", "adres")] * 3 + [("b", "host")] * 11
    lines = told(given, monkeypatch, window)
    assert [each["verzoekId"] for each in lines[:-2]] == [*range(10), *range(25, 38)]
    assert [
        (each["oorsprong"], each["weigering"], each["aantal"], "verzoekId" in each)
        for each in lines[-2:]
    ] == [("a", "host", 15, False), ("b", "host", 1, False)]


def test_of_many_clients_the_last_ones_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = told([(str(number), "host") for number in range(1_000)], monkeypatch)
    assert [each["oorsprong"] for each in lines[:100]] == [str(number) for number in range(100)]
    assert [(each["oorsprong"], each.get("aantal")) for each in lines[100:]] == [
        *[("diverse adressen", None)] * 10,
        ("diverse adressen", 890),
    ]
