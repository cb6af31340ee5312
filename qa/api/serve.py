"""Run the service: one process, or several that share a port, a folder of counts and the index.

In: settings and how to open the index. Out: a service that ends by SIGTERM when the requests that
it had are answered. SIGHUP makes it look for a new index at once; it also looks by itself. A
process that dies is replaced.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Final

import uvicorn
from uvicorn.supervisors import Multiprocess

from qa.api import log, metrics
from qa.api.app import create_app
from qa.api.connections import Connections
from qa.api.protocol import Protocol
from qa.api.service import Service
from qa.errors import QaError, SettingsError
from qa.settings import Settings
from qa.store.index import Index

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from qa.store.encode import Encoder

_WAITING: Final = 2048  # connections that the kernel holds until they are taken

# Seconds that a thread which computes keeps the others waiting, so also the one that listens. With
# Python's own 0.005 an answer about facts takes twice as long where others are worked out meanwhile
# (8.4 ms against 3.9, tests/bench/README.md); as many are answered either way.
_TURN: Final = 0.001

_log = logging.getLogger(__name__)

OpenIndex = Callable[[Settings], Index]
LoadEncoder = Callable[[Settings], "Encoder"]


def serve(settings: Settings, open_index: OpenIndex, load_encoder: LoadEncoder) -> None:
    """Serve until told to stop.

    `open_index` and `load_encoder` are functions of a module: other processes import them anew.

    Raises: SettingsError when the port is taken; IndexUnusable, ModelError.
    """
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until there is an index to look after
    listener = listen(settings.host, settings.port)
    make = partial(application, settings, open_index, load_encoder)
    with listener:
        if settings.workers == 1:
            app = make()
            log.configure()
            _tell_address(listener)
            _Server(_config(app, settings)).run([listener])
            return
        _ = open_index(settings).encoder  # what is wrong is told once, before any process starts
        with metrics.share():
            log.configure()
            _tell_address(listener)
            _Workers(_config(partial(_of_one, make), settings), [listener]).run()


def application(settings: Settings, open_index: OpenIndex, load_encoder: LoadEncoder) -> Starlette:
    """Make the application of one process, with all loaded that a question may need.

    Raises: IndexUnusable, ModelError.
    """
    log.configure()
    sys.setswitchinterval(_TURN)
    service = Service(settings, open_index(settings), partial(load_encoder, settings))
    service.warm()
    return create_app(service)


def _of_one(make: Callable[[], Starlette]) -> Starlette:
    """Make the application of one of several processes; if that fails, tell it in one line.

    The process ends, and is tried again as long as the others answer.
    """
    try:
        return make()
    except QaError as error:
        _log.error("%s: %s", error.title, error)
        sys.exit(error.exit_code)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises: SettingsError.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_WAITING)
    except OSError as error:
        listener.close()
        raise SettingsError(
            f"op {host}, poort {port}, kan niet worden geluisterd"
            f" ({os.strerror(error.errno or 0)}); kies een andere met QA_HOST en QA_PORT."
        ) from error
    listener.set_inheritable(True)
    return listener


def _tell_address(listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    _log.info("luistert op http://%s:%s", f"[{host}]" if ":" in host else host, port)


def _config(app: Starlette | Callable[[], Starlette], settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        factory=settings.workers > 1,
        workers=settings.workers,
        loop="uvloop",
        # Whatever makes a protocol will do.
        http=partial(Protocol, Connections(settings.connections, settings.proxies)),  # type: ignore[arg-type]
        ws="none",
        lifespan="on",
        log_config=None,  # our own lines, on standard output
        log_level=logging.WARNING,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # Forwarded reads them
        timeout_graceful_shutdown=settings.drain,
    )


class _Server(uvicorn.Server):
    """A process that has done what it was told to has not failed: exit code 0."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, at once if SIGINT comes twice; uvicorn's own would die of the signal afterwards."""
        self.force_exit |= self.should_exit and sig == signal.SIGINT
        self.should_exit = True


class _Workers(Multiprocess):
    """Several processes. SIGHUP reaches them all; none has to start anew for a new index."""

    def handle_hup(self) -> None:
        """Let every process look for a new index; one that only starts would die of the signal."""
        for process in self.processes:
            if process.pid is not None and process.is_ready():
                os.kill(process.pid, signal.SIGHUP)
