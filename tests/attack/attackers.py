"""What attackers send: each takes a connection and tells what became of it."""

from __future__ import annotations

import base64
import json
import random
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

from tests.attack.test_one_client import DENSE

_DRIPS: Final = 30  # pieces, a tenth of a second apart
_HEAD: Final = b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
_chosen: Final = random.Random(0)


def _heard(connection: socket.socket) -> str:
    """Return the status that comes back."""
    with suppress(OSError):
        return connection.recv(65_536)[9:12].decode("latin-1") or "gesloten"
    return "verbroken"


def _asking(connection: socket.socket, path: bytes, body: Any) -> str:
    data = json.dumps(body).encode()
    connection.sendall(_HEAD % path + b"Content-Length: %d\r\n\r\n" % len(data) + data)
    return _heard(connection)


def dense_question(connection: socket.socket) -> str:
    """Ask as much in one question as there is room for."""
    return _asking(connection, b"/v1/vragen", {"vraag": DENSE[_chosen.randrange(100) :]})


def long_dialogue(connection: socket.socket) -> str:
    """Let many questions be worked out for one answer."""
    said = [{"role": "user", "content": DENSE[_chosen.randrange(1000) :]} for _ in range(11)]
    body = {"model": "vraag-de-brief", "messages": said}
    return _asking(connection, b"/openai/v1/chat/completions", body)


def rare_words(connection: socket.socket) -> str:
    """Ask in words that nobody knows."""
    words = ("".join(_chosen.choices("abdeiklmnoprstuv", k=9)) for _ in range(190))
    return _asking(connection, b"/v1/vragen", {"vraag": " ".join(words)})


def hung_up(connection: socket.socket) -> str:
    """Ask, and do not wait for the answer."""
    data = json.dumps({"vraag": DENSE}).encode()
    connection.sendall(_HEAD % b"/v1/vragen" + b"Content-Length: %d\r\n\r\n" % len(data) + data)
    return "weg"


def endless_trailers(connection: socket.socket) -> str:
    """End the body, and go on with trailers."""
    connection.sendall(_HEAD % b"/v1/vragen" + b"Transfer-Encoding: chunked\r\n\r\n0\r\n")
    with suppress(OSError):
        for _ in range(1000):
            connection.sendall(b"a:b\r\n" * 2000)
    return _heard(connection)


def endless_headers(connection: socket.socket) -> str:
    """Send header lines without end."""
    connection.sendall(b"GET /v1/brieven HTTP/1.1\r\nHost: localhost\r\n")
    with suppress(OSError):
        for number in range(1000):
            connection.sendall(b"x-%d: %s\r\n" % (number, b"a" * 1000))
    return _heard(connection)


def dripped_body(connection: socket.socket) -> str:
    """Send a body a byte at a time, also after the answer."""
    connection.sendall(_HEAD % b"/v1/nergens" + b"Content-Length: 4000\r\n\r\n")
    with suppress(OSError):
        for _ in range(_DRIPS):
            connection.sendall(b" ")
            time.sleep(0.1)
    return _heard(connection)


def many_connections(connection: socket.socket) -> str:
    """Hold connections that say nothing."""
    source = connection.getsockname()[0]
    held = []
    with suppress(OSError):
        for _ in range(200):
            held.append(socket.create_connection(connection.getpeername(), 5, (source, 0)))
    time.sleep(2)
    for each in held:
        each.close()
    return "losgelaten"


def slow_reader(connection: socket.socket) -> str:
    """Ask for much, and hardly read it."""
    connection.sendall(b"GET /brieven/kst-28684-720 HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20)
    with suppress(OSError):
        for _ in range(_DRIPS):
            if not connection.recv(10):
                return "gesloten"
            time.sleep(0.1)
    return "gelezen"


def noise(connection: socket.socket) -> str:
    """Send bytes that mean nothing."""
    connection.sendall(_chosen.randbytes(2000))
    return _heard(connection)


def forged_context(connection: socket.socket) -> str:
    """Hand back a context of our own making."""
    fields = {"version": _chosen.randrange(4), "subjects": ["overvallen"], "topic": "x" * 300}
    context = base64.urlsafe_b64encode(json.dumps(fields).encode()).decode()
    return _asking(connection, b"/v1/vragen", {"vraag": "En in 2020?", "context": context})


def head(connection: socket.socket) -> str:
    """Ask for the head of a page."""
    connection.sendall(b"HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return _heard(connection)


ATTACKS: Final[Mapping[str, Callable[[socket.socket], str]]] = {
    attack.__name__: attack
    for attack in (
        dense_question,
        long_dialogue,
        rare_words,
        hung_up,
        endless_trailers,
        endless_headers,
        dripped_body,
        many_connections,
        slow_reader,
        noise,
        forged_context,
        head,
    )
}
