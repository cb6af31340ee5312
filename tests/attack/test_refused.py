"""What is refused is told, once or in sums, and whoever guesses is slowed down.

Each test has a real `qa serve` in a process of its own.
"""

from __future__ import annotations

import http.client
import sys
from pathlib import Path
from typing import Any

import pytest

from qa.api.http.access import ASKING, new_key
from qa.api.http.files import FILES
from tests.api.calls import CALLS
from tests.api.http.test_broken_http import ALIVE, BODY, HEAD, LAST
from tests.api.running import HOST, Serving, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

GETS = [
    *("/", "/gezond", "/gereed", "/brieven/kst-28684-720", "/v1/openapi.json", *FILES),
    *("/openai/v1/models", "/openai/v1/models/vraag-de-brief"),
    *(call.path for call in CALLS.values() if call.method == "GET"),
]
# Of each answer by itself; and the body that is left out needs no way to be cut into pieces.
OWN = {"date", "x-request-id", "transfer-encoding"}


def exchange(
    serving: Serving, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Send one request, with underscores in names of header lines as hyphens."""
    connection = http.client.HTTPConnection(HOST, serving.port, timeout=10)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, sent)
    response = connection.getresponse()
    told = {name.lower(): value for name, value in response.getheaders()}
    found = response.status, told, response.read()
    connection.close()
    return found


def requests_of(serving: Serving) -> list[dict[str, Any]]:
    return [each for each in serving.log if each["actie"] not in {"dienst", "verbinding"}]


def test_head_is_get_without_the_body_and_one_line(index_folder: Path, tmp_path: Path) -> None:
    with Serving(index_folder, tmp_path) as serving:
        exchange(serving, "GET", "/v1/voorbeelden")  # when these are there, pages stay as they are
        for path in GETS:
            status, headers, body = exchange(serving, "GET", path)
            assert (path, status, bool(body)) == (path, 200, True)
            head = exchange(serving, "HEAD", path)
            assert head[0] == status
            assert head[2] == b""
            assert {name: head[1].get(name) for name in headers.keys() - OWN} == {
                name: value for name, value in headers.items() if name not in OWN
            }
        wait_for(lambda: len(requests_of(serving)) == 1 + 2 * len(GETS), 2)
        told = requests_of(serving)[1:]
        lines = [(each["actie"].split()[0], each["resultaat"]) for each in told]
        assert lines == [("GET", 200), ("HEAD", 200)] * len(GETS)
        with_more = ALIVE.replace(b"GET", b"HEAD") + b"\r\n" + ALIVE + LAST
        assert serving.raw(with_more).count(b"HTTP/1.1 200 ") == 2  # no word of the first's body
        assert serving.errors == ""
        assert [each for each in serving.log if "fout" in each] == []


def test_wrong_keys_count_and_then_nobody_looks_at_them(index_folder: Path, tmp_path: Path) -> None:
    keys = tmp_path / "sleutels"
    key = new_key(keys, "intranet", ASKING)
    json_body = {"Content_Type": "application/json"}
    with Serving(index_folder, tmp_path, QA_KEYS=str(keys), QA_RATE="60") as serving:  # 12 at once

        def ask(authorization: str) -> int:
            given = {**json_body, "Authorization": authorization}
            return exchange(serving, "POST", "/v1/vragen", BODY, **given)[0]

        assert [ask("Bearer qa_fout") for _ in range(20)] == [401] * 12 + [429] * 8
        status, headers, _ = exchange(
            serving, "POST", "/v1/vragen", BODY, **json_body, Authorization=f"Bearer {key}"
        )
        assert (status, headers["retry-after"]) == (429, "1")
        # Who sends none is another matter: he guesses nothing, and is counted by himself.
        none = [exchange(serving, "POST", "/v1/vragen", BODY, **json_body)[0] for _ in range(14)]
        assert none == [401] * 12 + [429] * 2
        wait_for(lambda: ask(f"Bearer {key}") == 200, 5)
        lines = requests_of(serving)
    codes = [(each["actie"], each["weigering"]) for each in lines if "weigering" in each]
    assert codes.count(("POST /v1/vragen", "sleutel")) == 10  # the others are summed up
    assert ("POST /v1/vragen", "snelheid") in codes


REFUSED: list[tuple[bytes, str, int, str]] = [
    (HEAD.replace(b"localhost", b"elders") + LAST, "POST /v1/vragen", 400, "host"),
    (ALIVE.replace(b"/gezond", b"/nergens") + LAST, "GET onbekend adres", 404, "adres"),
    (ALIVE.replace(b"GET", b"PUT") + LAST, "PUT /gezond", 405, "methode"),
    (HEAD + b"Content-Length: 99999\r\n" + LAST, "POST /v1/vragen", 413, "omvang"),
    (b"HALLO\r\n\r\n", "onbekend adres", 400, "verzoek"),
    (ALIVE + b"a: b\r\n" * 9_000, "onbekend adres", 431, "kopregels"),
    (HEAD.replace(b"vragen", b"vragen/x") + LAST, "POST onbekend adres", 404, "adres"),
    (
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;" + b"a" * 200_000,
        "POST /v1/vragen",
        413,
        "omvang",
    ),
    (
        HEAD + b"Content-Length: 2\r\nAuthorization: Bearer x\r\n" + LAST + b"{}",
        "POST /v1/vragen",
        400,
        "verzoek",
    ),
]


def test_each_refusal_is_one_line_with_its_address_and_a_code(
    index_folder: Path, tmp_path: Path
) -> None:
    with Serving(index_folder, tmp_path) as serving:
        for sent, _, status, _ in REFUSED:
            assert serving.raw(sent, wait=2).startswith(b"HTTP/1.1 %d " % status)
        wait_for(lambda: len(requests_of(serving)) == len(REFUSED), 2)
        assert [
            (each["actie"], each["resultaat"], each["weigering"], each["oorsprong"])
            for each in requests_of(serving)
        ] == [(action, status, code, HOST) for _, action, status, code in REFUSED]
        assert [each for each in serving.log if "fout" in each] == []
        assert serving.errors == ""


def test_refusals_without_end_are_a_few_lines_and_their_sum(
    index_folder: Path, tmp_path: Path
) -> None:
    with Serving(index_folder, tmp_path) as serving:
        stranger = ALIVE.replace(b"/gezond", b"/v1/brieven").replace(b"localhost", b"elders")
        sent = (stranger + b"\r\n") * 499 + stranger + LAST
        assert serving.raw(sent, wait=5).count(b"HTTP/1.1 400 ") == 500
        serving.process.terminate()
        assert serving.process.wait(10) == 0
        lines = [each for each in requests_of(serving) if each["weigering"] == "host"]
    assert len(lines) == 11
    assert sum(each.get("aantal", 1) for each in lines) == 500


def test_who_hangs_up_leaves_one_line_and_no_trace_of_the_program(
    index_folder: Path, tmp_path: Path
) -> None:
    with Serving(index_folder, tmp_path) as serving:
        begun = HEAD.replace(b"/v1/vragen", b"/openai/v1/chat/completions")
        serving.raw(begun + b"Content-Length: 100\r\n\r\n{", wait=0.2)
        wait_for(lambda: requests_of(serving), 2)
        (line,) = requests_of(serving)
        assert (line["resultaat"], line["weigering"]) == (499, "opgehangen")
        assert [each for each in serving.log if "fout" in each] == []


def test_only_an_address_counts_as_one(index_folder: Path, tmp_path: Path) -> None:
    named = {
        "192.0.2.7": "192.0.2.7",
        "onzin, 192.0.2.8": "192.0.2.8",
        "192.0.2.9:1234": "192.0.2.9",
        "2001:DB8::0:1": "2001:db8::1",
        "[2001:db8::2]:80": "2001:db8::2",
        "192.0.2.7, <script>": HOST,
        "jan.jansen@example.org": HOST,
        "fe80::1%jan": HOST,
        "1" * 5_000: HOST,
        "": HOST,
    }
    with Serving(index_folder, tmp_path, QA_PROXIES=HOST) as serving:
        for told in named:
            assert exchange(serving, "GET", "/gezond", X_Forwarded_For=told)[0] == 200
        wait_for(lambda: len(requests_of(serving)) == len(named), 2)
        assert [each["oorsprong"] for each in requests_of(serving)] == list(named.values())
        secure = exchange(serving, "GET", "/gezond", X_Forwarded_Proto="https")[1]
        assert "strict-transport-security" in secure
    with Serving(index_folder, tmp_path, QA_RATE="60", QA_PROXIES=HOST) as serving:
        given = [f"2001:db8::{number:x}" for number in range(13)]  # one network, so one client
        statuses = [
            exchange(serving, "GET", "/v1/brieven", X_Forwarded_For=each)[0] for each in given
        ]
        assert statuses == [200] * 12 + [429]
        other = exchange(serving, "GET", "/v1/brieven", X_Forwarded_For="2001:db8:0:1::1")
        assert other[0] == 200


def test_an_origin_that_may_not_call_is_told_once_with_why(
    index_folder: Path, tmp_path: Path
) -> None:
    ours, other = "https://intranet.example", "https://elders.example"
    with Serving(index_folder, tmp_path, QA_CORS=ours) as serving:
        for _ in range(3):
            exchange(
                serving, "OPTIONS", "/v1/vragen", Origin=other, Access_Control_Request_Method="POST"
            )
            exchange(serving, "GET", "/v1/brieven", Origin=other)
        exchange(serving, "GET", "/v1/brieven", Origin=ours)
        exchange(serving, "GET", "/v1/brieven", Origin=f"http://{HOST}:{serving.port}")
        exchange(serving, "OPTIONS", "/v1/vragen", Origin=ours, Access_Control_Request_Method="PUT")
        wait_for(lambda: len(serving.told("mocht")) == 2, 2)
        assert serving.told("mocht") == [
            f"een pagina van «{other}» mocht deze dienst niet aanroepen:"
            " QA_CORS noemt die herkomst niet",
            f"een pagina van «{ours}» mocht deze dienst niet aanroepen:"
            " zij vroeg iets anders dan mag",
        ]
        for number in range(200):
            exchange(serving, "GET", "/v1/brieven", Origin=f"https://{number}.example")
        assert len(serving.told("mocht")) == 100
