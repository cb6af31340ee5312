"""Bytes of XML → a tree that is safe to walk.

In: a file from anywhere. Out: its elements by their local names in lower case, without comments and
instructions, with the line that each begins on. An entity of HTML's list ("&euro;", as old files
have them with their DTD elsewhere) is its character; another one stays text, and is told. Nothing
is fetched and no DTD is read. Refuses what is not well-formed, too large or too deep, and whatever
declares entities of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from typing import TYPE_CHECKING

from qa.errors import LetterError

if TYPE_CHECKING:
    from lxml import etree

# A letter with large tables stays below a tenth of these; walking the tree may recurse.
_LARGEST = 10_000_000  # bytes
_MOST_ELEMENTS = 100_000
_DEEPEST = 80  # elements within each other
_MOST_ATTRIBUTES = 500  # of an element: each is looked up among all; a letter has some tens

# What stands on lines of its own, wherever it is. Other elements do so by what they hold.
_BLOCKS = frozenset(
    "al al-groep adres bijlage citaat dagtekening datumtekst divisie dossier geadresseerde"
    " kamerstuk kamerstukkop kop lijst li noot.al ondertekening stuk stuknr table tabel tekst"
    " tekst-sluiting tekstregel tgroup thead tbody tfoot row entry tussenkop vrije-tekst".split()
)
# What holds text apart from the line in which it is called.
_APART = frozenset({"noot"})


@dataclass(slots=True)
class Element:
    """An element; `is_block`: it or something in it stands on lines of its own.

    `has_text`: text stands directly in it, and so its elements stand within a line.
    """

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)
    is_block: bool = False
    has_text: bool = False

    @property
    def elements(self) -> Iterator[Element]:
        """The elements directly in this one."""
        return (each for each in self.children if isinstance(each, Element))

    def first(self, *names: str) -> Element | None:
        """Return the first element directly in this one that bears one of these names."""
        return next((each for each in self.elements if each.name in names), None)

    def walk(self) -> Iterator[Element]:
        """Give this element and all within it, in order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed([*element.elements]))

    @property
    def text(self) -> str:
        """All text within, as it stands."""
        pieces: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            each = waiting.pop()
            if isinstance(each, str):
                pieces.append(each)
            else:
                waiting.extend(reversed(each.children))
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Tree:
    """The root of a file, and the entities in it that nobody knows, each with its line."""

    root: Element
    unknown: tuple[tuple[str, int], ...]


def grow(data: bytes, name: str) -> Tree:
    """Read the XML of a file.

    Raises: LetterError when it is not well-formed, too large or deep, or declares entities.
    """
    if len(data) > _LARGEST:
        raise LetterError(
            f"{name}: {len(data)} bytes XML, meer dan de {_LARGEST} die een brief mag hebben;"
            " voeg de brief zelf toe, zonder bijlagen."
        )
    return _Growth(name).grow(_parse(data, name))


def _parse(data: bytes, name: str) -> etree._Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise LetterError(
            f"{name}, regel {error.lineno or 1}: geen leesbare XML (niet welgevormd, of te diep"
            " genest); download het bestand opnieuw en voeg het onveranderd toe."
        ) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise LetterError(
            f"{name}: bepaalt bovenaan eigen entiteiten (<!ENTITY …>), en die worden niet"
            " uitgevoerd; voeg de XML toe zoals officielebekendmakingen.nl haar geeft."
        )
    return root


class _Growth:
    """Copies the parser's tree, element by element, without recursion."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._unknown: list[tuple[str, int]] = []
        self._open: list[Element] = []
        self._count = 0

    def grow(self, source: etree._Element) -> Tree:
        from lxml import etree

        top = Element("", {}, 1)
        self._open = [top]
        for event, node in etree.iterwalk(source, events=("start", "end")):
            if isinstance(node, etree._Entity):
                if event == "end":
                    self._entity(node)
            elif event == "start":
                self._begin(node)
            else:
                self._end(node)
        (root,) = top.elements
        return Tree(root, tuple(self._unknown))

    def _begin(self, node: etree._Element) -> None:
        self._count += 1
        line = int(node.sourceline or 1)
        if len(node.attrib) > _MOST_ATTRIBUTES:
            raise LetterError(
                f"{self._name}, regel {line}: een element met meer dan {_MOST_ATTRIBUTES}"
                " eigenschappen; dat hoort niet in een brief."
            )
        if self._count > _MOST_ELEMENTS or len(self._open) > _DEEPEST:
            raise LetterError(
                f"{self._name}, regel {line}: meer dan {_MOST_ELEMENTS} elementen, of meer dan"
                f" {_DEEPEST} in elkaar; zo is geen brief opgemaakt. Voeg de brief zelf toe."
            )
        attributes = {_local(str(key)): str(value) for key, value in node.attrib.items()}
        element = Element(_local(str(node.tag)), attributes, line)
        element.is_block = element.name in _BLOCKS
        self._open[-1].children.append(element)
        self._open.append(element)
        self._text(node.text)

    def _end(self, node: etree._Element) -> None:
        element = self._open.pop()
        if element.is_block and element.name not in _APART:
            self._open[-1].is_block = True
        self._text(node.tail)

    def _entity(self, node: etree._Entity) -> None:
        known = html5.get(f"{node.name};")
        if known is None:
            self._unknown.append((str(node.name), int(node.sourceline or self._open[-1].line)))
        self._text(known or f"&{node.name};")
        self._text(node.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._open[-1].children.append(text)
            self._open[-1].has_text |= not text.isspace()


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()
