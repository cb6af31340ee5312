"""Results as text, for who reads no objects: a language model, or the person who looks along.

In: what was found. Out: texts in Markdown. Every number stands as printed, beside its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.say.amounts import printed
from qa.say.lines import as_text
from qa.say.outline import Heading
from qa.say.promises import EXPLAINED, KINDS, NONE, STANDS, by_whom, until
from qa.say.series import Series, caption, year_of
from qa.types import Fact, Followed, Hit, Origin, Outcome, Promise, Source

Where = Mapping[str, int | None]  # how many there are in all, and from where to go on


def answer(outcome: Outcome) -> str:
    """Tell an outcome as `qa ask` does, and what to hand back with a follow-up."""
    told = as_text(outcome)
    if not outcome.context:
        return told
    return f"{told}\n\n`context` voor een vervolgvraag: {outcome.context}"


def passages(hits: Sequence[Hit]) -> str:
    """Tell passages, whole, with their notes."""
    if not hits:
        return "Geen fragmenten gevonden."
    return "\n\n".join(f"{n}. {_passage(hit)}" for n, hit in enumerate(hits, start=1))


def _passage(hit: Hit) -> str:
    notes = [f"{note.reference.rpartition(', ')[2]}: {note.text}" for note in hit.notes]
    return "\n   ".join((hit.passage.reference, f"«{hit.passage.text}»", *notes))


def facts(found: Sequence[Fact], where: Where) -> str:
    """Tell facts, a line each."""
    if not where["totaal"]:
        return "Geen getallen met deze keuze."
    return "\n".join((_how_many(where), "", *map(_fact, found)))


def _fact(fact: Fact) -> str:
    period = fact.period.label if fact.period else ""
    what = ", ".join(filter(None, (fact.measure, fact.subject, period)))
    return f"- {what}: {printed(fact)} («{fact.quote}», {fact.reference}){_about_heading(fact)}"


def _about_heading(fact: Fact) -> str:
    if fact.origin is Origin.LETTER:
        return ""
    return "; kolomkop gereconstrueerd" + ("" if fact.certain else ", niet zeker")


def one_series(series: Series) -> str:
    """Tell a series: its caption, which tells of its headings too, and its numbers."""
    points = [f"- {year_of(each)}: {printed(each)} ({each.reference})" for each in series.facts]
    return "\n".join((caption(series), "", *points))


def all_series(found: Sequence[Series], where: Where) -> str:
    """Tell which series there are."""
    lines = [f"- `{series.id}`: {caption(series)}" for series in found]
    return "\n".join((_how_many(where), "", *lines))


def promises(
    found: Sequence[Promise], later: Mapping[Promise, Sequence[Followed]], where: Where
) -> str:
    """Tell promises, a line each, and below it what later letters say."""
    if not where["totaal"]:
        return NONE
    return "\n".join((_how_many(where), EXPLAINED, "", *(_promise(e, later[e]) for e in found)))


def _promise(found: Promise, later: Sequence[Followed]) -> str:
    due = until(found.due) or (found.due.words if found.due else "")
    what = ", ".join(filter(None, (KINDS[found.kind], by_whom(found), due)))
    lines = [f"- {what}: «{found.text}» ({found.reference})"]
    for each in later:
        if after := each.later:
            quote = after.passage.cut(after.core)
            lines.append(f"  {STANDS[each.fate]}: «{quote}» ({after.passage.reference})")
    return "\n".join(lines)


def letter(source: Source, headings: Sequence[Heading]) -> str:
    """Tell a letter and its outline."""
    lines = [
        f"{'  ' * (each.level - 1)}- {' '.join(filter(None, (each.number, each.title)))}"
        for each in headings
    ]
    return "\n".join((_letter(source), *filter(None, (source.url,)), "", *lines))


def letters(found: Sequence[Source], where: Where) -> str:
    """Tell which letters there are."""
    lines = [f"- {_letter(each)}" for each in found]
    return "\n".join((_how_many(where), "", *lines))


def _letter(source: Source) -> str:
    return f"`{source.letter_id}`: {source.title} ({source.reference}, {source.date:%d-%m-%Y})"


def _how_many(where: Where) -> str:
    more = f" Meer: met `vanaf` {where['volgende']}." if where["volgende"] else ""
    return f"{where['totaal']} gevonden.{more}"
