"""No regular expression of the program takes more than linear time on any text.

Those of pydantic (`Field(pattern=...)`) run on Rust's engine, which is linear by its construction.
"""

from __future__ import annotations

import re

import pytest

from tests.patterns import Pattern, calls, every_pattern, hidden, modules, unreached, ways_of
from tests.pumping import ambiguous, faults

SEARCHED = frozenset({"finditer"})
HOMES = sorted({each.wanted.partition(":")[0] for each in every_pattern()})


@pytest.mark.parametrize("home", HOMES)
def test_every_pattern_takes_linear_time(home: str) -> None:
    found = {
        each.wanted: faults(each.compiled(), ways_of(each))
        for each in every_pattern()
        if each.wanted.startswith(f"{home}:")
    }
    assert {place: slow for place, slow in found.items() if slow} == {}


def test_no_pattern_reads_its_own_repeats_in_two_ways() -> None:
    found = {each.wanted: ambiguous(each.compiled()) for each in every_pattern()}
    assert {place: words for place, words in found.items() if words} == {}


def test_no_pattern_escapes() -> None:
    assert unreached() == []
    assert [each for path, source in modules() for each in hidden(path, source)] == []
    assert not [path for path, source in modules() if "python-re" in source]


def test_what_was_found_is_what_the_program_uses() -> None:
    from qa.dutch.text import _WORD
    from qa.question.read import asked_for, narrowing

    found = {(each.source, each.flags | re.UNICODE) for each in every_pattern()}
    rules = (*asked_for.RULES.values(), *narrowing._BEYOND)
    used = [*(each.pattern for each in rules), _WORD]
    assert {(each.pattern, each.flags) for each in used} <= found


@pytest.mark.parametrize(
    ("source", "flags"),
    [
        (r"^\W*wat (?:is|doet) (?:de |het )?(?:(?!van\b)\S+\s*)+$", re.IGNORECASE),
        (r"^(a|aa)+$", 0),
        (r"(\S+)$", 0),
        (r"\w+foo", 0),
        (r"\bwordt\b.*\bverwacht\b", 0),
        (r"(?:^|\n)\s*\d\)", 0),
        (r"[.!?]+(?=\s+[A-Z])", 0),
        (r"\bhoeveel\b(?!.*\bprocent)", 0),
        (r"^[^?]*?\bik\b[^?]*?:", 0),
        (r"«[^»]{12,}»", 0),
    ],
)
def test_a_slow_pattern_is_found(source: str, flags: int) -> None:
    assert faults(re.compile(source, flags), SEARCHED)


@pytest.mark.parametrize(
    "source", [r"\b\w++ jaar\b", r"(?:\b\w+ )++", r"^(?>.*?\bwordt\b).*\bverwacht\b", r"\S{1,40}$"]
)
def test_a_linear_pattern_is_left_alone(source: str) -> None:
    assert faults(re.compile(source), SEARCHED) == []


def test_two_ways_to_read_a_repeat_are_seen_without_running_it() -> None:
    assert ambiguous(re.compile(r"(?:\S+\s*)+$"))
    assert ambiguous(re.compile(r"(?:a|aa)*b"))
    assert not ambiguous(re.compile(r"(?:\S++\s*+)++$"))
    assert not ambiguous(re.compile(r"(?:\w+ )*b"))


def test_a_pattern_made_of_a_text_is_not_taken_for_known() -> None:
    source = "import re\nre.search(word, text)\nre.split('[,;]', text)\nre.compile('a', re.I)\n"
    found = list(calls("qa/x.py", source))
    assert [each.place for each in found] == ["qa/x.py:2", "qa/x.py:3", "qa/x.py:4"]
    assert [each.pattern for each in found] == [
        None,
        Pattern("qa/x.py:3", "[,;]", 0, "qa/x.py:3"),
        Pattern("qa/x.py:4", "a", int(re.I), "qa/x.py:4"),
    ]


@pytest.mark.parametrize(
    "source", ["from re import compile", "import re as r", "import regex", "f = re.compile"]
)
def test_another_name_for_a_pattern_is_found(source: str) -> None:
    assert list(hidden("qa/x.py", source))
