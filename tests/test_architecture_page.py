"""The page that shows the architecture names what there is, and all of it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.laws import MAY_IMPORT

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PATHS = re.compile(r"`((?:qa|tests|docs|corpus|question|read)/[\w/.]+)`")
NAMED = re.compile(r"`(\w+)` in `(qa/[\w/]+\.py)`")
ARROWS = re.compile(r"^  (\w+) --> (\w+)", re.MULTILINE)


def test_every_package_of_the_program_stands_on_it() -> None:
    packages = {each for each in MAY_IMPORT if not each.startswith("__")}
    assert {each for each in packages if f"`{each}`" not in PAGE} == set()


def test_every_path_on_it_leads_somewhere() -> None:
    found = PATHS.findall(PAGE)
    assert len(found) > 20
    above = (ROOT, ROOT / "qa", ROOT / "qa" / "question")
    assert [path for path in found if not any((at / path).exists() for at in above)] == []


def test_every_function_on_it_is_where_it_says() -> None:
    found = NAMED.findall(PAGE)
    assert len(found) >= 4
    for name, path in found:
        assert re.search(
            rf"^(?:def|class) {name}\b", (ROOT / path).read_text("utf-8"), re.MULTILINE
        )


def test_its_arrows_are_imports_that_are_allowed() -> None:
    arrows = [(one, two) for one, two in ARROWS.findall(PAGE) if {one, two} <= MAY_IMPORT.keys()]
    assert len(arrows) >= 8
    for one, two in arrows:
        assert one in MAY_IMPORT[two] or two in MAY_IMPORT[one], (one, two)
