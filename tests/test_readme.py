"""What the README shows is what the program does.

In a fenced ```console block a line that begins with `$ ` is a command, the lines below it are what
it prints, and `#` lines are remarks. Commands of make must name a target; a `qa` command with a
printed output is run and must print exactly that (`make ask Q="…"` is run as `qa ask`, which is all
it does once installed). A block tagged ```console no-run is not run; the text says why.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BIN = Path(sys.executable).parent
FENCE = re.compile(r"^```console(?P<tag>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
TIMEOUT = 600  # seconds; a first build also makes the embedding model


class Shown(NamedTuple):
    """A command as the README shows it, with what it prints there."""

    command: str
    output: str
    run: bool


def shown_commands(text: str) -> list[Shown]:
    """Return the commands of all console blocks, in order; a trailing backslash joins lines."""
    found = []
    for block in FENCE.finditer(text):
        tag = block["tag"].strip()
        assert tag in {"", "no-run"}, f"unknown tag on a console block: {tag!r}"
        body = re.sub(r"(?m)^#.*\n", "", block["body"]).replace("\\\n", "")
        before, *parts = re.split(r"(?m)^\$ ", body)
        assert not before.strip(), f"a console block begins with output: {before.strip()!r}"
        for part in parts:
            command, _, output = part.partition("\n")
            found.append(Shown(command.strip(), trimmed(output), run=not tag))
    return found


def trimmed(text: str) -> str:
    """Drop spaces at line ends and empty lines at the end."""
    return "\n".join(line.rstrip() for line in text.splitlines()).rstrip("\n")


def make_targets(makefile: str) -> set[str]:
    """Return the targets that a person may name: those that `make help` lists."""
    return set(re.findall(r"(?m)^([a-z]+):.*## ", makefile))


def as_qa_arguments(command: str) -> list[str] | None:
    """Return the arguments of qa for a command that can be run here, None for any other."""
    words = shlex.split(command)
    if words[0] == "qa":
        return words[1:]
    if words[:2] == ["make", "ask"] and len(words) == 3 and words[2].startswith("Q="):
        return ["ask", "--", words[2].removeprefix("Q=")]
    return None


def printed_by(arguments: list[str]) -> str:
    """Run qa from the root of the checkout, as into a file: no colours, no terminal width."""
    terminal = {"COLUMNS", "LINES", "FORCE_COLOR", "CLICOLOR_FORCE"}
    environment = {name: value for name, value in os.environ.items() if name not in terminal}
    done = subprocess.run(
        [BIN / "qa", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
    )
    sys.stderr.write(done.stderr)  # pytest shows it with a failure
    return done.stdout


SHOWN = shown_commands(README.read_text("utf-8")) if README.exists() else []
TO_RUN = [shown for shown in SHOWN if shown.run and shown.output]


@pytest.fixture(scope="session")
def built_index() -> None:
    """Build the index through the door, unless there is one."""
    if not (ROOT / "index/current/manifest.json").exists():
        subprocess.run([BIN / "qa", "build"], cwd=ROOT, check=True, timeout=TIMEOUT)


def test_the_readme_shows_the_two_commands_that_do_everything() -> None:
    commands = [shown.command for shown in SHOWN]
    assert 'make ask Q="Hoeveel overvallen waren er in 2019?"' in commands
    assert "make test" in commands


def test_the_readme_shows_an_answer_that_is_checked() -> None:
    assert [shown.command for shown in TO_RUN] != []


def test_every_make_command_names_a_target() -> None:
    named = {shlex.split(shown.command)[1] for shown in SHOWN if shown.command.startswith("make ")}
    assert named - make_targets((ROOT / "Makefile").read_text("utf-8")) == set()


@pytest.mark.usefixtures("built_index")
@pytest.mark.parametrize("shown", TO_RUN, ids=lambda shown: shown.command)
def test_the_printed_output_is_what_the_command_prints(shown: Shown) -> None:
    arguments = as_qa_arguments(shown.command)
    assert arguments is not None, "cannot be run here: tag the block no-run and say why"
    assert trimmed(printed_by(arguments)) == shown.output


EXAMPLE = """
```console
# een opmerking
$ make ask Q="Hoeveel?"
1.174

  bron: tabel 1   
$ qa ask --json \\
    "Hoeveel?"
```

```python
$ geen opdracht
```

```console no-run
$ qa serve
draait
```
"""  # noqa: W291 - trailing spaces are part of the example


def test_commands_are_read_with_their_output_and_remarks_left_out() -> None:
    assert shown_commands(EXAMPLE) == [
        Shown('make ask Q="Hoeveel?"', "1.174\n\n  bron: tabel 1", run=True),
        Shown('qa ask --json     "Hoeveel?"', "", run=True),
        Shown("qa serve", "draait", run=False),
    ]


def test_a_block_with_an_unknown_tag_or_output_without_a_command_is_refused() -> None:
    with pytest.raises(AssertionError, match="unknown tag"):
        shown_commands("```console norun\n$ qa serve\n```\n")
    with pytest.raises(AssertionError, match="begins with output"):
        shown_commands("```console\n1.174\n```\n")


def test_a_question_for_make_is_asked_of_qa() -> None:
    assert as_qa_arguments('make ask Q="Hoeveel $x?"') == ["ask", "--", "Hoeveel $x?"]
    assert as_qa_arguments("qa ask 'a b' --json") == ["ask", "a b", "--json"]
    assert as_qa_arguments("make test") is None
    assert as_qa_arguments("curl localhost:8000/gezond") is None


def test_only_listed_targets_of_the_makefile_count() -> None:
    makefile = "ask: index ## Answer\n\t@qa ask\n$(INDEX): corpus\nquestion:\n"
    assert make_targets(makefile) == {"ask"}
