"""The vector search is exact, gives one result for one question, and refuses damaged files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from qa.errors import IndexDamaged
from qa.store import dense
from qa.store.dense import DenseIndex


def unit(*rows: tuple[float, ...]) -> NDArray[np.float32]:
    vectors = np.array(rows, np.float32)
    scaled: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return scaled


VECTORS = unit((1, 0), (3, 4), (0, 1), (3, 4), (-1, 0))


def opened(folder: Path, vectors: NDArray[np.float32] = VECTORS) -> DenseIndex:
    path = folder / "vectors.faiss"
    dense.write(vectors, path)
    return DenseIndex.open(path)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dense") / "vectors.faiss"
    dense.write(VECTORS, path)
    return path


def test_the_nearest_come_first_with_their_cosine(tmp_path: Path) -> None:
    index = opened(tmp_path)
    assert len(index) == 5
    assert index.dimension == 2
    found = index.search(np.array([0, 1], np.float32), 3)
    assert [row for row, _ in found] == [2, 1, 3]
    assert [score for _, score in found] == pytest.approx([1.0, 0.8, 0.8])


def test_equal_scores_come_in_the_order_of_the_rows(tmp_path: Path) -> None:
    index = opened(tmp_path, unit(*[(1, 0)] * 40, (0, 1), *[(1, 0)] * 40))
    found = index.search(np.array([1, 0], np.float32), 50)
    assert [row for row, _ in found] == [*range(40), *range(41, 51)]


@given(st.lists(st.sampled_from([(1, 0), (0, 1), (3, 4), (4, 3)]), min_size=1), st.integers(1, 12))
def test_the_result_is_that_of_sorting_all_scores(rows: list[tuple[float, float]], k: int) -> None:
    import faiss

    vectors, query = unit(*rows), np.array([1, 0], np.float32)
    flat = faiss.IndexFlatIP(2)
    flat.add(vectors)
    expected = sorted(range(len(rows)), key=lambda row: (-(vectors[row] @ query), row))[:k]
    assert [row for row, _ in DenseIndex(flat).search(query, k)] == expected


@pytest.mark.parametrize(("k", "found"), [(0, 0), (-1, 0), (5, 5), (99, 5)])
def test_no_more_rows_are_found_than_asked_for_or_there(tmp_path: Path, k: int, found: int) -> None:
    assert len(opened(tmp_path).search(np.array([1, 0], np.float32), k)) == found


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    index = opened(tmp_path, np.empty((0, 2), np.float32))
    assert index.search(np.array([1, 0], np.float32), 3) == ()


def test_the_file_is_one_that_faiss_reads(written: Path) -> None:
    import faiss

    assert faiss.read_index(str(written)).reconstruct_n(0, 5).tolist() == VECTORS.tolist()


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="niet te lezen"):
        DenseIndex.open(tmp_path / "vectors.faiss")


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vectors.faiss"
    path.write_bytes(b"SQLite format 3\0")
    with pytest.raises(IndexDamaged, match=r"geen vectorindex: begint met b'SQLi'; bouw de index"):
        DenseIndex.open(path)


def test_a_cut_off_file_is_refused_with_what_is_left(tmp_path: Path, written: Path) -> None:
    path = tmp_path / "vectors.faiss"
    path.write_bytes(written.read_bytes()[:-4])
    with pytest.raises(IndexDamaged, match="9 getallen, verwacht 5 rijen van 2"):
        DenseIndex.open(path)


@given(cut=st.integers(0, 84))
def test_a_truncated_file_is_always_refused(written: Path, cut: int) -> None:
    data = written.read_bytes()
    assert len(data) == 85
    broken = written.with_name("cut.faiss")
    broken.write_bytes(data[:cut])
    with pytest.raises(IndexDamaged):
        DenseIndex.open(broken)


@given(flips=st.lists(st.tuples(st.integers(0, 84), st.integers(0, 255)), min_size=1, max_size=3))
def test_flipped_bytes_are_refused_or_searchable(
    written: Path, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(written.read_bytes())
    for at, value in flips:
        data[at] = value
    broken = written.with_name("flipped.faiss")
    broken.write_bytes(data)
    with suppress(IndexDamaged):  # and nothing else
        assert len(DenseIndex.open(broken).search(np.array([1, 0], np.float32), 5)) == 5


@pytest.fixture(scope="module")
def many() -> NDArray[np.float32]:
    """Vectors around few centres, as those of texts lie."""
    random = np.random.default_rng(720)
    centres = random.standard_normal((300, 64))
    rows = centres[random.integers(0, 300, dense.FLAT_MOST + 1)]
    return unit(*(rows + 0.5 * random.standard_normal(rows.shape)))


def test_many_vectors_are_searched_by_codes_and_hardly_less_exactly(
    many: NDArray[np.float32], tmp_path: Path
) -> None:
    few, more = opened(tmp_path, many[:-1]), opened(tmp_path, many)
    held = 0
    for query in many[::500]:
        exact = [row for row, _ in few.search(query, 10)]
        found = more.search(query, 50)[:10]
        held += len(set(exact) & {row for row, _ in found})
        assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)
        assert found[0][1] == pytest.approx(1, abs=2e-3)  # cosines from half precision
    assert held / (10 * len(many[::500])) >= 0.97
    assert len(more) == len(many)


def test_codes_are_the_same_bytes_each_time(many: NDArray[np.float32], tmp_path: Path) -> None:
    for name in "ab":
        dense.write(many, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_damaged_file_of_codes_is_refused(many: NDArray[np.float32], tmp_path: Path) -> None:
    path = tmp_path / "vectors.faiss"
    dense.write(many, path)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(IndexDamaged, match="de vectoren zijn veranderd"):
        DenseIndex.open(path)


PARTS = (range(3), range(40, 90), range(9_990, dense.FLAT_MOST))


@pytest.mark.parametrize("size", [dense.FLAT_MOST, dense.FLAT_MOST + 1], ids=["exact", "codes"])
def test_some_rows_are_searched_exactly_and_no_others(
    size: int, many: NDArray[np.float32], tmp_path: Path
) -> None:
    whole = opened(tmp_path, many[:size])
    rows = [row for part in PARTS for row in part]
    narrowed = whole.within(PARTS)
    assert len(narrowed) == len(rows)
    for query in many[::1000]:
        cosines = many[rows] @ query
        best = sorted(zip(-cosines, rows, strict=True))[:10]
        found = narrowed.search(query, 10)
        assert [score for _, score in found] == pytest.approx([-c for c, _ in best], abs=2e-3)
        assert {row for row, _ in found} <= set(rows)
    assert len(narrowed.search(many[0], 500)) == len(rows)
    assert whole.within(()).search(many[0], 5) == ()


def test_equal_scores_of_some_rows_come_in_their_order(tmp_path: Path) -> None:
    index = opened(tmp_path, unit(*[(1, 0)] * 40)).within((range(5, 9), range(20, 30)))
    found = index.search(np.array([1, 0], np.float32), 6)
    assert [row for row, _ in found] == [5, 6, 7, 8, 20, 21]
