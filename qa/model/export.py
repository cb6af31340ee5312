"""A sentence-transformers folder → its ONNX export, so that questions need no torch.

In goes a model folder; out comes `onnx/model.onnx` in it, in float32, with its weights beside it:
a reader then maps them into memory instead of copying them, in a sixth of the time. The export is
compared with the model it was made from, and thrown away when it gives other vectors.

torch.onnx makes it. sentence-transformers' own export needs optimum-onnx, which (0.1.0) does not go
together with the transformers 5 that sentence-transformers brings.
"""

from __future__ import annotations

import logging
import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qa.errors import ModelError
from qa.model import config as model_config
from qa.model.encode import (
    EXPORT,
    HIDDEN_STATE,
    INPUTS,
    OnnxEncoder,
    SentenceTransformerEncoder,
    load_sentence_transformer,
)

if TYPE_CHECKING:
    from torch import Tensor, nn

OPSET = 18
# Two routes to one vector differ by rounding only: measured 1 - 1e-6 and better.
_LEAST_COSINE = 0.999
# Short and long (cut off), with capitals and diacritics: what a wrong export would get wrong.
_PROBES = ("Hoeveel bezoekers waren er in 2019?", "Één VOORBEELD, met coördinatie. " * 200)


class ExportFailed(Exception):
    """Why a model has no export; never leaves the store, where the other encoder takes over."""


def export(folder: Path) -> None:
    """Give a model folder an export, unless it brought a good one.

    Raises: ExportFailed when there is none that can be trusted; the folder then has none.
    """
    target = folder / EXPORT
    try:
        config = model_config.read(folder)
        if config.pooling is None:
            raise ExportFailed("alleen sentence-transformers zelf kan zijn vectoren maken")
        if not target.is_file():
            target.parent.mkdir(exist_ok=True)
            _write(folder, target, config.max_tokens)
        _check(folder)
    except ExportFailed:
        shutil.rmtree(target.parent, ignore_errors=True)
        raise


def _write(folder: Path, target: Path, max_tokens: int) -> None:
    import torch
    from torch.export import Dim

    # Written out, attention is the pattern that ONNX Runtime fuses: two to three times as fast.
    model = load_sentence_transformer(folder, attn_implementation="eager", dtype="float32")
    example = model.preprocess(["Een voorbeeld.", "En nog een, wat langer."])
    names = [name for name in INPUTS if name in example]
    named = {0: Dim("batch"), 1: Dim("sequence", max=max_tokens)}
    alike = {0: Dim.AUTO, 1: Dim.AUTO}  # found to be the same; naming them twice draws a warning
    try:
        with _quiet():
            torch.onnx.export(
                _hidden_state_of(model[0].auto_model, names),
                tuple(example[name] for name in names),
                target,
                input_names=names,
                output_names=[HIDDEN_STATE],
                dynamic_shapes={"inputs": (named, *[alike] * (len(names) - 1))},
                opset_version=OPSET,
                dynamo=True,
                external_data=True,
                verbose=False,
            )
    except OSError:  # a full disk says nothing about the model
        raise
    except Exception as error:  # torch.onnx raises what its many passes raise, wrapped in advice
        cause = error.__cause__ or error
        reason = f"{type(cause).__name__}: {' '.join(str(cause).split())[:200]}"
        raise ExportFailed(f"torch.onnx weigert, {reason}") from error


def _hidden_state_of(model: Any, names: Sequence[str]) -> nn.Module:
    """Wrap a transformer so that it takes `names` in order and gives only its tokens' vectors."""
    from torch.nn import Module

    class HiddenState(Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *inputs: Tensor) -> Any:
            return self.model(**dict(zip(names, inputs, strict=True))).last_hidden_state

    return HiddenState().eval()


def _check(folder: Path) -> None:
    """Compare both routes on a few texts.

    Raises: ExportFailed when they do not give the same vectors.
    """
    routes = (OnnxEncoder(folder, ""), SentenceTransformerEncoder(folder, ""))
    try:
        passages = [encoder.encode_passages(_PROBES) for encoder in routes]
        queries = [encoder.encode_query(_PROBES[0]) for encoder in routes]
    except ModelError as error:
        raise ExportFailed(str(error)) from error
    cosine = min(*np.vecdot(*passages), np.vecdot(*queries))
    if not cosine >= _LEAST_COSINE:
        raise ExportFailed(f"andere vectoren dan het model zelf (cosinus {cosine:.4f})")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what torch says about itself away from somebody who asked a question."""
    registration = logging.getLogger("torch.onnx._internal.exporter._registration")
    level = registration.level
    registration.setLevel(logging.ERROR)  # that torchvision is absent, and not needed
    try:
        with warnings.catch_warnings():
            # torch copies a class of its own that it has deprecated.
            warnings.filterwarnings("ignore", "`isinstance.treespec, LeafSpec", FutureWarning)
            yield
    finally:
        registration.setLevel(level)
