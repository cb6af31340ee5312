"""Letter → Lexicon: what its tables count and measure, and how people name that.

In: the facts of a letter's tables, and `concepts.toml`, in which a person may correct or add
wordings. Out: a concept for each row and column that is counted, a measure for each that is
measured, and the group that each table sets side by side.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa import corpus
from qa.dutch.terms import COUNT
from qa.errors import LetterError
from qa.letter.extract.cells import TABLE_RULE
from qa.types import Concept, Fact, Group, Lexicon, Measure, MeasureKind

_LARGEST = 64_000  # bytes of concepts.toml
Refined = Mapping[str, Any]  # what concepts.toml holds


def read_concepts(path: Path) -> Refined:
    """Read concepts.toml; a letter that nobody has refined has none.

    Raises: LetterError when the file is unreadable, too large or not TOML.
    """
    if not os.path.lexists(path):
        return {}
    try:
        return tomllib.loads(corpus.read_bytes(path, _LARGEST).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LetterError(f"{path}: geen geldige TOML ({error}).") from error


def lexicon_of(letter_id: str, facts: Sequence[Fact], refined: Refined) -> Lexicon:
    """Return what one letter speaks of, from all its facts.

    Raises: LetterError for what concepts.toml names and the letter does not hold, or says wrong.
    """
    try:
        facts = [fact for fact in facts if fact.rule == TABLE_RULE]
        return Lexicon(
            concepts=tuple(_concepts(facts, refined.get("concept", {}))),
            measures=tuple(_measures(facts, refined.get("measure", {}))),
            groups=tuple(_groups(facts, refined.get("group", []))),
            neutral=tuple(refined.get("neutral", [])),
            beside_years=tuple(refined.get("beside_years", [])),
            synonyms=tuple(tuple(each) for each in refined.get("synonyms", [])),
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise LetterError(
            f"{letter_id}, concepts.toml: een veld ontbreekt of heeft een verkeerde waarde"
            f" ({error}); zie corpus/README.md voor de velden."
        ) from error


def _concepts(facts: Sequence[Fact], refined: Refined) -> Iterable[Concept]:
    found = {fact.subject: fact.locator for fact in reversed(facts) if fact.subject}
    _check_known(refined, found, "onderwerp")
    for id, place in reversed(found.items()):
        drawn = Concept(id=id, one=id, many=id, wordings=(id,), found=place)
        yield replace(drawn, **_fields(refined.get(id, {})))


def _measures(facts: Sequence[Fact], refined: Refined) -> Iterable[Measure]:
    found = {fact.measure: fact for fact in reversed(facts)}
    _check_known(refined, found, "maat")
    for id, fact in reversed(found.items()):
        wordings = () if id == COUNT else (id,)
        drawn = Measure(id=id, kind=_kind(fact), wordings=wordings, found=fact.locator)
        yield replace(drawn, **_fields(refined.get(id, {})))


def named(fact: Fact, lexicon: Lexicon) -> Fact:
    """Return a fact with what the lexicon of its letter says of its subject and measure."""
    concept, measure = lexicon.concept(fact.subject), lexicon.measure(fact.measure)
    return replace(
        fact,
        one=concept.one if concept else "",
        many=concept.many if concept else "",
        kind=measure.kind if measure and fact.rule == TABLE_RULE else _kind(fact),
        target_of=measure.target_of if measure else "",
        change_of=measure.change_of if measure else "",
    )


def _kind(fact: Fact) -> MeasureKind:
    """Tell what a number of a table is, as far as its name and unit say."""
    if fact.measure == COUNT:
        return MeasureKind.COUNT
    match fact.quantity.unit:
        case "procent":
            return MeasureKind.SHARE
        case "euro":
            return MeasureKind.AMOUNT
        case _:
            return MeasureKind.LEVEL


def _groups(facts: Sequence[Fact], refined: Sequence[Refined]) -> Iterable[Group]:
    tables: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.subject:
            tables.setdefault(fact.id.rsplit(":", 2)[0], []).append(fact)
    for table, held in tables.items():
        concepts = tuple(dict.fromkeys(fact.subject for fact in held))
        drawn = Group(table, concepts, tuple(dict.fromkeys(fact.measure for fact in held)))
        written = next((each for each in refined if {*concepts} <= {*each["concepts"]}), {})
        kept = {**_fields(written), "concepts": concepts}
        if len(concepts) < len(written.get("concepts", ())):  # not what all of them are called
            kept["names"] = ()
        yield replace(drawn, **kept)


def _fields(entry: Refined) -> dict[str, Any]:
    """Return what a person wrote of an entry, as its fields hold it."""
    fields = {name: tuple(f) if isinstance(f, list) else f for name, f in entry.items()}
    return {**fields, "kind": MeasureKind(fields["kind"])} if "kind" in fields else fields


def _check_known(refined: Refined, found: Mapping[str, object], what: str) -> None:
    """Refuse what concepts.toml names and no table holds.

    Raises: LetterError.
    """
    if unknown := sorted({*refined} - {*found}):
        raise LetterError(
            f"concepts.toml: het {what} «{unknown[0]}» staat in geen tabel van de brief. Wel:"
            f" {', '.join(sorted(found))}."
        )
