"""What the letters of an index speak of: a lexicon for each, kept as JSON.

In: lexicons, by the letter that they are of. Out: those of some letters as one, in which what
several letters name is one entry with all their wordings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from qa.types import Concept, Group, Lexicon, Measure, MeasureKind

_Entry = TypeVar("_Entry", Concept, Measure)
_Said = TypeVar("_Said", str, tuple[str, ...])

Raw = dict[str, Any]  # a lexicon as JSON has it


def to_raw(lexicon: Lexicon) -> Raw:
    """Return a lexicon as it is written."""
    return asdict(lexicon)


def write(lexicons: Mapping[str, Raw], path: Path) -> None:
    """Write the lexicon of each letter."""
    text = json.dumps(lexicons, ensure_ascii=False, default=lambda kind: kind.value)
    path.write_text(text, encoding="utf-8")


def read(path: Path) -> dict[str, Lexicon]:
    """Read the lexicon of each letter back."""
    return {letter: _lexicon(fields) for letter, fields in read_raw(path).items()}


def read_raw(path: Path) -> dict[str, Raw]:
    """Read the lexicon of each letter as it was written."""
    kept: dict[str, Raw] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def merged(lexicons: Iterable[Lexicon]) -> Lexicon:
    """Return several lexicons as one; of what differs the first says it, of wordings all do."""
    found = tuple(lexicons)
    if len(found) == 1:
        return found[0]
    return Lexicon(
        concepts=_one_each(each for lexicon in found for each in lexicon.concepts),
        measures=_one_each(each for lexicon in found for each in lexicon.measures),
        groups=tuple(group for lexicon in found for group in lexicon.groups),
        neutral=_once(lexicon.neutral for lexicon in found),
        beside_years=_once(lexicon.beside_years for lexicon in found),
        synonyms=_once(lexicon.synonyms for lexicon in found),
        narrower=_once(lexicon.narrower for lexicon in found),
        others=_once(lexicon.others for lexicon in found),
    )


def _once(lists: Iterable[tuple[_Said, ...]]) -> tuple[_Said, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(lists)))


def _one_each(entries: Iterable[_Entry]) -> tuple[_Entry, ...]:
    kept: dict[str, _Entry] = {}
    for each in entries:
        kept[each.id] = _together(kept[each.id], each) if each.id in kept else each
    return tuple(kept.values())


def _together(first: _Entry, other: _Entry) -> _Entry:
    wordings = _once((first.wordings, other.wordings))
    company = _once((first.company, other.company))
    return replace(first, wordings=wordings, company=company)


def _lexicon(fields: dict[str, Any]) -> Lexicon:
    return Lexicon(
        concepts=tuple(Concept(**_tuples(each)) for each in fields["concepts"]),
        measures=tuple(
            Measure(**{**_tuples(each), "kind": MeasureKind(each["kind"])})
            for each in fields["measures"]
        ),
        groups=tuple(Group(**_tuples(each)) for each in fields["groups"]),
        neutral=tuple(fields["neutral"]),
        beside_years=tuple(fields["beside_years"]),
        synonyms=tuple(tuple(each) for each in fields["synonyms"]),
        narrower=tuple(fields["narrower"]),
        others=tuple(fields["others"]),
    )


def _tuples(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(f) if isinstance(f, list) else f for name, f in fields.items()}
