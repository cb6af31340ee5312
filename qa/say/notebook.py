"""Outcome → HTML for a notebook: what it says, its quotes with their place, its series as a chart.

In: an outcome. Out: a piece of HTML without script, style sheet or id, in which all that comes from
a question or a letter is escaped. A notebook shows it of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from qa.say.amounts import printed, result_of
from qa.say.captions import caption, caption_of
from qa.say.chart import picture
from qa.say.cited import cited
from qa.say.compose import MOST_QUOTES, quoted
from qa.say.series import FEWEST, Series, all_series, series_name, table_of, told_once
from qa.say.visible import shown
from qa.types import Answer, Fact, Outcome

_MOST_NUMBERS: Final = 3  # shown large


def as_html(outcome: Outcome) -> str:
    """Return an outcome as HTML, part by part where it has parts."""
    parts = outcome.parts or (outcome,)
    return "\n".join(line for part in parts for line in _of_part(part))


def _of_part(outcome: Outcome) -> Iterator[str]:
    facts, hits = cited(outcome)
    is_answer = isinstance(outcome, Answer)
    series = [each for each in all_series(facts) if is_answer and len(each.facts) >= FEWEST]
    drawn = [fact for each in series for fact in each.facts]
    left = [fact for fact in facts if fact not in drawn]
    for number, about in _numbers(outcome, left):
        yield f"<p><strong>{_text(number)}</strong> {_text(about)}</p>"
    yield f"<p>{_text(told_once(outcome.text, drawn))}</p>"
    quotes = [(fact.quote, fact.reference) for fact in left]
    quotes += [(quoted(hit), hit.passage.reference) for hit in hits[:1] if not facts]
    for quote, reference in list(dict.fromkeys(quotes))[:MOST_QUOTES]:
        is_said = f"«{' '.join(quote.split())}»" in " ".join(outcome.text.split())
        said = "" if is_said else f"{_text(quote)}<br>"
        yield f"<blockquote>{said}<cite>{_text(reference)}</cite></blockquote>"
    for each in series:
        yield from _figure(each)


def _numbers(outcome: Outcome, left: list[Fact]) -> Iterator[tuple[str, str]]:
    """Yield the numbers of an answer, if they are few; of what was worked out, the result."""
    if not isinstance(outcome, Answer):
        return
    found = outcome.derivation
    if found and any(fact in left for fact in found.inputs):
        yield result_of(found), caption(found)
    elif len(left) <= _MOST_NUMBERS:
        yield from ((printed(fact), caption_of(fact)) for fact in left)


def _figure(series: Series) -> Iterator[str]:
    name = series_name(series)
    yield f"<figure><figcaption>{_text(name)}, {_text(table_of(series))}</figcaption>"
    yield f"{picture(series, f'Lijndiagram: {shown(name)}')}</figure>"


def _text(text: str) -> str:
    return escape(shown(text))
