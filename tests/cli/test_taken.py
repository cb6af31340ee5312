"""`qa ask … --naar FILE` writes an answer with its places, in the form that the name ends in."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.commands import Run

QUESTION = "Hoeveel overvallen waren er in 2019?"
SAID = "In 2019 waren er 1.174 overvallen."


def test_an_answer_is_written_as_a_word_file(qa: Run, tmp_path: Path) -> None:
    file = tmp_path / "antwoord.docx"
    ended = qa("ask", QUESTION, "--naar", str(file))
    assert ended.code == 0
    assert SAID in ended.out
    assert [each.text for each in docx.Document(str(file)).paragraphs][1:3] == [QUESTION, SAID]


@pytest.mark.parametrize(
    ("ending", "held"),
    [("md", f"## {QUESTION}\n\n{SAID}"), ("html", f"<p>{SAID}</p>"), ("csv", ",2019,1.174,1174,")],
)
def test_or_as_text_for_another_program(ending: str, held: str, qa: Run, tmp_path: Path) -> None:
    file = tmp_path / f"antwoord.{ending}"
    assert qa("ask", QUESTION, "--naar", str(file)).code == 0
    assert held in file.read_text("utf-8")


def test_a_name_of_no_form_and_a_folder_that_is_not_there_are_refused(
    qa: Run, tmp_path: Path
) -> None:
    ended = qa("ask", QUESTION, "--naar", str(tmp_path / "antwoord.pdf"))
    assert (ended.code, ended.out) == (2, "")
    assert "antwoord.pdf" in ended.err
    ended = qa("ask", QUESTION, "--naar", str(tmp_path / "weg" / "antwoord.md"))
    assert ended.code == 12
    assert "is niet te schrijven: bestaat niet." in ended.err
