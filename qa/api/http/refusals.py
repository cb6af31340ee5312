"""Log lines of what was refused: the first ones of each client, then only how many more.

In: who was refused and why, as often as it happens. Out: lines that no client can fill a disk with.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.types import Message, Scope

from qa.api.http import log

# Why a request was refused, where nothing nearer is known than its status.
CODES: Final[Mapping[int, str]] = {
    400: "verzoek",
    401: "sleutel",
    403: "recht",
    404: "adres",
    405: "methode",
    406: "vorm",
    408: "traag",
    413: "omvang",
    415: "vorm",
    429: "snelheid",
    431: "kopregels",
    499: "opgehangen",
    503: "druk",
}
_WINDOW: Final = 60.0  # seconds that a sum is about
_AT_ONCE: Final = 10  # lines in that time, for one client and reason
_REMEMBERED: Final = 100  # clients and reasons; what else is refused is told together
_SEVERAL: Final = "diverse adressen"
_OF_ONE: Final = frozenset({"verzoekId", "ms"})  # what is not the same for all in a sum
_ORIGINS: Final = 100  # that are told of, each of at most so many characters
_LONGEST_ORIGIN: Final = 200

_requests = logging.getLogger(log.REQUESTS)
_log = logging.getLogger(__name__)

Fields = Callable[[], dict[str, Any]]


@dataclass(slots=True)
class _Told:
    """What was told of one client and reason in this window, and what was only counted."""

    lines: int = 0
    more: int = 0


class Refusals:
    """Tells of refusals: some lines a minute for each client and reason, then their sum."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], tuple[_Told, Fields]] = {}

    def tell(self, client: str, code: str, fields: Fields, at_once: int = _AT_ONCE) -> None:
        """Write a line, or only count it; the fields are made for a line only."""
        key = (client, code)
        if key not in self._told:
            if len(self._told) >= _REMEMBERED:
                key = (_SEVERAL, code)
            if key not in self._told:
                self._told[key] = (_Told(), fields)
                asyncio.get_running_loop().call_later(_WINDOW, self._sum_up, key)
        told, _ = self._told[key]
        if told.lines < at_once:
            told.lines += 1
            self._write(*key, fields())
        else:
            told.more += 1

    def close(self) -> None:
        """Tell what was only counted until now."""
        for key in tuple(self._told):
            self._sum_up(key)

    def _sum_up(self, key: tuple[str, str]) -> None:
        told, fields = self._told.pop(key, (_Told(), dict))
        if told.more:
            first = {name: value for name, value in fields().items() if name not in _OF_ONE}
            self._write(*key, {**first, "aantal": told.more})

    @staticmethod
    def _write(client: str, code: str, fields: dict[str, Any]) -> None:
        told = {**fields, "oorsprong": client, "weigering": code}
        _requests.info("%s", told["resultaat"], extra={"fields": told})


class Origins:
    """Tells of pages elsewhere that a browser kept from calling: each origin once, with why."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = allowed
        self._told: set[str] = set()

    def look(self, scope: Scope, response: Message) -> None:
        """Tell of an origin if this response keeps it out."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if not origin or len(self._told) >= _ORIGINS:
            return
        is_ours = origin.partition("://")[2].lower() == headers.get("host", "").lower()
        if is_ours or "access-control-allow-origin" in Headers(raw=response["headers"]):
            return
        shown = "".join(each for each in origin if each.isprintable())[:_LONGEST_ORIGIN]
        if shown not in self._told:
            self._told.add(shown)
            named = origin in self._allowed
            why = "zij vroeg iets anders dan mag" if named else "QA_CORS noemt die herkomst niet"
            _log.warning("een pagina van «%s» mocht deze dienst niet aanroepen: %s", shown, why)
