"""Twice the letter takes twice the time to read, whatever it repeats: in one line or in many.

What is measured is the processor's time for the whole of reading: parsing, notes, sentences,
numbers, facts, abbreviations, and the sums over them.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from qa.dutch.terms import terms
from qa.errors import LetterError
from qa.letter.abbreviations import abbreviations
from qa.letter.build import facts_of, load
from qa.letter.split import split
from qa.recompute import check
from tests.letter.factories import make

SIZE = 6_000  # characters: at ten thousand a square takes seconds where a line takes 0.02
MOST = 2.5  # times as long for twice the letter
FLOOR = 0.02  # seconds: below it the clock and the caches decide
RUNS = 3
# Runs of each look, until one is well: others on the machine disturb the clock of one, not of all.
LOOKS = (1, RUNS, RUNS, RUNS)

PIECES = (
    "meer dan 100 ", "1 ", "2.", "1.000.", "1,2,3 ", "12 januari ", "januari ", "jan. ", "twee ",
    "honderd ", "duizend", "twee miljoen ", "honderd en ", "een derde ", "21e ", "half ", "5% ",
    "% ", "– ", "–", "3–", "- ", "tot ", "1 tot ", "tussen 1 en ", "per ", "week 4 ", "2021 ",
    "« ", '"', "“", "( ", ") ", "(a)", "(CHO) ", ".)”", "’s ", "noot.3 ", "b.2 ", "a1 ", "[3] ",
    "d.w.z. ", "art. 3 ", "A.B. ", "A.", "Nr. ", "d.d. 1 juli 2020 ", "A", "Aa ", "KLM 4 ", "a-",
    "\u00a0", "1\u00a0", "\u00ad", " ", "a", "7", "_", "1+", "1/", "1:", "10:5", "...", "… ", "! ",
    "Wat? ", "Zin een. ", "Zin 2. ", "Aa bb\n", "2021 1 x\n", "2021 1 2 3 x ", "28 684, nr. 3 ",
    "Kamerstuk ", "https://a.b/", "ecli:", "artikel 1, 2, 3 ", "€ 4 ", "€", "vijf gemeenten en ",
    "van 4 fte naar 28 fte ", "twee keer minder ", "cijfer 8 ", "twee inbraken per uur ",
    "12 jaar kinderen ", "nu 3 ", "3 goede ", "goede ", "aantal ", "Het aantal overvallen daalde, ",
    "10% van de dieven (1.700 daders) ", "De, ", "bijna ", "rond de ", "acht ", "e\u0301", "İ",
    "😀",
)  # fmt: skip

#: Other letters: what stands between the pieces, and how many pieces stand together.
LAYOUTS = {"one line": ("", 1), "paragraphs": ("\n\n", 20)}


def read(folder: Path) -> None:
    """Read a letter as `qa build` and `qa recompute` do; what they refuse has been read too."""
    try:
        letter = load(folder)
        facts = [fact for fact, _ in facts_of(letter)]
    except LetterError:
        return
    abbreviations([letter.text])
    check(facts, split(letter), letter.source.date, terms())


def fastest(run: Callable[[], None], runs: int) -> float:
    times = []
    for _ in range(runs):
        began = process_time()
        run()
        times.append(process_time() - began)
    return min(times)


def too_long(once: Path, twice: Path) -> list[float]:
    """Return how long a letter takes, and one of twice its length, where that is too long."""
    gc.disable()
    try:
        for runs in LOOKS:
            took = [fastest(lambda f=folder: read(f), runs) for folder in (once, twice)]  # type: ignore[misc]
            if took[1] <= max(FLOOR, MOST * took[0]):
                return []
    finally:
        gc.enable()
    return took


def laid_out(piece: str, layout: str, size: int) -> str:
    between, together = LAYOUTS[layout]
    block = piece * together + between
    return "Aanhef\n\n" + block * (size // len(block)) + "\n\nSlot"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_letter_takes_twice_the_time(piece: str, layout: str, tmp_path: Path) -> None:
    once = make(tmp_path / "once", laid_out(piece, layout, SIZE))
    twice = make(tmp_path / "twice", laid_out(piece, layout, 2 * SIZE))
    assert too_long(once, twice) == []


def test_many_notes_and_places_for_them_take_no_longer_than_their_number(tmp_path: Path) -> None:
    def letter(name: str, notes: int) -> Path:
        numbers = range(1, notes + 1)
        body = "\n\n".join(f"Er zijn {number} mensen en 8 dieren.{number}" for number in numbers)
        said = tuple(f"Het zijn er {number}." for number in numbers)
        return make(tmp_path / name, body, said)

    short, long = (letter(str(notes), notes) for notes in (150, 300))
    assert len(load(long).footnotes) == 300
    assert too_long(short, long) == []


def test_a_heading_that_every_paragraph_would_bear_is_no_longer_than_a_sentence(
    tmp_path: Path,
) -> None:
    title = "1 " + "titel " * 66 + "is"  # 400 characters
    short = make(tmp_path / "short", f"{title}\n\nEen alinea.")
    long = make(tmp_path / "long", f"{title}s\n\nEen alinea.")
    deep = make(tmp_path / "deep", f"{'1.' * 9}1 Titel\n\nEen alinea.")
    assert [section.title for section in load(short).sections] == [title[2:]]
    assert load(long).sections == load(deep).sections == ()


def test_a_paragraph_with_more_numbers_than_a_reader_would_take_gives_no_facts(
    tmp_path: Path,
) -> None:
    letter = load(make(tmp_path, "1 Cijfers\n\n" + "meer dan 100 " * 501))
    assert list(facts_of(letter)) == []
    assert letter.warnings == (
        "regel 22: de alinea «meer dan 100 meer dan 100 meer dan 100 m…» telt 501 getallen, meer"
        " dan 500, en geen daarvan is een feit. Kijk na of een tabel hier haar regels verloor.",
    )
    allowed = make(tmp_path / "allowed", "1 Cijfers\n\n" + "100 kramen " * 500)
    assert len(list(facts_of(load(allowed)))) == 500
