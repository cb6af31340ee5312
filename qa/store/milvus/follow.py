"""A node takes over the build that the alias names: its files into the node's own index folder.

In: an index folder, and where Milvus is. Out: the link `current` to a build whose files are whole
and whose collection is there. The rest is as with files: who serves sees another build, opens it
beside the old one, and changes between two questions. What is not whole is refused, and the old
build stays in use: it is searched by the name of its collection, not by the alias.
"""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from qa.errors import EngineUnavailable, IndexDamaged, IndexUnusable
from qa.store import manifest as manifests
from qa.store.index import Index
from qa.store.manifest import Manifest
from qa.store.milvus.client import Address
from qa.store.milvus.collections import Collections
from qa.store.milvus.search import MilvusEngine
from qa.store.milvus.shelf import FolderShelf, MilvusShelf, Shelf
from qa.store.opened import PASSAGES, Connect
from qa.store.passages import PassageStore
from qa.store.swap import BUILDS, HALF, dropping_half, only_builder, swap_in, told


def follow(index: Path, address: Address, shelf: Path | None) -> str:
    """Have the build that the alias names in use here; return the name of its collection.

    Raises: EngineUnavailable, IndexUnusable, StorageError.
    """
    collections = _collections(address)
    name = collections.in_use()
    if not name:
        raise EngineUnavailable(
            f"{address.uri}: de alias {address.alias} bestaat niet; bouw eerst met «qa build»."
        )
    if name != here(index):
        _take_over(name, index, address, shelf_of(collections, shelf))
    return name


def here(index: Path) -> str:
    """Return which collection the build in use here is searched in; "" for files, and for none."""
    try:
        return manifests.decode(Index.current(index))[0].collection
    except IndexUnusable:
        return ""


def shelf_of(collections: Collections, folder: Path | None) -> Shelf:
    """Return where the files of builds lie."""
    return FolderShelf(folder) if folder else MilvusShelf(collections)


_collections = lru_cache(maxsize=1)(Collections)  # a node asks each second: one connection


def connector(address: Address, *, forks: bool = False) -> Connect:
    """Return what opens the engine of a build."""

    def connect(folder: Path, manifest: Manifest, passages: PassageStore) -> MilvusEngine:
        return MilvusEngine(address, folder, manifest, passages, forks=forks)

    return connect


def _take_over(name: str, index: Path, address: Address, shelf: Shelf) -> None:
    with told(index):
        (index / BUILDS).mkdir(parents=True, exist_ok=True)
        with only_builder(index), dropping_half(index):
            folder = Path(tempfile.mkdtemp(prefix=HALF, dir=index / BUILDS))
            shelf.get(name, folder)
            found, id = manifests.read(folder)
            if found.collection != name:
                raise IndexDamaged(f"{name}: de bestanden zijn die van {found.collection!r}.")
            _check_collection(address, folder, found)
            swap_in(index, folder, id)


def _check_collection(address: Address, folder: Path, found: Manifest) -> None:
    """Refuse a build whose collection is not whole.

    Raises: EngineUnavailable.
    """
    passages = PassageStore.open(folder / PASSAGES)
    engine = MilvusEngine(address, folder, found, passages)
    try:
        engine.client.do(lambda _: None)  # connecting checks it
    finally:
        engine.client.close()
        passages.close()
