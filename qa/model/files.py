"""The default model's weights → a standard sentence-transformers folder.

In go decoded `Weights`; out come the files that `SentenceTransformer(folder)` and other readers
of that format expect: configuration, safetensors, tokenizer, pooling, prompts. Nothing is computed
with the model here, and torch is not needed.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from qa.model.bert import Architecture, Vocabulary, Weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# What multilingual-e5 was trained with. "document" repeats "passage" because sentence-transformers
# embeds documents with the former, and with nothing at all where only the latter is given.
PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}

_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_MASK = "<mask>"


def write(weights: Weights, folder: Path) -> None:
    """Write the model into an existing, empty folder."""
    from safetensors.numpy import save

    # Both libraries can write files themselves, but then raise no OSError when the disk is full.
    architecture, vocabulary = weights.architecture, weights.vocabulary
    (folder / "model.safetensors").write_bytes(save(_state(weights), {"format": "pt"}))
    (folder / "tokenizer.json").write_text(build_tokenizer(vocabulary).to_str(), "utf-8")
    for path, content in {
        "config.json": _bert_config(architecture, vocabulary),
        "tokenizer_config.json": _tokenizer_config(architecture, vocabulary),
        **_sentence_transformers_files(architecture),
    }.items():
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """Build the tokenizer of XLM-RoBERTa, which the model was trained with.

    Source: its published pipeline: normalise, split at white space, mark where a word starts, cut
    by the unigram model, put between <s> and </s>.
    """
    from tokenizers import AddedToken, Tokenizer, decoders, pre_tokenizers, processors
    from tokenizers.models import Unigram

    pieces = vocabulary.pieces
    bos, eos = pieces[vocabulary.bos], pieces[vocabulary.eos]
    scored = list(zip(pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(Unigram(scored, vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = _normalizer(vocabulary.normalisation)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]
    )
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    special = (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unknown)
    tokenizer.add_special_tokens([AddedToken(pieces[id], normalized=False) for id in special])
    tokenizer.add_special_tokens([AddedToken(_MASK, lstrip=True, normalized=False)])
    return tokenizer


def own_normalisation(table: Mapping[str, str]) -> dict[str, str]:
    """Return the few characters that the model's own normalisation and NFKC treat differently.

    The table drops control characters and turns line ends and invisible marks into spaces; NFKC
    also composes sequences of characters, which the table of single ones cannot say.
    """
    return {of: to for of, to in table.items() if unicodedata.normalize("NFKC", of) != to}


def _normalizer(table: Mapping[str, str]) -> Any:
    """Express the model's own normalisation as NFKC after the few characters where they differ."""
    from tokenizers import Regex, normalizers

    apart: dict[str, list[str]] = {}
    for character, replacement in own_normalisation(table).items():
        apart.setdefault(replacement, []).append(character)
    replacements = [
        normalizers.Replace(Regex(f"[{''.join(map(_escape, characters))}]"), replacement)
        for replacement, characters in sorted(apart.items())
    ]
    return normalizers.Sequence([*replacements, normalizers.NFKC()])


def _escape(character: str) -> str:
    return f"\\x{{{ord(character):04X}}}"


def _state(weights: Weights) -> dict[str, NDArray[np.float32]]:
    """Name the tensors as `BertModel` does."""
    names = dict(_EMBEDDINGS)
    for layer in range(weights.architecture.layers):
        for part, target in _LAYER_PARTS.items():
            names[f"l{layer}.{part}.w"] = f"encoder.layer.{layer}.{target}.weight"
            names[f"l{layer}.{part}.b"] = f"encoder.layer.{layer}.{target}.bias"
    state = {names[name]: tensor for name, tensor in weights.tensors.items()}
    # BertModel has a pooler that mean pooling never asks: zeros, so that none is drawn at random.
    hidden = weights.architecture.hidden
    state["pooler.dense.weight"] = np.zeros((hidden, hidden), np.float32)
    state["pooler.dense.bias"] = np.zeros(hidden, np.float32)
    return state


def _bert_config(architecture: Architecture, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": architecture.hidden,
        "num_hidden_layers": architecture.layers,
        "num_attention_heads": architecture.heads,
        "intermediate_size": architecture.feed_forward,
        "vocab_size": architecture.vocabulary,
        "max_position_embeddings": architecture.positions,
        "type_vocab_size": architecture.token_types,
        # Kept as float32, where 1e-12 reads 9.999999960041972e-13: the shortest decimal is meant.
        "layer_norm_eps": float(str(np.float32(architecture.epsilon))),
        "hidden_act": "gelu",
        "bos_token_id": vocabulary.bos,
        "eos_token_id": vocabulary.eos,
        "pad_token_id": vocabulary.pad,
        "dtype": "float32",
    }


def _tokenizer_config(architecture: Architecture, vocabulary: Vocabulary) -> dict[str, Any]:
    pieces = vocabulary.pieces
    return {
        # The generic class takes tokenizer.json as it is; XLMRobertaTokenizer rebuilds it.
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": pieces[vocabulary.bos],
        "cls_token": pieces[vocabulary.bos],
        "eos_token": pieces[vocabulary.eos],
        "sep_token": pieces[vocabulary.eos],
        "pad_token": pieces[vocabulary.pad],
        "unk_token": pieces[vocabulary.unknown],
        "mask_token": _MASK,
        "model_max_length": architecture.positions,
        "model_input_names": ["input_ids", "attention_mask"],
    }


def _sentence_transformers_files(architecture: Architecture) -> dict[str, Any]:
    modules = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    return {
        "modules.json": [
            {
                "idx": index,
                "name": str(index),
                "path": path,
                "type": f"sentence_transformers.models.{kind}",
            }
            for index, (path, kind) in enumerate(modules)
        ],
        "sentence_bert_config.json": {
            "max_seq_length": architecture.positions,
            "do_lower_case": False,
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": architecture.hidden,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
