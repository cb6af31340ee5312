"""The OpenAPI file: always the same bytes, and names that programs elsewhere can count on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.calls import QUESTION, operations, properties, resolved

NAMES = Path(__file__).with_name("interface.json")
WRITE = """
import sys
from types import SimpleNamespace
from qa.api.app import interface
from qa.api.v1.contract import describe
from qa.settings import Settings
from starlette.responses import JSONResponse
settings = Settings()
app = interface(SimpleNamespace(settings=settings))
sys.stdout.buffer.write(JSONResponse(describe(app, settings)).body)
"""


def names(described: dict[str, Any]) -> dict[str, Any]:
    """Return the names that programs elsewhere hold on to."""
    fields: dict[str, list[str]] = {}
    for owner, name, _ in properties(described):
        fields.setdefault(owner, []).append(name)
    return {
        "operations": {
            f"{each.method} {each.path}": {
                "operationId": each.said["operationId"],
                "parameters": sorted(p["name"] for p in each.said.get("parameters", [])),
                "forms": sorted(media_types(each.said)),
            }
            for each in operations(described)
        },
        "fields": {owner: sorted(found) for owner, found in sorted(fields.items())},
    }


def media_types(operation: dict[str, Any]) -> set[str]:
    return {
        media_type
        for status, said in operation["responses"].items()
        if int(status) < 400
        for media_type in said["content"]
    }


def test_no_name_of_the_interface_is_lost(described: dict[str, Any]) -> None:
    """What is new is added to interface.json by hand; what was there stays."""
    assert names(described) == json.loads(NAMES.read_text("utf-8"))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_description_is_the_same_to_the_byte(seed: str, client: TestClient) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    written = subprocess.run(
        [sys.executable, "-c", WRITE], capture_output=True, check=True, env=environment
    )
    assert written.stdout == client.get("/v1/openapi.json").content


def test_a_link_leads_to_an_operation_and_its_parameters(described: dict[str, Any]) -> None:
    found = {each.said["operationId"]: each.said for each in operations(described)}
    links = [
        link
        for said in found.values()
        for response in said["responses"].values()
        for link in resolved(described, response).get("links", {}).values()
    ]
    assert len(links) >= 10
    for link in links:
        target = found[link["operationId"]]
        known = {parameter["name"] for parameter in target.get("parameters", [])}
        assert link.get("parameters", {}).keys() <= known
        if "requestBody" in link:
            schema = target["requestBody"]["content"]["application/json"]["schema"]
            assert link["requestBody"].keys() <= resolved(described, schema)["properties"].keys()


def test_a_link_of_an_answer_is_a_call_that_succeeds(
    described: dict[str, Any], answers: dict[str, Any], client: TestClient
) -> None:
    answer = answers["stelVraag"].json()
    links = described["paths"]["/vragen"]["post"]["responses"]["200"]["links"]
    sent = {"$response.body#/" + name: value for name, value in answer.items()}
    sent["$request.body#/vraag"] = QUESTION
    for link, path, status in (
        ("vervolgvraag", "vragen", 200),
        ("oordeel", "terugkoppelingen", 201),
    ):
        body = {name: sent.get(value, value) for name, value in links[link]["requestBody"].items()}
        assert client.post(f"/v1/{path}", json=body).status_code == status
