"""What a build is searched with: files of its own, or a collection of an engine elsewhere.

In: the passages of a new build, and what embeds them. Out: what its searches need, written where
they are done; and, where that is elsewhere, what makes all nodes use it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from qa.letter.abbreviations import abbreviations
from qa.letter.embed import write_vectors
from qa.store import lexical
from qa.store.files import LEXICAL, SENTENCE_STARTS, SENTENCES, VECTORS
from qa.store.kept import KeptVectors
from qa.store.opened import PASSAGES
from qa.store.passages import PassageStore

if TYPE_CHECKING:
    from qa.model.encode import Encoder


@dataclass(frozen=True, slots=True)
class Written:
    """A build on its way, its letters and passages written.

    `letters` says of each letter, in the order of the rows, what its vectors are to be of: a hash
    over all that decides it.
    """

    folder: Path
    letters: Mapping[str, str]
    kept: KeptVectors
    encoder: Encoder
    report: Callable[[str], None]


class Searched(Protocol):
    """Writes what a build is searched with; `files` are those that it adds to the build."""

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are added to the build."""

    def write(self, build: Written) -> str:
        """Write it; return the name of the collection that is searched, "" for files.

        Raises: EngineUnavailable, LetterError, OSError.
        """

    def put_in_use(self, folder: Path, collection: str) -> None:
        """Have all nodes use a build that is whole.

        Raises: EngineUnavailable, OSError.
        """


class InFiles:
    """Files of the build itself."""

    files: Final = (
        VECTORS,
        SENTENCES,
        SENTENCE_STARTS,
        f"{LEXICAL}/{lexical.ABOUT}",
        *(f"{LEXICAL}/{name}.npy" for name in lexical.NAMES),
    )

    def write(self, build: Written) -> str:
        """Write the index of the words, and the vectors."""
        store = PassageStore.open(build.folder / PASSAGES)
        short = abbreviations(map(store.text, build.letters))
        every = (each for letter_id in build.letters for each in store.of_letter(letter_id))
        lexical.write(every, short, build.folder / LEXICAL)
        store.close()
        write_vectors(build.folder, build.letters, build.kept, build.encoder, build.report)
        return ""

    def put_in_use(self, folder: Path, collection: str) -> None:
        """Do nothing: the link to the build is all that there is."""
