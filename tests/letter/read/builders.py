"""A Letter → the same letter as people have it: an official page, a page of tkconv, a Word file.

In: a Letter of the corpus. Out: bytes of a file, and what a reader must give back of it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from qa.letter.read.received import Role
from qa.types import Kind, Letter, Table

_ROLES = {
    Kind.PARAGRAPH: Role.TEXT,
    Kind.LETTERHEAD: Role.LETTERHEAD,
    Kind.SIGNATURE: Role.SIGNATURE,
    Kind.TABLE: Role.TABLE,
}
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


@dataclass(frozen=True)
class Piece:
    """A block of a letter: `calls` are (number of the note, offset); `rows` those of a table."""

    role: Role
    text: str
    level: int | None
    calls: tuple[tuple[int, int], ...]
    rows: tuple[tuple[str, ...], ...] = ()


def pieces_of(letter: Letter) -> list[Piece]:
    """Return the blocks of a letter in reading order, without its notes."""
    headings = {each.span.start: each for each in letter.sections}
    blocks = {each.span.start: each for each in letter.blocks}
    tables = {each.span.start: each for each in letter.tables}
    end = min((note.span.start for note in letter.footnotes), default=len(letter.text))
    found: list[Piece] = []
    start = 0
    for text in letter.text[:end].rstrip().split("\n\n"):
        stop = start + len(text)
        calls = tuple(
            (n.number, n.anchor - start) for n in letter.footnotes if start < n.anchor <= stop
        )
        if start in headings:
            found.append(Piece(Role.HEADING, text, headings[start].level, calls))
        elif start in tables:
            rows = _rows(letter, tables[start])
            text = "\n".join("\t".join(row) for row in rows)
            found.append(Piece(Role.TABLE, text, None, (), rows))
        elif blocks[start].kind is Kind.LETTERHEAD:
            found.extend(Piece(Role.LETTERHEAD, line, None, ()) for line in text.split("\n"))
        else:
            found.append(Piece(_ROLES[blocks[start].kind], text, None, calls))
        start = stop + 2
    return found


def _rows(letter: Letter, table: Table) -> tuple[tuple[str, ...], ...]:
    head = ("Rij", *(axis.label for axis in table.columns))
    rows = [head]
    for number, span in enumerate(table.row_spans):
        cells = [cell for cell in table.cells if cell.row == number]
        label = letter.text[span.start : cells[0].span.start].strip()
        rows.append((label, *(letter.text[c.span.start : c.span.end] for c in cells)))
    return tuple(rows)


def notes_of(letter: Letter) -> list[str]:
    """Return the texts of the notes."""
    return [letter.text[note.span.start : note.span.end] for note in letter.footnotes]


def _inline(piece: Piece, call: Callable[[int], str]) -> str:
    """Write the text of a block with its calls."""
    written, last = "", 0
    for number, offset in piece.calls:
        written += escape(piece.text[last:offset]) + call(number)
        last = offset
    return (written + escape(piece.text[last:])).replace("\n", "<br/>\n")


def _table(piece: Piece) -> str:
    head, *rows = piece.rows
    cells = "".join(f"<th><p>{escape(cell)}</p></th>" for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>\n" for cell in row) + "</tr>" for row in rows
    )
    return (
        f"<table><colgroup><col/></colgroup><thead><tr>{cells}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _blocks(letter: Letter, call: Callable[[int], str], heading: Callable[[int], str]) -> str:
    written = []
    for piece in pieces_of(letter):
        text = _inline(piece, call)
        if piece.role is Role.HEADING:
            tag = heading(piece.level or 1)
            written.append(f"<{tag}>{text}</{tag.split()[0]}>")
        elif piece.role is Role.TABLE:
            written.append(_table(piece))
        else:
            written.append(f"<p>{text}</p>")
    return "\n".join(written)


def as_official_html(letter: Letter) -> bytes:
    """Write a letter as an official publication."""
    source = letter.source

    def call(number: int) -> str:
        return f'<sup><a id="supernote{number}" href="#noot{number}">{number}</a></sup>'

    notes = "".join(
        f'<div class="noot" id="noot{number}"><p><sup><a href="#supernote{number}">{number}</a>'
        f"</sup> {escape(text)}</p></div>"
        for number, text in enumerate(notes_of(letter), start=1)
    )
    body = _blocks(letter, call, lambda level: f'h{level + 2} class="tussenkop"')
    return f"""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8">
