"""No word of a letter's subject stands in qa/: the code knows Dutch, each letter brings its words.

The names of all that our letters count and measure are looked for in every source. Words of those
names that are plain Dutch are listed below, each with why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from qa.letter.build import facts_of, load, refinements
from qa.letter.concepts import lexicon_of
from tests.commands import ROOT

SHORTEST: Final = 6  # letters: shorter words are too often a part of the language
SUFFIXES: Final = frozenset({".py", ".toml", ".html", ".ts"})
# What is built, installed, or only tests the widget with answers to the letter of the corpus.
NOT_SOURCE: Final = frozenset({"dist", "node_modules", "tests"})

PLAIN_DUTCH: Final = {
    "how numbers are called, whatever they are of": (
        "aantal, afstand, bedrag, bijdrage, doelstelling, gemiddelde, kosten, ontwikkeling,"
        " procentuele, raming, realisatie, gerealiseerd, streefwaarde, toename, verschil"
    ),
    "that something lacks, whatever it is": "tekort",
    "which one, and when": "eerste, tweede, vierde, vijfde, nieuwe, maanden, langer, midden",
    "words that only join others": "binnen, gegeven",
    "what is left of any group": "overige",
    "the country that every letter is about": "nederland",
    "a province that letters call by two names": "fryslân",
    "a device of the system that is read, not what a ministry spends on itself": "apparaat",
    "a conversation with the bot": "gesprek",
    "how long a client waits before it asks again": "wachttijd",
    "an exception of the rule that cuts compounds": "taakstelling",
    "words for one thing in Dutch, at school and in town": "basisonderwijs, steden",
}
WORD_LISTS: Final = {
    "qa/dutch/irregular.py": "forms of Dutch words, by their sound: ge- is no prefix in «geweld»",
    "qa/dutch/peoples.py": "endings of the names of peoples",
}


@cache
def names() -> frozenset[str]:
    """Return the names of what our letters count and measure, and the longer words in them."""
    folders = (ROOT / "corpus", ROOT / "tests" / "letters")
    letters = sorted(path.parent for each in folders for path in each.glob("*/letter.txt"))
    found: set[str] = set()
    for folder in letters:
        letter = load(folder)
        lexicon = lexicon_of(letter, [f for f, _ in facts_of(letter)], refinements(folder))
        for concept in lexicon.concepts:
            found |= set(_searched(concept.id, concept.one, concept.many, *concept.wordings))
        for measure in lexicon.measures:
            found |= set(_searched(measure.id))
        for group in lexicon.groups:
            found |= set(_searched(*group.names))
    return frozenset(found)


def _searched(*texts: str) -> Iterable[str]:
    for text in texts:
        if " " in text:
            yield text.casefold()
        yield from (
            w for word in text.casefold().split() if len(w := word.strip("(),")) >= SHORTEST
        )


def strayed(root: Path, wanted: frozenset[str]) -> dict[str, set[str]]:
    """Return which of these words each source under root/qa holds, as whole words."""
    found: dict[str, set[str]] = {}
    for path in sorted((root / "qa").rglob("*")):
        inside = path.relative_to(root)
        if path.suffix in SUFFIXES and not NOT_SOURCE & set(inside.parts):
            text = path.read_text("utf-8").casefold()
            held = {word for word in wanted if word in text and _stands_in(word, text)}
            if held:
                found[inside.as_posix()] = held
    return found


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def plain() -> frozenset[str]:
    """Return the words that are plain Dutch."""
    return frozenset(word for each in PLAIN_DUTCH.values() for word in each.split(", "))


def test_no_word_of_a_letter_stands_in_the_code() -> None:
    found = strayed(ROOT, names() - plain())
    assert {path: held for path, held in found.items() if path not in WORD_LISTS} == {}


def test_the_names_are_those_of_every_letter() -> None:
    assert {"overvallen", "verkeersdoden", "groningen", "ophelderingspercentage"} <= names()
    assert {"beschikkingen", "generalistische basis-ggz", "high impact crimes"} <= names()


def test_each_exception_is_needed() -> None:
    held = set().union(*strayed(ROOT, plain()).values())
    assert sorted(plain() - held) == []
    assert sorted(plain() - names()) == []


@pytest.mark.parametrize(
    ("path", "source", "held"),
    [
        ("qa/say/x.py", '"""Say "de Overvallen"."""', {"overvallen"}),
        ("qa/dutch/terms.toml", 'x = ["straatroof"]', {"straatroof"}),
        ("qa/api/templates/x.html", "<p>Groningen</p>", {"groningen"}),
        ("qa/widget/src/x.ts", "// overvallen_2019, overvallen", {"overvallen"}),
        ("qa/say/x.py", "overvallenen = groningens", set()),
        ("qa/widget/dist/x.ts", "overvallen", set()),
        ("tests/x.py", "overvallen", set()),
    ],
)
def test_a_word_is_found_where_it_stands_as_a_whole(
    path: str, source: str, held: set[str], tmp_path: Path
) -> None:
    target = tmp_path / path
    target.parent.mkdir(parents=True)
    target.write_text(source, "utf-8")
    assert strayed(tmp_path, names()) == ({path: held} if held else {})
