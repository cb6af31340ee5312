"""Which letter a question calls: by its number, its day, its sender, its title, its place in order.

In: a question, the dates in it, and the words of the titles and senders of the letters that are
asked. Out: each phrase that calls a letter ("de nieuwste brief over lezen", "Kamerstuk 28 684, nr.
720"), with what it says. Nothing is looked up here: who has the letters tells which are meant. A
phrase that only mentions a letter ("in reactie op de brief van …") calls none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from qa.dutch.forms import root
from qa.dutch.numbers import OPEN_END, OPEN_START, Found, Kind, scan
from qa.dutch.text import fold, stem, stems
from qa.question.read.called import NEWEST, OLDEST, PREVIOUS, Called, Words, grown
from qa.types import Period, Span

_ORDERS: Final = {
    NEWEST: "nieuwste laatste recentste jongste",
    PREVIOUS: "vorige voorlaatste voorgaande",
    OLDEST: "oudste",
}
_ORDER_OF: Final = {word: name for name, held in _ORDERS.items() for word in held.split()}
_COUNTS: Final = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5}
_NOUN: Final = r"(?:kamer|voortgangs)?(?:brief|brieven)|voortgangsrapportages?"
_HEAD: Final = re.compile(
    r"\b(?:(?:de|het|een|alle|beide) )?(?:(?:aller)?(?P<order>meest recente|"
    rf"{'|'.join(_ORDER_OF)}) (?:(?P<count>{'|'.join(_COUNTS)}) )?)?(?P<noun>{_NOUN})\b",
    re.IGNORECASE,
)
# "Sinds de vorige brief", "in reactie op de brief van …": spoken of, not asked.
_MENTIONED: Final = re.compile(
    r"\b(?:(?<!volgens )(?<!in )(?<!uit )een|uw|mijn|sinds|sedert|na|reactie op|antwoord op"
    r"|aanleiding van|opzichte van|dan in|tijde van|vergeleken met|verwijst naar|verwezen naar"
    r"|noemt|genoemd in) $",
    re.IGNORECASE,
)
_BEFORE: Final = 20  # characters before a phrase that tell so
_NUMBER: Final = re.compile(
    r"\bkst-(?P<id>\d{5}(?:-[IVXLC]+)?-\d{1,5})\b"
    r"|\b(?:(?P<named>kamerstuk(?:ken|nummer)?)(?: II| I)?:? )?(?P<dossier>\d{2} ?\d{3})"
    r"(?:[ -](?P<addition>[IVXLC]+))?(?:, ?| )?(?:-(?=\d)|nr\.? ?|nummer )(?P<sequence>\d{1,5})\b",
    re.IGNORECASE,
)
_OPENED: Final = re.compile(r",? \(?(?:met nummer )?", re.IGNORECASE)
_LINK: Final = re.compile(
    r",? \(?(?P<of>van|uit|d\.? ?d\.?|gedateerd|gedagtekend|verstuurd|verzonden)?"
    r"(?: ?(?P<side>voor|vóór|tot))?(?: ?\b(?:op|in|het jaar|het|de))? ?",
    re.IGNORECASE,
)
_MONTHS: Final = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
_PART: Final = re.compile(
    r",? \(?(?:van|uit|d\.? ?d\.?) (?:(?P<day>\d{1,2}) )?"
    rf"(?P<month>{'|'.join(_MONTHS)})\b(?P<year> (?:19|20)\d\d\b)?",
    re.IGNORECASE,
)
_NEVER: Final = Period(date.min, date.min + timedelta(days=1), "")
_AND: Final = re.compile(r"(?:,| en| of| en die van| en van) ", re.IGNORECASE)
_REACH: Final = 30  # characters between a letter and the day that it is of
_SENDER: Final = re.compile(
    r" van (?:de |onze )?(?P<office>minister-president|ministers?|staatssecretaris(?:sen)?)\b",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r" (?:over|inzake|betreffende|aangaande|rond|rondom)(?: (?:de|het|een))? (?=\w)", re.IGNORECASE
)
_GOES_ON: Final = re.compile(
    r" (?:en|of|van|voor|bij|in(?! \d)|op|aan|met|tegen|door|uit|binnen|onder|per)\b", re.IGNORECASE
)
_QUOTED: Final = re.compile(r" [‘'\"“«](?P<title>[^‘’'\"“”«»]{3,150})[’'\"”»]")
_WORD: Final = re.compile(r"\w[\w’'-]*")
_JOINING: Final = frozenset("en van voor de het".split())
_SHORT_NAME: Final = re.compile(r"[A-Z]{2,6}|[A-Z]\w{1,3}[A-Z]\w?")  # of a ministry: it may be any
_SAYING: Final = re.compile(
    r"\W*(?:en )?(?:wat|hoe|welke?)\b[^?]{0,40}?"
    r"\b(?:zei(?:den)?|schreef|schreven|vond(?:en)?|dacht(?:en)?|meldde|beloofde|stelde|beweerde)"
    r" (?:de (?:minister|staatssecretaris|regering|bewindspersoon)|het (?:kabinet|ministerie)"
    r"|de brief|hij|zij)\b",
    re.IGNORECASE,
)
SAID_IN: Final = "letter_by_saying"
_MOST: Final = 6  # things that one phrase says of a letter


def called(
    text: str, today: date, known: Words, *, also_mentioned: bool = False
) -> tuple[Called, ...]:
    """Return the phrases of a question that call a letter, in its order."""
    skips = _no_mention if also_mentioned else _is_mentioned
    found = [*_numbered(text, skips), *_described(text, today, known, skips)]
    found += [] if found else _said_in(text, today)
    kept: list[Called] = []
    for each in sorted(found, key=lambda c: (c.span.start, -c.span.end)):
        if not kept or each.span.start >= kept[-1].span.end:
            kept.append(each)
    return tuple(kept)


_Skips = Callable[[str, int], bool]


def _numbered(text: str, skips: _Skips) -> Iterator[Called]:
    """Yield the letters that are called by their number alone: "kst-28684-720"."""
    if not any(map(str.isdigit, text)):
        return
    for match in _NUMBER.finditer(text):
        is_number = match["id"] or match["named"]
        if is_number and not skips(text, match.start()):
            yield _with_number(Called(Span(*match.span())), match)


def _with_number(found: Called, match: re.Match[str]) -> Called:
    if match["id"]:
        dossier, _, sequence = match["id"].rpartition("-")
    else:
        addition = f"-{match['addition'].upper()}" if match["addition"] else ""
        dossier = match["dossier"].replace(" ", "") + addition
        sequence = match["sequence"]
    said = ("letter_by_number", match[0].strip(" ,("))
    return grown(found, match.end(), said, dossier=dossier, sequence=sequence)


def _described(text: str, today: date, known: Words, skips: _Skips) -> Iterator[Called]:
    """Yield the letters that are described: "de brief van 14 december 2022 over lezen"."""
    heads = list(_HEAD.finditer(text))
    dates = [each for each in scan(text, today) if each.kind is Kind.DATE] if heads else []
    for head in heads:
        if skips(text, head.start()):
            continue
        found = Called(Span(*head.span()), is_many="brieven" in head["noun"].casefold())
        if word := head["order"]:
            order = NEWEST if " " in word else _ORDER_OF[word.casefold()]
            count = _COUNTS.get((head["count"] or "").casefold(), 1)
            found = replace(found, order=order, count=count, said=(("letter_by_order", word),))
        for _ in range(_MOST):
            longer = _more(found, text, dates, known)
            if longer is None:
                break
            found = longer
        if found.said:
            yield found


def _said_in(text: str, today: date) -> Iterator[Called]:
    """Yield the letters of the year in which somebody is asked to have said something."""
    dates = [each for each in scan(text, today) if each.kind is Kind.DATE]
    if len(dates) != 1 or not _SAYING.match(text):
        return
    year = dates[0]
    if year.period and year.surface.isdigit() and text[: year.span.start].endswith(" in "):
        yield Called(year.span, ((SAID_IN, year.surface),), periods=(year.period,))


def _no_mention(text: str, at: int) -> bool:
    return False


def _is_mentioned(text: str, at: int) -> bool:
    if text[at : at + 4].casefold() == "een ":
        at += len("een ")
    return _MENTIONED.search(text, max(0, at - _BEFORE), at) is not None


def _more(found: Called, text: str, dates: Sequence[Found], known: Words) -> Called | None:
    """Return a phrase with the next thing that it says of the letter; None at its end."""
    opened = _OPENED.match(text, found.span.end)
    if opened and (match := _NUMBER.match(text, opened.end())):
        return _with_number(found, match)
    return (
        _by_day(found, text, dates)
        or _by_sender(found, text, known)
        or _by_topic(found, text, dates, known)
        or _by_title(found, text, known)
    )


def _by_day(found: Called, text: str, dates: Sequence[Found]) -> Called | None:
    """Read the day, the year or the years that a letter is of."""
    at = found.span.end
    for each in dates:
        if not at <= each.span.start <= at + _REACH or each.period is None:
            continue
        joined = _AND.fullmatch(text, at, each.span.start) if found.periods else None
        link = joined or _LINK.fullmatch(text, at, each.span.start)
        is_of = link and (joined or link["of"] or found.is_many)
        if not link or not is_of:
            return None
        period = each.period
        if not joined and link["side"]:
            period = Period(OPEN_START, period.start, period.label)
        elif each.surface.casefold().startswith(("sinds", "vanaf", "na")):
            period = replace(period, end=OPEN_END)
        said = ("letter_by_day", text[at : each.span.end].strip(" ,("))
        return grown(found, each.span.end, said, periods=(*found.periods, period))
    return None if found.periods else _by_part_of_day(found, text)


def _by_part_of_day(found: Called, text: str) -> Called | None:
    """Read a day without its year, or one that no calendar has: no letter is of that."""
    match = _PART.match(text, found.span.end)
    if match is None or found.month:
        return None
    said = ("letter_by_day", match[0].strip(" ,("))
    if match["year"]:
        return grown(found, match.end(), said, periods=(_NEVER,))
    month, day = 1 + _MONTHS.index(match["month"].casefold()), int(match["day"] or 0)
    return grown(found, match.end(), said, month=month, day=day)


def _by_sender(found: Called, text: str, known: Words) -> Called | None:
    """Read who sent a letter: "van de minister van …"; a short name may be any ministry's."""
    match = _SENDER.match(text, found.span.end)
    if match is None or found.sender:
        return None

    def name(written: str) -> str:
        said = stem(fold(written))
        return said if written[0].isupper() or said in known.senders else ""

    end, names = _run(text, match.end(), name)
    if _SHORT_NAME.search(text, match.end(), end):
        return None
    said = ("letter_by_sender", text[found.span.end : end].strip())
    office = fold(match["office"])
    one = "minister" if office == "ministers" else office
    return grown(found, end, said, sender=frozenset((stem(one), *names)))


