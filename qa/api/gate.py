"""What every request passes, from the outside in: `Observed`, then `Gate`, then `Bounded`.

`Observed` gives each request an id, each response its headers, and each of them one log line and
one count. `Gate` lets in who may come in: a known host name, a key where one is needed, not too
often. `Bounded` stops a body that is too large or too slow. Plain ASGI: they cost microseconds.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.api import log, metrics
from qa.api.access import ANYONE, ASKING, MEASURING, Access
from qa.api.files import FILES
from qa.api.limits import Limiter
from qa.api.page import policy
from qa.api.problems import LARGEST_BODY, LARGEST_DIALOGUE, Refused, is_openai, problem
from qa.errors import SettingsError
from qa.settings import Settings

API_VERSION: Final = "1.0.0"
HEALTH: Final = ("/gezond", "/gereed")  # for whoever watches over the service
# May be read by anyone: they say how to call and how to show, not what the letters say.
_PUBLIC: Final = (*HEALTH, "/v1/openapi.json", "/.well-known/security.txt", *FILES)
_METRICS: Final = "/metrics"
_OWN_NAMES: Final = ("localhost", "127.0.0.1", "[::1]")
_SLOWEST_BODY: Final = 10.0  # seconds
_UNKNOWN: Final = "onbekend adres"
_LEFT: Final = 499  # as nginx calls it in a log: the client left before it had an answer

_requests = logging.getLogger(log.REQUESTS)
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Entry:
    """What the log line of a request tells beside its address; routes may add to `more`."""

    id: str
    actor: str = ANYONE.name
    object: str = ""
    client: str = ""  # whose turn and tokens it takes: a key's name, or an address
    has_left: bool = False
    more: dict[str, Any] = field(default_factory=dict)


def headers_of(frames: Sequence[str] = ()) -> dict[str, str]:
    """Return the headers of every response; pages of `frames` may show it in a frame."""
    ancestors = " ".join(frames) or "'none'"
    headers = {
        "API-Version": API_VERSION,
        "Cache-Control": "no-store",
        "Content-Security-Policy": (
            f"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
        ),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    # The older header can name no origins: only a policy can let some in.
    return headers if frames else {**headers, "X-Frame-Options": "DENY"}


class Observed:
    """Gives every request an id, every response its headers, and tells of both in one line."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._headers = headers_of(settings.frames)
        self._page_policy = policy(settings.frames)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell of it."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        entry = scope["qa"] = Entry(secrets.token_hex(8))
        began, status = time.perf_counter(), 500
        is_head = scope["method"] == "HEAD"  # RFC 9110: what GET would say, without the body
        if is_head:
            scope["method"] = "GET"
        started = False

        async def observed(message: Message) -> None:
            nonlocal status, started
            if message["type"] == "http.response.start":
                status, started = message["status"], True
                self._add_headers(message, scope, entry)
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._app(scope, receive, observed)
        except Exception:  # what nobody foresaw: told in the log, not to the client
            _log.exception("onverwachte fout bij verzoek %s", entry.id)
            if not started:
                await problem(500)(scope, receive, observed)
        finally:
            status = _LEFT if entry.has_left and not started else status
            self._tell(scope, entry, status, time.perf_counter() - began, is_head)

    def _add_headers(self, message: Message, scope: Scope, entry: Entry) -> None:
        headers = MutableHeaders(scope=message)
        if headers.get("content-type", "").startswith("text/html"):
            headers.setdefault("Content-Security-Policy", self._page_policy)
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        headers["X-Request-Id"] = entry.id
        if scope["scheme"] == "https":
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    @staticmethod
    def _tell(scope: Scope, entry: Entry, status: int, seconds: float, is_head: bool) -> None:
        route = route_of(scope)
        metrics.requested(route, status)
        client = scope.get("client")
        fields = {
            "actie": f"{'HEAD' if is_head else scope['method']} {route}",
            "object": entry.object or route,
            "resultaat": status,
            "oorsprong": client[0] if client else "",
            "actor": entry.actor,
            "verzoekId": entry.id,
            "ms": round(1000 * seconds, 1),
            **entry.more,
        }
        level = logging.ERROR if status >= 500 and status != 503 else logging.INFO
        _requests.log(level, "%s", status, extra={"fields": fields})


