"""HTML → a tree to look things up in; refuses what a browser would have to repair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, Final

BROWSER: Final = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
VOID: Final = {"br", "img", "input", "link", "meta"}


@dataclass(slots=True)
class Element:
    """An element with its attributes, and what stands in it: texts and elements."""

    tag: str
    attributes: dict[str, str]
    content: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def walk(self) -> Iterator[Element]:
        """Yield all elements below this one, in order."""
        for each in self.content:
            if isinstance(each, Element):
                yield each
                yield from each.walk()

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements of this tag below this one, with these attributes."""
        wanted = {name.replace("_", "-").strip("-"): value for name, value in attributes.items()}
        return [
            each
            for each in self.walk()
            if each.tag == tag and wanted.items() <= each.attributes.items()
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """Return the only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    def named(self, id: str) -> Element:
        """Return the element with this id."""
        return next(each for each in self.walk() if each.attributes.get("id") == id)

    def texts(self, *, added: bool = True) -> Iterator[str]:
        """Yield the texts below; without `added`, not those that a page adds to a letter."""
        for each in self.content:
            if isinstance(each, str):
                yield each
            elif added or "data-skip" not in each.attributes:
                yield from each.texts(added=added)

    @property
    def text(self) -> str:
        """All text below this element, white space as one space."""
        return " ".join("".join(self.texts()).split())

    @property
    def own_text(self) -> str:
        """The letter's own text below this element, character for character."""
        return "".join(self.texts(added=False))


class _Strict(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].content.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"<{self._open[-1].tag}> is ended by </{tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].content.append(data)

    def done(self) -> Element:
        self.close()
        assert self._open == [self.root], f"<{self._open[-1].tag}> has no end"
        return self.root


def parse(html: str) -> Element:
    """Read a page; every element must end, every id stand once, every #link lead somewhere."""
    parser = _Strict()
    parser.feed(html)
    root = parser.done()
    ids = [each["id"] for each in root.walk() if "id" in each.attributes]
    assert len(ids) == len(set(ids)), "an id stands twice"
    targets = [link["href"][1:] for link in root.all("a") if link["href"].startswith("#")]
    for each in root.walk():
        for name in ("for", "aria-labelledby", "aria-describedby"):
            targets += each.attributes.get(name, "").split()
    assert set(targets) <= set(ids), f"nothing has the id {set(targets) - set(ids)}"
    return root


def read(response: Any, status: int = 200) -> Element:
    """Check what holds for every page, and return it."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert response.text.startswith("<!doctype html>")
    html = parse(response.text)
    assert html.one("html")["lang"] == "nl"
    assert html.one("title").text
    for script in html.all("script"):
        assert script["src"].startswith("/widget/")
        assert "".join(script.texts()) == ""
    for each in html.walk():
        assert each.tag not in {"style", "iframe", "object", "base"}
        assert each.tag != "img" or each["src"] == "/widget/logo"  # what an operator sets
        assert not {name for name in each.attributes if name.startswith("on") or name == "style"}
    ranks = [int(each.tag[1]) for each in html.walk() if re.fullmatch("h[1-6]", each.tag)]
    assert ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    (first, *_), landmarks = html.all("a"), {each.tag for each in html.walk()}
    assert first["href"] == f"#{html.one('main')['id']}"
    assert {"header", "main", "footer"} <= landmarks
    return html
