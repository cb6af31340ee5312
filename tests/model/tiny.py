"""A model of some hundred kilobytes in the file layout of the default one, with made-up weights."""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path
from typing import Any

import numpy as np

from qa.model import bert, files, weights

ARCHITECTURE = bert.Architecture(
    hidden=32,
    layers=1,
    heads=2,
    feed_forward=64,
    vocabulary=40,
    positions=16,
    token_types=2,
    epsilon=float(np.float32(1e-12)),
)
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyz", "▁de", "<mask>"]
NORMALISATION = {"\n": " ", "\x01": "", "ﬁ": "fi"}


def weights_file(block: int = 32, special: tuple[int, ...] = (0, 2, 1, 3)) -> bytes:
    """Return a whole file: vectors in float32, matrices in 4 bits."""
    sizes = [getattr(ARCHITECTURE, name) for name in ARCHITECTURE.__slots__]
    pieces = [piece.encode() for piece in PIECES]
    bounds = np.cumsum([0, *map(len, pieces)])
    table = b"".join(
        struct.pack(f"<IB{len(to)}I", ord(of), len(to), *map(ord, to))
        for of, to in NORMALISATION.items()
    )
    head = [
        struct.pack("<4sI7ifi", b"E5S1", 1, *sizes, block),
        struct.pack("<5iQ", len(pieces), *special, bounds[-1]),
        bounds.astype("<u4").tobytes(),
        (-1.0 - np.arange(len(pieces))).astype("<f4").tobytes(),
        b"".join(pieces),
        struct.pack("<iI", len(NORMALISATION), len(table)) + table,
    ]
    return _with_tensors(b"".join(head))


def _with_tensors(head: bytes) -> bytes:
    random = np.random.default_rng(20221115)
    shapes = ARCHITECTURE.shapes()
    blobs = {name: _blob(name, shape, random) for name, shape in shapes.items()}
    offset = len(head) + 4 + sum(2 + len(name) + 21 for name in shapes)
    entries = [struct.pack("<i", len(shapes))]
    for name, shape in shapes.items():
        kind = int(len(shape) == 2)
        entry = (kind, math.prod(shape), offset, len(blobs[name]))
        entries.append(struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", *entry))
        offset += len(blobs[name])
    return b"".join([head, *entries, *blobs.values()])


def _blob(name: str, shape: tuple[int, ...], random: np.random.Generator) -> bytes:
    if len(shape) == 1:
        return np.full(shape, float(name.endswith("ln.w")), "<f4").tobytes()
    block = struct.pack("<e", 0.125)
    return b"".join(block + random.bytes(16) for _ in range(math.prod(shape) // 32))


def model_folder(folder: Path, pooling: str = "mean") -> Path:
    """Write the tiny model as a sentence-transformers folder, and return the folder."""
    folder.mkdir(parents=True)
    files.write(weights.parse(weights_file()), folder)
    settings: dict[str, Any] = {"embedding_dimension": 32, "pooling_mode": pooling}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(settings), "utf-8")
    return folder
