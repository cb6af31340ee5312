"""A bundle → Markdown: headings, what was said, quotes and tables, each with where it stands.

All that is not a heading or a mark of ours is escaped, so that it is shown as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.evidence.pieces import Bundle, Grid, Piece, Place, Quotation
from qa.say import evidence as say
from qa.say.marked import escaped, is_web, linked, unopened


def write(found: Bundle) -> str:
    """Write a bundle."""
    blocks = [f"# {say.TITLE}"]
    for piece in found.pieces:
        blocks += _piece(piece)
    if found.letters:
        listed = [f"- {linked(escaped(say.letter(each)), each.url)}" for each in found.letters]
        blocks += [f"## {say.SOURCES}", "\n".join(listed)]
    return "\n\n".join(blocks) + "\n"


def _piece(piece: Piece) -> Iterator[str]:
    yield f"## {_line(piece.heading)}"
    if piece.read_as:
        yield f"*{_line(piece.read_as)}*"
    if piece.said:
        yield "\n\n".join(_line(each) for each in piece.said.splitlines() if each.strip())
    for place in piece.places:
        yield f"{say.SOURCE}: {_place(place)}"
    if piece.is_near:
        yield say.NEAREST
    for quote in piece.quotes:
        yield _quote(quote)
    for grid in piece.grids:
        yield _grid(grid)
        yield f"{say.SOURCE}: {_place(grid.place)}"
    if piece.see:
        yield say.see(piece.see)


def _quote(quote: Quotation) -> str:
    """Write a quote line by line: the rows of a signature are no running text."""
    lines, line = [], ""
    for text, is_strong in quote.runs:
        first, *others = text.split("\n")
        for piece in (first, *[f"\n{each}" for each in others]):
            if piece.startswith("\n"):
                lines.append(line)
                line = ""
            line += _strong(piece.removeprefix("\n")) if is_strong else _kept(piece)
    lines = [*lines, line]
    said = "  \n> ".join(unopened(each.strip()) for each in lines if each.strip())
    return f"> {said}\n>\n> {_place(quote.place)}"


def _kept(text: str) -> str:
    """Escape a part of a line; the space at its ends parts words."""
    said = escaped(text)
    before, after = (" " if each.isspace() else "" for each in (text[:1], text[-1:]))
    return f"{before}{said}{after}" if said else before


def _strong(text: str) -> str:
    said = escaped(text)
    return f"**{said}**" if said else ""


def _grid(grid: Grid) -> str:
    rule = ["---", *["---:"] * (len(grid.header) - 1)]
    rows = [[escaped(cell) for cell in row] for row in (grid.header, *grid.rows)]
    head, *others = [_row(each) for each in rows]
    name = escaped(say.table_number(grid.number, grid.name))
    return f"**{name}**\n\n" + "\n".join((head, _row(rule), *others))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _place(place: Place) -> str:
    link = f". <{place.url}>" if is_web(place.url) and not set(place.url) & set("<>") else ""
    return " ".join((f"{escaped(place.text)}{link}", *map(escaped, place.more)))


def _line(text: str) -> str:
    return unopened(escaped(text))
