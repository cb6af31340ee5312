"""The pages bear the name, logo, colour and contact that an operator sets, and no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from qa.api import create_app
from qa.api.http.identity import routes
from qa.errors import SettingsError
from qa.settings import load_settings
from qa.store.index import Index
from tests.api.application import service_on
from tests.api.markup import BROWSER, read

HERE = "http://127.0.0.1"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def test_a_logo_that_is_a_pipe_stops_the_start_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "logo.svg")
    with pytest.raises(SettingsError, match="een pijp"):
        routes(load_settings({"QA_LOGO": str(tmp_path / "logo.svg")}))


def test_a_service_bears_what_its_operator_sets(index: Index, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(LOGO, "utf-8")
    own = {
        "name": "Vraag <het> ministerie",
        "logo": logo,
        "colour": "#154273",
        "contact_name": "Team Brieven",
        "contact_url": "https://example.org/team",
    }
    with TestClient(
        create_app(service_on(index, tmp_path / "data", **own)), headers=BROWSER, base_url=HERE
    ) as client:
        for path, status in (("/", 200), ("/brieven", 200), ("/nergens", 404)):
            html = read(client.get(path), status)
            assert html.one("img", _class="logo")["src"] == "/widget/logo"
            assert "Vraag <het> ministerie" in html.one("header").text
            assert html.one("footer").all("a")[-1]["href"] == "https://example.org/team"
        assert "14 december 2022" in read(client.get("/")).one("header").text
        framed = client.get("/kader").text
        assert '<h1 class="naam">Vraag &lt;het&gt; ministerie</h1>' in framed
        style = client.get("/widget/kleuren.css")
        assert "--accent: #154273" in style.text
        assert style.headers["content-type"].startswith("text/css")
        sent = client.get("/widget/logo")
        assert (sent.text, sent.headers["content-type"]) == (LOGO, "image/svg+xml")
        assert sent.headers["content-security-policy"].endswith("; sandbox")


def test_without_settings_a_service_bears_no_ones_mark(index: Index, tmp_path: Path) -> None:
    with TestClient(
        create_app(service_on(index, tmp_path / "data")), headers=BROWSER, base_url=HERE
    ) as client:
        html = read(client.get("/"))
        assert html.all("img") == []
        assert html.one("header").one("h1").text == "Vraag de brief"
        assert client.get("/widget/logo").status_code == 404
        assert client.get("/widget/kleuren.css").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.gif", b"GIF89a", "geen .svg of .png"),
        ("logo.png", b"x" * 200_001, "groter dan 200 kB"),
        ("weg.png", None, "niet te lezen"),
    ],
)
def test_a_logo_that_cannot_be_used_is_refused_at_the_start(
    name: str, content: bytes | None, said: str, index: Index, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SettingsError, match=said):
        create_app(service_on(index, tmp_path / "data", logo=tmp_path / name))


@pytest.mark.parametrize(
    ("given", "said"), [("rood", "een kleur is #"), ("#ffcc00", "contrast met wit is 1.5")]
)
def test_a_colour_that_cannot_be_read_on_white_is_refused(given: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        load_settings({"QA_COLOUR": given})
