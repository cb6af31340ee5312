"""Elements within a line → a run of text, and the notes that are called there.

In: an element of a publication. Out: its text, one run; the notes in the order in which they are
called; and doubts: pictures, notes without text, notes that bear another number than their order.
"""

from __future__ import annotations

from collections.abc import Iterator

from qa.letter.read.received import Note
from qa.letter.read.xml.run import Run
from qa.letter.read.xml.tree import Element

NOTE = "noot"
LIST = "lijst"
PICTURES = frozenset({"plaatje", "illustratie", "figuur"})
_CALLS = frozenset({"nootref", "noot.ref", "nootverwijzing"})
_NOTE_NUMBERS = frozenset({"noot.nr", "noot.lijstnr"})
_ITEM_MARKS = frozenset({"li.nr"})
_BREAKS = frozenset({"nl", "br", "regeleinde"})
# Elements that stand within a line even where no text stands beside them.
_WITHIN = frozenset({"nadruk", "extref", "intref", "sup", "inf", NOTE, *_CALLS, *_BREAKS})
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# As letters print the marks of a list; files have whatever their word processor gave.
_MARKS = {"-": "–", "—": "–", **dict.fromkeys("•●·○▪■◦*", "•")}
_COUNTED = (("alfa", "a"), ("roman", "i"), ("romein", "i"), ("arab", "1"), ("num", "1"))


class Lines:
    """Writes elements into runs, and keeps what was called and what is in doubt."""

    def __init__(self, root: Element) -> None:
        self.notes: list[Note] = []
        self.doubts: list[str] = []
        self._renamed: list[str] = []
        self._inside = 0
        every = [*root.walk()]
        self._by_id: dict[str, Element] = {}
        for each in every:
            if each.name == NOTE and each.attributes.get("id"):
                self._by_id.setdefault(each.attributes["id"], each)
        # Notes that stand elsewhere than where they are called, and those called so far.
        self._referred = {_target(each) for each in every if each.name in _CALLS}
        self._called: set[str] = set()

    def is_within(self, element: Element, parent: Element) -> bool:
        """Tell whether an element is part of a line of its parent."""
        if element.name in _WITHIN:
            return element.name == NOTE or not element.is_block
        return not element.is_block and (parent.has_text or parent.name == "al")

    def is_called_elsewhere(self, note: Element) -> bool:
        """Tell whether another element calls this note."""
        id = note.attributes.get("id", "")
        return id in self._referred and self._by_id.get(id) is note

    def never_called(self) -> list[Element]:
        """Return the notes of which the call was never met."""
        missed = self._referred - self._called
        return [note for id, note in self._by_id.items() if id in missed]

    def doubt(self, element: Element, found: str) -> None:
        """Say what is uncertain about an element."""
        self.doubts.append(f"regel {element.line}: {found}.")

    def write(self, element: Element, run: Run) -> None:
        """Write one element into a line."""
        if element.name == NOTE:
            if not self.is_called_elsewhere(element):
                self._note(element, run)
        elif element.name in _CALLS:
            self._call(element, run)
        elif element.name in _BREAKS:
            run.end_line()
            self.spread(element, run)
        elif element.name in PICTURES:
            self.picture(element)
            self.spread(element, run)
        elif element.name == "sup":
            self._raised(element, run)
        else:
            self.spread(element, run)

    def spread(self, element: Element, run: Run, skip: frozenset[str] = frozenset()) -> None:
        """Write all that an element holds into one run; blocks in it begin a line."""
        order = 0
        for child in element.children:
            if isinstance(child, str):
                run.add(child)
            elif child.name in skip:
                continue
            elif child.is_block and child.name != NOTE:
                run.end_line()
                if child.name == "li":
                    order += 1
                    run.add(mark_of(child, element, order))
                    run.part()
                self.spread(child, run, _ITEM_MARKS if child.name == "li" else frozenset())
                run.end_line()
            else:
                self.write(child, run)

    def parted(self, element: Element, run: Run) -> None:
        """Write what an element holds, its own elements parted by spaces: a name, a heading."""
        for child in element.children:
            if isinstance(child, str):
                run.add(child)
            elif child.name in _WITHIN:
                self.write(child, run)
            else:
                run.part()
                self.write(child, run)
                run.part()

    def picture(self, element: Element) -> None:
        """Say that a picture is not read; of one within another, the inner one is it."""
        if any(each.name in PICTURES for each in element.walk() if each is not element):
            return
        named = next(_names_of(element), "")
        shown = f" («{named}»)" if named else ""
        self.doubt(element, f"een afbeelding{shown} is niet gelezen; wat erin staat ontbreekt")

    def finish(self) -> tuple[str, ...]:
        """Return the doubts, also those of the notes together."""
        if self._renamed:
            named = ", ".join(self._renamed)
            self.doubts.append(f"De noten zijn doorgenummerd; in de brief heet {named}.")
        return tuple(self.doubts)

    def _raised(self, element: Element, run: Run) -> None:
        """Write a superscript: digits behind a digit stay apart from it ("10⁶" is not 106)."""
        text = element.text.strip()
        if text.isdecimal() and run.last.isdecimal() and not element.children[1:]:
            run.add(text.translate(_RAISED))
        else:
            self.spread(element, run)

    def _call(self, element: Element, run: Run) -> None:
        target = _target(element)
        note = self._by_id.get(target)
        printed = element.text.strip()
        if note is None:
            self.doubt(element, f"een verwijzing «{printed}» naar een noot die er niet is")
        elif target in self._called:
            self.doubt(element, f"noot «{printed or target}» is nog eens aangehaald; dat ontbreekt")
        else:
            self._called.add(target)
            self._note(note, run)
            if printed and printed != _printed_number(note):
                self.doubt(element, f"de verwijzing «{printed}» heet anders dan haar noot")

    def _note(self, element: Element, run: Run) -> None:
        """Call a note here; one within a note becomes text of that one, in brackets."""
        if self._inside:
            within = Run(flat=True)
            self.parted(element, within)
            run.add(f" ({within.text})")
            self.doubt(element, "een noot in een noot staat nu tussen haakjes in die noot")
            return
        self._inside += 1
        inner = Run()
        self.spread(element, inner, _NOTE_NUMBERS)
        self._inside -= 1
        printed = _printed_number(element)
        if inner.is_blank:
            self.doubt(element, f"noot «{printed}» heeft geen tekst en ontbreekt")
            return
        self.notes.append(Note(inner.text, f"regel {element.line}"))
        number = len(self.notes)
        run.mark(number)
        if printed and printed.strip("()[]. ") != str(number):
            self._renamed.append(f"noot {number} «{printed}»")

    def uncalled(self, element: Element) -> Run:
        """Write a note that is called nowhere, number and all."""
        self._inside += 1
        run = Run()
        self.parted(element, run)
        self._inside -= 1
        return run


