"""The sentences of a paragraph and how well each answers → which of them are shown together.

In: a text cut to sentences, with what speaks for each (logits of the reader). Out: the first and
the last one to be shown: the best, those beside it that may answer as well, what it says it of,
what the cabinet says to a wish that it tells, and the list that it leads to.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from qa.types import Span

_MOST_SENTENCES: Final = 3  # shown, a list apart
MOST_ITEMS: Final = 12  # of a list that is shown with what leads to it
ITEM: Final = re.compile(r"(?:[•–*-]|\w{1,3}[.)])\s")
# How far below the best sentence a neighbour may stay and still be shown with it, less where a
# number is asked for: another number may stand there. Chosen for the shipped reader on the
# questions that the confidence is fitted on.
_BESIDE, _BESIDE_NUMBER = 4.0, 3.0
# A sentence that begins so says what it says of the one before it.
_POINTING: Final = (
    r"(?:Deze?|Dit|Dat|Die|Hier\w{0,9}|Daar\w{0,9}|Zij|Ze|Hij|Ook|Zo)\b(?! brief\b)"
    r"|(?:\w{1,30} ){1,4}?(?:dit|deze|dat) (?:[a-z]{1,30} ){1,2}(?:niet|wel|over|af)\b"
)
_POINTS: Final = re.compile(_POINTING)
# So does one that holds such a word further on; beside a number it would bring another one in.
_LEANS: Final = re.compile(
    rf"{_POINTING}"
    r"|(?:Aan|Bij|Door|In|Met|Naar|Om|Onder|Op|Over|Tot|Uit|Van|Volgens|Voor|Vanwege|Wegens)"
    r" (?:dit|dat|deze|die|hem|haar|hen|beide)\b(?! (?:brief|jaar|moment|kader)\b)"
    r"|(?:\w{1,30} ){1,4}?(?:hier|daar)(?:van|aan|bij|in|mee|om|op|over|tegen|toe|voor)\b"
)
# What somebody wants of the cabinet is half of what the letter says of it; the reply is the rest.
_WISHES: Final = re.compile(
    r"\b(?:verzoek(?:t|en)|verzocht(?:en)?|vra(?:agt|gen)|gevraagd|(?:be)?pleit(?:en|te|ten)?"
    r"|advise(?:ert|ren|erde|erden)|geadviseerd|beve(?:elt|len)|aanbevolen|aanbeveling\w{0,2}"
    r"|advies|adviezen|wens(?:t|en)?|roep(?:t|en)|dring(?:t|en)|voorgesteld|wil|willen)\b",
    re.IGNORECASE,
)
_OWN_VOICE: Final = re.compile(r"\b(?:ik|mij|wij|we|ons|het kabinet|de regering)\b", re.IGNORECASE)


def shown(
    text: str, spans: Sequence[Span], answers: Sequence[float], best: int, is_number: bool = False
) -> tuple[int, int]:
    """Return the first and the last sentence to be shown: the best one and what completes it."""
    said = [span.of(text) for span in spans]
    least = answers[best] - (_BESIDE_NUMBER if is_number else _BESIDE)
    first = last = best
    while last - first + 1 < _MOST_SENTENCES:
        before = answers[first - 1] if first else -math.inf
        after = answers[last + 1] if last + 1 < len(spans) else -math.inf
        if max(before, after) < least:
            break
        first, last = (first - 1, last) if before >= after else (first, last + 1)
    may_grow = last - first + 1 < _MOST_SENTENCES
    if may_grow and not is_number and _is_reply(said, last + 1):
        last += 1
    first = _lead_of_list(said, first, last)
    last = _end_of_list(said, first, last)
    leans = (_POINTS if is_number else _LEANS).match(said[first])
    if first and last - first + 1 < _MOST_SENTENCES and leans:
        first -= 1
    return first, last


def open_question(text: str, spans: Sequence[Span], latest: int, best: int) -> tuple[int, int]:
    """Return the first and the last sentence to be shown where one says that all is open yet.

    What it says that of is the sentence beside it that comes nearest to an answer, or the one that
    it leans on.
    """
    if abs(best - latest) == 1:
        return min(best, latest), max(best, latest)
    leans = latest > 0 and _LEANS.match(spans[latest].of(text))
    return latest - bool(leans), latest


def _is_reply(said: Sequence[str], number: int) -> bool:
    """Tell whether a sentence is what the cabinet says to the wish that the one before it tells."""
    if number >= len(said) or not _WISHES.search(said[number - 1]):
        return False
    return bool(_LEANS.match(said[number]) and _OWN_VOICE.search(said[number]))


def _lead_of_list(said: Sequence[str], first: int, last: int) -> int:
    """Return the first sentence to be shown: of two items or more, what leads to their list."""
    if first == last or not all(map(ITEM.match, said[first : last + 1])):
        return first
    lead = first - 1
    while lead >= 0 and ITEM.match(said[lead]):
        lead -= 1
    leads = lead >= 0 and said[lead].endswith(":") and last - lead <= MOST_ITEMS
    return lead if leads else first


def _end_of_list(said: Sequence[str], first: int, last: int) -> int:
    """Return the last sentence to be shown: where one of them leads to a list, its last item."""
    leads = max((n for n in range(first, last + 1) if said[n].endswith(":")), default=None)
    if leads is None or not all(map(ITEM.match, said[leads + 1 : last + 1])):
        return last
    while last + 1 < len(said) and last - leads < MOST_ITEMS and ITEM.match(said[last + 1]):
        last += 1
    return last
