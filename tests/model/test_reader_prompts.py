"""A question and a paragraph are cut to runs that the model has room for, no sentence lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.model.reader import QUESTION_ROOM, ROOM, prompts

MODEL_ROOM = 512


def letters(text: str) -> list[int]:
    """Cut a text to its characters, which is as good a tokenizer as any here."""
    return [ord(letter) for letter in text]


def test_a_run_is_the_question_the_heading_and_the_sentences() -> None:
    (run,) = prompts(letters, "Wie?", "Kop", ["Ab.", "C."])
    text = "".join(chr(id) for id in run.ids)
    assert text == "\0query: Wie?\x02\0passage: Kop.Ab.C.\x02"
    assert text[: run.question_end] == "\0query: Wie?\x02"
    assert [text[start:end] for start, end in run.sentences] == ["Ab.", "C."]


def test_without_a_heading_there_is_none() -> None:
    (run,) = prompts(letters, "Wie?", "", ["Ab."])
    assert "".join(map(chr, run.ids)).endswith("\0passage:Ab.\x02")


def test_a_long_paragraph_is_cut_between_sentences_and_each_run_has_the_heading() -> None:
    runs = list(prompts(letters, "Wie?", "Kop", ["a" * 200, "b" * 100, "c" * 50]))
    held = [["".join(map(chr, run.ids[a:b])) for a, b in run.sentences] for run in runs]
    assert held == [["a" * 200, "b" * 100], ["c" * 50]]
    assert all("passage: Kop." in "".join(map(chr, run.ids)) for run in runs)


def test_nothing_to_read_is_no_run() -> None:
    assert list(prompts(letters, "Wie?", "Kop", [])) == []


@pytest.mark.parametrize("blank", ["", " "])
def test_a_sentence_without_a_token_keeps_its_place(blank: str) -> None:
    (run,) = prompts(lambda text: letters(text.strip()), "Wie?", "Kop", ["Ab.", blank])
    assert len(run.sentences) == 2


@given(st.text(max_size=300), st.text(max_size=80), st.lists(st.text(max_size=500), max_size=12))
def test_every_sentence_lies_in_one_run_that_fits(
    question: str, heading: str, sentences: list[str]
) -> None:
    runs = list(prompts(letters, question, heading, sentences))
    assert sum(len(run.sentences) for run in runs) == len(sentences)
    for run in runs:
        assert len(run.ids) <= QUESTION_ROOM + 2 + ROOM + 2 <= MODEL_ROOM
        for start, end in run.sentences:
            assert run.question_end < start < end < len(run.ids)