def _by_topic(found: Called, text: str, dates: Sequence[Found], known: Words) -> Called | None:
    """Read what a letter is about, in words of its title: "over de woningbouw".

    What goes on ("over de voortgang van de proeven") is about more than a title tells.
    """
    match = _ABOUT.match(text, found.span.end)
    if match is None or found.topic:
        return None

    def of_title(written: str) -> str:
        forms = (stem(fold(written)), root(fold(written)))
        named = (each for each in forms if known.names_title(each))
        return next(named, "") if written.isalpha() else ""

    end, topic = _run(text, match.end(), of_title)
    if not topic:
        return None
    span = Span(found.span.end, end)
    said = ("letter_by_topic", span.of(text).strip())
    about = grown(found, end, said, topic=frozenset(topic), topic_span=span)
    is_dated = _by_day(about, text, dates) or _by_sender(about, text, known)
    return None if _GOES_ON.match(text, end) and not is_dated else about


def _by_title(found: Called, text: str, known: Words) -> Called | None:
    """Read the title of a letter in quotes."""
    match = _QUOTED.match(text, found.span.end)
    title = frozenset(stems(match["title"])) if match else frozenset()
    if match is None or not title & known.titles:
        return None
    return grown(found, match.end(), ("letter_by_title", match["title"]), title=title)


def _run(text: str, start: int, accepts: Callable[[str], str]) -> tuple[int, list[str]]:
    """Read words as long as they are accepted: the end of the last, and what each is taken for.

    Words that only join may stand between two of them.
    """
    end = at = start
    kept: list[str] = []
    for match in _WORD.finditer(text, start):
        if text[at : match.start()].strip(" ,"):
            break
        at, written = match.end(), match[0]
        if written.casefold() in _JOINING:
            continue
        if not (taken := accepts(written)):
            break
        kept.append(taken)
        end = at
    return end, kept
