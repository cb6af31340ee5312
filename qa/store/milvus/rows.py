"""A passage, to and from a row of a collection in Milvus.

In: a passage, its vector and those of its sentences. Out: the fields of its row; and back, what a
search needs of them. Everything is spelled in few plain characters, so that each tokenizer cuts
words where we do, and no filter needs quoting.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from qa.store.postings import key_of
from qa.types import Passage

MOST_SENTENCES: Final = 4096  # of one passage: what an array of Milvus holds
LONGEST_SENTENCE: Final = 8192  # characters of one vector
LONGEST_WORDS: Final = 65_000  # bytes of one passage's words
LONGEST_ID: Final = 160

_PLAIN: Final = re.compile(r"[A-Za-z0-9_.-]{1,128}")
_ESCAPED: Final = re.compile("[^a-wyz0-9]")
_NO_WORDS: Final = "0"  # stands for a passage of none, which no search can find


def key_of_letter(letter_id: str) -> str:
    """Return how a letter is called in Milvus: by its id, or a hash where that is not plain."""
    if _PLAIN.fullmatch(letter_id):
        return letter_id
    return f"={sha256(letter_id.encode('utf-8', 'surrogateescape')).hexdigest()}"


def id_of(key: str, offset: int) -> str:
    """Return how a passage is called in Milvus: by its letter, and its place among its passages."""
    return f"{key}:{offset}"


def spelled(term: str) -> str:
    """Return a term in letters and digits only, each term in its own way: "1.174" is "1x2ex174"."""
    text = key_of(term).decode("utf-8", "ignore")
    return _ESCAPED.sub(lambda found: f"x{ord(found[0]):x}x", text)


def words_of(terms: Sequence[str]) -> str:
    """Return the analysed words of a passage, as Milvus keeps and searches them."""
    text = " ".join(map(spelled, terms))
    return (text[:LONGEST_WORDS].rpartition(" ")[0] if is_cut(text) else text) or _NO_WORDS


def is_cut(text: str) -> bool:
    """Tell whether some of the words of a passage may have been left out."""
    return len(text) > LONGEST_WORDS - 1000


def to_row(
    passage: Passage,
    offset: int,
    day: int,
    terms: Sequence[str],
    vector: NDArray[np.float32],
    sentences: NDArray[np.float16],
) -> dict[str, Any]:
    """Return the fields of a passage. Shapes: `vector` (dim,), `sentences` (n, dim)."""
    key = key_of_letter(passage.letter_id)
    return {
        "id": id_of(key, offset),
        "letter": key,
        "day": day,
        "kind": passage.kind.value,
        "words": words_of(terms),
        "vector": vector.tolist(),
        "sentences": [b64encode(each.tobytes()).decode() for each in sentences],
    }


def to_vectors(sentences: Sequence[str], dimension: int) -> NDArray[np.float16]:
    """Return the vectors of the sentences of a row. Shape: (n, dim).

    Raises: ValueError.
    """
    data = b"".join(map(b64decode, sentences))
    return np.frombuffer(data, np.float16).reshape(len(sentences), dimension)
