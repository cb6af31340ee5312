"""The network that is trained: the encoder's layers, some of them frozen, and a head on top.

The head begins as the cosine between the mean vectors of the question and of each sentence, both
taken inside their joint encoding: from there it learns at once, where a head on the first token
stays at chance for long. The layers are written out because the attention that torch brings is slow
backwards on a processor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from qa.model.bert import Architecture, Weights
from qa.model.reader import Prompt
from qa.model.trained import EightBit, Trained

LAYERS: Final = 9  # of the encoder's 12
FROZEN: Final = 3  # the first of them, used as they are: they need not be shipped
INNER: Final = 256  # width of the head
DROPOUT: Final = 0.1
_TEMPERATURE, _SHIFT = 20.0, (-18.5, -20.0)  # so that the cosine is a logit from the start
_PARTS: Final = {"ao": "out", "fi": "up", "fo": "down"}
_NORMS: Final = {"aln": "norm", "oln": "end"}


@dataclass(frozen=True, slots=True)
class Batch:
    """Runs of one question and one paragraph each, padded to the longest.

    Shape: `ids` and `mask` (runs, tokens); `question` (runs, 1, tokens) and `sentences` (runs,
    sentences, tokens), each row adding up to 1, or to 0 where a run has fewer sentences.
    """

    ids: Tensor
    mask: Tensor
    question: Tensor
    sentences: Tensor


def batch(prompts: Sequence[Prompt]) -> Batch:
    """Pad prompts to one batch."""
    longest = max(len(each.ids) for each in prompts)
    most = max(len(each.sentences) for each in prompts)
    ids = np.ones((len(prompts), longest), np.int64)
    mask = np.zeros((len(prompts), longest), bool)
    question = np.zeros((len(prompts), 1, longest), np.float32)
    sentences = np.zeros((len(prompts), most, longest), np.float32)
    for row, prompt in enumerate(prompts):
        ids[row, : len(prompt.ids)] = prompt.ids
        mask[row, : len(prompt.ids)] = True
        question[row, 0, : prompt.question_end] = 1 / prompt.question_end
        for number, (start, end) in enumerate(prompt.sentences):
            sentences[row, number, start:end] = 1 / (end - start)
    return Batch(*map(torch.from_numpy, (ids, mask, question, sentences)))


class _Layer(nn.Module):
    """One layer of BERT, its three attention products in one."""

    def __init__(self, tensors: Mapping[str, Tensor], number: int, sizes: Architecture) -> None:
        super().__init__()
        hidden, inner = sizes.hidden, sizes.feed_forward
        self.heads, self.width = sizes.heads, hidden // sizes.heads
        self.attend = nn.Linear(hidden, 3 * hidden)
        self.out, self.up, self.down = (
            nn.Linear(hidden, hidden), nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        )  # fmt: skip
        self.norm = nn.LayerNorm(hidden, eps=sizes.epsilon)
        self.end = nn.LayerNorm(hidden, eps=sizes.epsilon)
        with torch.no_grad():
            for kind, target in (("w", self.attend.weight), ("b", self.attend.bias)):
                target.copy_(torch.cat([tensors[f"l{number}.{part}.{kind}"] for part in "qkv"]))
            for part, name in (_PARTS | _NORMS).items():
                module = getattr(self, name)
                module.weight.copy_(tensors[f"l{number}.{part}.w"])
                module.bias.copy_(tensors[f"l{number}.{part}.b"])

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        runs, tokens, size = hidden.shape
        parts = self.attend(hidden).view(runs, tokens, 3, self.heads, self.width)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) * self.width**-0.5 + bias.to(query.dtype)
        attended = scores.softmax(-1, dtype=query.dtype) @ value
        attended = attended.transpose(1, 2).reshape(runs, tokens, size)
        hidden = self.norm(hidden + self._dropped(self.out(attended)))
        inner = functional.gelu(self.up(hidden))
        found: Tensor = self.end(hidden + self._dropped(self.down(rounded(inner))))
        return found

    def _dropped(self, values: Tensor) -> Tensor:
        return functional.dropout(values, DROPOUT, self.training)


def rounded(values: Tensor) -> Tensor:
    """Round what flows into a product to 8 bits, as the shipped graph does, run by run.

    Only the inner values have outliers that make this coarse: what was trained without it loses one
    in forty best sentences. The gradient passes straight through. Source: ONNX's
    DynamicQuantizeLinear.
    """
    with torch.no_grad():
        low, high = (each[:, None, None] for each in values.flatten(1).aminmax(dim=1))
        low, high = low.clamp(max=0), high.clamp(min=0)
        step = (high - low) / 255
        off = ((values - low) / step).round() * step + low - values
    return values + off


class Network(nn.Module):
    """Question and paragraph in, for each sentence two logits out; see qa.model.reader."""

    words: Tensor
    places: Tensor
    scale: Tensor
    shift: Tensor

    def __init__(self, weights: Weights, layers: int = LAYERS, frozen: int = FROZEN) -> None:
        super().__init__()
        sizes = weights.architecture
        tensors = {name: torch.from_numpy(each.copy()) for name, each in weights.tensors.items()}
        self.first, self.layers, self.epsilon = frozen, layers, sizes.epsilon
        self.register_buffer("words", tensors["emb.word"], persistent=False)
        places = tensors["emb.pos"] + tensors["emb.type"][0]
        self.register_buffer("places", places, persistent=False)
        self.register_buffer("scale", tensors["emb.ln.w"], persistent=False)
        self.register_buffer("shift", tensors["emb.ln.b"], persistent=False)
        made = [_Layer(tensors, number, sizes) for number in range(layers)]
        self.lower = nn.ModuleList(made[:frozen]).requires_grad_(False)
        self.upper = nn.ModuleList(made[frozen:])
        self.cosine = nn.Parameter(torch.full((2, sizes.hidden), _TEMPERATURE))
        self.bias = nn.Parameter(torch.tensor(_SHIFT))
        self.inner, self.outer = nn.Linear(5 * sizes.hidden, INNER), nn.Linear(INNER, 2)
        nn.init.zeros_(self.outer.weight)
        nn.init.zeros_(self.outer.bias)

    def train(self, mode: bool = True) -> Network:
        super().train(mode)
        self.lower.eval()  # frozen, its dropout too
        return self

    def forward(self, runs: Batch) -> Tensor:
        """Return the logits. Shape: (runs, sentences, 2), float32."""
        bias = torch.zeros(runs.mask.shape, device=runs.mask.device)
        bias = bias.masked_fill(~runs.mask, -1e4)[:, None, None, :]
        with torch.no_grad():
            embedded = self.words[runs.ids] + self.places[: runs.ids.shape[1]]
            hidden = functional.layer_norm(
                embedded, embedded.shape[-1:], self.scale, self.shift, self.epsilon
            )
            for layer in self.lower:
                hidden = layer(hidden, bias)
        for layer in self.upper:
            hidden = layer(hidden, bias)
        return self._scored(hidden.float(), runs)

    def _scored(self, hidden: Tensor, runs: Batch) -> Tensor:
        asked = functional.normalize(runs.question @ hidden, dim=-1)
        said = functional.normalize(runs.sentences @ hidden, dim=-1)
        product = asked * said
        everywhere = (each.expand_as(said) for each in (asked * _TEMPERATURE, hidden[:, :1]))
        compared = torch.cat(
            [*(_TEMPERATURE * each for each in (product, (asked - said).abs(), said)), *everywhere],
            -1,
        )
        nearness = product @ self.cosine.T + self.bias
        inner = functional.gelu(self.inner(compared))
        logits: Tensor = nearness + self.outer(inner).float()
        return logits

    def head(self) -> list[nn.Parameter]:
        """Return the parameters that the encoder has not trained before: they learn faster."""
        return [self.cosine, self.bias, *self.inner.parameters(), *self.outer.parameters()]

    def body(self) -> list[nn.Parameter]:
        """Return the parameters of the layers that are trained on."""
        return list(self.upper.parameters())


def trained_part(network: Network) -> Trained:
    """Return what is shipped: matrices in 8 bits, all else as it is."""
    matrices: dict[str, EightBit] = {}
    tensors: dict[str, np.ndarray] = {}
    for number, layer in enumerate(network.upper, network.first):
        values = {name: each.detach().cpu().numpy() for name, each in layer.named_parameters()}
        for kind in ("weight", "bias"):
            thirds = np.split(values[f"attend.{kind}"], 3)
            for part, value in zip("qkv", thirds, strict=True):
                tensors[f"l{number}.{part}.{kind[0]}"] = value
            for part, name in (_PARTS | _NORMS).items():
                tensors[f"l{number}.{part}.{kind[0]}"] = values[f"{name}.{kind}"]
    for name, value in list(tensors.items()):
        if value.ndim == 2:
            matrices[name] = EightBit.of(tensors.pop(name))
    # The head is trained on vectors of this length, and run on vectors of length 1.
    sizes = np.full(network.inner.in_features, _TEMPERATURE, np.float32)
    sizes[-network.words.shape[1] :] = 1
    parameters = {
        "cosine.w": network.cosine, "cosine.b": network.bias,
        "in.w": network.inner.weight * torch.from_numpy(sizes).to(network.bias.device),
        "in.b": network.inner.bias, "out.w": network.outer.weight, "out.b": network.outer.bias,
    }  # fmt: skip
    tensors |= {f"head.{k}": v.detach().cpu().numpy() for k, v in parameters.items()}
    return Trained(tuple(range(network.first, network.layers)), matrices, tensors)
