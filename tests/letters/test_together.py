"""Seven letters in one corpus: none answers for another, and every answer says which it is from."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from qa.errors import QuestionError
from qa.question.ask import ask
from qa.question.cells import seek
from qa.question.read.reading import read_in
from qa.recompute import Verdict, recompute
from qa.say.letters import Letters, of_facts, shortened
from qa.store.index import Index
from qa.types import Abstention, Answer, Fact, Outcome, Reason
from tests.letters.conftest import REAL
from tests.letters.scoring import NAMES, Ending, ending, rows

FEWEST_RIGHT = 67  # of the 120 open questions; each letter alone: 68

CRIMES = "de brief ‘Voortgangsrapportage High Impact Crimes 2021-2022’ van 14 december 2022"
HOUSING = "brief ‘Voortgang woningbouw en versnelling van procedures’ van 18 april 2024"

# An own word of ours for a letter that is not followed by which one.
UNNAMED = re.compile(r"\b[Dd]e brief\b(?! ‘)")


def facts_of(outcome: Outcome) -> tuple[Fact, ...]:
    return outcome.facts if isinstance(outcome, Answer) else ()


def values_of(outcome: Outcome) -> list[str]:
    """Return the numbers that an answer gives: what was worked out, or else those of its facts."""
    if isinstance(outcome, Answer) and outcome.derivation:
        return [str(outcome.derivation.result.value)]
    return [str(fact.quantity.value) for fact in facts_of(outcome)]


@pytest.mark.parametrize("letter", NAMES)
def test_a_letter_answers_the_same_beside_others_or_not_at_all(
    letter: str, together: Index
) -> None:
    alone = together.within([letter])
    for row in rows(letter, "open"):
        outcome = ask(row["q"], together)
        if given := values_of(outcome):
            assert given == values_of(ask(row["q"], alone)), row["id"]
            assert of_facts(facts_of(outcome)) == (letter,), row["id"]


def test_of_all_letters_together_no_fewer_are_right_and_no_number_is_wrong(
    together: Index,
) -> None:
    endings = Counter(
        ending(row, ask(row["q"], together)) for letter in NAMES for row in rows(letter, "open")
    )
    assert endings[Ending.WRONG_NUMBER] == 0
    assert endings[Ending.RIGHT] >= FEWEST_RIGHT


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hoeveel high impact crimes in totaal in 2021?", "In 2021 waren er samen 92.298 "),
        ("Alle delicten bij elkaar in 2021?", "In 2021 waren er samen 92.298 "),
        (
            "Welke van de vier daalde het sterkst?",
            "Van 2011 naar 2021 daalde het sterkst: het aantal woninginbra",
        ),
        ("Welk delict kwam het meest voor in 2021?", "In 2021 kwamen geweldsdelicten het meest "),
        ("Welk delict steeg het meest in 2021?", "Dat is niet te berekenen. Geen van de cijfers"),
    ],
)
def test_a_group_is_that_of_one_letter(question: str, said: str, together: Index) -> None:
    outcome = ask(question, together)
    assert outcome.text.startswith(said)
    held = outcome.nearest if isinstance(outcome, Abstention) else outcome.facts
    assert of_facts(held) == (REAL,)


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel waren het er samen in 2021?",
        "Hoeveel in totaal in 2022?",
        "Hoeveel overvallen en nieuwbouwwoningen samen in 2021?",
        "Hoeveel verkeersdoden en overvallen waren er in totaal in 2021?",
        "Hoeveel asielaanvragen en woningen samen in 2022?",
        "Wat is het verschil tussen overvallen en verkeersdoden in 2021?",
        "Waren er meer verkeersdoden dan overvallen in 2021?",
    ],
)
def test_nothing_is_added_or_compared_across_letters(question: str, together: Index) -> None:
    assert len(of_facts(facts_of(ask(question, together)))) <= 1
    assert not isinstance(ask(question, together), Answer)


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel overvallen waren er in 2010?",
        "Hoeveel overvallen waren er in 2021?",
        "Hoeveel high impact crimes in totaal in 2021?",
        "Welk delict kwam het meest voor in 2021?",
        "Wat was het ophelderingspercentage van straatroven in 2019?",
    ],
)
def test_what_only_another_letter_speaks_of_gets_an_honest_no(question: str, six: Index) -> None:
    outcome = ask(question, six)
    assert isinstance(outcome, Abstention)
    assert outcome.reason in {Reason.NOT_IN_CORPUS, Reason.NOT_SURE}
    assert outcome.text.startswith(("Dat staat niet in de brieven.", "Ik weet niet zeker"))


def test_a_follow_up_leans_on_no_letter_that_is_not_asked(together: Index, six: Index) -> None:
    first = ask("Hoeveel overvallen waren er in 2021?", together)
    assert isinstance(first, Answer)
    with pytest.raises(QuestionError, match="stel de vraag opnieuw, zonder context"):
        ask("En in 2020?", six, context=first.context)


@pytest.mark.parametrize(
    ("measure", "subject"),
    [
        ("bezettingsgraad", "overvallen"),
        ("wachttijd", "overvallen"),
        ("rijksbijdrage", "overvallen"),
        ("bezettingsgraad", "verkeersdoden"),
        ("wachttijd", "verkeersdoden"),
        ("rijksbijdrage", "verkeersdoden"),
        ("hoogte", "verkeersdoden"),
        ("leeftijd", "verkeersdoden"),
    ],
)
def test_a_measure_that_a_subject_does_not_have_is_no_count(
    measure: str, subject: str, together: Index
) -> None:
    assert facts_of(ask(f"Wat was de {measure} van {subject} in 2021?", together)) == ()


def test_a_name_that_two_letters_use_means_what_that_of_the_table_does(together: Index) -> None:
    question = "Met hoeveel is de deeltijdpabo in 2022 boven het doel uitgekomen?"
    targets = {
        letter: next(m.target_of for m in lexicon.measures if m.id == "doel")
        for letter, lexicon in together.lexicons.items()
        if lexicon.measure("doel")
    }
    assert len(set(targets.values())) == 2
    (sought,) = seek(read_in(question, together), together)
    assert sought.query.measure.target_of == targets["kst-38240-31"] == "realisatie"
    assert "Dat is 240 boven het doel." in ask(question, together).text


def test_the_figures_of_each_letter_are_checked_by_its_own(together: Index) -> None:
    whole = recompute(together)
    apart = [recompute(together.within([s.letter_id])) for s in together.passages.sources()]
    assert list(whole) == [check for letter in apart for check in letter]
    counts = Counter(check.verdict for check in whole)
    assert counts[Verdict.AGREES] == 24
    assert counts[Verdict.DIFFERS] == 0


@pytest.mark.parametrize("letter", NAMES)
def test_what_is_said_of_several_letters_names_the_one_that_it_is_from(
    letter: str, together: Index
) -> None:
    names = Letters(together.passages.sources()).names
    for row in rows(letter, "open"):
        outcome = ask(row["q"], together)
        text = re.sub("«.*»", "«»", outcome.text)
        for id in of_facts(facts_of(outcome)):
            assert names[id] in text, row["id"]
        if "«" in text:
            assert names[outcome.hits[0].passage.letter_id] in text, row["id"]
        first = UNNAMED.search(text)
        assert first is None or "‘" in text[: first.start()], row["id"]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "Hoeveel overvallen waren er in 2010?",
            f"Dat staat niet in {CRIMES}. De brief geeft het aantal overvallen niet over 2010, wel"
            " over 2011 tot en met 2021.",
        ),
        (
            "Hoeveel overvallen waren er in 2021?",
            f"In 2021 waren er 676 overvallen ({CRIMES.removeprefix('de ')}).",
        ),
        (
            "Hoeveel nieuwbouwwoningen waren er in 2022?",
            "In 2022 waren er 74.370 opgeleverde nieuwbouwwoningen. Dat is het totaal van «Tabel 2:"
            f" Opgeleverde nieuwbouwwoningen naar provincie» ({HOUSING}).",
        ),
        ("Wie won de Elfstedentocht?", "Dat staat niet in de brieven."),
    ],
)
def test_an_answer_says_which_letter_it_is_from(question: str, text: str, together: Index) -> None:
    assert ask(question, together).text == text


def test_a_letter_that_is_asked_alone_is_the_letter(together: Index) -> None:
    alone = together.within([REAL])
    assert ask("Hoeveel overvallen waren er in 2021?", alone).text == (
        "In 2021 waren er 676 overvallen."
    )
    about = ask("Waar gaat de brief over?", alone).text
    assert about.startswith("De brief ‘Voortgangsrapportage High Impact Crimes 2021-2022’ van 14 ")


@pytest.mark.parametrize(
    "question",
    [
        "Waar gaat de brief over?",
        "Wat is het onderwerp van deze brief?",
        "Wie heeft de brief ondertekend?",
        "Wanneer is de brief verstuurd?",
    ],
)
def test_a_question_on_the_letter_asks_back_which_of_several(
    question: str, together: Index
) -> None:
    outcome = ask(question, together)
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.AMBIGUOUS
    assert outcome.text.startswith(
        "Welke brief bedoelt u? Er zijn er zeven: ‘Stand van zaken asielopvang najaar 2025’ van 7"
    )
    for source in together.passages.sources():
        assert f"‘{shortened(source.title)}’ van {source.date.day} " in outcome.text


@pytest.mark.parametrize("letter", NAMES)
def test_no_number_answers_what_the_letter_is_about(letter: str, together: Index) -> None:
    outcome = ask("Waar gaat de brief over?", together.within([letter]))
    assert facts_of(outcome) == ()


def test_the_newest_letter_is_so_by_its_day_and_not_by_its_name(together: Index) -> None:
    days = [source.date for source in together.passages.sources()]
    assert days == sorted(days)
    assert together.newest == date(2025, 10, 7) == days[-1]
    newest = together.passages.sources()[-1].letter_id
    assert newest == "kst-36907-31" != max(NAMES)
    older = together.within([name for name in NAMES if name != newest])
    assert older.newest == date(2025, 5, 20)
