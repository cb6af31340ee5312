"""Routes under /openai/v1: the models, and the next message of a dialogue.

In: OpenAI's requests. Out: its objects, or a problem that also has the form of its errors. Nothing
of this is part of our own OpenAPI file: OpenAI describes it.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from qa.api import problems
from qa.api.contract import check_content_type
from qa.api.openai import background, received, sent
from qa.api.openai.follow import follow, read_of
from qa.api.openai.markdown import Written, write
from qa.api.openai.sent import MODEL, Reply
from qa.api.questions import noted
from qa.api.service import Service


def routes(service: Service) -> Starlette:
    """Return what is served under /openai/v1."""

    async def list_models(_: Request) -> Response:
        return JSONResponse({"object": "list", "data": [sent.model(_since(service))]})

    async def one_model(request: Request) -> Response:
        name = request.path_params["model"]
        return JSONResponse(sent.model(_since(service))) if name == MODEL else _no_model(name)

    async def complete(request: Request) -> Response:
        check_content_type(request)
        chat = received.read(await request.body())
        if chat.model != MODEL:
            return _no_model(chat.model)
        reply = await _reply(received.dialogue(chat), service, request)
        if not chat.stream:
            return JSONResponse(sent.completion(reply))
        # The whole answer is there before its first event: the events leave together, and whoever
        # hangs up half-way interrupts nothing.
        stream = "".join(sent.events(reply, with_usage=chat.wants_usage))
        return Response(stream, media_type="text/event-stream")

    app = Starlette(
        routes=[
            Route("/models", list_models),
            Route("/models/{model}", one_model),
            Route("/chat/completions", complete, methods=["POST"]),
        ]
    )
    app.router.redirect_slashes = False
    problems.install(app)
    return app


async def _reply(dialogue: received.Dialogue, service: Service, request: Request) -> Reply:
    """Answer the last question of a dialogue, or what a shell wants to know about one."""
    entry, index = request.scope["qa"], service.index
    created, refusal = int(time.time()), service.settings.refusal
    if prompt := background.recognise(dialogue):
        entry.object = f"achtergrond {prompt.want.value}"
        content = await service.run(background.answer, prompt, index, refusal)
        return Reply(entry.id, created, index.id, dialogue.questions, Written(content), None)
    outcome = await service.answer(follow, dialogue.questions, index, refusal)
    told = noted(outcome, service, request)
    read = read_of(dialogue.questions)
    return Reply(entry.id, created, index.id, read, write(outcome), told)


def _since(service: Service) -> int:
    """Return since when the model is what it is: the day of the newest letter."""
    day = service.index.newest
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _no_model(name: str) -> Response:
    return problems.problem(
        404,
        f"Het model «{name[:100]}» bestaat niet; kies «{MODEL}».",
        error={"code": "model_not_found", "param": "model"},
    )
