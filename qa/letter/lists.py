"""Parts of a letter → the same parts, each list one text with the sentence that leads to it.

An item says little without what it is an item of: "a pilot in Goes;" answers nothing. So a list is
one paragraph, a line each for what leads to it and for every item; other parts stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qa.letter.read.received import Part, Role


def with_lists(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts of a letter, its lists joined."""
    waiting: list[Part] = []
    for part in parts:
        if part.role is not Role.ITEM:
            yield from _joined(waiting)
            waiting = [part]
        elif waiting and (waiting[-1].role is Role.ITEM or _leads(waiting[-1])):
            waiting.append(part)
        else:
            yield from _joined(waiting)
            waiting = [part]
    yield from _joined(waiting)


def _leads(part: Part) -> bool:
    return part.role is Role.TEXT and part.text.endswith(":")


def _joined(lines: Sequence[Part]) -> Iterator[Part]:
    """Yield lines as one part, markers where they stood."""
    if len(lines) < 2:
        yield from lines
        return
    markers, length = [], 0
    for line in lines:
        markers += [replace(each, offset=length + each.offset) for each in line.markers]
        length += len(line.text) + 1
    yield replace(
        lines[0],
        role=Role.TEXT,
        text="\n".join(line.text for line in lines),
        markers=tuple(markers),
        level=None,
        unread=any(line.unread for line in lines),
    )
