"""The example of more than one machine names what there is: settings, files, nodes, addresses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from qa.settings import load_settings

BEHEER = Path(__file__).parents[1] / "docs" / "beheer"
COMPOSE: dict[str, Any] = yaml.safe_load((BEHEER / "compose.yaml").read_text("utf-8"))
NGINX = (BEHEER / "nginx-nodes.conf").read_text("utf-8")
SERVICES = COMPOSE["services"]
NODES = ("bot1", "bot2")


def filled(value: str) -> str:
    """Return a value as compose fills it in, with an example where one must be given."""
    return re.sub(r"\$\{\w+(?::-([^}]*)|:\?[^}]*)\}", lambda found: found[1] or "een:geheim", value)


@pytest.mark.parametrize("service", [*NODES, "build"])
def test_all_settings_exist_and_can_be_used(service: str) -> None:
    given = {name: filled(value) for name, value in SERVICES[service]["environment"].items()}
    read = load_settings(given)
    assert (read.engine, read.milvus_token) == ("milvus", "een:geheim")
    assert read.milvus_uri == "http://milvus:19530"
    (network,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    assert read.proxies == (network["subnet"],)


def test_nginx_asks_the_nodes_that_there_are() -> None:
    named = re.findall(r"server (\w+):(\d+)", NGINX)
    assert named == [(node, "8084") for node in NODES]
    assert load_settings({}).port == 8084
    assert SERVICES["nginx"]["depends_on"] == list(NODES)
    places = dict(re.findall(r"location (?:= )?(\S+) \{(.*?)\}", NGINX, re.DOTALL))
    for place in ("/openai/", "/v1/_bundel"):
        assert re.search(r"client_max_body_size +1m;", places[place])
    assert "proxy_next_upstream off;" in places["/v1/terugkoppelingen"]
    assert NGINX.count("{") == NGINX.count("}")


def test_nothing_but_nginx_can_be_reached_and_nodes_write_nothing_but_their_own() -> None:
    assert [name for name, each in SERVICES.items() if "ports" in each] == ["nginx"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for node in NODES:
        assert SERVICES[node]["read_only"] is True
        assert SERVICES[node]["networks"] == ["inside"]
    assert SERVICES["bot1"]["volumes"] != SERVICES["bot2"]["volumes"]


def test_the_image_is_made_with_the_client_of_milvus() -> None:
    made = SERVICES["bot1"]["build"]
    assert "milvus" in made["args"]["EXTRAS"].split(",")
    text = (BEHEER / "compose.yaml").parent.joinpath(made["context"], made["dockerfile"])
    assert "ARG EXTRAS" in text.read_text("utf-8")


def test_the_password_is_asked_for_and_stands_nowhere() -> None:
    environment = SERVICES["milvus"]["environment"]
    assert environment["COMMON_SECURITY_AUTHORIZATIONENABLED"] == "true"
    assert environment["COMMON_SECURITY_DEFAULTROOTPASSWORD"].startswith("${QA_MILVUS_PASSWORD:?")
