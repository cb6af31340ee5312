"""What a head or caption measures, by its words alone: a count of things, or a measure with a name.

In: a head that was read. Out: whether it counts ("boeken"), measures ("gemiddelde leestijd"),
or only names one of several ("jong"). What Dutch calls a measure is told by its nouns; what can
be counted by its plural.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from qa.errors import LetterError
from qa.letter.tables.heads import Head, take_period
from qa.letter.tables.names import Names
from qa.letter.tables.units import names_scale, take_unit
from qa.letter.tables.values import BARE
from qa.types import Measured, Period

COUNT = "aantal"
_COUNTED = re.compile(r"\b(?:het )?aantal(?:len)? ?(?P<thing>.*)", re.IGNORECASE)
_NOUN_ENDS = re.compile(
    r" (?:aan|bij|binnen|door|in|met|naar|onder|op|over|per|tot|uit|van|voor|waarvan) ",
    re.IGNORECASE,
)
# Nouns that name what is measured, also as the end of a compound ("leestijd").
_MEASURES = re.compile(
    r".*(?:doel(?:stelling)?|streefwaarde|norm|realisatie|gerealiseerd|raming|geraamd|begroting"
    r"|begroot|prognose|verwachting|bedrag|kosten|prijs|budget|uitgaven|inkomsten|opbrengst(?:en)?"
    r"|bijdrage|ontvangsten|baten|lasten|omzet|percentage|aandeel|gemiddelde?|duur|tijd|graad|index"
    r"|cijfer|score|waarde|resultaat|saldo|winst|verlies|omvang|oppervlakte|afstand|capaciteit)"
    r"|plan(?:ning)?|gepland"
    r"|(?:gemiddelde?|percentage|aandeel) .*",
    re.IGNORECASE,
)
# So many of one thing for each of another is no count; so many a day is one, of that day.
_RATE = re.compile(r"(?:^| )per (?!(?:dag|week|maand|kwartaal|jaar|uur|minuut)\b)", re.IGNORECASE)
# So many for each thousand of something, or of what a year is set to: no count.
_PER_SO_MANY = re.compile(
    r"\bper (?!\d{1,2} [a-z]{3,9}\b|(?:19|20)\d\d\b)(?:\d|(?:honderd|duizend|miljoen)\b)|= ?100\b"
    r"|\b(?:\w*index|indexcijfers?)\b",
    re.IGNORECASE,
)
# A mean is no count, and so many a day is the count of no year.
_PER_ONE = re.compile(
    r"\bgemiddelde? |\bper (?P<other>dag|week|maand|uur|etmaal|persoon|inwoner"
    r"|huishouden|leerling|student|cliënt|patiënt|gezin|hectare|kilometer)\b",
    re.IGNORECASE,
)
_UNLESS = re.compile(r"\btenzij\b", re.IGNORECASE)
_TIMES = frozenset("jaar maand week dag uur minuut".split())
_CAPTION = re.compile(r"(?:tabel|overzicht) \d+[a-z]?\s*[.:–-]?\s*", re.IGNORECASE)
_MEMBERS = re.compile(r" (?:naar|per) (?P<rows>[\w-]+) en (?:per )?(?P<columns>[\w-]+)")
_BY = re.compile(r" (?:per|naar) ")


class Says(Enum):
    """What the name in a head is."""

    COUNT = "count"
    MEASURE = "measure"
    MEMBER = "member"
    NOTHING = "nothing"


def what(head: Head, names: Names) -> tuple[Says, str]:
    """Tell what the name of a head is, and return it without "aantal"."""
    if counted := _COUNTED.match(head.name):
        return Says.COUNT, counted["thing"]
    if not head.name:
        return Says.NOTHING, ""
    if head.measured.unit or is_measure(head.name) or _RATE.search(head.name):
        return Says.MEASURE, head.name
    return (Says.COUNT if names.names_many(_noun(head.name)) else Says.MEMBER), head.name


def counts_by_name(head: Head) -> bool:
    """Tell whether a head says that it counts: "Aantal aanvragen"."""
    return head.measured == BARE and head.name.lower().startswith("aantal")


def is_measure(name: str) -> bool:
    """Tell whether a name is one of a measure."""
    return _MEASURES.fullmatch(_noun(name)) is not None


def _noun(name: str) -> str:
    """Return a name up to its first preposition."""
    return _NOUN_ENDS.split(name, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Caption:
    """What a caption says of all its cells; `members` is what the columns are ("en status")."""

    text: str = ""
    thing: str = ""
    counts: bool = False
    is_rate: bool = False  # so many for each thousand of something
    members: str = ""
    measured: Measured = BARE
    period: Period | None = None

    @property
    def is_of_all(self) -> bool:
        """Tell whether it names what every cell counts or measures, so that heads need not."""
        return bool(self.thing) and (
            self.counts or self.is_rate or bool(self.measured.unit) or is_measure(self.thing)
        )

    def measure(self, unit: str, *, whole: bool) -> str:
        """Return the name of what cells measure that no head names; empty where nothing tells.

        `whole` says that all of them are whole numbers.
        """
        if not unit and (self.counts or (whole and not self.thing)):
            return COUNT if whole or self.measured.scale else ""
        if unit == "procent" and (self.counts or not self.thing):
            return "percentage"
        is_named = is_measure(self.thing) or is_measure(self.thing.partition(" ")[0])
        is_paid_for = unit == "euro" and self.counts and not is_named
        if self.thing and not is_paid_for:  # «Veerdiensten (in mln. euro)» gives no number of them
            return self.thing
        return {"": "", "euro": "bedrag"}.get(unit, "duur" if unit in _TIMES else COUNT)


def _leads(mean: re.Match[str]) -> bool:
    """Tell whether a mean is what a caption is of: not "Leden naar soort, en het gemiddelde …"."""
    return "," not in mean.string[: mean.start()]


def read_caption(text: str, row_head: str, today: date, names: Names) -> Caption:
    """Read what a caption says; one that names several things names none for every cell.

    Raises: LetterError where it speaks of a scale, and not surely of that of every cell.
    """
    bare, measured = take_unit(_CAPTION.sub("", text, count=1))
    if names_scale(bare) or (measured.scale and _UNLESS.search(bare)):
        raise LetterError("het opschrift noemt een schaal; of die voor elke cel geldt, is onzeker")
    bare, period = take_period(bare, today)
    members = _MEMBERS.search(bare)
    is_ours = members and members["rows"].lower() == row_head.lower()
    is_rate = _PER_SO_MANY.search(bare) is not None or any(
        each["other"].lower() not in row_head.lower() if each["other"] else _leads(each)
        for each in _PER_ONE.finditer(bare)
    )
    before = bare if is_rate else _BY.split(bare, maxsplit=1)[0]
    counted = None if is_rate else _COUNTED.search(before)
    thing = "" if " en " in before else before.partition(",")[0].strip(" :;–-.")
    return Caption(
        text=text,
        thing=names.within_a_sentence(thing),
        counts=not is_rate and (bool(counted) or names.names_many(_noun(thing))),
        is_rate=is_rate,
        members=members["columns"] if members and is_ours else "",
        measured=measured,
        period=period,
    )
