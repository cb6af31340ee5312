"""The quick tokenizer gives the ids of the tokenizers library, for whatever text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer as LibraryTokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import BertProcessing

from qa.model import tokens
from qa.model.encode import EXPORT
from qa.model.tokens import LibraryTokens, Tokenizer, UnigramTokens, open_tokenizer

MOST = 512
SPECIAL = ["<s>", "</s>", "<pad>", "<unk>", "<mask>"]
# NFKC of characters that came after Unicode 13 differs between Python and the library.
_ASSIGNED_LONG_AGO = st.characters(max_codepoint=0xD7FF, exclude_categories=("Cs", "Cn"))


@pytest.fixture(scope="module")
def quick(model_folder: Path) -> UnigramTokens:
    return UnigramTokens.open(model_folder / EXPORT.parent, MOST)


@pytest.fixture(scope="module")
def library(model_folder: Path) -> LibraryTokens:
    return LibraryTokens.open(model_folder / "tokenizer.json", MOST)


def test_the_default_model_brings_the_quick_one(model_folder: Path) -> None:
    assert isinstance(open_tokenizer(model_folder, EXPORT.parent, MOST), UnigramTokens)


def test_another_model_is_read_by_the_library(model_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").symlink_to(model_folder / "tokenizer.json")
    assert isinstance(open_tokenizer(tmp_path, EXPORT.parent, MOST), LibraryTokens)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Hello world!", [0, 35378, 8999, 38, 2]),
        ("passage: ", [0, 46692, 12, 2]),
        ("", [0, 2]),
        ("𓌨𓌩", [0, 6, 3, 2]),  # without a piece, and neighbours: one unknown token
    ],
)
def test_ids_are_those_of_xlm_roberta(
    quick: UnigramTokens, library: LibraryTokens, text: str, ids: list[int]
) -> None:
    assert quick.ids(text) == library.ids(text) == ids


def test_every_line_of_the_letter_is_cut_alike(
    quick: UnigramTokens, library: LibraryTokens, letter: str
) -> None:
    assert [quick.ids(x) for x in letter.splitlines()] == [
        library.ids(x) for x in letter.splitlines()
    ]


def test_words_put_together_from_all_pieces_are_cut_alike(
    quick: UnigramTokens, library: LibraryTokens, model_folder: Path
) -> None:
    pieces = (model_folder / EXPORT.parent / tokens.PIECES).read_text("utf-8").split("\n")[4:-1]
    drawn = random.Random(720)
    drawn.shuffle(pieces)
    texts = [" ".join(pieces[at : at + 20]) for at in range(0, len(pieces), 20)]
    texts += ["".join(pieces[at : at + 3]) for at in range(0, 60_000, 3)]
    different = [text for text in texts if quick.ids(text) != library.ids(text)]
    assert different == []


@given(
    st.lists(st.text(_ASSIGNED_LONG_AGO, max_size=20) | st.sampled_from(SPECIAL), max_size=6).map(
        "".join
    )
)
@example("Wat is <mask> dan?")
@example(" <mask>")  # the token takes the spaces before it along
@example("a<s>b")
@example("<ma<s>sk>")
def test_any_text_is_cut_alike(quick: UnigramTokens, library: LibraryTokens, text: str) -> None:
    assert quick.ids(text) == library.ids(text)


@pytest.mark.parametrize("words", [509, 510, 511, 5000])
def test_a_long_text_is_cut_off_alike(
    quick: UnigramTokens, library: LibraryTokens, words: int
) -> None:
    text = "de " * words
    assert quick.ids(text) == library.ids(text)
    assert len(quick.ids(text)) == min(words + 2, MOST)


@pytest.mark.parametrize("special", [*SPECIAL, "＜s＞"])  # NFKC makes <s> of the last one
def test_a_special_token_in_a_question_is_text(
    quick: UnigramTokens, library: LibraryTokens, special: str
) -> None:
    found = quick.ids(f"Wat is {special} dan?")
    assert [id for id in found if id in (0, 1, 2, 3, 250001)] == [0, 2]
    assert library.ids(f"Wat is {special} dan?") == found


def test_a_special_token_of_a_model_that_cuts_into_word_pieces_is_text(tmp_path: Path) -> None:
    words = ["[UNK]", "[CLS]", "[SEP]", "[MASK]", "[", "]", "mask", "wat"]
    cutting = LibraryTokenizer(
        WordPiece({word: id for id, word in enumerate(words)}, unk_token="[UNK]")
    )
    cutting.normalizer = BertNormalizer()
    cutting.pre_tokenizer = BertPreTokenizer()
    cutting.post_processor = BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    cutting.add_special_tokens(words[:4])
    cutting.save(str(tmp_path / "tokenizer.json"))
    assert cutting.encode("Wat [MASK]").ids == [1, 7, 3, 2]  # what the library does unasked
    opened = LibraryTokens.open(tmp_path / "tokenizer.json", MOST)
    assert opened.ids("Wat [MASK]") == [1, 7, 4, 6, 5, 2]


@pytest.mark.parametrize("alter", ["pieces.txt", "scores.npy", "unigram.json"])
def test_a_damaged_vocabulary_is_no_tokenizer(
    model_folder: Path, tmp_path: Path, alter: str
) -> None:
    for name in (tokens.PIECES, tokens.SCORES, tokens.SETTINGS):
        data = (model_folder / EXPORT.parent / name).read_bytes()
        (tmp_path / name).write_bytes(data[: len(data) // 2] if name == alter else data)
    with pytest.raises((ValueError, LookupError, TypeError)):
        UnigramTokens.open(tmp_path, MOST)


def test_both_are_tokenizers(quick: UnigramTokens, library: LibraryTokens) -> None:
    each: list[Tokenizer] = [quick, library]
    assert [one.ids("heling") for one in each] == [[0, 764, 2069, 2]] * 2
