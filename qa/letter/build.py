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
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import LetterError
from qa.letter.extract import extract
from qa.letter.parse import parse
from qa.letter.read import read
from qa.letter.split import split
from qa.letter.tables import read_headers
from qa.store import dense, facts, lexical, manifest, passages
from qa.store.index import CURRENT, FACTS, LEXICAL, PASSAGES, VECTORS
from qa.store.manifest import FORMAT, Manifest
from qa.types import Fact, Kind, Letter, Passage

if TYPE_CHECKING:
    from qa.store.encode import Encoder

_BUILDS = "builds"
_STORES = (FACTS, PASSAGES, LEXICAL, VECTORS)


def build(
    corpus: Path, index: Path, encoder: Encoder, report: Callable[[str], None] = lambda _: None
) -> Manifest:
    """Build the index of a whole corpus and put it into use.

    Raises: LetterError, naming the letter and the place; the old index then stays in use.
    """
    hashes = _hashes(corpus)
    report(f"{len(hashes)} brief lezen" if len(hashes) == 1 else f"{len(hashes)} brieven lezen")
    letters = tuple(load(corpus / name) for name in hashes)
    with _only_builder(index):
        folder = Path(tempfile.mkdtemp(prefix="new-", dir=index / _BUILDS))
        try:
            made = _write_stores(folder, letters, hashes, encoder, report)
            id = manifest.write(made, folder)
            _swap_in(index, folder, id)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return made


def load(folder: Path) -> Letter:
    """Read and resolve one letter of the corpus.

    Raises: LetterError, naming the letter and the place.
    """
    try:
        letter = parse(read(folder / "letter.txt"), read_headers(folder / "tables.toml"))
    except LetterError as error:
        raise LetterError(f"{folder.name}: {error}") from error
    if letter.source.letter_id != folder.name:
        raise LetterError(
            f"{folder.name}: de brief noemt zichzelf {letter.source.letter_id};"
            " geef de map die naam."
        )
    return letter


def embedded_text(passage: Passage) -> str:
    """Return what is embedded for a passage: its headings and its text."""
    return f"{' > '.join(passage.path)}\n{passage.text}"


def _hashes(corpus: Path) -> dict[str, str]:
    if not corpus.is_dir():
        raise LetterError(f"{corpus}: geen map met brieven; wijs hem aan met QA_CORPUS.")
    hashes = manifest.corpus_hashes(corpus)
    if not hashes:
        raise LetterError(
            f"{corpus}: geen brieven; zie corpus/README.md voor hoe u er een toevoegt."
        )
    return hashes


def _write_stores(
    folder: Path,
    letters: tuple[Letter, ...],
    hashes: dict[str, str],
    encoder: Encoder,
    report: Callable[[str], None],
) -> Manifest:
    all_passages = [passage for letter in letters for passage in split(letter)]
    all_facts = [pair for letter in letters for pair in _facts(letter)]
    passages.write(letters, all_passages, folder / PASSAGES)
    facts.write(all_facts, folder / FACTS)
    lexical.write(all_passages, folder / LEXICAL)
    report(f"{len(all_passages)} passages omzetten in vectoren")
    vectors = encoder.encode_passages([embedded_text(passage) for passage in all_passages])
    dense.write(vectors, folder / VECTORS)
    return Manifest(
        format=FORMAT,
        model=encoder.model_id,
        dimension=encoder.dimension,
        passages=len(all_passages),
        facts=len(all_facts),
        letters=hashes,
        files={name: manifest.hash_file(folder / name) for name in _STORES},
    )


def _facts(letter: Letter) -> Iterator[tuple[Fact, str]]:
    """Yield each fact with its surroundings: its passage, and for a note the one it belongs to."""
    cut = split(letter)
    carriers = {
        note.span: next(passage.text for passage in cut if note.sentence in passage.span)
        for note in letter.footnotes
        if any(note.sentence in passage.span for passage in cut)
    }
    for fact in extract(letter):
        home = next(passage for passage in cut if fact.span in passage.span)
        around = (*home.path, home.text, carriers.get(home.span, ""))
        yield fact, "" if home.kind is Kind.TABLE else " ".join(around)


@contextmanager
def _only_builder(index: Path) -> Iterator[None]:
    """Hold the build lock: a second build waits for the first and then replaces it."""
    (index / _BUILDS).mkdir(parents=True, exist_ok=True)
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
    final = folder.rename(builds / folder.name.replace("new", id[:12], 1))
    replacement = builds / ".current"
    replacement.unlink(missing_ok=True)
    replacement.symlink_to(Path(_BUILDS) / final.name)
    os.replace(replacement, link)
    for old in builds.iterdir():
        if old.is_dir() and old.name not in (final.name, before):
            shutil.rmtree(old, ignore_errors=True)
