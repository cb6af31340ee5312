"""Which sentences of a paragraph are shown together, told by what the reader says of each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qa.dutch.text import sentences
from qa.question.passages.neighbours import open_question, shown

WISH = (
    "De kosten stegen. De branchevereniging pleit voor een korting. Daartoe ben ik niet bereid."
    " Er komt wel een fonds."
)
LIST = (
    "Wij spraken het volgende af:\n- scholen melden storingen;\n- de gemeente herstelt ze;"
    "\n- het rijk betaalt."
)


def told(text: str, answers: Sequence[float]) -> str:
    spans = sentences(text)
    assert len(spans) == len(answers)
    first, last = shown(text, spans, answers, max(range(len(answers)), key=answers.__getitem__))
    return text[spans[first].start : spans[last].end]


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        (
            WISH,
            (-9, 2, -9, -9),
            "De branchevereniging pleit voor een korting. Daartoe ben ik niet bereid.",
        ),
        (
            WISH,
            (-9, -9, 2, -9),
            "De branchevereniging pleit voor een korting. Daartoe ben ik niet bereid.",
        ),
        (WISH, (2, -9, -9, -9), "De kosten stegen."),
        (WISH, (-9, -9, -9, 2), "Er komt wel een fonds."),
        (WISH, (2, 0, -9, -9), WISH.removesuffix(" Er komt wel een fonds.")),
        (LIST, (2, -9, -9, -9), LIST),
        (LIST, (-9, 2, 1, -9), LIST),
        (LIST, (-9, -9, 2, -9), "- de gemeente herstelt ze;"),
    ],
)
def test_a_sentence_is_shown_with_what_makes_it_whole(
    text: str, answers: tuple[float, ...], expected: str
) -> None:
    assert told(text, answers) == expected


def test_at_most_three_sentences_are_shown_however_alike_they_are() -> None:
    text = "Eén dit. Twee dat. Drie zo. Vier zus. Vijf al."
    assert told(text, (1, 1, 1, 1, 1)) == "Eén dit. Twee dat. Drie zo."


@pytest.mark.parametrize(
    ("latest", "best", "expected"),
    [(2, 1, (1, 2)), (1, 2, (1, 2)), (2, 0, (1, 2)), (1, 3, (1, 1)), (3, 0, (3, 3))],
)
def test_what_is_open_yet_is_shown_with_what_it_is_said_of(
    latest: int, best: int, expected: tuple[int, int]
) -> None:
    text = "Er komt een heffing. De hoogte varieert. Daarover wordt nog beslist. De rest volgt."
    assert open_question(text, sentences(text), latest, best) == expected
