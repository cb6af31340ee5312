"""The vector search: passages' vectors in a FAISS index, searched exactly by inner product.

In go normalised vectors, one a passage, in the order of the passages; out come row numbers with
their cosine. A damaged file is refused. A letter has hundreds of passages, so an exact search takes
well under a millisecond and no approximation is needed.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import numpy as np
from numpy.typing import NDArray

from qa.errors import IndexDamaged

if TYPE_CHECKING:
    from faiss import IndexFlatIP

# How FAISS starts a flat inner product index: mark, dimension, rows, two fillers, trained, metric,
# count of floats. Checked before FAISS reads on: it would take a damaged file for any of its many
# other kinds, and make room for whatever count it finds.
_HEADER: Final = struct.Struct("<4siqqqbiQ")
_MARK: Final = b"IxFI"


def write(vectors: NDArray[np.float32], path: Path) -> None:
    """Write vectors as a FAISS index. Shape: (n, dim), float32, each row of length 1."""
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    path.write_bytes(faiss.serialize_index(index).tobytes())


class DenseIndex:
    """The vectors of all passages, ready to be searched."""

    def __init__(self, index: IndexFlatIP) -> None:
        self._index = index

    @classmethod
    def open(cls, path: Path) -> DenseIndex:
        """Read the index that `write` left.

        Raises: IndexDamaged when the file is missing, cut off or not such an index.
        """
        import faiss

        try:
            data = path.read_bytes()
            _check_header(data, path)
            index = faiss.deserialize_index(np.frombuffer(data, np.uint8))
        except OSError as error:
            raise _damaged(path, f"niet te lezen ({error.strerror})") from error
        except (RuntimeError, MemoryError) as error:
            raise _damaged(path, "de vectoren zijn veranderd") from error
        return cls(cast("IndexFlatIP", index))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return int(self._index.d)

    def search(self, query: NDArray[np.float32], k: int) -> tuple[tuple[int, float], ...]:
        """Return the k nearest rows with their scores, the best first.

        Equal scores come in the order of the rows, so that a question always has one result: FAISS
        promises no order among them, nor which of them it leaves out at the end.

        Shape: `query` (dim,), float32, of length 1.
        """
        wanted = min(k, len(self))
        if wanted < 1:
            return ()
        width = wanted
        while True:
            width = min(2 * width, len(self))
            scores, rows = self._index.search(query.reshape(1, -1), width)
            if width == len(self) or scores[0, -1] < scores[0, wanted - 1]:
                break
        order = np.lexsort((rows[0], -scores[0]))[:wanted]
        return tuple((int(rows[0, at]), float(scores[0, at])) for at in order)


def _check_header(data: bytes, path: Path) -> None:
    if not data.startswith(_MARK) or len(data) < _HEADER.size:
        raise _damaged(path, f"geen vectorindex: begint met {data[:4]!r}")
    _, dimension, rows, _, _, _, _, count = _HEADER.unpack_from(data)
    present = (len(data) - _HEADER.size) / np.dtype(np.float32).itemsize
    if not dimension * rows == count == present:
        raise _damaged(path, f"{present:g} getallen, verwacht {rows} rijen van {dimension}")


def _damaged(path: Path, found: str) -> IndexDamaged:
    return IndexDamaged(f"{path}: {found}; bouw de index opnieuw met «qa build».")
