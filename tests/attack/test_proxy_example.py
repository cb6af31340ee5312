"""The example of a reverse proxy lets through what the service takes."""

from __future__ import annotations

import re

import pytest

from tests.commands import ROOT


@pytest.mark.parametrize("place", ["/openai/", "/v1/_bundel"])
def test_the_example_for_nginx_lets_through_what_is_long(place: str) -> None:
    text = (ROOT / "docs/beheer/nginx.conf").read_text()
    places = dict(re.findall(r"location (?:= )?(\S+) \{(.*?)\}", text, re.DOTALL))
    assert re.search(r"client_max_body_size +1m;", places[place])
    assert "proxy_pass http://127.0.0.1:8084;" in places[place]
