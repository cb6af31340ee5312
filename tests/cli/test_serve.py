"""The commands of who runs the service: keys, feedback, kept questions, and `qa serve` itself."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from qa import Index, ask
from qa.api.http.access import hash_of
from qa.api.workers.feedback import FEEDBACK, FeedbackStore
from qa.types import Feedback
from tests.commands import Run, one_line

ROBBERIES = "Hoeveel overvallen waren er in 2019?"


def test_a_new_key_is_shown_once_and_kept_as_its_hash(
    qa: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QA_KEYS", str(tmp_path / "geheim" / "sleutels"))
    asking, measuring = qa("key", "add", "intranet"), qa("key", "add", "--meten", "prometheus")
    assert (asking.code, measuring.code) == (0, 0)
    assert (tmp_path / "geheim" / "sleutels").read_text().splitlines() == [
        f"intranet vragen {hash_of(asking.out.strip())}",
        f"prometheus meten {hash_of(measuring.out.strip())}",
    ]


def test_a_key_needs_a_file_to_be_kept_in(qa: Run) -> None:
    assert one_line(qa("key", "add", "x"), 8) == (
        "Ongeldige instelling: zet eerst in QA_KEYS in welk bestand de sleutels komen."
    )


def test_feedback_becomes_questions_to_measure_with(
    qa: Run, index: Index, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QA_DATA", str(tmp_path))
    assert qa("feedback", "export").out == ""
    store = FeedbackStore(tmp_path / FEEDBACK)
    asked = {
        "Hoeveel overvallen waren er in 2019?": "goed",
        "Hoeveel overvallen waren er minder in 2014 dan in 2013?": "goed",
        "Wanneer is de Week van de Veiligheid volgend jaar?": "goed",
        "Hoeveel straatroven waren er in Maastricht in 2016?": "goed",
        "Wat is IPTA?": "fout",
    }
    for number, (question, verdict) in enumerate(asked.items()):
        given = Feedback(
            id=str(number),
            day="2026-11-23",
            answer_id=ask(question, index).id,
            index_id=index.id,
            question=question,
            context="",
            verdict=verdict,
            reason="anders" if verdict == "fout" else "",
            remark="Er staat meer." if verdict == "fout" else "",
        )
        store.add(given)
    store.add(replace(given, id="oud", verdict="goed", answer_id="0" * 16))
    rows = [json.loads(line) for line in qa("feedback", "export").out.splitlines()]
    assert [row["kind"] for row in rows] == [
        *("number", "compute", "passage", "unanswerable", "te-lezen", "te-lezen")
    ]
    assert (rows[0]["id"], rows[0]["value"], rows[1]["value"]) == ("tk-0", "1.174", "366")
    assert rows[2]["gold"] == ["Volgend jaar vindt de week van de veiligheid plaats in week 41"]
    assert (rows[4]["oordeel"], rows[4]["toelichting"]) == ("fout", "Er staat meer.")
    assert rows[5]["oordeel"] == "goed"


def test_a_broken_feedback_file_is_one_line(
    qa: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QA_DATA", str(tmp_path))
    (tmp_path / FEEDBACK).write_bytes(b"geen database" * 100)
    assert "niet te lezen" in one_line(qa("feedback", "export"), 10)


def test_kept_questions_are_purged_by_command(
    qa: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QA_DATA", str(tmp_path))
    monkeypatch.setenv("QA_RETENTION", "7")
    (tmp_path / "vragen").mkdir()
    today = datetime.now(UTC).date()
    for days in (0, 6, 8):
        (tmp_path / "vragen" / f"{today - timedelta(days=days)}.jsonl").write_text("{}\n")
    assert qa("log", "purge").out == "1 bestand(en) verwijderd, ouder dan 7 dagen.\n"
    assert len(list((tmp_path / "vragen").iterdir())) == 2


class Provider(BaseHTTPRequestHandler):
    """A provider of OpenID Connect, as far as its keys go."""

    answers: dict[str, Any]

    def do_GET(self) -> None:
        found = self.answers.get(self.path)
        self.send_response(200 if found is not None else 404)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def provider() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        issuer = f"http://127.0.0.1:{server.server_address[1]}"
        Provider.answers = {
            "/.well-known/openid-configuration": {"issuer": issuer, "jwks_uri": f"{issuer}/keys"},
            "/keys": {"keys": [{"kty": "RSA", "kid": "k1"}]},
        }
        yield issuer
        server.shutdown()
        thread.join()


def test_the_keys_of_an_issuer_are_fetched_by_a_command(
    qa: Run, provider: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    jwks = tmp_path / "oidc" / "jwks.json"
    monkeypatch.setenv("QA_OIDC_ISSUER", provider)
    monkeypatch.setenv("QA_OIDC_JWKS", str(jwks))
    assert qa("key", "fetch").out == f"1 sleutel(s) in {jwks}.\n"
    before = jwks.read_text()
    assert json.loads(before) == {"keys": [{"kty": "RSA", "kid": "k1"}]}
    for path, wrong, told in (
        ("/keys", {"keys": []}, "geeft geen sleutels"),
        ("/keys", [1], "geen JSON-object"),
        ("/.well-known/openid-configuration", {"issuer": "https://ander"}, "noemt zichzelf"),
        ("/.well-known/openid-configuration", None, "niet op te halen"),
    ):
        kept, Provider.answers[path] = Provider.answers[path], wrong
        assert told in one_line(qa("key", "fetch"), 8)
        Provider.answers[path] = kept
    monkeypatch.setenv("QA_OIDC_ISSUER", "http://login.example")
    assert "geen https-adres" in one_line(qa("key", "fetch"), 8)
    assert jwks.read_text() == before
