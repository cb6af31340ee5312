"""Real footnotes of a Word file, which python-docx itself cannot write.

In: a document of python-docx, paragraphs and texts. Out: a mark in the paragraph, and the text in
the part of the file that holds footnotes. Source: ECMA-376, part 1, 17.11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle
    from docx.text.paragraph import Paragraph

_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_PART: Final = "/word/footnotes.xml"
# The lines that a word processor draws above notes are notes too, and come first.
_LINES: Final = (("separator", -1), ("continuationSeparator", 0))


class Footnotes:
    """The footnotes of one document, numbered from 1; `attach` puts them into it."""

    def __init__(self, document: Document) -> None:
        from docx.oxml.parser import OxmlElement, parse_xml

        self._new = OxmlElement
        self._document = document
        self._text, self._mark = _styles(document)
        self._root = parse_xml(f'<w:footnotes xmlns:w="{_NAMESPACE}"/>')
        for kind, number in _LINES:
            paragraph = self._note(number, kind)
            self._inside(self._inside(paragraph, "w:r"), f"w:{kind}")
        self._count = 0

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Put a footnote behind what a paragraph holds so far."""
        self._count += 1
        run = paragraph.add_run(style=self._mark)
        self._inside(run._r, "w:footnoteReference", id=self._count)
        note = self._note(self._count)
        style = self._inside(self._inside(note, "w:pPr"), "w:pStyle", val=self._text.style_id)
        assert style is not None
        self._run(note, is_mark=True)
        words = self._inside(self._run(note), "w:t")
        words.text = f" {text}"
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def attach(self) -> None:
        """Put the footnotes into the document, if there are any."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        if not self._count:
            return
        package = self._document.part.package
        part = XmlPart(PackURI(_PART), _TYPE, self._root, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _note(self, number: int, kind: str = "") -> Any:
        """Add a note with an empty paragraph; return that."""
        named = {"type": kind} if kind else {}
        return self._inside(self._inside(self._root, "w:footnote", **named, id=number), "w:p")

    def _run(self, paragraph: Any, *, is_mark: bool = False) -> Any:
        run = self._inside(paragraph, "w:r")
        if is_mark:
            self._inside(self._inside(run, "w:rPr"), "w:rStyle", val=self._mark.style_id)
            self._inside(run, "w:footnoteRef")
        return run

    def _inside(self, parent: Any, name: str, **attributes: object) -> Any:
        """Add an element with attributes of its own namespace."""
        element = self._new(name)
        for attribute, value in attributes.items():
            element.set(f"{{{_NAMESPACE}}}{attribute}", str(value))
        parent.append(element)
        return element


def _styles(document: Document) -> tuple[BaseStyle, Any]:
    """Return the styles of the text and of the mark of a note, by the names that Word has."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    styles = document.styles
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.font.size = Pt(9)
    mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    return text, mark
