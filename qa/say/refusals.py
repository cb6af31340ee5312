"""No answer → Abstention: what the letters do not tell, and what comes nearest.

In: a question and what was found beside it. Out: an abstention, whose text says why; of several
letters it names those that it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.say import series_answers, wording
from qa.say.compose import abstaining, on_one_line, quoted
from qa.say.letters import Letters, of_facts, of_hits
from qa.types import Abstention, Fact, Hit, Outcome, Reason

SUGGESTIONS = 3
_MOST_NEAR = 8  # numbers that are shown beside a question back
_MOST_LETTERS = 5  # to ask a question of
_THE_LETTER = re.compile(
    r"\b(?:deze|de) (?:kamer)?(?:brief|voortgangsrapportage)\b"
    r"|(?:(?<= in )|(?<= uit ))(?:(?:alle|beide|deze|de)(?: [a-z]{3,8})?) (?:kamer)?brieven\b",
    re.IGNORECASE,
)
UNSURE = "Ik weet niet zeker of dit uw vraag beantwoordt."


def several(question: str, facts: tuple[Fact, ...], letters: Letters) -> Abstention:
    """Ask back: the letters state more than one number that the question may mean."""
    shown = facts[:SUGGESTIONS]
    choices = wording.listed([_with_subject(fact) for fact in shown])
    choices += ", en nog meer" if len(facts) > len(shown) else ""
    places = wording.listed(list(dict.fromkeys(f"«{fact.quote}»" for fact in shown)))
    said = of_facts(shown)
    name = letters.do(said, "noemt", "noemen")
    suggestions = series_answers.questions_about(shown)
    if len(said) == len(shown) > 1:  # each is one letter's
        suggestions = [asked_of(question, letters.called(id)) for id in said]
    return abstaining(
        question,
        f"{name} hiervoor meer dan één getal: {choices}. Welk bedoelt u? {places}",
        Reason.AMBIGUOUS,
        nearest=facts,
        suggestions=suggestions,
    )


def which_column(question: str, facts: tuple[Fact, ...], letters: Letters) -> Abstention:
    """Ask back: a word names more than one column of a table; of one row also their numbers."""
    columns = list(dict.fromkeys(map(_column, facts)))
    is_one_each = len(columns) == len(facts)
    found = [wording.counted(f) for f in facts] if is_one_each else [f"«{c}»" for c in columns]
    name = letters.do(of_facts(facts), "noemt", "noemen")
    text = f"{name} hiervoor meer dan één soort: {wording.listed(found)}. Welke bedoelt u?"
    suggestions = [
        series_answers.question_for(fact, fact.period.start.year)
        for fact in facts[:SUGGESTIONS]
        if is_one_each and fact.period
    ]
    return abstaining(
        question, text, Reason.AMBIGUOUS, nearest=facts[:_MOST_NEAR], suggestions=suggestions
    )


def _column(fact: Fact) -> str:
    return " ".join(name for axis, name in fact.dimensions if not axis) or fact.measure


def asked_of(question: str, letter: str) -> str:
    """Return a question as it is asked of one letter: "… volgens de brief van 18 april 2024?"."""
    plain = question.rstrip(" ?.!")
    if _THE_LETTER.search(plain):
        return f"{_THE_LETTER.sub(letter, plain, count=1)}?"
    return f"{plain} volgens {letter}?"


def _with_subject(fact: Fact) -> str:
    """Name a number with what it counts: "18 fte", "30 gemeenten"."""
    named = fact.surface if fact.subject in fact.surface else f"{fact.surface} {fact.subject}"
    return named.strip()


def in_own_words(outcome: Outcome, refusal: str, letters: Letters) -> Outcome:
    """Put an operator's refusal in the place of ours."""
    if not isinstance(outcome, Abstention):
        return outcome
    ours = not_here(letters, of_facts(outcome.nearest))
    if not outcome.text.startswith(ours):
        return outcome
    return replace(outcome, text=refusal + outcome.text.removeprefix(ours))


def not_here(letters: Letters, ids: Sequence[str] = ()) -> str:
    """Say that letters do not have it."""
    return f"Dat staat niet in {letters.the(ids)}."


def not_yet_known(question: str, hit: Hit, letters: Letters) -> Abstention:
    """Quote a letter where it says itself that something is not known yet."""
    the = wording.capital(letters.the(of_hits([hit])))
    text = f"Dat is nog niet bekend. {the}: «{quoted(hit)}»"
    return abstaining(question, text, Reason.NOT_YET_KNOWN, [hit])


def unsure(question: str, hits: tuple[Hit, ...], letters: Letters) -> Abstention:
    """Say what was found, and that it may not be what was asked for."""
    the = letters.the(of_hits(hits[:1]))
    text = f"{UNSURE} In {the} komt dit het dichtst in de buurt: «{on_one_line(quoted(hits[0]))}»"
    return abstaining(question, text, Reason.NOT_SURE, hits)


def unread(question: str, table: Hit, letters: Letters) -> Abstention:
    """Say which table may hold the answer: its numbers were not read, so nothing denies them."""
    the = letters.the(of_hits([table]))
    text = (
        f"Dat weet ik niet zeker. In {the} staat een tabel waarvan ik de getallen niet zeker kan"
        f" lezen. Misschien staat het antwoord daarin: «{on_one_line(quoted(table))}»"
    )
    return abstaining(question, text, Reason.NOT_SURE, [table])


def not_understood(question: str, letters: Letters) -> Abstention:
    """Say what can be asked to somebody who asked nothing of a letter."""
    the = letters.the()
    return abstaining(
        question,
        f"Dat is geen vraag over {the}. U kunt vragen naar getallen, maatregelen,"
        f" onderzoeken en personen in {the}.",
        Reason.NOT_UNDERSTOOD,
    )


def of_what(question: str, letters: Letters) -> Abstention:
    """Ask for the whole question where one leans on what was said before, and nothing is near."""
    return abstaining(
        question,
        f"Ik weet niet zeker waar uw vraag over gaat. Stel haar voluit, met het onderwerp uit"
        f" {letters.the()} erbij.",
        Reason.NOT_SURE,
    )


def refused(question: str, reason: Reason, letters: Letters) -> Abstention:
    """Say that no letter has an answer; nothing comes near enough to be shown."""
    return abstaining(question, not_here(letters), reason)


def which_letter(question: str, letters: Letters) -> Abstention:
    """Ask back which letter is meant by "de brief"."""
    return abstaining(
        question,
        f"Welke brief bedoelt u? {letters.choices()}",
        Reason.AMBIGUOUS,
        suggestions=_of_each(question, letters),
    )


def _of_each(question: str, letters: Letters) -> tuple[str, ...]:
    """Return a question as it is asked of each of the letters, the newest first."""
    newest = letters.asked[:_MOST_LETTERS]
    return tuple(asked_of(question, letters.called(id)) for id in newest)


def no_such_letter(question: str, phrase: str, letters: Letters) -> Abstention:
    """Say that a letter that the question calls is not here, and which are."""
    verb = "zijn" if "brieven" in phrase else "is"
    return abstaining(
        question,
        f"{wording.capital(phrase)} {verb} hier niet. {letters.choices('Hier')}",
        Reason.NOT_IN_CORPUS,
    )
