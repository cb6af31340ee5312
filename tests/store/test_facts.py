"""Facts come out of SQLite as they went in, and are found by what they measure."""

from __future__ import annotations

import sqlite3
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.errors import IndexDamaged
from qa.store import facts
from qa.store.facts import FactStore
from qa.store.index import Index
from qa.types import Bound, Fact, Origin, Period, Quantity, Role, Span
from tests.properties import tries

LARGEST = 2**63 - 1  # an SQLite integer
TEXT = st.text(max_size=12)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
PLAIN_BOUNDS = [bound for bound in Bound if bound is not Bound.RANGE]


def fact(id: str = "f1", **changed: object) -> Fact:
    """Return a fact with these fields and ordinary others."""
    made = Fact(
        id=id,
        letter_id="kst-1-1",
        measure="aantal",
        subject="overvallen",
        quantity=Quantity(Decimal(1174)),
        surface="1.174",
        value_span=Span(5, 10),
        period=Period(date(2019, 1, 1), date(2020, 1, 1), "2019"),
        qualifiers=(),
        span=Span(0, 30),
        quote="2019 1.174 3.777 39.365 73.638",
        locator="tabel 1, rij 2019",
        reference="Kamerstuk 1, nr. 1, tabel 1, rij 2019",
        origin=Origin.RECONSTRUCTED,
        certain=True,
        header_note="",
        definition="",
        source_note="",
        rule="table_cells",
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def stored(found: list[Fact], folder: Path, around: str = "") -> FactStore:
    """Write facts to a new database and open it."""
    path = folder / "facts.sqlite"
    path.unlink(missing_ok=True)
    facts.write([(each, around) for each in found], path)
    return FactStore.open(path)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    value = draw(DECIMALS)
    high = draw(st.none() | DECIMALS.filter(lambda other: other > value))
    return Quantity(
        value=value,
        unit=draw(TEXT),
        bound=draw(st.sampled_from(PLAIN_BOUNDS)) if high is None else Bound.RANGE,
        places=draw(st.integers(0, LARGEST)),
        scale=draw(st.integers(0, LARGEST)),
        high=high,
        word=draw(TEXT),
    )


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(st.dates(max_value=date(9999, 12, 30)))
    end = draw(st.dates(min_value=start + timedelta(days=1)))
    return Period(start, end, draw(TEXT))


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, Span]:
    """Return the span of a quote and that of a number in it."""
    ends = sorted(draw(st.lists(st.integers(0, LARGEST), min_size=4, max_size=4, unique=True)))
    return Span(ends[0], ends[3]), Span(ends[1], ends[2])


@st.composite
def any_facts(draw: st.DrawFn) -> Fact:
    span, value_span = draw(spans())
    texts = {
        field.name: draw(TEXT)
        for field in fields(Fact)
        if field.type == "str" and field.name != "id"
    }
    return fact(
        id="f1",
        **texts,
        quantity=draw(quantities()),
        period=draw(st.none() | periods()),
        qualifiers=tuple(draw(st.lists(TEXT, max_size=3))),
        span=span,
        value_span=value_span,
        origin=draw(st.sampled_from(Origin)),
        certain=draw(st.booleans()),
        dimensions=tuple(draw(st.lists(st.tuples(TEXT, TEXT), max_size=3))),
        role=draw(st.sampled_from(Role)),
    )


@settings(max_examples=tries(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(any_facts(), max_size=3), TEXT)
def test_facts_come_back_value_for_value(tmp_path: Path, made: list[Fact], around: str) -> None:
    put = [replace(each, id=f"f{number}") for number, each in enumerate(made)]
    got = stored(put, tmp_path, around).find()
    assert got == tuple(put)
    # 8 and 8.0 are equal and yet not the same print.
    assert [str(each.quantity) for each in got] == [str(each.quantity) for each in put]


@pytest.mark.parametrize(
    "value",
    [
        "1174",
        "62.57",
        "0.1",
        "-70",
        "-0",
        "8.0",
        "9.2E+6",
        "1E-400",
        "123456789012345678901234567890.123456789012345678901234567890",
        "99999999999999999999999999999999999999999999999999",
        "9007199254740993",
    ],
)
def test_a_decimal_never_passes_through_a_float(value: str, tmp_path: Path) -> None:
    (got,) = stored([fact(quantity=Quantity(Decimal(value)))], tmp_path).find()
    assert str(got.quantity.value) == str(Decimal(value))


YEARS = [
    fact(f"{subject}:{year}", subject=subject, quantity=Quantity(Decimal(year)), period=period)
    for subject in ("straatroof", "overvallen")
    for year in (2021, 2019, 2020)
    for period in [Period(date(year, 1, 1), date(year + 1, 1, 1), str(year))]
] + [
    fact(
        "change",
        measure="procentuele ontwikkeling",
        period=Period(date(2019, 1, 1), date(2022, 1, 1), "2019–2021"),
    ),
    fact("month", period=Period(date(2019, 5, 1), date(2019, 6, 1), "mei 2019")),
    fact("never", period=None),
]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, [each.id for each in YEARS]),
        ({"year": 2019}, ["straatroof:2019", "overvallen:2019"]),
        ({"subject": "overvallen", "year": 2020}, ["overvallen:2020"]),
        (
            {"measure": "aantal", "subject": "overvallen"},
            ["overvallen:2021", "overvallen:2019", "overvallen:2020", "month", "never"],
        ),
        ({"measure": "procentuele ontwikkeling"}, ["change"]),
        ({"measure": "procentuele ontwikkeling", "year": 2019}, []),
        ({"year": 2018}, []),
        ({"subject": "over"}, []),
        ({"subject": "' OR 1 --"}, []),
        ({"subject": ""}, []),
    ],
)
def test_facts_are_found_by_measure_subject_and_exactly_that_year_in_the_order_of_the_letter(
    wanted: dict[str, object], ids: list[str], tmp_path: Path
) -> None:
    found = stored(YEARS, tmp_path).find(**wanted)  # type: ignore[arg-type]
    assert [each.id for each in found] == ids


