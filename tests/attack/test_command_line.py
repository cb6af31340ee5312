"""The command line where the machine does not help: full disks, closed streams, forbidden folders.

Each is told in one Dutch line with a code of its own, and nothing that was there is lost.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from qa.letter.build import build
from qa.model.encode import Encoder
from tests.commands import ROOT, Ended, one_line, start
from tests.letter.factories import make

QA = str(Path(sys.executable).parent / "qa")
ROBBERIES = "Hoeveel overvallen waren er in 2019?"
ANSWER = "In 2019 waren er 1.174 overvallen."
BODY = "Inleiding\n\nEr doen 12 gemeenten mee aan de proef."
CLOSED = "Ongeldige vraag: er is geen invoer; typ vragen in een terminal, of geef ze met < of |."
FULL = (
    "Uitvoer mislukt: niet alles kon worden geschreven (geen ruimte meer); stuur de uitvoer ergens"
    " anders heen, of maak daar ruimte."
)


def run(
    *arguments: str, shell: str = "", index: Path, before: tuple[str, ...] = (), **more: Any
) -> Ended:
    """Run `qa` as a shell does; `before` is what starts it, `shell` what follows it there."""
    environment = {**os.environ, "QA_INDEX": str(index), **more.pop("env", {})}
    done = subprocess.run(
        [*before, "bash", "-c", f'"$0" "$@" {shell}', QA, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        **more,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def copy(index_folder: Path, tmp_path: Path) -> Path:
    """An index that may be spoiled."""
    return Path(shutil.copytree(index_folder, tmp_path / "index", symlinks=True))


@pytest.fixture
def small(tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The index of a small letter, soon built again; `qa` is told of its corpus."""
    make(tmp_path / "corpus", BODY)
    monkeypatch.setenv("QA_CORPUS", str(tmp_path / "corpus"))
    build(tmp_path / "corpus", tmp_path / "index", encoder)
    return tmp_path / "index"


