"""From a query to the facts of its series: the years it means, or what the letter lacks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qa.question.series.select import printed_beside, select
from qa.store.facts import FactStore, write
from qa.store.index import Index
from qa.types import ComputeQuery, Fact, FactQuery, Gap, Missing, Operation, Years
from tests.question.factories import computing, fact, looking_up, year

RATE, TARGET, CHANGE = (
    "ophelderingspercentage",
    "doel ophelderingspercentage",
    "procentuele ontwikkeling",
)
ROBBERIES = {2019: "1.174", 2020: "907", 2021: "676"}
STREET = {2019: "3.777", 2020: "3.184", 2021: "2.321"}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> FactStore:
    """Two series of three years, the change over them, and clearance rates of one subject."""
    held = [fact(surface, period=of) for of, surface in ROBBERIES.items()]
    held += [fact(surface, period=of, subject="straatroof") for of, surface in STREET.items()]
    held += [
        fact("-42%", measure=CHANGE, period=year(2019, 2021)),
        fact("-39%", measure=CHANGE, subject="straatroof", period=year(2019, 2021)),
        fact("53%", measure=TARGET, period=2020),
        fact("53,4%", measure=RATE, period=2020),
        fact("62,57%", measure=RATE, period=2021),
        # The same measure and subject, but of no calendar year: never part of the series.
        fact("12", period=year(2021, label="tot 1 november 2022")),
        fact("13", period=None),
        # A series that shares no year with the others.
        fact("40", period=2010, subject="geweld"),
    ]
    return stored(tmp_path_factory.mktemp("facts"), held)


def stored(folder: Path, held: list[Fact]) -> FactStore:
    write(((each, "") for each in held), folder / "facts.sqlite")
    return FactStore.open(folder / "facts.sqlite")


def chosen(query: FactQuery | ComputeQuery, facts: FactStore) -> list[str]:
    found = select(query, facts)
    assert not isinstance(found, Gap), found.missing
    return [each.surface for each in found]


def run(first: int | None, last: int | None, *named: int) -> Years:
    return Years(named=named, run=True, first=first, last=last)


BOTH = ("overvallen", "straatroof")
CASES: list[tuple[str, FactQuery | ComputeQuery, list[str]]] = [
    ("one year", looking_up(2020), ["907"]),
    ("no year is the latest", looking_up(), ["676"]),
    ("years in order of time", looking_up(2021, 2019), ["1.174", "676"]),
    ("a year named twice counts once", looking_up(2020, 2020), ["907"]),
    ("subjects in their order within a year", looking_up(2021, subjects=BOTH), ["676", "2.321"]),
    ("a run", computing(Operation.SUM, years=run(2019, 2021)), ["1.174", "907", "676"]),
    ("a run with an open start", computing(Operation.SUM, years=run(None, 2020)),
     ["1.174", "907"]),
    ("a run with an open end", computing(Operation.SUM, years=run(2020, None)), ["907", "676"]),
    ("the ends of a run", computing(Operation.DIFFERENCE, years=run(2019, 2021)),
     ["1.174", "676"]),
    ("one year is set against the year before",
     computing(Operation.DIFFERENCE, years=Years(named=(2021,))), ["907", "676"]),
    ("no year is the whole course", computing(Operation.DIFFERENCE), ["1.174", "676"]),
    ("all years for the highest", computing(Operation.HIGHEST), ["1.174", "907", "676"]),
    ("the latest year for the highest of several subjects",
     computing(Operation.HIGHEST, subjects=BOTH, over_subjects=True), ["676", "2.321"]),
    ("the latest year for a sum", computing(Operation.SUM, subjects=BOTH), ["676", "2.321"]),
    ("two subjects in one year",
     computing(Operation.DIFFERENCE, subjects=BOTH, years=Years(named=(2019,))),
     ["1.174", "3.777"]),
    ("the latest year for two subjects against each other",
     computing(Operation.DIFFERENCE, subjects=BOTH), ["676", "2.321"]),
    ("«procent meer A dan B» starts at B",
     computing(Operation.CHANGE, subjects=BOTH, years=Years(named=(2020,))), ["3.184", "907"]),
    ("the printed change for exactly its years",
     computing(Operation.CHANGE, years=run(2019, 2021)), ["-42%"]),
    ("the printed change for its two ends",
     computing(Operation.CHANGE, years=Years(named=(2019, 2021))), ["-42%"]),
    ("the printed change for the whole course", computing(Operation.CHANGE), ["-42%"]),
    ("the printed change of each subject",
     computing(Operation.CHANGE, subjects=BOTH, years=Years(named=(2019, 2021))),
     ["-42%", "-39%"]),
    ("no printed change for other years",
     computing(Operation.CHANGE, years=run(2020, 2021)), ["907", "676"]),
    ("no printed change for a difference",
     computing(Operation.DIFFERENCE, years=run(2019, 2021)), ["1.174", "676"]),
    ("the target and what came of it",
     computing(Operation.POINTS, measure=TARGET, years=Years(named=(2020,))), ["53%", "53,4%"]),
    ("the target alone", looking_up(2020, measure=TARGET), ["53%"]),
    ("a rate", looking_up(2021, measure=RATE), ["62,57%"]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "surfaces"), [pytest.param(q, s, id=i) for i, q, s in CASES])
def test_a_query_gets_the_facts_it_means(
    query: FactQuery | ComputeQuery, surfaces: list[str], facts: FactStore
) -> None:
    assert chosen(query, facts) == surfaces


GAPS: list[tuple[str, FactQuery | ComputeQuery, Missing, tuple[int, ...], list[str]]] = [
    ("a year after the table", looking_up(2022), Missing.YEAR, (2022,), ["1.174", "907", "676"]),
    ("a year before the table", looking_up(2011, 2020), Missing.YEAR, (2011, 2020),
     ["1.174", "907", "676"]),
    ("a run that begins before it", computing(Operation.SUM, years=run(2018, 2020)),
     Missing.YEAR, (2018, 2019, 2020), ["1.174", "907", "676"]),
    ("a run that begins after it", computing(Operation.SUM, years=run(2023, None)),
     Missing.YEAR, (2023,), ["1.174", "907", "676"]),
    ("the year before the first", computing(Operation.DIFFERENCE, years=Years(named=(2019,))),
     Missing.YEAR, (2018, 2019), ["1.174", "907", "676"]),
    ("a target without a result",
     computing(Operation.POINTS, measure=TARGET, years=Years(named=(2021,))),
     Missing.YEAR, (2021,), ["53%"]),
    ("no such series", looking_up(2021, measure=RATE, subjects=("straatroof",)),
     Missing.SERIES, (2021,), ["53,4%", "62,57%"]),
    ("an unknown subject", looking_up(subjects=("zeden",), measure=RATE),
     Missing.SERIES, (), ["53,4%", "62,57%"]),
    ("a word that the series cannot account for", looking_up(2021, unexplained=("Amsterdam",)),
     Missing.DETAIL, (2021,), ["676"]),
    ("a part of a year", replace(looking_up(), years=Years((2021,), part="mei")),
     Missing.PART_OF_YEAR, (), ["676"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "missing", "years", "nearest"),
    [pytest.param(*rest, id=name) for name, *rest in GAPS],
)
def test_a_gap_says_what_is_missing_and_what_comes_nearest(
    query: FactQuery | ComputeQuery,
    missing: Missing,
    years: tuple[int, ...],
    nearest: list[str],
    facts: FactStore,
) -> None:
    found = select(query, facts)
    assert isinstance(found, Gap)
    assert (found.missing, found.years) == (missing, years)
    assert [each.surface for each in found.nearest] == nearest


def test_series_without_a_year_in_common_are_a_gap(facts: FactStore) -> None:
    found = select(computing(Operation.SUM, subjects=("overvallen", "geweld")), facts)
    assert isinstance(found, Gap)
    assert (found.missing, found.subject.id) == (Missing.SERIES, "overvallen")


def test_a_gap_is_about_the_subject_that_lacks_the_year(facts: FactStore) -> None:
    query = computing(Operation.SUM, subjects=("geweld", "overvallen"), years=Years(named=(2019,)))
    found = select(query, facts)
    assert isinstance(found, Gap)
    assert found.subject.id == "geweld"


def test_the_real_table_prints_its_own_change_over_2011_to_2021(index: Index) -> None:
    ends = {(2011, 2021): ["-70%"], (2012, 2021): ["1.982", "676"], (2011, 2020): ["2.272", "907"]}
    for (first, last), surfaces in ends.items():
        query = computing(Operation.CHANGE, years=run(first, last))
        found = select(query, index.facts)
        assert isinstance(found, tuple)
        assert [each.surface for each in found] == surfaces


@pytest.mark.parametrize(
    ("first", "changes", "found"),
    [
        (2019, ["-42%"], ["-42%"]),
        (2019, ["-42,4%"], ["-42,4%"]),  # (676 - 1.174) / 1.174 is -42,419…%
        (2019, ["-41%"], []),  # the letter disagrees with itself: that is no summary
        (2019, ["42%"], []),
        (2020, ["-42%"], []),  # of other years than were asked for
        (2019, [], []),
    ],
)
def test_beside_a_course_stands_the_change_that_its_table_prints_of_it(
    first: int, changes: list[str], found: list[str], tmp_path: Path
) -> None:
    series = [fact(surface, period=of) for of, surface in ROBBERIES.items()]
    held = [fact(each, measure=CHANGE, period=year(2019, 2021)) for each in changes]
    held.append(fact("-42%", measure=CHANGE, subject="straatroof", period=year(2019, 2021)))
    series, held = ([in_table(1, at, each) for at, each in enumerate(x)] for x in (series, held))
    held.append(in_table(2, 1, fact("-42,4%", measure=CHANGE, period=year(2019, 2021))))
    facts = stored(tmp_path, [*series, *held])
    asked = [each for each in series if each.period and each.period.start.year >= first]
    assert [each.surface for each in printed_beside(asked, facts)] == found


def in_table(table: int, row: int, cell: Fact) -> Fact:
    """Return the fact of a cell with an id as a table of a letter gives it."""
    return replace(cell, id=f"kst-1-1:tabel{table}:{row}:{cell.surface}")


def test_every_fact_of_a_series_is_of_one_calendar_year(facts: FactStore) -> None:
    found = select(computing(Operation.TREND), facts)
    assert isinstance(found, tuple)
    assert [_label(each) for each in found] == ["2019", "2020", "2021"]


def _label(found: Fact) -> str:
    return found.period.label if found.period else ""
