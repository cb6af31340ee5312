"""The encoder's weights and the trained part → the reader's ONNX graph.

Out comes a graph that reads one question and one paragraph as one run of tokens: `input_ids`, and
for the question and each sentence what every token counts in its mean → `logits`, for each sentence
how well it answers and how well it says that the answer is not known yet. All products are of 8-bit
numbers, those of what flows through rounded as they come: half the time of 32-bit ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from qa.model.bert import Weights
from qa.model.graph import RUNTIME, Graph, save
from qa.model.trained import EightBit, Trained

if TYPE_CHECKING:
    from onnx import ModelProto

INPUTS: Final = ("input_ids", "question", "sentences")
LOGITS: Final = "logits"


def write(weights: Weights, trained: Trained, target: Path) -> None:
    """Write the graph to `target`."""
    save(_Reader(weights, trained).model(), target)


class _Reader(Graph):
    """The reader, put together node by node."""

    def __init__(self, weights: Weights, trained: Trained) -> None:
        super().__init__(weights)
        self._layers = range(trained.layers[-1] + 1)
        self._tensors: Mapping[str, NDArray[np.float32]] = {**weights.tensors, **trained.tensors}
        self._matrices = trained.matrices

    def model(self) -> ModelProto:
        """Return the whole graph."""
        from onnx import TensorProto, helper

        hidden = self._embeddings()
        for layer in self._layers:
            hidden = self._layer(f"l{layer}", hidden)
        self._head(hidden)
        kinds = (TensorProto.INT64, TensorProto.FLOAT, TensorProto.FLOAT)
        shapes: tuple[list[str | int | None], ...] = (
            [1, "tokens"], [1, 1, "tokens"], [1, "sentences", "tokens"],
        )  # fmt: skip
        return self._finished(
            "reader",
            [
                helper.make_tensor_value_info(name, kind, shape)
                for name, kind, shape in zip(INPUTS, kinds, shapes, strict=True)
            ],
            [helper.make_tensor_value_info(LOGITS, TensorProto.FLOAT, [1, "sentences", 2])],
        )

    def _head(self, hidden: str) -> None:
        """Compare the mean of each sentence with that of the question, and with the first token."""
        _, question, sentences = INPUTS
        asked = self._unit(self._node("MatMul", [question, hidden], "asked"))
        said = self._unit(self._node("MatMul", [sentences, hidden], "said"))
        product = self._node("Mul", [asked, said], "product")
        apart = self._node("Abs", [self._node("Sub", [asked, said], "minus")], "apart")
        nought = self._constant("nought", np.zeros(1, np.int64))
        opening = self._node("Gather", [hidden, nought], "opening", axis=1)
        shape = self._node("Shape", [said], "said.shape")
        everywhere = [
            self._node("Expand", [each, shape], f"{each}.all") for each in (asked, opening)
        ]
        compared = self._node("Concat", [product, apart, said, *everywhere], "compared", axis=-1)
        inner = self._node("Gelu", [self._affine(compared, "head.in")], "inner", RUNTIME)
        nearness = self._affine(product, "head.cosine")
        self._node("Add", [nearness, self._affine(inner, "head.out")], LOGITS)

    def _unit(self, vectors: str) -> str:
        return self._node("LpNormalization", [vectors], f"{vectors}.unit", axis=-1, p=2)

    def _affine(self, values: str, name: str) -> str:
        """Multiply by a matrix of the head, and add its bias."""
        matrix = self._constant(f"{name}.w", self._values(f"{name}.w").T)
        product = self._node("MatMul", [values, matrix], f"{name}.product")
        return self._node("Add", [product, self._tensor(f"{name}.b")], f"{name}.sum")

    def _values(self, name: str) -> NDArray[np.float32]:
        return self._tensors[name]

    def _product(self, hidden: str, *matrices: str) -> str:
        """Multiply by matrices in 8 bits; the results stand one behind the other."""
        parts = [self._eight_bit(f"{matrix}.w") for matrix in matrices]
        name = matrices[0]
        values = self._constant(f"{name}.w", np.concatenate([each.values for each in parts]).T)
        scales = self._constant(f"{name}.scales", np.concatenate([each.scales for each in parts]))
        return self._node(
            "DynamicQuantizeMatMul", [hidden, values, scales], f"{name}.product", RUNTIME
        )

    def _eight_bit(self, name: str) -> EightBit:
        """Return a trained matrix, or one of the encoder's own, rounded."""
        return self._matrices.get(name) or EightBit.of(self._weights.tensors[name])
