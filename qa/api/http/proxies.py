"""Who really calls, where a proxy that is trusted says so.

uvicorn reads the header lines of the proxy; what they name counts only if it is an address.
"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_PEER = "qa.peer"


class Forwarded:
    """Lets `X-Forwarded-*` of trusted proxies count, unless the address is none."""

    def __init__(self, app: ASGIApp, proxies: Collection[str]) -> None:
        self._app = app
        self._read = ProxyHeadersMiddleware(self._checked, list(proxies))  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with the client that the proxy names."""
        if scope["type"] == "http":
            scope[_PEER] = scope.get("client")
        await self._read(scope, receive, send)  # type: ignore[arg-type]

    async def _checked(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope.get("client"):
            host, port = scope["client"]
            told = _address(host)
            scope["client"] = (told, port) if told else scope[_PEER]
        await self._app(scope, receive, send)


def _address(told: str) -> str:
    """Return an address in its usual form, "" for what is none; a zone may hold any text."""
    try:
        return "" if "%" in told else str(ip_address(told))
    except ValueError:
        return ""