<meta name="DC.identifier" content="{source.letter_id}">
<meta name="OVERHEIDop.documenttitel" content="{escape(source.title)}">
<meta name="DCTERMS.issued" content="2023-01-11">
<title>Kamerstuk</title></head><body>
<nav><ul><li><a href="/a">Zoeken</a></li></ul></nav>
<div id="content" role="main"><div id="broodtekst" class="stuk broodtekst-container">
<div class="stuktekst">{body}</div><div class="noten">{notes}</div>
<div class="pageactions"><a class="to-top" href="#top">Naar boven</a></div>
</div></div><footer>Over deze website</footer></body></html>""".encode()


def as_tkconv_html(letter: Letter) -> bytes:
    """Write a letter as a page of tkconv, of which the last part is what pandoc makes."""
    source = letter.source

    def call(number: int) -> str:
        return (
            f'<a href="#fn{number}" class="footnote-ref" id="fnref{number}"'
            f' role="doc-noteref"><sup>{number}</sup></a>'
        )

    notes = "".join(
        f'<li id="fn{number}"><p>{escape(text)}<a href="#fnref{number}" class="footnote-back"'
        ' role="doc-backlink">↩︎</a></p></li>'
        for number, text in enumerate(notes_of(letter), start=1)
    )
    body = _blocks(letter, call, lambda level: f"h{level}")
    return f"""<html><head><meta charset="utf-8"><title>{escape(source.title)}</title></head><body>
<p>[<a href="index.html">overzicht</a>] [<a href="b.html">besluiten</a>]</p>
<h2>{escape(source.title)}</h2><h3>Brief regering</h3>
<p>Nummer: {source.number}, datum: {source.date.isoformat()}, bijgewerkt: 2024-02-19 10:56</p>
<p><a href="x.pdf">Directe link naar document (.pdf)</a>,
<a href="y.html">officiële HTML versie ({source.letter_id})</a>.</p>
<p>Onderdeel van kamerstukdossier <a href="z.html">{source.dossier} -{source.sequence}</a> Naam.</p>
<p>Preview document (<a href="o.docx">🔗 origineel</a>)</p><hr/>
{body}
<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes">
<hr/><ol>{notes}</ol></section></body></html>""".encode()


def as_docx(letter: Letter) -> bytes:
    """Write a letter as a Word file with heading styles, a table with a head, and notes."""
    document: Any = Document()
    for piece in pieces_of(letter):
        if piece.role is Role.TABLE:
            table = document.add_table(rows=len(piece.rows), cols=len(piece.rows[0]))
            for row, cells in zip(table.rows, piece.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
            mark_as_head(table.rows[0])
            continue
        style = f"Heading {piece.level}" if piece.role is Role.HEADING else None
        paragraph = document.add_paragraph(style=style)
        last = 0
        for number, offset in piece.calls:
            paragraph.add_run(piece.text[last:offset])
            call_note(paragraph, number)
            last = offset
        paragraph.add_run(piece.text[last:])
    return with_notes(document, notes_of(letter))


def mark_as_head(row: Any) -> None:
    """Say of a row of a Word table that it is head."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def call_note(paragraph: Any, number: int) -> None:
    """Put the call of a note at the end of a paragraph."""
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    paragraph.add_run()._r.append(reference)


def with_notes(document: Any, notes: list[str]) -> bytes:
    """Write a Word file with footnotes, for which its library has no words."""
    saved = io.BytesIO()
    document.save(saved)
    root = etree.Element(f"{{{_W}}}footnotes", nsmap={"w": _W})
    for number, text in enumerate(notes, start=1):
        note = etree.SubElement(root, f"{{{_W}}}footnote", {f"{{{_W}}}id": str(number)})
        paragraph = etree.SubElement(note, f"{{{_W}}}p")
        mark = etree.SubElement(paragraph, f"{{{_W}}}r")
        etree.SubElement(mark, f"{{{_W}}}footnoteRef")
        run = etree.SubElement(paragraph, f"{{{_W}}}r")
        written = etree.SubElement(run, f"{{{_W}}}t")
        written.text = f" {text}"
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return repacked(
        saved.getvalue(),
        {
            "word/footnotes.xml": lambda _: etree.tostring(root),
            "[Content_Types].xml": lambda old: old.replace(
                b"</Types>",
                f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}"/>'
                "</Types>".encode(),
            ),
            "word/_rels/document.xml.rels": lambda old: old.replace(
                b"</Relationships>",
                f'<Relationship Id="rIdN" Type="{_RELATION}" Target="footnotes.xml"/>'
                "</Relationships>".encode(),
            ),
        },
    )


def repacked(data: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """Return a zip with some of its files changed, or added."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        for name in (*names, *(each for each in changes if each not in names)):
            content = old.read(name) if name in names else b""
            new.writestr(name, changes[name](content) if name in changes else content)
    return packed.getvalue()
