"""How commands end: what cannot be done is one line and a code of its own, never a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.cli.ending import ended as ended_with
from tests.commands import COMMAND, ROOT, Ended, Run, one_line, start
from tests.letter.factories import make, page

ROBBERIES = "Hoeveel overvallen waren er in 2019?"
WEEK = "Wanneer is de Week van de Veiligheid volgend jaar?"
BODY = "Inleiding\n\nEr doen 12 gemeenten mee aan de proef."


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "De vraag is leeg"),
        (" \n ", "De vraag is leeg"),
        ("a" * 2001, "De vraag telt 2.001 tekens, hoogstens 2.000"),
        ("\udcff", "De vraag bevat tekens die geen tekst zijn"),
    ],
    ids=["empty", "white space", "2001 characters", "no text"],
)
def test_a_question_that_cannot_be_taken_ends_with_3(question: str, said: str, qa: Run) -> None:
    assert one_line(qa("ask", "--", question), 3).startswith(f"Ongeldige vraag: {said}")


def lose(index: Path) -> None:
    shutil.rmtree(index)


def change_corpus(index: Path) -> None:
    (index.parent / "corpus" / "kst-0-0").mkdir()


def damage(index: Path) -> None:
    (index / "current" / "facts.sqlite").write_bytes(b"SQLite format 3")


def blur_manifest(index: Path) -> None:
    (index / "current" / "manifest.json").write_text("[1, 2]")


@pytest.mark.parametrize(
    ("spoil", "code", "title"),
    [
        (lose, 4, "Index ontbreekt"),
        (change_corpus, 5, "Index verouderd"),
        (damage, 6, "Index beschadigd"),
        (blur_manifest, 6, "Index beschadigd"),
    ],
)
@pytest.mark.parametrize("arguments", [("ask", ROBBERIES), ("ask", "--json", ROBBERIES)])
def test_an_index_that_cannot_be_used_ends_with_the_code_of_its_class(
    spoil: Callable[[Path], None],
    code: int,
    title: str,
    arguments: tuple[str, ...],
    qa: Run,
    index_folder: Path,
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy = Path(shutil.copytree(index_folder, tmp_path / "index", symlinks=True))
    shutil.copytree(corpus, tmp_path / "corpus")
    monkeypatch.setenv("QA_INDEX", str(copy))
    monkeypatch.setenv("QA_CORPUS", str(tmp_path / "corpus"))
    spoil(copy)
    line = one_line(qa(*arguments), code)
    assert line.startswith(f"{title}: ")
    assert "«qa build»" in line


def test_without_a_corpus_the_index_answers(qa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_CORPUS", "nergens")
    assert qa("ask", ROBBERIES).out.startswith("In 2019 waren er 1.174 overvallen.")


def test_an_unknown_model_ends_with_7_when_it_is_needed(
    qa: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QA_MODEL", str(tmp_path / "geen-model"))
    assert qa("ask", ROBBERIES).code == 0
    assert one_line(qa("ask", WEEK), 7).startswith("Taalmodel niet bruikbaar: ")


def test_a_setting_that_cannot_be_used_ends_with_8_and_is_named(
    qa: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_PORT", "veel")
    assert one_line(qa("ask", ROBBERIES), 8).startswith("Ongeldige instelling: QA_PORT='veel'")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask", "--jso", "x"), "de optie «--jso» bestaat niet; bedoelde u «--json»?"),
        (("ask", "-5 graden?"), "de optie «-5» bestaat niet; begint uw tekst met een streepje, "),
        (("ask", "een", "twee"), "«twee» is te veel; zet wat spaties heeft tussen "),
        (("ask", "--top", "0", "x"), "--top='0': verwacht wordt een getal van 1 tot en met 50."),
        (("ask", "--top", "veel", "x"), "--top='veel': verwacht wordt een getal van 1 tot en "),
        (("ask", "x", "--top"), "de optie «--top» vraagt om een waarde."),
        (("ask", "--json=ja", "x"), "de optie «--json» krijgt geen waarde."),
        (("search",), "«ZOEKVRAAG» ontbreekt. Uitleg: «qa search --help»."),
        (("aks",), "«aks» is geen opdracht; bedoelde u «ask»? Uitleg: «qa --help»."),
        (("key", "ad"), "«ad» is geen opdracht; bedoelde u «add»? Uitleg: «qa key --help»."),
        (("vraag",), "«vraag» is geen opdracht; kies uit: ask, build, chat, "),
        (("--",), "de opdracht ontbreekt. Uitleg: «qa --help»."),
        (("--index", "x", "ask", "y"), "de optie «--index» bestaat niet; "),
        (("serve", "--port", "veel"), "--port='veel' kan niet worden gebruikt (een poort is een "),
        (("serve", "--workers", "0"), "--workers='0' kan niet worden gebruikt (het aantal "),
        (("ask\x1b[31m",), "«ask�[31m» is geen opdracht; "),
    ],
)
def test_a_wrong_call_is_told_in_dutch_and_ends_with_2(
    arguments: tuple[str, ...], told: str, qa: Run
) -> None:
    line = one_line(qa(*arguments), 2)
    assert line.startswith(f"Onjuist gebruik: {told}")


@pytest.mark.parametrize("command", [("ask", "x"), ("list",), ("facts",)])
def test_a_folder_of_letters_that_is_none_is_told(command: tuple[str, ...], qa: Run) -> None:
    line = one_line(qa(*command, "--corpus", "/nergens"), 1)
    assert line.startswith("Brief niet leesbaar: /nergens: geen map met brieven")


@pytest.mark.parametrize("arguments", [(), ("key",)])
def test_without_a_command_the_help_is_shown(arguments: tuple[str, ...], qa: Run) -> None:
    ended = qa(*arguments)
    assert (ended.code, ended.err) == (2, "")
    assert "Gebruik: qa" in ended.out


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qa: Run) -> Path:
    """A corpus of one small letter, and an index folder beside it; returns their folder."""
    make(tmp_path / "corpus", BODY)
    monkeypatch.setenv("QA_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    return tmp_path


def test_two_builds_in_a_row_give_the_same_manifest_and_say_the_same(small: Path, qa: Run) -> None:
    said, manifests = [], []
    for _ in range(2):
        said.append(qa("build"))
        manifests.append((small / "index" / "current" / "manifest.json").read_bytes())
    line = f"Index gereed in {small / 'index'}: 1 brief, 3 passages, 1 feit.\n"
    assert said == [Ended(0, line, "")] * 2
    assert manifests[0] == manifests[1]
    assert str(small).encode() not in manifests[0]


def test_a_refused_letter_is_named_on_one_line_and_the_old_index_answers(
    small: Path, qa: Run
) -> None:
    assert qa("build").code == 0
    before = (small / "index" / "current").resolve()
    folder = small / "corpus" / "kst-12345-6"
    (folder / "letter.txt").write_text(f"{page(BODY)}\0", "utf-8")
    line = one_line(qa("build"), 1)
    assert line.startswith("Brief niet leesbaar: kst-12345-6: ")
    assert (small / "index" / "current").resolve() == before
    assert one_line(qa("ask", "Hoeveel gemeenten doen mee?"), 5).startswith("Index verouderd")
    (folder / "letter.txt").write_text(page(BODY), "utf-8")
    assert "12" in qa("ask", "Hoeveel gemeenten doen mee?").out


@pytest.mark.parametrize("make_corpus", [False, True], ids=["missing", "empty"])
def test_a_corpus_without_letters_ends_with_1(
    make_corpus: bool, qa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    if make_corpus:
        (tmp_path / "corpus").mkdir()
    assert one_line(qa("build"), 1).startswith(f"Brief niet leesbaar: {tmp_path / 'corpus'}: geen")


def test_what_nobody_foresaw_is_one_line_and_70_and_a_traceback_only_on_request(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("gedeeld\ndoor nul")

    code = ended_with(broken)
    assert one_line(Ended(code, *capsys.readouterr()), 70) == (
        "Er ging iets onverwachts mis (ZeroDivisionError: gedeeld door nul)."
        " Meer zien: zet QA_DEBUG=1."
    )
    monkeypatch.setenv("QA_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        ended_with(broken)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_letter_is_printed_whatever_the_old_code_page(encoding: str, index_folder: Path) -> None:
    environment = {**os.environ, "QA_INDEX": str(index_folder), "PYTHONIOENCODING": encoding}
    command = [*COMMAND, "ask", "--", ROBBERIES]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "«2019 1.174 3.777 39.365 73.638»" in ended.stdout.decode("utf-8")


def test_a_reader_that_leaves_is_no_error_to_show(index_folder: Path) -> None:
    process = start("ask", "--stdin", "--json", index=index_folder)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    process.stdin.write(f"{ROBBERIES}\n".encode() * 200)
    process.stdin.close()
    assert process.stderr.read() == b""
    assert process.wait(30) == 141
    process.stderr.close()


def test_control_c_ends_with_130_and_says_so(index_folder: Path) -> None:
    process = start("ask", "--stdin", "--json", index=index_folder)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{ROBBERIES}\n".encode())
    process.stdin.flush()
    assert b"1.174" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert (out, err) == (b"", b"Afgebroken.\n")
