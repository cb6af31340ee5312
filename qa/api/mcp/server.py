"""The tools for programs with a language model, over the Model Context Protocol.

In: calls of such a program, over standard input or at an address. Out: for each an object and its
text, or a refusal in Dutch that shows nothing of the inside. Nothing is kept between two calls. The
extra `mcp` is needed here, and nowhere else.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import AbstractAsyncContextManager
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from qa.api.http import problems
from qa.api.http.gate import API_VERSION
from qa.api.http.problems import LARGEST_BODY, Refused
from qa.api.mcp.tools import INSTRUCTIONS, TOOLS, Tool
from qa.api.workers.caller import Caller, caller_of
from qa.api.workers.service import Service
from qa.errors import ExtraMissing, QaError
from qa.say.facts_view import UnknownChoice

try:
    from mcp import MCPError, types
    from mcp.server import Server, ServerRequestContext
    from mcp.server.stdio import stdio_server
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
except ImportError as error:
    raise ExtraMissing(
        "voor MCP is extra software nodig; installeer kamerbrief-qa[mcp]."
    ) from error

_LONGEST_REFUSAL: Final = 1000  # characters: a model reads them all

_log = logging.getLogger(__name__)


def server(service: Service) -> Server[Any]:
    """Return a server of the tools."""
    tools = {tool.name: tool for tool in TOOLS}
    described = [_described(tool) for tool in TOOLS]

    async def list_tools(_: ServerRequestContext[Any], __: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=described)

    async def call_tool(
        context: ServerRequestContext[Any], call: types.CallToolRequestParams
    ) -> types.CallToolResult:
        tool = tools.get(call.name)
        if tool is None:
            told = f"Dit gereedschap is er niet. Wel: {', '.join(tools)}."
            raise MCPError(types.INVALID_PARAMS, told)
        try:
            asked = tool.takes.model_validate(call.arguments or {})
            result = await tool.work(asked, _caller(context.request, service))
        except Exception as error:  # a program must always get an answer that it can read
            return _content(_refusal(error), is_error=True)
        if context.request is not None:
            _note(context.request, tool.name, result.data, service)
        return _content(result.text, data=result.data)

    # The plain server: that with decorators puts words of its own, in English, before a refusal.
    made: Server[Any] = Server(
        "vraag-de-brief",
        title="Vraag de brief",
        version=API_VERSION,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )
    # It holds one part: a trace of every call, which would be exported if an environment variable
    # says so.
    made.middleware.clear()
    return made


def _described(tool: Tool[Any]) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.about,
        input_schema=_schema(tool.takes),
        output_schema=_schema(tool.gives),
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON schema of a model: an object, also where the model holds itself."""
    schema = model.model_json_schema()
    if reference := schema.pop("$ref", ""):
        schema |= schema["$defs"][reference.rpartition("/")[2]]
    return schema


def _content(
    text: str, data: dict[str, Any] | None = None, is_error: bool = False
) -> types.CallToolResult:
    content = types.TextContent(text=text)
    return types.CallToolResult(content=[content], structured_content=data, is_error=is_error)


def _refusal(error: Exception) -> str:
    """Say what is wrong, as far as a client may know."""
    match error:
        case ValidationError():
            found = error.errors(include_url=False, include_input=False)
            told, _ = problems.faults({**each, "loc": ("body", *each["loc"])} for each in found)
        case QaError():
            _, told, _ = problems.known(error)
        case Refused():
            told = error.detail
        case UnknownChoice():
            told = f"Ongeldige keuze: {error}"
        case _:
            _log.error("onverwachte fout bij een gereedschap", exc_info=error)
            told = Refused(500).detail
    return told if len(told) <= _LONGEST_REFUSAL else f"{told[:_LONGEST_REFUSAL]} …"


def _caller(request: Request | None, service: Service) -> Caller:
    """Return who asks: over standard input there is just one."""
    return Caller(service) if request is None else caller_of(request)


def _note(request: Request, name: str, data: dict[str, Any], service: Service) -> None:
    """Tell of a call in the log line of its request; keep a question if the operator wants that."""
    entry = request.scope["qa"]
    entry.object = f"gereedschap {name}"
    if name == "vraag":
        service.note(entry, data)


class Endpoint:
    """The server at an address. Each request stands by itself, so any process may answer it.

    `Gate` has checked the host name, and the key; here the page that asks is checked too.
    """

    def __init__(self, service: Service) -> None:
        self._origins = service.settings.cors
        self._requests = StreamableHTTPSessionManager(
            server(service), json_response=True, stateless=True, max_request_body_size=LARGEST_BODY
        )

    def open(self) -> AbstractAsyncContextManager[None]:
        """Take requests for as long as this is open; once."""
        return self._requests.run()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request.

        Raises: Refused (403) when a page of an unknown origin asks.
        """
        headers = Headers(scope=scope)
        origin, own = headers.get("origin", ""), headers["host"]
        if origin and origin not in self._origins and origin.partition("://")[2] != own:
            raise Refused(403, "Pagina's van deze herkomst mogen deze dienst niet gebruiken.")
        await self._requests.handle_request(scope, receive, send)


def serve_stdio(service: Service) -> None:
    """Answer on standard output what comes in on standard input, until that ends."""
    # The thread that reads a line can not be interrupted, and there is nothing to put away.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asyncio.run(_serve_stdio(service))


async def _serve_stdio(service: Service) -> None:
    made = server(service)
    try:
        async with service, stdio_server() as (received, sent):
            await made.run(received, sent, made.create_initialization_options())
    except* BrokenPipeError:  # the program that asked has gone
        pass
