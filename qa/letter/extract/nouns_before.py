"""The noun that stands in front of its number.

In: a sentence and a quantity in it. Out: the noun that a share, an amount or "er" before a number
stands for, as printed: "De stijging betrof 75%", "strafeisverzwaring (75%)", "Van de sloten is 5
procent schoon", "Betaalde krachten zijn er slechts 85". Empty where none does.
"""

from __future__ import annotations

import re

from qa.dutch.numbers import Found
from qa.letter.extract.statement import Statement

_BEFORE_BRACKET = re.compile(r"(?P<noun>[^\W\d_][\w’'-]{0,60}) \($")
_BEFORE_VERB = re.compile(
    r"^(?:De|Het|Een) (?P<noun>[^,]{1,200}?)(?:,[^,]{0,200},)?"
    r" (?:(?:betrof|betreft|bedroeg|bedraagt)"
    r"|(?:is|zijn|was|waren|wordt|worden|werd|werden) (?:geraamd|begroot|geschat|vastgesteld) op) $"
)
_OF_FIRST = re.compile(
    r"^Van (?:de|het|alle) (?P<noun>[^,\d]{1,80}?) (?:is|was|zijn|waren|heeft|hebben|had|hadden"
    r"|wordt|werd|geeft|gaf|vindt|vond)\b"
)
_FEW = r"(?:slechts |nog |maar |al |nu |inmiddels )?"
_NOT_FIRST = r"(?i:er|aan|bij|door|in|met|na|naar|op|sinds|tot|uit|van|vanaf|voor|zo)\b"
_OF_PART = re.compile(
    r"(?:^|[;:,] )(?:[Vv]an|[Oo]nder) (?:de|het|alle|deze|die|onze) (?:in totaal )?"
    r"(?:[\d.]{1,12} )?(?P<noun>[^,;:\d]{1,60}?) [^\W\d_]{2,20} er " + _FEW + r"$"
)
_OF_ER = re.compile(
    r"(?:^|[;:,] )(?:[Dd]e |[Hh]et )?(?P<noun>(?!" + _NOT_FIRST + r")[^,;:\d]{1,60}?)"
    r" (?:zijn|waren) er " + _FEW + r"$"
)
_FARTHEST_NOUN = 160  # characters before a number
_LONGEST_NOUN = 80  # characters


def noun_of_shares(statement: Statement, found: Found) -> str:
    """Read the noun that a sentence of shares opens with: "Van de sloten is 5 procent schoon"."""
    if found.quantity is None or found.quantity.unit != "procent":
        return ""
    match = _OF_FIRST.match(statement.text, 0, found.span.start)
    return match["noun"] if match else ""


def noun_of_part(statement: Statement, found: Found) -> str:
    """Read the noun of which "er" before a number counts a part, whatever stands behind it.

    "Van de scholen voldoen er 12 aan de norm", "van de 90 scholen hebben er 12 personeel".
    """
    return _before(_OF_PART, statement, found)


def noun_of_er(statement: Statement, found: Found) -> str:
    """Read the noun that "er" before a number stands for: "Betaalde krachten zijn er 85"."""
    return _before(_OF_ER, statement, found)


def _before(pattern: re.Pattern[str], statement: Statement, found: Found) -> str:
    if found.quantity is None or found.quantity.unit:
        return ""
    near = max(0, found.span.start - _FARTHEST_NOUN)
    match = pattern.search(statement.text, near, found.span.start)
    return match["noun"] if match else ""


def noun_of_amount(statement: Statement, found: Found) -> str:
    """Read the noun that a share or an amount stands behind: "strafeisverzwaring (75%)"."""
    text, end = statement.text, found.span.start
    unit = found.quantity.unit if found.quantity else ""
    if unit == "euro" and (match := _BEFORE_VERB.match(text, 0, end)):
        return match["noun"]
    if unit != "procent":
        return ""
    near = max(0, end - _LONGEST_NOUN)
    match = _BEFORE_BRACKET.search(text, near, end) or _BEFORE_VERB.match(text, 0, end)
    return match["noun"] if match else ""
