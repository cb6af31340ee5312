"""Which engine an index is searched in, by the settings: what opens it, follows it, fills it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.settings import MILVUS, Settings

if TYPE_CHECKING:
    from qa.letter.searched import Searched
    from qa.store.milvus.client import Address
    from qa.store.opened import Connect


def connect_of(settings: Settings, *, forks: bool = False) -> Connect | None:
    """Return what opens the engine of a build; None where that is in files.

    With `forks` the process that opens it never connects itself: it will be forked.
    """
    if settings.engine != MILVUS:
        return None
    from qa.store.milvus.follow import connector

    return connector(address_of(settings), forks=forks)


def follow(settings: Settings) -> str:
    """Have the build in use here that Milvus names; return its collection, "" without Milvus.

    Raises: EngineUnavailable, IndexUnusable, StorageError.
    """
    if settings.engine != MILVUS:
        return ""
    from qa.store.milvus.follow import follow as follow_alias

    return follow_alias(settings.index, address_of(settings), settings.milvus_shelf)


def searched_by(settings: Settings, shares: int = 0) -> Searched:
    """Return what a build is searched with; of `shares` others each must have done its own."""
    from qa.letter.searched import InFiles

    if settings.engine != MILVUS:
        return InFiles()
    from qa.letter.sharded import InMilvus
    from qa.store.milvus.collections import Collections
    from qa.store.milvus.follow import shelf_of

    collections = Collections(building_at(settings))
    return InMilvus(collections, shelf_of(collections, settings.milvus_shelf), shares)


def address_of(settings: Settings) -> Address:
    """Return where Milvus is."""
    from qa.store.milvus.client import Address

    return Address(
        uri=settings.milvus_uri,
        token=settings.milvus_token,
        timeout=settings.milvus_timeout,
        alias=settings.milvus_alias,
    )


def building_at(settings: Settings) -> Address:
    """Return where Milvus is, for who builds: that takes longer than a question."""
    from qa.store.milvus.collections import BUILDING

    return replace(address_of(settings), timeout=BUILDING)