def test_a_whole_series_of_the_real_letter_is_found_in_order(index: Index) -> None:
    series = index.facts.find(measure="aantal", subject="overvallen")
    values = [2272, 1982, 1633, 1267, 1239, 1138, 1103, 1143, 1174, 907, 676]
    assert [each.quantity.value for each in series] == values
    assert [each.period.start.year for each in series if each.period] == list(range(2011, 2022))


def test_one_year_of_a_series_never_gives_the_change_over_all_years(index: Index) -> None:
    (found,) = index.facts.find(measure="aantal", subject="geweld", year=2021)
    assert found.surface == "65.849"
    assert index.facts.find(measure="procentuele ontwikkeling", year=2021) == ()


def test_stated_facts_are_those_of_sentences_with_any_of_the_words(tmp_path: Path) -> None:
    prose = [fact(f"p{number}", rule="count") for number in range(3)]
    path = tmp_path / "facts.sqlite"
    around = ["camera registratie burgers", "camera politie", "horeca politie"]
    cell = (fact("cell"), "")  # a cell is found by what it measures, not by words around it
    facts.write([cell, *zip(prose, around, strict=True)], path)
    found = FactStore.open(path).stated(["camera", "burger"], 9)
    assert [(each.id, "camera" in stems) for each, stems in found] == [("p0", True), ("p1", True)]
    assert FactStore.open(path).stated(["camera"], 1)[0][0].id in {"p0", "p1"}
    assert FactStore.open(path).stated([], 9) == ()
    assert FactStore.open(path).stated(["niets"], 9) == ()


def test_words_around_facts_are_read_piece_by_piece_and_cells_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "_PIECE", 2)
    path = tmp_path / "facts.sqlite"
    around = ["camera politie", "camera politie", "", "horeca", "politie brood", "kaas"]
    made = [
        fact(f"p{at}", rule="count" if text else "table_cells") for at, text in enumerate(around)
    ]
    facts.write(zip(made, around, strict=True), path)
    store = FactStore.open(path)
    assert store.vocabulary == {"camera", "politie", "horeca", "brod", "kas"}
    assert store.cells() == (made[2],)


def test_facts_of_some_letters_are_found_in_order_by_measure_words_and_id(tmp_path: Path) -> None:
    letters = ("kst-1-1", "kst-1-10", "kst-2-1", "kst-3-1")
    made = [
        fact(f"{letter}:{number}", letter_id=letter, rule="count")
        for letter in letters
        for number in (7, 3)
    ]
    whole = stored(made, tmp_path, "camera")
    store = whole.within(["kst-3-1", "kst-1-1"])
    ids = ["kst-1-1:7", "kst-1-1:3", "kst-3-1:7", "kst-3-1:3"]
    assert [each.id for each in store.find("aantal", year=2019)] == ids
    assert [each.id for each, _ in store.stated(["camera"], 9)] == ids
    assert [each.id for each, _ in store.stated(["camera"], 3)] == ids[:3]
    assert [each.id for each in store.named([made[2].id, *reversed(ids)])] == ids[::-1]
    assert [store.count_of(letter) for letter in letters] == [2, 0, 0, 2]
    assert [whole.count_of(letter) for letter in letters] == [2, 2, 2, 2]
    assert store.vocabulary == {"camera"}
    assert whole.within([]).vocabulary == frozenset()


def test_two_facts_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"facts\.id"):
        stored([fact("same"), fact("same")], tmp_path)


@pytest.mark.parametrize("data", [b"geen database", b"SQLite format 3\0" + b"x" * 200])
def test_a_file_that_is_no_database_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    path.write_bytes(data)
    with pytest.raises(IndexDamaged, match=r"facts\.sqlite: geen leesbare database .*qa build"):
        FactStore.open(path)


def test_a_finished_store_cannot_be_written(tmp_path: Path) -> None:
    store = stored([fact()], tmp_path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store._connection.execute("DELETE FROM facts")
