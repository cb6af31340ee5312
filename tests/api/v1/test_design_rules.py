"""The interface keeps the NLGov REST API Design Rules 2.2: a test for each rule, named after it.

Here are names, documentation and versions; test_design_rules_http.py tests what goes over the line.
design_rules.toml lists the rules, and what was judged for those that ask for judgement; docs/api.md
tells of those that no program can check.
Source: https://gitdocumentatie.logius.nl/publicatie/api/adr/2.2.0/.
"""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from qa import Index
from tests.api.application import started
from tests.api.calls import CALLS, operations, properties, resolved, schemas, segments

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PAGE = ROOT / "docs" / "api.md"
DATA = tomllib.loads((HERE / "design_rules.toml").read_text("utf-8"))
RULES, REVIEWED = DATA["rules"], DATA["reviewed"]
DAYS = set(REVIEWED["days"])


def name_of_test(rule: str) -> str:
    return "test" + re.sub("[/-]", "_", rule)


def test_every_rule_has_its_test_or_its_line_on_the_page() -> None:
    assert len(RULES) == 36
    code = "".join(file.read_text("utf-8") for file in HERE.glob("test_design_rules*.py"))
    tests = set(re.findall(r"(?m)^def (test_core_\w+)", code))
    page = PAGE.read_text("utf-8")
    for rule, said in RULES.items():
        assert said["level"] in {"must", "should"}
        tested = name_of_test(rule) in tests
        assert tested == (said["met"] == "test"), rule
        assert tested or f"| `{rule}` |" in page, rule
    assert tests == {name_of_test(rule) for rule, said in RULES.items() if said["met"] == "test"}


def test_every_operation_is_called_here(described: dict[str, Any]) -> None:
    assert CALLS.keys() == {each.said["operationId"] for each in operations(described)}


def test_core_naming_resources(described: dict[str, Any]) -> None:
    used = {each for path in described["paths"] for each in segments(path)}
    assert used == {
        *REVIEWED["collections"],
        *REVIEWED["singular"],
        *REVIEWED["operations"],
    }


def test_core_naming_collections(described: dict[str, Any], answers: dict[str, Any]) -> None:
    for path in described["paths"]:
        for name, value in pairwise(path.strip("/").split("/")):
            if value.startswith("{"):
                assert name in REVIEWED["collections"]
    for name in ("brieven", "reeksen"):  # a collection is named in its own JSON as in its address
        (body,) = (answers[each].json() for each in CALLS if CALLS[each].path == f"/v1/{name}")
        assert list(body) == [name]


def test_core_interface_language(described: dict[str, Any]) -> None:
    names = {name for _, name, _ in properties(described)} | {*described["components"]["schemas"]}
    names |= {
        parameter["name"]
        for each in operations(described)
        for parameter in each.said.get("parameters", [])
    }
    words = {word.lower() for name in names for word in re.findall("[A-Z]?[a-z]+", name)}
    assert words - set(REVIEWED["words"].split()) == set()


def test_core_path_segments_kebab_case(described: dict[str, Any]) -> None:
    pattern = re.compile("_?[a-z0-9]+(?:-[a-z0-9]+)*")
    for path in described["paths"]:
        assert not any(each.startswith("_") for each in path.strip("/").split("/")[:-1])
        for segment in set(segments(path)) - set(REVIEWED["files"]):
            assert pattern.fullmatch(segment)


def test_core_query_keys_camel_case(described: dict[str, Any]) -> None:
    names = [
        parameter["name"]
        for each in operations(described)
        for parameter in each.said.get("parameters", [])
    ]
    names += [name for _, name, _ in properties(described)]
    assert "maxAantal" in names
    for name in names:
        assert re.fullmatch("[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)*", name)


