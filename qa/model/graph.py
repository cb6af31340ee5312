"""The default model's weights → its ONNX graph, with every matrix left in 4 bits.

In go decoded `Weights`; out comes the same `onnx/model.onnx` that an export gives, a sixth of its
size. Nothing is lost: the weights are 4-bit blocks as they come, and are multiplied as float32.
Written here rather than exported by torch because an exported graph holds them unpacked.

The operators of the domain com.microsoft are ONNX Runtime's own, each one pass over what standard
operators do in many.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from qa.model.bert import BLOCK, Weights

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto

OPSET: Final = 18
RUNTIME: Final = "com.microsoft"
_FLOAT32_SUMS: Final = 1  # accuracy_level: products and sums in float32; 4 would round to 8 bits


def write(weights: Weights, target: Path) -> None:
    """Write the encoder's graph to `target`."""
    save(_Encoder(weights).model(), target)


def save(model: ModelProto, target: Path) -> None:
    """Write a graph to `target`, its weights in a file beside it that is mapped into memory."""
    import onnx

    onnx.save(
        model,
        target,
        save_as_external_data=True,
        location=f"{target.name}.data",
        size_threshold=1024,
    )
    for path in (target, target.with_name(f"{target.name}.data")):
        path.chmod(0o644)  # a service may run as another user than the one who built


class Graph:
    """A BERT model, put together node by node; a method returns the name of what it computes."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def _finished(
        self, name: str, inputs: list[ValueInfoProto], outputs: list[ValueInfoProto]
    ) -> ModelProto:
        """Return all that was put together as one graph."""
        from onnx import helper

        graph = helper.make_graph(self._nodes, name, inputs, outputs, self._constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10)

    def _embeddings(self) -> str:
        """Add up what a token is, where it stands, and that it is of the first of two texts."""
        from onnx import TensorProto, helper

        tensors, words = self._weights.tensors, self._weights.blocks["emb.word"]
        rows, width = tensors["emb.word"].shape
        signed = (words.nibbles.astype(np.int8) - 8).view(np.uint8) & np.uint8(0x0F)
        packed = _packed(signed).tobytes()
        self._constants.append(
            helper.make_tensor("words", TensorProto.INT4, (rows, width), packed, raw=True)
        )
        scales = self._constant("words.scales", words.scales.reshape(rows, width // BLOCK))
        word = self._node(
            "GatherBlockQuantized",
            ["words", "input_ids", scales],
            "word",
            RUNTIME,
            block_size=BLOCK,
            gather_axis=0,
            quantize_axis=1,
        )
        places = self._constant("places", tensors["emb.pos"] + tensors["emb.type"][0])
        shape = self._node("Shape", ["input_ids"], "shape", start=1)
        first = self._constant("first", np.zeros(1, np.int64))
        place = self._node("Slice", [places, first, shape], "place")
        summed = self._node("Add", [word, place], "embedded")
        return self._node(
            "LayerNormalization",
            [summed, self._tensor("emb.ln.w"), self._tensor("emb.ln.b")],
            "normalised",
            axis=-1,
            epsilon=self._weights.architecture.epsilon,
        )

    def _layer(self, layer: str, hidden: str, mask: str = "") -> str:
        """Attention and the feed-forward part, each added to what came in and normalised.

        Without a mask every token is attended to.
        """
        from onnx import helper

        parts = [f"{layer}.{part}" for part in "qkv"]
        together = self._product(hidden, *parts)  # one product is faster than three
        self._nodes.append(helper.make_node("Split", [together], parts, axis=-1, num_outputs=3))
        biases = np.concatenate([self._values(f"{part}.b") for part in parts])
        attended = self._node(
            "MultiHeadAttention",
            [*parts, self._constant(f"{layer}.qkv.b", biases), *([mask] if mask else [])],
            f"{layer}.attended",
            RUNTIME,
            num_heads=self._weights.architecture.heads,
        )
        hidden = self._added(layer, "ao", "aln", attended, hidden)
        inner = self._product(hidden, f"{layer}.fi")
        bias = self._tensor(f"{layer}.fi.b")
        active = self._node("BiasGelu", [inner, bias], f"{layer}.active", RUNTIME)
        return self._added(layer, "fo", "oln", active, hidden)

    def _added(self, layer: str, part: str, norm: str, found: str, hidden: str) -> str:
        """Multiply, add the bias and what came in, and normalise."""
        scale, shift, bias = (
            self._tensor(f"{layer}.{name}") for name in (f"{norm}.w", f"{norm}.b", f"{part}.b")
        )
        return self._node(
            "SkipLayerNormalization",
            [self._product(found, f"{layer}.{part}"), hidden, scale, shift, bias],
            f"{layer}.{norm}",
            RUNTIME,
            epsilon=self._weights.architecture.epsilon,
        )

    def _product(self, hidden: str, *matrices: str) -> str:
        """Multiply by matrices that stay in 4 bits; the results stand one behind the other."""
        shapes = [self._weights.tensors[f"{matrix}.w"].shape for matrix in matrices]
        blocks = [self._weights.blocks[f"{matrix}.w"] for matrix in matrices]
        rows, columns = sum(shape[0] for shape in shapes), shapes[0][1]
        nibbles = np.concatenate([each.nibbles for each in blocks])
        scales = np.concatenate([each.scales for each in blocks])
        name = matrices[0]
        packed = _packed(nibbles).reshape(rows, columns // BLOCK, BLOCK // 2)
        return self._node(
            "MatMulNBits",
            [hidden, self._constant(f"{name}.w", packed), self._constant(f"{name}.scales", scales)],
            f"{name}.product",
            RUNTIME,
            K=columns,
            N=rows,
            bits=4,
            block_size=BLOCK,
            accuracy_level=_FLOAT32_SUMS,
        )

    def _tensor(self, name: str) -> str:
        return self._constant(name, self._values(name))

    def _values(self, name: str) -> NDArray[np.float32]:
        """Return the values of a tensor by its name."""
        return self._weights.tensors[name]

    def _constant(self, name: str, values: NDArray[np.generic]) -> str:
        from onnx import numpy_helper

        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(
        self, operator: str, inputs: list[str], output: str, domain: str = "", **settings: Any
    ) -> str:
        from onnx import helper

        self._nodes.append(
            helper.make_node(operator, inputs, [output], output, domain=domain, **settings)
        )
        return output


class _Encoder(Graph):
    """The whole encoder: token ids and their mask → a vector for each token."""

    def model(self) -> ModelProto:
        from onnx import TensorProto, helper

        mask = self._node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
        hidden = self._embeddings()
        for layer in range(self._weights.architecture.layers):
            hidden = self._layer(f"l{layer}", hidden, mask)
        self._node("Identity", [hidden], "last_hidden_state")
        ids: list[str | int | None] = ["batch", "sequence"]
        vectors = [*ids, self._weights.architecture.hidden]
        names = ("input_ids", "attention_mask")
        return self._finished(
            "encoder",
            [helper.make_tensor_value_info(name, TensorProto.INT64, ids) for name in names],
            [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, vectors)],
        )


def _packed(nibbles: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Put two neighbours in a byte, the first one low. Shape: (blocks, 32) to (blocks, 16)."""
    packed: NDArray[np.uint8] = nibbles[:, 0::2] | (nibbles[:, 1::2] << np.uint8(4))
    return packed
