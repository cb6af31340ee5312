"""Corpus → index: reads every letter, writes a new index next to the old one, swaps it in.

Everything is written to a folder of its own, the manifest last; then the symbolic link `current` is
replaced in one step. A build that is refused or killed half-way leaves the old index answering.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qa.corpus import LARGEST_LETTER, letter_in, read_bytes
from qa.dutch.text import sentences as sentences_of
from qa.errors import LetterError, StorageError, reason
from qa.letter.abbreviations import abbreviations
from qa.letter.concepts import lexicon_of, named
from qa.letter.extract import extract
from qa.letter.parse import parse
from qa.letter.read import read
from qa.letter.references import find
from qa.letter.refined import NAME, Refined, read_concepts
from qa.letter.source import NAME as SAID
from qa.letter.source import given, source_of
from qa.letter.split import split
from qa.letter.tables import read_headers
from qa.store import dense, facts, lexical, lexicon, manifest, passages, references, sentences
from qa.store.index import (
    CURRENT,
    FACTS,
    LEXICAL,
    LEXICON,
    PASSAGES,
    REFERENCES,
    SENTENCE_STARTS,
    SENTENCES,
    VECTORS,
)
from qa.store.manifest import FORMAT, Manifest
from qa.types import Fact, Kind, Letter, Lexicon, Passage, Span, holding

if TYPE_CHECKING:
    from qa.model.encode import Encoder

WARNING: Final = "Let op: "
_BUILDS = "builds"
_HALF: Final = "new-"  # how a folder is called while it is being built
STORES = (
    FACTS,
    LEXICON,
    PASSAGES,
    REFERENCES,
    VECTORS,
    SENTENCES,
    SENTENCE_STARTS,
    f"{LEXICAL}/{lexical.ABOUT}",
    *(f"{LEXICAL}/{name}.npy" for name in lexical.NAMES),
)


def build(
    corpus: Path,
    index: Path,
    encoder: Encoder,
    report: Callable[[str], None] = lambda _: None,
    before_use: Callable[[Path], None] = lambda _: None,
) -> Manifest:
    """Build the index of a whole corpus and put it into use.

    `before_use` gets the finished build; what it raises refuses that. What is reported and begins
    with `WARNING` stays true after the build.

    Raises: LetterError, naming the letter and the place; StorageError. The old index then stays in
    use.
    """
    hashes = check(corpus, index)
    report(f"{len(hashes)} brief lezen" if len(hashes) == 1 else f"{len(hashes)} brieven lezen")
    letters = tuple(load(corpus / name) for name in hashes)
    refined = tuple(refinements(corpus / name) for name in hashes)
    for letter in letters:
        for warning in letter.warnings:
            report(f"{WARNING}{letter.source.letter_id}, {warning}")
    with _told(index), _only_builder(index):
        try:
            folder = Path(tempfile.mkdtemp(prefix=_HALF, dir=index / _BUILDS))
            made = _write_stores(folder, letters, refined, hashes, encoder, report)
            id = manifest.write(made, folder)
            before_use(folder)
            _swap_in(index, folder, id)
        except BaseException:
            # By what they are called: an interrupt may come between making a folder and naming it.
            for half in (index / _BUILDS).glob(f"{_HALF}*"):
                shutil.rmtree(half, ignore_errors=True)
            raise
    return made


def check(corpus: Path, index: Path) -> dict[str, str]:
    """Return the hash of every letter; refuse at once what could not be built, or not be put there.

    Raises: LetterError, StorageError.
    """
    with _told(index):
        link = index / CURRENT
        if os.path.lexists(link) and not link.is_symlink():
            raise StorageError(
                f"{link}: hier hoort een koppeling naar de index in gebruik, maar er staat iets"
                " anders; verplaats dat, en bouw dan opnieuw."
            )
    hashes = manifest.corpus_hashes(corpus)
    if not hashes:
        raise LetterError(
            f"{corpus}: geen brieven; zie corpus/README.md voor hoe u er een toevoegt."
        )
    with _told(index):
        (index / _BUILDS).mkdir(parents=True, exist_ok=True)
    return hashes


def load(folder: Path) -> Letter:
    """Read and resolve one letter of the corpus.

    Raises: LetterError, naming the letter and the place.
    """
    try:
        path = letter_in(folder)
        data = read_bytes(path, LARGEST_LETTER)
        received = read(data, path.name)
        said = given(folder / SAID)
        source = source_of(folder.name, received.front, said, sha256(data).hexdigest())
        return parse(received, source, read_headers(folder / "tables.toml"))
    except LetterError as error:
        raise LetterError(f"{folder.name}: {error}") from error


def refinements(folder: Path) -> Refined:
    """Read what a person wrote of the words of a letter, if anybody did.

    Raises: LetterError, naming the letter and the place.
    """
    try:
        return read_concepts(folder / NAME)
    except LetterError as error:
        raise LetterError(f"{folder.name}: {error}") from error


def embedded_text(passage: Passage, carrier: str = "") -> str:
    """Return what is embedded for a passage: the heading above it and its text.

    A note comes with the sentence that carries it: "Kamerstuk 33 799, nr. 15" alone says little. Of
    a table only the heading is: its rows are facts, and never shown as a passage.
    All headings instead of the nearest found no more (tests/gate/README.md).
    """
    above = passage.path[:-1] if passage.kind is Kind.FOOTNOTE else passage.path
    text = () if passage.kind is Kind.TABLE else (f"{carrier} {passage.text}".strip(),)
    return "\n".join((*above[-1:], *text))


def _write_stores(
    folder: Path,
    letters: tuple[Letter, ...],
    refined: tuple[Refined, ...],
    hashes: dict[str, str],
    encoder: Encoder,
    report: Callable[[str], None],
) -> Manifest:
    all_passages = [passage for letter in letters for passage in split(letter)]
    carriers = {
        letter.note_id(note): note.sentence.of(letter.text)
        for letter in letters
        for note in letter.footnotes
    }
    lexicons: dict[str, Lexicon] = {}
    all_facts: list[tuple[Fact, str]] = []
    for letter, entries in zip(letters, refined, strict=True):
        own = list(facts_of(letter))
        id = letter.source.letter_id
        lexicons[id] = lexicon_of(letter, [fact for fact, _ in own], entries)
        all_facts += [(named(fact, lexicons[id]), around) for fact, around in own]
    lexicon.write(lexicons, folder / LEXICON)
    passages.write(letters, all_passages, folder / PASSAGES)
    references.write((each for letter in letters for each in find(letter)), folder / REFERENCES)
    facts.write(all_facts, folder / FACTS)
    short = abbreviations(letter.text for letter in letters)
    lexical.write(all_passages, short, folder / LEXICAL)
    report(f"{len(all_passages)} passages omzetten in vectoren")
    texts = [embedded_text(passage, carriers.get(passage.id, "")) for passage in all_passages]
    _write_vectors(folder, all_passages, texts, encoder)
    return Manifest(
        format=FORMAT,
        model=encoder.model_id,
        dimension=encoder.dimension,
        passages=len(all_passages),
        facts=len(all_facts),
        letters=hashes,
        files={name: manifest.hash_file(folder / name) for name in STORES},
    )


def _write_vectors(folder: Path, cut: list[Passage], texts: list[str], encoder: Encoder) -> None:
    """Embed passages, and their sentences once more by themselves; tables are facts, not prose."""
    parts = [
        ()
        if passage.kind is Kind.TABLE
        else tuple(span.of(passage.text) for span in sentences_of(passage.text))
        for passage in cut
    ]
    # All at once: texts of one length are embedded together.
    vectors = encoder.encode_passages([*texts, *(part for each in parts for part in each)])
    dense.write(vectors[: len(texts)], folder / VECTORS)
    counts = [len(each) for each in parts]
    sentences.write(vectors[len(texts) :], counts, folder / SENTENCES, folder / SENTENCE_STARTS)


def facts_of(letter: Letter) -> Iterator[tuple[Fact, str]]:
    """Yield each fact with its surroundings: its passage, and for a note the one it belongs to."""
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
        if home.span not in around:
            text = (*home.path, home.text, carriers.get(home.span, ""))
            around[home.span] = "" if home.kind is Kind.TABLE else " ".join(text)
        yield fact, around[home.span]


@contextmanager
def _told(index: Path) -> Iterator[None]:
    """Tell a full or forbidden disk in words.

    Raises: StorageError.
    """
    try:
        yield
    except OSError as error:
        # Where a disk is full, numpy gives no number of an error.
        why = reason(error) if error.errno else "niet alles kon worden geschreven"
        raise StorageError(
            f"{index}: de index is niet te schrijven ({why}); zorg daar voor ruimte en"
            " schrijfrecht, of kies een andere map met --index of QA_INDEX."
        ) from error


@contextmanager
def _only_builder(index: Path) -> Iterator[None]:
    """Hold the build lock: a second build waits for the first and then replaces it."""
    with (index / _BUILDS / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _swap_in(index: Path, folder: Path, id: str) -> None:
    """Name the finished folder after its manifest, point `current` at it, drop the builds before.

    The build that was in use until now is kept: a process that has just resolved `current` may
    still be opening its files.
    """
    builds = index / _BUILDS
    link = index / CURRENT
    before = link.resolve().name if link.exists() else ""
    folder.chmod(0o755)
    final = builds / folder.name.replace(_HALF, f"{id[:12]}-", 1)
    replacement = builds / ".current"
    replacement.unlink(missing_ok=True)
    replacement.symlink_to(Path(_BUILDS) / final.name)  # all that takes room, before the folder
    folder.rename(final)
    os.replace(replacement, link)
    for old in builds.iterdir():
        if old.is_dir() and old.name not in (final.name, before):
            shutil.rmtree(old, ignore_errors=True)
