"""`qa toezeggingen` shows what letters promise, as a table, JSON, CSV or a calendar."""

from __future__ import annotations

import csv
import io
import json

from qa import Index, wire
from qa.question.promises.find import promises_of
from tests.commands import Run, one_line

LETTER = "kst-28684-720"


def test_what_a_letter_promises_is_listed_with_its_days(qa: Run) -> None:
    ended = qa("toezeggingen", LETTER)
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert " ".join(lines[0].split()) == "soort termijn dat is wat de brief zegt plaats"
    assert [cell.strip() for cell in lines[1].split("  ") if cell.strip()] == [
        "toezegging",
        "in de eerste helft van 2023",
        "uiterlijk 30 juni 2023",
        "Deze initiatiefnota wordt in de eerste helft van 2023 van een reactie voorzien.",
        "«Overkoepelende strategie»",
    ]
    assert lines[-1].startswith("9 toezeggingen en 8 verwachtingen. Gevonden op")


def test_all_letters_are_listed_where_none_is_named(qa: Run) -> None:
    assert "Kamerstuk 28 684, nr. 720, par. 2.3.2" in qa("toezeggingen").out


def test_json_is_the_object_of_every_door(qa: Run, index: Index) -> None:
    found = json.loads(qa("toezeggingen", LETTER, "--json").out)
    assert found == [wire.promise(each) for each in promises_of(index, LETTER)]
    (told,) = (each for each in found if "eerste ervaringen" in each["tekst"])
    assert told["soort"] == "toezegging"
    assert told["aanKamer"]
    assert told["termijn"] == {
        "tekst": "eind 2023", "begin": "2023-10-01", "einde": "2023-12-31", "zeker": True,
    }  # fmt: skip


def test_csv_is_read_by_a_spreadsheet(qa: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(qa("toezeggingen", LETTER, "--csv").out)))
    assert len(rows) == 17
    assert rows[0]["einde"] == "2023-06-30"
    assert (rows[4]["termijn"], rows[4]["zeker"], rows[4]["nagekomen"]) == ("", "", "nee")


def test_a_calendar_holds_what_has_a_day_and_nothing_else(qa: Run) -> None:
    lines = qa("toezeggingen", LETTER, "--ical").out.splitlines()
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert lines.count("BEGIN:VEVENT") == 10
    assert "DTSTART;VALUE=DATE:20230630" in lines
    assert max(len(line.encode()) for line in lines) <= 75


def test_a_letter_that_is_not_there_and_two_forms_at_once_are_refused(qa: Run) -> None:
    told = one_line(qa("toezeggingen", "kst-1-1"), 2)
    assert told == "Onjuist gebruik: brief «kst-1-1» komt niet voor. Wel: kst-28684-720."
    told = one_line(qa("toezeggingen", "--json", "--csv"), 2)
    assert told == "Onjuist gebruik: kies één van --json, --csv en --ical."
