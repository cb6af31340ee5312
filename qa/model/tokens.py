"""Text → the token ids of a model.

In goes text with its prompt; out come the ids of its tokens, cut to what the model takes. A model
of one's own is read by the tokenizers library. That takes a second to load the default model's
250,002 pieces, which a question would wait for: those are read here, in a twentieth of that, to the
same ids. A test compares both on a large list of Dutch words and on whatever hypothesis thinks of.

A special token that stands in a text ("<s>") is text like any other, for both: who asks a question
does not steer the model.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

if TYPE_CHECKING:
    from tokenizers import Tokenizer as LibraryTokenizer

    from qa.model.bert import Vocabulary

PIECES, SCORES, SETTINGS = "pieces.txt", "scores.npy", "unigram.json"

_WORD_START: Final = "▁"
_WORDS: Final = re.compile(f"{_WORD_START}[^{_WORD_START}]*")
# Source: the unigram model of sentencepiece: a character without a piece costs this much more than
# the least likely piece.
_UNKNOWN_PENALTY: Final = 10.0
_REMEMBERED_WORDS: Final = 16_384


class Tokenizer(Protocol):
    """Cuts text into a model's tokens."""

    def ids(self, text: str) -> list[int]:
        """Return the ids of a text's tokens, those that begin and end it included."""


class LibraryTokens:
    """What the tokenizers library makes of a folder's tokenizer.json."""

    def __init__(self, tokenizer: LibraryTokenizer, max_tokens: int) -> None:
        tokenizer.no_padding()
        tokenizer.enable_truncation(max_tokens)
        tokenizer.encode_special_tokens = True  # as text, that is
        self._tokenizer = tokenizer

    @classmethod
    def open(cls, path: Path, max_tokens: int) -> LibraryTokens:
        """Read a tokenizer.json. What is wrong with it is raised as the library raises it."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(path))
        _hide_special_pieces(tokenizer, json.loads(path.read_text("utf-8"))["model"])
        return cls(tokenizer, max_tokens)

    def ids(self, text: str) -> list[int]:
        """Return the ids of a text's tokens, those that begin and end it included."""
        return self._tokenizer.encode(text).ids


class UnigramTokens:
    """The unigram tokenizer of XLM-RoBERTa: of all ways to cut a word, the most likely one.

    Source: Kudo, Subword Regularization (2018), section 3.1; ties as the tokenizers library decides
    them.
    """

    def __init__(
        self,
        pieces: Mapping[str, int],
        scores: list[float],
        normalisation: Mapping[str, str],
        bos: int,
        eos: int,
        unknown: int,
        max_tokens: int,
    ) -> None:
        self._pieces = pieces
        self._scores = scores
        self._normalisation = str.maketrans(dict(normalisation))
        self._bos, self._eos, self._unknown = bos, eos, unknown
        self._room = max_tokens - 2
        self._longest = max(map(len, pieces))
        self._unknown_score = min(scores) - _UNKNOWN_PENALTY
        # A question shares most of its words with the questions before it.
        self._of_word = lru_cache(maxsize=_REMEMBERED_WORDS)(self._cut)

    @classmethod
    def open(cls, folder: Path, max_tokens: int) -> UnigramTokens:
        """Read what `write` left.

        Raises: OSError, ValueError, LookupError, TypeError when that is not there or damaged.
        """
        pieces = (folder / PIECES).read_bytes().decode("utf-8").split("\n")
        settings = json.loads((folder / SETTINGS).read_text("utf-8"))
        scores = np.load(folder / SCORES).tolist()
        known = dict(zip(pieces, range(len(pieces)), strict=True))
        for special in settings.pop("special"):
            del known[pieces[special]]
        return cls(known, scores, max_tokens=max_tokens, **settings)

    def ids(self, text: str) -> list[int]:
        """Return the ids of a text's tokens, those that begin and end it included."""
        plain = unicodedata.normalize("NFKC", text.translate(self._normalisation))
        found = [self._bos]
        for chunk in plain.split():
            marked = chunk if chunk.startswith(_WORD_START) else _WORD_START + chunk
            for word in _WORDS.findall(marked):
                found.extend(self._of_word(word))
            if len(found) > self._room:  # a long text is not read to its end
                break
        return [*found[: self._room + 1], self._eos]

    def _cut(self, word: str) -> tuple[int, ...]:
        """Cut one word by Viterbi: at each place the best way to get there, and from where."""
        pieces, scores, size = self._pieces, self._scores, len(word)
        best: list[float | None] = [0.0, *[None] * size]
        start_of, id_of = [0] * (size + 1), [0] * (size + 1)
        for start in range(size):
            so_far = best[start]
            if so_far is None:  # no way leads here
                continue
            last = min(size, start + self._longest)
            for end in range(start + 1, last + 1):
                id = pieces.get(word[start:end])
                if id is not None:
                    score = scores[id] + so_far
                elif end == start + 1:
                    id, score = self._unknown, self._unknown_score + so_far
                else:
                    continue
                there = best[end]
                if there is None or score > there:
                    best[end], start_of[end], id_of[end] = score, start, id
        found: list[int] = []
        end = size
        while end:
            unknown_again = id_of[end] == self._unknown and found[-1:] == [self._unknown]
            if not unknown_again:  # neighbouring characters without a piece are one unknown token
                found.append(id_of[end])
            end = start_of[end]
        return tuple(reversed(found))


def _hide_special_pieces(tokenizer: LibraryTokenizer, model: Mapping[str, Any]) -> None:
    """Keep a unigram model from finding its special tokens in text, where they are pieces too.

    Their ids stay theirs: only their names become such as no text holds once it is cut at spaces.
    Models of other kinds cut at punctuation, or join characters by merges, none of which makes one.
    """
    from tokenizers.models import Unigram

    if model["type"] != "Unigram":
        return
    special = {str(token) for token in tokenizer.get_added_tokens_decoder().values()}
    pieces = [(f" {piece}" if piece in special else piece, x) for piece, x in model["vocab"]]
    tokenizer.model = Unigram(pieces, model["unk_id"], model.get("byte_fallback", False))


def open_tokenizer(folder: Path, export: Path, max_tokens: int) -> Tokenizer:
    """Open the tokenizer of a model folder: the quick one where its `export` folder brings it."""
    if (folder / export / SETTINGS).is_file():
        return UnigramTokens.open(folder / export, max_tokens)
    return LibraryTokens.open(folder / "tokenizer.json", max_tokens)


def write(vocabulary: Vocabulary, normalisation: Mapping[str, str], folder: Path) -> None:
    """Write a vocabulary as `UnigramTokens.open` reads it.

    `normalisation` holds the characters that do not become what NFKC makes of them.
    """
    special = (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unknown)
    settings = {
        "normalisation": dict(normalisation),
        "bos": vocabulary.bos,
        "eos": vocabulary.eos,
        "unknown": vocabulary.unknown,
        "special": sorted({*special, *_named(vocabulary)}),
    }
    (folder / PIECES).write_bytes("\n".join(vocabulary.pieces).encode("utf-8"))
    np.save(folder / SCORES, np.array(vocabulary.scores))
    (folder / SETTINGS).write_text(json.dumps(settings, ensure_ascii=False) + "\n", "utf-8")


def _named(vocabulary: Vocabulary) -> list[int]:
    """Return the pieces that are special by their name ("<mask>"), where it is among them."""
    return [id for id, piece in enumerate(vocabulary.pieces) if piece == "<mask>"]
