"""HTTP on a connection, with what uvicorn leaves to a proxy: slow and endless header lines.

A client that sends its header lines one byte a minute, or without end, is cut off; whoever asks in
between notices nothing. What is no HTTP gets a problem, like all other refusals.
"""

from __future__ import annotations

from asyncio import Transport
from asyncio.events import TimerHandle
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from qa.api.gate import headers_of
from qa.api.problems import MEDIA_TYPE, problem

_SLOWEST_HEADERS: Final = 10.0  # seconds from the first byte, or from connecting
_LARGEST_HEADERS: Final = 32 * 1024  # bytes


class Protocol(HttpToolsProtocol):
    """uvicorn's protocol with an end to the time and size of header lines."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._deadline: TimerHandle | None = None
        self._taken = 0  # bytes of the header lines that are coming in

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Start the clock: a connection that says nothing is no use either."""
        super().connection_made(transport)
        self._start_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._stop_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes in while a header line has no end yet: the parser would keep it all."""
        super().data_received(data)
        if self._deadline is not None and not self.transport.is_closing():
            self._taken += len(data)
            if self._taken > _LARGEST_HEADERS:
                self._refuse(431)

    def on_message_begin(self) -> None:
        """Start the clock for the header lines of a next request."""
        self._taken = 0
        if self._deadline is None:
            self._start_clock()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Stop the clock: what follows is the body, which has limits of its own."""
        self._stop_clock()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, in the form of every other refusal."""
        self._refuse(400, "Dit is geen geldig HTTP-verzoek.")

    def _start_clock(self) -> None:
        self._deadline = self.loop.call_later(_SLOWEST_HEADERS, self._too_slow)

    def _stop_clock(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self._refuse(408)

    def _refuse(self, status: int, detail: str = "") -> None:
        body = bytes(problem(status, detail).body)
        reason = {400: "Bad Request", 408: "Request Timeout", 431: "Header Fields Too Large"}
        headers = {
            "Content-Type": MEDIA_TYPE,
            "Content-Length": len(body),
            "Connection": "close",
            **headers_of(),
        }
        lines = [f"HTTP/1.1 {status} {reason[status]}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.transport.write("\r\n".join([*lines, "", ""]).encode() + body)
        self.transport.close()
