"""Which digits of plain text are footnote markers.

In: the blocks of the body and the number of notes. Out: for each note whose marker is certain,
where it stands. A saved web page glues the markers to the words before them: `2021.4` may be the
year 2021 with note 4, `een 8.46` the score 8 with note 46, `20231` the year 2023 with note 1.
Position decides: the markers rise from 1 to the number of notes, so of all chains of rising markers
the best is sought: the one that leaves out fewest notes, and holds the fewest doubtful places. A
marker that does not stand in every best chain is not certain: its places are told, and nothing is
cut there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from qa.letter.read.lines import Raw

# Digits glued to a letter or a closing mark, and not the start of a longer number or of a word.
_GLUED = re.compile(r"(?<=[^\W\d_]|[.,;:!?%»”’)\]\"])(?P<digits>[1-9]\d{0,2})(?![\w%]|[.,]\d)")
_TYPED = re.compile(r" ?\[(?P<digits>[1-9]\d{0,2})\]")
_WITHIN = re.compile(r"(?<=[^\W\d_])(?P<digits>[1-9]\d{0,2})(?=[^\W\d_])")
# Behind a year or a number with thousands: `20231`, `20.8002`.
_BEHIND_NUMBER = re.compile(
    r"(?:(?<=(?<!\d)(?:19|20)\d\d)|(?<=[1-9]\.\d{3})|(?<=\d\d\.\d{3}))(?P<digits>[1-9]\d?)(?![\w%]|[.,]\d)"
)
# Two or more side by side: `beleid.3,4` and `beleid.3 4`.
_SIDE_BY_SIDE = re.compile(
    r"(?<=[^\W\d_]|[.;:!?»”’)\]\"])[1-9]\d{0,2}(?:(?:, ?| )[1-9]\d{0,2})+(?![\w%]|[.,]\d)"
)
_ONE = re.compile(r"(?:, ?| )?[1-9]\d*")
# Without anything between: `beleid.34`.
_RUN = re.compile(r"(?<=[^\W\d_]|[.;:!?»”’)\]\"])(?P<digits>[1-9]\d{1,5})(?![\w%]|[.,]\d)")
# `1.267` and `9,2` are Dutch numbers, never a number and a marker. `2021.4` and `8.46` are not; but
# `6.5` may number a paragraph, so such a place is taken only where no other can hold the marker.
_IN_NUMBER = re.compile(r"\d(?:,\d{1,3}|\.\d{3})$")
_AFTER_NUMBER = re.compile(r"\d\.$")
_REACH = 8  # characters back that either needs at most
_DOUBTFUL, _WORSE = 1, 2  # what a place costs that may well be something else
_MOST = 100  # places for one marker


@dataclass(frozen=True, slots=True)
class Place:
    """Where marker `number` may stand: characters start..end of body block `block`.

    The digits that are cut out are those; `cost` is how much it looks like something else.
    """

    number: int
    block: int
    start: int
    end: int
    cost: int


@dataclass(frozen=True, slots=True)
class Found:
    """The markers that are certain, in reading order; and of the notes left, where they may be."""

    certain: tuple[Place, ...]
    open: dict[int, tuple[Place, ...]]


def find_markers(body: Sequence[Raw], notes: int) -> Found:
    """Find the markers 1..notes."""
    layers = _places(body, notes)
    kept = _in_every_best_chain(layers)
    certain = tuple(kept[number] for number in sorted(kept))
    return Found(certain, {n: tuple(_near(n, layers, kept)) for n in layers if n not in kept})


def find_strays(note: str) -> tuple[tuple[int, int], ...]:
    """Return the places in a note of digits glued to a full stop: markers that lost their note."""
    found = re.finditer(r"(?<=[^\W\d_][.!?])[1-9]\d?(?=\s+[A-Z])", note)
    return tuple(match.span() for match in found)


def around(body: Sequence[Raw], place: Place) -> str:
    """Show a place with its line and the characters beside it."""
    raw = body[place.block]
    line = raw.line + raw.text.count("\n", 0, place.start)
    shown = raw.text[max(0, place.start - 20) : place.end + 15].replace("\n", " ")
    return f"regel {line} («…{shown}…»)"


Layers = dict[int, list[Place]]


def _places(body: Sequence[Raw], notes: int) -> Layers:
    """Return the places that can hold each of the markers 1..notes, in reading order."""
    layers: Layers = {number: [] for number in range(1, notes + 1)}
    for block, raw in enumerate(body):
        found = {(start, end): cost for start, end, cost in _digits(raw.text)}
        for (start, end), cost in sorted(found.items()):
            number = int(raw.text[start:end].strip(" ,[]"))
            if number in layers:
                layers[number].append(Place(number, block, start, end, cost))
    # What may stand anywhere is certain nowhere, and would only take time.
    return {number: layer if len(layer) <= _MOST else [] for number, layer in layers.items()}


def _digits(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where digits stand that may be markers, and what each place costs; the best last."""
    for match in _SIDE_BY_SIDE.finditer(text):
        for one in _ONE.finditer(text, *match.span()):
            yield *one.span(), _DOUBTFUL  # with what parts it from the one before
    for match in _RUN.finditer(text):
        digits, start = match["digits"], match.start("digits")
        for cut in range(1, len(digits)):
            if digits[cut] != "0" and int(digits[cut:]) == int(digits[:cut]) + 1:
                yield start, start + cut, _WORSE
                yield start + cut, match.end("digits"), _WORSE
    for pattern in (_WITHIN, _BEHIND_NUMBER):
        for match in pattern.finditer(text):
            yield *match.span("digits"), _WORSE
    for match in _TYPED.finditer(text):
        yield *match.span(), 0
    for match in _GLUED.finditer(text):
        start, end = match.span()
        if not _IN_NUMBER.search(text, max(0, end - _REACH), end):
            doubtful = _AFTER_NUMBER.search(text, max(0, start - _REACH), start)
            yield start, end, _DOUBTFUL if doubtful else 0


