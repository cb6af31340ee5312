"""A build replaces the index in one step or not at all, whatever happens to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from qa import ask, wire
from qa.errors import LetterError
from qa.letter.build import STORES, build, load
from qa.letter.embed import embedded_text
from qa.model.encode import Encoder
from qa.question.passages.retrieve import retrieve
from qa.store.index import Index
from tests.letter.factories import make, page

ROOT = Path(__file__).parents[2]
QUESTION = "Hoeveel gemeenten doen mee?"
BODY = "Inleiding\n\nEr doen 12 gemeenten mee aan de proef. Dat is een goed begin."


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A corpus of one small letter."""
    make(tmp_path / "corpus", BODY)
    return tmp_path / "corpus"


@pytest.fixture
def old(letters: Path, tmp_path: Path, encoder: Encoder) -> Path:
    """An index of that corpus; after it the corpus has a second letter."""
    build(letters, tmp_path / "index", encoder)
    add_letter(letters)
    return tmp_path / "index"


def add_letter(letters: Path, body: str = BODY.replace("12", "30")) -> None:
    folder = letters / "kst-12345-7"
    folder.mkdir()
    text = page(body).replace("kst-12345-6", "kst-12345-7").replace("12345 -6", "12345 -7")
    (folder / "letter.txt").write_text(text, encoding="utf-8")


def read(index: Path) -> Index:
    return Index.open(index)


def builds(index: Path) -> list[str]:
    return sorted(path.name for path in (index / "builds").iterdir() if path.is_dir())


class Failing:
    """The real model, until it is to encode the passages."""

    def __init__(self, encoder: Encoder, error: BaseException) -> None:
        self.model_id = encoder.model_id
        self.dimension = encoder.dimension
        self.encode_query = encoder.encode_query
        self.reader = encoder.reader
        self._error = error

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise self._error


def test_two_builds_in_a_row_are_the_same_byte_for_byte(
    corpus: Path, index_folder: Path, tmp_path: Path, encoder: Encoder
) -> None:
    build(corpus, tmp_path / "index", encoder)
    first, second = index_folder / "current", tmp_path / "index" / "current"
    assert {path.name for path in first.iterdir()} == {path.name for path in second.iterdir()}
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert [name.as_posix() for name in names] == sorted([*STORES, "manifest.json"])
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_a_build_says_what_it_made(letters: Path, tmp_path: Path, encoder: Encoder) -> None:
    said: list[str] = []
    made = build(letters, tmp_path / "index", encoder, said.append)
    opened = read(tmp_path / "index")
    assert opened.manifest == made
    assert (made.passages, made.facts, list(made.letters)) == (3, 1, ["kst-12345-6"])
    assert said[:2] == ["1 brief lezen", "3 passages omzetten in vectoren"]
    assert said[2] == "1 van 3 passages omzetten in vectoren"


def test_a_build_tells_of_a_table_that_was_not_understood_and_goes_on(
    letters: Path, tmp_path: Path, encoder: Encoder
) -> None:
    add_letter(letters, f"{BODY}\n\n2020 1.000 2.000\n2021 3.000 4.000\n\nDat was het.")
    said: list[str] = []
    made = build(letters, tmp_path / "index", encoder, said.append)
    where = "Let op: kst-12345-7, regel 24, tabel 1 («2020 1.000 2.000»): "
    assert said[2].startswith(f"{where}deze tabel is niet zeker te lezen: u kunt in de tekst")
    assert "maar niet vragen naar de getallen (de kop" in said[2]
    assert made.facts == 2
    hits = retrieve("2021 3.000 4.000", read(tmp_path / "index"), 1)
    assert [hit.passage.text for hit in hits] == ["2020 1.000 2.000\n2021 3.000 4.000"]


def test_what_is_embedded_is_the_heading_the_text_and_what_carries_a_note(index: Index) -> None:
    note = index.passages.footnote("kst-28684-720", 44)
    assert embedded_text(note) == (
        "3.1 Publieksvoorlichting\nVolgend jaar vindt de week van de veiligheid plaats in week 41"
    )
    read_letter = load(ROOT / "corpus" / "kst-28684-720")
    carrier = next(n for n in read_letter.footnotes if n.number == 44).sentence.of(read_letter.text)
    text = embedded_text(note, carrier)
    assert text == f"3.1 Publieksvoorlichting\n{carrier} {note.text}"
    row = next(r for r in range(len(index.passages)) if index.passages.at(r) == note)
    ((nearest, cosine),) = index.dense.search(index.encoder.encode_passages([text])[0], 1)
    assert nearest == row
    assert cosine == pytest.approx(1, abs=1e-3)