def test_core_hide_implementation(described: dict[str, Any], client: TestClient) -> None:
    inside = "fastapi starlette uvicorn pydantic python sqlite faiss onnx regex".split()
    shown = str(described).lower()
    assert [each for each in inside if each in shown] == []
    for path in ("/v1/brieven", "/v1/nergens", "/v1/brieven?vanaf=x"):
        headers = {name.lower() for name in client.get(path).headers}
        assert not headers & {"server", "x-powered-by", "via"}


def test_core_date_time_format(described: dict[str, Any], answers: dict[str, Any]) -> None:
    dated = [(name, said) for _, name, said in properties(described) if name in DAYS]
    assert {name for name, _ in dated} == DAYS
    for _, said in dated:
        assert said["format"] == "date"
        assert "string" in said["type"]
    sent = [
        body for each in answers.values() if each.text[:1] == "{" for body in schemas(each.json())
    ]
    days = [body[name] for body in sent for name in DAYS & body.keys()]
    assert len(days) > 10
    assert all(day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days)


def test_core_date_time_timezone(described: dict[str, Any]) -> None:
    """No moment of a day goes in or out, so there is no zone to be wrong about."""
    formats = {each.get("format") for each in schemas(described) if "format" in each}
    assert formats == {"date"}


def test_core_date_time_date_omit_time_portion(described: dict[str, Any]) -> None:
    for _, name, said in properties(described):
        assert (said.get("format") == "date") == (name in DAYS)


def test_core_nested_child(described: dict[str, Any]) -> None:
    assert {path for path in described["paths"] if len(segments(path)) > 1} == set(
        REVIEWED["nested"]
    )


def test_core_resource_operations(described: dict[str, Any]) -> None:
    found = {
        path for path in described["paths"] if set(segments(path)) & set(REVIEWED["operations"])
    }
    assert found == {"/_zoek", "/_bundel"}
    assert {method for path in found for method in described["paths"][path]} == {"post"}


def test_core_doc_openapi(described: dict[str, Any]) -> None:
    assert re.fullmatch(r"3\.1\.\d+", described["openapi"])
    assert described["paths"]
    for part in schemas(described):
        assert resolved(described, part) is not None
    tags = {each["name"] for each in described["tags"] if each["description"]}
    for each in operations(described):
        assert each.said["summary"] != each.said["description"]
        assert set(each.said["tags"]) <= tags
        for parameter in each.said.get("parameters", []):
            assert parameter["description"]
    for owner, name, said in properties(described):
        assert resolved(described, said).get("description"), f"{owner}.{name}"


def test_core_doc_openapi_contact(index: Index, tmp_path: Path) -> None:
    contact = {"name": "Team Brieven", "email": "brieven@example.org", "url": "https://example.org"}
    settings = {f"contact_{name}": value for name, value in contact.items()}
    with started(index, tmp_path, **settings) as client:
        assert client.get("/v1/openapi.json").json()["info"]["contact"] == contact


def test_core_doc_language(described: dict[str, Any]) -> None:
    english = set(REVIEWED["english"].split())
    texts = [
        part[name]
        for part in schemas(described)
        for name in ("summary", "description")
        if isinstance(part.get(name), str)
    ]
    assert len(texts) > 100
    for text in texts:
        assert not set(re.findall(r"\w+", text.lower())) & english, text


def test_core_uri_version(described: dict[str, Any], index: Index, tmp_path: Path) -> None:
    major = described["info"]["version"].partition(".")[0]
    assert [each["url"] for each in described["servers"]] == [f"/v{major}"]
    with started(index, tmp_path, url="https://vragen.example.org") as client:
        (server,) = client.get("/v1/openapi.json").json()["servers"]
    assert server["url"] == f"https://vragen.example.org/v{major}"


def test_core_changelog(described: dict[str, Any]) -> None:
    log = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "Semantic Versioning" in log
    for path in ("/v1/vragen", "/v1/_zoek"):
        assert path in log


def test_core_semver(described: dict[str, Any]) -> None:
    assert re.fullmatch(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}", described["info"]["version"])
