"""The growth benchmark's own parts: what it reads, grows, sums up and draws; nothing is timed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from itertools import chain, islice
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray

from qa.letter.build import load
from tests.bench.growth import bench_letters, corpus, dutch_text, grow, letters, measure
from tests.bench.growth.bench_growth import SIZES, curves
from tests.bench.growth.dutch_text import Prose, TextMissing
from tests.bench.growth.figures import Figures, as_tables, recall, sum_up
from tests.bench.growth.picture import to_svg

SENTENCE = "De gebruiker kan in het venster met de muis een van de bestanden kiezen en openen."
TWICE = f"{SENTENCE} {SENTENCE}"
PAGE = f"""<!DOCTYPE html><html><head><title>Niet dit</title></head><body>
<h1>Bestanden</h1><p>{SENTENCE}</p><pre>rm -rf de het een van</pre>
<p>Dat is <b>niet</b> te missen &amp; wordt door de&no-i18n-tag; gebruiker van &kate; gezien.</p>
<h2>Kort</h2><p>Te kort.</p></body></html>"""
MANUAL = f""".\\" een opmerking
.SH "NAAM"
.PP
{SENTENCE}
.B \\fIniet\\fR
te missen \\(em
.SH OPTIES
"""


def prose(count: int) -> list[Prose]:
    """Return passages whose words are as unevenly shared as those of a language."""
    rng = np.random.default_rng(7)
    shares = 1 / np.arange(1, 2001)
    words = [f"woord{number}" for number in range(2000)]
    made = []
    for row in range(count):
        drawn = rng.choice(words, 40, p=shares / shares.sum()).tolist()
        made.append(Prose(f"Kop {row}", f"De {' '.join(drawn[:25])}. Een {' '.join(drawn[25:])}."))
    return made


def vectors(count: int, dim: int = 48) -> NDArray[np.float32]:
    drawn = np.random.default_rng(7).standard_normal((count, dim), np.float32) + np.float32(1)
    made: NDArray[np.float32] = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return made


def test_a_page_gives_its_text_under_its_heading_and_no_code() -> None:
    blocks = dutch_text.marked(PAGE)
    assert (True, "Bestanden") in blocks
    assert not any("rm -rf" in text or "Niet dit" in text for _, text in blocks)
    text = f"{SENTENCE} Dat is niet te missen & wordt door de gebruiker van kate gezien."
    assert list(dutch_text.passages(blocks)) == [Prose("Bestanden", text)]


def test_a_manual_page_loses_its_macros_and_fonts() -> None:
    assert dutch_text.manual(MANUAL) == [
        (True, "NAAM"),
        (False, f"{SENTENCE} niet te missen"),
        (True, "OPTIES"),
    ]


def test_long_text_is_parted_between_sentences_and_short_text_left_out() -> None:
    found = [each.text for each in dutch_text.passages([(False, " ".join([SENTENCE] * 25))])]
    lengths = [len(text.split()) for text in found]
    assert len(found) > 1
    assert all(dutch_text.SHORTEST <= each <= dutch_text.LONGEST for each in lengths)
    assert all(text.endswith(".") for text in found)
    assert list(dutch_text.passages([(False, "Dat is te kort.")])) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SENTENCE, True),
        ("The user can choose one of the files with the mouse and open it in that window.", False),
        ("12 34 56 == 78 de het een", False),
    ],
)
def test_only_dutch_prose_is_taken(text: str, expected: bool) -> None:
    assert dutch_text.is_dutch(text) is expected


def test_texts_come_from_the_cache_without_doubles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [Prose("A", TWICE), Prose("B", TWICE.replace(".", "!")), Prose("C", f"Nu: {TWICE}")]
    monkeypatch.setattr(dutch_text, "PACKAGES", ("hulp-nl",))
    monkeypatch.setattr(dutch_text, "_read", lambda package, cache: iter(made))
    assert dutch_text.collect(tmp_path) == (made[0], made[2])
    monkeypatch.setattr(dutch_text, "PACKAGES", ())
    assert dutch_text.collect(tmp_path) == (made[0], made[2])


def test_a_machine_without_apt_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TextMissing, match=r"^apt-get is not on this machine: [^\n]*$"):
        dutch_text.collect(tmp_path / "bench")


def test_a_refused_download_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text('#!/bin/sh\necho "E: niet te vinden" >&2\nexit 100\n', "utf-8")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TextMissing, match=r"^`apt-get .*\(E: niet te vinden\); try [^\n]*$"):
        dutch_text.collect(tmp_path / "bench")


def test_questions_are_held_out_and_always_the_same() -> None:
    real = prose(900)
    left, asked = grow.hold_out(real)
    assert (left, asked) == grow.hold_out(real)
    assert len(left) == 500
    assert 0 < len(asked) <= grow.QUESTIONS
    assert all(question.endswith("?") for question in asked)
    gone = [each.text for each in real if each not in left]
    assert len(gone) == 400
    assert all(any(question[-12:-1] in text for text in gone) for question in asked)


def test_grown_texts_are_the_same_every_time_and_start_with_the_real_ones() -> None:
    real = prose(50)
    many = list(grow.grow_texts(real, 300))
    assert len(many) == 300
    assert many[:50] == real
    assert many[:120] == list(grow.grow_texts(real, 120))
    assert real[:20] == list(grow.grow_texts(real, 20))
    assert len({each.text for each in many}) == 300


def test_grown_texts_keep_the_shares_of_the_words() -> None:
    real = prose(400)
    before, after = (
        Counter(chain.from_iterable(each.text.split() for each in texts))
        for texts in (real, islice(grow.grow_texts(real, 4000), 400, None))
    )
    assert set(after) <= set(before)
    total = sum(before.values()), sum(after.values())
    for word, held in before.most_common(20):
        assert after[word] / total[1] == pytest.approx(held / total[0], rel=0.15)
    # Zipf: the tenth word stands about a tenth as often as the first would.
    ordered = [held for word, held in after.most_common() if word.startswith("woord")]
    assert ordered[0] / ordered[9] == pytest.approx(10, rel=0.35)


def test_grown_vectors_lie_as_far_from_their_origin_as_real_neighbours() -> None:
    real = vectors(300)
    grown = np.concatenate(list(grow.grow_vectors(real, 1000)))
    assert grown.shape == (1000, 48)
    assert grown.dtype == np.float32
    assert (grown[:300] == real).all()
    assert np.linalg.norm(grown, axis=1) == pytest.approx(1, abs=1e-5)
    assert (grown[:700] == np.concatenate(list(grow.grow_vectors(real, 700)))).all()
    cosines = (grown[300:900] * np.concatenate([real, real])).sum(axis=1)
    assert np.median(cosines) == pytest.approx(np.median(grow.nearest(real)), abs=0.02)


def test_the_nearest_is_another_vector() -> None:
    real = np.array([[1, 0], [0.6, 0.8], [0, 1]], np.float32)
    assert grow.nearest(real) == pytest.approx([0.6, 0.8, 0.8])


def test_a_question_counts_in_its_fastest_round_and_the_first_round_is_kept() -> None:
    figures = sum_up([[9, 8, 7], [1, 2, 3]], [[1, 1, 1], [2, 2, 2]])
    assert figures["p50"] == 2
    assert figures["cpu_p95"] == 1
    assert figures["first_p95"] == pytest.approx(8.9)


def test_recall_takes_a_double_for_the_row_it_equals() -> None:
    truth = np.array([[0.9, 0.8], [0.9, 0.8]], np.float32)
    found = [np.array([0.9, 0.8], np.float32), np.array([0.9, 0.7], np.float32)]
    assert recall(found, truth) == 0.75


def steps(ms: float) -> dict[str, Figures]:
    way = {"p50": ms, "p95": 2 * ms, "cpu_p50": ms, "cpu_p95": ms, "first_p95": 3 * ms}
    memory = {"peak_mb": 1234.0, "own_mb": 60.0}
    built = {"seconds": 12.3, "cpu_seconds": 1.26, "mb": 0.5} | memory
    asked = {"both": way, "words": way, "vectors": way, "recall": 0.9975, "open_ms": 4.0} | memory
    return {"words": built, "vectors": built, "search": asked, "exact": {"exact": way} | memory}


def test_tables_have_a_row_for_each_size() -> None:
    text = as_tables({100: steps(0.05), 1_000_000: steps(7)})
    searches, builds = text.split("\n\n")
    assert "| 1,000,000 | 7.0 / 14 | 7.0 / 14 | 7.0 / 14 | 7.0 / 7.0 | 21 | 7.0 / 14 |" in searches
    assert "| 0.9975 | 1,234 | 60 | 4 |" in searches
    assert "| 100 | 12 | 1.3 | 1,234 | 0.5 | 12 | 1.3 | 1,234 | 0.5 |" in builds
    for table in (searches, builds):
        assert len({line.count("|") for line in table.split("\n")}) == 1


def test_the_picture_is_xml_with_every_curve_named() -> None:
    drawn = curves({size: steps(0.001 * size**0.6) for size in SIZES})
    root = ElementTree.fromstring(to_svg(drawn | {"<odd> & name": [(100, 1.0)]}))
    space = {"s": "http://www.w3.org/2000/svg"}
    lines = root.findall("s:polyline", space)
    texts = [each.text or "" for each in root.findall("s:text", space)]
    assert len(lines) == 5
    assert len({(line.get("stroke"), line.get("stroke-dasharray")) for line in lines[:4]}) == 4
    assert all(len((line.get("points") or "").split()) == len(SIZES) for line in lines[:4])
    for name in (*drawn, "<odd> & name"):
        assert any(text.startswith(f"{name}: ") for text in texts)
    assert {"100", "1,000,000", "passages"} <= set(texts)


def test_labels_do_not_lie_over_each_other() -> None:
    drawn = to_svg({name: [(100, 1.0), (1000, 1.0)] for name in "abc"})
    labels = [
        each for each in ElementTree.fromstring(drawn).iter() if (each.text or "")[1:2] == ":"
    ]
    heights = sorted(float(each.get("y") or 0) for each in labels)
    assert np.diff(heights).min() >= 15


def test_a_picture_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no points"):
        to_svg({})


def test_every_step_works_on_a_handful_of_passages(tmp_path: Path) -> None:
    real, real_vectors = prose(30), vectors(40)
    lines = [f"{each.heading}\t{each.text}\n" for each in grow.grow_texts(real, 40)]
    (tmp_path / corpus.PASSAGES).write_text("".join(lines), "utf-8")
    (tmp_path / corpus.QUESTIONS).write_text('["Waar staat woord1 of woord9?"]', "utf-8")
    np.save(tmp_path / corpus.VECTORS, real_vectors)
    np.save(tmp_path / corpus.ASKED, real_vectors[3:4])
    found = {name: step(tmp_path, 40, 2) for name, step in measure.STEPS.items()}
    assert found["search"]["recall"] == 1
    assert found["words"]["mb"] > 0
    assert found["exact"]["own_mb"] > 0
    assert as_tables({40: found}).count("\n| 40 |") == 2


def test_too_few_passages_are_refused() -> None:
    command = [sys.executable, "-m", "tests.bench.growth.bench_growth", "--most", "99"]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 2
    assert "--most 99: the smallest size is 100" in done.stderr


def test_varied_letters_are_alike_each_time_and_are_read_as_letters(tmp_path: Path) -> None:
    bases = letters.base_letters()[:7]
    for folder in ("one", "two"):
        for number in (1, 6, 8, 13):  # the last two are made of the first two
            letters.write_letter(tmp_path / folder, number, bases)
    found = [load(folder) for folder in sorted((tmp_path / "one").iterdir())]
    again = [load(folder) for folder in sorted((tmp_path / "two").iterdir())]
    assert [each.text for each in found] == [each.text for each in again]
    assert len({each.text for each in found}) == 4
    for real, varied in ((found[0], found[2]), (found[1], found[3])):
        assert len(varied.blocks) == len(real.blocks)
        alike = {letters.skeleton(line) for line in real.text.split("\n")}
        lines = varied.text.split("\n")
        assert sum(letters.skeleton(line) in alike for line in lines) > 0.9 * len(lines)


def test_letters_are_told_in_tables_and_reckoned_on() -> None:
    ask = {
        f"{name}_{kind}_p{part}": 1.0
        for name in ("own", "all", "passages")
        for kind in ("ms", "rest")
        for part in (50, 95)
    }
    built = {"seconds": 36.0, "cpu_seconds": 36.0, "peak_mb": 1.0}
    steps = {
        "build": {**built, "passages": 9, "facts": 8, "index_mb": 1.0, "kept_mb": 2.0},
        "add": built,
        "ask": {**ask, "open_cpu": 0.1, "warm_cpu": 0.2, "own_mb": 3.0},
    }
    text = bench_letters.as_tables({1_000: steps})
    assert "| 1,000 | 9 | 8 | 36.0 | 36.0 | 36 | 1 | 36.0 | 36.0 | 1 | 1.0 | 2.0 |" in text
    assert "100,000 letters, reckoned from 1,000: 1.0 hours" in text
    assert "60 minutes to add one; 0 GB of index" in text
