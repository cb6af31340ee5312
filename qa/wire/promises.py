"""What a letter promises → plain values with Dutch names, a spreadsheet, and a calendar.

In: promises, in the order of their letter. Out: JSON objects; CSV, of which no cell runs as a
formula; iCalendar (RFC 5545), an all-day event for each that has a day. What has none, stays out of
a calendar: no day is made up.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from qa.say.promises import by_whom, summary
from qa.say.visible import shown
from qa.types import Due, Fate, Followed, Hit, Promise, PromiseKind, Source
from qa.wire.facts import harmless

FATES: Final = {
    Fate.DONE: "gedaan",
    Fate.PENDING: "nogNiet",
    Fate.MENTIONED: "onduidelijk",
}
PROMISE_KINDS: Final = {PromiseKind.PROMISE: "toezegging", PromiseKind.EXPECTED: "verwachting"}
_CSV: Final = (
    *("id", "briefId", "soort", "tekst", "wie", "aanKamer", "termijn", "begin", "einde", "zeker"),
    *("nagekomen", "verwijzing"),
)
_LINE: Final = 75  # bytes of a line of a calendar


def promise(found: Promise, later: Iterable[Followed] = ()) -> dict[str, Any]:
    """Return a promise with its place, and what later letters say of it."""
    return {
        "id": promise_id(found),
        "briefId": found.letter_id,
        "soort": PROMISE_KINDS[found.kind],
        "tekst": found.text,
        "wie": by_whom(found) or None,
        "aanKamer": found.to_house,
        "termijn": _due(found.due),
        "nagekomen": found.kept,
        "pad": list(found.path),
        "fragmentId": found.passage_id,
        "verwijzing": found.reference,
        "positie": [found.span.start, found.span.end],
        "vervolg": [
            {"stand": FATES[each.fate], **sentence(each.later)} for each in later if each.later
        ],
    }


def sentence(found: Hit) -> dict[str, Any]:
    """Return a sentence that is known by its place."""
    return {
        "tekst": found.passage.cut(found.core),
        "briefId": found.passage.letter_id,
        "fragmentId": found.passage.id,
        "verwijzing": found.passage.reference,
        "positie": [found.core.start, found.core.end],
    }


def promise_id(found: Promise) -> str:
    """Return the id of a promise: its letter, and where it begins."""
    return f"{found.letter_id}:t{found.span.start}"


def _due(found: Due | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "tekst": found.words,
        "begin": found.first.isoformat() if found.first else None,
        "einde": found.last.isoformat() if found.last else None,
        "zeker": found.certain,
    }


def promises_csv(promises: Iterable[Promise], parted_by: str = ",") -> str:
    """Write promises as RFC 4180: a header row, CRLF; a Dutch spreadsheet parts cells by ";"."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(
        text, _CSV, extrasaction="ignore", lineterminator="\r\n", delimiter=parted_by
    )
    writer.writeheader()
    for each in promises:
        row = promise(each)
        due = row["termijn"] or {}
        row |= {"termijn": due.get("tekst"), "begin": due.get("begin"), "einde": due.get("einde")}
        row |= {"zeker": _yes(due.get("zeker")) if due else None}
        row |= {name: _yes(row[name]) for name in ("aanKamer", "nagekomen")}
        writer.writerow({name: harmless(value) for name, value in row.items()})
    return text.getvalue()


def _yes(told: bool | None) -> str:
    return "ja" if told else "nee"


def promises_calendar(letters: Iterable[tuple[Source, Iterable[Promise]]], base: str = "") -> str:
    """Write the promises of letters that have a day as an iCalendar file.

    Each stands on the last day that it means, or the first of what has no end; the same letters
    give the same file. `base` is the address that letters are served at, "" for none.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vraag de brief//NL", "CALSCALE:GREGORIAN"]
    for source, promises in letters:
        for each in promises:
            if each.due and each.due.day and not each.kept:
                lines += _event(each, each.due.day, source, base)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(found: Promise, day: date, source: Source, base: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{promise_id(found)}@vraag-de-brief"
    yield f"DTSTAMP:{_basic(source.date)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_basic(day)}"
    yield f"SUMMARY:{_escaped(summary(found))}"
    yield f"DESCRIPTION:{_escaped(f'«{found.text}» {found.reference}')}"
    if base:
        yield f"URL:{base}/brieven/{found.letter_id}#{found.passage_id}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _basic(day: date) -> str:
    """Write a day as a calendar does: "20230630"."""
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    """Return a text as a calendar holds it: what means something there is escaped."""
    plain = shown(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n").replace("\r", "")


def _folded(line: str) -> Iterator[str]:
    """Cut a line between characters, so that none is longer; the next begin with a space."""
    kept, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _LINE:
            yield kept
            kept, size = " ", 1
        kept, size = kept + character, size + width
    yield kept
