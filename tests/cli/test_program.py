"""The command line, as a person and a program use it: what is asked and what is printed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from qa import Index, ask, wire
from qa.cli.program import app
from tests.archive import SECOND_ID, THIRD_ID
from tests.commands import ROOT, Ended, Run, one_line

ROBBERIES = "Hoeveel overvallen waren er in 2019?"
WEEK = "Wanneer is de Week van de Veiligheid volgend jaar?"


def test_a_question_gets_its_number_quote_and_place(qa: Run) -> None:
    ended = qa("ask", ROBBERIES)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[:4] == [
        "In 2019 waren er 1.174 overvallen.",
        "",
        "  «2019 1.174 3.777 39.365 73.638»",
        "  Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019",
    ]


def test_the_week_of_safety_is_quoted_from_its_footnote(qa: Run) -> None:
    ended = qa("ask", WEEK)
    assert ended.code == 0
    assert "«Volgend jaar vindt de week van de veiligheid plaats in week 41»" in ended.out
    assert "Kamerstuk 28 684, nr. 720, par. 3.1, noot 44" in ended.out


def test_json_is_the_object_of_every_door_on_one_line(qa: Run, index: Index) -> None:
    ended = qa("ask", "--json", ROBBERIES)
    assert (ended.code, ended.err, ended.out.count("\n")) == (0, "", 1)
    assert json.loads(ended.out) == wire.outcome(ask(ROBBERIES, index))
    assert "\\u" not in ended.out


def test_a_question_a_line_gets_an_object_a_line_and_bad_ones_are_answered_in_place(
    qa: Run, index: Index
) -> None:
    lines = [
        ROBBERIES.encode(),
        b"",
        b"\xff\xfe",
        b"a" * 2001,
        b"a" * 2000,
        b"Hoeveel straatroven waren er in 2020?\r",
        b"   \t",
        WEEK.encode(),
    ]
    ended = qa("ask", "--stdin", "--json", stdin=b"\n".join(lines))
    found = [json.loads(line) for line in ended.out.splitlines()]
    assert [each["soort"] for each in found] == [
        *("antwoord", "fout", "fout", "fout", "onthouding", "antwoord", "fout", "antwoord")
    ]
    assert [each["detail"] for each in found if each["soort"] == "fout"] == [
        "De vraag is leeg; stel een vraag over de brief.",
        "De vraag bevat tekens die geen tekst zijn; typ haar opnieuw.",
        "De vraag telt 2.001 tekens, hoogstens 2.000 is mogelijk; maak de vraag korter.",
        "De vraag is leeg; stel een vraag over de brief.",
    ]
    assert found[0] == wire.outcome(ask(ROBBERIES, index))
    assert found[5]["tekst"] == "In 2020 waren er 3.184 straatroven."
    assert found[7] == wire.outcome(ask(WEEK, index))
    assert (ended.code, ended.err) == (3, "")


def test_a_question_a_line_as_text_tells_bad_lines_apart_from_answers(qa: Run) -> None:
    ended = qa("ask", "--stdin", stdin=f"\n{ROBBERIES}\n".encode())
    assert ended.code == 3
    assert ended.out.startswith("In 2019 waren er 1.174 overvallen.\n")
    assert ended.err == "Ongeldige vraag: De vraag is leeg; stel een vraag over de brief.\n"


def test_no_lines_give_no_output(qa: Run) -> None:
    assert qa("ask", "--stdin", "--json") == Ended(0, "", "")


# Questions about the mark 8, the digits beside notes, and what lies around them.
AROUND_THE_MARK = """
Welk cijfer kreeg de campagne Stop Heling?
Hoe werd de campagne gewaardeerd door de respondenten?
Hoe goed is de overdracht van de boodschap gelukt?
Hoort Stop Heling bij de top-10 van overheidscampagnes?
Hoe vaak is de campagne Stop Heling gezien of gehoord?
Hoeveel websitebezoeken had Stop Heling?
""".strip()


def test_the_mark_of_a_note_is_never_read_into_a_number(qa: Run) -> None:
    shown = [
        qa("ask", "--stdin", stdin=AROUND_THE_MARK.encode()).out,
        qa("ask", "--stdin", "--json", "--top", "9", stdin=AROUND_THE_MARK.encode()).out,
    ]
    others = {"facts": ("facts", "--json"), "check": ("check",)}
    known = {command.name for command in app.registered_commands}
    shown += [qa(*arguments).out for name, arguments in others.items() if name in known]
    assert all(shown)
    for text in shown:
        assert "8.46" not in text
        assert "8,46" not in text
        assert "2021.4" not in text
    assert "gewaardeerd met een 8." in shown[0]


def test_what_is_piped_holds_no_control_codes(qa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    endings = [qa("ask", ROBBERIES), qa("ask", WEEK), qa("ask", ""), qa("ask", "--onbekend")]
    for ended in endings:
        printed = ended.out + ended.err
        assert [c for c in printed if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160] == []


@pytest.mark.parametrize("question", [f"- {ROBBERIES}", f"--{ROBBERIES}", "-5"])
def test_a_question_that_starts_with_a_dash_is_asked_after_two_dashes(
    question: str, qa: Run
) -> None:
    ended = qa("ask", "--json", "--", question)
    assert ended.code == 0
    assert json.loads(ended.out)["vraag"] == question


def test_help_names_the_commands(qa: Run) -> None:
    ended = qa("--help")
    assert ended.code == 0
    assert all(command in ended.out for command in ("build", "ask", "serve", "eval"))


def commands(group: Any = None, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the words of every command, groups included."""
    of = getattr(group or get_command(app), "commands", {})
    return [path, *(found for name in of for found in commands(of[name], (*path, name)))]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_help_is_dutch_and_asked_in_two_ways(command: tuple[str, ...], qa: Run) -> None:
    ended = qa(*command, "--help")
    assert ended == qa(*command, "-h")
    assert (ended.code, ended.err) == (0, "")
    assert f"Gebruik: {' '.join(('qa', *command))} [OPTIES]" in ended.out
    assert "Toon deze uitleg." in ended.out
    english = r"usage|options?|commands?|args|arguments?|show|message|exit|default|required|error"
    kinds = r"str|bool|int|path|range|text|file|dir"
    assert re.findall(rf"\b(?:{english}|{kinds})\b|--no-", ended.out, re.IGNORECASE) == []


