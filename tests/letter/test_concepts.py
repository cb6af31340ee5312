"""What concepts.toml says wrong is refused in one line, and the old index goes on answering."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa import ask
from qa.errors import LetterError
from qa.letter.build import build, facts_of, load
from qa.letter.concepts import lexicon_of
from qa.letter.refined import NAME, read_concepts
from qa.model.encode import Encoder
from qa.store.index import Index
from qa.types import Lexicon, MeasureKind
from tests.letter.factories import make

SHOPS = """Inleiding

Plaats Score 2020 Score 2021
Goes 10 11
Tholen 4 6

Er doen 12 gemeenten mee aan de proef."""
KINDS = "count, share, amount, rate, duration, score, level, change"
FIELD = "verbeter het veld (zie corpus/README.md)."
NAMES = "een lijst van teksten met minstens één woord verwacht"
REMOVE = "Verbeter de naam, of haal hem weg."

# What is written, the place that is named, and what is said of it.
REFUSED = {
    "a concept that the letter has not": (
        '[concept.Veere]\none = "Veere"',
        "",
        f"onderwerp «Veere» staat in geen tabel van de brief. Wel: Goes, Tholen. {REMOVE}",
    ),
    "a measure that the letter has not": (
        '[measure.prijs]\nkind = "amount"',
        "",
        f"maat «prijs» staat in geen tabel van de brief. Wel: score. {REMOVE}",
    ),
    "a group of what the letter has not": (
        '[[group]]\nconcepts = ["Goes", "Veere"]',
        ", group 1",
        f"onderwerp «Veere» staat in geen tabel van de brief. Wel: Goes, Tholen. {REMOVE}",
    ),
    "a target of what the letter has not": (
        '[measure.score]\nkind = "score"\ntarget_of = "norm"',
        ", measure «score», target_of",
        f"maat «norm» staat in geen tabel van de brief. Wel: aantal, score. {REMOVE}",
    ),
    "two concepts with one wording": (
        '[concept.Goes]\nwordings = ["stad"]\n[concept.Tholen]\nwordings = ["eiland", "Stad"]',
        "",
        "«Stad» staat bij twee onderwerpen, «Goes» en «Tholen»; een woord kan er maar één"
        " bedoelen; haal het bij een van de twee weg.",
    ),
    "a measure of which nothing tells what it is": (
        '[measure.score]\nwordings = ["cijfer"]',
        ", measure «score»",
        "geen veld «kind», en de tabel zegt niet wat voor getal het is;"
        f" een van {KINDS} verwacht; voeg «kind» toe.",
    ),
    "a kind that there is not": (
        '[measure.score]\nkind = "getal"',
        ", measure «score», veld «kind»",
        f"«getal» gevonden, een van {KINDS} verwacht; {FIELD}",
    ),
    "a field that there is not": (
        '[concept.Goes]\nwording = ["stad"]',
        ", concept «Goes»",
        "onbekend veld «wording»; mogelijk zijn one, many, article, wordings, company; verbeter de"
        " naam, of haal het veld weg.",
    ),
    "a key that there is not": (
        "[concepts.Goes]\n",
        "",
        "onbekend veld «concepts»; mogelijk zijn neutral, beside_years, synonyms, narrower,"
        " others, concept, measure, group; verbeter de naam, of haal het veld weg.",
    ),
    "a group by its id": (
        '[[group]]\nid = "kst-12345-6:tabel1"\nconcepts = ["Goes"]',
        ", group 1",
        "onbekend veld «id»; mogelijk zijn concepts, names, kinds; verbeter de naam, of haal het"
        " veld weg.",
    ),
    "a text for a list": (
        '[concept.Goes]\nwordings = "stad"',
        ", concept «Goes», veld «wordings»",
        f"«stad» gevonden, {NAMES}; {FIELD}",
    ),
    "a wording without words": (
        '[concept.Goes]\nwordings = ["stad", "…"]',
        ", concept «Goes», veld «wordings»",
        f"«['stad', '…']» gevonden, {NAMES}; {FIELD}",
    ),
    "a number for a name": (
        "[concept.Goes]\none = 1",
        ", concept «Goes», veld «one»",
        f"«1» gevonden, een tekst met minstens één woord verwacht; {FIELD}",
    ),
    "an article that Dutch has not": (
        '[concept.Goes]\narticle = "der"',
        ", concept «Goes», veld «article»",
        f"«der» gevonden, «de» of «het» verwacht; {FIELD}",
    ),
    "an entry that is none": (
        '[concept]\nGoes = "stad"',
        ", concept, veld «Goes»",
        f"«stad» gevonden, een tabel verwacht; {FIELD}",
    ),
    "a group of nothing": (
        '[[group]]\nnames = ["steden"]',
        ", group 1, veld «concepts»",
        f"niets gevonden, {NAMES}; {FIELD}",
    ),
    "one group for many": (
        '[group]\nconcepts = ["Goes"]',
        ", veld «group»",
        f"«{{'concepts': ['Goes']}}» gevonden, een lijst van tabellen verwacht; {FIELD}",
    ),
    "synonyms in one list": (
        'synonyms = ["stad", "plaats"]',
        ", veld «synonyms»",
        f"«['stad', 'plaats']» gevonden, een lijst van zulke lijsten verwacht; {FIELD}",
    ),
}


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A letter that counts nothing, and scores two towns."""
    return make(tmp_path / "corpus", SHOPS)


