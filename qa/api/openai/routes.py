"""Routes under /openai/v1: the models, and the next message of a dialogue.

In: OpenAI's requests. Out: its objects, or a problem that also has the form of its errors. Nothing
of this is part of our own OpenAPI file: OpenAI describes it.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import partial
from math import ceil

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from qa.api.http import problems
from qa.api.openai import background, requests, responses
from qa.api.openai.follow import Contexts
from qa.api.openai.markdown import Written, write
from qa.api.openai.responses import MODEL, Reply
from qa.api.v1.contract import check_content_type
from qa.api.workers.caller import caller_of
from qa.api.workers.service import Service
from qa.store.index import Index
from qa.types import Outcome


def routes(service: Service) -> Starlette:
    """Return what is served under /openai/v1."""
    contexts = Contexts()

    async def list_models(_: Request) -> Response:
        return JSONResponse({"object": "list", "data": [responses.model(_since(service))]})

    async def one_model(request: Request) -> Response:
        name = request.path_params["model"]
        return JSONResponse(responses.model(_since(service))) if name == MODEL else _no_model(name)

    async def complete(request: Request) -> Response:
        check_content_type(request)
        chat = requests.read(await _paid_body(request))
        if chat.model != MODEL:
            return _no_model(chat.model)
        dialogue, is_stream, with_usage = requests.dialogue(chat), chat.stream, chat.wants_usage
        del chat  # of many small parts; what waits for an answer is only what is read of it
        reply = await _reply(dialogue, contexts, request)
        if not is_stream:
            return JSONResponse(responses.completion(reply))
        # The whole answer is there before its first event: the events leave together, and whoever
        # hangs up half-way interrupts nothing.
        stream = "".join(responses.events(reply, with_usage=with_usage))
        return Response(stream, media_type="text/event-stream")

    app = Starlette(
        routes=[
            Route("/models", list_models),
            Route("/models/{model}", one_model),
            Route("/chat/completions", complete, methods=["POST"]),
        ]
    )
    app.state.service = service
    app.router.redirect_slashes = False
    problems.install(app)
    return app


async def _paid_body(request: Request) -> bytes:
    """Return the body: as much as any other request may hold costs a token.

    Raises: Refused (429) when the client has asked too much.
    """
    body = b"".join([part async for part in request.stream()])  # `body()` would keep it
    caller_of(request).pay(ceil(len(body) / problems.LARGEST_BODY) - 1)
    return body


async def _reply(dialogue: requests.Dialogue, contexts: Contexts, request: Request) -> Reply:
    """Answer the last question of a dialogue, or what a shell wants to know about one."""
    entry, caller, created = request.scope["qa"], caller_of(request), int(time.time())
    index_id = caller.service.served.id
    if prompt := background.recognise(dialogue):
        entry.object = f"achtergrond {prompt.want.value}"
        content = await background.answer(prompt, contexts, caller)
        return Reply(entry.id, created, index_id, dialogue.questions, Written(content), None)
    context = await contexts.of(dialogue.questions, caller)
    show = partial(_written, caller.service.settings.url)
    told, written = await caller.ask(dialogue.questions[-1], show, context=context)
    caller.service.note(entry, told)
    return Reply(entry.id, created, index_id, dialogue.questions, written, told)


def _written(service: str, outcome: Outcome, _: Index) -> Written:
    return write(outcome, service)


def _since(service: Service) -> int:
    """Return since when the model is what it is: the day of the newest letter."""
    day = service.served.newest
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _no_model(name: str) -> Response:
    return problems.problem(
        404,
        f"Het model «{name[:100]}» bestaat niet; kies «{MODEL}».",
        error={"code": "model_not_found", "param": "model"},
    )