def test_the_version_is_that_of_the_package(qa: Run) -> None:
    assert qa("--version") == Ended(0, f"qa {version('kamerbrief-qa')}\n", "")


def test_folders_of_options_go_before_those_of_the_environment(
    qa: Run, archive_folder: Path, tmp_path: Path
) -> None:
    folders = ("--index", f"{archive_folder}/index", "--corpus", f"{archive_folder}/corpus")
    question = ("Hoeveel overvallen waren er in 2021?", "--brief", SECOND_ID)
    assert qa("ask", *question, *folders).out.startswith("In 2021 waren er 700 overvallen.\n")
    assert SECOND_ID in qa("facts", "--csv", *folders).out
    assert qa("search", "overvallen", "--index", str(tmp_path)).code == 4
    assert qa("check", *folders[:2]).code == 5  # the corpus of the environment is another


def test_the_package_is_the_program(index_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qa", "ask", ROBBERIES, "--index", str(index_folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("In 2019 waren er 1.174 overvallen.\n")


def test_a_question_is_answered_from_the_letters_that_are_chosen(
    qa: Run, archive_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_INDEX", str(archive_folder / "index"))
    monkeypatch.setenv("QA_CORPUS", str(archive_folder / "corpus"))
    question = "Hoeveel overvallen waren er in 2021?"
    of_one = qa("ask", question, "--brief", SECOND_ID)
    assert of_one.out.startswith("In 2021 waren er 700 overvallen.\n")
    assert qa("ask", question).out.startswith("Voor het aantal overvallen staan er verschillende")
    of_two = qa("ask", question, "--brief", SECOND_ID, "--brief", THIRD_ID)
    named = "700 overvallen (brief ‘Een brief’ van 14 december 2022)."
    assert of_two.out == of_one.out.replace("700 overvallen.", named, 1)
    dialogue = qa("chat", "--brief", SECOND_ID, stdin=f"{question}\nEn in 2022?\n".encode())
    assert "In 2022 waren er 650 overvallen." in dialogue.out


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_letter_that_is_not_there_is_refused_with_what_is(command: str, qa: Run) -> None:
    ended = qa(command, ROBBERIES, "--brief", "kst-1-1")
    assert one_line(ended, 3) == (
        "Ongeldige vraag: Onbekende brief: kst-1-1. Kies uit: kst-28684-720."
    )
