"""The body of a request, whole.

`Bounded` stands between `Gate` and the routes: a body that is too large is refused before any of
them sees it. How long it may take, the connection knows (qa/api/http/protocol.py).
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.api.http.problems import Refused, largest_body, problem


class Bounded:
    """Reads the body, and stops one that is too large."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with a whole body.

        Raises: ClientDisconnect.
        """
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        try:
            body = await _whole(scope, receive)
        except Refused as refused:
            answer = problem(refused.status_code, refused.detail, headers=refused.headers)
            return await answer(scope, receive, send)
        left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def whole() -> Message:
            return left.pop() if left else await receive()

        await self._app(scope, whole, send)


async def _whole(scope: Scope, receive: Receive) -> bytes:
    """Return the body of a request.

    Raises: Refused (413); ClientDisconnect.
    """
    largest = largest_body(scope)
    told = f"Het verzoek is te groot: hoogstens {largest} bytes."
    too_large = Refused(413, told, {"Connection": "close"})
    declared = Headers(scope=scope).get("content-length", "")
    if declared.isdigit() and (len(declared) > 20 or int(declared) > largest):
        raise too_large
    parts: list[bytes] = []
    taken, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        taken += len(parts[-1])
        more = message.get("more_body", False)
        if taken > largest:
            raise too_large
    return b"".join(parts)
