"""Drafts of a letter's blocks → its parts: head, signatures, numbered notes.

In: drafts in reading order, and the notes of their page. Out: parts and notes. A note that is
called nowhere becomes text, one that is called twice keeps its first call; both are told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from qa.letter.read.cells import can_be_cell, in_rows
from qa.letter.read.html.blocks import Draft
from qa.letter.read.html.line import Line
from qa.letter.read.html.notes import Notes
from qa.letter.read.html.tree import Node
from qa.letter.read.letterhead import (
    LONGEST_HEAD,
    TITLE,
    end_of_head,
    entries,
    is_name,
    is_office,
    is_place_and_date,
    label_of,
)
from qa.letter.read.received import Marker, Note, Part, Role

_FEWEST_CELLS = 6  # short lines after each other that look like the cells of a table
_AS_TEXT = (Role.TEXT, Role.HEADING, Role.ITEM)


def mark_head(drafts: list[Draft]) -> list[Draft]:
    """Tell the head of a letter from its text, if something there tells that it is one."""
    first = drafts[:LONGEST_HEAD]
    end = end_of_head([d.line.text if d.role in _AS_TEXT else "" for d in first])
    is_head = any(d.label or (d.role in _AS_TEXT and _tells(d.line.text)) for d in first[:end])
    return [*_head(drafts[:end]), *drafts[end:]] if is_head else drafts


def _tells(text: str) -> bool:
    return any(is_place_and_date(line) or label_of(line)[0] for line in text.split("\n"))


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
        draft = waiting[entry.line][1]
        is_title = draft.role is Role.HEADING and draft.level == 1
        label = entry.label or (TITLE if is_title else "")
        yield Draft(Role.LETTERHEAD, Line(entry.text), draft.place, label=label)


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
    drafts, broken = mark_cells(drafts)
    doubts: list[str] = list(broken)
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
        parts.append(_part(draft, markers, top))
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


def _part(draft: Draft, markers: list[Marker], top: int) -> Part:
    """Return the part of a draft, its level counted from the highest heading."""
    level = draft.level
    if level is not None and draft.role is Role.HEADING:
        level += 1 - top
    return Part(
        draft.role,
        draft.line.text,
        draft.place,
        tuple(markers),
        level,
        draft.heads,
        draft.label,
        shared=draft.shared,
    )


def mark_cells(drafts: list[Draft]) -> tuple[list[Draft], tuple[str, ...]]:
    """Put cells that stand below each other back in their table, where it is certain which it is.

    Return the drafts, and what of such cells stays text.
    """
    found: list[Draft] = []
    told: list[str] = []
    run: list[tuple[str, Draft]] = []
    for draft in (*drafts, None):
        lines = draft.line.text.split("\n") if draft and draft.role in _AS_TEXT else []
        if draft and lines and not draft.line.calls and all(map(can_be_cell, lines)):
            run.extend((line, draft) for line in lines)
            continue
        found.extend(_in_table(run, told))
        run = []
        if draft:
            found.append(draft)
    return found, tuple(told)


def _in_table(run: list[tuple[str, Draft]], told: list[str]) -> Iterator[Draft]:
    """Yield short lines as the table that they are, with what stands above and below it."""
    lines = [line for line, _ in run]
    numbers = sum(any(c.isdigit() for c in line) for line in lines)
    is_broken = len(lines) >= _FEWEST_CELLS and 2 * numbers >= len(lines)
    made = in_rows(lines) if is_broken else None
    if made is None:
        if is_broken:
            told.append(
                f"{run[0][1].place}: {len(run)} korte regels onder elkaar lijken een tabel met een"
                " cel per regel; zij blijven tekst, zonder feiten."
            )
        yield from {id(draft): draft for _, draft in run}.values()
        return
    for at, (line, draft) in enumerate(run):
        if at == made.first:
            yield Draft(Role.TABLE, Line("\n".join(made.rows)), draft.place, heads=1)
        elif not made.first <= at < made.end:
            yield replace(draft, line=Line(line, strong=draft.line.strong))
