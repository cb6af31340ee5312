"""Whatever is typed gets an answer or an honest no, and never sets off the last guard.

Questions of people, with what people type among them: codes, dates, times, amounts, addresses,
digits of other scripts. A number in it is read whole, and repeated whole or not at all.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.errors import QuestionError
from qa.question.ask import ask
from qa.question.dialogue.turn import Turn, encode
from qa.say.guard import WITHHELD
from qa.store.index import Index
from qa.types import Outcome, Years
from tests.properties import tries

#: What a series is asked for, so that no word is searched for: quick.
OF_A_SERIES = [
    "overvallen 2019 {}",
    "overvallen op de {} in 2019",
    "straatroven 2018 en mei {} {}",
    "woninginbraken niet {} in 2020",
    "daling van geweld {} tussen 2012 en {}",
    "straatroof per {} in 2018",
    "gemiddelde stijging van overvallen tot {} per jaar tussen 2012 en 2019",
    "hoogste overvallen in {} en {}",
]
OF_ANYTHING = [
    "overvallen {}",
    "En {}?",
    "Hoeveel overvallen waren er in {}?",
    "Hoeveel overvallen waren er {} in 2019?",
    "Hoeveel overvallen waren er minder in {} dan in 2013?",
    "Met hoeveel procent daalde geweld {} tussen 2012 en {}?",
    "Wat was het ophelderingspercentage van {} in 2021?",
    "Hoeveel fte heeft de rio {}?",
    "Wat is {}?",
    "1. Hoeveel overvallen in 2019? 2. {} 3. En {}?",
    "{}",
]
# fmt: off
SIGNS = [
    "v2.0", "B2,5", "1e5", "10^3", "№5", "½", "2½", "m²", "x²³", "Ⅳ", "ⅷ", "MMXIX", "٢٠١٩",
    "２０１９", "१२,५", "①", "12:30", "2019:12", "30-04-2020", "2020-04-30T12:30", "1/5/2019",
    "mei 2019.5", "1 mei 2008,5", "2019/20", "'19", "2012-2019", "2012–2019,5",
    "tussen 2,5 en 3.0", "https://x.nl/v2.0/a?b=1,5#2", "jan.2.0@b3.nl", "06-12345678",
    "+31 (0)20 5.5", "-5", "−70%", "2,5%", "%2.0", "€2,50", "$3.000,00", "1.2.3.4", "1,2,3",
    "2019.", ".2019", ",5", "2.", "tabel2.1", "par.1.2", "_2.0", "v_2.0", "2.0v", "2,5B3,5",
    "A12.5-B", "onopgelost2.5", "per2.5", "geen2,5", "2019.Hoeveel", "2019,overvallen",
    "overvallen2.5", "eerste kwartaal van 2008", "week 41,5", "afgelopen 2,5 jaar",
    "3.5 jaar geleden", "een op de 2,5", "«2»", "«5", "7»", "2\u0301", "5\u20e3", "12:30.5",
    "mei 2008.٥", "gemiddeld2.5", "3\u200b.5", "3\u00ad,5", "12\u202f000",
]
# fmt: on
separators = st.sampled_from(["", " ", "-", ".", ",", "/", ":", "_", "'", "%", "^", "+", "(", ")"])
digits = st.text("0123456789", min_size=1, max_size=6)
letters = st.text("abBvVxé", min_size=1, max_size=3)
pieces = st.one_of(
    st.sampled_from(SIGNS),
    digits,
    letters,
    st.sampled_from(["2019", "2008", "mei", "niet", "per", "jaar", "overvallen", "procent"]),
    st.characters(categories=["Nd", "Nl", "No", "Sc", "Sm"]),
)
junk = st.lists(st.tuples(pieces, separators).map("".join), min_size=1, max_size=5).map("".join)


def questions(stems: list[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda stem, one, other: stem.replace("{}", one, 1).replace("{}", other),
        st.sampled_from(stems),
        junk,
        junk,
    )


FOLLOWED = encode(
    Turn(subjects=("overvallen",), cues=("count",), years=Years(named=(2008,), part="mei 2008"))
)


def asked(question: str, index: Index, context: str = "") -> Outcome | None:
    """Return the outcome; none for what is no question."""
    try:
        return ask(question, index, context=context)
    except QuestionError:
        return None


def withheld(question: str, index: Index, context: str) -> list[str]:
    """Return the parts of a question whose answer the guard stopped."""
    outcome = asked(question, index, context)
    parts = outcome.parts or (outcome,) if outcome else ()
    return [part.question for part in parts if part.text == WITHHELD]


@settings(max_examples=tries(300))
@given(question=questions(OF_A_SERIES), context=st.sampled_from(["", FOLLOWED]))
def test_no_question_about_a_series_sets_off_the_guard(
    index: Index, question: str, context: str
) -> None:
    assert withheld(question, index, context) == []


@settings(max_examples=tries(40))
@given(question=questions(OF_ANYTHING), context=st.sampled_from(["", FOLLOWED]))
def test_no_other_question_sets_off_the_guard(index: Index, question: str, context: str) -> None:
    assert withheld(question, index, context) == []
