"""The script that many would write themselves: sentence-transformers and FAISS, vectors only.

Licences: sentence-transformers Apache-2.0, faiss-cpu MIT.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import faiss
import numpy as np
from sentence_transformers import SentenceTransformer

_FILE = "plain.faiss"


def build(passages: Sequence[str], folder: Path, model: Path) -> None:
    """Embed the passages and write them as an inner product index."""
    # encode_document and encode_query take the e5 prompts from the model folder.
    vectors = SentenceTransformer(str(model)).encode_document(list(passages))
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.asarray(vectors, np.float32))
    faiss.write_index(index, str(folder / _FILE))


def open_index(folder: Path, model: Path) -> Callable[[str, int], list[int]]:
    """Return the search over the index in `folder`."""
    encoder = SentenceTransformer(str(model))
    index = faiss.read_index(str(folder / _FILE))

    def search(question: str, k: int) -> list[int]:
        query = np.asarray(encoder.encode_query(question, show_progress_bar=False), np.float32)
        _, rows = index.search(query.reshape(1, -1), k)
        return [int(row) for row in rows[0]]

    return search
