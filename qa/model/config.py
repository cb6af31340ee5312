"""What a sentence-transformers folder says about how its vectors are made.

In goes a model folder; out come the prompts, the pooling and the limits that both encoders use.
A folder whose configuration is missing or cannot be read is refused.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from qa.errors import ModelError

Pooling = Literal["mean", "cls"]

# In the order in which sentence-transformers looks for the prompt of a document.
_PASSAGE_PROMPTS = ("document", "passage", "corpus")
_PLAIN_MODULES = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
# One boolean a mode, as written before `pooling_mode` came.
_LEGACY_MODES = {
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_cls_token": "cls",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_mean_sqrt_len_tokens": "mean_sqrt_len_tokens",
    "pooling_mode_weightedmean_tokens": "weightedmean",
    "pooling_mode_lasttoken": "lasttoken",
}


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """How texts become vectors.

    `pooling` is None when the vectors are not just the mean or the first of the token vectors:
    only sentence-transformers itself then knows how to make them.
    """

    query_prompt: str
    passage_prompt: str
    pooling: Pooling | None
    dimension: int
    max_tokens: int
    pad_id: int


def read(folder: Path) -> ModelConfig:
    """Read the configuration of a model folder.

    Raises: ModelError when it is not a readable sentence-transformers folder.
    """
    try:
        modules = json.loads((folder / "modules.json").read_text("utf-8"))
        transformer = folder / modules[0]["path"]
        model = json.loads((transformer / "config.json").read_text("utf-8"))
        prompts = _optional(folder / "config_sentence_transformers.json").get("prompts") or {}
        passage_prompts = [prompts[name] for name in _PASSAGE_PROMPTS if prompts.get(name)]
        return ModelConfig(
            query_prompt=prompts.get("query") or "",
            passage_prompt=passage_prompts[0] if passage_prompts else "",
            pooling=_pooling(folder, modules),
            dimension=int(model["hidden_size"]),
            max_tokens=_max_tokens(transformer, model),
            pad_id=int(model.get("pad_token_id") or 0),
        )
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise ModelError(
            f"{folder}: geen leesbare map van sentence-transformers ({reason});"
            " kies met QA_MODEL een andere, of laat QA_MODEL leeg."
        ) from error


def _optional(path: Path) -> dict[str, Any]:
    """Read a JSON object that may be left out."""
    content = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    if not isinstance(content, dict):
        raise TypeError(f"{path.name} holds no object")
    return content


def _pooling(folder: Path, modules: list[dict[str, Any]]) -> Pooling | None:
    """Return how the token vectors become one, if that is all that happens to them."""
    names = [module["type"].rpartition(".")[2] for module in modules]
    if names not in _PLAIN_MODULES or modules[0]["path"] != "":
        return None
    settings = _optional(folder / modules[1]["path"] / "config.json")
    legacy = [mode for key, mode in _LEGACY_MODES.items() if settings.get(key)]
    match settings.get("pooling_mode", legacy), settings.get("include_prompt", True):
        case (["mean"] | "mean", True):
            return "mean"
        case (["cls"] | "cls", True):
            return "cls"
    return None


def _max_tokens(transformer: Path, model: dict[str, Any]) -> int:
    """Return the most tokens that a text is cut to, in the order sentence-transformers decides."""
    explicit = _optional(transformer / "sentence_bert_config.json").get("max_seq_length")
    if explicit:
        return int(explicit)
    tokenizer = _optional(transformer / "tokenizer_config.json")
    limits = (tokenizer.get("model_max_length"), model.get("max_position_embeddings"))
    return int(min(limit for limit in limits if limit))
