"""Lexicon of a letter → its concepts.toml, for a person to refine.

Out: the entries that a person wrote as they are, and of all others what the tables of the letter
gave, each under a comment that tells where it was found. Kept unchanged it changes no answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from qa.letter.build import facts_of, load, refinements
from qa.letter.concepts import lexicon_of
from qa.letter.refined import Refined
from qa.types import Lexicon

_ABOUT: Final = """\
# Hoe mensen noemen wat {id} telt en meet; corpus/README.md legt de velden uit.
# Vul aan wat ontbreekt. Wat u weghaalt, geldt weer zoals de tabellen van de brief het geven.
"""
# Not every sign that JSON lets through is TOML, or may be shown.
_ESCAPED: Final = {
    each: f"\\u{each:04x}"
    for each in (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def draft(folder: Path) -> str:
    """Write the concepts.toml of a letter of the corpus.

    Raises: LetterError.
    """
    letter, refined = load(folder), refinements(folder)
    lexicon = lexicon_of(letter, [fact for fact, _ in facts_of(letter)], refined)
    return "\n".join((_ABOUT.format(id=folder.name), *_entries(lexicon, refined)))


def _entries(lexicon: Lexicon, refined: Refined) -> Iterator[str]:
    """Yield the whole file in pieces; a list that is empty changes nothing."""
    yield _fields(
        neutral=lexicon.neutral,
        beside_years=lexicon.beside_years,
        synonyms=lexicon.synonyms,
        narrower=lexicon.narrower,
        others=lexicon.others,
    )
    for concept in lexicon.concepts:
        yield _entry(f"concept.{_written(concept.id)}", concept.found) + _fields(
            one=concept.one,
            many=concept.many,
            article=concept.article or None,
            wordings=concept.wordings,
            company=concept.company,
        )
    for measure in lexicon.measures:
        yield _entry(f"measure.{_written(measure.id)}", measure.found) + _fields(
            kind=measure.kind.value,
            unit=measure.unit or None,
            article=measure.article,
            target_of=measure.target_of or None,
            change_of=measure.change_of or None,
            scope=measure.scope or None,
            wordings=measure.wordings,
            company=measure.company,
        )
    for found, group in _groups(lexicon, refined):
        yield _entry("[group]", found) + _fields(**group)


def _groups(lexicon: Lexicon, refined: Refined) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each group with where it is from: those that were written, then those of other tables.

    An entry holds for every table of these concepts or fewer, the first that fits: so the smallest
    go first, and tables of the same concepts whose rows have different names get none.
    """
    written = [{*group["concepts"]} for group in refined.get("group", [])]
    for group in refined.get("group", []):
        yield "zo geschreven", group
    drawn: dict[frozenset[str], list[tuple[str, tuple[str, ...]]]] = {}
    for each in sorted(lexicon.groups, key=lambda group: len(group.concepts)):
        concepts = frozenset(each.concepts)
        if concepts and not any(concepts <= entry for entry in written):
            drawn.setdefault(concepts, []).append((each.id, each.kinds))
    for concepts, tables in drawn.items():
        if len({kinds for _, kinds in tables}) == 1:
            ordered = [each.id for each in lexicon.concepts if each.id in concepts]
            found = ", ".join(id.rpartition(":")[2].replace("tabel", "tabel ") for id, _ in tables)
            yield found, {"concepts": ordered, "names": (), "kinds": tables[0][1]}


def _entry(name: str, found: str) -> str:
    return f"# {' '.join(found.split())}\n[{name}]\n"


def _fields(**fields: str | Iterable[object] | None) -> str:
    kept = {name: value for name, value in fields.items() if value is not None}
    return "".join(f"{name} = {_written(value)}\n" for name, value in kept.items())


def _written(value: object) -> str:
    """Write a text or a list of them; as JSON writes those, they are TOML too."""
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
