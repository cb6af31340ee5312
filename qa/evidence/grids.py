"""Numbers of tables → the parts of those tables that hold them, with their headings.

In: facts of cells, or the span of a table, and the index. Out: grids, whose every cell is a slice
of the letter: the rows and the columns that a number was picked of, no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.evidence.pieces import Grid, Place
from qa.say import evidence as say
from qa.store.index import Index
from qa.types import TABLE_RULE, Fact, Letter, Origin, Passage, Table, table_of
from qa.wire import note_number


def grids_of(facts: Iterable[Fact], index: Index) -> tuple[Grid, ...]:
    """Return a grid for each table that facts stand in."""
    tables: dict[str, list[Fact]] = {}
    for fact in facts:
        tables.setdefault(table_of(fact), []).append(fact)
    return tuple(_of_facts(id, same, index) for id, same in tables.items())


def whole_grid(passage: Passage, index: Index) -> Grid | None:
    """Return all of the table that a passage is; None where its meaning is not certain."""
    letter = index.passages.letter(passage.letter_id)
    table = next((each for each in letter.tables if passage.span in each.span), None)
    if table is None:
        return None
    facts = facts_inside(passage, index)
    cells = frozenset((cell.row, cell.column) for cell in table.cells)
    cited = _table_of(facts[0]) if facts else passage.reference
    return _grid(
        table, letter, cells, say.table_name(table, ()), _place(cited, table, letter, facts, index)
    )


def facts_inside(passage: Passage, index: Index) -> tuple[Fact, ...]:
    """Return the numbers of the table that a passage is."""
    found = index.facts.inside(passage.letter_id, passage.span)
    return tuple(fact for fact in found if fact.rule == TABLE_RULE)


def _of_facts(id: str, facts: Sequence[Fact], index: Index) -> Grid:
    letter = index.passages.letter(facts[0].letter_id)
    table = next(each for each in letter.tables if _id(each, letter) == id)
    picked = [_row_and_column(fact) for fact in facts]
    rows, columns = ({each[axis] for each in picked} for axis in (0, 1))
    cells = frozenset((row, column) for row in rows for column in columns)
    references = {fact.reference for fact in facts}
    cited = references.pop() if len(references) == 1 else _table_of(facts[0])
    place = _place(cited, table, letter, facts, index)
    return _grid(table, letter, cells, say.table_name(table, facts), place)


def _id(table: Table, letter: Letter) -> str:
    return f"{letter.source.letter_id}:tabel{table.number}"


def _row_and_column(fact: Fact) -> tuple[int, int]:
    """Return where a fact of a cell stands in its table; its id counts from 1."""
    row, column = fact.id.rsplit(":", 2)[1:]
    return int(row) - 1, int(column) - 1


def _table_of(fact: Fact) -> str:
    """Cite the table that a fact stands in, without its row."""
    return f"{fact.reference.removesuffix(fact.locator)}{fact.locator.partition(', ')[0]}"


def _place(cited: str, table: Table, letter: Letter, facts: Iterable[Fact], index: Index) -> Place:
    """Return where numbers stand, with the notes that define them or name their source."""
    notes = dict.fromkeys(note for fact in facts for note in (fact.definition, fact.source_note))
    found = [index.passages.named(note) for note in notes if note]
    more = [say.note(note_number(note), note.text) for note in found]
    if table.origin is Origin.RECONSTRUCTED:
        more.append(say.restored(table.evidence))
    return Place(say.reference(cited, letter.source), letter.source.url, tuple(more))


def _grid(
    table: Table, letter: Letter, cells: frozenset[tuple[int, int]], name: str, place: Place
) -> Grid:
    """Cut the rows and the columns of cells out of a table; what is empty there stays empty."""
    printed = {(each.row, each.column): each.span.of(letter.text) for each in table.cells}
    rows, columns = (sorted({each[axis] for each in cells}) for axis in (0, 1))
    heads = [table.columns[each] for each in columns]
    return Grid(
        table=_id(table, letter),
        cells=cells,
        name=name,
        header=(
            say.corner(table, [table.rows[each].label for each in rows]),
            *(say.column(each.label, certain=each.certain) for each in heads),
        ),
        rows=tuple(
            (table.rows[row].label, *(printed.get((row, each), "") for each in columns))
            for row in rows
        ),
        place=place,
        letter=letter.source,
    )
