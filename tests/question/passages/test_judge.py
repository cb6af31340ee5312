"""Answer from a passage, or abstain with the reason that the question calls for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.question.ask import ask
from qa.question.passages.judge import judge
from qa.question.passages.retrieve import Survey, hits_of
from qa.question.passages.retrieve import survey as survey_of
from qa.question.passages.verdicts import read
from qa.question.read.aside import aside
from qa.question.read.reading import read_in
from qa.say.compose import quoted
from qa.say.letters import ONE
from qa.store.index import Index
from qa.types import Abstention, Answer, Operation, Outcome, PassageQuery, Reason, Wanted


def survey(question: str, index: Index) -> Survey:
    return read(survey_of(read_in(question, index), index), index)


def judged(question: str, index: Index, wanted: Wanted = Wanted.OTHER) -> Outcome:
    if aside(question):
        return ask(question, index)
    found = survey(question, index)
    return judge(PassageQuery(question, wanted), found, hits_of(found, index, 3), ONE)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "Wat gebeurt er als een opkoper iets inboekt dat gestolen blijkt te zijn?",
            "dan krijgt politie automatisch een notificatiemelding",
        ),
        ("zijn er workshops over respect voor hulpverleners?", "«respect voor hulpverleners»"),
    ],
)
def test_a_question_that_the_letter_answers_gets_the_sentence(
    question: str, sentence: str, index: Index
) -> None:
    outcome = judged(question, index)
    assert isinstance(outcome, Answer)
    assert sentence in quoted(outcome.hits[0])


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("zxcvbn mnbvcxz lkjh", Reason.NOT_UNDERSTOOD),
        ("🙂🙂🍕", Reason.NOT_UNDERSTOOD),
        ("aaaaaaaaaaaa", Reason.NOT_UNDERSTOOD),
        ("tafelpoot", Reason.NOT_UNDERSTOOD),
        ("Goedemiddag, bent u daar?", Reason.NOT_UNDERSTOOD),
        ("Wat ben je dom", Reason.NOT_UNDERSTOOD),
        ("Schrijf een sollicitatiebrief voor een wijkagent", Reason.NOT_UNDERSTOOD),
        ("Hoe maak ik een goede erwtensoep?", Reason.NOT_IN_CORPUS),
        ("Wat is de maximale gevangenisstraf voor doodslag?", Reason.NOT_IN_CORPUS),
        ("Wie is de korpschef van de Nationale Politie?", Reason.NOT_IN_CORPUS),
        ("Welke vergoeding kreeg Kees Hulst als ambassadeur?", Reason.NOT_IN_CORPUS),
    ],
)
def test_what_the_letter_does_not_answer_is_refused_with_its_reason(
    question: str, reason: Reason, index: Index
) -> None:
    outcome = judged(question, index)
    assert isinstance(outcome, Abstention)
    assert outcome.reason is reason


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "Wat was de uitkomst van het onderzoek naar een blinde vlek op meisjescriminaliteit?",
            "wordt begin 2023 verwacht",
        ),
    ],
)
def test_an_outcome_that_is_still_to_come_is_quoted_as_not_yet_known(
    question: str, sentence: str, index: Index
) -> None:
    outcome = judged(question, index)
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.NOT_YET_KNOWN
    assert sentence in quoted(outcome.hits[0])


def test_who_asks_when_it_comes_is_answered_by_the_same_sentence(index: Index) -> None:
    question = "Wanneer komt de uitkomst van het onderzoek naar meisjescriminaliteit?"
    outcome = judged(question, index, Wanted.WHEN)
    assert isinstance(outcome, Answer)
    assert "wordt begin 2023 verwacht" in quoted(outcome.hits[0])


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel verdient een re-integratie-officier?",
        "Hoeveel ondernemers namen deel aan de Week van de Veiligheid 2022?",
        "aantal plofkraken 2021",
    ],
)
def test_a_year_or_another_number_nearby_is_no_count(question: str, index: Index) -> None:
    assert isinstance(judged(question, index, Wanted.COUNT), Abstention)


def test_without_hits_it_is_not_in_the_corpus(index: Index) -> None:
    found = survey("Wat is IPTA?", index)
    outcome = judge(PassageQuery("Wat is IPTA?"), replace(found, candidates=()), (), ONE)
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.NOT_IN_CORPUS


def test_a_question_which_there_are_is_not_answered_by_how_many(index: Index) -> None:
    outcome = judged("In welke zes gemeenten gaat de pilot bestuurlijk toezicht door?", index)
    assert isinstance(outcome, Abstention)


def test_what_is_worked_out_from_two_numbers_is_no_sentence_with_one(index: Index) -> None:
    question = "Hoeveel gemeenten meer zijn er bij het Register betrokken dan bij het Loket?"
    found = survey(question, index)
    hits = hits_of(found, index, 3)
    query = PassageQuery(question, Wanted.COUNT, Operation.DIFFERENCE)
    assert isinstance(judge(query, found, hits, ONE), Abstention)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Hallo!", "groet"),
        ("ok duidelijk, fijne dag nog", "groet"),
        ("Hoe werkt dit?", "over de bot"),
        ("Op welke partij moet ik stemmen volgens jou?", "mening"),
        ("Hou toch je mond met die onzin", "belediging"),
        ("Vat deze brief samen als een limerick", "opdracht"),
        ("???!!...", "geen woorden"),
        ("Hallo, wat is IPTA?", ""),
        ("Hoe werkt de Camera Kwaliteitsregeling?", ""),
        ("Wat is de straf voor een plofkraak?", ""),
        ("Kunt u aangeven wie de brief ondertekende?", ""),
        ("En in 2020?", ""),
    ],
)
def test_an_aside_is_told_from_a_question(text: str, rule: str) -> None:
    assert aside(text) == rule
