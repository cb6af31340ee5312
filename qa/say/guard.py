"""Outcome → the same outcome, or a refusal: no digit leaves without a source.

In: an outcome that is about to be sent. Out: that outcome, if what it quotes is the letter's own
text and every other number in it is that of a fact, a year or a working that it rests on; else one
that says so and holds no number. What is stopped is a fault of this program, so it is logged as an
error. It looks at digits only: whether they are said of the right thing is for the modules before.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from qa.say.amounts import printed, result_of, workings_in_scale
from qa.say.compose import on_one_line
from qa.say.letters import ONE, Letters
from qa.types import Abstention, Answer, Fact, Outcome, Reason, Step

NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")


WITHHELD: Final = (
    "Op deze vraag is geen betrouwbaar antwoord te geven: er zou een getal in staan zonder bron in"
    " de brief. Stel uw vraag met andere woorden."
)

_log = logging.getLogger(__name__)


def guarded(outcome: Outcome, letters: Letters) -> Outcome:
    """Let an outcome through if all its digits are supported; withhold it if not.

    What stands between « and » must be the letter's own words, with whatever digits they hold; any
    other digit must be that of a fact, a year or a working that the outcome rests on, or stand in
    the name of one of the letters.
    """
    said = letters.unnamed(_unquoted(outcome.text, _quotable(outcome)))
    if not unsupported(said, _support(outcome)):
        return outcome
    _log.error("antwoord tegengehouden: een getal zonder bron")  # not which: questions stay private
    return Abstention(
        id=outcome.id,
        question=outcome.question,
        text=WITHHELD.replace(ONE.the(), letters.the()),
        reason=Reason.NOT_UNDERSTOOD,
        hits=(),
        trace=(*outcome.trace, Step("bewaken", "getal zonder bron", "")),
        read_as=outcome.read_as,
    )


def unsupported(text: str, support: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers of a text that no supporting text holds, digit for digit."""
    supported = {number for each in set(support) for number in _numbers(each)}
    return tuple(number for number in _numbers(text) if number not in supported)


def _numbers(text: str) -> list[str]:
    """Return the numbers of a text, and the signs that are numbers by themselves: ½, ², Ⅳ."""
    signs = () if text.isascii() else (c for c in text if c.isnumeric() and not c.isdecimal())
    return [*NUMBER.findall(text), *signs]


def _unquoted(text: str, quotable: Sequence[str]) -> str:
    """Return a text without its literal quotes; a quote may hold quotes of its own."""
    kept = ""
    while (start := text.find("«")) >= 0:
        end = _quote_end(text, start, quotable)
        kept += text[:start] + ("«»" if end > start else "«")
        text = text[end + 1 :]
    return kept + text


def _quote_end(text: str, start: int, quotable: Sequence[str]) -> int:
    """Return where the longest literal quote from `start` ends; `start` itself where none is.

    A quote that is not there is not there with more behind it either, so the first miss is enough.
    """
    held, end = start, text.find("»", start)
    while end >= 0 and _is_in(text[start + 1 : end], quotable):
        held, end = end, text.find("»", end + 1)
    return held


def _is_in(quote: str, quotable: Sequence[str]) -> bool:
    return any(quote in each for each in quotable)


def _quotable(outcome: Outcome) -> tuple[str, ...]:
    """Return what may be quoted: the facts' sentences and tables, passages, notes, headings."""
    passages = [passage for hit in outcome.hits for passage in (hit.passage, *hit.notes)]
    texts = (
        *(text for fact in _facts_of(outcome) for text in (fact.quote, fact.caption, fact.locator)),
        *(each.text for each in passages),
        *(heading for each in passages for heading in each.path),
    )
    # What has lines or tabs in the letter is quoted on one line.
    return (*texts, *(on_one_line(each) for each in texts if "\n" in each or "\t" in each))


def _facts_of(outcome: Outcome) -> tuple[Fact, ...]:
    if isinstance(outcome, Abstention):
        return outcome.nearest
    return outcome.facts + (outcome.derivation.inputs if outcome.derivation else ())


def _support(outcome: Outcome) -> tuple[str, ...]:
    """Return the texts that an outcome may take its digits from.

    An abstention may repeat the year that it was asked for, or was read to be, and cite where facts
    disagree; an answer may not.
    """
    texts: list[str] = []
    if isinstance(outcome, Abstention):
        texts += [outcome.question, outcome.read_as]
        if outcome.reason is Reason.CONFLICT:
            texts += [fact.reference for fact in outcome.nearest]
    for fact in _facts_of(outcome):
        texts += [fact.surface, printed(fact), fact.subject, fact.measure, fact.header_note]
        texts += [label for _, label in fact.dimensions]
        if fact.period:
            # "2011–2021" is also said as "van 2011 tot en met 2021".
            texts += [fact.period.label, str(fact.period.start.year)]
            texts.append(str((fact.period.end - timedelta(days=1)).year))
    if isinstance(outcome, Answer) and outcome.moment:
        texts.append(outcome.moment.surface)
    if isinstance(outcome, Answer):
        texts.append(outcome.claimed)  # "niet 500": what it says is not so
    if isinstance(outcome, Answer) and outcome.derivation:
        texts += [outcome.derivation.formula, result_of(outcome.derivation)]
        texts += workings_in_scale(outcome.derivation)
    if isinstance(outcome, Answer) and outcome.changes:
        texts += [fact.locator for fact in outcome.facts]
        found = (each.difference for each in outcome.changes.numbers)
        texts += [each.formula for each in found if each]
    return tuple(texts)
