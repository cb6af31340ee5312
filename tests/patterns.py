"""Every regular expression of the program, found by reading its code and by watching it load.

In: the checkout. Out: each pattern with the place where it is compiled. What is compiled while the
modules load is watched; what stands literally inside a function is read from the syntax tree. A
pattern that neither reaches is named in `unreached`.
"""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import FrameType
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
_OURS = ROOT / "qa"
COMPILING = frozenset(
    "compile search match fullmatch split findall finditer sub subn template".split()
)


class Pattern(NamedTuple):
    """A pattern, its flags, where it is compiled, and the line of the module that has it done."""

    place: str  # "qa/dutch/text.py:22"
    source: str
    flags: int
    wanted: str  # the same line, but where a function compiles what a module gives it

    def compiled(self) -> re.Pattern[str]:
        """Return it compiled, with the flags that it has in the program."""
        return re.compile(self.source, self.flags)


class Call(NamedTuple):
    """A call that compiles a pattern: its place, and the pattern where it is spelled out there."""

    place: str
    pattern: Pattern | None


def calls(module: str, source: str) -> Iterator[Call]:
    """Yield each call of a module by which a pattern is compiled."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=name), args=[first, *others]
            ) if name in COMPILING:
                place = f"{module}:{node.lineno}"
                flags = next(
                    (each.value for each in node.keywords if each.arg == "flags"),
                    others[0] if name == "compile" and others else ast.Constant(value=0),
                )
                spelled = first.value if isinstance(first, ast.Constant) else None
                if isinstance(spelled, str):
                    flagged = int(eval(ast.unparse(flags), {"re": re}))
                    yield Call(place, Pattern(place, spelled, flagged, place))
                else:
                    yield Call(place, None)


def hidden(module: str, source: str) -> Iterator[str]:
    """Yield each way to compile a pattern that `calls` would not see: another name for it."""
    tree = ast.parse(source)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module="re" | "sre_compile" | "regex"):
                yield f"{module}:{node.lineno} imports names from re"
            case ast.Import(names=names) if any(
                each.name in {"regex", "re2"} or (each.name == "re" and each.asname)
                for each in names
            ):
                yield f"{module}:{node.lineno} imports re by another name"
            case ast.Attribute(value=ast.Name(id="re"), attr=name) if (
                name in COMPILING and id(node) not in called
            ):
                yield f"{module}:{node.lineno} passes re.{name} on"


@cache
def modules() -> tuple[tuple[str, str], ...]:
    """Return every module of the program: its path from the root, and its source."""
    paths = sorted((ROOT / "qa").rglob("*.py"))
    return tuple((path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths)


@cache
def loaded() -> tuple[Pattern, ...]:
    """Return what is compiled while the modules load, in a fresh process that watches it."""
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.patterns"],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return tuple(Pattern(*each) for each in json.loads(run.stdout))


@cache
def every_pattern() -> tuple[Pattern, ...]:
    """Return all patterns of the program, each once."""
    spelled = [
        call.pattern for path, source in modules() for call in calls(path, source) if call.pattern
    ]
    return tuple(sorted({(p.source, p.flags): p for p in (*spelled, *loaded())}.values()))


def ways_of(pattern: Pattern) -> frozenset[str]:
    """Return how a pattern is used: "match", "fullmatch", "finditer" for all that search.

    One that is searched for is tried at every place, which makes a slow start a slow search. Where
    its name does not tell, the two that are not a part of another.
    """
    module, _, line = pattern.wanted.rpartition(":")
    name = _name_at(module, int(line))
    ways = {way for path, source in modules() for way in _ways(name, module, path, source)}
    if not ways or "?" in ways:
        return frozenset({"fullmatch", "finditer"})
    return frozenset(way if way in {"match", "fullmatch"} else "finditer" for way in ways)


@cache
def _name_at(module: str, line: int) -> str:
    """Return the name that a line of a module gives to the pattern that it compiles."""
    for node in ast.parse((ROOT / module).read_text("utf-8")).body:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Call())
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.Call())
            ) if node.lineno <= line <= (node.end_lineno or 0):
                return name
    return ""


@cache
def _ways(name: str, home: str, path: str, source: str) -> frozenset[str]:
    """Return the methods by which a module uses a pattern; "?" where it is passed on."""
    if not name or name not in source:
        return frozenset()
    tree = ast.parse(source)
    imported = any(
        isinstance(node, ast.ImportFrom) and name in {each.name for each in node.names}
        for node in ast.walk(tree)
    )
    if path != home and not imported:
        return frozenset()
    called = {
        id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }
    return frozenset(
        called.get(id(node), "?")
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
    )


def unreached() -> list[str]:
    """Return the places of calls whose pattern is not known: it is made of what a text holds."""
    seen = {each.place for each in loaded()}
    return [
        call.place
        for path, source in modules()
        for call in calls(path, source)
        if call.pattern is None and call.place not in seen
    ]


def _watch() -> list[Pattern]:
    """Load every module of the program and return what each of them compiles meanwhile."""
    found: list[Pattern] = []
    compile_ = re.compile

    def watched(source: str, flags: int = 0) -> re.Pattern[str]:
        caller = sys._getframe(1)
        if place := _line(caller):
            found.append(Pattern(place, source, int(flags), _asked_by(caller)))
        return compile_(source, flags)

    re.compile = watched  # type: ignore[assignment]
    for path, _ in modules():
        if not path.endswith("__main__.py"):
            name = path.removesuffix(".py").removesuffix("/__init__")
            importlib.import_module(name.replace("/", "."))
    _use()
    return found


def _use() -> None:
    """Read a sentence by the patterns that are compiled once the words of the series are known."""
    from qa.recompute.claims import Spoken, read_claim

    spoken = Spoken({"aantal", "percentage"}, {"overvallen": "overvallen"})
    read_claim("Het aantal overvallen daalde.", date(2022, 1, 1), spoken)


def _line(frame: FrameType) -> str:
    """Return "qa/dutch/text.py:22"; nothing where a frame is not of the program."""
    path = Path(frame.f_code.co_filename)
    return f"{path.relative_to(ROOT).as_posix()}:{frame.f_lineno}" if _OURS in path.parents else ""


def _asked_by(frame: FrameType | None) -> str:
    """Return the line of the module that is being loaded."""
    while frame and frame.f_code.co_name != "<module>":
        frame = frame.f_back
    return _line(frame) if frame else ""


if __name__ == "__main__":
    print(json.dumps(_watch()))
