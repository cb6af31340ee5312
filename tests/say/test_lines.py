"""An outcome as lines of text: what stands out, what is quoted, and what can be asked instead."""

from __future__ import annotations

from dataclasses import replace

from qa import Index, ask
from qa.say.lines import Line, Weight, as_text, lines
from qa.types import Answer


def test_a_number_stands_out_above_its_row(index: Index) -> None:
    outcome = ask("Hoeveel overvallen waren er in 2019?", index)
    assert list(lines(outcome)) == [
        Line(outcome.text, Weight.BOLD),
        Line(
            "\n  «2019 1.174 3.777 39.365 73.638»"
            "\n  Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019"
        ),
    ]


def test_of_a_long_series_only_a_few_rows_are_quoted_and_the_last_is_named(index: Index) -> None:
    outcome = ask("Hoe ontwikkelde het aantal overvallen zich?", index)
    assert isinstance(outcome, Answer)
    told = [line.text for line in lines(outcome)][1:]
    quoted = [f"\n  «{fact.quote}»\n  {fact.reference}" for fact in outcome.facts]
    # The change that the letter prints of all years is told behind them.
    assert told == [*quoted[:4], "  … tot en met tabel 1, rij 2021", quoted[-1]]
    assert quoted[-1].endswith("rij Procentuele ontwikkeling 2011–2021")


def test_a_refusal_tells_what_can_be_asked_instead(index: Index) -> None:
    outcome = ask("Hoeveel overvallen waren er in 1999?", index)
    told = as_text(outcome).split("\n")
    assert told[0] == outcome.text
    assert told[-4:] == [
        "  U kunt wel vragen:",
        *(f"  - {suggestion}" for suggestion in outcome.suggestions),
    ]


def test_each_part_of_a_question_is_told_in_turn(index: Index) -> None:
    outcome = ask("Hoeveel overvallen waren er in 2019? En hoeveel in 2020?", index)
    bold = [line.text for line in lines(outcome) if line.weight is Weight.BOLD]
    assert bold == [part.text for part in outcome.parts]
    assert len(bold) == 2


def test_what_would_command_a_terminal_is_shown_and_a_code_of_an_emoji_stays(index: Index) -> None:
    outcome = replace(ask("Hoeveel overvallen waren er in 2019?", index), text="\x1b[2J :100:")
    assert as_text(outcome).split("\n")[0] == "\N{REPLACEMENT CHARACTER}[2J :100:"
