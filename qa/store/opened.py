"""A finished build that was opened: its files, what is looked in, and whether it is still sound.

In: a build folder and its manifest. Out: what an `Index` asks, of all letters or of some.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import IndexDamaged, IndexStale
from qa.store import lexicon as lexicons
from qa.store import manifest as manifests
from qa.store.facts import FactStore
from qa.store.manifest import Manifest
from qa.store.passages import PassageStore
from qa.store.references import ReferenceStore

if TYPE_CHECKING:
    from qa.model.encode import Encoder
    from qa.store.engine import Engine
    from qa.types import Lexicon

FACTS, PASSAGES = "facts.sqlite", "passages.sqlite"
LEXICON, REFERENCES = "lexicon.json", "references.sqlite"

# Opens the engine that a build is searched by; it may connect to it later.
Connect = Callable[[Path, Manifest, PassageStore], "Engine"]


class Opened:
    """A finished build that was opened: what its manifest says, its model, and whether it is sound.

    All that is asked of the build, or of some of its letters, shares it.
    """

    def __init__(
        self, folder: Path, manifest: Manifest, load_encoder: Callable[[], Encoder]
    ) -> None:
        self.folder, self.manifest = folder, manifest
        self._load_encoder = load_encoder
        # Taken before the files are checked: what is altered later differs.
        self._stamp = manifests.stamp(manifest, folder)
        self._is_altered = False

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

    def check(self) -> None:
        """Check by size and time of change that all files are those that were opened.

        One that was removed goes on existing for who holds it open.

        Raises: IndexDamaged, ever after too: what was read of an altered file may be remembered.
        """
        now = manifests.stamp(self.manifest, self.folder)
        if now != self._stamp and any(
            changed not in (None, then) for changed, then in zip(now, self._stamp, strict=True)
        ):
            self._is_altered = True
        if self._is_altered:
            raise IndexDamaged(f"{self.folder}: veranderd tijdens gebruik; bouw opnieuw.")


@dataclass(frozen=True, slots=True)
class Stores:
    """What is looked in: for all letters of a build, or for some."""

    facts: FactStore
    passages: PassageStore
    references: ReferenceStore
    lexicons: Mapping[str, Lexicon]  # what each letter speaks of
    engine: Engine

    @classmethod
    def open(cls, folder: Path, manifest: Manifest, connect: Connect) -> Stores:
        """Open those of a build.

        Raises: IndexDamaged.
        """
        passages = PassageStore.open(folder / PASSAGES)
        if len(passages) != manifest.passages:
            raise IndexDamaged(f"{folder}: het aantal passages klopt niet met het manifest.")
        return cls(
            FactStore.open(folder / FACTS),
            passages,
            ReferenceStore.open(folder / REFERENCES),
            lexicons.read(folder / LEXICON),
            connect(folder, manifest, passages),
        )

    def within(self, letters: tuple[str, ...]) -> Stores:
        """Return what these see of some letters."""
        passages = self.passages.within(letters)
        return Stores(
            self.facts.within(letters),
            passages,
            self.references.within(letters),
            {letter: self.lexicons[letter] for letter in letters},
            self.engine.within(letters, passages.rows),
        )
