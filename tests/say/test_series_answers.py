"""What a reader gets to see, word for word: every operation, one and many, rise, fall and equal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.question.series.compute import compute
from qa.say.letters import ONE
from qa.say.patterns import _SAYINGS
from qa.say.series_answers import looked_up, remarks
from qa.say.wording import in_years, listed, when, years_of
from qa.say.workings import worked_out
from qa.types import Bound, ComputeQuery, Fact, Operation, Period, Years
from tests.question.factories import computing, fact, looking_up, year

RATE, TARGET, CHANGE = (
    "ophelderingspercentage",
    "doel ophelderingspercentage",
    "procentuele ontwikkeling",
)


def course(*surfaces: str, first: int = 2019, measure: str = "aantal") -> list[Fact]:
    return [fact(s, period=first + i, measure=measure) for i, s in enumerate(surfaces)]


def pair(one: str, other: str, *, measure: str = "aantal") -> list[Fact]:
    """Two subjects in one year."""
    return [
        fact(one, period=2021, measure=measure),
        fact(other, period=2021, subject="straatroof", measure=measure),
    ]


NAMED = Years(named=(2021,))
LOOKED_UP: list[tuple[str, list[Fact], Years, str]] = [
    ("many", course("1.174"), NAMED, "In 2019 waren er 1.174 overvallen."),
    ("one", course("1"), NAMED, "In 2019 was er 1 overval."),
    ("none", course("0"), NAMED, "In 2019 waren er 0 overvallen."),
    ("latest", course("1.174"), Years(),
     "Het meest recente cijfer in de brief: in 2019 waren er 1.174 overvallen."),
    ("latest of two", pair("676", "2.321"), Years(),
     "De meest recente cijfers in de brief: in 2021 waren er 676 overvallen en 2.321 straatroven."),
    ("two years", course("1.174", "907"), NAMED,
     "Het aantal overvallen was 1.174 in 2019 en 907 in 2020."),
    ("three years", course("1.174", "907", "676"), NAMED,
     "Het aantal overvallen was 1.174 in 2019, 907 in 2020 en 676 in 2021."),
    ("two subjects", pair("676", "2.321"), NAMED,
     "In 2021 waren er 676 overvallen en 2.321 straatroven."),
    ("one of each", pair("1", "1"), NAMED, "In 2021 was er 1 overval en 1 straatroof."),
    ("two subjects in two years",
     [*course("1.174", "907"), fact("3.777", subject="straatroof"),
      fact("3.184", subject="straatroof", period=2020)], NAMED,
     "Het aantal overvallen was 1.174 in 2019 en 907 in 2020."
     " Het aantal straatroven was 3.777 in 2019 en 3.184 in 2020."),
    ("rate", course("52,4%", measure=RATE), NAMED,
     "In 2019 was het ophelderingspercentage van overvallen 52,4%."),
    ("rates of two years", course("52,4%", "53,4%", measure=RATE), NAMED,
     "Het ophelderingspercentage van overvallen was 52,4% in 2019 en 53,4% in 2020."),
    ("rates of two subjects", pair("62,57%", "38,56%", measure=RATE), NAMED,
     "In 2021 was het ophelderingspercentage 62,57% (overvallen) en 38,56% (straatroven)."),
    ("target", course("51%", measure=TARGET), NAMED,
     "In 2019 was het doel voor het ophelderingspercentage van overvallen 51%."),
    ("printed fall", [fact("-70%", measure=CHANGE, period=year(2011, 2021))], NAMED,
     "Het aantal overvallen daalde van 2011 tot en met 2021 met 70% (in de brief: -70%)."),
    ("printed rise", [fact("7%", measure=CHANGE, period=year(2011, 2021))], NAMED,
     "Het aantal overvallen steeg van 2011 tot en met 2021 met 7% (in de brief: 7%)."),
    ("printed standstill", [fact("0%", measure=CHANGE, period=year(2011, 2021))], NAMED,
     "Het aantal overvallen bleef van 2011 tot en met 2021 gelijk (in de brief: 0%)."),
    ("printed changes of two subjects",
     [fact("-70%", measure=CHANGE, period=year(2011, 2021)),
      fact("-72%", measure=CHANGE, period=year(2011, 2021), subject="straatroof")], NAMED,
     "Het aantal overvallen daalde van 2011 tot en met 2021 met 70% (in de brief: -70%)."
     " Het aantal straatroven daalde van 2011 tot en met 2021 met 72% (in de brief: -72%)."),
    ("no period", [fact("12", period=None)], Years(), "Er waren 12 overvallen."),
    ("no period, one", [fact("1", period=None)], NAMED, "Er was 1 overval."),
    ("no period, rate", [fact("12%", measure=RATE, period=None)], NAMED,
     "Het ophelderingspercentage van overvallen was 12%."),
    ("no period, target", [fact("12%", measure=TARGET, period=None)], NAMED,
     "Het doel voor het ophelderingspercentage van overvallen was 12%."),
    ("no period, change", [fact("-12%", measure=CHANGE, period=None)], NAMED,
     "Het aantal overvallen daalde met 12% (in de brief: -12%)."),
    ("an empty label", [fact("12", period=year(2021, label=""))], NAMED, "Er waren 12 overvallen."),
    ("several years at once", [fact("12", period=year(2019, 2021))], NAMED,
     "Van 2019 tot en met 2021 waren er 12 overvallen."),
    ("one day", [fact("12", period=year(2021, label="per 1 oktober 2022"))], NAMED,
     "Per 1 oktober 2022 waren er 12 overvallen."),
    ("a subject of a sentence", [fact("12", subject="opkopers")], NAMED,
     "In 2019 waren er 12 opkopers."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "years", "said"), [pytest.param(*rest, id=name) for name, *rest in LOOKED_UP]
)
def test_facts_are_said_as_an_office_would(facts: list[Fact], years: Years, said: str) -> None:
    query = looking_up(*years.named)
    assert looked_up(query, facts, ONE) == said


ROUNDED = " (afgerond op één decimaal)."
WORKED_OUT: list[tuple[str, ComputeQuery, list[Fact], str]] = [
    ("fewer", computing(Operation.DIFFERENCE), course("1.174", "907"),
     "Het aantal overvallen daalde van 1.174 in 2019 naar 907 in 2020. Dat zijn er 267 minder."
     " Berekening: 1.174 − 907 = 267."),
    ("more", computing(Operation.DIFFERENCE), course("907", "1.174"),
     "Het aantal overvallen steeg van 907 in 2019 naar 1.174 in 2020. Dat zijn er 267 meer."
     " Berekening: 1.174 − 907 = 267."),
    ("one fewer", computing(Operation.DIFFERENCE), course("908", "907"),
     "Het aantal overvallen daalde van 908 in 2019 naar 907 in 2020. Dat is er 1 minder."
     " Berekening: 908 − 907 = 1."),
    ("as many", computing(Operation.DIFFERENCE), course("907", "907"),
     "Het aantal overvallen bleef gelijk: 907, zowel in 2019 als in 2020."
     " Berekening: 907 − 907 = 0."),
    ("direction", computing(Operation.DIRECTION), course("1.103", "1.174"),
     "Het aantal overvallen steeg van 1.103 in 2019 naar 1.174 in 2020. Dat zijn er 71 meer."
     " Berekening: 1.174 − 1.103 = 71."),
    ("direction of a rate", computing(Operation.DIRECTION, measure=RATE),
     course("52,4%", "53,4%", measure=RATE),
     "Het ophelderingspercentage van overvallen steeg van 52,4% in 2019 naar 53,4% in 2020."
     " Dat is een stijging van 1,0 procentpunt. Berekening: 53,4% − 52,4% = 1,0 procentpunt."),
    ("two subjects", computing(Operation.DIFFERENCE), pair("676", "2.321"),
     "In 2021 waren er 1.645 meer straatroven dan overvallen. Berekening: 2.321 − 676 = 1.645."),
    ("two subjects, one more", computing(Operation.DIFFERENCE), pair("677", "676"),
     "In 2021 was er 1 overval meer dan straatroven. Berekening: 677 − 676 = 1."),
    ("two subjects, as many", computing(Operation.DIFFERENCE), pair("676", "676"),
     "In 2021 waren er evenveel overvallen als straatroven: 676. Berekening: 676 − 676 = 0."),
    ("points down", computing(Operation.POINTS), course("53,4%", "52,4%", measure=RATE),
     "Het ophelderingspercentage van overvallen daalde van 53,4% in 2019 naar 52,4% in 2020."
     " Dat is een daling van 1,0 procentpunt. Berekening: 53,4% − 52,4% = 1,0 procentpunt."),
    ("points equal", computing(Operation.POINTS), course("53,4%", "53,4%", measure=RATE),
     "Het ophelderingspercentage van overvallen bleef gelijk: 53,4%, zowel in 2019 als in 2020."
     " Berekening: 53,4% − 53,4% = 0,0 procentpunt."),
    ("points of two subjects", computing(Operation.POINTS), pair("62,57%", "38,56%", measure=RATE),
     "In 2021 was het ophelderingspercentage van overvallen 24,01 procentpunt hoger dan dat van"
     " straatroven: 62,57% tegen 38,56%. Berekening: 62,57% − 38,56% = 24,01 procentpunt."),
    ("above the target", computing(Operation.POINTS, measure=TARGET),
     [fact("53%", measure=TARGET, period=2020), fact("53,4%", measure=RATE, period=2020)],
     "In 2020 was het ophelderingspercentage van overvallen 53,4%, bij een doel van 53%."
     " Dat is 0,4 procentpunt boven het doel. Berekening: 53,4% − 53% = 0,4 procentpunt."),
    ("below the target", computing(Operation.POINTS, measure=TARGET),
     [fact("53%", measure=TARGET, period=2020), fact("50%", measure=RATE, period=2020)],
     "In 2020 was het ophelderingspercentage van overvallen 50%, bij een doel van 53%."
     " Dat is 3 procentpunt onder het doel. Berekening: 53% − 50% = 3 procentpunt."),
    ("on target", computing(Operation.POINTS, measure=TARGET),
     [fact("53%", measure=TARGET, period=2020), fact("53%", measure=RATE, period=2020)],
     "In 2020 was het ophelderingspercentage van overvallen 53%, bij een doel van 53%."
     " Dat is precies het doel. Berekening: 53% − 53% = 0 procentpunt."),
    ("fall in percent", computing(Operation.CHANGE), course("3.777", "2.321"),
     "Het aantal overvallen daalde van 3.777 in 2019 naar 2.321 in 2020. Dat is een daling van"
     " 38,5%. Berekening: (2.321 − 3.777) ÷ 3.777 × 100% = −38,5%" + ROUNDED),
    ("rise in percent", computing(Operation.CHANGE), course("200", "300"),
     "Het aantal overvallen steeg van 200 in 2019 naar 300 in 2020. Dat is een stijging van"
     " 50%. Berekening: (300 − 200) ÷ 200 × 100% = +50%."),
    ("no change in percent", computing(Operation.CHANGE), course("200", "200"),
     "Het aantal overvallen bleef gelijk: 200, zowel in 2019 als in 2020."
     " Berekening: (200 − 200) ÷ 200 × 100% = 0%."),
    ("hardly a change", computing(Operation.CHANGE), course("20.000", "20.009"),
     "Het aantal overvallen steeg van 20.000 in 2019 naar 20.009 in 2020. Dat is een stijging van"
     " 0,05%. Berekening: (20.009 − 20.000) ÷ 20.000 × 100% = +0,05%"
     " (afgerond op twee decimalen)."),
    ("percent of two subjects", computing(Operation.CHANGE), pair("676", "2.321"),
     "In 2021 waren er 243,3% meer straatroven dan overvallen: 2.321 tegen 676."
     " Berekening: (2.321 − 676) ÷ 676 × 100% = +243,3%" + ROUNDED),
    ("times as many as before", computing(Operation.RATIO), course("2.272", "676"),
     "In 2019 waren er 2.272 overvallen, tegen 676 in 2020. Dat is 3,4 keer zoveel."
     " Berekening: 2.272 ÷ 676 = 3,4" + ROUNDED),
    ("times as many as another", computing(Operation.RATIO), pair("676", "2.321"),
     "In 2021 waren er 2.321 straatroven, tegen 676 overvallen. Dat is 3,4 keer zoveel."
     " Berekening: 2.321 ÷ 676 = 3,4" + ROUNDED),
    ("times as high", computing(Operation.RATIO), pair("60%", "30%", measure=RATE),
     "In 2021 was het ophelderingspercentage van overvallen 60%, tegen 30% bij straatroven."
     " Dat is 2 keer zo hoog. Berekening: 60% ÷ 30% = 2."),
    ("sum of years", computing(Operation.SUM), course("1.174", "907"),
     "In 2019 en 2020 waren er samen 2.081 overvallen. Berekening: 1.174 + 907 = 2.081."),
    ("sum of a run", computing(Operation.SUM), course("3", "2", "1"),
     "Van 2019 tot en met 2021 waren er samen 6 overvallen. Berekening: 3 + 2 + 1 = 6."),
    ("sum of subjects", computing(Operation.SUM), pair("676", "2.321"),
     "In 2021 waren er samen 2.997 overvallen en straatroven. Berekening: 676 + 2.321 = 2.997."),
    ("mean of years", computing(Operation.MEAN), course("3", "2", "2"),
     "Van 2019 tot en met 2021 waren er gemiddeld 2,3 overvallen per jaar."
     " Berekening: (3 + 2 + 2) ÷ 3 = 2,3" + ROUNDED),
    ("mean of subjects", computing(Operation.MEAN), pair("676", "2.321"),
     "In 2021 was het gemiddelde van overvallen en straatroven 1.498,5."
     " Berekening: (676 + 2.321) ÷ 2 = 1.498,5."),
    ("share", computing(Operation.SHARE), [fact("51"), fact("653")],
     "In 2019 waren er 51 overvallen, van 653 in totaal. Dat is een aandeel van 7,8%."
     " Berekening: 51 ÷ 653 × 100% = 7,8% (afgerond op één decimaal)."),
    ("rate a day", computing(Operation.RATE, per="day"), course("23.452", first=2021),
     "In 2021 waren er 23.452 overvallen. Dat is gemiddeld 64,3 per dag."
     " Berekening: 23.452 ÷ 365 = 64,3" + ROUNDED),
    ("rate an hour", computing(Operation.RATE, per="hour"), course("8.784", first=2020),
     "In 2020 waren er 8.784 overvallen. Dat is gemiddeld 1 per uur."
     " Berekening: 8.784 ÷ (366 × 24) = 1."),
    ("highest", computing(Operation.HIGHEST), course("5", "7", "6"),
     "In 2020 was het aantal overvallen het hoogst: 7 (2019 tot en met 2021 vergeleken)."
     " Vergelijking: 7 > 6 > 5."),
    ("lowest, twice", computing(Operation.LOWEST), course("5", "7", "5"),
     "In 2019 en 2021 was het aantal overvallen het laagst: 5 (2019 tot en met 2021 vergeleken)."
     " Vergelijking: 5 = 5 < 7."),
    ("most", computing(Operation.HIGHEST, over_subjects=True), pair("676", "2.321"),
     "In 2021 kwamen straatroven het meest voor: 2.321. Vergelijking: 2.321 > 676."),
    ("least", computing(Operation.LOWEST, over_subjects=True), pair("676", "2.321"),
     "In 2021 kwamen overvallen het minst voor: 676. Vergelijking: 676 < 2.321."),
    ("highest rate", computing(Operation.HIGHEST, over_subjects=True),
     pair("62,57%", "38,56%", measure=RATE),
     "In 2021 was het ophelderingspercentage het hoogst bij overvallen: 62,57%."
     " Vergelijking: 62,57% > 38,56%."),
    ("more of which", computing(Operation.COMPARE), pair("676", "2.321"),
     "In 2021 waren er meer straatroven dan overvallen: 2.321 tegen 676."
     " Vergelijking: 2.321 > 676."),
    ("as many of each", computing(Operation.COMPARE), pair("676", "676"),
     "In 2021 waren er evenveel overvallen als straatroven: 676. Vergelijking: 676 = 676."),
    ("higher rate of which", computing(Operation.COMPARE), pair("62,57%", "38,56%", measure=RATE),
     "In 2021 was het ophelderingspercentage van overvallen hoger dan dat van straatroven:"
     " 62,57% tegen 38,56%. Vergelijking: 62,57% > 38,56%."),
    ("as high a rate", computing(Operation.COMPARE), pair("40%", "40%", measure=RATE),
     "In 2021 was het ophelderingspercentage van overvallen even hoog als dat van straatroven:"
     " 40% tegen 40%. Vergelijking: 40% = 40%."),
    ("rank", computing(Operation.RANK), [*pair("676", "2.321"),
     fact("65.849", subject="geweld", period=2021)],
     "In 2021, van meer naar minder: 65.849 geweldsdelicten, 2.321 straatroven en 676 overvallen."),
    ("rank of rates", computing(Operation.RANK), pair("38,56%", "62,57%", measure=RATE),
     "In 2021, van hoog naar laag: 62,57% (straatroven) en 38,56% (overvallen)."),
    ("rank over years", computing(Operation.RANK),
     [*pair("676", "2.321"), fact("907", period=2020)],
     "Per jaar, van meer naar minder: 2.321 straatroven (2021), 907 overvallen (2020) en"
     " 676 overvallen (2021)."),
    ("course", computing(Operation.TREND), course("5", "9", "2", "4"),
     "Het aantal overvallen daalde van 5 in 2019 naar 4 in 2022. Het hoogst was het in 2020 (9),"
     " het laagst in 2021 (2). Per jaar: 5 (2019), 9 (2020), 2 (2021) en 4 (2022)."
     " Berekening: 5 − 4 = 1."),
    ("course of one year", computing(Operation.TREND), course("5"),
     "In 2019 waren er 5 overvallen."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "facts", "said"), [pytest.param(*rest, id=name) for name, *rest in WORKED_OUT]
)
def test_a_result_is_said_with_its_working(
    query: ComputeQuery, facts: list[Fact], said: str
) -> None:
    assert worked_out(query, compute(query.operation, facts, query.per)) == said


@pytest.mark.parametrize(
    ("surfaces", "printed", "said"),
    [
        (
            ("5", "9", "4"),
            "-20%",
            "Het aantal overvallen daalde van 5 in 2019 naar 4 in 2021 (-20%).",
        ),
        (("4", "5"), "25%", "Het aantal overvallen steeg van 4 in 2019 naar 5 in 2020 (25%)."),
    ],
)
def test_a_course_is_told_with_the_change_that_the_letter_prints(
    surfaces: tuple[str, ...], printed: str, said: str
) -> None:
    found = compute(Operation.TREND, course(*surfaces))
    change = fact(printed, measure=CHANGE, period=year(2019, 2018 + len(surfaces)))
    whole = replace(found, chosen=(*found.chosen, change))
    told = worked_out(computing(Operation.TREND), whole)
    assert told.startswith(f"{said} Het hoogst was het in ")


def test_every_operation_has_its_sentence() -> None:
    worked = {query.operation for _, query, _, _ in WORKED_OUT}
    assert worked | _SAYINGS.keys() == set(Operation)
    assert worked & _SAYINGS.keys() == {Operation.SHARE}  # of two numbers, and of a whole series


def test_what_rests_on_an_approximation_is_said_to() -> None:
    facts = [fact("ruim 100", "100", bound=Bound.ABOUT), fact("50", period=2020)]
    said = worked_out(computing(Operation.CHANGE), compute(Operation.CHANGE, facts))
    assert "Dat is een daling van ongeveer 50%." in said


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ([], ""),
        (["Doel 2020: Bewijs."], " Let op, kolomkop gereconstrueerd: Doel 2020. Bewijs."),
        (["Doel 2020: Bewijs."] * 2, " Let op, kolomkop gereconstrueerd: Doel 2020. Bewijs."),
        (
            ["Doel 2019: Bewijs.", "Doel 2020: Bewijs."],
            " Let op, kolomkop gereconstrueerd: Doel 2019 en Doel 2020. Bewijs.",
        ),
        (
            ["Doel 2019: Bewijs A.", "Doel 2020: Bewijs B."],
            " Let op, kolomkop gereconstrueerd: Doel 2019 en Doel 2020. Bewijs A. Bewijs B.",
        ),
    ],
)
def test_a_restored_header_is_named_with_its_evidence(headers: list[str], said: str) -> None:
    assert remarks([fact("5%", header=header, certain=False) for header in headers]) == said


def test_a_restored_header_that_is_proven_needs_no_remark() -> None:
    assert remarks([fact("5", header="Overvallen: Bewijs.", certain=True)]) == ""


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_items_are_joined_the_dutch_way(items: list[str], said: str) -> None:
    assert listed(items) == said


@pytest.mark.parametrize(
    ("years", "named", "said"),
    [
        ((2019,), "2019", "in 2019"),
        ((2019, 2020), "2019 en 2020", "in 2019 en 2020"),
        ((2019, 2020, 2021), "2019 tot en met 2021", "van 2019 tot en met 2021"),
        ((2017, 2019, 2021), "2017, 2019 en 2021", "in 2017, 2019 en 2021"),
        ((2019, 2019), "2019", "in 2019"),
    ],
)
def test_years_are_named_as_a_run_where_they_are_one(
    years: tuple[int, ...], named: str, said: str
) -> None:
    facts = [fact("5", period=of) for of in years]
    assert (years_of(facts), in_years(facts)) == (named, said)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (None, ""),
        (year(2021, label=""), ""),
        (year(2021), "in 2021"),
        (year(2011, 2021), "van 2011 tot en met 2021"),
        (year(2021, label="september 2021"), "in september 2021"),
        (year(2021, label="6 september 2021"), "op 6 september 2021"),
        (year(2021, label="per 1 oktober 2022"), "per 1 oktober 2022"),
        (year(2021, label="tot 1 november 2022"), "tot 1 november 2022"),
        (year(2021, label="bij het schrijven van de brief"), "bij het schrijven van de brief"),
        (year(2021, label="eind 2021"), "eind 2021"),
        (year(2021, label="eerste helft van 2021"), "in de eerste helft van 2021"),
    ],
)
def test_a_period_is_said_with_its_preposition(period: Period | None, said: str) -> None:
    assert when(fact("5", period=period)) == said
