"""The web application: the pages, the interface under /v1, and what operators need around them.

Under /openai/v1 it says the same in the form of OpenAI's interface. It answers from one `Service`,
tells everything that goes wrong as a problem, and passes each request through `Observed`, `Gate`
and `Bounded` first.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route

from qa.api import openai
from qa.api.http import files, identity, metrics, problems
from qa.api.http.access import Access
from qa.api.http.body import Bounded
from qa.api.http.gate import API_VERSION, Gate, Observed
from qa.api.http.problems import Refused
from qa.api.http.proxies import Forwarded
from qa.api.pages import bundles as bundle_pages
from qa.api.pages import promises as promise_pages
from qa.api.pages.routes import routes as pages
from qa.api.v1 import bundles, contract, letters, numbers, promises, questions
from qa.api.workers.service import Service
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.api.mcp.server import Endpoint

# What a page sends along when it calls a tool.
_MCP_HEADERS = ("Last-Event-ID", "Mcp-Method", "Mcp-Name", "Mcp-Protocol-Version", "Mcp-Session-Id")


def create_app(service: Service) -> Starlette:
    """Return the application that answers from a service."""
    settings = service.settings
    tools = _tools(service)
    app = Starlette(
        routes=[
            Route("/gezond", _alive),
            Route("/gereed", _ready),
            Route("/metrics", _metrics),
            Route("/.well-known/security.txt", _security_txt),
            Mount("/v1", interface(service)),
            Mount(f"{problems.OPENAI}/v1", openai.routes(service)),
            *([Route("/mcp", tools, methods=["POST"])] if tools else []),
            *pages,
            *promise_pages.routes,
            *bundle_pages.routes,
            *files.routes,
            *identity.routes(settings),
        ],
        middleware=[
            *([Middleware(Forwarded, settings.proxies)] if settings.proxies else []),
            Middleware(Observed, settings=settings),
            *_cross_origin(settings),
            Middleware(
                Gate,
                settings=settings,
                access=Access(settings),
                limiter=service.limiter,
                has_room=service.has_room,
            ),
            Middleware(Bounded),
        ],
        lifespan=_lifespan,
    )
    app.router.redirect_slashes = False
    app.state.service = service
    app.state.tools = tools
    problems.install(app)
    return app


def _tools(service: Service) -> Endpoint | None:
    """Return what is served under /mcp, if the settings want it.

    Raises: ExtraMissing.
    """
    if not service.settings.mcp:
        return None
    from qa.api.mcp.server import Endpoint  # an extra

    return Endpoint(service)


def interface(service: Service) -> FastAPI:
    """Return what is served under /v1."""
    app = FastAPI(
        title="Vraag de brief",
        version=API_VERSION,
        # FastAPI's own documentation pages load scripts from another host: none are served.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
        # It would export what happens here, if an environment variable says so.
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
    )
    app.state.service = service
    for subject in (questions, bundles, letters, promises, numbers):
        app.include_router(subject.routes)
    described: list[Response] = []

    @app.get("/openapi.json", include_in_schema=False)
    async def openapi() -> Response:
        if not described:
            anywhere = {"Access-Control-Allow-Origin": "*"}
            described.append(
                JSONResponse(contract.describe(app, service.settings), headers=anywhere)
            )
        return described[0]

    problems.install(app)
    return app


class _CrossOrigin(CORSMiddleware):
    """Answers browsers on behalf of pages elsewhere; its no is a problem, like all others."""

    def preflight_response(self, request_headers: Headers) -> Response:
        """Say whether a page of this origin may call."""
        answer = super().preflight_response(request_headers)
        if answer.status_code < 400:
            return answer
        told = "Vanaf deze herkomst, of op deze manier, mag deze dienst niet worden aangeroepen."
        return problems.problem(400, told, headers={"Vary": answer.headers["Vary"]})


def _cross_origin(settings: Settings) -> list[Middleware]:
    if not settings.cors:
        return []
    return [
        Middleware(
            _CrossOrigin,
            allow_origins=list(settings.cors),
            allow_methods=["GET", "POST"],
            allow_headers=[
                "Authorization",
                "Content-Type",
                *(_MCP_HEADERS if settings.mcp else ()),
            ],
            expose_headers=["API-Version", "Retry-After", "X-Request-Id"],
            max_age=3600,
        )
    ]


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    """Have workers, and watch for a new index, from the first request to the last."""
    service: Service = app.state.service
    if threading.current_thread() is threading.main_thread():  # only there can signals be handled
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, service.look_now)
    tools: Endpoint | None = app.state.tools
    async with service, tools.open() if tools else nullcontext():
        yield


async def _alive(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _ready(request: Request) -> Response:
    """Tell that questions can be answered, and from which index; and what the engine names."""
    service: Service = request.app.state.service
    served = service.served
    told: dict[str, object] = {"status": "ok", "index": served.id, "brieven": served.letters}
    if served.collection:
        told["collectie"] = served.collection
        told["zoekmachine"] = {
            "bereikbaar": service.engine.is_reached,
            "collectie": service.engine.build or None,
        }
    return JSONResponse(told)


async def _metrics(_: Request) -> Response:
    return Response(metrics.text(), media_type=metrics.MEDIA_TYPE)


async def _security_txt(request: Request) -> Response:
    path = request.app.state.service.settings.security_txt
    if path is None or not path.is_file():
        raise Refused(404)
    return FileResponse(path, media_type="text/plain; charset=utf-8")