def test_a_new_build_answers_from_the_new_corpus(
    letters: Path, old: Path, encoder: Encoder
) -> None:
    before = read(old).id
    build(letters, old, encoder)
    assert read(old).id != before
    assert list(read(old).manifest.letters) == ["kst-12345-6", "kst-12345-7"]


@pytest.mark.parametrize("error", [RuntimeError("stuk"), MemoryError(), KeyboardInterrupt()])
def test_a_model_that_fails_leaves_the_old_index_and_nothing_else(
    error: BaseException, letters: Path, old: Path, encoder: Encoder
) -> None:
    before, kept = read(old).id, builds(old)
    with pytest.raises(type(error)):
        build(letters, old, Failing(encoder, error))
    assert (read(old).id, builds(old)) == (before, kept)
    assert "12" in ask(QUESTION, read(old)).text


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "a note without a marker": lambda folder: (folder / "letter.txt").write_text(
        page(BODY, ("Een noot.",)).replace("12345", "98765"), "utf-8"
    ),
    "not UTF-8": lambda folder: (folder / "letter.txt").write_bytes(b"\xff\xfe"),
    "no letter at all": lambda folder: (folder / "letter.txt").unlink(),
    "tables that are no TOML": lambda folder: (folder / "tables.toml").write_text("[["),
    "another id than its folder": lambda folder: folder.rename(folder.parent / "kst-9-9"),
}


@pytest.mark.parametrize("spoil", UNREADABLE.values(), ids=UNREADABLE)
def test_a_letter_that_is_refused_leaves_the_old_index(
    spoil: Callable[[Path], object], letters: Path, old: Path, encoder: Encoder
) -> None:
    before, kept = read(old).id, builds(old)
    spoil(letters / "kst-12345-7")
    with pytest.raises(LetterError, match=r"^kst-") as refused:
        build(letters, old, encoder)
    assert "\n" not in str(refused.value)
    assert (read(old).id, builds(old)) == (before, kept)


def test_a_letter_refused_for_its_numbers_leaves_the_old_index(
    letters: Path, old: Path, encoder: Encoder
) -> None:
    before, kept = read(old).id, builds(old)
    header = '[[table.column]]\nheader = "{}"\n'
    (letters / "kst-12345-7" / "tables.toml").write_text(
        '[[table]]\nnumber = 1\norigin = "letter"\nrow_kind = "subject"\nmeasure = "aantal"\n'
        'unit = ""\nevidence = "In de brief."\n' + header.format("A") + header.format("B")
        + '[[table.row]]\nlabel = "Politie"\n[[table.row]]\nlabel = "Justitie"\n'
    )  # fmt: skip
    table = f"{BODY}\n\nPolitie 5 6\nJustitie 7 8\n\nDat was het."
    text = page(table).replace("kst-12345-6", "kst-12345-7")
    (letters / "kst-12345-7" / "letter.txt").write_text(text, "utf-8")
    with pytest.raises(LetterError, match=r"geen periode bekend"):
        build(letters, old, encoder)
    assert (read(old).id, builds(old)) == (before, kept)


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda folder: None, "geen map met brieven; wijs hem aan met --corpus of QA_CORPUS"),
        (lambda folder: folder.touch(), "geen map met brieven"),
        (lambda folder: folder.mkdir(), r"geen brieven; voeg er een toe met «qa add"),
    ],
    ids=["missing", "a file", "empty"],
)
def test_a_corpus_without_letters_is_refused_before_anything_is_written(
    prepare: Callable[[Path], None], said: str, tmp_path: Path, encoder: Encoder
) -> None:
    prepare(tmp_path / "corpus")
    with pytest.raises(LetterError, match=said):
        build(tmp_path / "corpus", tmp_path / "index", encoder)
    assert not (tmp_path / "index").exists()


def test_leftovers_of_killed_builds_are_swept(letters: Path, old: Path, encoder: Encoder) -> None:
    before = builds(old)
    for name in ("new-abc", "new-def", "0123456789ab-old"):
        (old / "builds" / name).mkdir()
        (old / "builds" / name / "facts.sqlite").write_text("half")
    (old / "builds" / ".current").symlink_to("new-abc")
    build(letters, old, encoder)
    now = (old / "current").resolve().name
    assert builds(old) == sorted([*before, now])
    assert sorted(path.name for path in old.iterdir()) == ["builds", "current", "vectors"]


def test_a_reader_goes_on_while_a_new_build_swaps_in(
    letters: Path, old: Path, encoder: Encoder
) -> None:
    reader = Index.open(old, lambda: encoder)
    before = ask(QUESTION, reader)
    build(letters, old, encoder)
    assert ask(QUESTION, reader) == before
    assert len(reader.dense) == 3  # read for the first time after the swap
    assert len(Index.open(old, lambda: encoder).dense) == 6