def kilobytes(folder: Path) -> int:
    """Return what a folder takes, in pages of 4 kB as a file system in memory counts."""
    (current,) = (each for each in (folder / "builds").iterdir() if each.is_dir())
    sizes = [path.stat().st_size for path in current.rglob("*") if path.is_file()]
    return sum(-(-size // 4096) * 4 for size in sizes)


def answers(index: Path) -> bool:
    return "12" in run("ask", "Hoeveel gemeenten doen mee?", index=index).out


def builds(index: Path) -> list[str]:
    return sorted(each.name for each in (index / "builds").iterdir() if each.is_dir())


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "arguments",
    [("ask", ROBBERIES), ("ask", "--json", ROBBERIES), ("facts", "--csv"), ("facts", "--json")],
)
def test_output_that_finds_no_room_ends_with_13(
    arguments: tuple[str, ...], unbuffered: str, index_folder: Path
) -> None:
    ended = run(
        *arguments, shell="> /dev/full", index=index_folder, env={"PYTHONUNBUFFERED": unbuffered}
    )
    assert one_line(ended, 13) == FULL


def test_output_that_is_closed_ends_with_13(index_folder: Path) -> None:
    line = one_line(run("ask", ROBBERIES, shell=">&-", index=index_folder), 13)
    assert line.startswith("Uitvoer mislukt: de standaarduitvoer is gesloten; ")


def test_an_error_that_cannot_be_told_keeps_its_code(index_folder: Path) -> None:
    for shell in ("2>&-", "2> /dev/full"):
        assert run("ask", "", shell=shell, index=index_folder) == Ended(3, "", "")


@pytest.mark.parametrize("arguments", [("facts",), ("facts", "--csv"), ("ask", ROBBERIES)])
def test_a_reader_that_has_left_ends_it_as_it_ends_other_commands(
    arguments: tuple[str, ...], index_folder: Path
) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [QA, *arguments],
        cwd=ROOT,
        env={**os.environ, "QA_INDEX": str(index_folder)},
        stdout=write,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("arguments", [("chat",), ("ask", "--stdin"), ("mcp",)])
def test_input_that_is_closed_ends_with_3(arguments: tuple[str, ...], index_folder: Path) -> None:
    assert one_line(run(*arguments, shell="<&-", index=index_folder), 3) == CLOSED


@pytest.mark.parametrize("command", [("chat",), ("ask", "--stdin")])
def test_control_c_ends_with_130_and_one_line(command: tuple[str, ...], index_folder: Path) -> None:
    process = start(*command, index=index_folder)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{ROBBERIES}\n".encode())
    process.stdin.flush()
    assert process.stdout.readline().decode() == f"{ANSWER}\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, b"Afgebroken.\n")


def test_control_c_in_a_build_leaves_the_old_index_and_nothing_half_built(copy: Path) -> None:
    before = builds(copy)
    process = start("build", index=copy)
    while process.poll() is None and builds(copy) == before:
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=30) == (b"", b"Afgebroken.\n")
    assert (process.returncode, builds(copy)) == (130, before)
    assert run("ask", ROBBERIES, index=copy).out.startswith(ANSWER)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Make a disk of so many kilobytes."""
    folder = tmp_path / "schijf"
    folder.mkdir()

    def mount(kilobytes: int) -> Path:
        options = ("-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder))
        if os.geteuid() or subprocess.run(["mount", *options], capture_output=True).returncode:
            pytest.skip("only who may mount a file system can make a full one")
        return folder

    yield mount
    subprocess.run(["umount", str(folder)], capture_output=True)


@pytest.mark.parametrize("full", [1.1, 1.5, 1.9])  # times what the index takes
def test_a_full_disk_ends_a_build_with_12_and_the_old_index_answers(
    full: float, small: Path, disk: Callable[[int], Path]
) -> None:
    index = disk(int(full * kilobytes(small))) / "index"
    shutil.copytree(small, index, symlinks=True)
    before = builds(index)
    assert one_line(run("build", index=index), 12).startswith(
        f"Opslag niet bruikbaar: {index}: de index is niet te schrijven ("
    )
    assert builds(index) == before
    assert answers(index)


def test_a_file_that_grows_too_large_ends_a_build_with_12(small: Path) -> None:
    before = builds(small)
    limited = f"ulimit -f 20; exec '{QA}' build"  # in kilobytes
    done = subprocess.run(
        ["bash", "-c", limited],
        cwd=ROOT,
        env={**os.environ, "QA_INDEX": str(small)},
        capture_output=True,
        text=True,
    )
    ended = Ended(done.returncode, done.stdout, done.stderr)
    assert one_line(ended, 12).startswith(f"Opslag niet bruikbaar: {small}: ")
    assert builds(small) == before


def a_folder(link: Path) -> None:
    link.unlink()
    link.mkdir()


def a_file(link: Path) -> None:
    link.unlink()
    link.write_text("van iemand anders")


@pytest.mark.parametrize("put", [a_folder, a_file])
def test_what_stands_where_the_link_belongs_is_left_there(
    put: Callable[[Path], None], small: Path
) -> None:
    put(small / "current")
    before = builds(small)
    line = one_line(run("build", index=small), 12)
    assert line.startswith(f"Opslag niet bruikbaar: {small / 'current'}: hier hoort een koppeling")
    assert not (small / "current").is_symlink()
    assert builds(small) == before
    assert one_line(run("ask", ROBBERIES, index=small), 4).startswith("Index ontbreekt: ")


@pytest.mark.parametrize(
    ("target", "code", "told"),
    [
        ("current", 6, "Index beschadigd: {}/current: deze koppeling leidt naar zichzelf; "),
        ("/etc", 4, "Index ontbreekt: /etc: geen index gevonden; "),
    ],
)
def test_a_link_that_leads_nowhere_is_told_and_mended_by_a_build(
    target: str, code: int, told: str, small: Path
) -> None:
    (small / "current").unlink()
    (small / "current").symlink_to(target)
    assert one_line(run("ask", ROBBERIES, index=small), code).startswith(told.format(small))
    assert run("build", index=small).code == 0
    assert answers(small)


@pytest.mark.parametrize("present", [False, True], ids=["missing", "empty"])
def test_without_a_letter_no_model_is_made(present: bool, tmp_path: Path) -> None:
    corpus, cache = tmp_path / "corpus", tmp_path / "cache"
    if present:
        corpus.mkdir()
    ended = run(
        "build", "--corpus", str(corpus), index=tmp_path / "i", env={"QA_CACHE": str(cache)}
    )
    assert one_line(ended, 1).startswith(f"Brief niet leesbaar: {corpus}: geen ")
    assert not cache.exists()


# Lets who is root be refused as anyone else, and becomes the command that follows. Not a function
# that runs between fork and exec: other tests of this process have threads, which a fork breaks.
# Numbers: PR_CAPBSET_DROP of linux/prctl.h; CAP_DAC_OVERRIDE, _READ_SEARCH of linux/capability.h.
OBEYING = (sys.executable, "-c", """
import ctypes, os, sys
for capability in (1, 2):
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execvp(sys.argv[1], sys.argv[1:])
""")  # fmt: skip


@pytest.fixture
def refused(tmp_path: Path) -> Path:
    """A folder that nobody may enter."""
    folder = tmp_path / "verboden"
    folder.mkdir(mode=0)
    listed = subprocess.run([*OBEYING, "ls", folder], capture_output=True)
    if listed.returncode == 0:
        pytest.skip("who is root here is refused nothing")
    return folder


@pytest.mark.parametrize("part", [".", "kst-12345-6", "kst-12345-6/letter.txt"])
def test_a_corpus_that_may_not_be_read_ends_with_1(
    part: str, refused: Path, index_folder: Path, tmp_path: Path
) -> None:
    make(tmp_path / "corpus", BODY)
    forbidden = tmp_path / "corpus" / part
    forbidden.chmod(0)
    for command in (("build",), ("ask", ROBBERIES)):
        ended = run(
            *(*command, "--corpus", str(tmp_path / "corpus")),
            index=index_folder if command[0] == "ask" else tmp_path / "index",
            before=OBEYING,
        )
        told = f"Brief niet leesbaar: {forbidden}: niet te lezen (geen toestemming); "
        assert one_line(ended, 1).startswith(told)
    forbidden.chmod(0o755)


@pytest.mark.parametrize(
    ("setting", "arguments", "code", "told"),
    [
        ("QA_CACHE", ("search", "overvallen"), 7, "Taalmodel niet bruikbaar: {}/models: "),
        ("QA_INDEX", ("build",), 12, "Opslag niet bruikbaar: {}: de index is niet te schrijven"),
        ("QA_DATA", ("feedback", "export"), 10, "Terugkoppeling niet bewaard: {}/terug"),
        ("QA_DATA", ("log", "purge"), 12, "Opslag niet bruikbaar: {}/vragen: bewaarde vragen"),
        ("QA_DATA", ("serve", "--port", "0"), 8, "Ongeldige instelling: QA_DATA='{}' kan niet"),
    ],
)
def test_a_folder_that_may_not_be_used_is_named(
    setting: str,
    arguments: tuple[str, ...],
    code: int,
    told: str,
    refused: Path,
    index_folder: Path,
) -> None:
    ended = run(*arguments, index=index_folder, env={setting: str(refused)}, before=OBEYING)
    line = one_line(ended, code)
    assert line.startswith(told.format(refused))
    assert "(geen toestemming); " in line


NO_TEXT = "Onjuist gebruik: wat u typte, bevat tekens die geen tekst (UTF-8) zijn; typ het opnieuw."


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("refs", "\udcff"), 2, NO_TEXT),
        (("add", "letter.txt", "--titel", "\udcff"), 2, NO_TEXT),
        (("add", "letter.txt", "--kenmerk", "a\udcff"), 2, NO_TEXT),
        (("serve", "--host", "\udcff"), 2, "Onjuist gebruik: --host='\\udcff' kan niet"),
        (("ask", "--naar", "pijp.md", ROBBERIES), 12, "Opslag niet bruikbaar: pijp.md is niet te"),
        (("add", ""), 2, "Onjuist gebruik: een bestand zonder naam; noem het bestand of de map"),
    ],
    ids=["a name", "a title", "a number", "a host", "a pipe", "no file"],
)
def test_arguments_that_nobody_means_are_told_in_a_line(
    arguments: tuple[str, ...], code: int, told: str, index_folder: Path, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pijp.md")
    shutil.copy(make(tmp_path / "brief", BODY) / "letter.txt", tmp_path)
    index = tmp_path / "index" if arguments[0] == "add" else index_folder
    done = subprocess.run(
        [QA, *arguments],
        cwd=tmp_path,
        env={**os.environ, "QA_INDEX": str(index), "QA_CORPUS": str(tmp_path / "corpus")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == code
    assert done.stderr.startswith(told)
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "corpus").exists() or not any((tmp_path / "corpus").iterdir())


@pytest.mark.parametrize("name", ["QA_NAME", "QA_CONTACT_NAME"])
def test_a_setting_that_is_no_text_stops_the_start(
    name: str, index_folder: Path, tmp_path: Path
) -> None:
    given = {"QA_DATA": str(tmp_path), name: "\udcff"}
    line = one_line(run("serve", "--port", "0", index=index_folder, env=given), 8)
    assert line.startswith(f"Ongeldige instelling: {name}='\\udcff' kan niet worden gebruikt")


@pytest.mark.parametrize("name", ["QA_DATA", "QA_SECURITY_TXT"])
def test_the_service_does_not_start_on_what_it_would_miss_later(
    name: str, index_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "bestand").touch()
    given = {"QA_DATA": str(tmp_path), name: str(tmp_path / "bestand" / "geen")}
    line = one_line(run("serve", "--port", "0", index=index_folder, env=given), 8)
    assert line.startswith(f"Ongeldige instelling: {name}='{given[name]}' kan niet worden gebruikt")


def test_a_key_that_cannot_be_kept_is_not_shown(index_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    keys = tmp_path / "bestand" / "sleutels"
    ended = run("key", "add", "intranet", index=index_folder, env={"QA_KEYS": str(keys)})
    assert one_line(ended, 12).startswith(f"Opslag niet bruikbaar: {keys}: de sleutel is niet te")


def test_a_picture_that_cannot_be_drawn_is_named(index_folder: Path, tmp_path: Path) -> None:
    gold = tmp_path / "tests" / "gold"
    gold.mkdir(parents=True)
    for own in ("answerable", "unanswerable", "dialogues", "blind"):
        (gold / f"{own}.jsonl").touch()
    rows = (ROOT / "tests" / "gold" / "dev.jsonl").read_text("utf-8").splitlines(keepends=True)
    (gold / "dev.jsonl").write_text("".join(rows[:10]), "utf-8")
    (tmp_path / "docs").touch()
    done = subprocess.run(
        [QA, "eval", "--plot", "--index", str(index_folder)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    line = one_line(Ended(done.returncode, done.stdout, done.stderr), 12)
    assert line.startswith("Opslag niet bruikbaar: docs/risk-coverage.svg: niet te schrijven")


@pytest.mark.parametrize(
    "kept",
    [b'{"vraag": 1, "vervolgOp": null, "fragmenten": []}', b"[" * 200_000, b"null", b"\xff"],
    ids=["no text", "nested deep", "nothing", "no UTF-8"],
)
def test_answers_that_were_never_kept_are_told_with_their_place(
    kept: bytes, index_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "antwoorden.jsonl"
    file.write_bytes(kept)
    ended = run("replay", str(file), index=index_folder)
    assert one_line(ended, 3).startswith(f"Ongeldige vraag: {file}")


def test_a_file_of_answers_without_end_is_refused(index_folder: Path) -> None:
    ended = run("replay", "/dev/zero", index=index_folder)
    assert one_line(ended, 3).startswith("Ongeldige vraag: /dev/zero: meer dan 100000000 bytes")


@pytest.mark.parametrize(
    ("command", "name", "code"),
    [
        (("key", "add", "intranet"), "QA_KEYS", 12),
        (("serve", "--port", "0"), "QA_KEYS", 8),
        (("serve", "--port", "0"), "QA_SECURITY_TXT", 8),
    ],
)
def test_a_pipe_where_a_setting_names_a_file_is_refused_and_waited_for_by_nobody(
    command: tuple[str, ...], name: str, code: int, index_folder: Path, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pijp")
    given = {name: str(tmp_path / "pijp"), "QA_DATA": str(tmp_path)}
    ended = run(*command, index=index_folder, env=given)
    assert "is een pijp, een gewoon bestand verwacht" in one_line(ended, code)
