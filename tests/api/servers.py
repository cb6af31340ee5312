"""A service that listens, for as long as a test needs it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import uvicorn

from qa.api import Service, create_app
from qa.api.serve import config, listen

Started = Callable[..., AbstractContextManager[str]]  # from settings to the address of a service


@contextmanager
def serving(service: Service) -> Iterator[str]:
    """Serve on a free port, in a thread; yield the address, and stop when done."""
    with listen("127.0.0.1", 0) as listener:
        server = uvicorn.Server(config(create_app(service), service.settings))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
