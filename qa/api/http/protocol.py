"""HTTP on a connection, with what uvicorn leaves to a proxy: an end to all that a client can do.

All that comes in for one request, header lines, pieces, and what follows its answer too, has one
limit in bytes and one clock; so has a client that does not take its answer. Each connection is
looked at once a second (`Connections`). What is no HTTP gets a problem, like all other refusals.
"""

from __future__ import annotations

import socket
import struct
from asyncio import Transport
from collections.abc import Callable
from http import HTTPStatus
from math import inf
from typing import Any, Final

import httptools
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from qa.api.http import metrics
from qa.api.http.addresses import UNKNOWN
from qa.api.http.connections import Connections
from qa.api.http.gate import CUT_OFF, HUNG_UP, headers_of
from qa.api.http.problems import MEDIA_TYPE, largest_body, problem
from qa.api.http.refusals import CODES

_SLOWEST_HEADERS: Final = 10.0  # seconds from the first byte, or from connecting
_SLOWEST_REST: Final = 10.0  # seconds from there to the last byte
_SLOWEST_READER: Final = 20.0  # seconds to take an answer
_REFUSED: Final = 1.0  # seconds to say something, for who is told that there is no room
_LARGEST_HEADERS: Final = 32 * 1024  # bytes, the first line included
_MOST_HEADERS: Final = 128  # lines: each takes far more memory than bytes on the wire
# Bytes that are read at a time: a request that waits for another's answer is not even looked at.
_PIECE: Final = 1024
_AT_ONCE: Final = 8  # pieces, then others have their turn
_MOST_CHUNKS: Final = 4_096  # of a body: a client that has something to say sends larger ones


class _TooMuch(Exception):
    """Header lines of which there are too many: no need to read on."""


class _Flow(FlowControl):
    """uvicorn's, telling when there is reading again."""

    def __init__(self, transport: Transport, resumed: Callable[[], None]) -> None:
        super().__init__(transport)
        self._resumed = resumed
        self._has_stopped = False

    def stop_reading(self) -> None:
        """Let nothing more come in."""
        self.pause_reading()
        self._has_stopped = True

    def resume_reading(self) -> None:
        """Let more come in, first of all what had come in already."""
        if self.read_paused and not self._has_stopped:
            self.read_paused = False
            self._resumed()


