"""The collections of builds in Milvus: made, filled, put into use, dropped.

In: the name of a build, which says of what it is made (qa/letter/build.py); rows. Out: a collection
that is searched when it is whole, and an alias that names the build in use and is moved in one
step. Filling is idempotent: a row that is written again replaces itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from qa.errors import EngineUnavailable
from qa.store.milvus.client import (
    Address,
    Client,
    Connection,
    Field,
    indexes_of,
    schema_of,
)
from qa.store.milvus.rows import LONGEST_ID, LONGEST_SENTENCE, LONGEST_WORDS, MOST_SENTENCES
from qa.store.postings import K1, B

BUILDING: Final = 600  # seconds that one step of a build may take
_FLAT_MOST: Final = 10_000  # rows that are compared one by one (docs/decisions/0008)
_AT_ONCE: Final = 200  # rows written in one call: some 1.5 MB
_FILES: Final = "_files"


_PASSAGES: Final = (
    Field("id", "VARCHAR", {"max_length": LONGEST_ID, "is_primary": True}),
    Field("letter", "VARCHAR", {"max_length": LONGEST_ID, "is_partition_key": True}),
    Field("day", "INT64"),  # of the letter: 20221214
    Field("kind", "VARCHAR", {"max_length": LONGEST_ID}),
    Field(
        "words",
        "VARCHAR",
        {
            "max_length": LONGEST_WORDS,
            "enable_analyzer": True,
            "analyzer_params": {"tokenizer": "standard"},  # they are analysed before they come here
        },
    ),
    Field("sparse", "SPARSE_FLOAT_VECTOR"),
    Field("vector", "FLOAT_VECTOR"),
    Field(
        "sentences",
        "ARRAY",
        {
            "element_type": "VARCHAR",
            "max_length": LONGEST_SENTENCE,
            "max_capacity": MOST_SENTENCES,
        },
    ),
)
# Of files; Milvus wants a vector in each collection, which says nothing here.
_PARTS: Final = (
    Field("part", "INT64", {"is_primary": True}),
    Field("file", "VARCHAR", {"max_length": LONGEST_ID}),
    Field("data", "VARCHAR", {"max_length": 65_535}),
    Field("none", "FLOAT_VECTOR"),
)
_FLAT: Final = {"field_name": "vector", "index_type": "FLAT", "metric_type": "IP"}
_GRAPH: Final = {
    **{"field_name": "vector", "index_type": "HNSW", "metric_type": "IP"},
    "params": {"M": 16, "efConstruction": 200},
}
_BM25: Final = {
    **{"field_name": "sparse", "index_type": "SPARSE_INVERTED_INDEX", "metric_type": "BM25"},
    "params": {"bm25_k1": K1, "bm25_b": B},
}


class Collections:
    """The builds in one Milvus, under one alias; each call may take the seconds of the address."""

    def __init__(self, address: Address) -> None:
        self.alias = address.alias
        self._timeout = address.timeout
        self._client = Client(address)

    def create(self, name: str, dimension: int) -> None:
        """Make the collection of a build, where it is not there yet, and let it be asked.

        Raises: EngineUnavailable.
        """

        def step(milvus: Connection) -> None:
            if not milvus.has_collection(name, timeout=self._timeout):
                milvus.create_collection(
                    name,
                    schema=schema_of(_PASSAGES, dimension, ("words", "sparse")),
                    index_params=indexes_of(_FLAT, _BM25),
                    timeout=self._timeout,
                )
            milvus.load_collection(name, timeout=self._timeout)

        self._client.do(step)

    def write(self, name: str, rows: Sequence[dict[str, Any]]) -> None:
        """Write rows, those that are there already over themselves.

        Raises: EngineUnavailable.
        """
        for start in range(0, len(rows), _AT_ONCE):
            self._upsert(name, rows[start : start + _AT_ONCE])

    def _upsert(self, name: str, rows: Sequence[dict[str, Any]]) -> None:
        def step(milvus: Connection) -> None:
            milvus.upsert(name, list(rows), timeout=self._timeout)

        self._client.do(step)

    def count(self, name: str, key: str = "") -> int:
        """Return how many rows a collection holds, or those of one letter.

        Raises: EngineUnavailable.
        """
        where = f'letter == "{key}"' if key else ""

        def step(milvus: Connection) -> int:
            (found,) = milvus.query(
                name,
                filter=where,
                output_fields=["count(*)"],
                consistency_level="Strong",
                timeout=self._timeout,
            )
            return int(found["count(*)"])

        return self._client.do(step)

    def finish(self, name: str, rows: int) -> None:
        """Make a filled collection ready to be searched; refuse one that is not whole.

        Raises: EngineUnavailable.
        """
        found = self.count(name)
        if found != rows:
            raise EngineUnavailable(f"{name}: {found} passages, verwacht {rows}; bouw opnieuw.")

        def step(milvus: Connection) -> None:
            milvus.flush(name, timeout=self._timeout)
            if rows > _FLAT_MOST and self._kind_of(milvus, name) == "FLAT":
                milvus.release_collection(name, timeout=self._timeout)
                milvus.drop_index(name, "vector", timeout=self._timeout)
                milvus.create_index(name, indexes_of(_GRAPH), timeout=self._timeout)
            milvus.load_collection(name, timeout=self._timeout)

        self._client.do(step)

    def in_use(self) -> str:
        """Return which collection the alias names; "" for none.

        Raises: EngineUnavailable.
        """

        def step(milvus: Connection) -> str:
            for name in milvus.list_collections(timeout=self._timeout):
                if name.startswith(self.alias) and self.alias in self._aliases(milvus, name):
                    return str(name)
            return ""

        return self._client.do(step)

    def use(self, name: str) -> None:
        """Let the alias name a build, and drop those that are neither that nor the one before.

        Raises: EngineUnavailable.
        """
        before = self.in_use()

        def step(milvus: Connection) -> None:
            if before:
                milvus.alter_alias(name, self.alias, timeout=self._timeout)
            else:
                milvus.create_alias(name, self.alias, timeout=self._timeout)

        if before != name:
            self._client.do(step)
        self.keep_only({name, before})

    def keep_only(self, builds: set[str]) -> None:
        """Drop the collections of all other builds under this alias.

        Raises: EngineUnavailable.
        """

        def step(milvus: Connection) -> None:
            for name in milvus.list_collections(timeout=self._timeout):
                is_ours = name.startswith(f"{self.alias}_")
                if is_ours and name.removesuffix(_FILES) not in builds:
                    milvus.drop_collection(name, timeout=self._timeout)

        self._client.do(step)

    def put_parts(self, name: str, parts: Iterator[dict[str, Any]]) -> None:
        """Keep files, cut in parts, beside the collection of a build, instead of what was kept.

        Raises: EngineUnavailable.
        """
        files = name + _FILES

        def step(milvus: Connection) -> None:
            milvus.drop_collection(files, timeout=self._timeout)
            milvus.create_collection(
                files,
                schema=schema_of(_PARTS, 2),
                index_params=indexes_of({**_FLAT, "field_name": "none"}),
                timeout=self._timeout,
            )

        self._client.do(step)
        for part in parts:
            self._upsert(files, [{**part, "none": [0.0, 0.0]}])

        def ready(milvus: Connection) -> None:
            milvus.flush(files, timeout=self._timeout)
            milvus.load_collection(files, timeout=self._timeout)

        self._client.do(ready)

    def part(self, name: str, number: int) -> dict[str, Any] | None:
        """Return one part of the files of a build; None behind the last.

        Raises: EngineUnavailable.
        """
        files = name + _FILES

        def step(milvus: Connection) -> dict[str, Any] | None:
            if milvus.get_load_state(files, timeout=self._timeout)["state"].name == "NotLoad":
                milvus.load_collection(files, timeout=self._timeout)
            found = milvus.query(
                files,
                filter=f"part == {number}",
                output_fields=["file", "data"],
                consistency_level="Strong",
                timeout=self._timeout,
            )
            return dict(found[0]) if found else None

        return self._client.do(step)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _aliases(self, milvus: Connection, name: str) -> Sequence[str]:
        found: Sequence[str] = milvus.list_aliases(name, timeout=self._timeout)["aliases"]
        return found

    def _kind_of(self, milvus: Connection, name: str) -> str:
        return str(milvus.describe_index(name, "vector", timeout=self._timeout)["index_type"])
