"""Relate the name of a country or a place to its people and to what comes from it.

Dutch makes these by a rule: the name without its ending, and one of a closed set of endings. Names
that it does not make so are not related ("Frankrijk", "Frans"), nor those that share fewer than
four letters ("Polen", "Pools").
"""

from __future__ import annotations

import re

from qa.dutch.text import fold

_SHORTEST = 4  # letters that two names must share: "Irak" and "Iran" share three
_DOUBLED = re.compile(r"([a-z])\1")  # "Iraans" of "Iran", "Volendammer" of "Volendam"
_LAND = "a al and e en enland erland ie ije ina istan je land ne o"
_FROM_IT = "ans ens es ijns isch itisch les nes ns s sch"
_PERSON = (
    "an anen der ders ean eanen enaren enar er ers es esen ier iers iet ieten ijn ijnen jard jarden"
    " len lesen nen ner ners nesen sen"
)
_ENDINGS = frozenset(
    [
        "",
        *_LAND.split(),
        *_PERSON.split(),
        *_FROM_IT.split(),
        *(f"{it}e" for it in _FROM_IT.split()),
    ]
)


def same_people(one: str, other: str) -> bool:
    """Tell whether two names are a country or place, its people, or what comes from it."""
    first, second = _bare(one), _bare(other)
    shared = next(
        (at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]),
        min(len(first), len(second)),
    )
    return shared >= _SHORTEST and any(
        first[at:] in _ENDINGS and second[at:] in _ENDINGS for at in range(_SHORTEST, shared + 1)
    )


def _bare(name: str) -> str:
    """Return a folded name with z written s and every doubled letter once: "irakesen"."""
    return _DOUBLED.sub(r"\1", fold(name).replace("z", "s"))
