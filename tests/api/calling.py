"""The tools as the client of the protocol's own SDK calls them."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from mcp import Client, types

from qa.api import Service, create_app

LETTER = "kst-28684-720"
ROBBERIES = "Hoeveel overvallen waren er in 2019?"


@contextmanager
def served(service: Service) -> Iterator[str]:
    """Serve on a free port; yield the address of its tools."""
    app = create_app(service)
    listener = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="on", ws="none"))
    thread = threading.Thread(target=running.run, args=([listener],))
    thread.start()
    while not running.started:
        time.sleep(0.01)
        assert thread.is_alive()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/mcp"
    running.should_exit = True
    thread.join()


def call(where: Any, tool: str, mode: str = "auto", **arguments: Any) -> types.CallToolResult:
    async def called() -> types.CallToolResult:
        async with Client(where, mode=mode) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(called())


def text(result: types.CallToolResult) -> str:
    (part,) = result.content
    assert isinstance(part, types.TextContent)
    return part.text


def refusal(result: types.CallToolResult) -> str:
    """Check that a tool refused, showing nothing of the inside, and return what it tells."""
    told = text(result)
    assert (result.is_error, result.structured_content) == (True, None), told
    for inside in ("Traceback", "Error", "pydantic", "qa/", ".py", "sqlite"):
        assert inside not in told
    return told
