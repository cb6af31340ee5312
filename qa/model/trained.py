"""What training added to the default encoder: one shipped file → matrices in 8 bits, and the head.

In goes `reader.safetensors`; out come the layers above the encoder's own first ones, and the head
that scores sentences. `python -m tests.reader.train` makes it. A file that is missing, or is not
byte for byte the known one, is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa.model.shipped import known_bytes

FILE: Final = Path(__file__).with_name("reader.safetensors")
SHA256: Final = "d1212ded904915c192ddb503273cb346cd80e8708ae1bc97a5aca74c06ea5ca0"

SCALES: Final = ".scales"  # what the name of a matrix's scales ends in
_REINSTALL = "installeer kamerbrief-qa opnieuw."


@dataclass(frozen=True, slots=True)
class EightBit:
    """A matrix whose every row has one scale: a weight is its value times that.

    Shape: `values` (rows, columns), int8; `scales` (rows,), float32.
    """

    values: NDArray[np.int8]
    scales: NDArray[np.float32]

    @classmethod
    def of(cls, matrix: NDArray[np.float32]) -> EightBit:
        """Round a matrix to 8 bits, the largest weight of a row to 127."""
        largest = np.abs(matrix).max(axis=1).astype(np.float32)
        scales = np.maximum(largest, np.float32(1e-12)) / np.float32(127)
        return cls(np.rint(matrix / scales[:, None]).astype(np.int8), scales)


@dataclass(frozen=True, slots=True)
class Trained:
    """The trained layers by their number in the encoder, and the head; named as in `Architecture`.

    The encoder's layers below the first of them are used as they are, those above the last not.
    """

    layers: tuple[int, ...]
    matrices: Mapping[str, EightBit]
    tensors: Mapping[str, NDArray[np.float32]]


def read(path: Path = FILE) -> Trained:
    """Read the trained part, if it is byte for byte the known one.

    Raises: ModelError when the file cannot be read or its sha256 is another.
    """
    return decode(known_bytes(path, SHA256, _REINSTALL))


def decode(data: bytes) -> Trained:
    """Return the trained part that `encode` wrote."""
    from safetensors.numpy import load

    kept = load(data)
    matrices = {
        name: EightBit(values, kept[name + SCALES])
        for name, values in kept.items()
        if values.dtype == np.int8
    }
    tensors = {
        name: values.astype(np.float32)
        for name, values in kept.items()
        if name not in matrices and not name.endswith(SCALES)
    }
    numbers = {int(name[1:].partition(".")[0]) for name in matrices}
    return Trained(tuple(sorted(numbers)), matrices, tensors)


def encode(trained: Trained) -> bytes:
    """Write a trained part: matrices in 8 bits, their scales in 32, all else in 16."""
    from safetensors.numpy import save

    kept: dict[str, NDArray[np.generic]] = {}
    for name, matrix in trained.matrices.items():
        kept[name], kept[name + SCALES] = matrix.values, matrix.scales
    kept |= {name: values.astype(np.float16) for name, values in trained.tensors.items()}
    return save(kept)
