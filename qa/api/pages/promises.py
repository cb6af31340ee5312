"""The page of what a letter promises, and the same as files for a spreadsheet and a calendar.

In: the id of a letter. Out: HTML that needs no script, CSV as a Dutch spreadsheet opens it (";" and
a byte order mark), or iCalendar. A letter that is not there is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from qa import wire
from qa.api.http.identity import Identity, identity_of
from qa.api.http.page import as_page, filled_in
from qa.api.pages.letters import source_of
from qa.api.workers.caller import caller_of
from qa.question.promises.fate import followed
from qa.question.promises.find import promises_of
from qa.say import promises as said
from qa.store.index import Index
from qa.types import Followed, Promise, PromiseKind

_BYTE_ORDER_MARK: Final = "\ufeff"
_MOST_FOLLOWED: Final = 100  # promises that later letters are searched for


async def _page(request: Request) -> Response:
    caller = caller_of(request)
    made = partial(_html, identity_of(caller.service.settings))
    return as_page(await caller.run(made, request.path_params["briefId"]))


def _html(own: Identity, index: Index, letter_id: str) -> str:
    source = source_of(index, letter_id)
    found = promises_of(index, letter_id)
    later = followed(found[:_MOST_FOLLOWED], source, index)
    kinds = (
        ("Wat het kabinet toezegt", PromiseKind.PROMISE),
        ("Wat wordt verwacht", PromiseKind.EXPECTED),
    )
    return filled_in(
        "toezeggingen.html",
        own,
        source=source,
        explained=said.EXPLAINED,
        nothing=said.NONE,
        parts=[(title, _rows(found, kind, later)) for title, kind in kinds],
        counted=said.counted(found),
        dated=any(each.due and each.due.day for each in found),
        until=said.until,
        stands=said.STANDS,
        days={each.letter_id: each.date for each in index.passages.sources()},
        by_whom=said.by_whom,
    )


def _rows(
    found: Sequence[Promise], kind: PromiseKind, later: dict[Promise, tuple[Followed, ...]]
) -> list[tuple[Promise, tuple[Followed, ...]]]:
    """Return those of a kind, the earliest day first, those without a day last."""
    chosen = [each for each in found if each.kind is kind]
    chosen.sort(key=lambda each: (each.due and each.due.day) or date.max)
    return [(each, later.get(each, ())) for each in chosen]


async def _csv(request: Request) -> Response:
    text = await caller_of(request).run(_as_csv, request.path_params["briefId"])
    return _file(_BYTE_ORDER_MARK + text, "csv", "text/csv")


def _as_csv(index: Index, letter_id: str) -> str:
    source_of(index, letter_id)
    return wire.promises_csv(promises_of(index, letter_id), ";")


async def _calendar(request: Request) -> Response:
    caller = caller_of(request)
    base = caller.service.settings.url
    text = await caller.run(_as_calendar, request.path_params["briefId"], base)
    return _file(text, "ics", "text/calendar")


def _as_calendar(index: Index, letter_id: str, base: str) -> str:
    source = source_of(index, letter_id)
    return wire.promises_calendar([(source, promises_of(index, letter_id))], base)


def _file(text: str, ending: str, media_type: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="toezeggingen.{ending}"'}
    return Response(text, headers=headers, media_type=media_type)


routes: Final = [
    Route("/brieven/{briefId}/toezeggingen", _page),
    Route("/brieven/{briefId}/toezeggingen.csv", _csv),
    Route("/brieven/{briefId}/toezeggingen.ics", _calendar),
]