def test_two_builds_at_once_end_in_one_good_index(
    letters: Path, old: Path, encoder: Encoder
) -> None:
    start = threading.Barrier(4)
    failed: list[Exception] = []

    def one() -> None:
        try:
            start.wait()
            build(letters, old, encoder)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert list(Index.open(old, corpus=letters).manifest.letters) == ["kst-12345-6", "kst-12345-7"]
    assert len(builds(old)) == 2


def start_build(letters: Path, index: Path) -> subprocess.Popen[bytes]:
    """Run `qa build` in a process of its own."""
    environment = {**os.environ, "QA_CORPUS": str(letters), "QA_INDEX": str(index)}
    command = [sys.executable, "-c", "from qa.cli import main; main()", "build"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


@pytest.mark.parametrize("moment", ["", "lexical.sqlite", "vectors.faiss"])
def test_a_build_killed_half_way_leaves_an_index_that_answers(
    moment: str, letters: Path, old: Path, encoder: Encoder
) -> None:
    before = read(old).id
    process = start_build(letters, old)
    while process.poll() is None and not list((old / "builds").glob(f"new-*/{moment}")):
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait(30) in {-signal.SIGKILL, 0}  # 0: it was done before the signal came
    assert b"Traceback" not in process.communicate()[0]
    opened = read(old)
    assert len(opened.manifest.letters) == (1 if opened.id == before else 2)
    assert "12" in ask(QUESTION, opened).text
    build(letters, old, encoder)
    assert [name for name in builds(old) if name.startswith("new-")] == []
    assert len(Index.open(old, corpus=letters).manifest.letters) == 2


def test_two_processes_that_build_at_once_write_the_same_manifest(letters: Path, old: Path) -> None:
    both = [start_build(letters, old) for _ in range(2)]
    said = [process.communicate(timeout=60)[0].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert said == [f"Index gereed in {old}: 2 brieven, 6 passages, 2 feiten.\n"] * 2
    manifests = [path.read_bytes() for path in (old / "builds").glob("*/manifest.json")]
    assert len(manifests) == 2
    assert manifests[0] == manifests[1]
    assert len(Index.open(old, corpus=letters).passages) == 6


def test_a_letter_is_loaded_only_from_a_folder_of_its_own_name(tmp_path: Path) -> None:
    folder = make(tmp_path, BODY)
    assert load(folder).source.letter_id == "kst-12345-6"
    moved = folder.rename(tmp_path / "kst-12345-8")
    with pytest.raises(LetterError, match=r"^kst-12345-8: de brief noemt zichzelf kst-12345-6"):
        load(moved)


def test_what_two_letters_say_alike_is_found_once_and_another_number_twice(
    letters: Path, tmp_path: Path, encoder: Encoder
) -> None:
    alike = "\n\nDe politie, gemeenten en ondernemers werken al jaren samen aan de aanpak."
    (letters / "kst-12345-6" / "letter.txt").write_text(page(BODY + alike), encoding="utf-8")
    add_letter(letters, BODY.replace("12", "30") + alike)
    newer = letters / "kst-12345-7" / "letter.txt"
    newer.write_text(newer.read_text("utf-8").replace("2022-12-14", "2022-12-15"), "utf-8")
    build(letters, tmp_path / "index", encoder)
    index = read(tmp_path / "index")
    hits = retrieve("Wie werken samen aan de aanpak?", index, 10)
    repeated = [(hit.passage.letter_id, hit.repeated[0].letter_id) for hit in hits if hit.repeated]
    assert repeated == [("kst-12345-7", "kst-12345-6")]
    pilots = [hit.passage.letter_id for hit in hits if "proef" in hit.passage.text]
    assert sorted(pilots) == ["kst-12345-6", "kst-12345-7"]
    assert sum(hit.score for hit in hits) == pytest.approx(1, abs=1e-4)


def test_the_paragraphs_beside_a_passage_come_with_it(
    letters: Path, tmp_path: Path, encoder: Encoder
) -> None:
    body = f"{BODY}\n\nHet midden van deze brief gaat over kaas.\n\nHet slot gaat over brood."
    (letters / "kst-12345-6" / "letter.txt").write_text(page(body), encoding="utf-8")
    build(letters, tmp_path / "index", encoder)
    (hit, *_) = retrieve("Wat zegt de brief over kaas?", read(tmp_path / "index"), 1)
    before, after = hit.beside
    assert before is not None
    assert after is not None
    assert before.text.startswith("Er doen 12 gemeenten mee")
    assert after.text == "Het slot gaat over brood."
    sent = wire.hit(hit)["buren"]
    assert sent["vorige"] == {"id": before.id, "pad": ["Inleiding"], "tekst": before.text}
    assert sent["volgende"]["tekst"] == "Het slot gaat over brood."
