"""Word files as a reader opens them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.document import Document
from docx.oxml.parser import parse_xml


def opened(content: bytes) -> tuple[Document, list[str]]:
    """Open a Word file; return it with its footnotes."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        root = parse_xml(parts.read("word/footnotes.xml"))
    notes = ["".join(each.itertext()).strip() for each in root]
    return docx.Document(io.BytesIO(content)), [each for each in notes if each]


def headings(document: Document) -> list[str]:
    return [
        each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"
    ]


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]
