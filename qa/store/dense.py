"""The vector search: passages' vectors in a FAISS index, searched by inner product.

In go normalised vectors, one a passage, in the order of the passages; out come row numbers with
their cosine. A damaged file is refused. Up to FLAT_MOST passages the search is exact; beyond that
one bit a dimension finds candidates, whose cosines are then taken from half precision.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from qa.errors import IndexDamaged
from qa.store.rows import Rows, count

if TYPE_CHECKING:
    from faiss import Index, SearchParameters

# Where exact search stops being the fastest at a recall@10 of 0.97, and what is faster there:
# `python -m tests.bench.growth.bench_growth` measures it (docs/decisions/0008).
FLAT_MOST: Final = 10_000
_FLAT, _CODES = "Flat", "RaBitQfs,Refine(SQfp16)"
# Candidates looked at for each row asked for: 400 for the 50 that retrieve takes.
_REFINED: Final = 8
_TRAINED_ON: Final = 20_000  # vectors; codes only need their mean
_PIECE: Final = 1 << 20  # bytes written at a time

# How FAISS starts a flat inner product index: mark, dimension, rows, two fillers, trained, metric,
# count of floats. Checked before FAISS reads on: it would take a damaged file for any of its many
# other kinds, and make room for whatever count it finds.
_HEADER: Final = struct.Struct("<4siqqqbiQ")
_MARK: Final = b"IxFI"
_MARK_OF_CODES: Final = b"IxRF"


def write(vectors: NDArray[np.float32], path: Path) -> None:
    """Write vectors as a FAISS index. Shape: (n, dim), float32, each row of length 1."""
    import faiss

    rows = np.ascontiguousarray(vectors, dtype=np.float32)
    kind = _FLAT if len(rows) <= FLAT_MOST else _CODES
    index = faiss.index_factory(rows.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
    index.train(rows[:: max(1, len(rows) // _TRAINED_ON)])
    index.add(rows)
    if kind == _CODES:
        refined: Any = faiss.downcast_index(index)
        refined.k_factor = _REFINED
    # Piece by piece: a million passages are 800 MB, which FAISS would first lay out in memory.
    with path.open("wb") as file:
        writer = faiss.PyCallbackIOWriter(file.write, _PIECE)  # type: ignore[attr-defined]
        faiss.write_index(index, writer)


class DenseIndex:
    """The vectors of all passages, or of some rows of them, ready to be searched."""

    def __init__(self, index: Index, is_exact: bool = True) -> None:
        self._index = index  # owns all that is searched
        self._searched = index
        self._is_exact = is_exact
        self._only: SearchParameters | None = None
        self._size = int(index.ntotal)

    @classmethod
    def open(cls, path: Path) -> DenseIndex:
        """Read the index that `write` left; a large one is mapped into memory.

        Raises: IndexDamaged when the file is missing, cut off or not such an index.
        """
        import faiss

        try:
            is_exact = _check_header(path)
            if is_exact:
                data = np.frombuffer(path.read_bytes(), np.uint8)
                return cls(faiss.deserialize_index(data), is_exact)
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC), is_exact)
        except OSError as error:
            raise _damaged(path, f"niet te lezen ({error.strerror})") from error
        except (RuntimeError, MemoryError) as error:
            raise _damaged(path, "de vectoren zijn veranderd") from error

    @classmethod
    def of(cls, vectors: NDArray[np.float32]) -> DenseIndex:
        """Return an exact index of a few vectors, in memory. Shape: (n, dim), of length 1 each."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    def within(self, rows: Rows) -> DenseIndex:
        """Return the same vectors, of which only these rows are searched, exactly.

        Codes of one bit cannot be searched in part: the vectors in half precision behind them are,
        in 0.4 ms for the rows of one letter among 200,000, and 7 ms for all of those.
        """
        import faiss

        allowed = np.zeros(self._index.ntotal, np.bool_)
        for part in rows:
            allowed[part.start : part.stop] = True
        # FAISS's types are those of C++; Python gives it an array and a name.
        selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))  # type: ignore[call-arg, arg-type]
        narrowed = DenseIndex(self._index)
        if not self._is_exact:
            refined: Any = faiss.downcast_index(self._index)
            narrowed._searched = faiss.downcast_index(refined.refine_index)
        narrowed._only = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        narrowed._size = count(rows)
        return narrowed

    def __len__(self) -> int:
        return self._size

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return int(self._index.d)

    def search(self, query: NDArray[np.float32], k: int) -> tuple[tuple[int, float], ...]:
        """Return the k nearest rows with their scores, the best first.

        Equal scores come in the order of the rows, so that a question always has one result: FAISS
        promises no order among them, nor which of them an exact search leaves out at the end.

        Shape: `query` (dim,), float32, of length 1.
        """
        wanted = min(k, len(self))
        if wanted < 1:
            return ()
        if not self._is_exact:
            return _ordered(*self._nearest(query, wanted), wanted)
        width = wanted
        while True:
            width = min(2 * width, len(self))
            scores, rows = self._nearest(query, width)
            if width == len(self) or scores[0, -1] < scores[0, wanted - 1]:
                return _ordered(scores, rows, wanted)

    def _nearest(self, query: NDArray[np.float32], k: int) -> tuple[Any, Any]:
        import faiss

        # More threads than one would wait for each other: 9 ms instead of 0.5 for 10,000 rows. Said
        # each time, since each thread that asks has a number of its own.
        faiss.omp_set_num_threads(1)
        return self._searched.search(query.reshape(1, -1), k, params=self._only)


def _ordered(scores: Any, rows: Any, wanted: int) -> tuple[tuple[int, float], ...]:
    order = np.lexsort((rows[0], -scores[0]))[:wanted]
    return tuple((int(rows[0, at]), float(scores[0, at])) for at in order)


def _check_header(path: Path) -> bool:
    """Check how a file begins, and tell whether its search is exact."""
    with path.open("rb") as file:
        head = file.read(_HEADER.size)
    if head.startswith(_MARK_OF_CODES):
        return False
    if not head.startswith(_MARK) or len(head) < _HEADER.size:
        raise _damaged(path, f"geen vectorindex: begint met {head[:4]!r}")
    _, dimension, rows, _, _, _, _, count = _HEADER.unpack(head)
    present = (path.stat().st_size - _HEADER.size) / np.dtype(np.float32).itemsize
    if not dimension * rows == count == present:
        raise _damaged(path, f"{present:g} getallen, verwacht {rows} rijen van {dimension}")
    return True


def _damaged(path: Path, found: str) -> IndexDamaged:
    return IndexDamaged(f"{path}: {found}; bouw de index opnieuw met «qa build».")
