"""Which digits of a letter's body are footnote markers.

In: the blocks of the body and the number of notes. Out: one marker for each note, in order. A saved
web page glues the markers to the words before them: `2021.4` may be the year 2021 with note 4, and
`een 8.46` the score 8 with note 46. Position decides: the markers rise from 1 to the number of
notes, so a digit run is marker k only where marker k−1 stands before it and marker k+1 after it.
Refuses a letter in which no such chain, or more than one, exists.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from qa.errors import LetterError
from qa.letter.read import Raw

# Digits glued to a letter or a closing mark, and not the start of a longer number or of a word.
_GLUED = re.compile(r"(?<=[^\W\d_]|[.,;:!?%»”’)\]\"])(?P<digits>[1-9]\d{0,2})(?![\w%]|[.,]\d)")
# `1.267` and `9,2` are Dutch numbers, never a number and a marker. `2021.4` and `8.46` are not; but
# `6.5` may number a paragraph, so such a place is taken only where no other can hold the marker.
_IN_NUMBER = re.compile(r"\d(?:,\d{1,3}|\.\d{3})$")
_AFTER_NUMBER = re.compile(r"\d\.$")
_REACH = 8  # characters back that either needs at most


@dataclass(frozen=True, slots=True)
class Marker:
    """Marker `number`: characters start..end of body block `block`."""

    number: int
    block: int
    start: int
    end: int
    doubtful: bool


def find_markers(body: Sequence[Raw], notes: int) -> tuple[Marker, ...]:
    """Return the markers 1..notes in reading order.

    Raises: LetterError, with the line and the characters around it, when a marker is missing or
    when two places are equally good.
    """
    return _Chain(_candidates(body, notes)).resolve(body)


def find_strays(note: str) -> tuple[tuple[int, int], ...]:
    """Return the places in a note of digits glued to a full stop: markers that lost their note."""
    found = re.finditer(r"(?<=[^\W\d_][.!?])[1-9]\d?(?=\s+[A-Z])", note)
    return tuple(match.span() for match in found)


def _candidates(body: Sequence[Raw], notes: int) -> list[list[Marker]]:
    """Return the places that can hold each of the markers 1..notes, in reading order."""
    layers: dict[str, list[Marker]] = {str(number): [] for number in range(1, notes + 1)}
    for block, raw in enumerate(body):
        for match in _GLUED.finditer(raw.text):
            start, end = match.span()
            layer = layers.get(match["digits"])
            if layer is None or _IN_NUMBER.search(raw.text, max(0, end - _REACH), end):
                continue
            doubtful = _AFTER_NUMBER.search(raw.text, max(0, start - _REACH), start)
            layer.append(Marker(int(match["digits"]), block, start, end, bool(doubtful)))
    return list(layers.values())


#: The cost of the best chains up to a marker, how many there are, the marker before it in one.
_Score: TypeAlias = tuple[int, int, Marker | None]


def _place(marker: Marker) -> tuple[int, int]:
    return marker.block, marker.start


class _Chain:
    """Chains of one candidate a number, in reading order, with the fewest doubtful ones.

    For each candidate it keeps the cost of the best chain that ends there (the doubtful markers in
    it), how many chains reach that cost (capped at 2: more than one is already too many), and the
    candidate before it.
    """

    def __init__(self, layers: list[list[Marker]]) -> None:
        self.layers = layers
        self.best: list[dict[Marker, _Score]] = []
        for layer in layers:
            if self.best:
                self.best.append(dict(self._reached(layer)))
            else:
                self.best.append({marker: (int(marker.doubtful), 1, None) for marker in layer})

    def _reached(self, layer: list[Marker]) -> Iterator[tuple[Marker, _Score]]:
        """Yield what chains reach a layer from the one before; both are in reading order."""
        waiting = deque(self.best[-1].items())
        cheapest: _Score | None = None
        for marker in layer:
            while waiting and _place(waiting[0][0]) < _place(marker):
                before, (cost, ways, _) = waiting.popleft()
                if cheapest is None or cost < cheapest[0]:
                    cheapest = cost, ways, before
                elif cost == cheapest[0]:
                    cheapest = cost, min(2, cheapest[1] + ways), cheapest[2]
            if cheapest is not None:
                cost, ways, first = cheapest
                yield marker, (cost + int(marker.doubtful), ways, first)

    def resolve(self, body: Sequence[Raw]) -> tuple[Marker, ...]:
        for number, scores in enumerate(self.best, start=1):
            if not scores:
                raise LetterError(self._missing(body, number))
        if not self.best:
            return ()
        final = self.best[-1]
        cost = min(score[0] for score in final.values())
        ends = [marker for marker, score in final.items() if score[0] == cost]
        if len(ends) > 1 or final[ends[0]][1] > 1:
            raise LetterError(self._ambiguous(body, ends))
        chain: list[Marker] = []
        marker: Marker | None = ends[0]
        for scores in reversed(self.best):
            assert marker is not None  # every layer was reached from the one before it
            chain.append(marker)
            marker = scores[marker][2]
        return tuple(reversed(chain))

    def _missing(self, body: Sequence[Raw], number: int) -> str:
        after = min(self.best[number - 2], key=_place) if number > 1 else None
        place = _around(body, after) if after else f"regel {body[0].line}" if body else "de brief"
        return (
            f"geen verwijzing naar voetnoot {number} gevonden na {place}; "
            f"verwacht wordt het cijfer {number}, vast aan het woord ervoor."
        )

    def _ambiguous(self, body: Sequence[Raw], ends: list[Marker]) -> str:
        places = self._alternatives(ends)
        shown = " en ".join(_around(body, marker) for marker in places[:2])
        return (
            f"voetnoot {places[0].number} kan op meer plaatsen staan: {shown}; "
            "zonder raden is niet te kiezen, dus deze brief wordt niet opgenomen."
        )

    def _alternatives(self, ends: list[Marker]) -> list[Marker]:
        """Walk back from the end to the first layer where equally good chains part."""
        for layer in range(len(self.best) - 1, -1, -1):
            if len(ends) > 1:
                return ends
            if layer == 0:
                break
            cost = self.best[layer][ends[0]][0] - int(ends[0].doubtful)
            place = _place(ends[0])
            ends = [
                marker
                for marker, score in self.best[layer - 1].items()
                if score[0] == cost and _place(marker) < place
            ]
        return ends


def _around(body: Sequence[Raw], marker: Marker) -> str:
    raw = body[marker.block]
    line = raw.line + raw.text.count("\n", 0, marker.start)
    shown = raw.text[max(0, marker.start - 20) : marker.end + 15].replace("\n", " ")
    return f"regel {line} («…{shown}…»)"
