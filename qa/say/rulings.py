"""An answer to what a claim asks → whether the claim holds, in Dutch.

In: the answer, how the letter's number is shown, and what was claimed. Out: the same answer, which
begins with yes, no, or that it cannot be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.say.compose import abstaining
from qa.say.letters import Letters, of_facts
from qa.say.wording import listed
from qa.types import Abstention, Answer, Reason, Ruling


def ruled(
    answer: Answer, ruling: Ruling, letters: Letters, given: str = "", claimed: str = ""
) -> Answer:
    """Say whether a claim holds; `given` and `claimed` are numbers, where it claims a number."""
    text = f"{_begun(answer, ruling, letters, given, claimed)} {answer.text}"
    if given and answer.text.casefold().startswith(given.casefold()):  # which it gives first
        begins = f"{_BEGINS[ruling]}{'' if ruling is Ruling.HOLDS else f', niet {claimed}'}"
        if ruling is not Ruling.OPEN:
            text = f"{begins}: {answer.text[0].lower()}{answer.text[1:]}"
    return replace(answer, text=text, ruling=ruling, claimed=claimed)


def _begun(answer: Answer, ruling: Ruling, letters: Letters, given: str, claimed: str) -> str:
    """Say whether a claim holds, in a sentence before what is told of the number."""
    if not given:
        return f"{_BEGINS[ruling]}."
    if answer.derivation:
        of = letters.the(of_facts(answer.derivation.inputs))
        gives = f"uit {of} volgt"
    else:
        gives = letters.do(of_facts(answer.facts[:1]), "geeft", "geven")
        gives = f"{gives[0].lower()}{gives[1:]}"
    against = {Ruling.HOLDS: "", Ruling.FAILS: f", niet {claimed}"}
    return f"{_BEGINS[ruling]}: {gives} {given}{against.get(ruling, f', u noemt {claimed}')}."


_BEGINS = {
    Ruling.HOLDS: "Ja",
    Ruling.FAILS: "Nee",
    Ruling.OPEN: "Dat is niet met zekerheid te zeggen",
}


def judge_yourself(answer: Answer) -> Answer:
    """Leave it to the reader whether a claim holds of what is quoted."""
    return replace(answer, text=f"Een duidelijk ja of nee staat er niet. {answer.text}")


def more_than_one(question: str, numbers: Sequence[str]) -> Abstention:
    """Ask back which of the numbers of a claim is meant: they do not belong to one measure."""
    named = listed([f"‘{each}’" for each in numbers])
    text = f"U noemt meer dan één getal: {named}. Welk wilt u nagaan? Vraag het per getal."
    return abstaining(question, text, Reason.AMBIGUOUS)
