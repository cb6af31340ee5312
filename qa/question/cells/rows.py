"""Which rows of a table a question asks about: those it names, each of them, or all together.

In: the words of a question that carry meaning, its reading, and a grid. Out: the labels that are
named, the words that only say what the rows are, and the cells that are asked about. Of a table
that shows a selection the total is given only where the question names the selection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from qa.dutch.classes import SizeClass
from qa.dutch.forms import root
from qa.dutch.measures import is_plan, is_result
from qa.dutch.numbers import write_cardinal
from qa.question.cells.grids import PARTS_OF_YEAR, Grid, rhythm
from qa.question.cells.kinds import NOUNS
from qa.question.cells.labels import (
    IN_FULL,
    KIN,
    LINKS,
    PART,
    SYNONYM,
    Match,
    Spoken,
    best,
    is_narrower,
    is_only_a_kind,
    match,
    says,
)
from qa.question.read.reading import Reading
from qa.types import Fact, Role

_OF_ALL = 3  # words before a number: "welke van de"
_SHORTEST_HEAD = 4  # letters
_LISTED = frozenset({"en", "of"})
_WHICH = frozenset({"welk", "welke", "wat"})
_AMONG = ("highest", "lowest", "trend", "mean", "rank")
_SETS_APART = ("share", "percent", "more", "less", "ratio", "change", "sum", "points")


def kinds_said(
    spoken: Sequence[Spoken], reading: Reading, grid: Grid
) -> tuple[frozenset[int], bool]:
    """Return the words that only say what the rows are, and whether it is asked which of them."""
    named = frozenset(each.number for each in spoken if _is_kind(each, reading, grid))
    if named:
        return named, any(asks_which(n, reading) or _is_each(n, reading) for n in named)
    if not grid.group.kinds:
        held = (*grid.caption.words, *(word for each in grid.subjects for word in each.words))
        for number, stem in enumerate(reading.stems[:-1]):  # "welke soort kraam", over years
            if stem in reading.terms.kinds and asks_which(number, reading):
                of = [each for each in spoken if each.number == number + 1]
                if any(says(each, word, False, reading.terms) for each in of for word in held):
                    return frozenset({number, number + 1}), True
    plain = {fact.subject for fact in grid.facts if fact.role is Role.PLAIN and fact.subject}
    many = {write_cardinal(len(plain)), str(len(plain))} if len(plain) > 1 else set()
    for number, word in enumerate(reading.words):
        begins = reading.words[max(0, number - _OF_ALL) : number]
        # "Welke van de zes fabrieken" of a table with six rows says what the rows are.
        if word.folded in many and any(each.folded in _WHICH for each in begins):
            return frozenset({number, number + 1}), True
    return frozenset(), False


def _is_kind(spoken: Spoken, reading: Reading, grid: Grid) -> bool:
    """Tell whether a word names what the rows are; right behind "welke" a part of it does."""
    enough = PART if asks_which(spoken.number, reading) else SYNONYM
    kinds = [word for kind in grid.group.kinds for word in kind.split()]
    if any(_is_class(spoken, kind, reading) for kind in kinds):
        return True
    return any(
        says(spoken, word, False, reading.terms) >= enough
        or (enough == PART and is_narrower(root(word), spoken.root, grid.around))
        for word in kinds
    )


def asks_which(number: int, reading: Reading) -> bool:
    """Tell whether a word stands right behind "welke", or begins what is sought: "boeken die …"."""
    before = reading.words[max(0, number - NOUNS) : number]
    behind = reading.words[number + 1 : number + 2]
    begins = number == 0 and any(word.folded == "die" for word in behind)  # "genres die …"
    return begins or any(word.folded in _WHICH for word in before)


def _is_each(number: int, reading: Reading) -> bool:
    """Tell whether each of the rows is asked for: "per provincie"."""
    return number > 0 and reading.words[number - 1].folded == "per"


def _is_class(spoken: Spoken, kind: str, reading: Reading) -> bool:
    """Tell whether a word asks for the classes that rows are: "leeftijdsgroep" of "leeftijd"."""
    ends = (each for each in reading.terms.class_nouns if spoken.root.endswith(root(each)))
    return any(spoken.root.removesuffix(root(end)).rstrip("s-") == root(kind) for end in ends)


def rows_named(spoken: Sequence[Spoken], reading: Reading, grid: Grid) -> tuple[Match, ...]:
    """Return the rows that are named, of a sum in full only; what names a column better is none."""
    spoken = (*spoken, *_parted(spoken, grid))
    columns = match(spoken, tuple(grid.columns.values()), reading.terms)
    rows = [
        row
        for row in match(spoken, grid.subjects, reading.terms)
        if not any(row.by <= each.by and each.gain > row.gain for each in columns)
    ]
    found = best(rows)
    if reading.has("sum") and any(fact.role is Role.TOTAL for fact in grid.facts):
        found = tuple(each for each in found if each.share >= IN_FULL)
    meant = tuple(each for each in found if not is_only_a_kind(spoken, each, grid.around))
    return _part_of(meant, rows, reading, grid) or meant


def with_outer_classes(spoken: Sequence[Spoken], grid: Grid) -> Sequence[Spoken]:
    """Return words of which a class that is open is the outermost of a table with that bound.

    "Jonger dan 25" are, of those that it counts, the lowest: "16 t/m 24 jaar".
    """
    held = [size for each in (*grid.subjects, *grid.columns.values()) for size in each.classes]
    if not held or not any(each.size for each in spoken):
        return spoken
    lowest = min(held, key=lambda each: each.low or 0)
    highest = max(held, key=lambda each: each.high or each.low or 0)
    outer = {SizeClass(None, lowest.high): lowest, SizeClass(highest.low, None): highest}
    return tuple(
        replace(each, size=outer[each.size], sure=SYNONYM)
        if each.size in outer and each.size not in held
        else each
        for each in spoken
    )


def _parted(spoken: Sequence[Spoken], grid: Grid) -> Iterator[Spoken]:
    """Yield what compounds say of rows, where a caption says the rest: "ventilatieroosters".

    Of "Roosters naar soort" it is the row "ventilatie"; "ventilatie" is "ventilatierooster" too.
    Two words say a compound together: "dagen op zee" are "zeedagen".
    """
    held = dict.fromkeys(word for each in grid.subjects for word in each.words)
    for whole in held:
        for first in (each for each in spoken if whole.startswith(each.folded)):
            rests = {f"{first.folded}{link}" for link in LINKS}
            for second in spoken:
                ends = whole.endswith(second.folded) and second is not first
                if ends and whole.removesuffix(second.folded) in rests:
                    both = frozenset({first.number, second.number})
                    yield Spoken(second.number, whole, root(whole), sure=KIN, over=both)
    for each in spoken:
        for said in (word for word in grid.caption.words if len(word) >= _SHORTEST_HEAD):
            head = _shared_end(each.folded, said)
            rest = each.folded[: len(each.folded) - len(head)] if head else ""
            whole = f"{each.folded}{said}"
            if rest in held:
                yield Spoken(each.number, rest, root(rest), sure=SYNONYM)
            if whole in held:
                yield Spoken(each.number, whole, root(whole), sure=SYNONYM)


def _shared_end(one: str, other: str) -> str:
    """Return the noun in which two compounds end; "" where they share none."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    many = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return one[len(one) - many :] if many >= _SHORTEST_HEAD else ""


