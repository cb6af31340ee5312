"""Lines of plain text → blocks: the runs between blank lines, each with its line in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Raw:
    """A run of lines between blank lines; `line` counts from 1."""

    text: str
    line: int

    @property
    def place(self) -> str:
        """Where it begins, for messages."""
        return f"regel {self.line}"


def cut_blocks(lines: Sequence[str], start: int) -> tuple[Raw, ...]:
    """Cut lines, from `start` on, to blocks."""
    blocks: list[Raw] = []
    pending: list[str] = []
    for number in range(start, len(lines) + 1):
        line = lines[number].strip(" ") if number < len(lines) else ""
        if line.strip():
            pending.append(line)
        elif pending:
            blocks.append(Raw("\n".join(pending), number + 1 - len(pending)))
            pending = []
    return tuple(blocks)