def _in_every_best_chain(layers: Layers) -> dict[int, Place]:
    """Return the places that stand in each of the best chains, by number."""
    order = sorted((place for layer in layers.values() for place in layer), key=_position)
    ranks = {place: rank for rank, place in enumerate(order)}
    mirrored = {place: len(order) - 1 - rank for place, rank in ranks.items()}
    forth, best = _chains(list(layers.values()), ranks)
    back, _ = _chains(list(layers.values())[::-1], mirrored)
    kept = {}
    for place in order:
        (cost, ways), (cost_after, ways_after) = forth[place], back[place]
        total = cost + cost_after - place.cost  # the chain through it holds it once
        if total == best.cost and ways * ways_after == best.ways:
            kept[place.number] = place
    return kept


class _Score(NamedTuple):
    """What the best of some chains costs, and how many cost that."""

    cost: int
    ways: int

    def or_(self, other: _Score) -> _Score:
        """Return the score of these chains and others together."""
        if self.cost == other.cost:
            return _Score(self.cost, self.ways + other.ways)
        return min(self, other)


_NO_CHAIN: Final = _Score(1 << 60, 0)


def _chains(
    layers: Sequence[Sequence[Place]], ranks: Mapping[Place, int]
) -> tuple[dict[Place, _Score], _Score]:
    """Return the score of all chains that end in each place, and that of all whole chains.

    A chain takes at most one place a layer, in the order of their ranks. What leaving out a layer
    costs is more than all doubts together; it is kept as if all layers so far had been left out, so
    that the places of all layers can be compared.
    """
    skip = 1 + _WORSE * len(layers)
    scores: dict[Place, _Score] = {}
    first = _Best(len(ranks))
    for number, layer in enumerate(layers):
        for place in layer:
            cost, ways = _Score(0, 1).or_(first.before(ranks[place]))
            scores[place] = _Score(cost + skip * number + place.cost, ways)
        for place in layer:
            cost, ways = scores[place]
            first.add(ranks[place], _Score(cost - skip * (number + 1), ways))
    cost, ways = _Score(0, 1).or_(first.before(len(ranks)))
    return scores, _Score(cost + skip * len(layers), ways)


class _Best:
    """The score of what was added at the ranks before one: a Fenwick tree."""

    def __init__(self, size: int) -> None:
        self._tree = [_NO_CHAIN] * (size + 1)

    def add(self, rank: int, score: _Score) -> None:
        at = rank + 1
        while at < len(self._tree):
            self._tree[at] = self._tree[at].or_(score)
            at += at & -at

    def before(self, rank: int) -> _Score:
        found = _NO_CHAIN
        while rank:
            found = found.or_(self._tree[rank])
            rank -= rank & -rank
        return found


def _position(place: Place) -> tuple[int, int]:
    return place.block, place.start


def _near(number: int, layers: Layers, kept: Mapping[int, Place]) -> Iterator[Place]:
    """Yield where a marker may stand: between the certain ones before and after it."""
    before = max((kept[n] for n in kept if n < number), key=_position, default=None)
    after = min((kept[n] for n in kept if n > number), key=_position, default=None)
    for place in layers[number]:
        is_after = before is None or _position(before) < _position(place)
        if is_after and (after is None or _position(place) < _position(after)):
            yield place
