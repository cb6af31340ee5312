"""The bytes of a web page → a tree of plain nodes, read as a browser would, within bounds.

In: bytes of HTML. Out: its root as a Node, without comments. It refuses what is no text, holds no
element, is too large, or is nested deeper than any page that a person wrote; nothing in a page
makes it open a file or the network.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qa.errors import LetterError

_LARGEST = 10_000_000  # bytes; pictures in the page itself included
_DEEPEST = 120  # the walk over a page takes some calls a level; real pages have about 30
_MOST_NODES = 100_000  # a letter of a hundred pages has about 10,000
_DECLARED = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{1,20})", re.IGNORECASE)
# The parser compares each attribute of a tag with all before it: 500,000 would take an hour. A tag
# of a page that a person wrote has some tens at most.
_MOST_ATTRIBUTES = 500
_ATTRIBUTE = r"[^\s>/=][^\s>/=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|))?+"
_TAG = re.compile(rf"<[A-Za-z][^\s>/]*+(?P<attributes>(?:[\s/=]++|{_ATTRIBUTE})*+)")
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
_HEAD = 4_096  # bytes in which a page says how it is written
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What browsers read under the names that pages give.
_ENCODINGS = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "windows-1252", "cp1252"), "cp1252"),
    "iso-8859-15": "iso-8859-15",
}


@dataclass(slots=True, eq=False)
class Node:
    """An element: `order` counts in reading order, `line` is that of the file; both from 1."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    line: int = 1
    order: int = 0
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Node]:
        """The children that are elements."""
        return [each for each in self.children if isinstance(each, Node)]

    @property
    def names(self) -> frozenset[str]:
        """The classes, in small letters."""
        return frozenset(self.attributes.get("class", "").casefold().split())

    @property
    def id(self) -> str:
        """What links call it."""
        return self.attributes.get("id") or self.attributes.get("name", "")


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all elements in it, in reading order."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(found.elements))


def above(node: Node) -> Iterator[Node]:
    """Yield what a node stands in, the nearest first."""
    found = node.parent
    while found is not None:
        yield found
        found = found.parent


def text_of(node: Node) -> str:
    """Return all text in a node, as it is written."""
    pieces: list[str] = []
    waiting: list[Node | str] = [node]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str):
            pieces.append(found)
        else:
            waiting.extend(reversed(found.children))
    return "".join(pieces)


def parse(data: bytes, name: str) -> Node:
    """Read a page.

    Raises: LetterError for what is no web page, or no page of a sane size.
    """
    if len(data) > _LARGEST:
        raise LetterError(
            f"{name}: {len(data)} bytes, hoogstens {_LARGEST} verwacht voor een brief."
        )
    text = _decode(data, name)
    if "\0" in text:
        raise LetterError(f"{name}: bevat een NUL-teken; bewaar de pagina opnieuw als HTML.")
    if "<" not in text:
        raise LetterError(f"{name}: geen HTML; bewaar de webpagina van de brief als HTML.")
    return _build(text, name)


def _decode(data: bytes, name: str) -> str:
    encoding = next((each for mark, each in _MARKS if data.startswith(mark)), "")
    if not encoding:
        declared = _DECLARED.search(data[:_HEAD].decode("latin-1"))
        said = declared[1].casefold() if declared else ""
        encoding = _ENCODINGS.get(said, "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise LetterError(
            f"{name}: byte {error.start} is geen {encoding}; bewaar de pagina opnieuw als UTF-8."
        ) from error


def _build(text: str, name: str) -> Node:
    from lxml import etree

    _check_tags(text, name)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise LetterError(f"{name}: geen leesbare HTML ({error.msg}).") from error
    # The parser leaves out what is too deep or too long for it, and tells so only here.
    if any("HUGE" in entry.message for entry in parser.error_log) or root is None:
        raise LetterError(f"{name}: te diep genest of te lang om één brief te zijn.")
    top = Node(str(root.tag), _attributes(root), root.sourceline or 1, 1)
    waiting = [(root, top, 1)]
    count = 1
    while waiting:
        element, node, depth = waiting.pop()
        if depth > _DEEPEST or count > _MOST_NODES:
            raise LetterError(
                f"{name}, regel {node.line}: te diep genest of te veel onderdelen voor één brief."
            )
        if element.text:
            node.children.append(element.text)
        below = []
        for child in element:
            count += 1
            if count > _MOST_NODES:
                break
            inner = Node(str(child.tag), _attributes(child), child.sourceline or 1, 0, node)
            node.children.append(inner)
            if child.tail:
                node.children.append(child.tail)
            below.append((child, inner, depth + 1))
        waiting.extend(below)
    for order, node in enumerate(walk(top), start=1):
        node.order = order
    return top


def _check_tags(text: str, name: str) -> None:
    """Refuse a tag of so many attributes that reading it would take hours."""
    for tag in _TAG.finditer(text):
        said = tag["attributes"]
        if len(said) > _MOST_ATTRIBUTES and len(_ONE_ATTRIBUTE.findall(said)) > _MOST_ATTRIBUTES:
            raise LetterError(
                f"{name}: een element met meer dan {_MOST_ATTRIBUTES} eigenschappen; dat hoort niet"
                " in een brief."
            )


def _attributes(element: object) -> dict[str, str]:
    found = getattr(element, "attrib", {})
    return {str(key).casefold(): str(value) for key, value in found.items()}
