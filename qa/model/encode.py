"""Text → vector: ONNX Runtime where the model has an export, sentence-transformers where not.

In go a model folder and text; out come vectors of length 1. Opening an encoder is cheap: the model
is loaded with the first text, so that a question about facts alone never waits for it. Prompts,
pooling and truncation are those of the folder's own configuration, the same either way.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from qa.errors import ModelError
from qa.model import config
from qa.model.once import Once
from qa.model.reader import GRAPH, Reader
from qa.model.seal import fingerprint

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from qa.model.tokens import Tokenizer

EXPORT = Path("onnx") / "model.onnx"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
HIDDEN_STATE = "last_hidden_state"

_logger = logging.getLogger(__name__)
# Passages in one run of the model, all of about one length. Measured on the 150 paragraphs of
# kst-28684-720 with two cores: 4.5 s by 4, 5.0 by 8, 5.6 by 16, 8.4 by 32; more cores want more.
_BATCH = 8


class Encoder(Protocol):
    """Turns text into vectors. `model_id` names the model: vectors of two models do not compare."""

    model_id: str

    @property
    def dimension(self) -> int:
        """The length of the vectors."""

    @property
    def reader(self) -> Reader | None:
        """The reader that was trained on this model; other models have none."""

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Embed a question. Shape: (dim,), float32, normalised."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages. Shape: (n, dim), float32, each row normalised."""


def open_encoder(folder: Path, threads: int = 0) -> Encoder:
    """Return the encoder of a model folder, without loading the model yet.

    `threads` of 0 leaves their number to the library.

    Raises: ModelError when the folder is unfinished or altered.
    """
    model_id = fingerprint(folder)
    if not (folder / GRAPH).is_file():
        _logger.warning(
            "%s has no reader, which belongs to the default model: sentences are chosen by their"
            " words and vectors, and more questions are left without a sure answer",
            model_id,
        )
    if (folder / EXPORT).is_file():
        return OnnxEncoder(folder, model_id, threads)
    _logger.warning(
        "%s has no %s: encoding with sentence-transformers, which starts slower",
        model_id,
        EXPORT.as_posix(),
    )
    return SentenceTransformerEncoder(folder, model_id, threads)


@dataclass(frozen=True, slots=True)
class _Runtime:
    """An exported model in memory; `session` is onnxruntime's, which has no types."""

    tokenizer: Tokenizer
    session: Any
    inputs: tuple[str, ...]