def route_of(scope: Scope) -> str:
    """Return the address as it is declared: what stands in its place may be anything."""
    route = scope.get("route")
    path = getattr(route, "path_format", "") if not isinstance(route, Mount) else ""
    return f"{scope.get('root_path', '')}{path}" if path else _UNKNOWN


class Gate:
    """Lets in who may come in: by host name, by key or token, not too often, if there is room."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        access: Access,
        limiter: Limiter,
        has_room: Callable[[str], bool],
    ) -> None:
        self._app = app
        self._has_room = has_room
        own = f"[{settings.host}]" if ":" in settings.host else settings.host
        self._hosts = {*_OWN_NAMES, own.lower(), *settings.hosts}
        self._below = tuple(host[1:] for host in settings.hosts if host.startswith("*."))
        self._access = access
        self._limiter = limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        try:
            self._check(scope)
        except Refused as refused:
            answer = problem(refused.status_code, refused.detail, headers=refused.headers)
            return await answer(scope, receive, send)
        except SettingsError as error:  # nobody is let in on keys that cannot be read
            _log.error("%s: %s", error.title, error)
            return await problem(503, "De toegang is nu niet te controleren.")(scope, receive, send)
        await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers, path = Headers(scope=scope), scope["path"]
        if path in HEALTH:
            return
        host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
        host = headers.get("host", "") if host.startswith("[") and "]" not in host else host
        if host.lower() not in self._hosts and not host.lower().endswith(self._below or ("\0",)):
            # Keeps out pages elsewhere that give this machine's address a name of their own.
            raise Refused(400, "Deze dienst is onder deze naam niet bekend.")
        client = scope["client"][0] if scope.get("client") else ""
        if path not in _PUBLIC:
            wanted = MEASURING if path == _METRICS else ASKING
            actor = self._access.actor(headers.get("authorization"), wanted)
            scope["qa"].actor = actor.name
            client = client if actor is ANYONE else actor.name
        scope["qa"].client = client
        self._limiter.admit(client)
        if path not in (*_PUBLIC, _METRICS) and not self._has_room(client):
            # Told before the request is read: refusing must cost far less than answering.
            metrics.refuses("vol")
            raise Refused(503, headers={"Retry-After": "1"})


class Bounded:
    """Reads the body, stops one that is too large or too slow, and stops when nobody waits."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with a whole body; cancel what works for it when its client leaves."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        try:
            body = await _whole_body(scope, receive)
        except Refused as refused:
            answer = problem(refused.status_code, refused.detail, headers=refused.headers)
            return await answer(scope, receive, send)
        if body is None:
            scope["qa"].has_left = True
            return None
        leaving = asyncio.ensure_future(receive())  # what follows a body is the end, however late
        given = told = False

        async def replayed() -> Message:
            nonlocal given
            if given:
                return await asyncio.shield(leaving)
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def telling(message: Message) -> None:
            nonlocal told
            await send(message)
            told = message["type"] == "http.response.body" and not message.get("more_body", False)

        working = asyncio.ensure_future(self._app(scope, replayed, telling))
        try:
            await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done() and not told:
                scope["qa"].has_left = True
                working.cancel()
            await working
        except asyncio.CancelledError:
            if not scope["qa"].has_left:
                raise
        finally:
            working.cancel()
            leaving.cancel()
        return None


async def _whole_body(scope: Scope, receive: Receive) -> bytes | None:
    """Return the body of a request; None where its client left.

    Raises: Refused (408, 413).
    """
    largest = LARGEST_DIALOGUE if is_openai(scope) else LARGEST_BODY
    close = {"Connection": "close"}
    too_large = Refused(413, f"Het verzoek is te groot: hoogstens {largest} bytes.", close)
    declared = Headers(scope=scope).get("content-length", "")
    if declared.isdigit() and (len(declared) > 20 or int(declared) > largest):
        raise too_large
    parts: list[bytes] = []
    taken, more = 0, True
    try:
        async with asyncio.timeout(_SLOWEST_BODY):
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                parts.append(message.get("body", b""))
                taken += len(parts[-1])
                more = message.get("more_body", False)
                if taken > largest:
                    raise too_large
    except TimeoutError:
        raise Refused(408, headers=close) from None
    return b"".join(parts)
