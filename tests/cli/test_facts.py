"""`qa facts` and `qa check` show what the index holds, and refuse what it has not."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from qa import wire
from qa.cli.facts import register
from qa.dutch.numbers import read_quantity
from qa.say.amounts import printed
from qa.say.facts_view import bars, drawable
from qa.store.facts import FactStore, write
from qa.store.index import Index
from qa.types import Fact
from tests.question.factories import fact, year


@pytest.fixture
def program(index: Index) -> typer.Typer:
    app = typer.Typer()
    register(app, lambda _: index)
    return app


def run(program: typer.Typer, *words: str) -> Result:
    return CliRunner().invoke(program, words)


def listed(result: Result) -> list[str]:
    """Return the lines of a plain table, without its header."""
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()[1:]


def test_facts_lists_every_fact_of_the_index(program: typer.Typer, index: Index) -> None:
    result = run(program, "facts")
    assert len(listed(result)) == len(index.facts.find())
    assert result.stdout.split("\n", 1)[0].split() == [
        "maat", "onderwerp", "periode", "getal", "plaats",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "cells"),
    [
        (
            ("--maat", "aantal", "--onderwerp", "overvallen", "--jaar", "2019"),
            [["aantal", "overvallen", "2019", "1.174", "par. 1, tabel 1, rij 2019"]],
        ),
        (
            ("--maat", "AANTAL", "--onderwerp", "straatroof", "--jaar", "2021"),
            [["aantal", "straatroven", "2021", "2.321", "par. 1, tabel 1, rij 2021"]],
        ),
        (
            ("--onderwerp", "woninginbraak", "--soort", "tekst"),
            [["aantal per uur", "woninginbraken", "zo’n twee à drie", "par. 1"]],
        ),
        (
            ("--maat", "procentuele ontwikkeling", "--jaar", "2011", "--onderwerp", "geweld"),
            [
                ["procentuele ontwikkeling", "geweldsdelicten", "2011–2021", "-33%",
                 "par. 1, tabel 1, rij Procentuele ontwikkeling 2011–2021"],
            ],
        ),
    ],
)  # fmt: skip
def test_filters_narrow_the_list_together(
    program: typer.Typer, options: tuple[str, ...], cells: list[list[str]]
) -> None:
    lines = listed(run(program, "facts", *options))
    assert [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines] == cells


def test_a_year_within_a_stretch_of_years_is_not_its_year(program: typer.Typer) -> None:
    result = run(program, "facts", "--maat", "procentuele ontwikkeling", "--jaar", "2015")
    assert (result.exit_code, result.stdout) == (0, "Geen getallen met deze keuze.\n")


def test_kinds_divide_the_facts(program: typer.Typer, index: Index) -> None:
    in_tables = listed(run(program, "facts", "--soort", "tabel"))
    in_text = listed(run(program, "facts", "--soort", "tekst"))
    assert len(in_tables) == 58
    assert len(in_tables) + len(in_text) == len(index.facts.find())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--maat", "procenten"), "maat «procenten» komt niet voor. Wel: aantal, aantal per uur, "),
        (("--onderwerp", "fietsen"), "onderwerp «fietsen» komt niet voor. Wel: "),
        (("--jaar", "1999"), "jaar «1999» komt niet voor. Wel: 2011, 2012, 2013"),
        (("--jaar", "vorig"), "jaar «vorig» komt niet voor. Wel: 2011, 2012, 2013"),
        (("--soort", "plaatje"), "soort «plaatje» komt niet voor. Wel: tabel, tekst."),
        (("--brief", "kst-1-1"), "brief «kst-1-1» komt niet voor. Wel: kst-28684-720."),
        (("--csv", "--json"), "Kies --csv of --json, niet allebei."),
    ],
)
def test_an_unknown_choice_is_refused_with_what_there_is(
    program: typer.Typer, options: tuple[str, ...], message: str
) -> None:
    result = run(program, "facts", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Ongeldige keuze: {message}")
    assert len(result.stderr.splitlines()) == 1


def test_json_holds_the_facts_as_every_door_sends_them(program: typer.Typer, index: Index) -> None:
    result = run(program, "facts", "--json", "--soort", "tabel")
    expected = [wire.fact(each) for each in index.facts.find() if each.rule == "table_cells"]
    assert json.loads(result.stdout) == expected


def test_json_of_nothing_is_an_empty_list(program: typer.Typer) -> None:
    result = run(program, "facts", "--maat", "score", "--soort", "tabel", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_csv_is_rfc_4180_and_holds_the_print_and_the_decimal(
    program: typer.Typer, index: Index
) -> None:
    result = run(program, "facts", "--csv")
    text = result.stdout_bytes.decode("utf-8")
    assert text.count("\r\n") == len(index.facts.find()) + 1
    assert text.replace("\r\n", "").count("\n") == 0
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    facts = index.facts.find()
    assert [row["id"] for row in rows] == [each.id for each in facts]
    for row, each in zip(rows, facts, strict=True):
        assert (row["weergave"], row["citaat"]) == (printed(each), each.quote)
        assert Decimal(row["waarde"]) == each.quantity.value
        assert (row["waardeTot"] == "") == (each.quantity.high is None)
        assert (row["kopZeker"] == "ja") == each.certain
        read = read_quantity(row["weergave"])
        assert read is None or read.value == Decimal(row["waarde"])


def test_a_series_is_drawn_below_its_table_in_a_terminal(
    program: typer.Typer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # what makes rich take a pipe for a terminal
    monkeypatch.setenv("COLUMNS", "100")
    lines = run(
        program, "facts", "--maat", "aantal", "--onderwerp", "overvallen", "--soort", "tabel"
    ).stdout.splitlines()
    assert lines[-11] == "2011 2.272 " + "█" * 89
    assert lines[-1] == "2021   676 " + "█" * 26 + "▍"
    assert "│ aantal │ overvallen │ 2011    │ 2.272 │" in lines[3]


def test_a_pipe_gets_no_chart(program: typer.Typer) -> None:
    result = run(program, "facts", "--maat", "aantal", "--onderwerp", "overvallen")
    assert "█" not in result.stdout
    assert "│" not in result.stdout


SERIES = [fact(s, period=2019 + i) for i, s in enumerate(("40", "0", "10", "19"))]


def test_bars_start_at_zero_and_the_longest_fills_the_width() -> None:
    assert bars(SERIES, 28) == [
        "2019 40 " + "█" * 20,
        "2020  0",
        "2021 10 " + "█" * 5,
        "2022 19 " + "█" * 9 + "▌",
    ]


def test_bars_are_plain_where_the_terminal_is() -> None:
    assert bars(SERIES, 28, ascii_only=True) == [
        "2019 40 " + "#" * 20,
        "2020  0",
        "2021 10 " + "#" * 5,
        "2022 19 " + "#" * 10,
    ]


def test_a_narrow_terminal_gets_numbers_without_bars() -> None:
    assert bars(SERIES, 12) == ["2019 40", "2020 0", "2021 10", "2022 19"]
    assert all(len(line) <= 5 for line in bars(SERIES, 5))


@pytest.mark.parametrize("width", range(1, 200, 7))
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for ascii_only in (True, False):
        assert all(len(line) <= width for line in bars(SERIES, width, ascii_only=ascii_only))


def test_a_series_of_nothing_has_no_bars() -> None:
    nothing = [fact("0", period=2019), fact("0", period=2020)]
    assert bars(nothing, 40) == ["2019 0", "2020 0"]


@pytest.mark.parametrize(
    ("why", "facts"),
    [
        ("one year", [fact("5")]),
        ("two subjects", [fact("5"), fact("6", subject="geweld", period=2020)]),
        ("two measures", [fact("5"), fact("6", measure="duur", period=2020)]),
        ("a year twice", [fact("5"), fact("6")]),
        ("no year", [fact("5"), fact("6", period=None)]),
        ("a stretch of years", [fact("5"), fact("6", period=year(2020, 2021))]),
        ("below zero", [fact("-5"), fact("6", period=2020)]),
    ],
)
def test_what_is_no_series_is_not_drawn(why: str, facts: list[Fact]) -> None:
    assert drawable(facts) == (), why


def test_a_series_is_drawn_in_order_of_time() -> None:
    backwards = [fact("6", period=2020), fact("5", period=2019)]
    assert [each.surface for each in drawable(backwards)] == ["5", "6"]


def test_one_series_is_shown_by_its_id(program: typer.Typer) -> None:
    lines = listed(run(program, "facts", "--reeks", "kst-28684-720.aantal.geweld"))
    assert len(lines) == 11
    assert lines[0].split()[:4] == ["aantal", "geweldsdelicten", "2011", "98.050"]
    unknown = run(program, "facts", "--reeks", "kst-28684-720.aantal.fietsen")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert unknown.stderr.startswith(
        "Ongeldige keuze: reeks «kst-28684-720.aantal.fietsen» komt niet voor."
        " Wel: kst-28684-720.aantal.overvallen, kst-28684-720.aantal.straatroof, "
    )


def test_signs_beyond_ascii_are_replaced_where_the_locale_has_none(
    program: typer.Typer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda _=True: "ISO-8859-1")
    for words in (("facts",), ("check",)):
        assert run(program, *words).stdout.isascii()
    assert (
        '"-70%" (overvallen: procentuele ontwikkeling, 2011-2021)' in run(program, "check").stdout
    )


def test_check_of_the_real_letter_finds_nothing_that_deviates(program: typer.Typer) -> None:
    result = run(program, "check")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "klopt  «-70%» (overvallen: procentuele ontwikkeling, 2011–2021)\n"
        "    (676 − 2.272) ÷ 2.272 × 100% = −70,2%\n"
        "    Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij Procentuele ontwikkeling 2011–2021\n"
    )
    assert "8 × klopt, 0 × wijkt af," in result.stdout.splitlines()[-1]


def test_check_as_json_holds_every_check(program: typer.Typer) -> None:
    checks = json.loads(run(program, "check", "--json").stdout)
    by_print = {check["gedrukt"]: check for check in checks}
    assert by_print["zo’n twee à drie"]["oordeel"] == "klopt"
    assert by_print["zo’n twee à drie"]["berekening"] == ["23.452 ÷ (365 × 24) = 2,7"]
    assert by_print["10%"]["oordeel"] == "nietNaTeRekenen"
    assert by_print["10%"]["herrekend"] is None


def test_check_of_one_letter(program: typer.Typer) -> None:
    one = run(program, "check", "--brief", "kst-28684-720", "--json")
    assert one.stdout == run(program, "check", "--json").stdout
    unknown = run(program, "check", "--brief", "kst-1-1")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert unknown.stderr == (
        "Ongeldige keuze: brief «kst-1-1» komt niet voor. Wel: kst-28684-720.\n"
    )


def test_check_exits_with_one_when_something_deviates(index: Index, tmp_path: Path) -> None:
    altered = Index.open(index.folder.parents[1], lambda: index.encoder)
    facts = [_altered(each) for each in index.facts.find()]
    write(((each, "") for each in facts), tmp_path / "facts.sqlite")
    altered.facts = FactStore.open(tmp_path / "facts.sqlite")
    app = typer.Typer()
    register(app, lambda _: altered)
    result = run(app, "check")
    assert result.exit_code == 1
    assert "wijkt af  «-70%» (overvallen: procentuele ontwikkeling, 2011–2021)" in result.stdout
    assert "7 × klopt, 1 × wijkt af," in result.stdout.splitlines()[-1]


def _altered(found: Fact) -> Fact:
    """Return a fact as it is, but the robberies of 2011 as if 100 fewer."""
    if found.id != "kst-28684-720:tabel1:1:1":
        return found
    return replace(found, quantity=replace(found.quantity, value=Decimal(2172)))
