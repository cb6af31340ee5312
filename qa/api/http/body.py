"""The body of a request, and an end to the work for it when its client leaves.

`Bounded` stands between `Gate` and the routes: a body that is too large or too slow is refused
before any of them sees it, and who hangs up is no longer worked for.
"""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.api.http.problems import Refused, largest_body, problem

_SLOWEST: Final = 10.0  # seconds


class Bounded:
    """Reads the body, stops one that is too large or too slow, and stops when nobody waits."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with a whole body; cancel what works for it when its client leaves.

        Raises: ClientDisconnect.
        """
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        try:
            body = await _whole(scope, receive)
        except Refused as refused:
            answer = problem(refused.status_code, refused.detail, headers=refused.headers)
            return await answer(scope, receive, send)
        await _Answering(body, receive, send).run(self._app, scope)


class _Answering:
    """One request that has come in whole, until it is answered or its client has left."""

    def __init__(self, body: bytes, receive: Receive, send: Send) -> None:
        self._body: bytes | None = body
        self._send = send
        # What follows a body is the end, however late.
        self._leaving = asyncio.ensure_future(receive())
        self._is_told = False

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        """Answer.

        Raises: ClientDisconnect.
        """
        working = asyncio.ensure_future(app(scope, self._receive, self._told))
        try:
            await asyncio.wait({working, self._leaving}, return_when=asyncio.FIRST_COMPLETED)
            if working.done() or self._is_told:
                await working
                return
        finally:
            working.cancel()
            self._leaving.cancel()
        await asyncio.gather(working, return_exceptions=True)
        raise ClientDisconnect

    async def _receive(self) -> Message:
        """Give the body, once; then wait for the end."""
        if self._body is None:
            return await asyncio.shield(self._leaving)
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def _told(self, message: Message) -> None:
        """Pass on what is answered; with the last of it nobody waits any more."""
        await self._send(message)
        self._is_told = message["type"] == "http.response.body" and not message.get("more_body")


async def _whole(scope: Scope, receive: Receive) -> bytes:
    """Return the body of a request.

    Raises: Refused (408, 413); ClientDisconnect.
    """
    largest = largest_body(scope)
    close = {"Connection": "close"}
    too_large = Refused(413, f"Het verzoek is te groot: hoogstens {largest} bytes.", close)
    declared = Headers(scope=scope).get("content-length", "")
    if declared.isdigit() and (len(declared) > 20 or int(declared) > largest):
        raise too_large
    parts: list[bytes] = []
    taken, more = 0, True
    try:
        async with asyncio.timeout(_SLOWEST):
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientDisconnect
                parts.append(message.get("body", b""))
                taken += len(parts[-1])
                more = message.get("more_body", False)
                if taken > largest:
                    raise too_large
    except TimeoutError:
        raise Refused(408, headers=close) from None
    return b"".join(parts)