@pytest.fixture
def old(letter: Path, tmp_path: Path, encoder: Encoder) -> Path:
    """An index of the letter as nobody refined it."""
    build(letter.parent, tmp_path / "index", encoder)
    return tmp_path / "index"


def lexicon(letter: Path) -> Lexicon:
    read = load(letter)
    return lexicon_of(read, [f for f, _ in facts_of(read)], read_concepts(letter / NAME))


@pytest.mark.parametrize(("written", "place", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_refused_in_one_line_and_the_old_index_answers(
    written: str, place: str, said: str, letter: Path, old: Path, encoder: Encoder
) -> None:
    (letter / NAME).write_text(written, "utf-8")
    before = Index.open(old).id
    with pytest.raises(LetterError) as refused:
        build(letter.parent, old, encoder)
    message = str(refused.value)
    assert message.startswith("kst-12345-6")
    assert message.endswith(f"{NAME}{place}: {said}")
    assert "\n" not in message
    assert Index.open(old).id == before
    assert "12" in ask("Hoeveel gemeenten doen mee aan de proef?", Index.open(old)).text


def test_what_is_written_is_what_the_letter_speaks_of(letter: Path) -> None:
    (letter / NAME).write_text(
        '[concept.Goes]\none = "Goes"\nwordings = ["Ganzestad"]\n'
        '[measure.score]\nkind = "score"\nwordings = ["cijfer"]\n'
        '[[group]]\nconcepts = ["Goes", "Tholen"]\nnames = ["Zeeuwse plaatsen"]\n',
        "utf-8",
    )
    found = lexicon(letter)
    goes, tholen = found.concepts
    assert (goes.wordings, tholen.wordings) == (("Ganzestad",), ())
    assert [(each.kind, each.wordings) for each in found.measures] == [
        (MeasureKind.SCORE, ("cijfer",))
    ]
    assert [(each.names, each.kinds) for each in found.groups] == [
        (("Zeeuwse plaatsen",), ("plaats",))
    ]


def test_one_wording_may_name_a_concept_in_several_inflections(letter: Path) -> None:
    (letter / NAME).write_text('[concept.Goes]\nwordings = ["stad", "steden"]', "utf-8")
    assert lexicon(letter).concepts[0].wordings == ("stad", "steden")


def test_a_table_without_subjects_is_not_named_by_a_group_of_others(tmp_path: Path) -> None:
    folder = make(tmp_path, f"{SHOPS}\n\nJaar\tOmzet (in euro)\n2020\t40\n2021\t50\n\nDat was het.")
    (folder / NAME).write_text('[[group]]\nconcepts = ["Goes"]\nkinds = ["stad"]\n', "utf-8")
    assert [each.kinds for each in lexicon(folder).groups] == [("plaats",), ()]
