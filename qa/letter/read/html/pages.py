"""Which page a letter was saved from, and where in it the letter stands.

In: the tree of a page. Out: the element that holds the letter, and what the page itself says of it.
Told apart by content: an official publication, a page of tkconv, any other page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from qa.dutch.text import normalise
from qa.letter.read.html.line import BLOCKS, Links, compose
from qa.letter.read.html.looks import is_hidden
from qa.letter.read.html.tree import Node, above, walk
from qa.letter.read.letterhead import subject_in
from qa.letter.read.received import Front

_PREVIEW: Final = "Preview document"
_METADATA = re.compile(r"\bNummer: (?P<number>\w{1,20}), datum: (?P<date>\d{4}-\d{2}-\d{2})")
_OFFICIAL = re.compile(
    r"\bkst-(?P<dossier>\d{5}(?:-(?:[IVXLC]{1,8}|\d{2}))?)-(?P<sequence>\w{1,6})\b"
)
_PART_OF = re.compile(
    r"^Onderdeel van kamerstukdossier (?P<dossier>\d{5}(?:-(?:[IVXLC]{1,8}|\d{2}))?)"
    r"[ -]{1,3}(?P<sequence>\w{1,6})"
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
# What of a page is none of its text, by the classes and ids that sites give it.
_CHROME = frozenset(
    "menu navigatie navigation navbar nav breadcrumb breadcrumbs kruimelpad cookie cookies"
    " cookiebar footer sidebar zijbalk share delen pageactions modal disclaimer skiplinks"
    " skip-links search zoekbalk zoeken logo to-top extrainfo gerelateerd".split()
)
_MAINS = ("broodtekst", "stuktekst", "stuk", "main", "article")
_FEWEST_LINKS = 3  # of a menu
_MOST_BETWEEN = 3  # characters for each link of a menu: brackets, commas
_ENOUGH = 0.5  # of the words of a page: a part with fewer is not the letter


@dataclass(frozen=True, slots=True)
class Page:
    """Where the letter stands; `drops` are elements around it that are no letter."""

    body: Node
    front: Front
    drops: frozenset[Node]


def open_page(root: Node) -> Page:
    """Find the letter in a page."""
    said = _meta(root)
    preview = next((node for node in walk(root) if _begins_preview(node)), None)
    if preview is not None:
        body = _after(preview)
        return Page(body, _tkconv_front(root, preview), frozenset(_chrome(body)))
    body = next((each for each in walk(root) if each.tag == "body"), root)
    drops = _chrome(body) | _menus(body)
    held = _main(body, drops)
    # Within its text a page has no menus: what is only links there are references.
    return Page(held, _official_front(said), frozenset(drops if held is body else _chrome(held)))


def _meta(root: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in walk(root):
        name = node.attributes.get("name") or node.attributes.get("property", "")
        if node.tag == "meta" and name and node.attributes.get("content", "").strip():
            found.setdefault(name.casefold(), normalise(node.attributes["content"]).strip())
        elif node.tag == "title" and node.parent is not None and node.parent.tag == "head":
            found.setdefault("title", compose(node.children, Links()).text)
    return found


def _begins_preview(node: Node) -> bool:
    first = next((x for x in node.children if isinstance(x, Node) or x.strip()), None)
    return isinstance(first, str) and first.strip().startswith(_PREVIEW)


def _after(preview: Node) -> Node:
    """Return an element with all that follows the line of the preview, in reading order."""
    top = preview
    while top.parent is not None and (
        top.tag not in BLOCKS or len([x for x in top.elements if x.tag in BLOCKS]) == 0
    ):
        if top.tag in BLOCKS:
            break
        top = top.parent
    body = Node("body", line=top.line)
    inner = [x for x in top.elements if x.tag in BLOCKS]
    if inner:  # the line stands by itself in the element that holds the letter too
        body.children.extend(top.children[top.children.index(inner[0]) :])
    while top.parent is not None and top.tag != "body":
        siblings = top.parent.children
        body.children.extend(siblings[_place(siblings, top) + 1 :])
        top = top.parent
    return body


def _place(siblings: list[Node | str], node: Node) -> int:
    return next(n for n, each in enumerate(siblings) if each is node)


def _tkconv_front(root: Node, preview: Node) -> Front:
    lines: list[str] = []
    for node in walk(root):
        if node.order >= preview.order:
            break
        if node.tag in BLOCKS and not any(each.tag in BLOCKS for each in node.elements):
            lines.extend(compose(node.children, Links()).text.split("\n"))
    number, written, letter_id, dossier, sequence = "", None, "", "", ""
    for line in lines:
        if not number and (match := _METADATA.search(line)):
            number, written = match["number"], _day(match["date"])
        if not letter_id and (match := _OFFICIAL.search(line)):
            letter_id, dossier, sequence = match[0], match["dossier"], match["sequence"]
        if not dossier and (match := _PART_OF.match(line)):
            dossier, sequence = match["dossier"], match["sequence"]
    title = next(
        (
            found
            for node in walk(root)
            if node.tag in {"h1", "h2"} and node.order < preview.order
            if (found := compose(node.children, Links()).text)
        ),
        "",
    )
    return Front(letter_id, number, title, written, dossier, sequence)


def _official_front(said: dict[str, str]) -> Front:
    """Read the front from what an official publication says in its head."""
    identifier = said.get("dc.identifier", "") or said.get("dcterms.identifier", "")
    match = _OFFICIAL.fullmatch(identifier)
    days = ("dcterms.date", "dc.date", "dcterms.created", "dcterms.issued", "dcterms.available")
    written = next((day for name in days if (day := _day(said.get(name, "")))), None)
    titles = ("overheidop.documenttitel", "dc.title", "dcterms.title")
    makers = ("overheidop.indiener", "dc.creator", "dcterms.creator")
    return Front(
        letter_id=match[0] if match else "",
        title=subject_in(next((said[name] for name in titles if name in said), "")),
        date=written,
        dossier=match["dossier"] if match else said.get("overheidop.dossiernummer", ""),
        sequence=match["sequence"] if match else said.get("overheidop.ondernummer", ""),
        author=next((said[name] for name in makers if name in said), ""),
    )


def _day(text: str) -> date | None:
    match = _ISO.match(text)
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


def _chrome(body: Node) -> set[Node]:
    """Return what stands around the text of a page by its own names, and what is hidden."""
    found: set[Node] = set()
    links = (node.attributes.get("href", "") for node in walk(body) if node.tag == "a")
    called = {link[1:] for link in links if link[:1] == "#"} - {""}  # notes may stand beside
    for node in walk(body):
        names = {*node.names, node.attributes.get("id", "").casefold()}
        starts = {each.partition("__")[0].partition("--")[0] for each in names}
        is_beside = node.tag == "aside" and not any(each.id in called for each in walk(node))
        if node is not body and (is_hidden(node) or starts & _CHROME or is_beside):
            found.add(node)
    return found


@dataclass(slots=True)
class _Content:
    """What stands in an element, counted: characters, those in links, links."""

    written: int = 0
    linked: int = 0
    away: int = 0
    here: int = 0  # links to the page itself: the calls of notes are such
    tables: int = 0


def _menus(body: Node) -> set[Node]:
    """Return the lists and lines that hold only links that lead away from the page."""
    counted: dict[Node, _Content] = {}
    found: set[Node] = set()
    for node in reversed(list(walk(body))):  # what an element holds is counted before it
        content = _Content(tables=int(node.tag == "table"))
        for child in node.children:
            if isinstance(child, str):
                content.written += len("".join(child.split()))
                continue
            inner = counted[child]
            content.written += inner.written
            content.linked += inner.linked
            content.away += inner.away
            content.here += inner.here
            content.tables += inner.tables
        if node.tag == "a" and node.attributes.get("href", "#").startswith("#"):
            content.here += 1
        elif node.tag == "a":
            content.away += 1
            content.linked = content.written
        counted[node] = content
        if (
            node.tag in {"ul", "ol", "p", "div"}
            and content.away >= _FEWEST_LINKS
            and not content.here
            and not content.tables
            and content.written - content.linked <= _MOST_BETWEEN * content.away
        ):
            found.add(node)
    return found


def _main(body: Node, drops: set[Node]) -> Node:
    """Return the part of a page that the page calls its text, if it holds most of its words."""
    words: dict[Node, int] = {}
    for node in reversed(list(walk(body))):
        own = sum(len(each.split()) for each in node.children if isinstance(each, str))
        words[node] = 0 if node in drops else own + sum(words[each] for each in node.elements)
    for wanted in _MAINS:
        for node in walk(body):
            is_wanted = (
                node.tag == wanted
                or node.attributes.get("id") == wanted
                or wanted in node.names
                or (wanted == "main" and node.attributes.get("role") == "main")
            )
            if is_wanted and words[node] >= _ENOUGH * words[body]:
                return node
    return body


def line_of(node: Node) -> str:
    """Return where an element stands in its file, for messages."""
    return f"regel {next((x.line for x in (node, *above(node)) if x.line), 1)}"
