"""Passages → a collection in Milvus, by one machine or by several that each do a share.

In: a corpus, and which share of it. Out: a collection that is whole, of which the name says what it
is made of: the same corpus, model and program give the same collection, wherever they run, so that
shares meet in it and one that was cut off goes on. A letter that is there already is passed over.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qa.dutch.text import analyse
from qa.errors import EngineUnavailable, LetterError
from qa.letter.abbreviations import abbreviations
from qa.letter.before import before, program
from qa.letter.build import VECTORS_KEPT, New, check, contents
from qa.letter.embed import embedded
from qa.letter.searched import Written
from qa.store.kept import KeptVectors, Vectors
from qa.store.manifest import FORMAT
from qa.store.milvus import counted
from qa.store.milvus.collections import Collections
from qa.store.milvus.counted import COUNTED
from qa.store.milvus.rows import MOST_SENTENCES, key_of_letter, to_row
from qa.store.milvus.shelf import Shelf
from qa.store.opened import PASSAGES
from qa.store.passages import PassageStore
from qa.store.swap import BUILDS, told
from qa.types import Passage

if TYPE_CHECKING:
    from qa.model.encode import Encoder

_LAYOUT: Final = 1  # raise it when rows are written in another way


class InMilvus:
    """A collection in Milvus, and on each node the words that there are.

    Of `shares` other processes each must have done its own; with none, what is missing is done.
    """

    files: Final = (
        f"{COUNTED}/{counted.ABOUT}",
        *(f"{COUNTED}/{name}.npy" for name in counted.NAMES),
    )

    def __init__(self, collections: Collections, shelf: Shelf, shares: int = 0) -> None:
        self._collections, self._shelf, self._shares = collections, shelf, shares

    def write(self, build: Written) -> str:
        """Write the words, and see that all passages are in the collection.

        Raises: EngineUnavailable, naming the share that is not done; LetterError.
        """
        store = PassageStore.open(build.folder / PASSAGES)
        short = abbreviations(map(store.text, build.letters))
        every = ((each, map(terms_of, store.of_letter(each))) for each in build.letters)
        counted.write(every, short, build.folder / COUNTED)
        name = name_of(self._collections.alias, build.letters, build.encoder)
        self._collections.create(name, build.encoder.dimension)
        if self._shares:
            _refuse_undone(self._collections, name, store, build.letters, self._shares)
        else:
            upload(self._collections, name, store, build)
        self._collections.finish(name, len(store))
        store.close()
        return name

    def put_in_use(self, folder: Path, collection: str) -> None:
        """Leave the files where nodes find them, then let the alias name the collection."""
        self._shelf.put(collection, folder)
        self._collections.use(collection)


def write_share(
    corpus: Path,
    index: Path,
    encoder: Encoder,
    collections: Collections,
    share: tuple[int, int],
    report: Callable[[str], None],
) -> tuple[str, int]:
    """Do one share of a corpus: number K of N; return the collection, and how many letters.

    Raises: LetterError, StorageError, EngineUnavailable.
    """
    hashes = check(corpus, index)
    name = name_of(collections.alias, contents(hashes), encoder)
    own = {each: hashes[each] for each in hashes if share_of(each, share[1]) == share[0]}
    kept = KeptVectors(index / VECTORS_KEPT, encoder.model_id, encoder.dimension)
    with told(index), tempfile.TemporaryDirectory(prefix="share-", dir=index / BUILDS) as scratch:
        folder = Path(scratch)
        New(folder, corpus, own, before(index, encoder.model_id)).read(report)
        store = PassageStore.open(folder / PASSAGES)
        collections.create(name, encoder.dimension)
        written = Written(folder, contents(own), kept, encoder, report)
        upload(collections, name, store, written)
        store.close()
    return name, len(own)


def share_of(letter_id: str, shares: int) -> int:
    """Return which share a letter is of, from 1: the same on every machine."""
    digest = sha256(letter_id.encode("utf-8", "surrogateescape")).digest()
    return int.from_bytes(digest[:8], "big") % shares + 1


def name_of(alias: str, letters: Mapping[str, str], encoder: Encoder) -> str:
    """Return the name of the collection of these letters, read by this program, by this model."""
    total = sha256(f"{_LAYOUT} {FORMAT} {program()} {encoder.model_id}".encode())
    for letter_id, of in sorted(letters.items()):
        total.update(f"{letter_id}\0{of}\n".encode("utf-8", "surrogateescape"))
    return f"{alias}_{total.hexdigest()[:16]}"


def upload(collections: Collections, name: str, store: PassageStore, build: Written) -> None:
    """Write the passages of all letters that are not there yet.

    Raises: EngineUnavailable, LetterError, OSError.
    """
    missing = set(_missing(collections, name, store, build.letters))
    letters = {each: of for each, of in build.letters.items() if each in missing}
    for letter_id, vectors in embedded(store, letters, build.kept, build.encoder, build.report):
        collections.write(name, list(_rows(store, letter_id, vectors)))


def terms_of(passage: Passage) -> tuple[str, ...]:
    """Return the terms that find a passage; a word of a heading counts as one of the text."""
    return analyse(" ".join((*passage.path, passage.text)))


def _rows(store: PassageStore, letter_id: str, vectors: Vectors) -> Iterator[dict[str, object]]:
    source = store.source(letter_id)
    assert source is not None
    day = int(source.date.strftime("%Y%m%d"))
    start = 0
    for offset, passage in enumerate(store.of_letter(letter_id)):
        many = int(vectors.counts[offset])
        if many > MOST_SENTENCES:
            raise LetterError(
                f"{letter_id}: een alinea van {many} zinnen ({passage.id}); Milvus neemt er"
                f" {MOST_SENTENCES}. Maak de alinea korter."
            )
        own = vectors.sentences[start : start + many]
        start += many
        yield to_row(passage, offset, day, terms_of(passage), vectors.passages[offset], own)


def _missing(
    collections: Collections, name: str, store: PassageStore, letters: Iterable[str]
) -> Iterator[str]:
    """Yield the letters of which not all passages are in a collection."""
    is_empty = not collections.count(name)
    for each in letters:
        if is_empty or collections.count(name, key_of_letter(each)) != store.count_of(each):
            yield each


def _refuse_undone(
    collections: Collections,
    name: str,
    store: PassageStore,
    letters: Iterable[str],
    shares: int,
) -> None:
    """Refuse to go on where a share is not done.

    Raises: EngineUnavailable, naming the first.
    """
    if collections.count(name) == len(store):
        return
    undone: dict[int, list[str]] = {}
    for each in _missing(collections, name, store, letters):
        undone.setdefault(share_of(each, shares), []).append(each)
    if undone:
        first = min(undone)
        many = len(undone[first])
        raise EngineUnavailable(
            f"deel {first} van {shares} is niet af: {many} van zijn brieven ontbreken, als eerste"
            f" {undone[first][0]}; start «qa build --deel {first}/{shares}» opnieuw."
        )