class OnnxEncoder:
    """Encodes with ONNX Runtime and tokenizers: no torch, ready in a second."""

    def __init__(self, folder: Path, model_id: str, threads: int = 0) -> None:
        self.model_id = model_id
        self._config = config.read(folder)
        self._pooling = self._config.pooling
        if self._pooling is None:
            raise ModelError(
                f"{folder}: de vectoren van dit model kan alleen sentence-transformers maken;"
                f" verwijder {folder / EXPORT.parent}."
            )
        self._runtime = Once(lambda: _load_runtime(folder, self._config.max_tokens, threads))
        self.reader: Reader | None = None
        if (folder / GRAPH).is_file():
            self.reader = Reader(
                lambda: _open_session(folder / GRAPH, threads),
                lambda: self._runtime.get().tokenizer,
            )

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return self._config.dimension

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Embed a question. Shape: (dim,), float32, normalised."""
        vectors: NDArray[np.float32] = self._encode([self._config.query_prompt + text])[0]
        return vectors

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages. Shape: (n, dim), float32, each row normalised."""
        return self._encode([self._config.passage_prompt + text for text in texts])

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        runtime = self._runtime.get()
        tokens = [runtime.tokenizer.ids(text) for text in texts]
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for rows in _batches([len(ids) for ids in tokens]):
            vectors[rows] = self._run(runtime, [tokens[row] for row in rows])
        return vectors

    def _run(self, runtime: _Runtime, tokens: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Run one batch of token ids. Shape: (n, dim), float32, each row normalised."""
        ids = _padded(tokens, self._config.pad_id)
        mask = _padded([[1] * len(row) for row in tokens], 0)
        feeds = dict(zip(INPUTS, (ids, mask, np.zeros_like(ids)), strict=True))
        (hidden,) = runtime.session.run(
            [HIDDEN_STATE], {name: feeds[name] for name in runtime.inputs}
        )
        return _normalised(self._pool(hidden, mask))

    def _pool(self, hidden: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        """Make one vector of each text's token vectors. Shape: (n, tokens, dim) to (n, dim)."""
        if self._pooling == "cls":
            return hidden[:, 0]
        sums = np.einsum("ntd,nt->nd", hidden, mask.astype(np.float32))
        means: NDArray[np.float32] = sums / mask.sum(axis=1, keepdims=True, dtype=np.float32)
        return means


def _load_runtime(folder: Path, max_tokens: int, threads: int) -> _Runtime:
    from qa.model.tokens import open_tokenizer

    session = _open_session(folder / EXPORT, threads)
    try:
        tokenizer = open_tokenizer(folder, EXPORT.parent, max_tokens)
    except Exception as error:  # both libraries raise direct subclasses of Exception
        raise _unusable(folder, error) from error
    inputs = tuple(each.name for each in session.get_inputs())
    outputs = [each.name for each in session.get_outputs()]
    if not set(inputs) <= set(INPUTS) or HIDDEN_STATE not in outputs:
        raise ModelError(
            f"{folder / EXPORT}: maakt {outputs} uit {list(inputs)}, verwacht is {HIDDEN_STATE};"
            f" verwijder {folder / EXPORT.parent}."
        )
    return _Runtime(tokenizer, session, inputs)


def _open_session(path: Path, threads: int) -> Any:
    """Open an exported model.

    Raises: ModelError when it cannot be loaded.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3  # errors; they are raised too
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library raises direct subclasses of Exception
        raise _unusable(path.parent.parent, error) from error


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield row numbers in batches of texts of about one length."""
    rows = sorted(range(len(lengths)), key=lengths.__getitem__)
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


def _padded(rows: Sequence[Sequence[int]], filler: int) -> NDArray[np.int64]:
    """Fill rows up to the longest. Shape: (n, longest), int64."""
    padded = np.full((len(rows), max(map(len, rows))), filler, np.int64)
    for target, row in zip(padded, rows, strict=True):
        target[: len(row)] = row
    return padded


def _normalised(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale each row to length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    # Source: torch.nn.functional.normalize, which sentence-transformers uses with this bound.
    scaled: NDArray[np.float32] = vectors / np.maximum(lengths, np.float32(1e-12))
    return scaled


class SentenceTransformerEncoder:
    """Encodes with sentence-transformers: any model it knows, but slow to start."""

    reader: Reader | None = None

    def __init__(self, folder: Path, model_id: str, threads: int = 0) -> None:
        self.model_id = model_id
        self._config = config.read(folder)
        self._threads = threads
        self._model = Once(lambda: load_sentence_transformer(folder))

    @property
    def dimension(self) -> int:
        """The length of the vectors; only the loaded model knows it for every kind."""
        return int(self._model.get().get_embedding_dimension() or self._config.dimension)

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Embed a question. Shape: (dim,), float32, normalised."""
        vectors: NDArray[np.float32] = self._encode([text], self._config.query_prompt)[0]
        return vectors

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages. Shape: (n, dim), float32, each row normalised."""
        return self._encode(texts, self._config.passage_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        model = self._model.get()
        with _torch_threads(self._threads):
            vectors = model.encode(
                list(texts),
                prompt=prompt,
                batch_size=_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return vectors.astype(np.float32, copy=False)


@contextmanager
def _torch_threads(threads: int) -> Iterator[None]:
    """Let torch use `threads` threads; 0 leaves its setting, which belongs to the whole process."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(threads or before)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def load_sentence_transformer(folder: Path, **model_kwargs: str) -> SentenceTransformer:
    """Load a whole model folder on the processor; nothing is looked up elsewhere.

    Raises: ModelError when it cannot be loaded.
    """
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()  # before transformers is imported, which then draws none either
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, model_kwargs=model_kwargs
        )
    except Exception as error:  # the model's own classes may raise anything
        raise _unusable(folder, error) from error


def _unusable(folder: Path, error: Exception) -> ModelError:
    reason = " ".join(str(error).split())[:200]
    return ModelError(
        f"{folder}: het model is niet te laden ({reason});"
        " controleer QA_MODEL, of verwijder deze map en bouw opnieuw met «qa build»."
    )
