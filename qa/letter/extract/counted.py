"""What a number counts: the words around it.

In: a sentence and a quantity in it. Out: the noun phrase that is counted, as printed. Dutch puts it
after the number ("7.036 Nederlandse opkopers en handelaren"): adjectives end in -e, the noun does
as a rule not; a list of nouns is counted as a whole. Where the noun is left out ("van vijf
gemeenten … naar 13"), it is the one counted last; "waren dit er nog 280.000" counts what the
sentence before it counts. A share or an amount may stand behind its noun: "De stijging betrof 75%",
and so may a number: "Het aantal aanvragen bedroeg 1.234". Of numbers in a row the last has the noun
of all: "3, 4 en 5 scholen"; of a part and its whole the whole has it: "300 van de 500 scholen".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from qa.dutch.forms import is_participle, looks_like_verb, looks_past
from qa.dutch.numbers import Found, Kind
from qa.letter.extract.nouns_before import noun_of_amount, noun_of_er, noun_of_part, noun_of_shares
from qa.letter.extract.statement import Statement

# Words that can follow a number without being part of what it counts.
_STOPS = frozenset(
    "aan al als bij binnen boven daarvan dan dat de den der deze die dit door een eerder elke en er"
    " gedurende geleden haar had hadden heeft het hierop hiervan hoger hun iedere in inmiddels"
    " is jonger kan korter lager langer later maar maken meer met minder moeten naar niet nog of"
    " om onder ook op ouder over per rond rondom sinds te tegen ten tijd tijdens toe tot tussen"
    " uit uw van vanaf via volgens voor waar waaronder waarvan wanneer waren was wel werd werden"
    " worden wordt zal zich zijn zo zoals zou zullen".split()
)
# What a measure is measured along, or where it goes: "1,2 meter hoger", "17 cent omhoog".
_NO_NOUN = frozenset(
    "beschikbaar breed breder diep dieper extra groot groter hoger hoog klein kleiner kort korter"
    " laag lager lang langer mee nodig omhoog omlaag terug toe verder vrij warmer zwaar zwaarder"
    " af bij uit".split()
)
_WORD = re.compile(r"\s+(?P<word>\(?[^\W\d_][\w’'()-]*)")
_AND = re.compile(r"(?:,\s+[^\W\d_][\w’'-]*){0,20}\s+en(?=\s+(?P<word>[^\W\d_][\w’'-]*))")
_BY_HOW_MUCH = re.compile(r"\b(?:met|door|per) $")
_NEXT_IN_ROW = re.compile(
    r"(?: \([^()]{1,30}\))?(?:,| en| of| naar| tegen|, respectievelijk| respectievelijk| resp\.)+ "
)
_BRACKET = re.compile(r" \((?P<inside>[^()]{1,30})\)(?= )")
_COUNT = re.compile(r"\b(?:[Hh]et|[Ee]en)(?: [a-z]{1,20}e)? aantal(?P<phrase>\s)(?!toe\b|af\b)")
_COUNT_OF = re.compile(r"\b[Aa]antal(?P<phrase>\s)")
# What an adverb or an adjective without -e ends in, and a plural.
_ADVERBS = ("ig", "lijk", "baar", "zaam", "loos")
_PLURAL = ("en", "s")
_PLURALS = (*_PLURAL, "a")  # "crematoria": behind "het aantal", where nothing else may stand
_ONE = re.compile(r"\b(?:1|[eé]{2}n)$", re.IGNORECASE)
_ER_NUMBER = re.compile(r"\ber [\d.]{1,12}$")
_DAARVAN_BEHIND = re.compile(r" (?:daarvan|hiervan)\b")
_DAARVAN = re.compile(r"\b(?:daarvan|hiervan)\b", re.IGNORECASE)
_REACH = 20  # characters before what is counted in which "één" stands
_COMPARED = re.compile(r" (?:hoger|lager|langer|korter)\b")
_BE = re.compile(r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden) $")
_LAST_DONE = re.compile(r" (?:be|ge|her|ont|ver)[a-z]{2,40}en(?=[.,;]|$)")
_PARTITIVE = re.compile(r" (?:deel )?van (?:de|het|alle|deze|die|onze)(?= )")
_IN_TOTAL = re.compile(r" (?:in totaal )?")
_AMOUNT_OF = re.compile(r" aan(?= )")
_MOST_WORDS = 20  # of adjectives and a noun; the longest phrase of kst-28684-720 has nine words
_LONGEST_NOUN = 80  # characters


def counted(statement: Statement, found: Found) -> str:
    """Return the noun phrase that a quantity counts, as printed; empty when there is none."""
    end = found.span.end
    if amount := _AMOUNT_OF.match(statement.text, end):
        return _phrase(statement, amount.end())
    if partitive := _PARTITIVE.match(statement.text, end):
        return _whole(statement, partitive.end())
    if _DAARVAN_BEHIND.match(statement.text, end):
        return _of_those_before(statement, found)
    return (
        noun_of_shares(statement, found)
        or noun_of_part(statement, found)
        or _phrase(statement, _past_bracket(statement, end))
        or noun_of_er(statement, found)
        or noun_of_amount(statement, found)
        or _of_row(statement, found)
        or ("" if _names_its_own(statement, found) else _elided(statement, found))
    )


def _names_its_own(statement: Statement, found: Found) -> bool:
    """Tell whether a number never counts what an earlier one does: an amount, "20% lager"."""
    if found.quantity is None or found.quantity.unit not in ("euro", "procent"):
        return False
    return (
        found.quantity.unit == "euro" or _COMPARED.match(statement.text, found.span.end) is not None
    )


def measured_in(statement: Statement, found: Found) -> str:
    """Return what a number with a unit is of ("12 Mton CO2"); empty where nothing follows it."""
    end = found.span.end
    if amount := _AMOUNT_OF.match(statement.text, end):
        return _phrase(statement, amount.end())
    is_be = _BE.search(statement.text, max(0, found.span.start - _REACH), found.span.start)
    if is_be and _LAST_DONE.match(statement.text, end):  # "is 12 ton verborgen."
        return ""
    words = _phrase(statement, end).split() or _stuff(statement, end)
    return "" if not words or words[0].casefold() in _NO_NOUN else " ".join(words)


def _stuff(statement: Statement, end: int) -> list[str]:
    """Read the one word right behind a unit, though it ends in -e: "300 liter olie geloosd"."""
    match = _WORD.match(statement.text, end)
    is_noun = match is not None and not (_stops(match["word"]) or is_participle(match["word"]))
    return [match["word"]] if match and is_noun else []


def row_of(statement: Statement, found: Found) -> Found:
    """Return the last of the numbers that stand in a row from this one on: "3, 4 en 5 scholen"."""
    at, last = statement.found.index(found), found
    for later in statement.found[at + 1 :]:
        if later.kind is Kind.DATE:  # "310 (2017), 290 (2018)"
            continue
        joint = _NEXT_IN_ROW.fullmatch(statement.text, last.span.end, later.span.start)
        if later.quantity is None or not joint:
            break
        last = later
    return last


def _of_row(statement: Statement, found: Found) -> str:
    """Read the noun behind the last number of a row."""
    last = row_of(statement, found)
    if last is found or (last.quantity and last.quantity.unit):
        return ""
    return _phrase(statement, _past_bracket(statement, last.span.end))


def _past_bracket(statement: Statement, end: int) -> int:
    """Return where a date in brackets behind a number ends: "340 (2019) boetes"."""
    match = _BRACKET.match(statement.text, end)
    dated = match and any(
        each.kind is Kind.DATE and match.start("inside") == each.span.start
        for each in statement.found
    )
    return match.end() if match and dated else end


def _whole(statement: Statement, at: int) -> str:
    """Read what a part is of: "de 500 scholen", "het ROC Rijn IJssel studenten"."""
    start = _past(_IN_TOTAL, statement.text, at)
    number = next((each for each in statement.found if each.span.start == start), None)
    if number is not None and number.quantity is not None:
        return _phrase(statement, number.span.end)
    return _phrase(statement, at, names=True).rpartition(" ")[2]


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _phrase(statement: Statement, start: int, *, names: bool = False) -> str:
    """Read adjectives and a noun, and the nouns listed with it up to "en"."""
    text = statement.text
    end = _noun_end(text, start, names=names)
    if end and not _ONE.search(text, max(0, start - _REACH), start):
        end = _without_verb(text, start, end)
    if (
        end
        and looks_past(text[start:end].strip())
        and _ER_NUMBER.search(text, max(0, start - _REACH), start)
    ):
        end = 0  # "er 58 vertrokken"
    joined = _AND.match(text, end) if end else None
    if joined and _is_listed(joined["word"]) and not _is_number(statement, joined.start("word")):
        end = _noun_end(text, joined.end(), names=names) or end
    return text[start:end].strip(" ()") if end else ""


def _without_verb(text: str, start: int, end: int) -> int:
    """Leave out what was done with the things that are counted: "40 geleverd", "5.140 zelfstandig".

    Of one thing the same form may be a noun ("1 besluit").
    """
    last = text[start:end].split()[-1]
    is_adverb = last.islower() and last.endswith(_ADVERBS)
    return 0 if is_adverb or is_participle(last) else end


def _noun_end(text: str, at: int, *, names: bool) -> int:
    """Return where the first noun after `at` ends, or 0 when a stop comes first.

    With `names`, capitalised words are passed over too: "van het ROC Rijn IJssel studenten".
    """
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, at)
        if match is None or _stops(word := match["word"]):
            return 0
        at = match.end()
        if word.endswith("e") or (names and word[0].isupper()):
            continue
        if not (word.endswith(_ADVERBS) and _precedes_noun(text, at)):
            return at
    return 0


def _precedes_noun(text: str, at: int) -> bool:
    """Tell whether a plural follows: "volledig gevulde dozen"."""
    match = _WORD.match(text, at)
    return match is not None and match["word"].endswith(_PLURAL) and not _stops(match["word"])


def _is_listed(word: str) -> bool:
    """Tell whether a word behind "en" may be a noun, and no verb of a new clause: "en wees"."""
    return not (_stops(word) or (looks_like_verb(word) and not word.endswith(_PLURAL)))


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
    if named := _count_before(statement, found):
        return named
    if of_before := _of_those_before(statement, found):
        return of_before
    earlier = _phrases(statement)
    at = bisect_right(earlier, found.span.start, key=lambda each: each[0])
    if at:
        return earlier[at - 1][1]
    return _count_of(statement.before) if statement.before else ""


def _of_those_before(statement: Statement, found: Found) -> str:
    """Read what "daarvan" points at: the one thing that the sentence before counts."""
    near = statement.text[: statement.next_after(found)]
    if statement.before is None or not _DAARVAN.search(near):
        return ""
    if any(each.span.end < found.span.start and each.quantity for each in statement.found):
        return ""  # it may be of these
    named = {phrase for _, phrase in _phrases_of(statement.before)}
    return named.pop() if len(named) == 1 else ""


def _count_before(statement: Statement, found: Found) -> str:
    """Read what the sentence says that the number is of: "Het aantal aanvragen bedroeg 1.234".

    By how many it changed is no number of them.
    """
    start = found.span.start
    if found.quantity is None or found.quantity.unit:
        return ""
    if _BY_HOW_MUCH.search(statement.text, max(0, start - _LONGEST_NOUN), start):
        return ""
    named = _counts(statement)
    at = bisect_right(named, start, key=lambda each: each[0])
    return named[at - 1][1] if at else ""


@lru_cache(maxsize=1)
def _counts(statement: Statement) -> list[tuple[int, str]]:
    """Return the plurals that a sentence names the number of, each with where it does."""
    found = (
        (m.end(), _phrase(statement, m.start("phrase"))) for m in _COUNT.finditer(statement.text)
    )
    return [(at, phrase if phrase.endswith(_PLURALS) else "") for at, phrase in found]


@lru_cache(maxsize=1)
def _phrases(statement: Statement) -> list[tuple[int, str]]:
    return _phrases_of(statement)


def _phrases_of(statement: Statement) -> list[tuple[int, str]]:
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
