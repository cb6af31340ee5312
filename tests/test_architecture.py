"""The laws of the code hold in qa/, and each of them can fail.

Every law of tests/laws.py runs on the checkout, on a small example that breaks it, and on one that
comes close and keeps it. What a fresh interpreter loads is measured, not read.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.laws import (
    HEAVY,
    MAY_IMPORT,
    circles,
    early_imports,
    home_paths,
    imports,
    modules,
    oversized,
    strayed_libraries,
    unnamed_parts,
    vague_names,
    wrong_directions,
)

ROOT = Path(__file__).parent.parent

Law = Callable[[Path], list[str]]
LAWS: list[Law] = [
    wrong_directions,
    unnamed_parts,
    circles,
    strayed_libraries,
    early_imports,
    oversized,
    vague_names,
    home_paths,
]

LONG_FUNCTION = "def long():\n" + "    x = 1\n" * 50  # 51 lines
BREAKS: list[tuple[Law, str, str, list[str]]] = [
    (
        wrong_directions,
        "qa/letter/parse.py",
        "def f():\n    from qa.question import ask",
        ["qa/letter/parse.py:2 imports qa.question.ask"],
    ),
    (
        wrong_directions,
        "qa/question/ask.py",
        "from ..letter.parse import parse",
        ["qa/question/ask.py:1 imports qa.letter.parse.parse"],
    ),
    (
        wrong_directions,
        "qa/store/facts.py",
        "import importlib\nimportlib.import_module('qa.letter')",
        ["qa/store/facts.py:2 imports qa.letter"],
    ),
    (
        wrong_directions,
        "qa/types.py",
        "import qa.store.facts",
        ["qa/types.py:1 imports qa.store.facts"],
    ),
    (wrong_directions, "qa/evaluate.py", "from . import cli", ["qa/evaluate.py:1 imports qa.cli"]),
    (
        wrong_directions,
        "qa/say/compose.py",
        "from qa.store.index import Index",
        ["qa/say/compose.py:1 imports qa.store.index.Index"],
    ),
    (
        wrong_directions,
        "qa/api/mcp/texts.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from qa.cli import show",
        ["qa/api/mcp/texts.py:3 imports qa.cli.show"],
    ),
    (wrong_directions, "qa/wire/facts.py", "import qa", ["qa/wire/facts.py:1 imports qa"]),
    (
        wrong_directions,
        "qa/wire/facts.py",
        "from qa import ask",
        ["qa/wire/facts.py:1 imports qa.ask"],
    ),
    (unnamed_parts, "qa/sources/web.py", "", ["qa/sources is not in MAY_IMPORT"]),
    (unnamed_parts, "qa/sources.py", "", ["qa/sources is not in MAY_IMPORT"]),
    (
        strayed_libraries,
        "qa/store/index.py",
        "def f():\n    import faiss",
        ["qa/store/index.py:2 imports faiss"],
    ),
    (
        strayed_libraries,
        "qa/question/ask.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from torch.nn import Module",
        ["qa/question/ask.py:3 imports torch"],
    ),
    (
        early_imports,
        "qa/store/dense.py",
        "try:\n    import faiss\nexcept ImportError:\n    pass",
        ["qa/store/dense.py:2 imports faiss at module level"],
    ),
    (
        early_imports,
        "qa/model/obtain.py",
        "class A:\n    import torch",
        ["qa/model/obtain.py:2 imports torch at module level"],
    ),
    (oversized, "qa/dutch/text.py", LONG_FUNCTION, ["qa/dutch/text.py:1 long has 51 lines"]),
    (oversized, "qa/dutch/text.py", "x = 1\n" * 301, ["qa/dutch/text.py has 301 lines"]),
    (vague_names, "qa/store/text_utils.py", "", ["qa/store/text_utils.py"]),
    (vague_names, "qa/common/terms.py", "", ["qa/common/terms.py"]),
    (
        home_paths,
        "docs/guide.md",
        "see\n" + "/".join(["", "home", "jan", "qa"]),
        ["docs/guide.md:2 " + "/".join(["", "home", "j"])],
    ),
    (
        home_paths,
        "Makefile",
        "X = " + "/".join(["", "root", "qa"]),
        ["Makefile:1 " + "/".join(["", "root", ""])],
    ),
]
KEEPS: list[tuple[Law, str, str]] = [
    (wrong_directions, "qa/letter/build.py", "from qa.store import index"),
    (wrong_directions, "qa/cli/program.py", "from qa.api import create_app"),
    (wrong_directions, "qa/store/facts.py", "from qa import types\nfrom qa.errors import QaError"),
    (unnamed_parts, "qa/say/new.py", ""),
    (circles, "qa/store/facts.py", "from qa.store.facts import write\nimport faiss"),
    (strayed_libraries, "qa/store/dense.py", "def f():\n    import faiss"),
    (early_imports, "qa/store/dense.py", "def f():\n    import faiss"),
    (early_imports, "qa/api/app.py", "import fastapi"),
    (
        early_imports,
        "qa/model/encode.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import onnxruntime",
    ),
    (oversized, "qa/dutch/text.py", "def short():\n" + "    x = 1\n" * 49 + "x = 1\n" * 250),
    (vague_names, "qa/numbers.py", ""),
    (home_paths, "docs/guide.md", "https://example.org/home/jan and ~/qa and the root/ folder"),
]


def write(root: Path, path: str, source: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source, "utf-8")


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_code_keeps_the_law(law: Law) -> None:
    assert law(ROOT) == []


@pytest.mark.parametrize(("law", "path", "source", "expected"), BREAKS)
def test_an_example_that_breaks_the_law_is_named(
    law: Law, path: str, source: str, expected: list[str], tmp_path: Path
) -> None:
    write(tmp_path, path, source)
    assert law(tmp_path) == expected


@pytest.mark.parametrize(("law", "path", "source"), KEEPS)
def test_an_example_that_keeps_the_law_is_let_through(
    law: Law, path: str, source: str, tmp_path: Path
) -> None:
    write(tmp_path, path, source)
    assert law(tmp_path) == []


CIRCLES: list[tuple[dict[str, str], list[str]]] = [
    (
        {"a/x": "from qa.a import y", "a/y": "def f():\n    from qa.a.x import g"},
        ["qa/a/x.py ← qa/a/y.py ← qa/a/x.py"],
    ),
    (
        {"a/x": "from qa.b.y import f", "b/y": "", "b/z": "import qa.a.w", "a/w": ""},
        ["qa/a ← qa/b ← qa/a"],
    ),
    (
        {"a/x": "from qa.a.b import f", "a/b/__init__": "", "a/b/y": "import qa.a.z", "a/z": ""},
        ["qa/a ← qa/a/b ← qa/a"],
    ),
    ({"__init__": "from qa.a.x import f", "errors": "", "a/x": "from qa.errors import E"}, []),
]


@pytest.mark.parametrize(("sources", "expected"), CIRCLES)
def test_a_circle_of_files_or_folders_is_named(
    sources: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    for name, source in sources.items():
        write(tmp_path, f"qa/{name}.py", source)
    assert circles(tmp_path) == expected


def test_every_part_in_the_order_of_directions_is_there() -> None:
    for part, below in MAY_IMPORT.items():
        assert (ROOT / "qa" / part).is_dir() or (ROOT / "qa" / f"{part}.py").exists()
        assert set(below) <= MAY_IMPORT.keys()


def test_the_laws_look_at_the_real_modules() -> None:
    seen = {module for module, _ in modules(ROOT)}
    assert {"qa/__init__.py", "qa/types/__init__.py", "qa/store/__init__.py"} <= seen
    assert {found.name for found in imports(ROOT)} >= {"decimal.Decimal", "typing.ClassVar"}


def loaded_by(statement: str) -> set[str]:
    """Run a statement in a fresh interpreter; return the heavy libraries it has loaded."""
    program = f"{statement}\nimport sys\nprint(*sorted({set(HEAVY)!r} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["qa", "qa.question.ask"])
def test_importing_the_program_loads_no_heavy_library(module: str) -> None:
    assert loaded_by(f"import {module}") == set()


def test_a_question_about_facts_loads_no_numpy(index_folder: Path) -> None:
    program = f"""
from qa import Index, ask
ask("Hoeveel overvallen waren er in 2019?", Index.open({str(index_folder)!r}))
import sys
assert "numpy" not in sys.modules
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_heavy_library_that_is_loaded_is_seen() -> None:
    assert loaded_by("import typer") == {"typer"}
