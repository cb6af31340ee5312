"""A file of a letter → a folder of its own in the corpus.

In: the bytes of a file in any format that is read, and what a person says of the letter. Out: the
folder `corpus/<id>/` with the file as received, and with `letter.toml` where something was said.
It is put there in one step, once it has been read whole. Refuses a letter that is there with other
content, and what cannot be read.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Final

from qa.corpus import LARGEST_LETTER, LETTER, letter_in, read_bytes
from qa.errors import LetterError, StorageError, UsageFault, reason
from qa.letter.build import load, resolve
from qa.letter.read import Format, format_of, read
from qa.letter.read.received import Front
from qa.letter.source import NAME, NoDate, combined, id_of
from qa.types import Letter

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,79}")
_WORD: Final = re.compile(r"[a-z0-9]+")
_LONGEST_SLUG: Final = 40  # characters
_REMOVED: Final = ".verwijderd"  # hidden: nothing in it is a letter of the corpus


@dataclass(frozen=True, slots=True)
class Added:
    """A letter of the corpus; `is_new` is false where the same file was there already."""

    letter: Letter
    format: Format
    is_new: bool


def add(data: bytes, name: str, said: Front, corpus: Path, letter_id: str = "") -> Added:
    """Put a letter into the corpus; `said` wins from what the file says, `letter_id` too.

    Raises: LetterError, NoDate, UsageFault, StorageError.
    """
    received = read(data, name)
    front = combined(received.front, said)
    if front.date is None:
        raise NoDate(f"{name}: nergens staat van welke dag de brief is.")
    letter_id = letter_id or id_of(front) or _own_id(front, data)
    if not _ID.fullmatch(letter_id):
        raise UsageFault(
            f"«{letter_id[:80]}» kan geen id zijn: dat bestaat uit 2 tot 80 letters, cijfers en"
            " streepjes, zoals kst-28684-720."
        )
    folder = corpus / letter_id
    if folder.exists():
        return Added(_the_same(folder, data), format_of(data), is_new=False)
    with _told(corpus):
        corpus.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".nieuw-", dir=corpus) as half:
            made = Path(half) / letter_id
            made.mkdir()
            (made / f"{LETTER}{format_of(data).suffix}").write_bytes(data)
            if any(getattr(said, field.name) for field in fields(Front)):
                (made / NAME).write_text("".join(_lines(said)), "utf-8")
            letter = resolve(made, data, received)
            made.chmod(0o755)
            made.rename(folder)
    return Added(letter, format_of(data), is_new=True)


def remove(letter_id: str, corpus: Path) -> Path:
    """Take a letter out of the corpus; return where its folder lies from now on.

    Raises: StorageError.
    """
    with _told(corpus):
        removed = corpus / _REMOVED
        removed.mkdir(exist_ok=True)
        target = removed / letter_id
        if target.exists():
            target = Path(tempfile.mkdtemp(prefix=f"{letter_id}-", dir=removed)) / letter_id
        shutil.move(corpus / letter_id, target)
    return target


def _the_same(folder: Path, data: bytes) -> Letter:
    """Return the letter that is there already.

    Raises: LetterError where its file is another one.
    """
    if read_bytes(letter_in(folder), LARGEST_LETTER) != data:
        raise LetterError(
            f"{folder.name} staat al in de map met brieven, met een ander bestand; haal die eerst"
            f" weg met «qa remove {folder.name}», of geef deze brief een eigen id met --id."
        )
    return load(folder)


def _own_id(front: Front, data: bytes) -> str:
    """Make an id for a letter without an official one: its day, and its number or title."""
    told = unicodedata.normalize("NFKD", front.number or front.title).casefold()
    slug = "-".join(_WORD.findall(told))[:_LONGEST_SLUG].strip("-")
    return f"brief-{front.date}-{slug or sha256(data).hexdigest()[:8]}"


def _lines(said: Front) -> Iterator[str]:
    """Yield the lines of letter.toml."""
    for field in fields(Front):
        if value := getattr(said, field.name):
            yield f"{field.name} = {value if field.name == 'date' else _quoted(value)}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # TOML but for DEL


@contextmanager
def _told(corpus: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{corpus}: hier is niets te schrijven ({reason(error)}); zorg daar voor ruimte en"
            " schrijfrecht, of kies een andere map met --corpus of QA_CORPUS."
        ) from error
