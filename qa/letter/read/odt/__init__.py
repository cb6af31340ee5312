"""A letter as an OpenDocument text (ODT) → its parts, by the way of HTML.

In: bytes of an ODT. Out: the same as of the web page of a letter. What the file marks is used:
headings with their levels and numbers, lists, tables with their heads and spans, notes. A head that
stands in the header of a page comes first. Pictures are left out and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from qa.errors import LetterError
from qa.letter.read.html import read_tree
from qa.letter.read.html.counted import Places
from qa.letter.read.html.tree import parse
from qa.letter.read.letterhead import label_of
from qa.letter.read.odt.page import Page
from qa.letter.read.odt.styles import STYLE, TEXT, Styles
from qa.letter.read.packed import Packing, unpack
from qa.letter.read.received import Received

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARTS: Final = frozenset(("content.xml", "styles.xml"))
_PACKING: Final = Packing(".odt", "content.xml", _PARTS.__contains__)
_FEWEST_LABELS: Final = 2


def read(data: bytes, name: str) -> Received:
    """Read a letter from an OpenDocument text.

    Raises: LetterError for what is no ODT, is made to do harm, or holds no letter.
    """
    parts = unpack(data, name, _PACKING)
    content, styles = (_tree(parts.get(path), name) for path in ("content.xml", "styles.xml"))
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise LetterError(
            f"{name}: een OpenDocument zonder tekst, zoals een rekenblad; voeg de brief zelf toe."
        )
    page = Page(Styles(styles, content)).write(*_headers(styles), body)
    root = parse(page.encode(), name)
    return read_tree(root, name, Places(root))


def _tree(xml: bytes | None, name: str) -> _Element | None:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return None if xml is None else etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise LetterError(f"{name}: geen leesbare XML ({error.msg}).") from error


def _headers(styles: _Element | None) -> Iterator[_Element]:
    """Yield the header of a page that is the head of a letter, if there is one."""
    if styles is None:
        return
    for header in styles.iter(f"{STYLE}header-first", f"{STYLE}header"):
        lines = ("".join(map(str, each.itertext())).strip() for each in header.iter(f"{TEXT}p"))
        if sum(bool(label_of(line)[0]) for line in lines) >= _FEWEST_LABELS:
            yield header
            return
