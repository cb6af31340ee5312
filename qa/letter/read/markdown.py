"""Markdown → the same text without its marks, line for line, as the reader of plain text wants it.

In: the text of a letter. Out: as many lines, in which emphasis and links are what they show, and a
table has tabs between its cells; below them the notes (`[^a]`, or typed `[1]`), called by number,
as on a saved page. Headings keep their mark, which tells their level. Text that bears none of these
marks comes back as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from qa.letter.read.headings import MARKED_HEADING
from qa.letter.read.letterhead import label_of

_BOLD_LABEL: Final = re.compile(r"[-*]? ?(?:\*\*|__)[^*_]{1,40}(?:\*\*|__)")
_DEFINITION: Final = re.compile(
    r"\[(?:\^(?P<id>[\w-]{1,20})|(?P<number>\d{1,3}))\]:?[ \t]+(?P<text>\S.*)"
)
_CALL: Final = re.compile(r"\[\^?(?P<id>[\w-]{1,20})\]")
_FENCE: Final = re.compile(r"```|~~~|(?:\* ?){3,}$|(?:- ?){3,}$|(?:_ ?){3,}$")
_QUOTE: Final = re.compile(r"(?:> ?)+")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
# What shows otherwise than it is written, innermost last.
_SHOWN: Final = (
    (re.compile(r"!?\[(?P<shown>[^\[\]]+)\]\([^()\s]*\)"), r"\g<shown>"),
    (re.compile(r"\*\*(?P<shown>[^*]+)\*\*"), r"\g<shown>"),
    (re.compile(r"(?<!\w)__(?P<shown>[^_]+)__(?!\w)"), r"\g<shown>"),
    (re.compile(r"(?<![\w*])\*(?P<shown>[^*\s][^*]*)\*(?![\w*])"), r"\g<shown>"),
    (re.compile(r"(?<![\w_])_(?P<shown>[^_\s][^_]*)_(?![\w_])"), r"\g<shown>"),
    (re.compile(r"`(?P<shown>[^`]+)`"), r"\g<shown>"),
    (re.compile(r"<br ?/?>", re.IGNORECASE), " "),
)


def unmarked(text: str) -> str:
    """Return a text without the marks of Markdown, if it bears any."""
    lines = text.split("\n")
    if any(_is_marked(line) for line in lines):
        lines = [_shown(line) for line in _with_tabs(lines)]
    return "\n".join(_with_notes_below(lines))


def _is_marked(line: str) -> bool:
    return bool(MARKED_HEADING.match(line) or _BOLD_LABEL.match(line)) or _is_rule(line)


def _is_rule(line: str) -> bool:
    """Tell whether a line parts the head of a table from its rows: `|---|--:|`."""
    return "|" in line and "-" in line and not line.strip("|:- \t\r")


def _with_tabs(lines: Iterable[str]) -> list[str]:
    """Return lines with tabs between the cells of tables; a head stands where its rule was."""
    found: list[str] = []
    in_table = False
    for line in lines:
        if _is_rule(line) and found and "|" in found[-1]:
            head, found[-1] = found[-1], ""
            found.append(_cells(head))
            in_table = True
            continue
        in_table = in_table and "|" in line
        found.append(_cells(line) if in_table else line)
    return found


def _cells(line: str) -> str:
    bare = line.strip().removeprefix("|").removesuffix("|")
    return "\t".join(cell.strip() for cell in bare.split("|"))


def _shown(line: str) -> str:
    """Return a line as it shows."""
    bare = line.strip(" \r")
    if _FENCE.match(bare):
        return ""
    line = _QUOTE.sub("", line, count=1) if bare.startswith(">") else line
    for pattern, shown in _SHOWN:
        line = pattern.sub(shown, line)
    line = _ESCAPED.sub(r"\1", line)
    bare = line.removeprefix("- ").removeprefix("* ")
    return bare if label_of(bare)[1] else line


def _with_notes_below(lines: list[str]) -> list[str]:
    """Return lines with their notes below them, each called by its number."""
    told: dict[str, str] = {}
    body: list[str] = []
    pending = ""
    for line in lines:
        match = _DEFINITION.match(line)
        if match:
            pending = match["id"] or match["number"]
            told[pending] = match["text"].strip()
        elif pending and line.startswith((" ", "\t")) and line.strip():
            told[pending] += f" {line.strip()}"
        else:
            pending = ""
            body.append(line)
            continue
        body.append("")
    called = dict.fromkeys(each["id"] for line in body for each in _CALL.finditer(line))
    order = [id for id in called if id in told]
    if not order:
        return lines
    order += [id for id in told if id not in called]
    numbers = {id: number for number, id in enumerate(order, start=1)}
    body = [
        _CALL.sub(lambda m: f"[{numbers[m['id']]}]" if m["id"] in numbers else m[0], line)
        for line in body
    ]
    return [*body, "", *(f"  {numbers[id]}. {told[id]}" for id in order)]
