"""A text → the papers of parliament that it names, and the dossiers where it names no paper.

In: a text in which every space is " ". Out: each number of a paper with its id. What is not certain
becomes less: "Kamerstuk 28 684, nr. 12b" is no more than dossier 28 684. A paper of several
dossiers is filed under the first that is named; of several papers of several dossiers only the
first is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from qa.dutch.numbers.days import MONTHS
from qa.dutch.numbers.fold import one_of, pattern
from qa.dutch.publications import document_id
from qa.letter.references.printed import Printed
from qa.types import ReferenceKind, Span

_MOST: Final = 50  # papers in "nrs. 1 t/m 50"
_COUNCILS: Final = "21501"  # the dossier whose parts have numbers: "21 501-03"

_BASE = r"[0-9]{2}(?: |\.)?[0-9]{3}(?![0-9]|[.,][0-9])"
_ADDITION = r"(?:-[0-9]{2}|(?:-| )(?:[IVXLC]{1,6}[A-C]?|[A-Z]))(?!\w)"
_ONE = rf"{_BASE}(?:{_ADDITION})?"
# In "nr. 930, 4 november 2022" the 4 is a day, and in "nrs. 12, 29 628" the 29 begins a dossier.
_N = rf"[0-9]{{1,4}}(?!\w|[.,][0-9]| [0-9]{{3}}(?![0-9])| (?:{one_of(MONTHS)})(?!\w))"
_TO = r"(?: t/m | tot en met )"
_SEVERAL = rf"(?:[Nn]rs\.?|[Nn]ummers)~(?P<several>{_N}(?:(?:,~| en |{_TO}|~[-–]~){_N}){{0,20}})"
_FEW = rf"[Nn](?:r\.?|ummer)~(?P<few>{_N}(?:{_TO}{_N}| en {_N}(?!~\w))?)"
_LETTERS = r"(?:[Nn]rs?\.?~|letters? )?(?P<letters>[A-Z]{1,3}(?: en [A-Z]{1,3})?)(?!\w)"
_GROUP: Final = pattern(
    rf"(?P<dossiers>{_ONE}(?:(?:~,~| en |~[/&]~){_ONE}){{0,9}})"
    rf"(?:(?:~,~| )(?:{_SEVERAL}|{_FEW})|-(?P<hyphen>[0-9]{{1,4}})(?!\w)|~,~{_LETTERS})?"
)
_OPENING: Final = pattern(
    r"(?<!\w)(?:(?P<paper>(?i:kamerstuk(?:ken|nummers?|dossiers?)?|kamerdossiers?))"
    r"|(?P<senate>EK|(?i:eerste kamer))|TK|(?i:tweede kamer))(?:~[:,]~| )"
    r"(?:(?P<house>I{1,2})(?:~,~| ))?(?:(?i:vergaderjaar) )?"
    r"(?:[0-9]{4}~[-–/]~[0-9]{2,4}(?:~[,;]~| ))?(?:(?i:nr\.?|nummer|dossier) )?"
)
_DOSSIER: Final = pattern(rf"(?P<base>{_BASE})(?P<addition>{_ADDITION})?")
_ENTRY: Final = pattern(
    rf"(?P<first>[0-9]{{1,4}})(?:(?:{_TO}|~[-–]~)(?P<last>[0-9]{{1,4}}))?|(?P<letter>[A-Z]{{1,3}})"
)
_JOINT: Final = pattern(r"(?:~[,;]~(?:en )?| en | alsmede )")
_SAME: Final = pattern(rf"[Nn]r\.?~(?P<number>{_N})")
_BRACKET: Final = re.compile(r"\((?=[0-9]{2}[ .]?[0-9]{3})")
_CLOSED: Final = pattern(r"~(?:[);,.\n]|\Z)")
_WORD: Final = pattern(r"~\w")
_ROMAN: Final = re.compile("[IVXLC]{2,}")
_GAPS: Final = str.maketrans("", "", " .-")


class _Entry(NamedTuple):
    """The number of a paper as printed, or where several are printed as "12 t/m 15" one of them."""

    number: str
    span: Span


def papers(view: str, starts: frozenset[int] = frozenset()) -> Iterator[Printed]:
    """Yield the papers and dossiers of a text; at `starts` a note begins."""
    opened = {match.end(): match for match in _OPENING.finditer(view)}
    bare = {*starts, *(match.end() for match in _BRACKET.finditer(view))}
    past = 0
    for at in sorted({*opened, *bare}):
        group = _GROUP.match(view, at)
        if at < past or group is None:
            continue
        opening = opened.get(at)
        if opening is None and not (group["few"] and _CLOSED.match(view, group.end())):
            continue  # nothing says that this is a paper but its form and its place
        start = opening.start() if opening else at
        is_senate = bool(opening and (opening["senate"] or opening["house"] == "I"))
        found = list(_group(view, group, start, is_senate=is_senate))
        if opening and not opening["paper"]:  # a Chamber is named for more than its papers
            found = [each for each in found if each.kind is ReferenceKind.DOCUMENT]
        yield from found
        past = group.end()
        if found and (group["few"] or group["several"]):
            for each, end in _continued(view, group):
                past = end
                yield each


def _continued(view: str, group: re.Match[str]) -> Iterator[tuple[Printed, int]]:
    """Yield what goes on behind a paper, with where that ends: "… en nr. 5; 29 628, nr. 7"."""
    end = group.end()
    while joint := _JOINT.match(view, end):
        if same := _SAME.match(view, joint.end()):
            found = [_Entry(same["number"], Span(*same.span("number")))]
            dossiers = [dossier for dossier, _ in _dossiers(view, group, is_numbered=True)]
            end = same.end()
            for each in _documents(dossiers, found, same.start("number"), is_first=False):
                yield each, end
            continue
        following = _GROUP.match(view, joint.end())
        if following is None or not (following["few"] or following["several"]):
            return
        group, end = following, following.end()
        for each in _group(view, group, group.start(), is_senate=False):
            yield each, end


def _group(view: str, group: re.Match[str], start: int, *, is_senate: bool) -> Iterator[Printed]:
    entries = list(_entries(view, group, is_senate=is_senate))
    if entries:
        dossiers = [dossier for dossier, _ in _dossiers(view, group, is_numbered=True)]
        found = list(_documents(dossiers, entries, start, is_first=True))
        if all(all(each.targets) for each in found):
            yield from found
            return
    for dossier, span in _dossiers(view, group, is_numbered=False, is_senate=is_senate):
        is_first = span.start == group.start()  # the words before them go with the first
        place = Span(start, span.end) if is_first else span
        yield Printed(ReferenceKind.DOSSIER, place, (dossier,))


def _dossiers(
    view: str, group: re.Match[str], *, is_numbered: bool, is_senate: bool = False
) -> Iterator[tuple[str, Span]]:
    """Yield the dossiers of a reference.

    Without the number of a paper behind it, an addition may be that number: "28 684-12", or of the
    Senate "35 300 A". It is left out then.
    """
    for match in _DOSSIER.finditer(view, *group.span("dossiers")):
        base = match["base"].translate(_GAPS)
        addition = (match["addition"] or "").translate(_GAPS)
        is_certain = base == _COUNCILS if addition.isdigit() else not is_senate
        if addition and (is_numbered or is_certain):
            yield f"{base}-{addition}", Span(*match.span())
        else:
            yield base, Span(*match.span())


def _entries(view: str, group: re.Match[str], *, is_senate: bool) -> Iterator[_Entry]:
    """Yield the numbers of papers; none at all where one of them is not certain."""
    name = next((each for each in ("few", "several", "hyphen", "letters") if group[each]), "")
    if not name or (name == "letters" and not _is_lettered(view, group, is_senate=is_senate)):
        return
    found: list[_Entry] = []
    for match in _ENTRY.finditer(view, *group.span(name)):
        span = Span(*match.span())
        if match["letter"]:
            found.append(_Entry(match["letter"], span))
            continue
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if not 0 < first <= last < first + _MOST:
            return
        found += [_Entry(str(number), span) for number in range(first, last + 1)]
    yield from found


def _is_lettered(view: str, group: re.Match[str], *, is_senate: bool) -> bool:
    """Tell whether letters number a paper: "A" does, while "AO" and "VI" may be something else."""
    letters = group["letters"]
    if _ROMAN.search(letters) or _WORD.match(view, group.end()):
        return False
    return is_senate or len(letters) == 1


def _documents(
    dossiers: list[str], entries: list[_Entry], start: int, *, is_first: bool
) -> Iterator[Printed]:
    """Yield the papers with these numbers; the words before the first go with it."""
    for entry in entries:
        is_same = is_first and entry.span == entries[0].span
        span = Span(start, entry.span.end) if is_same else entry.span
        targets = tuple(document_id(dossier, entry.number) for dossier in dossiers)
        is_certain = len(dossiers) == 1 or (is_first and entry is entries[0])
        yield Printed(ReferenceKind.DOCUMENT, span, targets, is_certain)
