"""A connection to Milvus: bounded in time, tried twice, guarded by a breaker, checked.

In: what to search, query or change. Out: plain rows. All that goes wrong is EngineUnavailable: what
was asked is then not answered in part. The only module that knows pymilvus.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any, Final, TypeAlias, TypeVar

from qa.errors import EngineUnavailable, ExtraMissing
from qa.store.milvus.apart import Apart
from qa.store.milvus.breaker import Breaker

T = TypeVar("T")
Row = Mapping[str, Any]
Connection: TypeAlias = Any  # a MilvusClient, whose types mypy sees only where it is installed

_RECHECKED: Final = 5.0  # seconds after which a collection is looked at again
_NO_COLLECTION: Final = 100  # Milvus's own code
_OLDEST: Final = (2, 5)  # the first Milvus with a BM25 function
_LITE: Final = "milvus_lite-3."  # speaks the interface of that and later ones
_REFUSES: Final = ("unauthenticated", "auth check", "permission", "api key", "not authorized")


@dataclass(frozen=True, slots=True)
class Address:
    """Where Milvus is, with what token, how long one call may take; the alias of the builds.

    Units: `timeout` is in seconds.
    """

    uri: str
    token: str = field(default="", repr=False)
    timeout: float = 2.0
    alias: str = "vraag_de_brief"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a collection: its name, the name of its type, and what belongs to that."""

    name: str
    type: str
    more: Mapping[str, Any] = field(default_factory=dict)


class _Passing(EngineUnavailable):
    """What may be over by now: it is tried once more."""


class Client:
    """Calls Milvus from one process; each process that is forked from it connects by itself.

    `check` is done after connecting and every few seconds. With `forks`, the process that made it
    never connects, since what has threads cannot be forked safely: a child calls in its place.
    """

    def __init__(
        self,
        address: Address,
        check: Callable[[Connection, float], None] = lambda _, __: None,
        *,
        forks: bool = False,
    ) -> None:
        self.address = address
        self._check = check
        self._breaker = Breaker()
        self._home = os.getpid() if forks else 0
        self._apart = Apart(lambda name, given, more: getattr(self, name)(*given, **more))
        self._owner = 0
        self._connection: Connection | None = None
        self._checked = 0.0
        self._lock = Lock()

    def search(
        self, collection: str, field: str, asked: Any, limit: int, give: str, where: str, **how: Any
    ) -> list[tuple[str, Any]]:
        """Return the ids of the nearest rows, each with one of its fields, the best first.

        Raises: EngineUnavailable.
        """
        given = (collection, field, asked, limit, give, where)
        found: list[tuple[str, Any]] = self._from_here("_search", given, how)
        return found

    def query(self, collection: str, where: str, give: Sequence[str]) -> list[Row]:
        """Return the rows that a filter finds.

        Raises: EngineUnavailable.
        """
        found: list[Row] = self._from_here("_query", (collection, where, list(give)), {})
        return found

    def _from_here(self, name: str, given: tuple[Any, ...], more: dict[str, Any]) -> Any:
        """Call a method of this class, by a child where this process must not connect."""
        if os.getpid() == self._home:
            return self._apart.do(name, given, more)
        return getattr(self, name)(*given, **more)

    def _search(
        self, collection: str, field: str, asked: Any, limit: int, give: str, where: str, **how: Any
    ) -> list[tuple[str, Any]]:
        def step(connection: Connection) -> list[tuple[str, Any]]:
            (hits,) = connection.search(
                collection,
                data=[asked],
                anns_field=field,
                limit=limit,
                output_fields=[give],
                filter=where,
                search_params={"params": how},
                timeout=self.address.timeout,
            )
            return [(hit["id"], hit["entity"][give]) for hit in hits]

        return self.do(step)

    def _query(self, collection: str, where: str, give: list[str]) -> list[Row]:
        def step(connection: Connection) -> list[Row]:
            timeout = self.address.timeout
            found = connection.query(collection, filter=where, output_fields=give, timeout=timeout)
            return [dict(row) for row in found]

        return self.do(step)

    def do(self, step: Callable[[Connection], T]) -> T:
        """Do something with a connection, twice where the first failure may be over.

        Raises: EngineUnavailable.
        """
        self._breaker.admit()
        try:
            done = self._twice(step)
        except EngineUnavailable:
            self._breaker.failed()
            raise
        self._breaker.worked()
        return done

    def close(self) -> None:
        """Let go of the connection, and of the child that called."""
        if os.getpid() == self._home:
            self._apart.end()
        if self._connection is not None and self._owner == os.getpid():
            self._connection.close()
        self._connection = None

    def _twice(self, step: Callable[[Connection], T]) -> T:
        try:
            return self._once(step)
        except _Passing:
            return self._once(step)

    def _once(self, step: Callable[[Connection], T]) -> T:
        try:
            with self._lock:  # threads share one connection, and make it once
                connection = self._connected()
            return step(connection)
        except (EngineUnavailable, ExtraMissing):
            self.close()
            raise
        except Exception as error:  # pymilvus's own, and those of gRPC below it
            self.close()
            raise self._told(error) from error

    def _connected(self) -> Connection:
        if self._owner != os.getpid():
            self._connection = None
        connection, timeout = self._connection, self.address.timeout
        if connection is None:
            connection = _open(self.address)
            self._owner, self._connection, self._checked = os.getpid(), connection, 0.0
        if not self._checked or monotonic() - self._checked > _RECHECKED:
            if not self._checked:
                _check_version(connection.get_server_version(timeout=timeout))
            self._check(connection, timeout)
            self._checked = monotonic()
        return connection

    def _told(self, error: Exception) -> EngineUnavailable:
        said = " ".join(str(getattr(error, "message", "") or error).split())[:200]
        where = f"Milvus op {self.address.uri}"
        if any(word in _whole(error) for word in _REFUSES):
            return EngineUnavailable(f"{where} weigert de toegang; controleer QA_MILVUS_TOKEN.")
        if getattr(error, "code", None) == _NO_COLLECTION:
            return EngineUnavailable(f"{where}: {said}; bouw opnieuw met «qa build».")
        return _Passing(f"{where} antwoordt niet ({said}); controleer QA_MILVUS_URI.")


