"""A letter cannot command the terminal, or the spreadsheet, of who reads about it.

One with escape sequences, controls of two kinds, text that is turned around, and sentences that
begin as a formula goes through `qa build` and every door.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from qa.letter.build import build
from qa.model.encode import Encoder
from qa.store.index import Index
from tests.api.application import started
from tests.commands import Run
from tests.letter.factories import make

TRICK = "\x1b[2J\x1b]0;weg\x07 \x9b31m\x7f \u202edraai\u2066om\u2069"
SHOWN = "\ufffd[2J\ufffd]0;weg\ufffd \ufffd31m\ufffd \ufffddraai\ufffdom\ufffd"
SENTENCE = f"Er doen 12 gemeenten {TRICK} mee aan de proef."
FORMULAS = (
    "=HYPERLINK(A1) telt 14 scholen.",
    "+A1 telt 15 straten.",
    "-A1 telt 16 winkels.",
    "@SOM(A1) telt 17 wijken.",
)
# For a spreadsheet that parts cells by another sign: each begins one there. The amount does not.
CUT = 'Er zijn 18 pleinen;=A1,@A1;"-A1" voor € 5,- per plein.'
UNCUT = "Er zijn 18 pleinen;'=A1,'@A1;'\"-A1\" voor € 5,- per plein."
BODY = (
    f"1 Kop\n\nOver {TRICK}\n\n{SENTENCE} De groei was 50%, van 10 naar 15 dieren.\n\n"
    + "\n\n".join((CUT, *FORMULAS))
)
QUESTION = "Hoeveel gemeenten doen mee aan de proef?"
#: All that must not be printed: a line ends with \n, in CSV after \r.
CONTROLS = {*map(chr, [*range(0x20), *range(0x7F, 0xA0)]), *"\u202a\u202b\u202c\u202d\u202e"} | {
    *"\u2066\u2067\u2068\u2069"
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """A folder with the letter and its index."""
    folder = tmp_path_factory.mktemp("bestuurd")
    made = make(folder / "corpus", BODY)
    title = json.dumps(f"Een [/b] titel [link=file:///x]klik[/link] {TRICK}")
    (made / "letter.toml").write_text(f"title = {title}\n".replace("\x7f", "\\u007f"), "utf-8")
    build(folder / "corpus", folder / "index", encoder)
    return folder


@pytest.fixture
def run(qa: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `qa` on the letter."""
    monkeypatch.setenv("QA_CORPUS", str(folder / "corpus"))
    monkeypatch.setenv("QA_INDEX", str(folder / "index"))
    return qa


def commands(text: str, but: str = "\n") -> set[str]:
    return set(text) & (CONTROLS - set(but))


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (("ask", QUESTION), ""),
        (("ask", "--json", QUESTION), ""),
        (("ask", "--stdin"), f"{QUESTION}\n"),
        (("search", "--explain", "proef"), ""),
        (("search", "--json", "proef"), ""),
        (("chat",), f"{QUESTION}\nEn waarom?\nstop\n"),
        (("facts",), ""),
        (("facts", "--json"), ""),
        (("check", "--json"), ""),
        (("check",), ""),
        (("list",), ""),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_no_command_prints_what_a_terminal_would_do(
    arguments: tuple[str, ...], stdin: str, run: Run
) -> None:
    ended = run(*arguments, stdin=stdin.encode())
    assert ended.out.strip() != ""
    assert (commands(ended.out), commands(ended.err)) == (set(), set())


@pytest.mark.parametrize("arguments", [("ask", QUESTION), ("search", "proef")], ids=" ".join)
def test_what_a_terminal_would_do_is_shown_where_it_stands(
    arguments: tuple[str, ...], run: Run
) -> None:
    assert f"«Er doen 12 gemeenten {SHOWN} mee aan de proef.»" in run(*arguments).out


def test_a_title_is_no_order_to_the_terminal_either(run: Run) -> None:
    listed = run("list")
    assert listed.code == 0
    assert f"Een [/b] titel [link=file:///x]klik[/link] {SHOWN}" in listed.out


def test_json_gives_the_letter_as_it_is(run: Run, folder: Path) -> None:
    text = Index.open(folder / "index").passages.text("kst-12345-6")
    answer = json.loads(run("ask", "--json", QUESTION).out)
    (fact,) = answer["feiten"]
    assert fact["citaat"] == SENTENCE == text[slice(*fact["positie"])]
    listed = json.loads(run("facts", "--json").out)
    assert fact in listed


def test_a_doubt_about_a_letter_commands_nothing_either(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "corpus", "Tekst.1", ("Een noot.", f"{TRICK}↩︎\n\n  9. {TRICK} weg"))
    monkeypatch.setenv("QA_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    ended = run("build")
    assert ended.code == 0
    assert "\ufffd[2J" in ended.err
    assert commands(ended.err) == set()


def test_csv_holds_no_formula_and_no_command_in_any_door(
    run: Run, folder: Path, encoder: Encoder, tmp_path: Path
) -> None:
    index = Index.open(folder / "index", lambda: encoder)
    with started(index, tmp_path) as client:
        sent = client.get("/v1/feiten?maxAantal=100", headers={"accept": "text/csv"})
    printed = run("facts", "--csv").out
    assert sent.text.splitlines() == printed.splitlines()
    assert commands(sent.text, but="\r\n") == set()
    rows = list(csv.DictReader(io.StringIO(sent.text, newline="")))
    quotes = {row["onderwerp"]: row["citaat"] for row in rows}
    assert quotes["gemeenten"] == f"Er doen 12 gemeenten {SHOWN} mee aan de proef."
    counted = ("scholen", "straten", "winkels", "wijken")
    assert [quotes[each] for each in counted] == [f"'{each}" for each in FORMULAS]
    assert UNCUT in {row["citaat"] for row in rows}
    assert {row["waarde"] for row in rows} >= {"12", "14", "15", "16", "17"}


def test_pages_and_chats_show_it_too(folder: Path, encoder: Encoder, tmp_path: Path) -> None:
    index = Index.open(folder / "index", lambda: encoder)
    page, chat = {"accept": "text/html"}, {"messages": [{"role": "user", "content": QUESTION}]}
    with started(index, tmp_path) as client:
        letter = client.get("/brieven/kst-12345-6", headers=page).text
        answer = client.post("/", data={"vraag": QUESTION}, headers=page).text
        told = client.post(
            "/openai/v1/chat/completions", json={"model": "vraag-de-brief", **chat}
        ).json()["choices"][0]["message"]["content"]
    assert SHOWN in letter
    assert SHOWN in answer
    assert "\ufffddraai\ufffdom\ufffd" in told
    assert commands(letter + answer + told) == set()
