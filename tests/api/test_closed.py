"""A service that cannot reach out answers every route: it never needs to, and never tries."""

from __future__ import annotations

import json
import platform
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.api.calling import call
from tests.api.no_way_out import CALLS
from tests.api.running import Serving
from tests.commands import ROOT

SHUT = (sys.executable, "-m", "tests.api.no_way_out")
LETTER = "kst-28684-720"
SERIES = f"{LETTER}.aantal.overvallen"
BODIES = {
    "/vragen": {"vraag": "Wat doet Slachtofferhulp Nederland?"},
    "/_zoek": {"vraag": "modelprotocol horeca", "uitleg": True},
    "/_bundel": {"stukken": [{"vraag": "Wat is IPTA?"}, {"reeksId": SERIES}]},
    "/terugkoppelingen": {"antwoordId": "0" * 16, "oordeel": "goed", "vraag": "Wat is IPTA?"},
}
NAMES = {"briefId": LETTER, "nummer": "22", "reeksId": SERIES}

pytestmark = pytest.mark.skipif(
    platform.machine() not in CALLS, reason="the filter knows the calls of x86-64 and arm64 only"
)


def test_a_process_that_reaches_out_is_ended_by_the_kernel() -> None:
    done = subprocess.run([*SHUT, "connect"], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGSYS


def test_every_route_is_answered_by_a_service_that_cannot_reach_out(
    index_folder: Path, tmp_path: Path
) -> None:
    security = tmp_path / "security.txt"
    security.write_text("Contact: https://example.org\n")
    with Serving(
        index_folder,
        tmp_path,
        command=SHUT,
        QA_SECURITY_TXT=str(security),
        QA_KEEP_QUESTIONS="1",
    ) as service:
        asked = set()
        pages = ("/", f"/brieven/{LETTER}", "/widget/vraag-de-brief.js", "/widget/stijl.css")
        described = ("/.well-known/security.txt", "/v1/openapi.json")
        for path in ("/gezond", "/gereed", *described, *pages):
            assert service.call("GET", path).status == 200
        for path, operations in service.call("GET", "/v1/openapi.json").json["paths"].items():
            for method in operations:
                address = "/v1" + path.format(**{k: quote(v) for k, v in NAMES.items()})
                reply = service.call(method.upper(), address, BODIES.get(path))
                assert reply.status in {200, 201}, (address, reply.body)
                asked.add(address)
        assert service.call("GET", "/metrics").status == 401
        assert service.call("GET", "/nergens").status == 404
        assert service.process.poll() is None
    assert len(asked) == 16
    assert json.loads(next((tmp_path / "vragen").iterdir()).read_text())["soort"] == "antwoord"


def test_a_tool_is_answered_by_a_service_that_cannot_reach_out(
    index_folder: Path, tmp_path: Path
) -> None:
    with Serving(
        index_folder,
        tmp_path,
        command=SHUT,
        QA_MCP="1",
        OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:9",  # must change nothing
    ) as service:
        address = f"http://127.0.0.1:{service.port}/mcp"
        assert not call(address, "vraag", vraag="Wat doet Slachtofferhulp Nederland?").is_error
        assert not call(address, "reeks").is_error
        assert service.process.poll() is None
