"""Outcome → what a page shows of it, part by part: the same as the widget, in the same words.

In: an outcome and the index. Out: values for the templates: the numbers, what is said, its working,
the quotes, the series, how sure it is, and what can be asked next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from qa.api.pages import certainty
from qa.api.pages.figures import Figure, figures_of
from qa.api.pages.quotes import Noted, Quotes, around, in_list, is_list, quotes_of
from qa.say.amounts import printed, result_of
from qa.say.captions import caption, caption_of
from qa.say.cited import changes_of, stands_in
from qa.say.foreign import Notice, notice
from qa.say.series import told_once
from qa.store.index import Index
from qa.types import (
    Abstention,
    Answer,
    Fact,
    Operation,
    Outcome,
    Passage,
    Reason,
    Source,
    Span,
)

_MOST_NUMBERS: Final = 3  # shown large
NEAREST: Final = "Het dichtst in de buurt komt"
MEANT, INSTEAD, FURTHER = "Wat bedoelt u?", "U kunt wel vragen:", "Vraag verder:"


@dataclass(frozen=True, slots=True)
class Number:
    """A number to show large, with its scale and unit, and what it is."""

    printed: str
    about: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An outcome, or a part of one; `after` is what it says behind its quotes.

    `label` is the number that a part was asked with, `changes` what the letter prints of the whole
    of a course that is drawn: its card says where that stands too.

    `notes` are those that define its numbers or say where these come from, with which it is.
    """

    label: str
    question: str
    notice: Notice | None
    read_as: str
    numbers: tuple[Number, ...]
    text: str
    working: str
    after: str
    is_near: bool
    quotes: Quotes
    figures: tuple[Figure, ...]
    changes: tuple[Fact, ...]
    strength: str
    restored: certainty.Restored | None
    notes: tuple[tuple[str, Passage], ...]
    suggestions: tuple[str, ...]
    invitation: str
    asks_back: bool

    @property
    def printed_notes(self) -> tuple[Noted, ...]:
        """The letter's notes at what is quoted, each once."""
        quotes = (*self.quotes.shown, *self.quotes.folded)
        return tuple(dict.fromkeys(note for each in quotes for note in each.notes))

    def places(self) -> Iterator[tuple[str, Span]]:
        """Yield what to mark in which letter, what is shown first before the rest."""
        for figure in self.figures:
            yield from ((fact.letter_id, fact.value_span) for fact in figure.facts)
        yield from ((fact.letter_id, fact.value_span) for fact in self.changes)
        for each in (*self.quotes.shown, *self.quotes.folded):
            yield from ((each.passage.letter_id, span) for span in each.spans)


def shown(outcome: Outcome, index: Index) -> tuple[Shown, ...]:
    """Return what to show of an outcome, part by part."""
    return tuple(_part(part, index) for part in outcome.parts or (outcome,))


def sources_of(answers: Iterable[Shown], index: Index) -> tuple[Source, ...]:
    """Return the letters that answers quote, each once."""
    letters = dict.fromkeys(letter for answer in answers for letter, _ in answer.places())
    found = map(index.passages.source, letters)
    return tuple(source for source in found if source is not None)


def _part(outcome: Outcome, index: Index) -> Shown:
    is_answer = isinstance(outcome, Answer)
    facts = outcome.facts if isinstance(outcome, Answer) else outcome.nearest
    figures = figures_of(facts, index) if is_answer else ()
    drawn = [fact for each in figures for fact in each.facts]
    changes = changes_of(outcome) if figures else ()
    quotes = in_list(outcome.text, quotes_of(outcome, index, [*drawn, *changes]))
    said, working = _working(outcome)
    text, after = around(told_once(said, drawn), quotes.shown)
    asks_back = isinstance(outcome, Abstention) and outcome.reason is Reason.AMBIGUOUS
    return Shown(
        label=outcome.label,
        question=outcome.question,
        notice=notice(outcome),
        read_as=outcome.read_as,
        numbers=tuple(_numbers(outcome, changes, is_drawn=bool(figures))),
        text=text,
        working=working,
        after=after,
        is_near=not is_answer and _is_unsaid(said, quotes),
        quotes=quotes,
        figures=figures,
        changes=changes,
        strength=certainty.strength(outcome),
        restored=certainty.restored(facts, outcome.text),
        notes=tuple(certainty.notes(facts, index)),
        suggestions=outcome.suggestions,
        invitation=FURTHER if is_answer else MEANT if asks_back else INSTEAD,
        asks_back=asks_back,
    )


def _is_unsaid(said: str, quotes: Quotes) -> bool:
    """Tell whether nothing says yet that quotes only come near, nor are they in what is said."""
    told = NEAREST in said or any(stands_in(said, each.text) for each in quotes.shown)
    return bool(quotes.shown) and not told


def _numbers(outcome: Outcome, changes: tuple[Fact, ...], *, is_drawn: bool) -> Iterator[Number]:
    """Yield the numbers of an answer, if they are few; of what was worked out, the result."""
    if not isinstance(outcome, Answer):
        return
    found = outcome.derivation
    if found and not (is_drawn and found.operation is Operation.TREND):
        yield Number(result_of(found), caption(found))
        return
    told = () if is_list(outcome.text) else outcome.facts
    given = changes if is_drawn else told
    for fact in given if len(given) <= _MOST_NUMBERS else ():
        about = caption_of(fact) + (f" ({fact.locator})" if is_drawn else "")
        yield Number(printed(fact), about)


def _working(outcome: Outcome) -> tuple[str, str]:
    """Split the working off from what an answer says: "…", "Berekening: 3 − 1 = 2 (afgerond)"."""
    text = outcome.text
    if not isinstance(outcome, Answer) or outcome.derivation is None:
        return text, ""
    formula = outcome.derivation.formula
    before, found, after = text.partition(f": {formula}")
    if not found:
        return text, formula
    label = "".join(before.split()[-1:])
    rounded, _, rest = after.partition(".")
    return f"{before.removesuffix(label)}{rest.strip()}".strip(), f"{label}{found}{rounded}"
