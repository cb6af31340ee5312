"""When the rows or columns of a table hold: years, school years, quarters, and what runs over them.

In: heads that were read. Out: periods. A total or change over "the whole period" runs from the
first period beside it to the last; a total over periods with a gap between them has no period.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from qa.letter.tables.heads import Head
from qa.types import Period, Role

_HEADS = re.compile(
    r"(?:(?:kalender|begrotings|school|studie|cursus|college)?jaar|periode|looptijd|kwartaal|maand"
    r"|(?:peil)?datum|jaartal)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(r"(?:school|studie|cursus|college)ja(?:ar|ren)", re.IGNORECASE)
_TWO_YEARS = re.compile(r"(?P<first>\d{4}) ?[–/-] ?(?P<last>\d{4})")
_SCHOOL_YEAR_STARTS = 8  # August
_WHOLE = re.compile(r" ?\b(?:over|in) de (?:hele|gehele) periode\b", re.IGNORECASE)
_QUALIFIED = re.compile(r"(?:\([^()]*\)|[*]*)")
_SINCE = re.compile(
    r"\b(?:t\.?o\.?v\.?|ten opzichte(?: van)?|vergeleken(?: met)?)\W*$", re.IGNORECASE
)


def is_period_head(head: str) -> bool:
    """Tell whether the name of an axis says that its labels are periods."""
    return _HEADS.fullmatch(head.strip()) is not None


def is_period(head: Head) -> bool:
    """Tell whether a label is a period and nothing else, but for a remark ("2024 (raming)")."""
    return head.period is not None and _QUALIFIED.fullmatch(head.name) is not None


def dated(heads: Sequence[Head], axis: str) -> tuple[Head, ...]:
    """Return heads with the periods that only the others, or the name of the axis, give them."""
    found = [_school_year(head) if _SCHOOL.search(axis) else head for head in heads]
    plain = [h.period for h in found if h.role is Role.PLAIN and h.period and is_period(h)]
    return tuple(_over(head, plain) for head in found)


def _school_year(head: Head) -> Head:
    """Read "2019–2020" as one year of a school, from August to August."""
    years = head.period and _TWO_YEARS.fullmatch(head.period.label)
    if not (years and head.period) or int(years["last"]) != int(years["first"]) + 1:
        return head
    first, last = (date(int(years[end]), _SCHOOL_YEAR_STARTS, 1) for end in ("first", "last"))
    return replace(head, period=Period(first, last, head.period.label))


def _over(head: Head, plain: Sequence[Period]) -> Head:
    """Give a total or a change the period that it runs over."""
    if head.role is Role.CHANGE and _is_since(head):
        return replace(head, period=None, name=head.label)
    if head.period or len(plain) < 2:
        return head
    ordered = sorted(plain, key=lambda period: period.start)
    has_gap = any(left.end != right.start for left, right in pairwise(ordered))
    is_whole = head.role is Role.CHANGE and _WHOLE.search(head.name)
    if is_whole or (head.role is Role.TOTAL and not has_gap):
        name = _WHOLE.sub("", head.name)
        return replace(head, name=name, period=cover(ordered[0], ordered[-1]))
    return head


def _is_since(head: Head) -> bool:
    """Tell whether a change names only the moment that it is counted from."""
    return head.period is not None and _SINCE.search(head.name) is not None


def cover(first: Period, last: Period) -> Period:
    """Return the period from the first to the last."""
    is_years = first.label.isdigit() and last.label.isdigit()
    joint = "–" if is_years else " tot en met "
    return Period(first.start, last.end, f"{first.label}{joint}{last.label}")
