"""What is asked: the letters of an index folder that was opened and checked, or some of them.

Opening is cheap: the vectors and the embedding model are read when a question first needs them, so
that a question about facts alone never waits for them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from qa.dutch.terms import Terms, terms_with
from qa.errors import IndexDamaged, IndexStale, QuestionError
from qa.store import lexicon as lexicons
from qa.store import manifest as manifests
from qa.store.manifest import Manifest
from qa.store.opened import Connect, Opened, Stores
from qa.store.passages import PassageStore

if TYPE_CHECKING:
    from qa.model.encode import Encoder
    from qa.model.reader import Reader
    from qa.store.engine import Engine, Sentences, Vectors, Words
    from qa.types import Passage

CURRENT = "current"
_REMEMBERED = 64  # narrowed indexes, for the questions to come
_MOST_NAMED = 10  # letters in a message


class Index:
    """What is asked: the facts, passages and references of letters, and the two searches."""

    def __init__(
        self,
        opened: Opened,
        stores: Stores,
        id: str,
        narrowed: Callable[[tuple[str, ...]], Index] | None = None,
    ) -> None:
        self.id = id
        self.facts, self.passages = stores.facts, stores.passages
        self.references, self.lexicons = stores.references, stores.lexicons
        self.engine = stores.engine
        self._opened, self._stores = opened, stores
        # Of the whole build, so that the letters that were asked apart are remembered once.
        self._narrowed = narrowed or lru_cache(maxsize=_REMEMBERED)(self._narrow)

    @classmethod
    def open(
        cls,
        folder: Path | str,
        load_encoder: Callable[[], Encoder] | None = None,
        corpus: Path | None = None,
        connect: Connect | None = None,
    ) -> Index:
        """Open the index that `qa build` finished last in `folder`.

        `load_encoder` gives the embedding model when it is first needed; without it, that is the
        default model in the user's cache. With `corpus`, the index must hold exactly that corpus.
        `connect` opens the engine of a build that is not searched in files.

        Raises: IndexMissing, IndexStale, IndexDamaged.
        """
        # Resolved once: a build that finishes meanwhile moves `current`, not what it named.
        return cls.of_build(cls.current(Path(folder)), load_encoder, corpus, connect)

    @classmethod
    def of_build(
        cls,
        build: Path,
        load_encoder: Callable[[], Encoder] | None = None,
        corpus: Path | None = None,
        connect: Connect | None = None,
    ) -> Index:
        """Open one finished build, in use or not.

        Raises: IndexMissing, IndexStale, IndexDamaged.
        """
        manifest, id = manifests.decode(build)
        opened = Opened(build, manifest, load_encoder or _load_default_encoder)
        manifests.check_files(manifest, build)
        if corpus is not None:
            manifests.check_fresh(manifest, corpus)
        engine = connect if manifest.collection and connect else _open_files
        return cls(opened, Stores.open(build, manifest, engine), id)

    @staticmethod
    def current(folder: Path) -> Path:
        """Return the build that `qa build` finished last in an index folder.

        Raises: IndexDamaged.
        """
        try:
            return (folder / CURRENT).resolve()
        except RuntimeError as error:  # a link that leads to itself
            raise IndexDamaged(
                f"{folder / CURRENT}: deze koppeling leidt naar zichzelf; bouw opnieuw met"
                " «qa build»."
            ) from error

    def warm(self) -> None:
        """Load all that a question may need: none has to wait, and no file is opened later on.

        Raises: IndexStale, IndexDamaged, ModelError.
        """
        vector = self.encoder.encode_query("warm")
        self.engine.warm()
        for row, _ in self.dense.search(vector, 1):
            self.sentences.cosines(vector, [row])
        if reader := self.reader:
            reader.read("warm", "", ["warm"])
        self.lexical.frequencies(["warm"])
        len(self.facts.vocabulary)
        len(self.terms.words)

    def check(self) -> None:
        """Check that the files of the build are those that were opened.

        Raises: IndexDamaged, ever after too.
        """
        self._opened.check()

    def within(self, letters: Iterable[str]) -> Index:
        """Return this index as if it held these of its letters only; all of them give itself.

        It shares what is loaded, and has an id of its own: what is answered from it may differ.

        Raises: QuestionError for a letter that is not here, and for none at all.
        """
        wanted = frozenset(letters)
        if not wanted or not wanted <= self._days.keys():
            raise _no_such_letters(sorted(wanted - self._days.keys()), list(self._days))
        if len(wanted) == len(self._days):
            return self
        return self._narrowed(tuple(sorted(wanted)))

    def _narrow(self, letters: tuple[str, ...]) -> Index:
        id = hashlib.sha256("\0".join((self.id, *letters)).encode()).hexdigest()
        return Index(self._opened, self._stores.within(letters), id, self._narrowed)

    @property
    def folder(self) -> Path:
        """Where the build is."""
        return self._opened.folder

    @property
    def manifest(self) -> Manifest:
        """What the build was made of."""
        return self._opened.manifest

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
    def terms(self) -> Terms:
        """What the words of a question may mean: Dutch, and what these letters speak of."""
        newest = [self.lexicons[source.letter_id] for source in self.passages.sources()[::-1]]
        return terms_with(lexicons.merged(newest))

    @property
    def lexical(self) -> Words:
        """The words of all passages."""
        return self.engine.words

    @property
    def dense(self) -> Vectors:
        """The vectors of all passages."""
        return self.engine.vectors

    @property
    def sentences(self) -> Sentences:
        """The vectors of all sentences."""
        return self.engine.sentences

    @property
    def encoder(self) -> Encoder:
        """The embedding model that the vectors were made with.

        Raises: IndexStale when it is another one; ModelError.
        """
        return self._opened.encoder

    @property
    def reader(self) -> Reader | None:
        """The reader that belongs to the embedding model; not every model has one.

        Raises: as `encoder`.
        """
        return self.encoder.reader


def _no_such_letters(unknown: Sequence[str], known: Sequence[str]) -> QuestionError:
    asked = f"Onbekende brief: {_some(unknown)}." if unknown else "Er is geen brief gekozen."
    return QuestionError(f"{asked} Kies uit: {_some(known)}.")


def _some(ids: Sequence[str]) -> str:
    rest = len(ids) - _MOST_NAMED
    return ", ".join(ids[:_MOST_NAMED]) + (f" en nog {rest}" if rest > 0 else "")


def _open_files(folder: Path, manifest: Manifest, _: PassageStore) -> Engine:
    from qa.store.files import FileEngine

    if manifest.collection:
        raise IndexStale(
            f"{folder}: deze index zoekt in Milvus ({manifest.collection}); zet QA_ENGINE=milvus en"
            " QA_MILVUS_URI, of bouw opnieuw met «qa build»."
        )
    return FileEngine(folder)


def _load_default_encoder() -> Encoder:
    from qa.model.encode import open_encoder
    from qa.model.obtain import DEFAULT_CACHE, obtain

    return open_encoder(obtain("", DEFAULT_CACHE, lambda _: None))
