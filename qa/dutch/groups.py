"""How people name all of a group of things, and ask which one of it.

In: a group of a letter, and what any thing may be called. Out: wordings.
"""

from __future__ import annotations

from collections.abc import Iterator

from qa.dutch.numbers import write_cardinal
from qa.dutch.plurals import safe_singular
from qa.types import Group


def naming_all(group: Group, kinds: list[str]) -> Iterator[str]:
    """Yield the ways to name all of a group: "de vier soorten", "alle plaatsen"."""
    many = write_cardinal(len(group.concepts))
    yield from group.names
    yield f"alle {many}"
    for kind in (*kinds, *group.kinds):
        yield from (f"{many} {kind}", f"alle {kind}")


def asking_which(group: Group, kinds: list[str]) -> Iterator[str]:
    """Yield the ways to ask which one of a group: "welke soort", "welk van de vier"."""
    many = write_cardinal(len(group.concepts))
    apart = [name.rpartition(" ") for name in group.names]
    single = [
        f"{before} {safe_singular(last) or last.removesuffix('s')}".strip()
        for before, _, last in apart
    ]
    for which in ("welk", "welke"):
        yield f"{which} van de {many}"
        yield from (f"{which} {name}" for name in single)
        yield from (f"{which} {kind}" for kind in (*kinds, *group.kinds))
