"""The elements above a letter → its letterhead, as it is printed.

In: the elements that hold House, dossier, number, title, place and date. Out: runs of text, one for
each thing that the letterhead says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from qa.letter.read.xml.lines import Lines
from qa.letter.read.xml.run import Run
from qa.letter.read.xml.tree import Element

_TITLE = frozenset({"dossiernummer", "stuknr", "titel", "subtitel"})
_HOLD_MORE = frozenset({"dossier", "stuk"})


def masthead(element: Element, known: Collection[str], lines: Lines) -> Iterator[Run | Element]:
    """Give the lines above the title as one run: the House with its number, the year of sitting.

    Elements in it that hold something `known` are given as they are, in order.
    """
    run = Run()
    for child in element.children:
        if isinstance(child, str):
            run.add(child)
        elif child.name in known or any(each.name in _HOLD_MORE for each in child.walk()):
            yield run
            yield child
            run = Run()
        else:
            if child.text.strip().isdigit():
                run.part()  # the number of the House, behind its name
            else:
                run.end_line()
            lines.spread(child, run)
    yield run


def title_line(element: Element, lines: Lines) -> tuple[Run, Element]:
    """Return a number and its title as one line, and the element without them."""
    run = Run()
    rest: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str) or child.name not in _TITLE:
            rest.append(child)
            continue
        run.part()
        if child.name == "dossiernummer":
            run.add(printed_dossier(child))
        elif child.name == "stuknr":
            run.add(_printed_sequence(child))
        else:
            lines.parted(child, run)
    return run, replace(element, children=rest)


def dateline(element: Element, lines: Lines) -> Run:
    """Return place and date, with the comma between them that print has."""
    run = Run()
    for child in element.children:
        if isinstance(child, str):
            run.add(child)
            continue
        if child.name == "datum" and not run.is_blank and run.last != ",":
            run.close(",")
        run.part()
        lines.write(child, run)
        run.part()
    return run


def printed_dossier(element: Element) -> str:
    """Return a dossier's number as printed: "34 300 VII", "21 501-03"."""
    number, addition = element.first("dossiernr"), element.first("toev")
    names = [each.name for each in element.elements]
    if number is None or addition is None or element.has_text or names != ["dossiernr", "toev"]:
        return _line(element.text)
    added = _line(addition.text).strip("-() ")
    return f"{_line(number.text)}{'-' if added.isdigit() else ' '}{added}".rstrip(" -")


def _printed_sequence(element: Element) -> str:
    """Return a document's number as printed: "Nr. 720", "A"."""
    number = _line(element.text)
    return f"Nr. {number}" if number.isdigit() else number


def _line(text: str) -> str:
    return " ".join(text.split())
