"""The widget is what its source makes, small, and safe for a page with a strict policy.

The committed script is read as it is. What needs Node (a fresh build, types, the tests of its own)
is skipped where qa/widget/node_modules is absent: `make node` fills it.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import tomllib
from base64 import b64encode
from dataclasses import asdict
from decimal import Decimal
from hashlib import sha384
from pathlib import Path
from typing import Any

import pytest

from qa.say.chart import lay_out

ROOT = Path(__file__).parent.parent
WIDGET = ROOT / "qa" / "widget"
SCRIPT, LETTER_SCRIPT = (WIDGET / "dist" / name for name in ("vraag-de-brief.js", "brief.js"))
DOCS = ROOT / "docs" / "widget.md"
SOURCES = sorted(path for path in (WIDGET / "src").iterdir() if path.suffix in {".ts", ".css"})
CASES: list[dict[str, Any]] = json.loads((ROOT / "tests" / "chart_cases.json").read_text("utf-8"))
BUDGET = 24_000  # bytes, gzipped

needs_node = pytest.mark.skipif(
    not (WIDGET / "node_modules").is_dir(),
    reason="qa/widget/node_modules is absent: run `make node` (needs Node 20 and npm)",
)


def npm(*arguments: str) -> str:
    """Run npm in the widget's folder; return what it printed."""
    done = subprocess.run(
        ["npm", *arguments], cwd=WIDGET, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def gzipped(script: Path) -> int:
    return len(gzip.compress(script.read_bytes(), 9))


def test_the_widget_stays_within_its_budget() -> None:
    assert gzipped(SCRIPT) <= BUDGET
    assert gzipped(LETTER_SCRIPT) <= 2_000


@needs_node
def test_the_committed_scripts_are_what_the_source_makes() -> None:
    assert "vraag-de-brief.js" in npm("run", "--silent", "size")


@needs_node
def test_the_types_of_the_widget_hold() -> None:
    npm("run", "--silent", "check")


@needs_node
def test_the_tests_of_the_widget_pass() -> None:
    printed = npm("run", "--silent", "test")
    assert re.search(r"(?m)^(# |ℹ )fail 0$", printed)


@pytest.mark.parametrize("script", [SCRIPT, LETTER_SCRIPT], ids=lambda path: path.name)
def test_a_script_needs_no_rights_and_no_other_host(script: Path) -> None:
    code = script.read_text("utf-8")
    assert not re.search(r"\beval\(|\bnew Function\b|\bFunction\(|unsafeHTML|document\.write", code)
    assert not re.search(r"\sstyle=|setAttribute\(.style.|insertAdjacentHTML|outerHTML", code)
    assert not re.search(r"document\.cookie|localStorage|indexedDB|sendBeacon|WebSocket", code)
    hosts = set(re.findall(r"\bhttps?://([\w.-]+)", code))
    assert hosts <= {"www.w3.org"}


def test_html_is_made_from_texts_by_lit_only_from_templates_that_are_constant() -> None:
    # Lit parses each template once; the values never go in there.
    assert SCRIPT.read_text("utf-8").count("innerHTML") == 1
    assert "innerHTML" not in LETTER_SCRIPT.read_text("utf-8")
    assert not [path.name for path in SOURCES if "innerHTML" in path.read_text("utf-8")]


def test_files_of_the_widget_have_at_most_300_lines() -> None:
    files = [*SOURCES, *(WIDGET / "tests").glob("*.ts"), WIDGET / "build.mjs"]
    sizes = {path.name: len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: size for name, size in sizes.items() if size > 300} == {}


def test_the_lock_holds_exact_versions_and_names_no_registry() -> None:
    package = json.loads((WIDGET / "package.json").read_text("utf-8"))
    wanted = package["dependencies"] | package["devDependencies"]
    lock = json.loads((WIDGET / "package-lock.json").read_text("utf-8"))["packages"]
    for name, version in wanted.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert lock[f"node_modules/{name}"]["version"] == version
    held = [each for place, each in lock.items() if place]
    assert all("resolved" not in each and each["integrity"] for each in held)


def test_the_scripts_are_part_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "widget/dist/**/*" in project["tool"]["setuptools"]["package-data"]["qa"]


def test_the_documentation_gives_the_hash_of_the_committed_script() -> None:
    digest = b64encode(sha384(SCRIPT.read_bytes()).digest()).decode()
    assert re.findall(r'integrity="([^"]+)"', DOCS.read_text("utf-8")) == [f"sha384-{digest}"]


def test_the_documentation_names_each_property_that_a_page_can_set() -> None:
    css = "".join(path.read_text("utf-8") for path in SOURCES if path.suffix == ".css")
    code = "".join(path.read_text("utf-8") for path in SOURCES if path.suffix == ".ts")
    documented = DOCS.read_text("utf-8")
    for name in re.findall(r"var\((--qa-[\w-]+)", css):
        assert f"`{name}`" in documented
    for part in re.findall(r'part="([\w-]+)"', code):
        assert f"`{part}`" in documented


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_service_places_the_shared_charts_as_the_widget_does(case: dict[str, Any]) -> None:
    values = [Decimal(value) for value in case["values"]]
    placed = asdict(lay_out(case["years"], values, case["printed"], case["sign"]))
    assert flat(json.loads(json.dumps(placed))) == pytest.approx(flat(case["placed"]), abs=1e-5)


def flat(value: Any, name: str = "") -> dict[str, Any]:
    """Return what a value of JSON holds, each by its path."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return {at: held for key, each in items for at, held in flat(each, f"{name}.{key}").items()}
    return {name: value}
