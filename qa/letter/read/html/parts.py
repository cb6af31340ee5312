"""Drafts of a letter's blocks → its parts: head, signatures, numbered notes.

In: drafts in reading order, and the notes of their page. Out: parts and notes. A note that is
called nowhere becomes text, one that is called twice keeps its first call; both are told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from qa.letter.read.html.blocks import Draft
from qa.letter.read.html.line import Line
from qa.letter.read.html.notes import Notes
from qa.letter.read.html.tree import Node
from qa.letter.read.letterhead import (
    LONGEST_HEAD,
    entries,
    is_name,
    is_office,
    is_place_and_date,
    is_salutation,
    label_of,
)
from qa.letter.read.received import Marker, Note, Part, Role

_FEWEST_CELLS = 6  # short lines after each other that look like the cells of a table
_LONGEST_CELL = 4  # words
_AS_TEXT = (Role.TEXT, Role.HEADING, Role.ITEM)


def mark_head(drafts: list[Draft]) -> list[Draft]:
    """Tell the head of a letter from its text: all above and with its place and date.

    Where it has none, all above the salutation, if something there has a label.
    """
    first = drafts[:LONGEST_HEAD]
    end = next((n + 1 for n, d in enumerate(first) if _has(d, is_place_and_date)), 0)
    if not end:
        above = next((n for n, d in enumerate(first) if _has(d, is_salutation)), 0)
        is_head = any(d.label or _has(d, lambda x: bool(label_of(x)[0])) for d in first[:above])
        end = above if is_head else 0
    return [*_head(drafts[:end]), *drafts[end:]]


def _has(draft: Draft, test: Callable[[str], bool]) -> bool:
    return draft.role in _AS_TEXT and any(map(test, draft.line.text.split("\n")))


def _head(drafts: list[Draft]) -> Iterator[Draft]:
    waiting: list[tuple[str, Draft]] = []
    for draft in drafts:
        if draft.role in _AS_TEXT and not draft.line.calls:
            waiting.extend((line, draft) for line in draft.line.text.split("\n"))
            continue
        yield from _entries(waiting)
        waiting = []
        if draft.role in _AS_TEXT:
            label = entries([draft.line.text])[0].label
            yield Draft(Role.LETTERHEAD, draft.line, draft.place, label=label)
        else:
            yield draft
    yield from _entries(waiting)


def _entries(waiting: list[tuple[str, Draft]]) -> Iterator[Draft]:
    for entry in entries([line for line, _ in waiting]):
        place = waiting[entry.line][1].place
        yield Draft(Role.LETTERHEAD, Line(entry.text), place, label=entry.label)


def mark_signatures(drafts: list[Draft]) -> list[Draft]:
    """Join each office to the name below it."""
    found: list[Draft] = []
    waiting = deque(drafts)
    while waiting:
        draft = waiting.popleft()
        following = waiting[0] if waiting else None
        if draft.role not in (Role.TEXT, Role.HEADING) or draft.line.calls:
            found.append(draft)
            continue
        signed = _signed(draft.line.text.split("\n"))
        if signed:
            found.extend(Draft(Role.SIGNATURE, Line(each), draft.place) for each in signed)
        elif (
            following is not None
            and following.role in (Role.TEXT, Role.HEADING)
            and not following.line.calls
            and is_office(draft.line.text)
            and is_name(following.line.text)
        ):
            waiting.popleft()
            text = f"{draft.line.text}\n{following.line.text}"
            found.append(Draft(Role.SIGNATURE, Line(text), draft.place))
        else:
            found.append(draft)
    return found


def _signed(lines: list[str]) -> list[str]:
    """Return who signed in the lines of one block, if that is all that it says."""
    if len(lines) % 2 or not all(map(is_office, lines[::2])) or not all(map(is_name, lines[1::2])):
        return []
    return [f"{office}\n{name}" for office, name in zip(lines[::2], lines[1::2], strict=True)]


def finish(
    drafts: list[Draft], notes: Notes, place: Callable[[Node], str]
) -> tuple[tuple[Part, ...], tuple[Note, ...], tuple[str, ...]]:
    """Return parts with their notes numbered as they are called, and levels from 1."""
    numbers: dict[Node, int] = {}
    doubts: list[str] = list(_broken_tables(drafts))
    parts: list[Part] = []
    top = min((d.level for d in drafts if d.role is Role.HEADING and d.level), default=1)
    for draft in drafts:
        markers: list[Marker] = []
        for call in draft.line.calls:
            if call.note in numbers:
                doubts.append(
                    f"{draft.place}: noot {numbers[call.note]} wordt hier nog eens aangeroepen;"
                    " alleen de eerste keer telt."
                )
                continue
            numbers[call.note] = len(numbers) + 1
            markers.append(Marker(numbers[call.note], call.offset))
        level = draft.level
        if level is not None and draft.role is Role.HEADING:
            level += 1 - top
        text = draft.line.text
        parts.append(
            Part(draft.role, text, draft.place, tuple(markers), level, draft.heads, draft.label)
        )
    texts: list[Note] = []
    for node, number in list(numbers.items()):
        text = notes.text(node).text.replace("\n", " ")
        if not text:
            doubts.append(f"{place(node)}: noot {number} heeft geen tekst.")
        texts.append(Note(text or "–", place(node)))
    uncalled = [*(n for n in dict.fromkeys(notes.links.calls.values()) if n not in numbers)]
    for node in sorted((*uncalled, *notes.uncalled), key=lambda each: each.order):
        text = notes.text(node).text.replace("\n", " ")
        if text:
            parts.append(Part(Role.TEXT, text, place(node)))
            doubts.append(
                f"{place(node)}: de noot «{text[:40]}» wordt nergens aangeroepen; zij staat als"
                " tekst achter de brief."
            )
    return tuple(parts), tuple(texts), tuple(doubts)


def _broken_tables(drafts: list[Draft]) -> Iterator[str]:
    """Tell of short lines after each other, half of them numbers: a table that lost its cells."""
    short: list[tuple[str, Draft]] = []
    lines = [
        (line, draft)
        for draft in drafts
        for line in (draft.line.text.split("\n") if draft.role in _AS_TEXT else [""])
    ]
    for line, draft in (*lines, ("", None)):
        if draft is not None and line and len(line.split()) <= _LONGEST_CELL:
            short.append((line, draft))
            continue
        numbers = sum(any(c.isdigit() for c in each) for each, _ in short)
        if len(short) >= _FEWEST_CELLS and 2 * numbers >= len(short):
            yield (
                f"{short[0][1].place}: {len(short)} korte regels onder elkaar lijken een tabel met"
                " een cel per regel; zij blijven tekst, zonder feiten."
            )
        short = []
