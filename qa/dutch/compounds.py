"""Cut a Dutch compound into words that some texts have: "stadsdeuren" is stad and deuren.

In: a compound, and the words and roots of the texts. Out: its parts, the head last; nothing where
it is no compound, or where two ways to cut it are as good ("lood-staart", "loods-taart").
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from qa.dutch.endings import VERB_BEGINNINGS, has_vowel
from qa.dutch.forms import kin, root
from qa.dutch.irregular import DERIVED, FIXED
from qa.dutch.plurals import is_past

_SHORTEST = 4  # letters of a part
_SHORTEST_OF_MANY = 5  # and where there are more than two: "school-best-uren" is no compound
_SHORTEST_ROOT = 3
_LONGEST = 60  # letters; what is longer is no word
_ADJECTIVES = tuple(
    ending + inflected
    for ending in (*DERIVED, "vol", "vrij", "waard", "schap", "end", "aand")
    for inflected in ("", "e", "er", "ere")
)


@dataclass(frozen=True, slots=True)
class _Cut:
    """How the end of a word is cut best, what that costs, and whether another costs as much."""

    cost: tuple[int, int, int]
    parts: tuple[str, ...]
    is_tied: bool

    def is_as_good(self, other: _Cut) -> bool:
        """Tell whether one letter more or less in the head is all that sets two cuts apart."""
        return self.cost[:2] == other.cost[:2] and abs(self.cost[2] - other.cost[2]) <= 1


@dataclass(frozen=True, slots=True)
class Compounds:
    """The words, and the roots of words, that a compound can be made of."""

    words: Collection[str]
    roots: Collection[str]

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a folded word.

        The fewest parts are best, then those that the texts have in that form, then the longest
        head.
        """
        if len(word) > _LONGEST:
            return ()
        best: dict[int, _Cut] = {}
        for start in range(len(word) - _SHORTEST, -1, -1):
            cuts = sorted(self._cuts(word, start, best), key=lambda cut: cut.cost)
            if cuts:
                first, *others = cuts
                is_tied = first.is_tied or any(first.is_as_good(other) for other in others)
                best[start] = _Cut(first.cost, first.parts, is_tied)
        whole = best.get(0)
        if whole is None or whole.is_tied:
            return ()
        is_sure = len(whole.parts) == 2 or min(map(len, whole.parts)) >= _SHORTEST_OF_MANY
        return whole.parts if is_sure else ()

    def _cuts(self, word: str, start: int, best: dict[int, _Cut]) -> list[_Cut]:
        """Return the ways to cut a word from a place on, given the best ones of later places."""
        cuts = []
        tail = word[start:]
        if start and self._is_head(tail):
            cuts.append(_Cut((1, tail not in self.words, -len(tail)), (tail,), is_tied=False))
        for end, after in best.items():
            part = self._first(word[start:end], after.parts[0]) if end > start else ""
            if part:
                count, unseen, head = after.cost
                cost = (count + 1, unseen + (part not in self.words), head)
                cuts.append(_Cut(cost, (part, *after.parts), after.is_tied))
        return cuts

    def _is_head(self, piece: str) -> bool:
        """Tell whether a piece can be the last part: a noun, as far as its form tells."""
        return self._is_known(piece) and not is_past(piece) and not piece.endswith(_ADJECTIVES)

    def _first(self, piece: str, after: str) -> str:
        """Return the word that a first part is, without a linking -s- or -en-, or nothing."""
        if piece in self.words and self._is_known(piece):
            return piece
        if piece.endswith("s") and self._is_known(piece[:-1]):
            # "taakstelling" is no "taak" with a "telling".
            return "" if kin("s" + after) in self.roots else piece[:-1]
        if piece.endswith("en") and piece[:-2] in self.words and self._is_known(piece[:-2]):
            return piece[:-2]
        return piece if self._is_known(piece) and not piece.endswith(("e", "st")) else ""

    def _is_known(self, piece: str) -> bool:
        """Tell whether the texts have a word, or another form of it, that can be a part."""
        if len(piece) < _SHORTEST or piece in FIXED or not has_vowel(piece):
            return False
        stem = root(piece)
        is_beginning = piece in VERB_BEGINNINGS or stem in VERB_BEGINNINGS
        is_known = piece in self.words or (stem in self.roots and len(stem) >= _SHORTEST_ROOT)
        return is_known and not is_beginning
