"""`qa concepts` prints what a letter speaks of, in the form in which a person may refine it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qa.letter.build import facts_of, load
from qa.letter.concepts import lexicon_of, named
from qa.letter.refined import NAME, read_concepts
from qa.types import Fact, Lexicon
from tests.commands import ROOT, Run, one_line
from tests.letter.factories import REAL, make

LETTERS = [REAL, *sorted(path.parent for path in (ROOT / "tests/letters").glob("*/letter.txt"))]
SHOPS = """Aantal winkels per plaats

Plaats 2020 2021
Goes 10 11
Tholen 4 6

Dat was het."""


def spoken(letter: Path, concepts: Path) -> tuple[Lexicon, list[Fact]]:
    """Return what a letter speaks of with a concepts.toml, and the names that its facts get."""
    read = load(letter)
    facts = [fact for fact, _ in facts_of(read)]
    lexicon = lexicon_of(read, facts, read_concepts(concepts))
    return lexicon, [named(fact, lexicon) for fact in facts]


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.name)
def test_what_is_printed_is_accepted_and_changes_nothing(
    letter: Path, qa: Run, tmp_path: Path
) -> None:
    ended = qa("concepts", letter.name, "--corpus", str(letter.parent))
    assert (ended.code, ended.err) == (0, "")
    (tmp_path / NAME).write_text(ended.out, "utf-8")
    assert spoken(letter, tmp_path / NAME) == spoken(letter, letter / NAME)


def test_a_letter_that_nobody_refined_gets_what_its_tables_say(qa: Run, tmp_path: Path) -> None:
    make(tmp_path, SHOPS)
    assert qa("concepts", "kst-12345-6", "--corpus", str(tmp_path)).out.splitlines()[2:] == [
        "",
        "neutral = []",
        "beside_years = []",
        "synonyms = []",
        "narrower = []",
        "others = []",
        "",
        "# tabel onder «Aantal winkels per plaats», rij Goes",
        '[concept."Goes"]',
        'one = "Goes"',
        'many = "Goes"',
        "wordings = []",
        "company = []",
        "",
        "# tabel onder «Aantal winkels per plaats», rij Tholen",
        '[concept."Tholen"]',
        'one = "Tholen"',
        'many = "Tholen"',
        "wordings = []",
        "company = []",
        "",
        "# tabel onder «Aantal winkels per plaats», rij Goes",
        '[measure."aantal"]',
        'kind = "count"',
        'article = "het"',
        "wordings = []",
        "company = []",
        "",
        "# tabel 1",
        "[[group]]",
        'concepts = ["Goes", "Tholen"]',
        "names = []",
        'kinds = ["plaats"]',
    ]


def test_what_a_person_wrote_stays_as_it_is(qa: Run) -> None:
    printed = qa("concepts", REAL.name).out
    assert '[concept."geweld"]\none = "geweldsdelict"\nmany = "geweldsdelicten"\n' in printed
    assert 'change_of = "aantal"\n' in printed
    group = printed[printed.index("# zo geschreven\n[[group]]\n") :]
    assert 'names = ["high impact crimes", "hic delicten", "hic misdrijven"]' in group
    assert printed.count("[[group]]") == 1


def test_a_letter_without_tables_speaks_of_nothing_that_is_counted(qa: Run, tmp_path: Path) -> None:
    make(tmp_path, "Inleiding\n\nEr doen 12 gemeenten mee.")
    printed = qa("concepts", "kst-12345-6", "--corpus", str(tmp_path)).out
    assert printed.endswith(
        "\n\nneutral = []\nbeside_years = []\nsynonyms = []\nnarrower = []\nothers = []\n"
    )


@pytest.mark.parametrize("id", ["kst-1-1", "..", "", "../corpus/kst-28684-720"])
def test_a_letter_that_is_not_there_is_refused_with_what_is(id: str, qa: Run) -> None:
    assert one_line(qa("concepts", id), 2) == (
        f"Onjuist gebruik: brief «{id}» komt niet voor. Wel: kst-28684-720."
    )


def test_a_file_that_is_wrong_is_refused_as_a_build_refuses_it(qa: Run, tmp_path: Path) -> None:
    shutil.copytree(REAL, tmp_path / REAL.name)
    with (tmp_path / REAL.name / NAME).open("a", encoding="utf-8") as file:
        file.write('\n[concept.fietsen]\none = "fiets"\n')
    assert one_line(qa("concepts", REAL.name, "--corpus", str(tmp_path)), 1) == (
        "Brief niet leesbaar: kst-28684-720, concepts.toml: onderwerp «fietsen» staat in geen tabel"
        " van de brief. Wel: geweld, overvallen, straatroof, woninginbraak. Verbeter de naam, of"
        " haal hem weg."
    )
