"""One view of a text for every rule of this package: same length, fewer shapes.

In: any text, and spans that are no prose. Out: a string of exactly the same length in lower case,
in which every horizontal space is " ", every minus "-" and every apostrophe "'", so that an offset
in the view is an offset in the text. It refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from qa.types import Span

#: More spaces than these part what stands before them from what follows.
_MOST_SPACES: Final = 40
#: Stands where a skipped span stood: neither a word character nor a space, so that no rule reads
#: over it and nothing counts as glued to it.
BARRIER = "\ufffc"
#: Stands for a sign that could not be read, or an object: a digit beside it may be half a number.
UNKNOWN = "\ufffd"
#: Between these a text is turned around: its digits are shown the other way.
TURNED, TURNED_BACK = "\u202e", "\u202c"
#: A sign that no number holds and that parts no two, as in "1'174", "1·174": nobody can say for
#: certain what the digits on its sides are. A bracket, a quote or a bar begins something else.
STRANGE = rf"[^\w\s{BARRIER}()\[\]{{}}|«»“”„\"<>=;…€$£]"

_SHAPES: Final = (
    *((space, " ") for space in "\t\u00a0\u2002\u2003\u2007\u2009\u202f"),
    *((minus, "-") for minus in "\u2212\u2011"),
    *((apostrophe, "'") for apostrophe in "\u2018\u2019\u02bc"),
)


def fold(text: str, skip: Iterable[Span] = ()) -> str:
    """Return the view of `text`, with a barrier over every span in `skip`."""
    view = text.lower()
    if len(view) != len(text):  # a few capitals (İ) grow in lower case; those stay as they are
        view = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    view = plain(view).replace(BARRIER, UNKNOWN)
    for span in skip:
        end = min(span.end, len(view))
        view = view[: span.start] + BARRIER * (end - span.start) + view[end:]
    return view


def plain(text: str) -> str:
    """Return the view of a text in which capitals stay what they are."""
    for shape, simple in _SHAPES:  # on a page twenty times faster than str.translate
        text = text.replace(shape, simple)
    return text


def pattern(source: str) -> re.Pattern[str]:
    """Compile a rule for a folded view: " " is one or more spaces there, "~" any number.

    Any number has an end, or a search would read a long run of spaces again from each of them.
    """
    return re.compile(
        source.replace(" ", f" {{1,{_MOST_SPACES}}}").replace("~", f" {{0,{_MOST_SPACES}}}")
    )


def one_of(words: Iterable[str]) -> str:
    """Return an alternation of literal words, longest first: none hides behind its own start."""
    literal = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", " ").replace(r"\-", "-") for word in literal)
