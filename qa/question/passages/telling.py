"""An answer that quotes → the same, with what its quote plainly tells before it: yes, no, a date.

In: an answer from passages and the question as it was read. Out: the answer, led by "Ja", "Nee" or
the date that is asked for where the quote has exactly that; unchanged wherever it is weak or the
quote leaves room for doubt.
"""

from __future__ import annotations

from datetime import date

from qa.dutch.text import sentences
from qa.question.passages.moment import moment
from qa.question.passages.plainly import plainly
from qa.question.read.reading import Reading
from qa.say import compose, rulings
from qa.say.letters import Letters
from qa.types import Answer, Hit, PassageQuery, Strength, Wanted


def told(
    quoting: Answer, query: PassageQuery, reading: Reading, today: date, letters: Letters
) -> Answer:
    """Say before a quote what it plainly tells; `today` is the day of its letter."""
    hit = quoting.hits[0]
    if quoting.strength is Strength.WEAK:
        return quoting
    quoted = compose.quoted(hit)
    if query.wanted is Wanted.WHEN:
        text, start = hit.passage.text, hit.passage.span.start
        found = moment(reading, query.topic, text, hit.core.moved(-start), start, today)
        return compose.with_moment(quoting, found) if found else quoting
    ruling = None if query.wanted.is_number else plainly(reading, quoted, _before(hit))
    return rulings.ruled(quoting, ruling, letters) if ruling else quoting


def _before(hit: Hit) -> str:
    """Return the sentence of a passage before the one that is quoted."""
    text, start = hit.passage.text, hit.core.start - hit.passage.span.start
    return next((s.of(text) for s in reversed(sentences(text)) if s.end <= start), "")