def _part_of(
    named: Sequence[Match], rows: Sequence[Match], reading: Reading, grid: Grid
) -> tuple[Match, ...]:
    """Return the part alone that is named with its whole, if one is.

    "Rode kramen" are those of "kramen, waarvan rood".
    """
    wholes = {fact.subject: fact.part_of for fact in grid.facts if fact.role is Role.PART}
    if not wholes or reading.has(*_SETS_APART):
        return ()
    for whole in named:
        for part in rows:
            if wholes.get(part.label.text) == whole.label.text and not part.by & whole.by:
                by = part.by | whole.by
                between = reading.words[min(by) : max(by)]
                if _LISTED.isdisjoint(word.folded for word in between):
                    return (replace(part, by=by),)
    return ()


def people_of_age(named: Sequence[Match], reading: Reading) -> frozenset[int]:
    """Return the words for people in general, where the rows that are named are classes of age."""
    if not any(each.label.classes for each in named):
        return frozenset()
    said = (n for n, each in enumerate(reading.stems) if each in reading.terms.of_age)
    return frozenset(said)


def cells_of(
    grid: Grid, named: set[str], which: bool, changes: bool, reading: Reading
) -> list[Fact]:
    """Return the cells of the rows that are asked about: `changes` are printed ones, or aside."""
    cells = [fact for fact in grid.facts if (fact.role is Role.CHANGE) == changes]
    if named:
        return [fact for fact in cells if fact.subject in named]
    if which:
        rows = {fact.subject for fact in cells if fact.role is not Role.TOTAL}
        return [fact for fact in cells if fact.subject and fact.subject in rows]
    if grid.selects and not _says_selection(reading, grid):
        return []  # the total of some of them is not that of all
    whole = [fact for fact in cells if not fact.subject] or _results(cells)
    single = [fact for fact in whole if fact.role is not Role.TOTAL]
    # The total is of a year, or of another part of it: no number to compare the parts with.
    is_by_parts = rhythm(single) in PARTS_OF_YEAR and not reading.has(*_AMONG)
    return whole if reading.has("sum") or is_by_parts or not single else single


def _results(cells: Sequence[Fact]) -> list[Fact]:
    """Return what came of what was foreseen, where a table holds no other rows."""
    rows = {fact.subject for fact in cells if fact.role is Role.PLAIN}
    results = [row for row in rows if is_result(row)]
    if len(results) != 1 or not all(is_plan(row) or is_result(row) for row in rows):
        return []
    return [fact for fact in cells if fact.subject == results[0]]


def _says_selection(reading: Reading, grid: Grid) -> bool:
    """Tell whether a question names what a table selects: "de zes grootste"."""
    return any(root(word.folded) in grid.selects for word in reading.words)
