"""The route for sets of evidence: what was picked, looked up again and written as a file.

In: questions with their context, and ids of passages and series; nothing else of what a client has
is printed. Out: one file, in the form that is asked for. Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from qa.api.http.limits import cost
from qa.api.http.problems import Refused
from qa.api.v1.contract import Route, refusals
from qa.api.v1.requests import Bundel, Fragmentstuk, Reeksstuk, Vraagstuk
from qa.api.workers.caller import Caller, Serving
from qa.api.workers.worker import Work
from qa.evidence import gather, sheet, word
from qa.evidence.forms import FORMS
from qa.evidence.pieces import Piece, bundle
from qa.question.ask import DEFAULT_LIMIT, ask
from qa.say import evidence as say
from qa.say.facts_view import UnknownChoice
from qa.store.index import Index
from qa.types import Span

Item = Vraagstuk | Fragmentstuk | Reeksstuk
_ENDINGS: Final = {form.media_type: ending for ending, form in FORMS.items()}
# A file of HTML is for a word processor: as a page of ours it may do nothing.
_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"


class _Word(Response):
    media_type = word.MEDIA_TYPE


routes = APIRouter(route_class=Route, tags=["vragen"])
_TEXT: Final = {"schema": {"type": "string"}}
_TEXTS: Final = {name: _TEXT for name in _ENDINGS if name != word.MEDIA_TYPE}


@routes.post(
    "/_bundel",
    name="bundelStukken",
    summary="Maak een bestand van antwoorden, citaten en reeksen",
    response_description="De stukken met hun vindplaats, als Word-bestand, Markdown, HTML of CSV.",
    response_class=_Word,
    responses={200: {"content": _TEXTS}, **refusals(404, 413, 415)},
)
async def bundle_up(caller: Serving, asked: Bundel, request: Request) -> Response:
    """Zoek de stukken opnieuw op en zet ze in één bestand, elk met zijn vindplaats."""
    letters = tuple(asked.brieven or ())
    media_type = request.state.media_type
    return await written(caller, asked.stukken, media_type, letters, is_dutch=asked.nederlandseCsv)


async def written(
    caller: Caller,
    items: Sequence[Item],
    media_type: str,
    letters: tuple[str, ...] = (),
    *,
    is_dutch: bool = False,
) -> Response:
    """Look up what was picked, one after the other, each in the client's turn; write it as a file.

    All of it is paid for before the first is looked up: who has to wait, waits once.

    Raises: as `Service.run`; Refused (404, 406, 429).
    """
    if media_type == word.MEDIA_TYPE and not word.is_possible():
        raise Refused(406, f"{say.NO_WORD[0].upper()}{say.NO_WORD[1:]}")
    costs = [_cost(each) for each in items]
    caller.pay(sum(costs) - 1)
    refusal = caller.service.settings.refusal
    pieces: list[Piece] = []
    for item, tokens in zip(items, costs, strict=True):
        work = Work(_looked_up, (item, refusal), letters)
        pieces += await caller.service.run(caller.client, work, tokens)
    made = Work(_made, (tuple(pieces), media_type, is_dutch))
    content = await caller.service.run(caller.client, made)
    ending = _ENDINGS[media_type]
    headers = {
        "Content-Disposition": f'attachment; filename="{say.FILE}.{ending}"',
        "Content-Security-Policy": _POLICY,
    }
    return Response(content, headers=headers, media_type=media_type)


def _cost(item: Item) -> int:
    return cost(item.vraag, item.context or "") if isinstance(item, Vraagstuk) else 1


def _looked_up(index: Index, item: Item, refusal: str) -> tuple[Piece, ...]:
    """Return the pieces of what was picked.

    Raises: QuestionError; Refused (404) for what is not there.
    """
    if isinstance(item, Vraagstuk):
        outcome = ask(item.vraag, index, DEFAULT_LIMIT, item.context or "", refusal)
        return gather.of_outcome(outcome, index)
    try:
        if isinstance(item, Reeksstuk):
            return (gather.of_series_named(index, item.reeksId),)
        core = Span(*item.positie) if item.positie else None
        return (gather.of_passage(index, item.fragmentId, core),)
    except (KeyError, UnknownChoice, ValueError):  # a place may end before it begins
        raise Refused(404, say.GONE) from None


def _made(_: Index, pieces: tuple[Piece, ...], media_type: str, is_dutch: bool) -> str | bytes:
    """Write pieces in a form."""
    found = bundle(pieces)
    if media_type == "text/csv":
        return sheet.write(found, is_dutch=is_dutch)
    return FORMS[_ENDINGS[media_type]].write(found)
