"""Our own letters → as many as are asked for, each varied by script; and vectors for what they say.

In: how many letters. Out: a corpus of them. The first ones are as they were written (six with
tables, the others of tests/reader); each of the others is one of those with other numbers, names,
years and wording. A varied text gets the vector of the text that it was made of, moved a little:
to embed a thousand letters takes hours, and is measured on the first ones (`Growing`).
"""

from __future__ import annotations

import hashlib
import json
import pickle
import random
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from qa.model.encode import Encoder
from qa.model.reader import Reader
from tests.letters.scoring import LETTERS, NAMES
from tests.reader.corpus import written
from tests.reader.data import HERE

JOINED: Final = 24  # letters beside the six with tables, each made of
_PARTS: Final = 6  # short ones of tests/reader
_START: Final = "Preview document"  # what stands above it is the page's, not the letter's
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER: Final = re.compile(r"(?<![\w.,:/-])(?<!\n)\d{2,}(?:[.\u00a0 ]\d{3})*(?:,\d+)?(?![\w/-])")
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"\b[^\W\d_]{3,}\b")
_ALIKE: Final = (
    "Amsterdam Rotterdam Utrecht Eindhoven Tilburg Groningen Almere Breda Nijmegen Apeldoorn",
    "Haarlem Arnhem Enschede Amersfoort Zaanstad Zwolle Leiden Dordrecht Zoetermeer Ede",
    "daarnaast verder tevens bovendien",
    "circa ongeveer",
    "inmiddels ondertussen intussen",
    "voldoende genoeg",
    "momenteel thans nu",
    "belangrijk wezenlijk",
    "stijging toename groei",
    "daling afname",
)
_GROUPS: Final = {word: group.split() for group in _ALIKE for word in group.split()}
_NEAR: Final = 0.98  # cosine of a varied text to what it was made of


def base_letters() -> list[str]:
    """Return the pages of the letters that all others are made of, each under the id `kst-1-1`."""
    pages = []
    for name in NAMES:
        dossier, number = name.removeprefix("kst-").split("-")
        page = (LETTERS / name / "letter.txt").read_text("utf-8")
        pages.append(page.replace(name, "kst-1-1").replace(f"{dossier} -{number}", "1 -1"))
    return pages + [written("kst-1-1", _joined(rows)) for rows in _rows()]


def base_names() -> list[str]:
    """Return how tests/reader calls the letters that are in them."""
    return [row["letter"] for rows in _rows() for row in rows]


def _rows() -> list[list[dict[str, Any]]]:
    lines = (HERE / "letters.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines[: JOINED * _PARTS]]
    return [rows[start : start + _PARTS] for start in range(0, len(rows), _PARTS)]


def _joined(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return several short letters as one, each under its own name."""
    headings = [
        each or row["letter"] * (not at) for row in rows for at, each in enumerate(row["headings"])
    ]
    paragraphs = [each for row in rows for each in row["paragraphs"]]
    return {**rows[0], "headings": headings, "paragraphs": paragraphs}


def write_letter(corpus: Path, number: int, bases: Sequence[str]) -> None:
    """Write the letter of a number; the same number gives the same letter."""
    id = f"kst-{40_000 + number}-1"
    text = bases[number % len(bases)]
    if number >= len(bases):
        text = _varied(text, random.Random(number))
    folder = corpus / id
    folder.mkdir(parents=True)
    page = text.replace("kst-1-1", id).replace("1 -1", f"{40_000 + number} -1")
    (folder / "letter.txt").write_text(page, "utf-8")


def _varied(page: str, rng: random.Random) -> str:
    front, mark, letter = page.partition(_START)
    earlier = rng.randrange(8)

    def year(found: re.Match[str]) -> str:
        return str(int(found[0]) - earlier)

    def number(found: re.Match[str]) -> str:
        if _YEAR.fullmatch(found[0]):
            return found[0]
        first, rest = found[0][0], found[0][1:]
        return first + _DIGIT.sub(lambda _: str(rng.randrange(10)), rest)

    turned = {word: rng.choice(group) for word, group in _GROUPS.items()}
    letter = _NUMBER.sub(number, letter)
    letter = _WORD.sub(lambda found: turned.get(found[0], found[0]), letter)
    shifted = _YEAR.sub(year, letter)
    dated = re.sub(r"(?<=datum: )\d{4}", year, front)
    return dated + mark + shifted


def skeleton(text: str) -> str:
    """Return what a text shares with all that are made of the same one."""
    bare = _DIGIT.sub("0", text)
    return _WORD.sub(lambda found: _GROUPS.get(found[0], [found[0]])[0], bare)


class Growing:
    """The real model for what the first letters say; the others' vectors lie beside those.

    `embedded` and `seconds` are how many texts it really embedded, in how much processor time;
    `queries` how many questions, and `model` is what those and the reader took (clock, processor).
    """

    def __init__(self, encoder: Encoder, kept: Path) -> None:
        self.model_id = encoder.model_id
        self.reader = _Timed(encoder.reader, self) if encoder.reader else None
        self.model = [0.0, 0.0]
        self._encoder, self._kept = encoder, kept
        self._known: dict[str, NDArray[np.float32]] = {}
        if kept.exists():
            self._known = pickle.loads(kept.read_bytes())
        self.embedded, self.seconds, self.queries = 0, 0.0, 0

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return self._encoder.dimension

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Embed a question. Shape: (dim,), float32, normalised."""
        self.queries += 1
        with self.timed():
            return self._encoder.encode_query(text)

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Count what is done within as the model's time."""
        began = perf_counter(), process_time()
        yield
        self.model[0] += perf_counter() - began[0]
        self.model[1] += process_time() - began[1]

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a vector for each text. Shape: (n, dim), float32, each row normalised."""
        bare = [skeleton(text) for text in texts]
        new = {b: text for b, text in zip(bare, texts, strict=True) if b not in self._known}
        if new:
            began = process_time()
            vectors = self._encoder.encode_passages(list(new.values()))
            self.seconds += process_time() - began
            self.embedded += len(new)
            self._known.update(zip(new, vectors, strict=True))
            self._kept.write_bytes(pickle.dumps(self._known))
        found = [self._moved(self._known[b], text) for b, text in zip(bare, texts, strict=True)]
        return np.array(found, np.float32).reshape(-1, self.dimension)

    def _moved(self, vector: NDArray[np.float32], text: str) -> NDArray[np.float32]:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
        noise = np.random.default_rng(seed).standard_normal(len(vector), np.float32)
        noise -= vector * (noise @ vector)
        noise /= np.linalg.norm(noise)
        moved = _NEAR * vector + np.sqrt(1 - _NEAR**2) * noise
        return np.asarray(moved / np.linalg.norm(moved), np.float32)


class _Timed(Reader):
    """The real reader, whose time is counted as the model's."""

    def __init__(self, reader: Reader, whose: Growing) -> None:
        self._reader, self._whose = reader, whose

    def read(self, question: str, heading: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        with self._whose.timed():
            return self._reader.read(question, heading, sentences)
