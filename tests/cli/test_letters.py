"""`qa add`, `qa list` and `qa remove`: a letter comes and goes, and can be asked in between."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.commands import Run, one_line
from tests.letter.factories import page_of

DIKES = """Aan de Voorzitter

Betreft Stand van de dijken

Geachte voorzitter,

In 2022 zijn 45 kilometer dijken versterkt. Dat kostte 120 miljoen euro.

De Minister van Infrastructuur en Waterstaat,
A. Bakker
"""
FARM = "1 De proef\n\nEr doen 12 scholen mee aan de proef met de wijkboerderij."
HOW_MANY = "Hoeveel kilometer dijken zijn versterkt in 2022?"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qa: Run) -> Path:
    """A folder with the files of two letters, and room for a corpus and an index."""
    monkeypatch.setenv("QA_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "dijken.txt").write_text(DIKES, "utf-8")
    (folder / "boerderij.txt").write_text(page_of("kst-30001-2", FARM), "utf-8")
    return folder


def test_a_letter_is_added_as_received_and_can_be_asked(files: Path, qa: Run) -> None:
    ended = qa("add", str(files / "boerderij.txt"))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[1:] == [
        "",
        "kst-30001-2 toegevoegd: Een brief (Kamerstuk 30 001, nr. 2 van 14 december 2022)",
        "  Gelezen als tekst: 1 kop, 3 passages, 0 tabellen, 0 noten.",
        "  Cijfers om te vragen: 1, waarvan 0 uit tabellen.",
        '  Vraag bijvoorbeeld: qa ask --brief kst-30001-2 "Hoeveel scholen doen er mee aan de proef'
        ' met de wijkboerderij?"',
        '  Vraag bijvoorbeeld: qa ask --brief kst-30001-2 "Wat staat er onder «De proef»?"',
    ]
    kept = files.parent / "corpus" / "kst-30001-2"
    assert [each.name for each in kept.iterdir()] == ["letter.txt"]
    assert (kept / "letter.txt").read_bytes() == (files / "boerderij.txt").read_bytes()
    assert qa("ask", "Hoeveel scholen doen mee aan de proef?").out.startswith("12 scholen")


def test_what_the_file_does_not_say_is_said_by_option(files: Path, qa: Run) -> None:
    line = one_line(qa("add", str(files / "dijken.txt")), 1)
    assert line.endswith("nergens staat van welke dag de brief is; zeg het met --datum 2023-02-03.")
    assert not (files.parent / "corpus").exists()
    ended = qa("add", str(files / "dijken.txt"), "--datum", "2023-02-03", "--kenmerk", "IENW/23")
    assert "brief-2023-02-03-ienw-23 toegevoegd: Stand van de dijken" in ended.out
    assert "(Brief van 3 februari 2023, kenmerk IENW/23)" in ended.out
    answer = qa("ask", HOW_MANY).out
    assert answer.startswith("45 kilometer dijken (2022).")
    assert answer.endswith("  Brief van 3 februari 2023, kenmerk IENW/23\n")


def test_a_letter_comes_by_dossier_and_number_too(files: Path, qa: Run) -> None:
    options = ("--datum", "2023-02-03", "--dossier", "36 410-XII-5")
    assert qa("add", str(files / "dijken.txt"), *options).code == 0
    (told,) = map(json.loads, qa("list", "--json").out.splitlines())
    assert (told["id"], told["dossier"], told["ondernummer"]) == (
        *("kst-36410-XII-5", "36410-XII", "5"),
    )
    assert told["verwijzing"] == "Kamerstuk 36 410 XII, nr. 5"
    assert told["url"] == "https://zoek.officielebekendmakingen.nl/kst-36410-XII-5.html"


def test_of_a_folder_one_that_cannot_be_read_costs_no_other(files: Path, qa: Run) -> None:
    (files / "onzin.txt").write_bytes(b"\xff\xfe")
    ended = qa("add", str(files))
    assert ended.code == 1
    assert [line.partition(": ")[2][:40] for line in ended.err.splitlines()] == [
        f"{files}/dijken.txt: nergens staat"[:40],
        f"{files}/onzin.txt: onzin.txt: byte"[:40],
    ]
    assert "kst-30001-2 toegevoegd" in ended.out


def test_the_same_letter_again_changes_nothing_and_another_is_refused(files: Path, qa: Run) -> None:
    file = files / "boerderij.txt"
    qa("add", str(file))
    assert "kst-30001-2 stond er al" in qa("add", str(file)).out
    file.write_text(page_of("kst-30001-2", "Een andere brief."), "utf-8")
    line = one_line(qa("add", str(file)), 1)
    assert "kst-30001-2 staat al in de map met brieven, met een ander bestand" in line
    assert "qa remove kst-30001-2" in line


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--datum", "3 februari"), "--datum: «3 februari» is geen datum zoals 2023-02-03."),
        (("--datum", "2023-02-03", "--id", "../weg"), "«../weg» kan geen id zijn"),
        (("--dossier", "28684"), "--dossier is het dossier en het nummer met een streepje"),
    ],
)
def test_an_option_that_cannot_be_is_told(
    options: tuple[str, ...], told: str, files: Path, qa: Run
) -> None:
    assert told in one_line(qa("add", str(files / "dijken.txt"), *options), 2)


def test_options_of_one_letter_are_not_for_many(files: Path, qa: Run) -> None:
    assert "gaan over één brief" in one_line(qa("add", str(files), "--id", "brief-1"), 2)


def test_a_letter_from_the_input(files: Path, qa: Run) -> None:
    ended = qa("add", "-", stdin=(files / "boerderij.txt").read_bytes())
    assert "kst-30001-2 toegevoegd" in ended.out


def test_letters_are_listed_newest_first_and_those_not_built_are_told(files: Path, qa: Run) -> None:
    qa("add", str(files / "boerderij.txt"))
    qa("add", str(files / "dijken.txt"), "--datum", "2023-02-03", "--id", "brief-1")
    lines = qa("list").out.splitlines()
    assert lines == [
        "2023-02-03  brief-1  Stand van de dijken",
        "            Brief van 3 februari 2023; 5 passages, 2 feiten",
        "2022-12-14  kst-30001-2  Een brief",
        "            Kamerstuk 30 001, nr. 2; 3 passages, 1 feiten",
    ]
    later = files.parent / "corpus" / "brief-2"
    later.mkdir()
    (later / "letter.txt").write_text(DIKES, "utf-8")
    assert qa("list").err == (
        "Let op: brief-2 staat nog niet in de index; bouw hem met «qa build».\n"
    )


def test_a_removed_letter_is_kept_beside_the_corpus_and_asked_no_more(files: Path, qa: Run) -> None:
    qa("add", str(files / "boerderij.txt"))
    assert "ten minste één" in one_line(qa("remove", "kst-30001-2"), 2)
    qa("add", str(files / "dijken.txt"), "--datum", "2023-02-03", "--id", "brief-1")
    ended = qa("remove", "kst-30001-2")
    kept = files.parent / "corpus" / ".verwijderd" / "kst-30001-2"
    assert ended.out.splitlines()[0] == (
        f"kst-30001-2 is weg uit de brieven; de map staat nu in {kept}."
    )
    assert (kept / "letter.txt").read_bytes() == (files / "boerderij.txt").read_bytes()
    assert "kst-30001-2" not in qa("list").out
    assert one_line(qa("remove", "kst-1-1"), 2) == (
        "Onjuist gebruik: brief «kst-1-1» komt niet voor. Wel: brief-1."
    )


def test_a_file_of_any_name_that_cannot_be_read_is_told_in_one_line(files: Path, qa: Run) -> None:
    odd = files / "a\nb\x1b[31m.txt"
    odd.write_bytes(b"\x89PNG")
    line = one_line(qa("add", str(odd)), 1)
    assert "a b\N{REPLACEMENT CHARACTER}[31m.txt: dit is een afbeelding (PNG)" in line


def test_what_is_no_file_is_told_and_in_a_folder_left_out(files: Path, qa: Run) -> None:
    os.mkfifo(files / "pijp")
    (files / "nul").symlink_to("/dev/zero")
    (files / "lus").symlink_to("..")
    there = one_line(qa("add", str(files / "dijkn.txt")), 1)
    assert there == f"Niet toegevoegd: {files}/dijkn.txt: bestaat niet; klopt de naam?"
    assert "is een pijp" in one_line(qa("add", str(files / "pijp")), 1)
    assert "is een apparaat" in one_line(qa("add", str(files / "nul")), 1)
    ended = qa("add", str(files))
    assert ended.code == 1
    assert "dijken.txt: nergens staat van welke dag" in ended.err
    assert ended.err.count("\n") == 1
    assert "kst-30001-2 toegevoegd" in ended.out
