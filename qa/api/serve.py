"""Run the service: one process that listens, and the processes that work answers out.

In: settings and how to open the index. Out: a service that ends by SIGTERM when the requests that
it had are answered. SIGHUP makes it look for a new index at once; it also looks by itself. A worker
that dies is replaced.
"""

from __future__ import annotations

import logging
import signal
import socket
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Final

import uvicorn

from qa.api.app import create_app
from qa.api.http import log
from qa.api.http.connections import Connections
from qa.api.http.protocol import Protocol
from qa.api.workers import Nursery, OpenIndex
from qa.api.workers.service import Follow, Service
from qa.errors import SettingsError, reason
from qa.settings import Settings

if TYPE_CHECKING:
    from starlette.applications import Starlette

_WAITING: Final = 2048  # connections that the kernel holds until they are taken

_log = logging.getLogger(__name__)


def serve(settings: Settings, open_index: OpenIndex, follow: Follow) -> None:
    """Serve until told to stop.

    `open_index` is a function of a module: the process that opens the index imports it anew.
    `follow` has the newest build in use here, where an engine elsewhere names it.

    Raises: SettingsError when the port is taken; IndexUnusable, ModelError.
    """
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until there is an index to look after
    with listen(settings.host, settings.port) as listener:
        follow(settings)
        nursery = Nursery.open(settings, open_index, log.configure)
        app = create_app(Service(settings, nursery, open_index, follow=follow))
        log.configure()
        _tell_address(listener)
        _Server(config(app, settings)).run([listener])


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
            f" ({reason(error)}); kies een andere met QA_HOST en QA_PORT."
        ) from error
    return listener


def _tell_address(listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    _log.info("luistert op http://%s:%s", f"[{host}]" if ":" in host else host, port)


def config(app: Starlette, settings: Settings) -> uvicorn.Config:
    """Return how the application is served, with all limits on connections."""
    connections = Connections(settings.workers, settings.connections, settings.proxies)
    return uvicorn.Config(
        app,
        loop="uvloop",
        http=partial(Protocol, connections),  # type: ignore[arg-type] # whatever makes a protocol
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
