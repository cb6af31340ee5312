"""Letter → Lexicon: what its tables count and measure, and how people name that.

In: the facts of a letter's tables, and `concepts.toml`, in which a person may correct or add
wordings. Out: a concept for each row and column that is counted, a measure for each that is
measured, and the group that each table sets side by side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from qa.dutch.measures import is_rest, is_result, is_target
from qa.dutch.places import is_place
from qa.dutch.plurals import safe_singular
from qa.dutch.terms import COUNT
from qa.dutch.text import sentences, stems
from qa.dutch.vocabulary import Vocabulary
from qa.letter.refined import Refined, check_ids, check_meaning
from qa.letter.tables.names import names_many
from qa.types import (
    TABLE_RULE,
    Concept,
    Fact,
    Group,
    Kind,
    Letter,
    Lexicon,
    Measure,
    MeasureKind,
    Role,
    Table,
    table_of,
)

_CAPTION = re.compile(
    r"(?:(?:tabel|overzicht) \d+[a-z]?\s*[.:–-]?\s*)?(?:aantal(?:len)? )?", re.IGNORECASE
)
_BY = re.compile(r" (?:per|naar|op|in) |[,(:;]")
_TOLD_OF = re.compile(r" (?:aan|van|bij|door|in|op|tegen|onder) (?:de |het )?")
_DENIES = re.compile(r"\b(?:niet|geen|zonder|behalve|uitgezonderd)\b", re.IGNORECASE)
_NOUN_ENDS = re.compile(r" (?:aan|bij|binnen|door|in|met|op|per|van|voor) ", re.IGNORECASE)


def lexicon_of(letter: Letter, facts: Sequence[Fact], refined: Refined) -> Lexicon:
    """Return what one letter speaks of, from all its facts.

    Raises: LetterError for what concepts.toml names and the letter does not hold.
    """
    facts = [fact for fact in facts if fact.rule == TABLE_RULE]
    id = letter.source.letter_id
    concepts, measures = refined.get("concept", {}), refined.get("measure", {})
    check_ids(id, concepts, "onderwerp", {fact.subject for fact in facts if fact.subject})
    check_ids(id, measures, "maat", {fact.measure for fact in facts})
    lexicon = Lexicon(
        concepts=tuple(_concepts(facts, concepts)),
        measures=tuple(_measures(letter, facts, measures)),
        groups=tuple(_groups(letter, facts, refined)),
        neutral=tuple(refined.get("neutral", [])),
        beside_years=tuple(refined.get("beside_years", [])),
        narrower=tuple(refined.get("narrower", [])),
        others=tuple(refined.get("others", [])),
        synonyms=tuple(tuple(each) for each in refined.get("synonyms", [])),
    )
    check_meaning(id, refined, lexicon)
    return lexicon


def _concepts(facts: Sequence[Fact], refined: Refined) -> Iterable[Concept]:
    found = {fact.subject: fact.locator for fact in reversed(facts) if fact.subject}
    for id, place in reversed(found.items()):
        drawn = Concept(id=id, one=id, many=id, found=place)
        yield replace(drawn, **_fields(refined.get(id, {})))


def _measures(letter: Letter, facts: Sequence[Fact], refined: Refined) -> Iterable[Measure]:
    found = {fact.measure: fact for fact in reversed(facts)}
    words = Vocabulary.of([letter.text])
    for id, fact in reversed(found.items()):
        drawn = Measure(
            id=id,
            kind=_kind(fact),
            target_of=_reached(fact, facts) if is_target(id) else "",
            change_of=COUNT if fact.role is Role.CHANGE else "",
            article="het" if COUNT in id.split() else _article(_head(id), words),
            found=fact.locator,
        )
        yield replace(drawn, **_fields(refined.get(id, {})))


def named(fact: Fact, lexicon: Lexicon) -> Fact:
    """Return a fact with what the lexicon of its letter says of its subject and measure."""
    concept, measure = lexicon.concept(fact.subject), lexicon.measure(fact.measure)
    group = next((g for g in lexicon.groups if g.id == table_of(fact)), None)
    many = ""
    if fact.rule == TABLE_RULE and group and not group.is_refined:
        if group.kinds or fact.dimensions or not fact.subject:
            many = _spelled_out(fact, group.kinds)
        elif fact.measure == COUNT:
            is_bare = not any(map(names_many, group.concepts))
            many = _of_caption(fact) if is_bare else _of_what(fact)
    return replace(
        fact,
        one=many or (concept.one if concept else ""),
        many=many or (concept.many if concept else ""),
        article=measure.article if measure else "het",
        kind=measure.kind if measure and fact.rule == TABLE_RULE else _kind(fact),
        target_of=measure.target_of if measure else "",
        change_of=measure.change_of if measure else "",
    )


def _head(name: str) -> str:
    """Return the noun of a measure's name: up to its first preposition, the last word."""
    return _NOUN_ENDS.split(name, maxsplit=1)[0].split()[-1]


def _article(noun: str, words: Vocabulary) -> str:
    """Return the article that a letter gives a noun; where it shows none, the likely one."""
    return words.article(noun) or ("de" if safe_singular(noun) else "het")


def _reached(target: Fact, facts: Sequence[Fact]) -> str:
    """Return the measure beside a target that tells what came of it, where one clearly does."""
    beside = {
        fact.measure
        for fact in facts
        if table_of(fact) == table_of(target)
        and fact.quantity.unit == target.quantity.unit
        and fact.role is not Role.CHANGE
        and fact.measure != target.measure
    }
    results = [each for each in beside if is_result(each)] or list(beside)
    return results[0] if len(results) == 1 else ""


