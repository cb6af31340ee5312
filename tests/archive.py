"""A corpus of three letters: the real one, and two of our own that repeat and contradict it.

Their numbers are made up. Both hold one paragraph alike, and the second a table whose 2021 differs
from that of the real letter.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.letter.factories import REAL, page_of

REAL_ID, SECOND_ID, THIRD_ID = "kst-28684-720", "kst-30001-1", "kst-30001-2"

REPEATED = (
    "De wijkboerderij ontvangt schoolklassen, buurtbewoners en mantelzorgers, die er samen de"
    " dieren verzorgen en de moestuin onderhouden."
)
SECOND = f"""Inleiding

{REPEATED}

Er doen 12 scholen mee aan de proef met de wijkboerderij.

1 Cijfers

De Mobiele Tuin Brigade (MTB) bezocht vorig jaar alle wijken.

2021 700 2.400
2022 650 2.300
2023 610 2.250

Tot slot

Wij informeren u in het voorjaar over de uitkomsten van de evaluatie.

De Minister van Landbouw,
A. Akker"""
THIRD = f"""Inleiding

{REPEATED}

De ooievaar broedt er weer. Er doen 30 scholen mee aan de proef met de wijkboerderij.

Tot slot

De Minister van Landbouw,
A. Akker"""
_TABLES = """[[table]]
number = 1
origin = "letter"
row_kind = "year"
measure = "aantal"
unit = "delicten"
evidence = "Zo gedrukt."

[[table.column]]
header = "Overvallen"
subject = "overvallen"

[[table.column]]
header = "Straatroof"
subject = "straatroof"
"""


def write_corpus(folder: Path) -> Path:
    """Write the three letters, and return the folder."""
    shutil.copytree(REAL, folder / REAL_ID)
    _write(folder / SECOND_ID, SECOND)
    (folder / SECOND_ID / "tables.toml").write_text(_TABLES, "utf-8")
    _write(folder / THIRD_ID, THIRD, day="3 maart 2023", iso="2023-03-03")
    return folder


def _write(folder: Path, body: str, day: str = "14 december 2022", iso: str = "2022-12-14") -> None:
    folder.mkdir()
    text = page_of(folder.name, body)
    dated = text.replace("14 december 2022", day).replace("2022-12-14", iso)
    (folder / "letter.txt").write_text(dated, "utf-8")
