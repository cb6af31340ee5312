"""A letter as a Word file (DOCX) → its parts, by the way of HTML.

In: bytes of a DOCX. Out: the same as of the web page of a letter. mammoth makes HTML of what Word
marks: headings, lists, tables with their heads, notes. Before that is written into the text what it
would lose: the numbers that Word counts itself, levels of styles with names of their own, bold from
a style, and a head that stands in the header of the first page. Pictures are left out and told.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from qa.errors import LetterError
from qa.letter.read.docx.numbers import WORD, read_numbering
from qa.letter.read.docx.seen import as_seen
from qa.letter.read.docx.styles import HEADING, NUMBER, Styles, prepare
from qa.letter.read.html import read_tree
from qa.letter.read.html.counted import Places
from qa.letter.read.html.lists import OWN_MARK_NAME
from qa.letter.read.html.tree import parse
from qa.letter.read.packed import Packing, unpack
from qa.letter.read.received import Received

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCUMENT = "word/document.xml"
_SUFFIXES = (".xml", ".rels")
_WANTED = ("document", "footnotes", "endnotes", "styles", "numbering", "header")
_STYLE_MAP = "\n".join(
    (
        *(f"p.{HEADING}{level} => h{level}:fresh" for level in range(1, 7)),
        f"p.{HEADING} => p.tussenkop:fresh",
        f"r.{NUMBER} => span.{OWN_MARK_NAME}",
        "u => u",
        "p[style-name='Title'] => p:fresh",
    )
)


def read(data: bytes, name: str) -> Received:
    """Read a letter from a Word file.

    Raises: LetterError for what is no DOCX, is made to do harm, or holds no letter.
    """
    parts = unpack(data, name, Packing(".docx", _DOCUMENT, _is_wanted))
    pictures = _prepare(parts, name)
    root = parse(_to_html(parts, name), name)
    received = read_tree(root, name, Places(root))
    if not pictures:
        return received
    told = f"{name}: {pictures} afbeelding(en) of formule(s) weggelaten; daarvan is niets gelezen."
    return Received(received.front, received.parts, received.notes, (*received.doubts, told))


def _is_wanted(path: str) -> bool:
    folder, _, file = path.rpartition("/")
    if path == "[Content_Types].xml" or path == "_rels/.rels":
        return True
    if folder not in ("word", "word/_rels") or not file.endswith(_SUFFIXES):
        return False
    return file.startswith(_WANTED)


def _prepare(parts: dict[str, bytes], name: str) -> int:
    """Write into the parts what mammoth would lose; return how many pictures were taken out."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)

    def tree(path: str) -> _Element | None:
        try:
            return etree.fromstring(parts[path], parser) if path in parts else None
        except etree.XMLSyntaxError as error:
            raise LetterError(f"{name}, {path}: geen leesbare XML ({error.msg}).") from error

    styles = Styles(tree("word/styles.xml"))
    numbering = read_numbering(tree("word/numbering.xml"))
    pictures = 0
    for path in (_DOCUMENT, "word/footnotes.xml", "word/endnotes.xml"):
        root = tree(path)
        if root is not None:
            headers = [x for x in map(tree, sorted(parts)) if x is not None and _is_header(x)]
            pictures += as_seen(root, styles)
            pictures += prepare(root, styles, numbering, headers if path == _DOCUMENT else [])
            parts[path] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return pictures


def _is_header(root: _Element) -> bool:
    return root.tag == f"{WORD}hdr"


def _to_html(parts: dict[str, bytes], name: str) -> bytes:
    import mammoth

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as file:
        for path, xml in parts.items():
            file.writestr(path, xml)
    packed.seek(0)
    try:
        made = mammoth.convert_to_html(
            packed, style_map=_STYLE_MAP, include_embedded_style_map=False, convert_image=_no_image
        )
    # The library promises nothing of files that break the rules of Word: it may fail in any way.
    except Exception as error:
        raise LetterError(
            f"{name}: dit DOCX-bestand is niet te lezen ({type(error).__name__}); open het in Word"
            " en bewaar het opnieuw."
        ) from error
    return f'<html><head><meta charset="utf-8"></head><body>{made.value}</body></html>'.encode()


def _no_image(_image: object) -> list[object]:
    return []
