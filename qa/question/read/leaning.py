"""Whether a question leans on the one before it.

In: a reading, and its words that carry meaning. Out: whether it leaves out or refers back to what
only the turn before can tell.
"""

from __future__ import annotations

from qa.question.read.reading import Reading


def is_follow_up(reading: Reading, content: tuple[str, ...] = ()) -> bool:
    """Tell whether a question leans on the turn before: it leaves out or refers back.

    With its `content`, a fragment ("In welke gemeenten?") and a question about something that only
    the turn before can have made definite ("Wanneer komt de evaluatie?") do so too.
    """
    if reading.says("elliptical") or reading.says("referring"):
        return True
    named = any(word[0].isupper() for word in content)
    return len(content) < 2 and not named and bool(reading.says("fragment"))
