"""The benchmark's own arithmetic, its tables, and the lines its workers speak; nothing is timed."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from qa.model.obtain import DEFAULT_CACHE, obtain
from qa.question.passages.retrieve import retrieve
from qa.store.index import Index
from tests.bench import passages
from tests.bench.bench_peers import COMPETITORS, gold_sets
from tests.bench.figures import Result, Speed, Spread, quality, rank_of_gold, speed, spread
from tests.bench.peers import worker
from tests.bench.processes import PeerFailed, Place, Worker, run
from tests.bench.tables import as_markdown, as_text, render

QUESTION = "Waaruit bestaat de HIC-aanpak?"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory, index: Index, index_folder: Path) -> Path:
    """A benchmark's folder with our index and its passages."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "index").symlink_to(index_folder)
    passages.write(index, folder / passages.FILE)
    return folder


@pytest.fixture(scope="module")
def model() -> Path:
    return obtain("", Path(os.environ.get("QA_CACHE") or DEFAULT_CACHE), print)


def converse(search: worker.Search, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    replies = io.StringIO()
    worker.serve(search, [json.dumps(request) for request in requests], replies)
    return [json.loads(line) for line in replies.getvalue().splitlines()]


def test_the_rank_is_that_of_the_first_row_that_holds_a_piece() -> None:
    bodies = ["een", "twee", "twee drie"]
    assert rank_of_gold([0, 2, 1], ["drie", "twee"], bodies) == 2
    assert rank_of_gold([0], ["drie"], bodies) is None


def test_a_row_that_the_peers_were_not_given_is_never_right() -> None:
    assert rank_of_gold([-1, 0], ["een"], ["een", "een"]) == 2


def test_recall_counts_questions_and_a_lost_one_adds_nothing_to_the_mrr() -> None:
    figures = quality([1, 2, 4, None])
    assert figures.recall == (0.25, 0.5, 0.75)
    assert figures.mrr == (1 + 1 / 2 + 1 / 4) / 4


def test_rounds_are_summed_up_by_their_medians() -> None:
    assert speed([[1, 2, 30], [3, 4, 5]]) == Speed(p50=Spread(3, 2, 4), p95=30, least=2)
    assert spread([5, 1, 2]) == Spread(2, 1, 5)


def test_tables_give_each_figure_with_its_ratio_to_ours() -> None:
    ours = Result("ours", build=2.0, memory=100, cold=Spread(1, 0.9, 1.1))
    ours.quality["dev"] = quality([1, 1])
    peer = Result("peer", build=5.0, cold=Spread(3, 2, 4))
    peer.quality["dev"] = quality([1, None])
    text = render([ours, peer], markdown=False)
    assert "Found, dev (2 questions)" in text
    assert "0.50 (0.50×)" in text
    assert "3.00 [2.00–4.00] (3.00×)" in text
    assert (
        "| peer | – | – | – | – | 3.00 [2.00–4.00] (**3.00×**) | 5.0 (**2.50×**) | – |"
        in render([ours, peer], markdown=True)
    )


def test_a_competitor_that_failed_is_named_with_the_reason() -> None:
    text = render([Result("ours", build=1.0), Result("peer", failed="no module")], markdown=False)
    assert text.endswith("peer: no module")


def test_tables_are_aligned_or_piped() -> None:
    cells = [["", "ms"], ["ours", "1"], ["them", "12"]]
    assert as_text(cells).splitlines() == ["      ms", "ours   1", "them  12"]
    assert as_markdown(cells).splitlines()[:2] == ["|  | ms |", "| --- | ---: |"]


def test_the_passages_are_all_that_our_search_ranks(work: Path, index: Index) -> None:
    rows = [index.passages.at(row) for row in range(len(index.passages))]
    kept = [passage for passage in rows if passage.kind.value != "table"]
    assert passages.ids(work / passages.FILE) == [passage.id for passage in kept]
    first = kept[0]
    assert passages.texts(work / passages.FILE)[0] == " > ".join(first.path) + "\n" + first.text


def test_every_gold_question_can_be_found_in_the_passages(work: Path) -> None:
    bodies = passages.bodies(work / passages.FILE)
    for rows in gold_sets(fitting=False).values():
        assert rows
        for question, pieces in rows:
            assert rank_of_gold(range(len(bodies)), pieces, bodies), question


def test_a_worker_answers_as_our_search_does(work: Path, model: Path, index: Index) -> None:
    search = worker.open_peer("ours:open_search", work, model)
    request = {"do": "search", "question": QUESTION, "k": 3}
    found, rush, memory = converse(
        search,
        request,
        {"do": "throughput", "questions": [QUESTION] * 4, "callers": 2, "k": 3},
        {"do": "memory"},
    )
    ids = passages.ids(work / passages.FILE)
    wanted = [hit.passage.id for hit in retrieve(QUESTION, index, 3)]
    assert [ids[row] for row in found["rows"]] == wanted
    assert found["ms"] > 0
    assert rush["per_second"] > 0
    assert memory["peak_mb"] > 1


@pytest.mark.parametrize("opener", ["open_search", "open_ask", "open_words", "open_vectors"])
def test_each_way_of_ours_finds_the_passage(opener: str, work: Path, model: Path) -> None:
    question = "zijn er workshops over respect voor hulpverleners?"
    rows = worker.open_peer(f"ours:{opener}", work, model)(question, 5)
    pieces = ["workshops «respect voor hulpverleners»"]
    assert rank_of_gold(rows, pieces, passages.bodies(work / passages.FILE))


def test_an_unknown_request_is_refused() -> None:
    with pytest.raises(ValueError, match="«sing» is no request"):
        converse(lambda question, k: [], {"do": "sing"})


def test_what_a_process_said_last_is_the_reason(tmp_path: Path) -> None:
    place = Place(tmp_path, os.environ, tmp_path / "log.log")
    command = [sys.executable, "-c", "raise SystemExit('no such peer')"]
    with pytest.raises(PeerFailed, match="no such peer"):
        run(command, place)
    one = Worker(command, place)
    with pytest.raises(PeerFailed, match="no such peer"):
        one.ask({"do": "memory"})
    one.close()
    with pytest.raises(PeerFailed, match="No such file"):
        Worker([str(tmp_path / "python")], place)


def test_a_process_is_measured_as_a_whole(tmp_path: Path) -> None:
    place = Place(tmp_path, os.environ, tmp_path / "log.log")
    done = run([sys.executable, "-c", "print('klaar')"], place)
    assert done.output == "klaar\n"
    assert done.seconds > 0
    assert done.peak_mb > 1


def test_every_peer_has_its_file_and_ours_comes_first() -> None:
    folder = Path(worker.__file__).parent
    assert all((folder / f"{each.peer.partition(':')[0]}.py").is_file() for each in COMPETITORS)
    assert COMPETITORS[0].peer == "ours:open_search"
