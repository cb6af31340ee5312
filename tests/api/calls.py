"""A call of every operation of the interface, and what its description says of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from starlette.testclient import TestClient

LETTER = "kst-28684-720"
SERIES = f"{LETTER}.aantal.overvallen"
QUESTION = "Hoeveel overvallen waren er in 2019?"
FEEDBACK = {"antwoordId": "0" * 16, "oordeel": "goed", "vraag": QUESTION}


class Call(NamedTuple):
    """A request that succeeds."""

    method: str
    path: str
    body: dict[str, Any] | None = None

    def make(self, client: TestClient, **more: Any) -> Any:
        """Make the call."""
        return client.request(self.method, self.path, json=self.body, **more)


CALLS = {
    "stelVraag": Call("POST", "/v1/vragen", {"vraag": QUESTION}),
    "zoekFragmenten": Call("POST", "/v1/_zoek", {"vraag": QUESTION, "uitleg": True}),
    "bundelStukken": Call("POST", "/v1/_bundel", {"stukken": [{"vraag": QUESTION}]}),
    "geefVoorbeelden": Call("GET", "/v1/voorbeelden"),
    "geefTerugkoppeling": Call("POST", "/v1/terugkoppelingen", FEEDBACK),
    "geefBrieven": Call("GET", "/v1/brieven"),
    "geefBrief": Call("GET", f"/v1/brieven/{LETTER}"),
    "geefFragmenten": Call("GET", f"/v1/brieven/{LETTER}/fragmenten"),
    "geefVoetnoot": Call("GET", f"/v1/brieven/{LETTER}/voetnoten/22"),
    "geefVerwijzingen": Call("GET", f"/v1/brieven/{LETTER}/verwijzingen"),
    "geefNarekeningen": Call("GET", f"/v1/brieven/{LETTER}/narekeningen"),
    "geefToezeggingen": Call("GET", f"/v1/brieven/{LETTER}/toezeggingen"),
    "geefFeiten": Call("GET", "/v1/feiten?jaar=2019"),
    "geefReeksen": Call("GET", "/v1/reeksen"),
    "geefReeks": Call("GET", f"/v1/reeksen/{SERIES}"),
    "geefGrafiek": Call("GET", f"/v1/reeksen/{SERIES}/grafiek.svg"),
}


class Operation(NamedTuple):
    """An operation as the description has it."""

    path: str
    method: str
    said: dict[str, Any]

    @property
    def call(self) -> Call:
        """The call of this operation."""
        return CALLS[self.said["operationId"]]


def operations(described: dict[str, Any]) -> list[Operation]:
    """Return the operations of a description."""
    return [
        Operation(path, method.upper(), said)
        for path, methods in described["paths"].items()
        for method, said in methods.items()
    ]


def segments(path: str) -> list[str]:
    """Return the fixed segments of a path: those that no value takes the place of."""
    return [each for each in path.split("/") if each and not each.startswith("{")]


def resolved(described: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference points to, or the part itself."""
    while "$ref" in part:
        names = part["$ref"].removeprefix("#/").split("/")
        part = described
        for name in names:
            part = part[name]
    return part


def schemas(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every object within a description, the outer ones first."""
    if isinstance(node, dict):
        yield node
        for each in node.values():
            yield from schemas(each)
    elif isinstance(node, list):
        for each in node:
            yield from schemas(each)


def properties(described: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Return each field of each object: whose it is, its name, and what is said of it."""
    return [
        (owner, name, said)
        for owner, schema in described["components"]["schemas"].items()
        for name, said in schema.get("properties", {}).items()
    ]
