"""Both searches in Milvus, and the vectors of sentences: the protocol of qa/store/engine.py.

In: words with what they count, or a vector. Out: rows with the scores that the files would give:
Milvus nominates some more than are wanted, each with its words or its vector, and those are scored
here. What comes back is checked: a row of another build, or one that is missing, refuses all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from qa.dutch.text import analyse
from qa.errors import EngineUnavailable
from qa.store.engine import Scored
from qa.store.manifest import Manifest
from qa.store.milvus.client import Address, Client, Connection, load_library
from qa.store.milvus.counted import COUNTED, CountedWords, Places
from qa.store.milvus.rows import is_cut, spelled, to_vectors
from qa.store.passages import PassageStore
from qa.store.postings import K1, norms_of, rarity, scored
from qa.store.rows import Rows, count

# Rows for each that is wanted, and at least: Milvus's own order differs from that of exact scores,
# as it weighs a word by how rare it is in one segment, or on one machine.
_NOMINATED: Final = 4  # by words
_LEAST: Final = 200
_NEAREST: Final = 2  # by vectors
_MOST: Final = 16_000  # rows of one search: Milvus gives 16,384
_EF: Final = 400  # how far a graph is searched: recall@10 in tests/bench/README.md
_TENTHS: Final = 10  # a word that counts in full is asked so many times, one that counts half less


class MilvusEngine:
    """All that is searched of a build, or of some of its letters."""

    def __init__(
        self,
        address: Address,
        folder: Path,
        manifest: Manifest,
        passages: PassageStore,
        *,
        forks: bool = False,
    ) -> None:
        self._folder = folder
        self._collection, self._size = manifest.collection, manifest.passages
        self._dimension = manifest.dimension
        self._passages = passages
        self.client = Client(address, self._check, forks=forks)

    @cached_property
    def words(self) -> MilvusWords:
        """The words of all passages."""
        return MilvusWords(self._rows, self.counted, self._passages)

    @cached_property
    def vectors(self) -> MilvusVectors:
        """The vectors of all passages."""
        return MilvusVectors(self._rows, self._size)

    @cached_property
    def sentences(self) -> MilvusSentences:
        """The vectors of all sentences."""
        return MilvusSentences(self._rows, self._dimension)

    @cached_property
    def _rows(self) -> CollectionRows:
        return CollectionRows(self.client, self._collection, self.counted.places, "")

    @cached_property
    def counted(self) -> CountedWords:
        """How often each word stands in each letter."""
        return CountedWords.open(self._folder / COUNTED)

    def within(self, letters: Sequence[str], rows: Rows) -> MilvusEngine:
        """Return the same collection, of which only these letters are searched."""
        return _Within(self, letters, rows)

    def warm(self) -> None:
        """Load all that is on this machine; a process that is forked later connects by itself."""
        load_library()
        _ = self.words, self.vectors, self.sentences

    def rest(self) -> None:
        """Let go of the connection; who searches next connects again."""
        self.client.close()

    def _check(self, connection: Connection, timeout: float) -> None:
        """Check that the collection is there, loaded and whole.

        Raises: EngineUnavailable.
        """
        state = connection.get_load_state(self._collection, timeout=timeout)["state"]
        if state.name == "NotExist":
            raise EngineUnavailable(
                f"{self._collection}: deze collectie is er niet; bouw opnieuw met «qa build»."
            )
        if state.name != "Loaded":
            connection.load_collection(self._collection, timeout=timeout)
        (found,) = connection.query(
            self._collection, filter="", output_fields=["count(*)"], timeout=timeout
        )
        if found["count(*)"] != self._size:
            raise EngineUnavailable(
                f"{self._collection}: {found['count(*)']} passages, verwacht {self._size}; bouw"
                " opnieuw met «qa build»."
            )


class _Within(MilvusEngine):
    """Some letters of a build."""

    def __init__(self, whole: MilvusEngine, letters: Sequence[str], rows: Rows) -> None:
        self._whole, self._letters, self._held = whole, letters, rows
        self.client = whole.client

    @cached_property
    def words(self) -> MilvusWords:
        counted = self._whole.counted.within(self._letters, count(self._held))
        return MilvusWords(self._rows, counted, self._whole._passages)

    @cached_property
    def vectors(self) -> MilvusVectors:
        return MilvusVectors(self._rows, count(self._held))

    @property
    def sentences(self) -> MilvusSentences:  # looked up by row, and no other row is found
        return self._whole.sentences

    @cached_property
    def _rows(self) -> CollectionRows:
        return self._whole._rows.of(self._letters)


class CollectionRows:
    """The rows of a collection, or those of some letters, by their place in the build."""

    def __init__(self, client: Client, collection: str, places: Places, where: str) -> None:
        self._client, self._collection = client, collection
        self._places, self._where = places, where

    def of(self, letters: Sequence[str]) -> CollectionRows:
        """Return the rows of some letters only."""
        keys = ", ".join(f'"{key}"' for key in self._places.keys(letters))
        return CollectionRows(self._client, self._collection, self._places, f"letter in [{keys}]")

    def nearest(
        self, field: str, asked: Any, limit: int, give: str, **how: Any
    ) -> list[tuple[int, Any]]:
        """Return the rows that Milvus finds, each with a field, in the order of the rows.

        Raises: EngineUnavailable.
        """
        most = min(limit, _MOST)
        found = self._client.search(self._collection, field, asked, most, give, self._where, **how)
        return sorted((self._row(id), held) for id, held in found)

    def fields(self, rows: Sequence[int], give: str) -> list[Any]:
        """Return a field of each of these rows.

        Raises: EngineUnavailable.
        """
        if not rows:
            return []
        ids = [self._places.id(row) for row in rows]
        where = f"id in [{', '.join(map(_quoted, ids))}]"
        found = self._client.query(self._collection, where, ["id", give])
        held = {row["id"]: row[give] for row in found}
        if missing := [id for id in ids if id not in held]:
            raise EngineUnavailable(f"{self._collection}: passage {missing[0]} ontbreekt.")
        return [held[id] for id in ids]

    def _row(self, id: str) -> int:
        try:
            return self._places.row(id)
        except (KeyError, ValueError) as error:
            raise EngineUnavailable(
                f"{self._collection}: passage {id} hoort niet bij deze index."
            ) from error


class MilvusWords:
    """The search for words: Milvus's own BM25 nominates, the same BM25 as that of files scores."""

    reach = K1 + 1

    def __init__(self, rows: CollectionRows, counted: CountedWords, passages: PassageStore) -> None:
        self._rows, self._counted, self._passages = rows, counted, passages
        self.abbreviations = counted.abbreviations
        self.frequencies = counted.frequencies
        self.beginning, self.sharing = counted.beginning, counted.sharing

    def search(self, terms: Mapping[str, float], k: int) -> Scored:
        """Return up to k rows that hold any of the terms, with their score (higher is better)."""
        from qa.store.lexical import best_of

        held = self.frequencies(terms)
        known = sorted((t for t in terms if held[t] and terms[t] > 0), key=held.__getitem__)
        if not known or k < 1:
            return ()
        counts = {term: terms[term] * self._weight(term, held[term]) for term in known}
        wide = max(_NOMINATED * k, _LEAST)
        found = self._rows.nearest("sparse", _asked(counts), wide, "words")
        rows = np.array([row for row, _ in found], np.int32)
        texts = [self._terms(row, words) for row, words in found]
        lengths = np.array([sum(each.values()) for each in texts], np.int64)
        summed = np.zeros(len(rows), np.float32)
        for term in known:  # rarest first, as the files add them up: to the same last digit
            times = np.array([each[spelled(term)] for each in texts], np.int64)
            summed = summed + self._scores(term, times, lengths) * np.float32(counts[term])
        holds = summed > 0
        return best_of(rows[holds], summed[holds], k)

    def _scores(
        self, term: str, times: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        frequency = np.full(len(times), self._counted.among_all(term), np.int64)
        norms = norms_of(lengths, self._counted.mean_length)
        return scored(frequency, times, norms, self._counted.size)

    def _weight(self, term: str, held: int) -> float:
        """Return what a term weighs among the rows that are searched, against among all."""
        counted = self._counted
        if counted.held == counted.size:
            return 1.0
        among_all = rarity(counted.among_all(term), counted.size)
        return float(rarity(held, counted.held) / among_all)

    def _terms(self, row: int, words: str) -> Counter[str]:
        if not is_cut(words):
            return Counter(words.split())
        passage = self._passages.at(row)
        return Counter(map(spelled, analyse(" ".join((*passage.path, passage.text)))))


class MilvusVectors:
    """The search for near passages: an index of Milvus nominates, their vectors are compared."""

    def __init__(self, rows: CollectionRows, size: int) -> None:
        self._rows, self._size = rows, size

    def __len__(self) -> int:
        return self._size

    def search(self, query: NDArray[np.float32], k: int) -> Scored:
        """Return the k nearest rows with their cosines. Shape: `query` (dim,), of length 1."""
        from qa.store.dense import DenseIndex

        if k < 1 or not self._size:
            return ()
        wide = _NEAREST * k
        found = self._rows.nearest("vector", query.tolist(), wide, "vector", ef=max(_EF, wide))
        if len(found) < min(k, self._size):
            raise EngineUnavailable(f"Milvus gaf {len(found)} passages van {min(k, self._size)}.")
        near = DenseIndex.of(np.array([vector for _, vector in found], np.float32))
        return tuple((found[at][0], cosine) for at, cosine in near.search(query, k))


class MilvusSentences:
    """The vectors of the sentences of every passage."""

    def __init__(self, rows: CollectionRows, dimension: int) -> None:
        self._rows, self._dimension = rows, dimension

    def cosines(
        self, query: NDArray[np.float32], rows: Sequence[int]
    ) -> tuple[tuple[float, ...], ...]:
        """Return how near each sentence of some passages lies to a question, in reading order."""
        from qa.store.sentences import cosines_of

        found = self._rows.fields(rows, "sentences")
        return cosines_of(query, [to_vectors(each, self._dimension) for each in found])


def _asked(counts: Mapping[str, float]) -> str:
    """Return words as a text that holds each as often as it counts: BM25 adds those up."""
    most = max(counts.values())
    times = {term: max(1, round(_TENTHS * each / most)) for term, each in counts.items()}
    return " ".join(" ".join([spelled(term)] * times[term]) for term in counts)


def _quoted(id: str) -> str:
    return f'"{id}"'
