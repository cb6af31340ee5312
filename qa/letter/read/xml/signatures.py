"""Who signed a letter: the elements of its signing → one run of text for each of them.

In: an element that holds offices and names, in whatever order and wrapped as the years went. Out:
the groups that belong together, and what stands among them that is neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qa.letter.read.xml.lines import Lines
from qa.letter.read.xml.run import Run
from qa.letter.read.xml.tree import Element

SIGNING = "ondertekening"
_OFFICE, _NAME = "functie", "naam"


@dataclass(slots=True)
class Signature:
    """The elements of an office and of the name below it."""

    offices: list[Element] = field(default_factory=list)
    names: list[Element] = field(default_factory=list)

    def write(self, lines: Lines) -> Run:
        """Return its text: the office, ending in a comma, and the name below it."""
        run = Run()
        for office in self.offices:
            lines.spread(office, run)
            run.end_line()
        if self.offices and self.names and run.last not in ",":
            run.close(",")
        for name in self.names:
            lines.parted(name, run)
            run.end_line()
        return run


def signatures(signing: Element) -> Iterator[Signature | Element]:
    """Give who signed, in order, and what else stands among them."""
    found = [*_pieces(signing)]
    first = next((each.name for each in found if each.name in (_OFFICE, _NAME)), "")
    group = Signature()
    for each in found:
        if each.name not in (_OFFICE, _NAME):
            yield each
            continue
        if each.name == first and group.offices and group.names:
            yield group
            group = Signature()
        (group.offices if each.name == _OFFICE else group.names).append(each)
    if group.offices or group.names:
        yield group


def is_marked(signing: Element) -> bool:
    """Tell whether it marks offices or names, rather than lines of text."""
    return any(each.name in (_OFFICE, _NAME) for each in signing.walk())


def _pieces(signing: Element) -> Iterator[Element]:
    """Give the offices, the names and whatever is neither nor holds one, in order.

    Text that stands directly among them is given as an element of its own.
    """
    for child in signing.children:
        if isinstance(child, str):
            if not child.isspace():
                yield Element("", {}, signing.line, [child])
        elif child.name in (_OFFICE, _NAME) or not is_marked(child):
            yield child
        else:
            yield from _pieces(child)
