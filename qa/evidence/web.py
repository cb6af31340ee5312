"""A bundle → HTML that a word processor takes from the clipboard: headings, quotes, real tables.

All text is escaped, and an address is a link only where it is one of the web.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from qa.evidence.pieces import Bundle, Grid, Piece, Place, Quotation
from qa.say import evidence as say
from qa.say.marked import is_web
from qa.say.visible import shown


def write(found: Bundle) -> str:
    """Write a bundle as a whole page."""
    lines = [f"<h1>{_text(say.TITLE)}</h1>"]
    for piece in found.pieces:
        lines += _piece(piece)
    if found.letters:
        listed = "".join(f"<li>{_linked(say.letter(e), e.url)}</li>" for e in found.letters)
        lines += [f"<h2>{say.SOURCES}</h2>", f"<ul>{listed}</ul>"]
    head = f'<meta charset="utf-8">\n<title>{_text(say.TITLE)}</title>'
    return "\n".join(('<!doctype html>\n<html lang="nl">', head, *lines, "</html>\n"))


def _piece(piece: Piece) -> Iterator[str]:
    yield f"<h2>{_text(piece.heading)}</h2>"
    if piece.read_as:
        yield f"<p><i>{_text(piece.read_as)}</i></p>"
    for line in piece.said.splitlines():
        yield f"<p>{_text(line)}</p>"
    for place in piece.places:
        yield f"<p>{say.SOURCE}: {_place(place)}</p>"
    if piece.is_near:
        yield f"<p>{say.NEAREST}</p>"
    for quote in piece.quotes:
        yield _quote(quote)
    for grid in piece.grids:
        yield _grid(grid)
    if piece.see:
        yield f"<p>{say.see(piece.see)}</p>"


def _quote(quote: Quotation) -> str:
    runs = (f"<b>{_text(text)}</b>" if is_strong else _text(text) for text, is_strong in quote.runs)
    said = "".join(runs).strip().replace("\n", "<br>")
    return f"<blockquote><p>{said}</p></blockquote>\n<p>{_place(quote.place)}</p>"


def _grid(grid: Grid) -> str:
    caption = _text(say.table_number(grid.number, grid.name))
    head = "".join(f'<th scope="col">{_text(each)}</th>' for each in grid.header)
    rows = "".join(
        f'<tr><th scope="row">{_text(label)}</th>'
        f"{''.join(f'<td>{_text(each)}</td>' for each in cells)}</tr>"
        for label, *cells in grid.rows
    )
    table = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return (
        f'<table border="1"><caption>{caption}</caption>{table}</table>\n'
        f"<p>{say.SOURCE}: {_place(grid.place)}</p>"
    )


def _place(place: Place) -> str:
    return " ".join((_linked(place.text, place.url), *map(_text, place.more)))


def _linked(text: str, url: str) -> str:
    return f'<a href="{escape(url)}">{_text(text)}</a>' if is_web(url) else _text(text)


def _text(text: str) -> str:
    return escape(shown(text))
