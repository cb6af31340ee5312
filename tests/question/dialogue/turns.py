"""A turn that follow-ups of the tests lean on."""

from __future__ import annotations

from qa.question.dialogue.turn import Turn
from qa.types import Wanted, Years

ROBBERIES_2018 = Turn(
    subjects=("overvallen",),
    cues=("count",),
    years=Years(named=(2018,)),
    facts=("kst-28684-720:tabel1:8:1",),
    wanted=Wanted.COUNT,
    topic="overvallen",
    place="kst-28684-720:tabel1:8:1",
)
