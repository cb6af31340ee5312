"""The parts of the default model, in memory: a BERT encoder and the pieces that it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

BLOCK: Final = 32  # weights that share one scale


@dataclass(frozen=True, slots=True)
class Architecture:
    """The sizes of a BERT encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of every tensor that such an encoder has."""
        h, f = self.hidden, self.feed_forward
        shapes: dict[str, tuple[int, ...]] = {
            "emb.word": (self.vocabulary, h),
            "emb.pos": (self.positions, h),
            "emb.type": (self.token_types, h),
            "emb.ln.w": (h,),
            "emb.ln.b": (h,),
        }
        linear = {"q": (h, h), "k": (h, h), "v": (h, h), "ao": (h, h), "fi": (f, h), "fo": (h, f)}
        for layer in range(self.layers):
            for part, (rows, columns) in linear.items():
                shapes[f"l{layer}.{part}.w"] = (rows, columns)
                shapes[f"l{layer}.{part}.b"] = (rows,)
            for norm in ("aln", "oln"):
                shapes[f"l{layer}.{norm}.w"] = shapes[f"l{layer}.{norm}.b"] = (h,)
        return shapes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A unigram tokenizer: its pieces with their log probabilities.

    `normalisation` tells what single characters become before the text is cut into pieces.
    """

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unknown: int
    normalisation: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FourBit:
    """A matrix as it is kept: each weight is (nibble - 8) times the scale of its block of 32.

    Shape: `nibbles` (blocks, 32), uint8 below 16; `scales` (blocks,), float32. The blocks of a row
    follow each other.
    """

    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float32]

    def values(self) -> NDArray[np.float32]:
        """Return the weights. Shape: (32 x blocks,), float32."""
        values = self.nibbles.astype(np.float32)
        values -= 8
        # A corrupt scale is infinite or not a number; the reader refuses what comes of it.
        with np.errstate(invalid="ignore"):
            values *= self.scales[:, None]
        return values.reshape(-1)


@dataclass(frozen=True, slots=True)
class Weights:
    """A whole model in memory, named and shaped as in `Architecture`.

    `tensors` holds all of them in float32, `blocks` once more those that are kept in 4 bits.
    """

    architecture: Architecture
    vocabulary: Vocabulary
    tensors: Mapping[str, NDArray[np.float32]]
    blocks: Mapping[str, FourBit]
