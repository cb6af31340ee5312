"""The word search: what is indexed, in which order it is found, and that no word breaks it."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dutch.text import analyse, stems
from qa.errors import IndexDamaged
from qa.store import lexical
from qa.store.index import Index
from qa.store.lexical import LexicalIndex
from qa.store.rows import joined
from qa.types import Kind, Passage, Span


def passage(number: int, text: str, *path: str) -> Passage:
    return Passage(
        id=f"kst-1-1:p{number}",
        letter_id="kst-1-1",
        span=Span(0, len(text)),
        text=text,
        path=path,
        kind=Kind.PARAGRAPH,
        notes=(),
        reference="",
        url="",
    )


def opened(folder: Path, *texts: str, paths: Sequence[tuple[str, ...]] = ()) -> LexicalIndex:
    paths = paths or [()] * len(texts)
    made = [passage(n, t, *p) for n, (t, p) in enumerate(zip(texts, paths, strict=True))]
    lexical.write(made, {}, folder / "lexical")
    return LexicalIndex.open(folder / "lexical")


def counted(terms: Sequence[str]) -> dict[str, float]:
    return dict.fromkeys(terms, 1.0)


def rows(found: tuple[tuple[int, float], ...]) -> list[int]:
    return [row for row, _ in found]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("De overvallen in de gemeenten", "overvallen gemeenten"),
        ("niet meer of minder dan 1.174", "niet meer minder 1.174"),
        ("geen per sinds hoeveel welke wanneer wie", "geen per sinds hoeveel welke wanneer wie"),
        ("de het een", ""),
        ("", ""),
    ],
)
def test_stop_words_are_left_out_and_words_that_ask_are_kept(text: str, kept: str) -> None:
    assert analyse(text) == stems(kept)


def test_a_row_that_holds_the_rarer_word_comes_first(tmp_path: Path) -> None:
    found = opened(tmp_path, "politie en camera", "politie en brandweer", "politie en gemeente")
    assert rows(found.search(counted(analyse("politie camera")), 9)) == [0, 1, 2]


def test_rows_of_one_score_come_in_order(tmp_path: Path) -> None:
    found = opened(tmp_path, *["politie helpt"] * 5, "niets").search(counted(("politie",)), 9)
    assert rows(found) == [0, 1, 2, 3, 4]
    assert len({score for _, score in found}) == 1


def test_a_higher_score_is_better(tmp_path: Path) -> None:
    found = opened(
        tmp_path, "camera " * 3, "camera en nog veel meer woorden over andere zaken"
    ).search(counted(("camera",)), 2)
    assert rows(found) == [0, 1]
    assert found[0][1] > found[1][1]


def test_a_heading_is_found_too(tmp_path: Path) -> None:
    index = opened(tmp_path, "eerste", "tweede", paths=[("Heling",), ("Overvallen",)])
    assert rows(index.search(counted(analyse("heling")), 9)) == [0]


def test_accents_inflections_and_case_do_not_matter(tmp_path: Path) -> None:
    index = opened(tmp_path, "De Kamer is geïnformeerd over GEMEENTEN", "niets")
    assert rows(index.search(counted(analyse("geinformeerd")), 9)) == [0]
    assert rows(index.search(counted(analyse("gemeente")), 9)) == [0]


def test_numbers_and_names_are_terms_of_their_own(tmp_path: Path) -> None:
    index = opened(tmp_path, "er zijn 1.174 zaken", "er zijn 174 zaken", "de re_B00TCMP helpt")
    assert rows(index.search(counted(("1.174",)), 9)) == [0]
    assert rows(index.search(counted(("174",)), 9)) == [1]
    assert rows(index.search(counted(analyse("re_B00TCMP")), 9)) == [2]


def test_no_terms_and_unknown_terms_find_nothing(tmp_path: Path) -> None:
    index = opened(tmp_path, "politie")
    assert index.search(counted(()), 9) == ()
    assert index.search(counted(("onbekend",)), 9) == ()
    assert index.search(counted(("politie",)), 0) == ()


def test_no_more_than_k_rows_are_returned(index: Index) -> None:
    assert [len(index.lexical.search(counted(("overvall",)), k)) for k in (1, 3, 5)] == [1, 3, 5]


@given(st.text(max_size=40))
def test_no_question_breaks_the_search(index: Index, question: str) -> None:
    found = index.lexical.search(counted(analyse(question)), 3)
    assert all(0 <= row < len(index.passages) and score >= 0 for row, score in found)


@pytest.mark.parametrize(
    "question", ["AND", "OR NOT", "NEAR(a b)", "body:politie", "poli*", '"', "''"]
)
def test_words_of_the_query_language_are_words(question: str, index: Index) -> None:
    assert len(index.lexical.search(counted(analyse(question)), 3)) <= 3


def test_the_real_letter_is_found_by_its_own_words(index: Index) -> None:
    (row, _), *_ = index.lexical.search(counted(analyse("Digitaal Opkopers Loket meldplicht")), 3)
    assert "Digitaal Opkopers Loket" in index.passages.at(row).text


@pytest.mark.parametrize("name", ["about.json", *(f"{name}.npy" for name in lexical.NAMES)])
@pytest.mark.parametrize("data", [b"", b"niets", None])
def test_a_damaged_file_is_refused(tmp_path: Path, name: str, data: bytes | None) -> None:
    opened(tmp_path, "politie")
    file = tmp_path / "lexical" / name
    file.unlink() if data is None else file.write_bytes(data)
    with pytest.raises(IndexDamaged, match=r"lexical: niet te lezen"):
        LexicalIndex.open(tmp_path / "lexical")


def by_hand(
    documents: Sequence[Sequence[str]], terms: dict[str, float], mean: float = 0
) -> list[tuple[int, float]]:
    """Score every document by the formula of BM25 as it is printed."""
    mean = mean or max(sum(map(len, documents)) / len(documents), 1)
    found = []
    for row, document in enumerate(documents):
        score = 0.0
        for term, counts in terms.items():
            frequency = sum(term in each for each in documents)
            held = document.count(term)
            weight = math.log(1 + (len(documents) - frequency + 0.5) / (frequency + 0.5))
            norm = 1.2 * (1 - 0.75 + 0.75 * len(document) / mean)
            score += counts * weight * held * 2.2 / (held + norm)
        if score:
            found.append((row, score))
    return sorted(found, key=lambda item: (-round(item[1], 4), item[0]))


WORDS = ("kat", "hond", "muis", "vos", "das", "uil")


@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=12), min_size=1, max_size=40),
    st.dictionaries(st.sampled_from(WORDS), st.sampled_from([0.7, 1.0]), min_size=1),
    st.integers(1, 6),
)
def test_the_best_rows_are_those_of_the_formula(
    documents: list[list[str]], terms: dict[str, float], k: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = opened(Path(folder), *(" ".join(each) or "en" for each in documents))
        found = index.search(terms, k)
    expected = by_hand(documents, terms)
    assert len(found) == min(k, len(expected))
    scores = dict(expected)
    assert [score for _, score in found] == pytest.approx([s for _, s in expected[:k]], abs=1e-3)
    assert all(score == pytest.approx(scores[row], abs=1e-3) for row, score in found)


@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=12), min_size=1, max_size=30),
    st.dictionaries(st.sampled_from(WORDS), st.sampled_from([0.7, 1.0]), min_size=1),
    st.sets(st.integers(0, 29)),
    st.integers(1, 6),
)
def test_some_rows_are_found_as_if_there_were_no_others(
    documents: list[list[str]], terms: dict[str, float], chosen: set[int], k: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = opened(Path(folder), *(" ".join(each) or "en" for each in documents))
        rows = sorted(row for row in chosen if row < len(documents))
        index = whole.within(joined(range(row, row + 1) for row in rows))
        found = index.search(terms, k)
        known = index.frequencies(WORDS)
    mean = max(sum(map(len, documents)) / len(documents), 1)  # the one thing that is of all
    expected = [
        (rows[at], score) for at, score in by_hand([documents[r] for r in rows], terms, mean)
    ]
    assert [score for _, score in found] == pytest.approx([s for _, s in expected[:k]], abs=1e-3)
    assert {row for row, _ in found} <= set(rows)
    assert known == {word: sum(word in documents[row] for row in rows) for word in WORDS}


def test_words_that_stand_elsewhere_only_are_unknown(tmp_path: Path) -> None:
    index = opened(tmp_path, "woninginbraak", "inbraakcijfers", "camera").within((range(1, 3),))
    assert index.sharing("inbraak", 5) == ("inbraakcijfer",)
    assert index.beginning("w") == ()
    assert index.beginning("c") == ("camera",)


def test_an_abbreviation_that_stands_elsewhere_only_is_unknown(index: Index) -> None:
    words = LexicalIndex.open(index.folder / "lexical")
    assert words.within((range(1),)).abbreviations == {}
    every = words.within((range(len(index.passages)),))
    assert every.abbreviations == index.lexical.abbreviations


def test_the_same_passages_give_the_same_bytes(tmp_path: Path) -> None:
    texts = ("camera en politie", "politie", "straatroof op straat")
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        folder.mkdir()
        opened(folder, *texts)
    first, second = (
        {file.name: file.read_bytes() for file in (folder / "lexical").iterdir()}
        for folder in folders
    )
    assert first == second


def test_a_word_counts_as_often_as_is_said(tmp_path: Path) -> None:
    index = opened(tmp_path, "camera", "politie", "brandweer")
    ((_, whole),) = index.search({"camera": 1.0}, 9)
    ((_, part),) = index.search({"camera": 0.5, "onbekend": 1.0}, 9)
    assert part == pytest.approx(whole / 2)
    assert rows(index.search({"camera": 0.7, "politie": 1.0}, 9)) == [1, 0]


def test_words_that_share_a_part_are_found_both_ways(tmp_path: Path) -> None:
    index = opened(tmp_path, "cameraregeling, camera's en beveiligingscamera's", "cameraman kam")
    assert index.sharing("camera", 5) == ("beveiligingscamera", "cameraman", "cameraregel")
    assert index.sharing("beveiligingscamera", 5) == ("camera",)
    assert index.sharing("cameraregel", 7) == ()
    assert index.sharing("kam", 5) == ()


def test_a_very_long_word_is_cut_and_found(tmp_path: Path) -> None:
    index = opened(tmp_path, f"{'x' * 500}é politie", "politie")
    assert rows(index.search(counted(analyse("x" * 400)), 9)) == [0]
    assert index.sharing("x" * 30, 5) == ("x" * 48,)


def test_words_that_are_cut_alike_are_one(tmp_path: Path) -> None:
    index = opened(tmp_path, f"{'x' * 48}aan {'x' * 48}bij", "x" * 48, "politie")
    assert index.frequencies(["x" * 48]) == {"x" * 48: 2}
    assert rows(index.search(counted(["x" * 60]), 9)) == [0, 1]


def test_abbreviations_are_kept(tmp_path: Path) -> None:
    lexical.write([passage(1, "de CHO")], {"cho": ("collectiev", "ontzegg")}, tmp_path / "lexical")
    opened_again = LexicalIndex.open(tmp_path / "lexical")
    assert opened_again.abbreviations == {"cho": ("collectiev", "ontzegg")}


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    index = opened(tmp_path)
    assert index.search({"politie": 1.0}, 9) == ()
    assert index.frequencies(["politie"]) == {"politie": 0}
