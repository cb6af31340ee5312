"""Corpus → index: reads every letter, writes a new index next to the old one, swaps it in.

Everything is written to a folder of its own, the manifest last; then the symbolic link `current` is
replaced in one step. A build that is refused or killed half-way leaves the old index answering.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qa.corpus import LARGEST_LETTER, letter_in, read_bytes
from qa.errors import LetterError, StorageError
from qa.letter.before import Before, before, program
from qa.letter.concepts import lexicon_of, named
from qa.letter.extract import extract
from qa.letter.parse import parse
from qa.letter.progress import Progress
from qa.letter.read import read
from qa.letter.read.received import Received
from qa.letter.references import find
from qa.letter.refined import NAME, Refined, read_concepts
from qa.letter.searched import InFiles, Searched, Written
from qa.letter.source import NAME as SAID
from qa.letter.source import given, source_of
from qa.letter.split import split
from qa.letter.tables import read_headers
from qa.store import facts, lexicon, manifest, passages, references
from qa.store.facts import FactWriter
from qa.store.index import CURRENT
from qa.store.kept import KeptVectors
from qa.store.manifest import FORMAT, Manifest
from qa.store.opened import FACTS, LEXICON, PASSAGES, REFERENCES
from qa.store.passages import PassageWriter
from qa.store.references import ReferenceWriter
from qa.store.swap import BUILDS, HALF, dropping_half, only_builder, swap_in, told
from qa.types import Fact, Kind, Letter, Span, holding

if TYPE_CHECKING:
    from qa.model.encode import Encoder

WARNING: Final = "Let op: "
VECTORS_KEPT: Final = "vectors"
READ: Final = (FACTS, LEXICON, PASSAGES, REFERENCES)  # of a build, whatever searches it
STORES: Final = (*READ, *InFiles.files)
_IN_FILES: Final = InFiles()
_GOES_ON: Final = re.compile(r"\s(?P<sentence>(?:Deze|Die|Dit|Dat)\s[^.\d]{1,300})\.")
_FAR: Final = 3000  # characters of its paragraph that a fact is kept with: two long passages


def build(
    corpus: Path,
    index: Path,
    encoder: Encoder,
    report: Callable[[str], None] = lambda _: None,
    before_use: Callable[[Path, Sequence[str]], None] = lambda _, __: None,
    whole: bool = False,
    searched: Searched = _IN_FILES,
) -> Manifest:
    """Build the index of a whole corpus and put it into use.

    What did not change is taken over from the build in use, and no text is embedded twice; the
    outcome is the same, byte for byte, as where `whole` has all of it made anew.

    `before_use` gets the finished build, and which letters were read for it; what it raises refuses
    that build. What is reported and begins with `WARNING` stays true after the build. `searched` is
    where the passages will be searched.

    Raises: LetterError, naming the letter and the place; StorageError; EngineUnavailable. The old
    index then stays in use.
    """
    hashes = check(corpus, index)
    with told(index), only_builder(index):
        kept = KeptVectors(index / VECTORS_KEPT, encoder.model_id, encoder.dimension)
        if whole:
            kept.keep_only(())
        with dropping_half(index):
            folder = Path(tempfile.mkdtemp(prefix=HALF, dir=index / BUILDS))
            usable = None if whole else before(index, encoder.model_id)
            new = New(folder, corpus, hashes, usable)
            made = _write_stores(new, hashes, kept, encoder, report, searched)
            id = manifest.write(made, folder)
            before_use(folder, new.fresh)
            searched.put_in_use(folder, made.collection)
            swap_in(index, folder, id)
        kept.keep_only(hashes)
    return made


def _write_stores(
    new: New,
    hashes: dict[str, str],
    kept: KeptVectors,
    encoder: Encoder,
    report: Callable[[str], None],
    searched: Searched,
) -> Manifest:
    held, stated = new.read(report)
    collection = searched.write(Written(new.folder, contents(hashes), kept, encoder, report))
    return Manifest(
        format=FORMAT,
        model=encoder.model_id,
        dimension=encoder.dimension,
        passages=held,
        facts=stated,
        letters=hashes,
        files={name: manifest.hash_file(new.folder / name) for name in (*READ, *searched.files)},
        program=program(),
        collection=collection,
    )


def contents(hashes: dict[str, str]) -> dict[str, str]:
    """Return for each letter a hash over all that decides what is embedded of it."""
    return {each: sha256(f"{program()} {hashes[each]}".encode()).hexdigest() for each in hashes}


def check(corpus: Path, index: Path) -> dict[str, str]:
    """Return the hash of every letter; refuse at once what could not be built, or not be put there.

    Raises: LetterError, StorageError.
    """
    with told(index):
        link = index / CURRENT
        if os.path.lexists(link) and not link.is_symlink():
            raise StorageError(
                f"{link}: hier hoort een koppeling naar de index in gebruik, maar er staat iets"
                " anders; verplaats dat, en bouw dan opnieuw."
            )
    hashes = manifest.corpus_hashes(corpus)
    if not hashes:
        raise LetterError(f"{corpus}: geen brieven; voeg er een toe met «qa add brief.docx».")
    with told(index):
        (index / BUILDS).mkdir(parents=True, exist_ok=True)
    return hashes


def load(folder: Path) -> Letter:
    """Read and resolve one letter of the corpus.

    Raises: LetterError, naming the letter and the place.
    """
    try:
        path = letter_in(folder)
        data = read_bytes(path, LARGEST_LETTER)
        return resolve(folder, data, read(data, path.name))
    except LetterError as error:
        raise LetterError(f"{folder.name}: {error}") from error


def resolve(folder: Path, data: bytes, received: Received) -> Letter:
    """Resolve a letter that was read, with what a person wrote beside it in its folder.

    Raises: LetterError.
    """
    said = given(folder / SAID)
    source = source_of(folder.name, received.front, said, sha256(data).hexdigest())
    return parse(received, source, read_headers(folder / "tables.toml"))


def refinements(folder: Path) -> Refined:
    """Read what a person wrote of the words of a letter, if anybody did.

    Raises: LetterError, naming the letter and the place.
    """
    try:
        return read_concepts(folder / NAME)
    except LetterError as error:
        raise LetterError(f"{folder.name}: {error}") from error


def facts_of(letter: Letter) -> Iterator[tuple[Fact, str]]:
    """Yield each fact with its surroundings: its headings, and its paragraph up to its sentence.

    A sentence leaves out what was said before it, never what is said after, unless the next one
    goes on about it: "Deze groep is klein." For a note, the passage that it belongs to was said
    before.
    """
    cut = split(letter)
    carriers = {
        note.span: passage.text
        for note in letter.footnotes
        if (passage := holding(cut, note.sentence))
    }
    around: dict[Span, str] = {}
    for fact in extract(letter):
        home = holding(cut, fact.span)
        assert home is not None  # passages are cut between sentences
        if fact.span not in around:
            paragraph = holding(letter.blocks, fact.span) or home
            said = Span(max(paragraph.span.start, fact.span.end - _FAR), fact.span.end)
            goes_on = _GOES_ON.match(letter.text, fact.span.end, paragraph.span.end)
            more = goes_on["sentence"] if goes_on else ""
            text = (*home.path, carriers.get(home.span, ""), said.of(letter.text), more)
            around[fact.span] = "" if home.kind is Kind.TABLE else " ".join(text)
        yield fact, around[fact.span]


class New:
    """A new build on its way: what of the one before is taken over, and which letters were read."""

    def __init__(
        self, folder: Path, corpus: Path, hashes: dict[str, str], before: Before | None
    ) -> None:
        self.folder = folder
        self._corpus, self._hashes, self._before = corpus, hashes, before
        self.fresh: list[str] = []
        self._lexicons: dict[str, lexicon.Raw] = {}

    def read(self, report: Callable[[str], None]) -> tuple[int, int]:
        """Write what all letters hold, one after the other; return how many passages and facts.

        Raises: LetterError, OSError.
        """
        taken = self._before
        known = {each for each in self._hashes if taken and taken.has(each, self._hashes[each])}
        many = len(self._hashes) - len(known)
        progress = Progress(many, "brief lezen" if many == 1 else "brieven lezen", report)
        old = taken.folder if taken else None
        with (
            passages.writing(self.folder / PASSAGES, old and old / PASSAGES) as cut,
            facts.writing(self.folder / FACTS, old and old / FACTS) as stated,
            references.writing(self.folder / REFERENCES, old and old / REFERENCES) as cited,
        ):
            for letter_id in self._hashes:
                if taken and letter_id in known:
                    cut.take_over(letter_id)
                    stated.take_over(letter_id)
                    cited.take_over(letter_id)
                    self._lexicons[letter_id] = taken.lexicons[letter_id]
                    continue
                self.fresh.append(letter_id)
                for warning in self._add(self._corpus / letter_id, cut, stated, cited):
                    report(f"{WARNING}{letter_id}, {warning}")
                progress.add(1)
        lexicon.write(self._lexicons, self.folder / LEXICON)
        return cut.rows, stated.rows

    def _add(
        self, folder: Path, cut: PassageWriter, stated: FactWriter, cited: ReferenceWriter
    ) -> tuple[str, ...]:
        letter, entries = load(folder), refinements(folder)
        own = list(facts_of(letter))
        words = lexicon_of(letter, [fact for fact, _ in own], entries)
        self._lexicons[folder.name] = lexicon.to_raw(words)
        cut.add(letter, split(letter))
        stated.add((named(fact, words), around) for fact, around in own)
        cited.add(find(letter))
        return letter.warnings
