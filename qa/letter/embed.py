"""The passages of a new build → their vectors, of which only what is new is embedded.

In: the passages that were just written, and what is kept of vectors from builds before, finished or
killed. Out: vectors, a letter at a time, so that memory does not grow with the corpus; and the two
files of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from qa.dutch.text import sentences as sentences_of
from qa.letter.progress import Progress
from qa.store import dense, sentences
from qa.store.files import SENTENCE_STARTS, SENTENCES, VECTORS
from qa.store.kept import DIGEST, Digests, KeptVectors, Vectors, digests
from qa.store.opened import PASSAGES
from qa.store.passages import PassageStore
from qa.types import Kind, Passage

if TYPE_CHECKING:
    from qa.model.encode import Encoder

_AT_ONCE: Final = 256  # texts; each is embedded together with others of about its length
_KEPT_EVERY: Final = 20.0  # seconds of work that a build may lose when it is killed

Known = dict[bytes, NDArray[Any]]  # the vector of each text, by its digest


def embedded_text(passage: Passage, carrier: str = "") -> str:
    """Return what is embedded for a passage: the heading above it and its text.

    A note comes with the sentence that carries it: "Kamerstuk 33 799, nr. 15" alone says little. Of
    a table only the heading is: its rows are facts, and never shown as a passage.
    All headings instead of the nearest found no more (tests/gate/README.md).
    """
    above = passage.path[:-1] if passage.kind is Kind.FOOTNOTE else passage.path
    text = () if passage.kind is Kind.TABLE else (f"{carrier} {passage.text}".strip(),)
    return "\n".join((*above[-1:], *text))


def embedded(
    store: PassageStore,
    letters: Mapping[str, str],
    kept: KeptVectors,
    encoder: Encoder,
    report: Callable[[str], None],
) -> Iterator[tuple[str, Vectors]]:
    """Yield the vectors of each letter, its passages in reading order.

    `letters` says of each letter what its vectors are to be of: a hash over all that decides it.

    Raises: OSError.
    """
    new = {id: store.count_of(id) for id, of in letters.items() if not kept.has(id, of)}
    progress = Progress(sum(new.values()), "passages omzetten in vectoren", report)
    for id, of in letters.items():
        found = kept.read(id)
        if found is None or found.of != of:
            found = _Letter(id, of, found, kept, encoder).embed(store, progress)
        yield id, found


def write_vectors(
    folder: Path,
    letters: Mapping[str, str],
    kept: KeptVectors,
    encoder: Encoder,
    report: Callable[[str], None],
) -> None:
    """Write the vectors of all passages of a build, and of their sentences by themselves.

    Raises: OSError.
    """
    store = PassageStore.open(folder / PASSAGES)
    counts: list[int] = []
    whole, apart = folder / "passages.raw", folder / "sentences.raw"
    with whole.open("wb") as passages, apart.open("wb") as parts:
        for _, found in embedded(store, letters, kept, encoder, report):
            passages.write(found.passages.tobytes())
            parts.write(found.sentences.tobytes())
            counts += found.counts.tolist()
    store.close()
    dense.write(_mapped(whole, np.float32, encoder.dimension), folder / VECTORS)
    vectors = _mapped(apart, np.float16, encoder.dimension)
    sentences.write(vectors, counts, folder / SENTENCES, folder / SENTENCE_STARTS)
    whole.unlink()
    apart.unlink()


def _mapped(path: Path, kind: type[np.floating[Any]], dimension: int) -> NDArray[Any]:
    if not path.stat().st_size:  # nothing cannot be mapped
        return np.empty((0, dimension), kind)
    return np.memmap(path, kind, "r").reshape(-1, dimension)


class _Letter:
    """A letter that is embedded; what is known of it is kept as it grows."""

    def __init__(
        self, id: str, of: str, before: Vectors | None, kept: KeptVectors, encoder: Encoder
    ) -> None:
        self._id, self._of = id, of
        self._kept, self._encoder = kept, encoder
        self._kept_at = monotonic()
        self._passages: Known = {}
        self._sentences: Known = {}
        if before is not None:
            self._passages |= zip(_keys(before.passage_texts), before.passages, strict=True)
            self._sentences |= zip(_keys(before.sentence_texts), before.sentences, strict=True)

    def embed(self, store: PassageStore, progress: Progress) -> Vectors:
        """Return the vectors of the letter, of which those that are known are not made again."""
        cut = store.of_letter(self._id)
        whole = _embedded_texts(store, self._id, cut)
        parts = [_sentences_of(passage) for passage in cut]
        apart = [part for each in parts for part in each]
        share = len(whole) / (len(whole) + len(apart) or 1)  # of a passage, for each text
        self._learn(self._passages, whole, np.float32, lambda many: progress.add(many * share))
        self._learn(self._sentences, apart, np.float16, lambda many: progress.add(many * share))
        counts = np.array([len(each) for each in parts], np.int64)
        vectors = self._vectors(self._of, digests(whole), digests(apart), counts)
        self._kept.write(self._id, vectors)
        return vectors

    def _learn(
        self,
        known: Known,
        texts: Sequence[str],
        kind: type[np.floating[Any]],
        done: Callable[[int], None],
    ) -> None:
        keyed = dict(zip(_keys(digests(texts)), texts, strict=True))
        new = sorted((key for key in keyed if key not in known), key=lambda key: len(keyed[key]))
        done(len(texts) - len(new))
        for start in range(0, len(new), _AT_ONCE):
            keys = new[start : start + _AT_ONCE]
            made = self._encoder.encode_passages([keyed[key] for key in keys]).astype(kind)
            known |= zip(keys, made, strict=True)
            done(len(keys))
            if monotonic() - self._kept_at > _KEPT_EVERY:
                self._kept.write(self._id, self._so_far())
                self._kept_at = monotonic()

    def _so_far(self) -> Vectors:
        known = (
            np.frombuffer(b"".join(each), np.uint8) for each in (self._passages, self._sentences)
        )
        whole, apart = (each.reshape(-1, DIGEST) for each in known)
        return self._vectors("", whole, apart, np.zeros(0, np.int64))

    def _vectors(
        self, of: str, whole: Digests, apart: Digests, counts: NDArray[np.int64]
    ) -> Vectors:
        def rows(known: Known, texts: Digests, kind: type[np.floating[Any]]) -> NDArray[Any]:
            found = [known[key] for key in _keys(texts)]
            return np.array(found, kind).reshape(-1, self._encoder.dimension)

        passages = rows(self._passages, whole, np.float32)
        sentences = rows(self._sentences, apart, np.float16)
        return Vectors(of, whole, passages, apart, sentences, counts)


def _as_digests(known: Known) -> Digests:
    return np.frombuffer(b"".join(known), np.uint8).reshape(-1, DIGEST)


def _keys(texts: Digests) -> list[bytes]:
    return [text.tobytes() for text in texts]


def _embedded_texts(store: PassageStore, id: str, cut: Iterable[Passage]) -> list[str]:
    letter = store.letter(id)
    carriers = {letter.note_id(note): note.sentence.of(letter.text) for note in letter.footnotes}
    return [embedded_text(passage, carriers.get(passage.id, "")) for passage in cut]


def _sentences_of(passage: Passage) -> tuple[str, ...]:
    """Return the sentences of a passage; a table has none: its rows are facts, not prose."""
    if passage.kind is Kind.TABLE:
        return ()
    return tuple(span.of(passage.text) for span in sentences_of(passage.text))
