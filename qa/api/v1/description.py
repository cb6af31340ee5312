"""What the OpenAPI file says beyond what follows from the routes and their types.

In: the description as FastAPI makes it. Out: the same with headers and refusals, each told once,
with links from one call to the next, and without the names that only a program would give.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from qa.api.http.problems import MEDIA_TYPE, TITLES
from qa.api.v1.responses import Probleem

TAGS: Final = [
    {"name": "vragen", "description": "Vraag, zoek, en zeg wat u van een antwoord vindt."},
    {"name": "brieven", "description": "Lees de brieven: koppen, fragmenten en voetnoten."},
    {"name": "getallen", "description": "Alle getallen met hun vindplaats, en reeksen van jaren."},
]
_HEADERS: Final[Mapping[str, Any]] = {
    "API-Version": {
        "description": "De volledige versie van deze API.",
        "schema": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$", "examples": ["1.0.0"]},
    },
    "X-Request-Id": {
        "description": "De naam van dit verzoek; noem haar als u de beheerder iets vraagt.",
        "schema": {"type": "string", "pattern": "^[0-9a-f]{16}$", "examples": ["9f86d081884c7d65"]},
    },
    "Retry-After": {
        "description": "Na hoeveel seconden u het opnieuw kunt proberen.",
        "schema": {"type": "integer", "minimum": 0, "examples": [1]},
    },
}
_PROBLEM: Final = f"#/components/schemas/{Probleem.__name__}"
_ALWAYS: Final = ("API-Version", "X-Request-Id")
_WAIT: Final = (429, 503)
_SECURITY: Final = {
    "type": "http",
    "scheme": "bearer",
    "description": "Een sleutel van de beheerder, of een token van uw organisatie.",
}
# Where what one call returns is what another asks for: by operation, the links of its success.
_LETTER: Final = {"briefId": "$request.path.briefId"}
_LINKS: Final[Mapping[str, Any]] = {
    "stelVraag": {
        "vervolgvraag": {
            "operationId": "stelVraag",
            "description": "Vraag door: geef de context mee.",
            "requestBody": {"vraag": "En in 2018?", "context": "$response.body#/context"},
        },
        "oordeel": {
            "operationId": "geefTerugkoppeling",
            "description": "Zeg of het antwoord klopt.",
            "requestBody": {
                "antwoordId": "$response.body#/id",
                "oordeel": "goed",
                "vraag": "$request.body#/vraag",
                "context": "$response.body#/vervolgOp",
            },
        },
    },
    "zoekFragmenten": {
        "brief": {
            "operationId": "geefBrief",
            "description": "De brief waar het beste fragment in staat.",
            "parameters": {"briefId": "$response.body#/fragmenten/0/briefId"},
        }
    },
    "geefBrieven": {
        "brief": {
            "operationId": "geefBrief",
            "description": "Een brief met zijn inhoudsopgave.",
            "parameters": {"briefId": "$response.body#/brieven/0/id"},
        },
        "fragmenten": {
            "operationId": "geefFragmenten",
            "description": "De tekst van een brief.",
            "parameters": {"briefId": "$response.body#/brieven/0/id"},
        },
    },
    "geefBrief": {
        "fragmenten": {
            "operationId": "geefFragmenten",
            "description": "De tekst van deze brief.",
            "parameters": _LETTER,
        },
        "verwijzingen": {
            "operationId": "geefVerwijzingen",
            "description": "Wat deze brief noemt.",
            "parameters": _LETTER,
        },
        "narekeningen": {
            "operationId": "geefNarekeningen",
            "description": "Wat deze brief afdrukt, nagerekend.",
            "parameters": _LETTER,
        },
        "toezeggingen": {
            "operationId": "geefToezeggingen",
            "description": "Wat deze brief toezegt en verwacht.",
            "parameters": _LETTER,
        },
    },
    "geefFeiten": {
        "brief": {
            "operationId": "geefBrief",
            "description": "De brief waar het eerste getal in staat.",
            "parameters": {"briefId": "$response.body#/feiten/0/briefId"},
        }
    },
    "geefReeksen": {
        "reeks": {
            "operationId": "geefReeks",
            "description": "Een van de reeksen.",
            "parameters": {"reeksId": "$response.body#/reeksen/0/id"},
        },
        "grafiek": {
            "operationId": "geefGrafiek",
            "description": "Een van de reeksen, getekend.",
            "parameters": {"reeksId": "$response.body#/reeksen/0/id"},
        },
    },
    "geefReeks": {
        "grafiek": {
            "operationId": "geefGrafiek",
            "description": "Deze reeks, getekend.",
            "parameters": {"reeksId": "$request.path.reeksId"},
        }
    },
}


def complete(found: dict[str, Any], *, closed: bool) -> None:
    """Complete a description in place; `closed` where nobody may ask without a key."""
    refusals: dict[int, Any] = {}
    for operations in found["paths"].values():
        for operation in operations.values():
            _complete_operation(operation, refusals)
    parts = found["components"]
    parts["responses"] = {_name(status): refusals[status] for status in sorted(refusals)}
    parts["headers"] = dict(_HEADERS)
    for unused in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(unused, None)
    parts["schemas"] = _without_titles(parts["schemas"])
    if closed:
        parts["securitySchemes"] = {"sleutel": _SECURITY}
        found["security"] = [{"sleutel": []}]


def _complete_operation(operation: dict[str, Any], refusals: dict[int, Any]) -> None:
    """Give every response its headers; collect refusals, told once for all operations."""
    responses = operation["responses"]
    responses.pop("422", None)  # all that is wrong with a request is a 400
    for name, response in responses.items():
        status = int(name)
        shown = (*_ALWAYS, "Retry-After") if status in _WAIT else _ALWAYS
        response["headers"] = {each: {"$ref": f"#/components/headers/{each}"} for each in shown}
        if status < 400:
            if links := _LINKS.get(operation["operationId"]):
                response["links"] = links
            continue
        refusals[status] = {**response, "content": {MEDIA_TYPE: {"schema": {"$ref": _PROBLEM}}}}
        responses[name] = {"$ref": f"#/components/responses/{_name(status)}"}
    if "parameters" in operation:
        operation["parameters"] = [
            {**each, "schema": _without_titles(each["schema"])} for each in operation["parameters"]
        ]


def _name(status: int) -> str:
    """Name a refusal after its title, as parts of an OpenAPI file are: TeVeelVerzoeken."""
    return "".join(word.capitalize() for word in TITLES[status].split())


def _without_titles(schema: Any) -> Any:
    """Leave out the titles that pydantic makes of names: «Maxaantal» helps nobody."""
    match schema:
        case dict():
            return {
                name: _without_titles(each)
                for name, each in schema.items()
                if not (name == "title" and isinstance(each, str))
            }
        case list():
            return [_without_titles(each) for each in schema]
        case _:
            return schema
