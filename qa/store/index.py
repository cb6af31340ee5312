"""Open an index folder, check it against its manifest, hold its stores.

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
from qa.store.facts import FactStore
from qa.store.manifest import Manifest
from qa.store.passages import PassageStore
from qa.store.references import ReferenceStore

if TYPE_CHECKING:
    from qa.model.encode import Encoder
    from qa.model.reader import Reader
    from qa.store.engine import Engine, Sentences, Vectors, Words
    from qa.types import Passage

CURRENT = "current"
FACTS, PASSAGES = "facts.sqlite", "passages.sqlite"
LEXICON, REFERENCES = "lexicon.json", "references.sqlite"
_REMEMBERED = 64  # narrowed indexes, for the questions to come
_MOST_NAMED = 10  # letters in a message


# Opens the engine that a build is searched by; it may connect to it later.
Connect = Callable[[Path, Manifest, PassageStore], "Engine"]


class Index:
    """A finished index: facts, passages, references, and the two searches over passages."""

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        id: str,
        load_encoder: Callable[[], Encoder],
        stamp: manifests.Stamp,
        connect: Connect,
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self.id = id
        self._load_encoder = load_encoder
        self._stamp = stamp
        self.is_altered = False  # once seen by `check`
        self.facts = FactStore.open(folder / FACTS)
        self.passages = PassageStore.open(folder / PASSAGES)
        self.references = ReferenceStore.open(folder / REFERENCES)
        self.lexicons = lexicons.read(folder / LEXICON)  # what each letter speaks of
        self.engine = connect(folder, manifest, self.passages)
        self._narrowed = lru_cache(maxsize=_REMEMBERED)(self._narrow)
        if len(self.passages) != manifest.passages:
            raise IndexDamaged(f"{folder}: het aantal passages klopt niet met het manifest.")

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
        stamp = manifests.stamp(manifest, build)  # before the check: what is altered later differs
        manifests.check_files(manifest, build)
        if corpus is not None:
            manifests.check_fresh(manifest, corpus)
        opened = connect if manifest.collection and connect else _open_files
        return cls(build, manifest, id, load_encoder or _load_default_encoder, stamp, opened)

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
        """Check by size and time of change that all files are those that were opened.

        One that was removed goes on existing for who holds it open.

        Raises: IndexDamaged, ever after too: what was read of an altered file may be remembered.
        """
        now = manifests.stamp(self.manifest, self.folder)
        if now != self._stamp and any(
            changed not in (None, then) for changed, then in zip(now, self._stamp, strict=True)
        ):
            self.is_altered = True
        if self.is_altered:
            raise IndexDamaged(f"{self.folder}: veranderd tijdens gebruik; bouw opnieuw.")

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
        return _Narrowed(self, letters)

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

    @property
    def reader(self) -> Reader | None:
        """The reader that belongs to the embedding model; not every model has one.

        Raises: as `encoder`.
        """
        return self.encoder.reader


class _Narrowed(Index):
    """Some letters of an index, seen through the stores of the whole."""

    def __init__(self, whole: Index, letters: tuple[str, ...]) -> None:
        self.folder, self.manifest = whole.folder, whole.manifest
        self.id = hashlib.sha256("\0".join((whole.id, *letters)).encode()).hexdigest()
        self.facts = whole.facts.within(letters)
        self.passages = whole.passages.within(letters)
        self.references = whole.references.within(letters)
        self._whole = whole
        self._narrowed = whole._narrowed
        self.lexicons = {letter: whole.lexicons[letter] for letter in letters}
        self.engine = whole.engine.within(letters, self.passages.rows)

    @property
    def encoder(self) -> Encoder:
        return self._whole.encoder


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
