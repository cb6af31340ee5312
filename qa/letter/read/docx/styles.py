"""The paragraphs of a DOCX, made ready: what styles and numbers say is written into them.

In: the XML of a text, its styles, its numbering. Out: the same XML, changed: a heading bears the
style of its level and its number, an item its number, bold from a style stands at its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from qa.letter.read.docx.numbers import WORD, Numbering, number, value
from qa.letter.read.letterhead import label_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The names under which headings and numbers go to mammoth.
HEADING: Final = "BriefKop"
NUMBER: Final = "BriefNummer"
_NAMED = re.compile(r"(?:heading|kop) (?P<level>[1-9])")
# A style that names itself a heading of the text, at no level: "Tussenkop", "Kopje".
_UNLEVELLED = re.compile(r"(?:tussen|paragraaf|hoofdstuk)?(?:kop|kopje|heading)(?: \w{1,20})?")
_DEEPEST = 20  # styles that are based on each other
#: What says that a property is not set.
OFF: Final = frozenset(("0", "false", "off", "none"))
_PICTURES = frozenset(f"{WORD}{name}" for name in ("drawing", "pict", "object"))
_FEWEST_LABELS = 2
_BOX = f"{WORD}txbxContent"


class Styles:
    """What the styles of a DOCX say of paragraphs, those that they are based on included."""

    def __init__(self, root: _Element | None) -> None:
        found = [] if root is None else root.findall(f"{WORD}style")
        self._styles = {str(each.get(f"{WORD}styleId", "")): each for each in found}

    def _chain(self, style_id: str) -> Iterator[_Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = value(style, "basedOn")

    def level(self, paragraph: _Element) -> int | None:
        """Return the level of a heading; 0 for one without a level, None for no heading."""
        direct = value(paragraph, "pPr", "outlineLvl")
        if direct:
            return number(direct, 9) + 1 if number(direct, 9) < 9 else None
        for style in self._chain(value(paragraph, "pPr", "pStyle")):
            name = value(style, "name").casefold()
            if match := _NAMED.match(name):
                return int(match["level"])
            outline = value(style, "pPr", "outlineLvl")
            if outline:
                return number(outline, 9) + 1 if number(outline, 9) < 9 else None
            if _UNLEVELLED.fullmatch(name):
                return 0
        return None

    def list_of(self, paragraph: _Element) -> tuple[str, int] | None:
        """Return the list that numbers a paragraph, and at which of its levels."""
        num_id = value(paragraph, "pPr", "numPr", "numId")
        level = value(paragraph, "pPr", "numPr", "ilvl")
        for style in self._chain(value(paragraph, "pPr", "pStyle")):
            num_id = num_id or value(style, "pPr", "numPr", "numId")
            level = level or value(style, "pPr", "numPr", "ilvl")
        return (num_id, number(level, 0)) if num_id and num_id != "0" else None

    def of_run(self, name: str, style_ids: Sequence[str]) -> _Element | None:
        """Return a property of a run as the first of some styles sets it."""
        styles = (style for style_id in style_ids for style in self._chain(style_id))
        found = (style.find(f"{WORD}rPr/{WORD}{name}") for style in styles)
        return next((each for each in found if each is not None), None)

    def is_strong(self, paragraph: _Element) -> bool:
        """Tell whether the style of a paragraph sets its words in bold or italics."""
        for style in self._chain(value(paragraph, "pPr", "pStyle")):
            for name in ("b", "i"):
                found = style.find(f"{WORD}rPr/{WORD}{name}")
                if found is not None:
                    return found.get(f"{WORD}val") not in OFF
        return False


def prepare(
    root: _Element, styles: Styles, numbering: Numbering, headers: Sequence[_Element]
) -> int:
    """Write into a text what its styles and numbers say; return how many pictures it held."""
    pictures = _take_out_pictures(root)
    _add_letterhead(root, headers)
    for mark in list(root.iter(f"{WORD}tblHeader")):
        if mark.get(f"{WORD}val") in OFF and (above := mark.getparent()) is not None:
            above.remove(mark)
    for paragraph in root.iter(f"{WORD}p"):
        _prepare(paragraph, styles, numbering)
    return pictures


def _prepare(paragraph: _Element, styles: Styles, numbering: Numbering) -> None:
    level = styles.level(paragraph)
    listed = styles.list_of(paragraph)
    has_text = any((each.text or "").strip() for each in paragraph.iter(f"{WORD}t"))
    shown = numbering.next(*listed) if listed and has_text else None
    if level is None and styles.is_strong(paragraph):
        _set_bold(paragraph)
    if shown and shown[1] and shown[0]:
        _put_in_front(paragraph, f"{shown[0]} ")
    if level is not None and has_text:
        _set_style(paragraph, f"{HEADING}{min(level, 6)}" if level else HEADING)


def _put_in_front(paragraph: _Element, text: str) -> None:
    run = paragraph.makeelement(f"{WORD}r")
    properties = run.makeelement(f"{WORD}rPr")
    properties.append(run.makeelement(f"{WORD}rStyle", {f"{WORD}val": NUMBER}))
    first = next(iter(paragraph.iter(f"{WORD}r")), None)
    if first is not None and first.find(f"{WORD}rPr") is not None:
        for each in first.findall(f"{WORD}rPr/*"):
            if each.tag in (f"{WORD}b", f"{WORD}i", f"{WORD}u"):
                properties.append(deepcopy(each))
    written = run.makeelement(f"{WORD}t")
    written.text = text
    run.extend((properties, written))
    has_properties = paragraph.find(f"{WORD}pPr") is not None
    paragraph.insert(1 if has_properties else 0, run)


def _set_style(paragraph: _Element, style: str) -> None:
    properties = paragraph.find(f"{WORD}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{WORD}pPr")
        paragraph.insert(0, properties)
    for name in ("pStyle", "numPr"):
        for each in properties.findall(f"{WORD}{name}"):
            properties.remove(each)
    properties.insert(0, properties.makeelement(f"{WORD}pStyle", {f"{WORD}val": style}))


def _set_bold(paragraph: _Element) -> None:
    for run in paragraph.iter(f"{WORD}r"):
        properties = run.find(f"{WORD}rPr")
        if properties is None:
            properties = run.makeelement(f"{WORD}rPr")
            run.insert(0, properties)
        if properties.find(f"{WORD}b") is None:
            properties.append(properties.makeelement(f"{WORD}b"))


def _take_out_pictures(root: _Element) -> int:
    """Take out what is drawn, but for boxes of text; return how many there were."""
    count = 0
    for each in [found for found in root.iter() if found.tag in _PICTURES]:
        above = each.getparent()
        if above is None or next(each.iter(_BOX), None) is not None:
            continue
        is_second = any("Fallback" in str(x.tag) for x in each.iterancestors())
        count += not is_second
        above.remove(each)
    return count


def _add_letterhead(root: _Element, headers: Sequence[_Element]) -> None:
    """Put the header of a page before the text where it is the head of a letter."""
    body = root.find(f"{WORD}body")
    if body is None:
        return
    for header in headers:
        lines = (
            "".join(each.text or "" for each in paragraph.iter(f"{WORD}t")).strip()
            for paragraph in header.iter(f"{WORD}p")
        )
        if sum(bool(label_of(line)[0]) for line in lines) < _FEWEST_LABELS:
            continue
        _take_out_pictures(header)
        for link in header.iter(f"{WORD}hyperlink"):
            link.attrib.clear()  # what it leads to is named in another part
        body[:0] = [deepcopy(each) for each in header]
        return
