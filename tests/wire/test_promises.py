"""A calendar and a spreadsheet of promises hold what letters say, and nothing that runs."""

from __future__ import annotations

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from qa import wire
from qa.types import Due, Promise, PromiseKind, Source, Span

LETTER = "kst-12345-6"
SOURCE = Source(LETTER, "", "Molens", date(2024, 1, 2), "12345", "6", "", "", "", "Kamerstuk")


def promise(text: str, due: Due | None = None, *, kept: bool = False) -> Promise:
    return Promise(
        letter_id=LETTER,
        passage_id=f"{LETTER}:p3",
        span=Span(5, 5 + len(text)),
        text=text,
        kind=PromiseKind.PROMISE,
        due=due,
        by="ik",
        to_house=True,
        kept=kept,
        rule="told",
        path=("Molens",),
        reference="Kamerstuk 12 345, nr. 6",
    )


def unfolded(calendar: str) -> list[str]:
    return calendar.replace("\r\n ", "").split("\r\n")


def test_an_event_stands_on_the_last_day_and_leads_to_its_sentence() -> None:
    due = Due("in mei 2024", date(2024, 5, 1), date(2024, 5, 31))
    lines = unfolded(
        wire.promises_calendar([(SOURCE, [promise("Ik bericht u.", due)])], "https://a")
    )
    assert lines[4:-2] == [
        "BEGIN:VEVENT",
        f"UID:{LETTER}:t5@vraag-de-brief",
        "DTSTAMP:20240102T000000Z",
        "DTSTART;VALUE=DATE:20240531",
        "SUMMARY:Toezegging: Ik bericht u.",
        r"DESCRIPTION:«Ik bericht u.» Kamerstuk 12 345\, nr. 6",
        f"URL:https://a/brieven/{LETTER}#{LETTER}:p3",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def test_what_has_no_day_or_is_kept_stands_in_no_calendar() -> None:
    kept = promise("Ik bericht u.", Due("in mei", None, date(2024, 5, 31)), kept=True)
    without = [promise("Ik bericht u."), promise("Ik bericht u.", Due("zodra het kan")), kept]
    assert "VEVENT" not in wire.promises_calendar([(SOURCE, without)])


@given(st.text(min_size=1, max_size=200))
def test_whatever_a_sentence_holds_no_line_is_longer_and_none_is_added(text: str) -> None:
    due = Due("op 1 mei 2024", date(2024, 5, 1), date(2024, 5, 1))
    calendar = wire.promises_calendar([(SOURCE, [promise(text, due)])])
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    assert "\n" not in calendar.replace("\r\n", "")
    assert len(unfolded(calendar)) == 14


@given(st.text(min_size=1, max_size=60))
def test_no_cell_runs_as_a_formula(text: str) -> None:
    (row,) = csv.DictReader(
        io.StringIO(wire.promises_csv([promise(f"={text}")], ";")), delimiter=";"
    )
    assert row["tekst"].startswith("'=")