class Protocol(HttpToolsProtocol):
    """uvicorn's protocol with an end to the time and size of everything."""

    def __init__(self, connections: Connections, **named: Any) -> None:
        super().__init__(**named)
        self.flow: _Flow
        self._connections = connections
        self._waiting = bytearray()  # what came in and is not read yet
        self._piece = 0  # bytes of what is being read now
        self._taken = 0  # bytes of the request that is coming in
        self._most = _LARGEST_HEADERS
        self._chunks = 0  # of its body
        self._is_coming_in = False  # a request has begun, and is not whole
        self._in_headers = False
        self._hears = True  # nothing more is read of who is refused
        self._ends = inf  # when the connection does, if nothing happens
        self._stuck: float | None = None  # since when an answer waits to be taken
        self._answering: RequestResponseCycle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Start the clock: a connection that says nothing is no use either."""
        super().connection_made(transport)
        self.flow = _Flow(transport, self._read_on)
        now = self.loop.time()
        self._ends = now + _SLOWEST_HEADERS
        if self._connections.enter(self, self.client[0] if self.client else ""):
            return
        self._hears = False
        self._write_problem(503, "", {"Retry-After": "1"})
        # Closed once it has spoken: with its words unread, ours may be lost.
        self._ends = now + _REFUSED
        if self._connections.is_overrun:
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who answers, which may be a request before the last one."""
        self._connections.leave(self)
        if self._answering and not self._answering.response_complete:
            self._answering.disconnected = True
            self._answering.message_event.set()
            self._answering.scope.setdefault(CUT_OFF, HUNG_UP)  # type: ignore[typeddict-item]
            self._task.cancel()  # nobody waits for its answer
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what comes in, in pieces, as far as its turn has come."""
        if self._hears:
            self._waiting += data
            self._read()
        elif self._answering is None:
            self.transport.close()

    def _read_on(self) -> None:
        if self.pipeline:
            self.flow.pause_reading()
        elif self._waiting:
            self.loop.call_soon(self._read)
        else:
            self.transport.resume_reading()

    def _read(self) -> None:
        """Read pieces until the request is too large, or the next one or another has to wait."""
        for _ in range(_AT_ONCE):
            if not self._waiting or self.flow.read_paused or self.transport.is_closing():
                break
            piece = bytes(self._waiting[:_PIECE])
            del self._waiting[:_PIECE]
            self._piece = len(piece)
            self._taken += self._piece
            try:
                self.parser.feed_data(piece)
            except httptools.HttpParserUpgrade as upgrade:  # which we do not: HTTP goes on
                self._waiting[:0] = piece[upgrade.args[0] or len(piece) :]
            except httptools.HttpParserError as error:
                is_large = isinstance(error.__context__, _TooMuch)
                self._refuse(400 if not is_large else 431 if self._in_headers else 413)
            if self._taken > self._most:
                self._refuse(413 if self._is_coming_in and not self._in_headers else 431)
        if self.flow.read_paused or self.transport.is_closing():
            return
        if self._waiting:
            self.transport.pause_reading()
            self.loop.call_soon(self._read)
        else:
            self.transport.resume_reading()

    def on_message_begin(self) -> None:
        """Start the clock of a request. At most a piece too many is counted, never too little."""
        self._taken, self._chunks = min(self._taken, self._piece), 0
        self._most = _LARGEST_HEADERS
        self._is_coming_in = self._in_headers = True
        self._ends = self.loop.time() + _SLOWEST_HEADERS
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header line; those that follow a body say nothing that we would use."""
        if self._in_headers:
            if len(self.headers) >= _MOST_HEADERS:
                raise _TooMuch
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Let the request be answered, if its head is not too large after all."""
        head = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if head > _LARGEST_HEADERS:
            raise _TooMuch
        hosts = [value for name, value in self.headers if name == b"host"]
        codings = [value.lower() for name, value in self.headers if name == b"transfer-encoding"]
        if len(hosts) > 1 or codings not in ([], [b"chunked"]):
            raise ValueError("a proxy in front may read these lines in another way")
        super().on_headers_complete()
        self._in_headers = False
        self._ends = self.loop.time() + _SLOWEST_REST
        # A body may come in pieces, with a line around each: as much again is enough for those.
        self._most = _LARGEST_HEADERS + 2 * largest_body(dict(self.cycle.scope))

    def on_body(self, body: bytes) -> None:
        """Take a part of a body; of many small ones each would cost more than its bytes."""
        self._chunks += 1
        if self._chunks > _MOST_CHUNKS:
            raise _TooMuch
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Stop the clock: from here on it is ours."""
        super().on_message_complete()
        self._is_coming_in = False
        self._taken, self._most = min(self._taken, self._piece), _LARGEST_HEADERS
        is_answered = self.cycle.response_complete
        self._ends = self.loop.time() + self.timeout_keep_alive if is_answered else inf

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._answering = cycle
        self._task = self.loop.create_task(cycle.run_asgi(app))
        self._task.add_done_callback(self.tasks.discard)
        self.tasks.add(self._task)

    def on_response_complete(self) -> None:
        """Go on with the next request; what has not come yet has to come soon."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        if self.pipeline:  # whatever else has come waits until these are answered
            self._start_asgi_task(*self.pipeline.pop())
            return
        self.flow.resume_reading()
        now = self.loop.time()
        if not self._is_coming_in:
            self._ends = now + self.timeout_keep_alive
        elif self.cycle.response_complete and not self._in_headers:
            self._ends = min(self._ends, now + self.timeout_keep_alive)

    def pause_writing(self) -> None:
        """Start the clock of who does not take an answer."""
        self._stuck = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        """Stop it."""
        self._stuck = None
        super().resume_writing()

    def look(self, now: float) -> None:
        """End the connection if its time has come."""
        if self.transport.is_closing() and self._stuck is None:
            self._stuck = now
        if self._stuck is not None and now > self._stuck + _SLOWEST_READER:
            self._drop()
        elif now < self._ends or self.transport.is_closing():
            return
        elif not self._hears:
            self.transport.close()
        elif self.flow.read_paused:  # it is not the client that lets us wait
            self._ends = now + self.timeout_keep_alive
        elif self._is_coming_in or self.cycle is None:
            self._refuse(408)
        else:
            self.transport.close()

    def _drop(self) -> None:
        """End the connection, and with it what the system still holds for who does not read."""
        connection = self.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _refuse(self, status: int) -> None:
        """Say no if it is this request's turn, and end the connection as soon as can be."""
        if self.transport.is_closing() or not self._hears:
            return
        self._hears = False
        self._waiting.clear()
        own = self.cycle if self._is_coming_in and not self._in_headers else None
        answering = self._answering
        if answering and answering is not own and not answering.response_complete:
            answering.keep_alive = False  # its answer goes first, and is the last one
            self.pipeline.clear()
            self.flow.stop_reading()
            self._ends = inf
            self._tell(status, None)
        elif own is None or not own.response_started:
            self._write_problem(status, "" if status != 400 else "Dit is geen geldig HTTP-verzoek.")
            self.transport.close()
            self._tell(status, own)
        else:
            self.transport.close()
            self._tell(status, None)
        if own and not own.response_complete:
            own.disconnected = True
            own.message_event.set()

    def _tell(self, status: int, own: RequestResponseCycle | None) -> None:
        if own:  # the log line of the request tells it
            own.scope[CUT_OFF] = status  # type: ignore[typeddict-unknown-key]
            return
        if self._taken or self._is_coming_in:
            metrics.requested(UNKNOWN, status)
            fields = {"actie": UNKNOWN, "object": UNKNOWN, "resultaat": status, "actor": "anoniem"}
            client = self.client[0] if self.client else ""
            self._connections.refusals.tell(client, CODES[status], lambda: fields)

    def _write_problem(self, status: int, detail: str, more: dict[str, str] | None = None) -> None:
        body = bytes(problem(status, detail).body)
        headers = {
            "Content-Type": MEDIA_TYPE,
            "Content-Length": len(body),
            "Connection": "close",
            **headers_of(),
            **(more or {}),
        }
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.transport.write("\r\n".join([*lines, "", ""]).encode() + body)
