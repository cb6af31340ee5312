"""A verb and its particle further on are joined, only where the clause ends there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dutch.forms import root
from qa.dutch.separable import separable


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("De gemeente leverde 69.000 woningen op.", "opleveren"),
        ("Vorig jaar vroegen 177 gemeenten een bijdrage aan.", "aanvragen"),
        ("Het geweld nam in 2020 af.", "afgenomen"),
        ("De wachtlijst nam af van 520 op 480.", "afnam"),
        ("Er kwamen 500 woningen bij, en dat is goed.", "bijgekomen"),
        ("Het kabinet legt dit vast in een wet", "vastleggen"),
        ("Het tekort loopt tot 2028 verder terug.", "teruggelopen"),
        ("In 2024 namen 400 mensen aan de cursus deel.", "deelnemen"),
        ("Ik neem dat advies niet over.", "overgenomen"),
        ("Ik zet de proef daarom niet voort.", "voortgezet"),
        ("In 2024 reisden 10 900 mensen na.", "nareizen"),
        ("Een verplichting leg ik gemeenten niet op.", "opleggen"),
        ("Blijf sparen en breid de zorg uit.", "uitbreiden"),
    ],
)
def test_a_verb_is_joined_with_its_particle(text: str, verb: str) -> None:
    found = separable(text)
    assert [each.root for each in found] == [root(verb)]
    assert text[found[0].particle.start : found[0].particle.end] in verb


@pytest.mark.parametrize(
    "text",
    [
        "De gemeente leverde op 1 mei 500 woningen.",
        "Het kabinet vroeg aan de Kamer om geduld.",
        "Daar werkt het Rijk aan.",
        "De inbraken namen in de winter.",
        "Het hangt er van af en toe een bezoek.",
        "De bouw van het huis, op.",
        "Gemeenten leveren woningen op.",
    ],
)
def test_where_no_verb_is_sure_or_the_clause_goes_on_nothing_is_joined(text: str) -> None:
    assert separable(text) == ()


def test_a_form_that_may_be_a_noun_counts_where_its_joined_root_is_known() -> None:
    text = "Gemeenten leveren woningen op."
    found = separable(text, frozenset({root("opgeleverd")}))
    assert [(each.root, each.verb.start) for each in found] == [(root("opleveren"), 10)]


@given(st.lists(st.sampled_from("nam op . af de en leverde toe woningen , aan er".split())))
def test_a_particle_stands_after_its_verb(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert all(each.verb.end < each.particle.start for each in separable(text))