def _of_caption(fact: Fact) -> str:
    """Name what a cell counts where no head has a noun: "openbare toiletten (gratis)"."""
    thing = _BY.split(_CAPTION.sub("", fact.caption, count=1), maxsplit=1)[0]
    is_thing = names_many(thing) and " en " not in thing and not thing[:2].isupper()
    return f"{thing[:1].lower()}{thing[1:]} ({fact.subject})" if is_thing and fact.subject else ""


def _of_what(fact: Fact) -> str:
    """Name what a cell counts where the caption tells it of the head: "storingen (bruggen)".

    «Storingen aan bruggen en sluizen» counts no bridges in its column «Bruggen».
    """
    caption = _CAPTION.sub("", fact.caption, count=1)
    thing, *behind = _TOLD_OF.split(caption, maxsplit=1)
    is_told = fact.subject and behind and {*stems(fact.subject)} <= {*stems(behind[0])}
    named = f"{thing[:1].lower()}{thing[1:]} ({fact.subject})"
    return named if is_told and names_many(thing) else ""


def _spelled_out(fact: Fact, kinds: Sequence[str]) -> str:
    """Name what a cell counts and of what: "geleende boeken in Zierikzee", "leden (jong)"."""
    things = [name for axis, name in fact.dimensions if not axis]
    facets = [name for axis, name in fact.dimensions if axis]
    counted = things if fact.measure == COUNT else []
    facets = [fact.subject, *facets, *(() if counted else things)]
    if fact.measure == COUNT and not counted:
        bare = _CAPTION.sub("", fact.caption, count=1)
        thing = _BY.split(bare, maxsplit=1)[0]
        rows = {*stems(" ".join(kinds))}
        thing = "" if rows & {*stems(thing)} else thing  # "Kerncijfers" are what its rows are
        counted = [thing[:1].lower() + thing[1:]] if thing and not thing[:2].isupper() else []
    of = ", ".join(filter(None, facets))
    is_name = of == fact.subject and of[:1].isupper() and not is_rest(of)
    if counted and is_name and any(map(is_place, kinds)):
        return f"{counted[0]} in {of}"
    return f"{counted[0]} ({of})" if counted and of else "".join(counted) or of


def _kind(fact: Fact) -> MeasureKind:
    """Tell what a number of a table is, as far as its name and unit say."""
    if fact.role is Role.CHANGE:
        return MeasureKind.CHANGE
    if fact.measure == COUNT:
        return MeasureKind.COUNT
    match fact.quantity.unit:
        case "procent":
            return MeasureKind.SHARE
        case "euro":
            return MeasureKind.AMOUNT
        case _:
            return MeasureKind.LEVEL


def _groups(letter: Letter, facts: Sequence[Fact], refined: Refined) -> Iterable[Group]:
    wordings, grouped = refined.get("concept", {}), refined.get("group", [])
    tables: dict[str, list[Fact]] = {}
    for fact in facts:
        tables.setdefault(table_of(fact), []).append(fact)
    printed = {f"{letter.source.letter_id}:tabel{each.number}": each for each in letter.tables}
    for table, held in tables.items():
        concepts = tuple(dict.fromkeys(fact.subject for fact in held if fact.subject))
        before = _before(letter, printed[table])
        drawn = Group(
            id=table,
            concepts=concepts,
            measures=tuple(dict.fromkeys(fact.measure for fact in held)),
            kinds=_kinds(printed[table]),
            is_refined=any(wordings.get(each, {}).get("wordings") for each in concepts),
            about=" ".join(
                (
                    printed[table].caption,
                    *letter.path(printed[table].section),
                    *(_affirmed(span.of(before)) for span in sentences(before)[-2:]),
                )
            ),
        )
        fitting = (each for each in grouped if concepts and {*concepts} <= {*each["concepts"]})
        written: Refined = next(fitting, {})
        kept = {**_fields(written), "concepts": concepts}
        if len(concepts) < len(written.get("concepts", ())):  # not what all of them are called
            kept["names"] = ()
        yield replace(drawn, **kept)


def _kinds(table: Table) -> tuple[str, ...]:
    """Return what each row is, where rows are no years."""
    named = table.row_head and any(row.subject for row in table.rows)
    return (table.row_head.lower(),) if named else ()


def _before(letter: Letter, table: Table) -> str:
    """Return the paragraph before a table; none where another heading stands between them."""
    prose = [block for block in letter.blocks if block.kind is Kind.PARAGRAPH]
    at = bisect_left(prose, table.span.start, key=lambda block: block.span.start)
    is_above = at > 0 and prose[at - 1].section == table.section
    return prose[at - 1].span.of(letter.text) if is_above else ""


def _affirmed(sentence: str) -> str:
    """Return a sentence without the clauses that deny: what a table is not of, it does not tell."""
    return " ".join(part for part in sentence.split(";") if not _DENIES.search(part))


def _fields(entry: Refined) -> dict[str, Any]:
    """Return what a person wrote of an entry, as its fields hold it."""
    fields = {name: tuple(f) if isinstance(f, list) else f for name, f in entry.items()}
    return {**fields, "kind": MeasureKind(fields["kind"])} if "kind" in fields else fields
