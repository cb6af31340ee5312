"""What was picked → pieces: an answer, a passage by itself, or a series of years.

In: an outcome, or the id of a passage or series, and the index. Out: pieces that hold what the
index holds, nothing of what a client says about it. What is not there is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.evidence.grids import facts_inside, grids_of, whole_grid
from qa.evidence.pieces import Grid, Piece, Place, Quotation
from qa.say import evidence as say
from qa.say.cited import changes_of, cited, named, quotation, stands_in
from qa.say.facts_view import of_series
from qa.say.series import FEWEST, told_once
from qa.store.index import Index
from qa.types import TABLE_RULE, Answer, Fact, Hit, Kind, Outcome, Passage, Source, Span
from qa.wire import note_number


def of_outcome(outcome: Outcome, index: Index) -> tuple[Piece, ...]:
    """Return what an answer rests on, part by part."""
    return tuple(_part(each, index) for each in outcome.parts or (outcome,))


def of_passage(index: Index, id: str, core: Span | None = None) -> Piece:
    """Return a passage by itself, with a part of it strong.

    Raises: KeyError where there is no such passage, or no such part of it.
    """
    passage = index.passages.named(id)
    if core and core not in passage.span:
        raise KeyError(id)
    heading = say.of_passage(passage)
    if passage.kind is Kind.TABLE and (grid := whole_grid(passage, index)):
        return Piece(heading, grids=(grid,), facts=facts_inside(passage, index))
    notes = [index.passages.footnote(passage.letter_id, number) for number in passage.notes]
    spans = [core] if core else []
    return Piece(heading, quotes=(_quotation(passage, passage.span, spans, notes, index),))


def of_series_named(index: Index, id: str) -> Piece:
    """Return a series of years as a table.

    Raises: UnknownChoice where there is no such series.
    """
    facts = of_series(index.facts.find(), id)
    (grid,) = grids_of(facts, index)
    return Piece(grid.name, grids=(grid,), facts=facts)


def _part(outcome: Outcome, index: Index) -> Piece:
    facts, hits = cited(outcome)
    changes = changes_of(outcome)  # the sentence tells them: they need no row
    cells = [fact for fact in facts if fact.rule == TABLE_RULE and fact not in changes]
    said = told_once(outcome.text, cells) if len(cells) >= FEWEST else outcome.text
    found = _of_hits(outcome.text, hits, index)
    whole = [hit.passage for hit in named(outcome.text, hits) if hit.passage.kind is Kind.TABLE]
    tables = [grid for each in whole if (grid := whole_grid(each, index))]
    for each in whole if tables else ():
        said = _without(said, each.text)
    quotes = [*_of_facts(facts, outcome.hits, index), *found]
    told = [each for each in quotes if stands_in(outcome.text, each.text)]
    apart = [each for each in quotes if each not in told]
    of_cells = grids_of(cells, index)
    if len(cells) == 1 and cells[0].surface in said:  # a sentence tells it: that needs no table
        told += [_row(cells[0], of_cells[0])]
        of_cells = ()
    told += [_row(fact, grids_of([fact], index)[0]) for fact in changes]
    grids = (*of_cells, *tables)
    is_silent = not isinstance(outcome, Answer) and say.NEAREST not in outcome.text
    return Piece(
        heading=say.heading(outcome.label, outcome.question),
        read_as=say.read_as(outcome.read_as) if outcome.read_as else "",
        said=said,
        told=tuple(told),
        quotes=tuple(apart),
        grids=grids,
        facts=(*facts, *(fact for each in whole for fact in facts_inside(each, index))),
        is_near=is_silent and not told and bool(apart or grids),
    )


def _row(fact: Fact, grid: Grid) -> Quotation:
    """Return the row that a number of a table stands in, with the place of that."""
    return Quotation(((fact.quote, False),), grid.place, grid.letter)


def _without(said: str, quote: str) -> str:
    """Leave a quote out of what is said: it is set as a table."""
    return " ".join(said.split()).replace(quotation(quote), "").strip()


def _of_facts(facts: Sequence[Fact], hits: Sequence[Hit], index: Index) -> Iterator[Quotation]:
    """Yield each sentence that states numbers once, with those numbers strong."""
    notes = {hit.passage.id: hit.notes for hit in hits}
    sentences: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.rule != TABLE_RULE:
            sentences.setdefault((fact.quote, fact.reference), []).append(fact)
    for same in sentences.values():
        first = same[0]
        passage = index.passages.containing(first.letter_id, first.span)
        spans = [fact.value_span for fact in same]
        cut = _quotation(passage, first.span, spans, notes.get(passage.id, ()), index)
        place = replace(cut.place, text=say.reference(first.reference, cut.letter))
        yield replace(cut, place=place)


def _of_hits(text: str, hits: Sequence[Hit], index: Index) -> list[Quotation]:
    """Return the sentences that an answer quotes; tables are set as such."""
    return [
        _quotation(hit.passage, hit.core, (), hit.notes, index)
        for hit in named(text, hits)
        if hit.passage.kind is not Kind.TABLE or whole_grid(hit.passage, index) is None
    ]


def _quotation(
    passage: Passage,
    span: Span,
    strong: Sequence[Span],
    notes: Sequence[Passage],
    index: Index,
) -> Quotation:
    letter = _source(passage.letter_id, index)
    more = tuple(say.note(note_number(each), each.text) for each in notes)
    place = Place(say.reference(passage.reference, letter), letter.url, more)
    return Quotation(tuple(_runs(passage, span, strong)), place, letter)


def _runs(passage: Passage, span: Span, strong: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Cut a quote where what is strong in it begins or ends."""
    at = span.start
    for each in sorted(strong):
        if each.start < at or each not in span:  # one number within another
            continue
        if at < each.start:
            yield passage.cut(Span(at, each.start)), False
        yield passage.cut(each), True
        at = each.end
    if at < span.end:
        yield passage.cut(Span(at, span.end)), False


def _source(letter_id: str, index: Index) -> Source:
    source = index.passages.source(letter_id)
    assert source is not None  # a passage of it is here
    return source
