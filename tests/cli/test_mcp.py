"""`qa mcp` in a process of its own, spoken to by the client of the protocol's own SDK."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from qa import wire
from qa.question.ask import ask
from qa.store.index import Index
from tests.commands import COMMAND, ROOT, Run, one_line, start

ROBBERIES = "Hoeveel overvallen waren er in 2019?"
PASSAGE = "Wat is IPTA?"
CLIENT = {"name": "test", "version": "1"}
HELLO = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": CLIENT}


def message(method: str, id: int | None = None, **params: Any) -> bytes:
    told: dict[str, Any] = {"jsonrpc": "2.0", "method": method}
    if id is not None:
        told["id"] = id
    return json.dumps(told | ({"params": params} if params else {})).encode() + b"\n"


INITIALIZE = message("initialize", 0, **HELLO) + message("notifications/initialized")


def question(id: int) -> bytes:
    return message("tools/call", id, name="vraag", arguments={"vraag": ROBBERIES})


def talk(process: subprocess.Popen[bytes], sent: bytes, answers: int) -> list[dict[str, Any]]:
    """Send what is to be sent, and return so many answers."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(sent)
    process.stdin.flush()
    return [json.loads(process.stdout.readline()) for _ in range(answers)]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_gets_the_answers_of_every_door(
    mode: str, index_folder: Path, index: Index
) -> None:
    parameters = StdioServerParameters(
        command=COMMAND[0],
        args=[*COMMAND[1:], "mcp"],
        cwd=ROOT,
        env={**os.environ, "QA_INDEX": str(index_folder)},
    )

    async def asked() -> list[Any]:
        async with Client(parameters, mode=mode) as client:
            tools = (await client.list_tools()).tools
            assert [each.name for each in tools] == [
                "vraag",
                "zoek",
                "feit",
                "reeks",
                "brief",
                "toezegging",
            ]
            return [
                (await client.call_tool("vraag", {"vraag": each})).structured_content
                for each in (ROBBERIES, PASSAGE)
            ]

    expected = [wire.outcome(ask(each, index)) for each in (ROBBERIES, PASSAGE)]
    assert asyncio.run(asked()) == expected


def test_nothing_but_the_protocol_is_printed(index_folder: Path) -> None:
    with start("mcp", index=index_folder) as process:
        hello, answer = talk(process, INITIALIZE + question(1), 2)
        out, err = process.communicate()
    assert hello["result"]["serverInfo"]["name"] == "vraag-de-brief"
    assert answer["id"] == 1
    assert answer["result"]["structuredContent"]["tekst"] == "In 2019 waren er 1.174 overvallen."
    assert (process.returncode, out) == (0, b"")
    (line,) = err.decode().splitlines()  # the log: what was asked is never in it
    assert line.startswith("INFO qa.question.ask: id=")
    assert "overvallen" not in line


GARBAGE = (
    b"hallo\n",
    b"\xff\xfe\x00\n",
    b"[]\n",
    b'{"jsonrpc": "2.0"}\n',
    b"\n",
    b"[" * 100_000 + b"\n",
)


def test_garbage_is_passed_over(index_folder: Path) -> None:
    all_of_it = b"".join(GARBAGE)
    with start("mcp", index=index_folder) as process:
        talk(process, all_of_it + INITIALIZE, 1)
        for id, garbage in enumerate(GARBAGE, 1):
            (answer,) = talk(process, garbage + question(id), 1)
            assert (answer["id"], answer["result"]["structuredContent"]["soort"]) == (
                id,
                "antwoord",
            )
        out, err = process.communicate(all_of_it)
    assert (process.returncode, out) == (0, b"")
    assert b"Traceback" not in err


def test_it_ends_when_its_input_does(index_folder: Path) -> None:
    with start("mcp", index=index_folder) as process:
        out, err = process.communicate()
    assert (process.returncode, out, err) == (0, b"", b"")


def test_it_ends_quietly_when_nobody_listens_any_more(index_folder: Path) -> None:
    with start("mcp", index=index_folder) as process:
        talk(process, INITIALIZE, 1)
        assert process.stdout is not None
        process.stdout.close()
        talk(process, message("ping", 1) + message("ping", 2), 0)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=30) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_without_an_index_it_says_so_in_one_line(
    qa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_INDEX", str(tmp_path))
    assert one_line(qa("mcp"), 4).startswith("Index ontbreekt: ")


def test_without_the_extra_it_says_what_to_install(
    qa: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.delitem(sys.modules, "qa.api.mcp.server", raising=False)
    assert one_line(qa("mcp"), 11) == (
        "Onderdeel ontbreekt: voor MCP is extra software nodig; installeer kamerbrief-qa[mcp]."
    )
