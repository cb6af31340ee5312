"""What every request passes: host names, keys and tokens, limits, headers, one log line each."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from qa import Index, ask
from qa.api.http import log
from qa.api.http.access import ASKING, MEASURING, hash_of, new_key
from qa.api.http.limits import Limiter, cost, counted_as
from qa.api.v1 import letters
from qa.errors import SettingsError
from tests.api.application import breaks, refused, started

ROBBERIES = {"vraag": "Hoeveel overvallen waren er in 2019?"}
ISSUER, AUDIENCE = "https://login.example/realm", "vraag-de-brief"


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_every_response_has_the_headers_of_a_closed_service(index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path) as client:
        responses = [
            client.post("/v1/vragen", json=ROBBERIES),
            client.get("/v1/openapi.json"),
            client.get("/gezond"),
            client.get("/nergens"),
            client.get("/v1/nergens"),
            client.get("/metrics"),
            client.post("/v1/vragen", content=b"a" * 70_000),
        ]
    for response in responses:
        headers = response.headers
        assert headers["API-Version"] == "1.0.0"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Content-Security-Policy"] == (
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        assert len(headers["X-Request-Id"]) == 16
        assert "Strict-Transport-Security" not in headers
        assert "server" not in headers


def test_behind_tls_browsers_are_told_to_stay_there(index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path) as client:
        client.base_url = "https://localhost"
        response = client.get("/gezond")
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_pages_may_be_framed_by_named_origins_only(index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path, frames=("https://intranet.example",)) as client:
        policy = client.get("/gezond").headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors https://intranet.example")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8084", 200),
        ("127.0.0.1:8084", 200),
        ("[::1]:8084", 200),
        ("[::1]", 200),
        ("vragen.example", 200),
        ("vragen.example:443", 200),
        ("a.intern.example", 200),
        ("intern.example", 400),
        ("kwaad.example", 400),
        ("localhost.kwaad.example", 400),
        ("kwaadvragen.example", 400),
        ("", 400),
        ("[::2]:8084", 400),
    ],
)
def test_the_service_answers_under_its_own_names_only(
    host: str, status: int, index: Index, tmp_path: Path
) -> None:
    with started(index, tmp_path, hosts=("vragen.example", "*.intern.example")) as client:
        response = client.get("/v1/openapi.json", headers={"host": host})
        healthy = client.get("/gezond", headers={"host": host})
    assert response.status_code == status
    assert healthy.status_code == 200  # a probe calls by address


def test_other_origins_may_call_only_if_they_are_named(index: Index, tmp_path: Path) -> None:
    ours, other = {"origin": "https://intranet.example"}, {"origin": "https://kwaad.example"}
    asked = {"access-control-request-method": "POST"}
    with started(index, tmp_path, cors=("https://intranet.example",)) as client:
        assert client.options("/v1/vragen", headers={**ours, **asked}).status_code == 200
        allowed = client.post("/v1/vragen", json=ROBBERIES, headers=ours).headers
        assert allowed["access-control-allow-origin"] == "https://intranet.example"
        assert client.options("/v1/vragen", headers={**other, **asked}).status_code == 400
        barred = client.post("/v1/vragen", json=ROBBERIES, headers=other).headers
        assert "access-control-allow-origin" not in barred
        described = client.get("/v1/openapi.json", headers=other).headers
        assert described["access-control-allow-origin"] == "*"
    with started(index, tmp_path) as client:
        refused(client.options("/v1/vragen", headers={**ours, **asked}), 405)
        closed = client.post("/v1/vragen", json=ROBBERIES, headers=ours).headers
        assert "access-control-allow-origin" not in closed


def test_with_keys_only_who_has_one_may_ask(index: Index, tmp_path: Path) -> None:
    keys = tmp_path / "sleutels"
    key = new_key(keys, "intranet", ASKING)
    measuring = new_key(keys, "prometheus", MEASURING)
    with started(index, tmp_path, keys=keys) as client:

        def ask(headers: Any) -> Any:
            return client.post("/v1/vragen", json=ROBBERIES, headers=headers)

        assert ask(bearer(key)).json()["soort"] == "antwoord"
        assert ask({"authorization": f"bearer  {key} "}).status_code == 200
        unknown: list[dict[str, str]] = [bearer(""), bearer(key[:-1]), bearer("é")]
        for wrong in ({}, {"authorization": key}, *unknown):
            response = ask({name: text.encode("latin-1") for name, text in wrong.items()})
            refused(response, 401)
            assert response.headers["www-authenticate"].startswith("Bearer")
        assert refused(ask(bearer(measuring)), 403) == "Deze sleutel is niet voor «vragen»."
        refused(client.get("/v1/brieven"), 401)
        refused(client.get("/nergens"), 401)  # what is there is told to nobody unknown
        assert client.get("/v1/openapi.json").status_code == 200
        assert client.get("/gezond").status_code == 200
        assert client.get("/gereed").status_code == 200


def test_counts_are_shown_to_who_measures_only(index: Index, tmp_path: Path) -> None:
    keys = tmp_path / "sleutels"
    asking, measuring = new_key(keys, "a", ASKING), new_key(keys, "b", MEASURING)
    with started(index, tmp_path) as client:
        refused(client.get("/metrics"), 401)  # closed, also where anyone may ask
    with started(index, tmp_path, keys=keys) as client:
        client.post("/v1/vragen", json=ROBBERIES, headers=bearer(asking))
        refused(client.get("/metrics", headers=bearer(asking)), 403)
        found = client.get("/metrics", headers=bearer(measuring))
    assert found.headers["content-type"].startswith("text/plain")
    assert f'qa_index_in_use{{index="{index.id[:12]}"}} 1.0' in found.text
    for name in ("qa_answers_total", "qa_requests_total", "qa_question_seconds_bucket"):
        assert name in found.text
    assert 'route="/v1/vragen",status="200"' in found.text


def test_a_key_is_kept_as_its_hash_and_counts_from_when_it_is_written(
    index: Index, tmp_path: Path
) -> None:
    keys = tmp_path / "sleutels"
    first = new_key(keys, "een", ASKING)
    with started(index, tmp_path, keys=keys) as client:
        second = new_key(keys, "twee", ASKING)
        assert client.get("/v1/brieven", headers=bearer(second)).status_code == 200
        keys.write_text(f"# ingetrokken: een\ntwee {ASKING} {hash_of(second)}\n")
        refused(client.get("/v1/brieven", headers=bearer(first)), 401)
        keys.write_text("onzin\n")
        assert refused(client.get("/v1/brieven", headers=bearer(second)), 503) == (
            "De toegang is nu niet te controleren."
        )
    assert keys.stat().st_mode & 0o077 == 0
    assert first not in keys.read_text()


@pytest.mark.parametrize("name", ["", "Een", "a b", "é", "a" * 41, "-a"])
def test_a_key_needs_a_plain_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="kan geen naam zijn"):
        new_key(tmp_path / "sleutels", name, ASKING)


def test_two_keys_do_not_share_a_name(tmp_path: Path) -> None:
    new_key(tmp_path / "sleutels", "een", ASKING)
    with pytest.raises(SettingsError, match="er is al een sleutel «een»"):
        new_key(tmp_path / "sleutels", "een", ASKING)


@pytest.fixture(scope="module")
def signer() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def jwks_of(signer: rsa.RSAPrivateKey) -> dict[str, Any]:
    public = json.loads(RSAAlgorithm.to_jwk(signer.public_key()))
    return {"keys": [{**public, "kid": "k1", "use": "sig", "alg": "RS256"}]}


def claims(**other: Any) -> dict[str, Any]:
    now = int(time.time())
    usual = {"iss": ISSUER, "aud": AUDIENCE, "sub": "jan", "iat": now, "exp": now + 60}
    return {name: value for name, value in {**usual, **other}.items() if value is not None}


def test_a_token_of_the_issuer_is_as_good_as_a_key(
    signer: rsa.RSAPrivateKey, index: Index, tmp_path: Path
) -> None:
    jwks = tmp_path / "jwks.json"
    jwks.write_text(json.dumps(jwks_of(signer)))
    settings = {"oidc_issuer": ISSUER, "oidc_audience": AUDIENCE, "oidc_jwks": jwks}

    def sign(found: dict[str, Any], kid: str = "k1") -> str:
        return jwt.encode(found, signer, "RS256", {"kid": kid})

    past = int(time.time()) - 3600
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    wrong = [
        sign(claims(iss="https://kwaad.example")),
        sign(claims(aud="iets anders")),
        sign(claims(exp=past)),
        sign(claims(exp=None)),
        sign(claims(sub=None)),
        sign(claims(), "k2"),
        jwt.encode(claims(), stranger, "RS256", {"kid": "k1"}),
        jwt.encode(claims(), "geheim" * 8, "HS256", {"kid": "k1"}),
        jwt.encode(claims(), "", "none", {"kid": "k1"}),
        sign(claims())[:-4] + "AAAA",
        "geen.token.hier",
    ]
    with started(index, tmp_path, **settings) as client:
        assert client.get("/v1/brieven", headers=bearer(sign(claims()))).status_code == 200
        refused(client.get("/v1/brieven"), 401)
        for token in wrong:
            refused(client.get("/v1/brieven", headers=bearer(token)), 401)


@pytest.mark.parametrize("subject", ["testclient", "intranet"])
def test_a_token_takes_nothing_of_who_is_called_as_its_subject(
    subject: str, signer: rsa.RSAPrivateKey, index: Index, tmp_path: Path
) -> None:
    jwks, keys = tmp_path / "jwks.json", tmp_path / "sleutels"
    jwks.write_text(json.dumps(jwks_of(signer)))
    key = new_key(keys, "intranet", ASKING)
    token = jwt.encode(claims(sub=subject), signer, "RS256", {"kid": "k1"})
    issuer = {"oidc_issuer": ISSUER, "oidc_audience": AUDIENCE, "oidc_jwks": jwks}
    with started(index, tmp_path, rate=10, keys=keys, **issuer) as client:  # two at once

        def statuses(of: str, path: str = "/v1/brieven") -> list[int]:
            return [client.get(path, headers=bearer(of)).status_code for _ in range(3)]

        assert statuses(token) == [200, 200, 429]
        assert statuses(key) == [200, 200, 429]
        assert statuses(token, "/v1/openapi.json") == [200, 200, 429]  # of the address


def test_an_issuer_needs_its_keys(index: Index, tmp_path: Path) -> None:
    for missing in ({}, {"oidc_audience": "x", "oidc_jwks": tmp_path / "weg.json"}):
        with pytest.raises(SettingsError), started(index, tmp_path, oidc_issuer=ISSUER, **missing):
            pass


def test_who_asks_too_often_is_told_how_long_to_wait(index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path, rate=10) as client:  # two at once, then one in six seconds
        statuses = [client.get("/v1/openapi.json").status_code for _ in range(3)]
        response = client.get("/v1/openapi.json")
        assert client.get("/gezond").status_code == 200
    assert statuses == [200, 200, 429]
    detail = refused(response, 429)
    assert response.headers["retry-after"] in {"5", "6"}
    assert detail.startswith("Dit zijn te veel verzoeken; probeer het over ")


def test_tokens_come_back_at_an_even_rate_and_each_client_has_its_own() -> None:
    limiter = Limiter(60)  # one a second, twelve at once
    assert [limiter.wait("a", 0.0) for _ in range(13)] == [0] * 12 + [1]
    assert limiter.wait("b", 0.0) == 0
    assert limiter.wait("a", 0.5) == 1
    assert limiter.wait("a", 1.0) == 0
    assert limiter.wait("a", 1.0) == 1
    assert [limiter.wait("a", 3600.0) for _ in range(13)] == [0] * 12 + [1]


@pytest.mark.parametrize(
    ("text", "context", "tokens"),
    [("En in 2020?", "", 1), ("En in 2020?", "x" * 399, 1), ("En dit?", "x" * 800, 3),
     ("En dit?", "x" * 4000, 11), ("?" * 30, "x" * 4000, 20)],
)  # fmt: skip
def test_a_context_costs_what_it_may_bring(text: str, context: str, tokens: int) -> None:
    assert cost(text, context) == tokens


def test_a_long_context_is_paid(index: Index, tmp_path: Path) -> None:
    asked = {"vraag": "En in 2020?", "context": "A" * 4000}
    with started(index, tmp_path, rate=60) as client:  # twelve at once
        statuses = [client.post("/v1/vragen", json=asked).status_code for _ in range(2)]
    assert statuses == [400, 429]


def test_what_costs_more_than_a_whole_bucket_gets_through_when_it_is_full() -> None:
    limiter = Limiter(60)
    assert limiter.wait("a", 0.0) == 0  # the request
    assert limiter.wait("a", 0.0, 50) == 0  # what it asks to be worked out
    assert limiter.wait("a", 0.0) == 1


def test_what_is_due_is_told_without_taking_a_token() -> None:
    limiter = Limiter(60)
    assert [limiter.due("a", 0.0) for _ in range(20)] == [0] * 20
    assert [limiter.wait("a", 0.0) for _ in range(12)] == [0] * 12
    assert (limiter.due("a", 0.0), limiter.due("a", 1.0), limiter.wait("a", 1.0)) == (1, 0, 0)
    assert Limiter(0).due("a", 0.0) == 0


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:DB8:0:0:ffff::", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
    ],
)
def test_a_network_that_one_client_has_counts_as_one(address: str, client: str) -> None:
    assert counted_as(address) == client


def test_only_so_many_clients_are_remembered() -> None:
    limiter = Limiter(1)
    for number in range(20_000):
        limiter.wait(str(number), 0.0)
    assert len(limiter._buckets) == 10_000


@pytest.fixture
def lines() -> Iterator[list[dict[str, Any]]]:
    """Collect the log lines of requests, as they are written."""
    written: list[dict[str, Any]] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(json.loads(log._Lines().format(record)))

    handler = Collect()
    loggers = [logging.getLogger(name) for name in (log.REQUESTS, "qa.api")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)


def test_each_request_is_one_line_with_the_six_fields_and_without_the_question(
    lines: list[dict[str, Any]], index: Index, tmp_path: Path
) -> None:
    keys = tmp_path / "sleutels"
    key = new_key(keys, "intranet", ASKING)
    with started(index, tmp_path, keys=keys) as client:
        lines.clear()
        answer = client.post("/v1/vragen", json=ROBBERIES, headers=bearer(key))
        client.post("/v1/vragen", json={"vraag": 1}, headers=bearer(key))
        client.get("/v1/Jan-Jansen-woont-in-Urk", headers=bearer(key))
        client.get("/v1/brieven/jan-jansen?vraag=geheim", headers=bearer(key))
        client.get("/v1/brieven")
    told = [line for line in lines if "verzoekId" in line]
    assert [(line["actie"], line["resultaat"], line["actor"]) for line in told] == [
        ("POST /v1/vragen", 200, "intranet"),
        ("POST /v1/vragen", 400, "intranet"),
        ("GET onbekend adres", 404, "intranet"),
        ("GET /v1/brieven/{briefId}", 400, "intranet"),
        ("GET /v1/brieven", 401, "anoniem"),
    ]
    for line in told:
        assert {"object", "oorsprong", "tijdstempel", "ms"} <= line.keys()
        assert datetime.fromisoformat(line["tijdstempel"]).utcoffset() is not None
    assert told[0]["verzoekId"] == answer.headers["X-Request-Id"]
    assert told[0]["soort"] == "antwoord"
    written = json.dumps(lines, ensure_ascii=False)
    for secret in ("overvallen", "Urk", "jansen", "geheim", key, answer.json()["id"]):
        assert secret not in written


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/vragen", ROBBERIES),
        (
            "/openai/v1/chat/completions",
            {
                "model": "vraag-de-brief",
                "messages": [{"role": "user", "content": ROBBERIES["vraag"]}],
            },
        ),
    ],
)
def test_by_whichever_address_the_log_tells_no_question_and_no_id_of_an_answer(
    path: str, body: dict[str, Any], lines: list[dict[str, Any]], index: Index, tmp_path: Path
) -> None:
    with started(index, tmp_path) as client:
        lines.clear()
        assert client.post(path, json=body).status_code == 200
    (told,) = [line for line in lines if "verzoekId" in line]
    assert (told["actie"], told["soort"]) == (f"POST {path}", "antwoord")
    assert "overvallen" not in json.dumps(told)
    assert ask(ROBBERIES["vraag"], index).id not in json.dumps(told)


def test_an_error_that_nobody_foresaw_is_one_line_with_its_place_and_a_bare_problem(
    lines: list[dict[str, Any]], index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "_letters", breaks)  # a fault of ours, in a worker
    with started(index, tmp_path) as client:
        lines.clear()
        response = client.get("/v1/brieven")
        refused(response, 500)
    assert [line["resultaat"] for line in lines if "verzoekId" in line] == [500]
    (unforeseen,) = [line for line in lines if "fout" in line]
    assert "ProgrammingError" in unforeseen["fout"]
    assert "in breaks" in unforeseen["fout"]
    assert response.headers["X-Request-Id"] in unforeseen["resultaat"]


def test_in_a_terminal_a_line_is_for_people() -> None:
    record = logging.LogRecord("qa.verzoek", logging.INFO, "", 0, "200", (), None)
    record.fields = {"actie": "POST /v1/vragen", "resultaat": 200, "ms": 1.5}
    assert log._ForPeople().format(record)[8:] == "  POST /v1/vragen  200  1.5 ms"
    told = logging.LogRecord("qa.api", logging.INFO, "", 0, "luistert op %s", ("hier",), None)
    assert log._ForPeople().format(told)[8:] == "  luistert op hier"


def test_it_tells_that_it_is_alive_and_that_it_is_ready(index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path) as client:
        alive, ready, head = client.get("/gezond"), client.get("/gereed"), client.head("/gereed")
    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert ready.json() == {"status": "ok", "index": index.id, "brieven": 1}
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == ready.headers["content-length"]


def test_security_txt_is_the_file_of_the_operator(index: Index, tmp_path: Path) -> None:
    file = tmp_path / "security.txt"
    file.write_text("Contact: https://example.org/melden\nExpires: 2027-12-31T00:00:00Z\n")
    with started(index, tmp_path, security_txt=file) as client:
        response = client.get("/.well-known/security.txt")
        assert (response.text, response.headers["content-type"]) == (
            file.read_text(),
            "text/plain; charset=utf-8",
        )
    with started(index, tmp_path) as client:
        refused(client.get("/.well-known/security.txt"), 404)