def mark_of(item: Element, within: Element, order: int) -> str:
    """Return the mark of an item of a list, as printed or else as its list counts."""
    mark = printed_mark(item)
    if mark:
        return _MARKS.get(mark, mark)
    kind = within.attributes.get("type", "").lower()
    if "streep" in kind or kind == "-":
        return "–"
    start = next((first for name, first in _COUNTED if name in kind), "")
    if start == "1" or (start and order > 26):
        return f"{order}."
    if start == "a":
        return f"{chr(ord('a') + order - 1)}."
    return f"{_roman(order)}." if start else "•"


def printed_mark(item: Element) -> str:
    """Return the mark that a file prints in front of an item."""
    printed = " ".join(each.text for each in item.elements if each.name == "li.nr")
    return " ".join(printed.split())


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]


def _printed_number(note: Element) -> str:
    numbers = (each.text for each in note.elements if each.name in _NOTE_NUMBERS)
    return " ".join(" ".join(numbers).split())


def _target(call: Element) -> str:
    names = ("refid", "idref", "ref", "doc")
    return next(
        (call.attributes[each].lstrip("#") for each in names if each in call.attributes), ""
    )


def _names_of(picture: Element) -> Iterator[str]:
    for element in picture.walk():
        for name in ("alt", "naam", "bestand", "src"):
            if element.attributes.get(name):
                yield element.attributes[name]
