"""The notes of a page: which elements hold them, and which call them.

In: the tree of a page. Out: the calls, each with the element that holds its note, and what of the
page is therefore no running text. A link is a call where its text is a mark ("1", "[1]", "*"), it
leads to what stands further on, and something marks it: it is raised, called a note, or its note
leads back to it. Marks without links are tied to notes by number only where one of each has it.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote

from qa.letter.read.html.line import Line, Links, compose
from qa.letter.read.html.tree import Node, above, text_of, walk

_MARK = re.compile(r"\d{1,4}|[*†‡]{1,4}|[a-z]")
_AROUND_MARK = " []().:\u00a0\n\t\r"
_NOTE_NAME = re.compile(
    r"(?:\w{0,20}[-_])?(?:(?:voet|eind|super)?noo?te?n?|foot-?notes?|end-?notes?|fn|ftn|edn)",
    re.IGNORECASE,
)
_ONE = frozenset("noot voetnoot eindnoot footnote endnote noottekst voetnoottekst".split())
_MANY = frozenset("noten voetnoten eindnoten footnotes endnotes notes".split())
_HOLDERS = frozenset("li p div dd td tr aside section".split())
_ARROWS = frozenset("↩↑↲⏎⇑⬆^\ufe0e\ufe0f ")
_MOST_AROUND = 5  # pieces of an element that only holds a call: brackets, spaces
_NUMBERED = re.compile(r"[\[(]?(?P<mark>\d{1,4})[\]).:]{0,2}\s")


class Notes:
    """The notes that a page holds, by the elements that hold them."""

    def __init__(self, root: Node) -> None:
        self._order = list(walk(root))
        self._targets = self._find_targets()
        self._calls: dict[Node, Node] = {}  # call → element that its link leads to, then its note
        self._marks: dict[Node, str] = {}
        self._leading: dict[Node, set[str]] = {}  # what the links in an element lead to
        self._hidden: set[Node] = set()
        self.uncalled: list[Node] = []
        self._follow_links()
        self._number_the_rest()
        self._find_uncalled()
        self.links = Links(self._calls, self._hidden)

    def text(self, note: Node) -> Line:
        """Return what a note says, without its mark and the way back."""
        mark = self._marks.get(note, "")
        back: set[Node] = set()
        for node in walk(note):
            if node.tag in {"a", "sup", "span"} and self._leads_nowhere(node, note, mark):
                back.add(node)
        line = compose(note.children, Links({}, back))
        marked = any(text_of(node).strip(_AROUND_MARK) == mark for node in back if mark)
        return line if marked or _is_numbered_by_list(note) else _without_mark(line, mark)

    def _find_targets(self) -> dict[str, Node]:
        targets: dict[str, Node] = {}
        for node in self._order:
            for key in ("id", "name") if node.tag == "a" else ("id",):
                if node.attributes.get(key):
                    targets.setdefault(node.attributes[key], node)
        return targets

    def _target(self, node: Node) -> Node | None:
        _, hash_sign, fragment = node.attributes.get("href", "").partition("#")
        if node.tag != "a" or not hash_sign or not fragment:
            return None
        return self._targets.get(fragment) or self._targets.get(unquote(fragment))

    def _follow_links(self) -> None:
        pairs: list[tuple[Node, Node]] = []
        for node in self._order:
            target = self._target(node)
            if target is not None and target.order > node.order and self._is_call(node, target):
                pairs.append((node, target))
        # How many notes stand in each element: one that holds several is no note.
        inside = Counter(
            each for target in {t for _, t in pairs} for each in (target, *above(target))
        )
        notes: dict[Node, Node] = {}
        for node, target in pairs:
            if target not in notes:
                notes[target] = _holder(target, inside)
                self._marks[notes[target]] = text_of(node).strip(_AROUND_MARK)
                self._hidden.add(notes[target])
            self._calls[_whole_call(node)] = notes[target]

    def _is_call(self, node: Node, target: Node) -> bool:
        if not _MARK.fullmatch(text_of(node).strip(_AROUND_MARK).casefold()):
            return False
        if any(each.tag == "sup" for each in (node, *_near(node))) or _is_called_note(node):
            return True
        if any(each.tag == "sup" for each in walk(node)):
            return True
        return _is_called_note(target) or self._leads_back(target, node)

    def _leads_back(self, target: Node, call: Node) -> bool:
        ours = {call.id, *(each.id for each in _near(call))} - {""}
        holder = _holder(target, Counter())
        if holder not in self._leading:
            links = (each for each in walk(holder) if each.tag == "a")
            self._leading[holder] = {x.attributes.get("href", "").partition("#")[2] for x in links}
        return not ours.isdisjoint(self._leading[holder])

    def _leads_nowhere(self, node: Node, note: Node, mark: str) -> bool:
        """Tell whether an element of a note is only its mark or the way back."""
        shown = text_of(node).strip()
        if shown and not shown.strip("".join(_ARROWS)):
            return True
        is_mark = mark != "" and shown.strip(_AROUND_MARK) == mark
        target = self._target(node)
        if target is not None and target.order < note.order:
            return is_mark or not shown
        return is_mark and _is_first(node, note)

    def _number_the_rest(self) -> None:
        """Tie raised numbers without a link to notes without one, where each number is alone."""
        called = set(self._calls)
        raised: dict[str, list[Node]] = {}
        notes: dict[str, list[Node]] = {}
        for node in self._order:
            if self._is_hidden(node):
                continue
            if node.tag == "sup" and not called & {node, *node.elements}:
                raised.setdefault(text_of(node).strip(_AROUND_MARK), []).append(node)
            elif match := self._numbered(node):
                notes.setdefault(match, []).append(node)
        for mark, found in notes.items():
            held = set(walk(found[0]))
            calls = [each for each in raised.get(mark, ()) if each not in held]
            if len(found) == 1 and len(calls) == 1 and calls[0].order < found[0].order:
                self._calls[calls[0]] = found[0]
                self._marks[found[0]] = mark
                self._hidden.add(found[0])

    def _numbered(self, node: Node) -> str:
        """Return the number of an element that the page calls a note, if it begins with one."""
        if not node.names & _ONE or node.tag in {"a", "sup", "span"}:
            return ""
        match = _NUMBERED.match(text_of(node).lstrip()[:12])
        return match["mark"] if match else ""

    def _find_uncalled(self) -> None:
        for node in self._order:
            is_item = node.tag == "li" and any(_is_list_of_notes(each) for each in above(node))
            if not is_item and not self._numbered(node):
                continue
            if self._is_hidden(node) or any(each in self._hidden for each in walk(node)):
                continue
            if text_of(node).strip():
                self.uncalled.append(node)
                self._hidden.add(node)

    def _is_hidden(self, node: Node) -> bool:
        return any(each in self._hidden for each in (node, *above(node)))


def _near(node: Node) -> list[Node]:
    """Return the elements around a link that belong to its line."""
    found = []
    for each in above(node):
        if each.tag not in {"sup", "span", "a", "b", "i", "em", "strong", "font", "small"}:
            break
        found.append(each)
    return found


def _whole_call(node: Node) -> Node:
    """Return the outermost element that holds nothing but this call."""
    mark = text_of(node).strip(_AROUND_MARK)
    whole = node
    for each in _near(node):
        if len(each.children) > _MOST_AROUND or text_of(each).strip(_AROUND_MARK) != mark:
            break
        whole = each
    return whole


def _is_called_note(node: Node) -> bool:
    return any(_NOTE_NAME.match(each) for each in (*node.names, node.id) if each)


def _is_list_of_notes(node: Node) -> bool:
    return bool(node.names & _MANY) or node.attributes.get("role") == "doc-endnotes"


def _holder(target: Node, inside: Counter[Node]) -> Node:
    """Return the element that holds the whole of a note, and of no other."""
    around = (target, *above(target))
    found = next((each for each in around if each.tag in _HOLDERS), target)
    for each in above(found):
        is_note = each.tag in {"li", "dd", "tr"} or bool(each.names & (_ONE | _MANY))
        if not is_note or inside[each] != 1:
            break
        found = each
    return found


def _is_first(node: Node, note: Node) -> bool:
    """Tell whether nothing is written in a note before an element."""
    child: Node = node
    for parent in above(node):
        for sibling in parent.children:
            if sibling is child:
                break
            if (sibling if isinstance(sibling, str) else text_of(sibling)).strip():
                return False
        if parent is note:
            return True
        child = parent
    return False


def _is_numbered_by_list(note: Node) -> bool:
    return note.tag == "li" and note.parent is not None and note.parent.tag == "ol"


def _without_mark(line: Line, mark: str) -> Line:
    opened = line.text.lstrip("[(")
    if not mark or not opened.startswith(mark):
        return line
    rest = opened[len(mark) :].lstrip(").]:")
    if rest == opened[len(mark) :] and not rest.startswith(" "):
        return line
    return Line(rest.lstrip(), (), line.strong)
