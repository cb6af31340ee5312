"""How a measure is named that is to be reached, was foreseen, or was reached."""

from __future__ import annotations

import pytest

from qa.dutch.measures import is_plan, is_rate, is_rest, is_result, is_target


@pytest.mark.parametrize(
    ("measure", "is_what"),
    [
        ("doel", "target"),
        ("doelstelling 2027", "target"),
        ("streefwaarde", "target"),
        ("beoogde woningen", "target"),
        ("norm", "target"),
        ("begroot", "plan"),
        ("begrote uitgaven", "plan"),
        ("raming", "plan"),
        ("geplande locaties", "plan"),
        ("prognose", "plan"),
        ("gerealiseerd", "result"),
        ("behaalde diploma's", "result"),
        ("resultaat", "result"),
        *((word, "") for word in ("doelgroep", "doelpunten", "doelmatigheid", "normaal gebruik")),
        *((word, "") for word in ("planten", "planeten", "planbureaus", "begroeid oppervlak")),
        *((word, "") for word in ("bereikbaarheid", "bereik", "realistische inschatting")),
    ],
)
def test_only_the_word_itself_makes_a_target_a_plan_or_a_result(measure: str, is_what: str) -> None:
    told = (is_target(measure), is_plan(measure), is_result(measure))
    assert told == (is_what == "target", is_what in {"target", "plan"}, is_what == "result")


@pytest.mark.parametrize(
    ("measure", "has_no_sum"),
    [
        ("klokken per 1.000 huizen", True),
        ("prijs per kilo", True),
        ("indexcijfer van de huren", True),
        ("huren (2015 = 100)", True),
        ("kosten per jaar", False),
        ("bezoekers", False),
    ],
)
def test_so_many_for_each_of_something_else_is_a_rate(measure: str, has_no_sum: bool) -> None:
    assert is_rate(measure) is has_no_sum


@pytest.mark.parametrize(
    ("row", "is_no_kind"),
    [
        ("overige provincies", True),
        ("Overig", True),
        ("Onbekend", True),
        ("niet bekend", True),
        ("Andere landen", True),
        ("Rest", True),
        ("Andere wijk", False),
        ("Restaurants", False),
        ("Gelderland", False),
    ],
)
def test_all_others_together_and_those_not_known_are_no_kind(row: str, is_no_kind: bool) -> None:
    assert is_rest(row) is is_no_kind
