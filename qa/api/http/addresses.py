"""Under which address a request falls, as it is declared: what stands in its place may be anything.

In: a request. Out: an address that can be logged and counted, never one that a client made up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.routing import BaseRoute, Match, Mount
from starlette.types import Scope

UNKNOWN: Final = "onbekend adres"


def route_of(scope: Scope) -> str:
    """Return the address that was found for a request."""
    route = scope.get("route")
    path = getattr(route, "path_format", "") if not isinstance(route, Mount) else ""
    return f"{scope.get('root_path', '')}{path}" if path else UNKNOWN


def meant(scope: Scope) -> str:
    """Return the address of a request that was refused before anybody looked for it."""
    found = route_of(scope)
    app = scope.get("app")
    return _below(app.routes, scope) if found == UNKNOWN and app else found


def _below(routes: Iterable[BaseRoute], scope: Scope) -> str:
    for route in routes:
        match, child = route.matches(scope)
        if match is not Match.NONE:
            inner = {**scope, **child, "route": route}
            router = getattr(route, "original_router", route)  # of FastAPI, around one of ours
            found = route_of(inner)
            return found if found != UNKNOWN else _below(getattr(router, "routes", ()), inner)
    return UNKNOWN
