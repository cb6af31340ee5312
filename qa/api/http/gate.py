"""What every request passes, from the outside in: `Observed`, then `Gate`, then `Bounded`.

`Observed` gives each request an id, each response its headers, and each of them one log line and
one count. `Gate` lets in who may come in: a known host name, a key where one is needed, not too
often. `Bounded` (qa/api/http/body.py) reads the body. Plain ASGI: they cost microseconds.
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
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.api.http import log, metrics
from qa.api.http.access import ANYONE, ASKING, MEASURING, Access, Actor
from qa.api.http.addresses import meant, route_of
from qa.api.http.files import FILES
from qa.api.http.limits import Limiter, counted_as
from qa.api.http.page import policy
from qa.api.http.problems import Refused, problem
from qa.api.http.refusals import CODES, Origins, Refusals
from qa.errors import SettingsError
from qa.settings import Settings

API_VERSION: Final = "1.0.0"
HEALTH: Final = ("/gezond", "/gereed")  # for whoever watches over the service
# May be read by anyone: they say how to call and how to show, not what the letters say.
_PUBLIC: Final = (*HEALTH, "/v1/openapi.json", "/.well-known/security.txt", *FILES)
_METRICS: Final = "/metrics"
_OWN_NAMES: Final = ("localhost", "127.0.0.1", "[::1]")
HUNG_UP: Final = 499  # for the log: nobody is left to hear it
CUT_OFF: Final = "qa.cut_off"  # in a scope: with which status its connection ended it

_requests = logging.getLogger(log.REQUESTS)
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Entry:
    """What the log line of a request tells beside its address; routes may add to `more`."""

    id: str
    actor: str = ANYONE.name
    object: str = ""
    client: str = ""  # whose turn and tokens it takes: a key's, a token's or an address
    refusal: str = ""  # why it was refused, where that is nearer than what the status says
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
        self._refusals, self._origins = Refusals(), Origins(settings.cors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell of it."""
        if scope["type"] != "http":
            return await self._pass_on(scope, receive, send)
        entry = Entry(secrets.token_hex(8))
        began, status = time.perf_counter(), 500
        is_head = scope["method"] == "HEAD"  # RFC 9110: what GET would say, without the body
        method = "GET" if is_head else scope["method"]
        # A copy: the server has to know that it was HEAD.
        given, scope = scope, {**scope, "qa": entry, "method": method}
        started = False

        async def observed(message: Message) -> None:
            nonlocal status, started
            if message["type"] == "http.response.start":
                status, started = message["status"], True
                self._add_headers(message, scope, entry)
                self._origins.look(scope, message)
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._app(scope, receive, observed)
        except ClientDisconnect:
            status = HUNG_UP
        except asyncio.CancelledError:
            if CUT_OFF not in given:
                raise
        except Exception:  # what nobody foresaw: told in the log, not to the client
            _log.exception("onverwachte fout bij verzoek %s", entry.id)
            if not started:
                await problem(500)(scope, receive, observed)
        finally:
            seconds = time.perf_counter() - began
            self._tell(scope, entry, given.get(CUT_OFF, status), seconds, is_head)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the service start and end; what was only counted is told at its end."""
        try:
            await self._app(scope, receive, send)
        finally:
            self._refusals.close()

    def _add_headers(self, message: Message, scope: Scope, entry: Entry) -> None:
        headers = MutableHeaders(scope=message)
        if headers.get("content-type", "").startswith("text/html"):
            headers.setdefault("Content-Security-Policy", self._page_policy)
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        headers["X-Request-Id"] = entry.id
        if scope["scheme"] == "https":
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    def _tell(self, scope: Scope, entry: Entry, status: int, seconds: float, is_head: bool) -> None:
        route = route_of(scope)
        metrics.requested(route, status)
        client = scope["client"][0] if scope.get("client") else ""

        def fields(route: str = route) -> dict[str, Any]:
            return {
                "actie": f"{'HEAD' if is_head else scope['method']} {route}",
                "object": entry.object or route,
                "resultaat": status,
                "oorsprong": client,
                "actor": entry.actor,
                "verzoekId": entry.id,
                "ms": round(1000 * seconds, 1),
                **entry.more,
            }

        if code := entry.refusal or CODES.get(status):
            return self._refusals.tell(client, code, lambda: fields(meant(scope)))
        level = logging.ERROR if status >= 500 else logging.INFO
        _requests.log(level, "%s", status, extra={"fields": fields()})


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
        address = f"adres {counted_as(scope['client'][0])}" if scope.get("client") else ""
        if path in HEALTH:
            return self._limiter.admit(f"gezondheid van {address}")
        host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
        host = headers.get("host", "") if host.startswith("[") and "]" not in host else host
        if host.lower() not in self._hosts and not host.lower().endswith(self._below or ("\0",)):
            # Keeps out pages elsewhere that give this machine's address a name of their own.
            self._limiter.admit(address)
            scope["qa"].refusal = "host"
            raise Refused(400, "Deze dienst is onder deze naam niet bekend.")
        client = address
        if path not in _PUBLIC:
            wanted = MEASURING if path == _METRICS else ASKING
            actor = self._who(headers.get("authorization"), wanted, address)
            scope["qa"].actor = actor.name
            # With what it is: the subject of a token may be any text, an address or a key's name.
            client = address if actor is ANYONE else f"{actor.kind} {actor.name}"
        scope["qa"].client = client
        self._limiter.admit(client)
        if path not in (*_PUBLIC, _METRICS) and not self._has_room(client):
            # Told before the request is read: refusing must cost far less than answering.
            metrics.refuses("vol")
            raise Refused(503, headers={"Retry-After": "1"})

    def _who(self, authorization: str | None, wanted: str, address: str) -> Actor:
        """Return who calls; who guesses has to wait, and is not even looked up meanwhile."""
        # Counted apart: who has no key must not keep out who has one, at the same address.
        counted = f"sleutels van {address}" if authorization else address
        if authorization:
            self._limiter.check(counted)
        try:
            return self._access.actor(authorization, wanted)
        except Refused:
            self._limiter.admit(counted)
            raise
