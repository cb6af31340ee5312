"""Open an index folder, check it against its manifest, hold its stores.

Opening is cheap: the vectors and the embedding model are read when a question first needs them, so
that a question about facts alone never waits for them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import IndexDamaged, IndexStale
from qa.store import manifest as manifests
from qa.store.facts import FactStore
from qa.store.manifest import Manifest
from qa.store.passages import PassageStore

if TYPE_CHECKING:
    from qa.store.dense import DenseIndex
    from qa.store.encode import Encoder
    from qa.store.lexical import LexicalIndex
    from qa.store.sentences import SentenceVectors
    from qa.types import Passage

CURRENT = "current"
FACTS, PASSAGES, LEXICAL = "facts.sqlite", "passages.sqlite", "lexical"
VECTORS, SENTENCES, SENTENCE_STARTS = "vectors.faiss", "sentences.npy", "sentence_starts.npy"


class Index:
    """A finished index: facts, passages and the two searches over them."""

    def __init__(
        self, folder: Path, manifest: Manifest, id: str, load_encoder: Callable[[], Encoder]
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self.id = id
        self._load_encoder = load_encoder
        self.facts = FactStore.open(folder / FACTS)
        self.passages = PassageStore.open(folder / PASSAGES)
        if len(self.passages) != manifest.passages:
            raise IndexDamaged(f"{folder}: het aantal passages klopt niet met het manifest.")

    @classmethod
    def open(
        cls,
        folder: Path | str,
        load_encoder: Callable[[], Encoder] | None = None,
        corpus: Path | None = None,
    ) -> Index:
        """Open the index that `qa build` finished last in `folder`.

        `load_encoder` gives the embedding model when it is first needed; without it, that is the
        default model in the user's cache. With `corpus`, the index must hold exactly that corpus.

        Raises: IndexMissing, IndexStale, IndexDamaged.
        """
        # Resolved once: a build that finishes meanwhile moves `current`, not what it named.
        try:
            build = (Path(folder) / CURRENT).resolve()
        except RuntimeError as error:  # a link that leads to itself
            raise IndexDamaged(f"{folder}: {error}; bouw opnieuw met «qa build».") from error
        manifest, id = manifests.read(build)
        if corpus is not None:
            manifests.check_fresh(manifest, corpus)
        return cls(build, manifest, id, load_encoder or _load_default_encoder)

    def warm(self) -> None:
        """Load all that a question may need, so that none has to wait for it.

        Raises: IndexStale, IndexDamaged, ModelError.
        """
        self.dense.search(self.encoder.encode_query("warm"), 1)

    @cached_property
    def newest(self) -> date:
        """The day of the newest letter: what "vorig jaar" is seen from."""
        return self.passages.sources()[-1].date

    @cached_property
    def _days(self) -> dict[str, date]:
        return {source.letter_id: source.date for source in self.passages.sources()}

    def day_of(self, passage: Passage) -> date:
        """Return the day of the letter that a passage is of."""
        return self._days[passage.letter_id]

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The words of all passages."""
        from qa.store.lexical import LexicalIndex  # numpy: only when words are searched

        return LexicalIndex.open(self.folder / LEXICAL)

    @cached_property
    def dense(self) -> DenseIndex:
        """The vectors of all passages."""
        from qa.store.dense import DenseIndex  # faiss: only when vectors are searched

        return DenseIndex.open(self.folder / VECTORS)

    @cached_property
    def sentences(self) -> SentenceVectors:
        """The vectors of all sentences."""
        from qa.store.sentences import SentenceVectors

        return SentenceVectors.open(self.folder / SENTENCES, self.folder / SENTENCE_STARTS)

    @cached_property
    def encoder(self) -> Encoder:
        """The embedding model that the vectors were made with.

        Raises: IndexStale when it is another one; ModelError.
        """
        encoder = self._load_encoder()
        if encoder.model_id != self.manifest.model:
            raise IndexStale(
                f"de index is gemaakt met model {self.manifest.model}, ingesteld is"
                f" {encoder.model_id}; bouw de index opnieuw met «qa build»."
            )
        return encoder


def _load_default_encoder() -> Encoder:
    from qa.store.encode import open_encoder
    from qa.store.model import DEFAULT_CACHE, obtain

    return open_encoder(obtain("", DEFAULT_CACHE, lambda _: None))
