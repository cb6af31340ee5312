"""Two letters of a dossier → the sections of one that the other has nothing of.

In: the passages of both, and what finds the nearest ones of the other by vectors. Out: the sections
of the first letter, each by the sentence that it opens with. A section is in both where both have
its heading, its number apart; where none has it, the vectors name what comes nearest, and the words
decide whether that is of the same: how near is near, differs between models, and is not asked.
Headings that only open or close a letter are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qa.dutch.text import analyse, fold
from qa.question.whole.parts import hit_of, opening
from qa.store.index import Index
from qa.types import Hit, Kind, Passage

_HELD: Final = {Kind.PARAGRAPH, Kind.TABLE}
_FRAMES: Final = frozenset(
    (
        "aanleiding",
        "achtergrond",
        "afsluiting",
        "afsluitend",
        "bijlage",
        "conclusie",
        "geachte voorzitter",
        "inleiding",
        "leeswijzer",
        "samenvatting",
        "slot",
        "ten slotte",
        "tenslotte",
        "tot slot",
        "vervolg",
        "vooraf",
        "waarom deze brief",
    )
)
_LONGEST: Final = 600  # characters of a section that its nearest are sought by
_NEAREST: Final = 4  # passages of the other letter that the vectors name
_MOST: Final = 60  # sections that are looked for
# Of the stems of the shorter of two sections, those in more than a third of the sections apart.
# In tests/letters/pairs sections that were renamed share 0.45 to 0.70, others at most 0.18.
_ALIKE: Final = 0.3
_FEWEST: Final = 3
_EVERYWHERE: Final = 3

Nearest = Callable[[str], Iterable[Passage]]


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    passages: tuple[Passage, ...]

    @property
    def first(self) -> Passage:
        prose = (each for each in self.passages if each.kind is Kind.PARAGRAPH)
        return next(prose, self.passages[0])

    @property
    def text(self) -> str:
        return " ".join((self.heading, *(each.text for each in self.passages)))


def nearest_in(letter: str, index: Index) -> Nearest:
    """Return what finds the passages of a letter that lie nearest to a text, by vectors."""
    of_letter = index.within([letter])

    def find(text: str) -> list[Passage]:
        vector = index.encoder.encode_query(text[:_LONGEST])
        return [index.passages.at(row) for row, _ in of_letter.dense.search(vector, _NEAREST)]

    return find


def only_in(own: Sequence[Passage], others: Sequence[Passage], nearest: Nearest) -> tuple[Hit, ...]:
    """Return the sections that only the first of two letters has, each by how it opens."""
    mine, theirs = _sections(own), _sections(others)
    headings = {_plain(each.heading) for each in theirs}
    theirs_of = {passage.id: each for each in theirs for passage in each.passages}
    common = _common(mine) | _common(theirs)
    found = []
    for each in mine[:_MOST]:
        plain = _plain(each.heading)
        if plain in headings or plain in _FRAMES:
            continue
        if not _is_held(each, nearest(each.text), theirs_of, common):
            found.append(hit_of(each.first, opening(each.first, 1)))
    return tuple(found)


def _is_held(
    section: _Section,
    near: Iterable[Passage],
    theirs: Mapping[str, _Section],
    common: frozenset[str],
) -> bool:
    """Tell whether one of the sections that lie nearest says the same with the same words."""
    own = _stems(section) - common
    nominated = {theirs[each.id].heading: theirs[each.id] for each in near if each.id in theirs}
    for other in nominated.values():
        said = _stems(other) - common
        shared = len(own & said)
        if shared >= _FEWEST and shared >= _ALIKE * min(len(own), len(said)):
            return True
    return False


def _sections(passages: Iterable[Passage]) -> list[_Section]:
    """Return what stands right under each heading, in reading order."""
    held: dict[tuple[str, ...], list[Passage]] = {}
    for each in passages:
        if each.kind in _HELD and each.path:
            held.setdefault(each.path, []).append(each)
    return [_Section(path[-1], tuple(found)) for path, found in held.items()]


def _plain(heading: str) -> str:
    return fold(heading.lstrip("0123456789.) ")).strip(" .:")


def _stems(section: _Section) -> frozenset[str]:
    return frozenset(each for each in analyse(section.text) if not each.isdigit())


def _common(sections: Sequence[_Section]) -> frozenset[str]:
    counted = Counter(stem for each in sections for stem in _stems(each))
    most = max(2, len(sections) / _EVERYWHERE)
    return frozenset(stem for stem, count in counted.items() if count > most)
