"""Elements within a line of a page → its text, and the notes that it calls.

In: nodes and strings that stand beside each other in a block. Out: a Line: normalised text, with
the calls of notes as places between its characters. Raised digits that call no note are text, and
stay raised, so that "m²" never becomes "m2", nor a lost note part of a number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from qa.dutch.text import normalise
from qa.letter.read.html.tree import Node, text_of

#: Elements that begin a line of their own.
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure form h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table"
    " tbody td tfoot th thead tr ul".split()
)
#: Elements that hold nothing of a letter.
DROPPED = frozenset(
    "audio button canvas dialog embed footer frame frameset head iframe input link map meta nav"
    " noscript object script select style svg template textarea title video".split()
)
_STRUCK = frozenset("del s strike".split())
_STRONG = frozenset("b strong em i u ins".split())
_SET_STRONG = ("bold", "italic", "underline", "font-weight:7", "font-weight:6", "font-weight:8")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_BETWEEN_CALLS = " ,;[]()\u00a0\n\t"

Inline: TypeAlias = Iterable["Node | str"]


class Call(NamedTuple):
    """Where a note is called in a line; `note` is the element that holds its text."""

    note: Node
    offset: int


@dataclass(frozen=True, slots=True)
class Line:
    """Text of one block; `strong` where all of it is bold, in italics or underlined."""

    text: str
    calls: tuple[Call, ...] = ()
    strong: bool = False
    stray: str = ""  # a raised number that looks like a note and calls none

    def behind(self, before: str) -> Line:
        """Return this line with a text in front of it."""
        moved = tuple(Call(call.note, call.offset + len(before)) for call in self.calls)
        return replace(self, text=before + self.text, calls=moved)


def joined(lines: Iterable[Line], between: str) -> Line:
    """Join lines into one text."""
    pieces = list(lines)
    calls: list[Call] = []
    start = 0
    for line in pieces:
        calls.extend(Call(call.note, call.offset + start) for call in line.calls)
        start += len(line.text) + len(between)
    text = between.join(line.text for line in pieces)
    stray = next((line.stray for line in pieces if line.stray), "")
    return Line(text, tuple(calls), bool(pieces) and all(each.strong for each in pieces), stray)


@dataclass(frozen=True, slots=True)
class Links:
    """Which elements call a note, and which say nothing (the way back, a note itself)."""

    calls: Mapping[Node, Node] = field(default_factory=dict)
    hidden: Container[Node] = frozenset()


class _Run(NamedTuple):
    text: str
    note: Node | None
    strong: bool


def compose(nodes: Inline, links: Links) -> Line:
    """Read what stands in one block."""
    writer = _Writer()
    stray = ""
    for run in _runs(nodes, links, strong=False):
        if run.note is not None:
            writer.call(run.note)
            continue
        if not stray and _is_stray(writer.last, run.text):
            stray = run.text
        writer.write(run)
    return writer.line(stray)


def _runs(nodes: Inline, links: Links, *, strong: bool) -> Iterator[_Run]:
    for node in nodes:
        if isinstance(node, str):
            yield _Run(node, None, strong)
        elif node in links.calls:
            yield _Run("", links.calls[node], strong)
        elif is_unseen(node):
            continue
        elif node.tag == "br":
            yield _Run("\n", None, True)
        elif node.tag == "bdo" and node.attributes.get("dir", "").casefold() == "rtl":
            inner = _runs(node.children, links, strong=strong)
            yield from (_Run("\u202e", None, True), *inner, _Run("\u202c", None, True))
        elif node.tag in BLOCKS:
            yield _Run(" ", None, True)
            yield from _runs(node.children, links, strong=strong or _is_strong(node))
            yield _Run(" ", None, True)
        elif node.tag not in DROPPED and node not in links.hidden:
            inner = _runs(node.children, links, strong=strong or _is_strong(node))
            yield from _raised(inner, node) if node.tag == "sup" else inner


def is_struck(node: Node) -> bool:
    """Tell whether a line runs through what stands in an element: it holds no longer."""
    return node.tag in _STRUCK or "line-through" in _style(node)


def is_unseen(node: Node) -> bool:
    """Tell whether who reads the page does not read what stands in an element."""
    style = _style(node)
    hides = "display:none" in style or "visibility:hidden" in style
    return hides or "hidden" in node.attributes or is_struck(node)


def _style(node: Node) -> str:
    return "".join(node.attributes.get("style", "").split()).casefold()


def _raised(runs: Iterator[_Run], node: Node) -> Iterator[_Run]:
    """Leave out what parts the calls of a raised piece of text, and keep its digits raised."""
    found = list(runs)
    has_call = any(run.note is not None for run in found)
    written = text_of(node).strip()
    is_number = written != "" and written.translate(_RAISED) != written and not has_call
    for run in found:
        if has_call and run.note is None and not run.text.strip(_BETWEEN_CALLS):
            continue
        whole = is_number and all(c in "0123456789+-−" for c in written)
        yield run._replace(text=run.text.translate(_RAISED)) if whole else run


def _is_strong(node: Node) -> bool:
    if node.tag in _STRONG:
        return True
    style = _style(node)
    names = " ".join(node.names)
    return bool(style or names) and any(each in style or each in names for each in _SET_STRONG)


def _is_stray(before: str, text: str) -> bool:
    """Tell whether a raised number stands where a note is called: "m²" and "10⁶" are none."""
    raised = text.strip()
    is_number = raised != "" and all(c in "⁰¹²³⁴⁵⁶⁷⁸⁹" for c in raised)
    word = before.split(" ")[-1]
    return is_number and not (word.isalpha() and len(word) <= 2) and word != "10"


class _Writer:
    """Writes text with one space between words, and notes where each note was called."""

    def __init__(self) -> None:
        self._pieces: list[list[str]] = [[]]  # one list between two calls
        self._notes: list[Node] = []
        self._space = False
        self._strong = True
        self.last = ""

    def write(self, run: _Run) -> None:
        for number, text in enumerate(run.text.split("\n") if run.text == "\n" else [run.text]):
            if number:
                self._newline()
            words = normalise(text).replace("\n", " ").split(" ")
            for place, word in enumerate(words):
                self._space |= place > 0
                if word:
                    self._add(word)
                    self._strong &= run.strong

    def call(self, note: Node) -> None:
        """Put a call behind the last word: the space after it belongs to what follows."""
        self._pieces.append([])
        self._notes.append(note)

    def _newline(self) -> None:
        self._space = False
        if self.last and not self.last.endswith("\n"):
            self._put("\n")

    def _add(self, word: str) -> None:
        if self._space and self.last and not self.last.endswith("\n"):
            self._put(" ")
        self._space = False
        self._put(word)

    def _put(self, text: str) -> None:
        self._pieces[-1].append(text)
        self.last = (self.last + text)[-40:] if text != "\n" else "\n"

    def line(self, stray: str) -> Line:
        segments = ["".join(piece) for piece in self._pieces]
        for number in range(1, len(segments)):  # an accent belongs to the letter before the call
            accents = 0
            while accents < len(segments[number]) and unicodedata.combining(
                segments[number][accents]
            ):
                accents += 1
            segments[number - 1] += segments[number][:accents]
            segments[number] = segments[number][accents:]
        composed = [normalise(segment) for segment in segments]
        text = normalise("".join(composed)).rstrip("\n ")
        calls, offset = [], 0
        for note, segment in zip(self._notes, composed, strict=False):
            offset += len(segment)
            calls.append(Call(note, min(offset, len(text))))
        return Line(text, tuple(calls), self._strong and text != "", stray)
