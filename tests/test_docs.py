"""Every link between the pages of this repository leads somewhere.

Checked are links and pictures in all Markdown files: the file that one names must exist, and hold
the heading behind its #. Addresses on the web are not looked up.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.laws import CACHES, NOT_OURS

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
ELSEWHERE = re.compile(r"[a-z]+:")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)

PAGES = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not (NOT_OURS | CACHES) & set(path.relative_to(ROOT).parts)
)


def links(page: str) -> list[str]:
    """Return the targets of a page's links within the repository; code is no link."""
    text = CODE.sub("", FENCED.sub("", page))
    found = [link["target"] for link in LINK.finditer(text)]
    return [target for target in found if not ELSEWHERE.match(target)]


def anchors(page: str) -> set[str]:
    """Return what can stand behind a #: headings as repository hosts write them in addresses."""
    headings = HEADING.findall(FENCED.sub("", page))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(page: Path) -> list[str]:
    """Return the links of a page that lead nowhere."""
    wrong = []
    for target in links(page.read_text("utf-8")):
        name, _, anchor = target.partition("#")
        file = (page.parent / name) if name else page
        if not file.exists() or (anchor and anchor not in anchors(file.read_text("utf-8"))):
            wrong.append(target)
    return wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_on_the_page_leads_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_the_readme_leads_to_each_page_for_whoever_approves_or_runs_it() -> None:
    named = set(links((ROOT / "README.md").read_text("utf-8")))
    assert named >= {"SECURITY.md", "docs/modelkaart.md", "docs/algoritmeregister.md"}


def test_a_link_to_a_missing_file_or_heading_is_broken(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text(
        "# The one: `b`, c\n[x](#the-one-b-c) [x](#two) [x](b.md) [x](a.md#the-one-b-c)"
        " ![x](c.svg) [x](https://example.org/d) `[x](e.md)`\n```\n[x](f.md)\n# two\n```\n",
        "utf-8",
    )
    assert broken(page) == ["#two", "b.md", "c.svg"]
