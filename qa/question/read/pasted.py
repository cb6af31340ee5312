"""A pasted text → its numbered items, each with the number that it has there.

In: a checked text with its lines. Out: the items in order, "1", "1a", "b", with what they ask; none
where it is no set of questions. What stands before the first number introduces the questions: the
heading with its day, or what a newspaper wrote. It asks nothing, and no item is about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from qa.question.read.frame import introduces

_LABEL: Final = re.compile(
    # "Vraag 1", "Kamervraag 1a:", not "Vraag 3 van de lijst"
    r"(?P<named>(?:kamer)?vraag (?P<of>\d{1,2}) ?(?P<sub>[a-z])?(?:[.:)]+(?: |$)| (?!van\b)|$))"
    # "1." and "1a)" before a question, "1" on a line of its own
    r"|(?P<number>\d{1,2})(?P<letter>[a-z])?(?:[.)](?: |$)|(?P<bare>$))"
    r"|\(?(?P<below>[a-z])[.)](?: |$)"
    r"|(?P<bullet>[-–•*]) ",
    re.IGNORECASE,
)
# Where lines were lost: "… in 2019? 2. Hoeveel …".
_RUN_ON: Final = re.compile(
    r"(?<=\?) (?=\(?(?:\d{1,2}[a-z]?|[a-z])[.)] |(?:kamer)?vraag \d{1,2}\b)", re.IGNORECASE
)
_HEADING: Final = re.compile(
    r"(?:(?:schriftelijke |mondelinge )?vragen (?:van|gesteld|door)\b|\d{4}[a-z]\d{5}$)",
    re.IGNORECASE,
)
# The number of a note: "het bericht «…»?1".
_NOTE: Final = re.compile(r"(?<=[?»”])\d{1,2}(?= |$)")
_AFTERWORD: Final = re.compile(r"toelichting:|\[\d{1,2}\]", re.IGNORECASE)


class Item(NamedTuple):
    """What stands behind one number of a set; of a set without numbers the number is empty."""

    label: str
    text: str


def items(text: str) -> tuple[Item, ...]:
    """Return the items of a set of questions; none where a text is no such set."""
    before, found, is_set = _read(_RUN_ON.sub("\n", text).split("\n"))
    if not is_set:
        return _below_heading(before) if len(found) < 2 else ()
    lead = before[-1] if before and introduces(before[-1]) else ""
    return tuple(_with_leads(lead, found))


def _read(lines: list[str]) -> tuple[list[str], list[Item], bool]:
    """Return the lines before the first number, the items, and whether they make a set."""
    before: list[str] = []
    found: list[Item] = []
    top, is_set = "", False
    for line in map(str.strip, lines):
        if found and _AFTERWORD.match(line):
            break
        line = _NOTE.sub("", line)
        match = _LABEL.match(line)
        if match and _is_note(match, line, top):
            break
        if match is None:
            if found:
                found[-1] = Item(found[-1].label, f"{found[-1].text} {line}".strip())
            elif line:
                before.append(line)
            continue
        number = match["of"] or match["number"] or ""
        letter = (match["sub"] or match["letter"] or match["below"] or "").lower()
        top = number or top
        is_set |= bool(match["named"]) or match["bare"] is not None
        found.append(Item(f"{top}{letter}", line[match.end() :].strip()))
    return before, found, is_set or len(found) > 1


def _is_note(match: re.Match[str], line: str, top: str) -> bool:
    """Tell whether a line begins the notes below a set: "1) Trouw, 1 juni 2024" behind vraag 4."""
    starts_again = match["number"] == "1" and top not in ("", "1")
    return starts_again and bool(line[match.end() :]) and "?" not in line


def _below_heading(lines: list[str]) -> tuple[Item, ...]:
    """Return what is asked below the heading of a set without numbers."""
    if not any(map(_HEADING.match, lines)):
        return ()
    first = next((n for n, line in enumerate(lines) if "?" in line), len(lines))
    asked = " ".join(lines[first:])
    return (Item("", asked),) if asked else ()


def _with_leads(lead: str, found: list[Item]) -> Iterator[Item]:
    """Yield the items, each below a sentence that it completes with that sentence before it.

    "1. Kunt u voor 2018 aangeven: a. hoeveel …" asks nothing before its first letter.
    """
    above = lead
    held = ""  # the number whose sentence is above
    for item, following in zip(found, [*found[1:], Item("", "")], strict=True):
        if held and not _is_below(item.label, held):
            above, held = lead, ""
        if _is_below(following.label, item.label) and "?" not in item.text:
            above, held = item.text, item.label
            continue
        text = f"{above.rstrip(':')} {item.text}".strip(" ;,") if item.text else ""
        if any(map(str.isalnum, item.text)):
            yield Item(item.label, text)


def _is_below(label: str, top: str) -> bool:
    """Tell "1a" from "1" and from "10"."""
    return bool(top) and label.startswith(top) and label.removeprefix(top).isalpha()
