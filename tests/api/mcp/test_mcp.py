"""The tools, called over HTTP by the client of the protocol's own SDK; and who is refused."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from mcp import Client, MCPError, types
from mcp.client.streamable_http import streamable_http_client

from qa.api import create_app
from qa.api.http.access import ASKING, new_key
from qa.api.mcp.server import server
from qa.errors import ExtraMissing
from qa.store.index import Index
from qa.store.opened import FACTS
from tests.api.application import new_service, refused, service_on, started
from tests.api.calling import ROBBERIES, call, refusal, served
from tests.api.running import Serving

ADDRESS = "/mcp"
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
JSON = {"accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def address(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(service_on(index, tmp_path_factory.mktemp("data"), mcp=True)) as found:
        yield found


def test_every_tool_says_what_it_takes_and_gives(address: str) -> None:
    async def listed() -> list[types.Tool]:
        async with Client(address) as client:
            assert client.instructions is not None
            assert "onthouding" in client.instructions
            return (await client.list_tools()).tools

    tools = asyncio.run(listed())
    takes = {tool.name: (set(tool.input_schema["properties"])) for tool in tools}
    assert takes == {
        "vraag": {"vraag", "context", "brieven", "maxAantal"},
        "zoek": {"zoekvraag", "maxAantal", "brieven"},
        "feit": {"maat", "onderwerp", "jaar", "soort", "brief", "maxAantal", "vanaf"},
        "reeks": {"reeksId", "brief", "maxAantal", "vanaf"},
        "brief": {"briefId", "maxAantal", "vanaf"},
        "toezegging": {"briefId", "maxAantal", "vanaf"},
    }
    for tool in tools:
        assert tool.description
        assert tool.input_schema["additionalProperties"] is False
        assert tool.output_schema is not None
        assert tool.output_schema["type"] == "object"
        assert tool.annotations == types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )


def test_an_unknown_tool_is_refused_with_those_there_are(address: str) -> None:
    async def called() -> None:
        async with Client(address) as client:
            with pytest.raises(MCPError, match=r"Dit gereedschap is er niet\. Wel: vraag, zoek, "):
                await client.call_tool("wis")

    asyncio.run(called())


def test_a_long_refusal_is_cut(address: str) -> None:
    told = refusal(call(address, "feit", maat="x" * 200, onderwerp="y"))
    assert len(told) <= 1002


def test_a_damaged_index_is_told_without_its_files(index_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(index_folder, tmp_path / "index", symlinks=True))
    with served(new_service(folder, tmp_path / "data", mcp=True)) as address:
        with (folder / "current" / FACTS).open("r+b") as file:
            file.write(b"no database")
        told = refusal(call(address, "vraag", vraag=ROBBERIES))
    assert told == "De index is nu niet te gebruiken; de beheerder weet ervan."


def test_no_call_is_traced(index: Index, tmp_path: Path) -> None:
    assert server(service_on(index, tmp_path)).middleware == []


def test_it_is_not_there_unless_the_operator_wants_it(index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path) as client:
        assert refused(client.post(ADDRESS, json=LIST, headers=JSON), 404)


def test_without_the_extra_it_says_what_to_install(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.delitem(sys.modules, "qa.api.mcp.server")
    with pytest.raises(ExtraMissing, match=r"installeer kamerbrief-qa\[mcp\]\."):
        create_app(service_on(index, tmp_path, mcp=True))


@pytest.mark.parametrize(
    ("headers", "status", "told"),
    [
        ({"host": "kwaad.example.org"}, 400, "Deze dienst is onder deze naam niet bekend."),
        ({"origin": "https://kwaad.example.org"}, 403, "Pagina's van deze herkomst"),
        ({"origin": "http://localhost:3000"}, 403, "Pagina's van deze herkomst"),
        ({"origin": "null"}, 403, "Pagina's van deze herkomst"),
        ({"origin": "http://["}, 403, "Pagina's van deze herkomst"),
    ],
)
def test_a_page_elsewhere_can_not_reach_it(
    headers: dict[str, str], status: int, told: str, index: Index, tmp_path: Path
) -> None:
    with started(index, tmp_path, mcp=True, cors=("https://goed.example.org",)) as client:
        response = client.post(ADDRESS, json=LIST, headers=JSON | headers)
        assert refused(response, status).startswith(told)


@pytest.mark.parametrize("origin", ["https://goed.example.org", "http://localhost"])
def test_a_page_that_is_known_may_call(origin: str, index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path, mcp=True, cors=("https://goed.example.org",)) as client:
        response = client.post(ADDRESS, json=LIST, headers=JSON | {"origin": origin})
        assert response.status_code == 200
        assert len(response.json()["result"]["tools"]) == 6
        asked = {
            "origin": "https://goed.example.org",
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,mcp-protocol-version,mcp-method",
        }
        assert client.options(ADDRESS, headers=asked).status_code == 200


@pytest.mark.parametrize(("method", "path"), [("GET", "/mcp"), ("DELETE", "/mcp")])
def test_no_connection_is_kept_open(method: str, path: str, index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path, mcp=True) as client:
        response = client.request(method, path, headers=JSON)
        assert refused(response, 405) == "Deze methode kan hier niet."
        assert response.headers["allow"] == "POST"


def test_a_body_that_is_too_large_is_refused(index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path, mcp=True) as client:
        assert refused(client.post(ADDRESS, content=b"x" * 70_000, headers=JSON), 413)


def test_where_keys_are_asked_a_key_is_needed(index: Index, tmp_path: Path) -> None:
    key = new_key(tmp_path / "keys", "model", ASKING)
    with started(index, tmp_path, mcp=True, keys=tmp_path / "keys") as client:
        response = client.post(ADDRESS, json=LIST, headers=JSON)
        assert refused(response, 401).startswith("Stuur uw sleutel mee")
        allowed = JSON | {"authorization": f"Bearer {key}"}
        assert client.post(ADDRESS, json=LIST, headers=allowed).status_code == 200


def test_the_log_tells_of_an_answer_and_never_of_the_question(
    index: Index, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    call_ = {"name": "vraag", "arguments": {"vraag": ROBBERIES}}
    asked = LIST | {"method": "tools/call", "params": call_}
    with caplog.at_level("INFO"), started(index, tmp_path, mcp=True, keep_questions=True) as client:
        client.post(ADDRESS, json=asked, headers=JSON)
    (fields,) = [r.fields for r in caplog.records if r.name == "qa.verzoek"]  # type: ignore[attr-defined]
    assert fields["actie"] == "POST /mcp"
    assert fields["object"] == "gereedschap vraag"
    assert (fields["soort"], fields["reden"]) == ("antwoord", None)
    assert "overvallen" not in caplog.text
    (kept,) = (tmp_path / "vragen").iterdir()
    assert ROBBERIES in kept.read_text("utf-8")


def test_a_key_travels_with_every_call(index: Index, tmp_path: Path) -> None:
    key = new_key(tmp_path / "keys", "model", ASKING)

    async def called(address: str) -> types.CallToolResult:
        headers = {"authorization": f"Bearer {key}"}
        async with (
            httpx2.AsyncClient(headers=headers) as http,
            Client(streamable_http_client(address, http_client=http)) as client,
        ):
            return await client.call_tool("brief", {})

    with served(service_on(index, tmp_path, mcp=True, keys=tmp_path / "keys")) as address:
        assert not asyncio.run(called(address)).is_error


def test_any_of_several_processes_may_answer(index_folder: Path, tmp_path: Path) -> None:
    with Serving(index_folder, tmp_path, workers=2, QA_MCP="1") as serving:
        results = [
            call(f"http://127.0.0.1:{serving.port}/mcp", "vraag", mode=mode, vraag=ROBBERIES)
            for mode in ("auto", "legacy") * 4
        ]
    assert len({str(each.structured_content) for each in results}) == 1
    assert not any(each.is_error for each in results)
