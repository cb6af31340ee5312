"""What a number counts: the words around it.

In: a sentence and a quantity in it. Out: the noun phrase that is counted, as printed. Dutch puts it
after the number ("7.036 Nederlandse opkopers en handelaren"): adjectives end in -e, the noun does
as a rule not; a list of nouns is counted as a whole. Where the noun is left out ("van vijf
gemeenten … naar 13"), it is the one counted last; "waren dit er nog 280.000" counts what the
sentence before it counts. A share may stand behind its noun: "De stijging betrof 75%".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from qa.dutch.numbers import Found, Kind
from qa.letter.extract.statement import Statement

# Words that can follow a number without being part of what it counts.
_STOPS = frozenset(
    "aan al als bij binnen dan dat de den der deze die dit door een eerder elke en er gedurende"
    " geleden haar had hadden heeft het hierop hun iedere in inmiddels is kan later maar maken"
    " meer met minder moeten naar niet nog of om onder ook op over per rond rondom sinds te tegen"
    " ten tijd tijdens toe tot tussen uit uw van vanaf via volgens voor waar waaronder waarvan"
    " wanneer waren was wel werd werden wordt worden zal zich zijn zo zoals zou zullen".split()
)
_WORD = re.compile(r"\s+(?P<word>\(?[^\W\d_][\w’'()-]*)")
_AND = re.compile(r"(?:,\s+[^\W\d_][\w’'-]*){0,20}\s+en(?=\s+(?P<word>[^\W\d_][\w’'-]*))")
_BEFORE_BRACKET = re.compile(r"(?P<noun>[^\W\d_][\w’'-]{0,60}) \($")
_BEFORE_VERB = re.compile(
    r"^(?:De|Het|Een) (?P<noun>[^,]{1,200}?)(?:,[^,]{0,200},)?"
    r" (?:betrof|betreft|bedroeg|bedraagt) $"
)
_COUNT_OF = re.compile(r"\b[Aa]antal(?P<phrase>\s)")
_PARTITIVE = re.compile(r" van (?:de|het)(?= )")
_AMOUNT_OF = re.compile(r" aan(?= )")
_MOST_WORDS = 20  # of adjectives and a noun; the longest phrase of kst-28684-720 has nine words
_LONGEST_NOUN = 80  # characters


def counted(statement: Statement, found: Found) -> str:
    """Return the noun phrase that a quantity counts, as printed; empty when there is none."""
    end = found.span.end
    if amount := _AMOUNT_OF.match(statement.text, end):
        return _phrase(statement, amount.end())
    if partitive := _PARTITIVE.match(statement.text, end):
        return _phrase(statement, partitive.end(), names=True).rpartition(" ")[2]
    return _phrase(statement, end) or _noun_before(statement, found) or _elided(statement, found)


def _noun_before(statement: Statement, found: Found) -> str:
    """Read the noun that a share stands behind: "strafeisverzwaring (75%)"."""
    if found.quantity is None or found.quantity.unit != "procent":
        return ""
    text, end = statement.text, found.span.start
    near = max(0, end - _LONGEST_NOUN)
    match = _BEFORE_BRACKET.search(text, near, end) or _BEFORE_VERB.match(text, 0, end)
    return match["noun"] if match else ""


def _phrase(statement: Statement, start: int, *, names: bool = False) -> str:
    """Read adjectives and a noun, and the nouns listed with it up to "en"."""
    text = statement.text
    end = _noun_end(text, start, names=names)
    joined = _AND.match(text, end) if end else None
    if joined and not _stops(joined["word"]) and not _is_number(statement, joined.start("word")):
        end = _noun_end(text, joined.end(), names=names) or end
    return text[start:end].strip(" ()") if end else ""


def _noun_end(text: str, at: int, *, names: bool) -> int:
    """Return where the first noun after `at` ends, or 0 when a stop comes first.

    With `names`, capitalised words are passed over too: "van het ROC Rijn IJssel studenten".
    """
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, at)
        if match is None or _stops(word := match["word"]):
            return 0
        at = match.end()
        if not word.endswith("e") and not (names and word[0].isupper()):
            return at
    return 0


def _stops(word: str) -> bool:
    return word.casefold() in _STOPS


def _is_number(statement: Statement, at: int) -> bool:
    return at in _starts(statement)


@lru_cache(maxsize=1)  # the numbers of one sentence follow each other
def _starts(statement: Statement) -> frozenset[int]:
    """Return where the findings of a sentence begin."""
    return frozenset(found.span.start for found in statement.found)


def _elided(statement: Statement, found: Found) -> str:
    """Find the noun that a bare number leaves out: in this sentence, or in the one before it."""
    earlier = _phrases(statement)
    at = bisect_right(earlier, found.span.start, key=lambda each: each[0])
    if at:
        return earlier[at - 1][1]
    return _count_of(statement.before) if statement.before else ""


@lru_cache(maxsize=1)
def _phrases(statement: Statement) -> list[tuple[int, str]]:
    """Return what the bare numbers of a sentence count, each with the end of its number."""
    ends = (
        found.span.end
        for found in statement.found
        if found.kind is Kind.QUANTITY and found.quantity and not found.quantity.unit
    )
    return [(end, phrase) for end in ends if (phrase := _phrase(statement, end))]


@lru_cache(maxsize=1)
def _count_of(statement: Statement) -> str:
    """Return what a sentence says that the number is of."""
    match = _COUNT_OF.search(statement.text)
    return _phrase(statement, match.start("phrase")) if match else ""