def _whole(error: BaseException | None) -> str:
    """Return what an error says, and those that led to it: pymilvus hides why it was refused."""
    met: list[BaseException] = []
    while error is not None and error not in met:  # it raises errors from themselves
        met.append(error)
        error = error.__context__ if error.__cause__ in (None, error) else error.__cause__
    return " ".join(map(str, met)).lower()


def load_library() -> None:
    """Import what speaks to Milvus, before a process is forked: that takes a tenth of a second.

    Raises: ExtraMissing.
    """
    try:
        import pymilvus  # noqa: F401
    except ImportError as error:
        raise ExtraMissing(
            "voor QA_ENGINE=milvus is pymilvus nodig; installeer kamerbrief-qa[milvus]."
        ) from error
    for name in ("pymilvus", "pymilvus.decorators"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # it would log each failure by itself


def schema_of(fields: Sequence[Field], dimension: int, bm25: tuple[str, ...] = ()) -> Any:
    """Return the schema of a collection; `bm25` names a field of words, and what is made of it."""
    from pymilvus import DataType, Function, FunctionType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    for each in fields:
        more = dict(each.more)
        if "element_type" in more:
            more["element_type"] = DataType[more["element_type"]]
        if each.type == "FLOAT_VECTOR":
            more["dim"] = dimension
        schema.add_field(each.name, DataType[each.type], **more)
    if bm25:
        made = Function("bm25", FunctionType.BM25, [bm25[0]], [bm25[1]])
        schema.add_function(made)
    return schema


def indexes_of(*indexes: Mapping[str, Any]) -> Any:
    """Return how fields are indexed, each index under the name of its field."""
    from pymilvus import MilvusClient

    found = MilvusClient.prepare_index_params()
    for each in indexes:
        found.add_index(**each, index_name=each["field_name"])
    return found


def _open(address: Address) -> Connection:
    load_library()
    from pymilvus import MilvusClient

    return MilvusClient(
        uri=address.uri, token=address.token, timeout=address.timeout, dedicated=True
    )


def _check_version(found: str) -> None:
    """Refuse a Milvus that has no BM25 function.

    Raises: EngineUnavailable.
    """
    if found.startswith(_LITE):
        return
    parts = found.lstrip("v").split("-")[0].split(".")
    if not (len(parts) > 1 and all(part.isdigit() for part in parts[:2])):
        raise EngineUnavailable(f"Milvus noemt zich versie {found!r}; nodig is 2.5 of nieuwer.")
    if (int(parts[0]), int(parts[1])) < _OLDEST:
        raise EngineUnavailable(f"Milvus is versie {found}; nodig is 2.5 of nieuwer.")
