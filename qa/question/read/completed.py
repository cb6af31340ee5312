"""A follow-up that leaves out what it asks → the whole question, made from the one before it.

In: a follow-up, and the whole question that was asked before it. Out: that question with one part
of it replaced: its year, its letter, or the part of the same form ("een boot" for "een kar",
"van de markt" for "van de haven"); or with what was asked back for behind it. None for a question
that stands by itself, or that says nothing that can be put in a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from qa.dutch.numbers import Found
from qa.question.read.parts import checks
from qa.question.read.whether import AUXILIARIES, MODALS
from qa.types import Span

_NO: Final = r"(?:nee|sorry|o|oh|oeps|pardon|foutje)\b[,.!: ]*"
_CORRECTS: Final = re.compile(
    rf"^\W*(?:(?:{_NO}){{0,3}}(?:(?:ik|wij|we) bedoel(?:de|den|en)?(?: eigenlijk)?|bedoeld was"
    rf"|correctie)\b[,: ]*|{_NO})",
    re.IGNORECASE,
)
_LEADS: Final = re.compile(
    r"^\W*(?:en|maar|of|dus)\b(?: (?:dan|nu|ook))?"
    r"(?: hoe (?:zit|is|was|staat) (?:dat|het|die)(?: er)?(?: (?:met|voor)\b)?"
    r"| wat (?:is|was) (?:het|dat)(?= (?:in|bij|van|voor)\b))? ?",
    re.IGNORECASE,
)
_THAT_YEAR: Final = re.compile(
    r" (?:in|over) (?:dat|datzelfde|hetzelfde) jaar(?=\W*$)", re.IGNORECASE
)
_IDLE: Final = frozenset("dan eigenlijk ook precies graag alsjeblieft aub".split())
#: Words that are no part of a question by themselves: they ask, or they point at something.
SMALL: Final = (
    AUXILIARIES.keys()
    | MODALS
    | frozenset(
        "wie wat waar waarom waardoor waarmee waarover wanneer hoe hoeveel hoelang hoezo welk welke"
        " waarvan komt kwam doet deed staat stond gaat ging geldt kost kostte dat dit die deze het"
        " er daarvan daar daarmee hij zij ze niet geen ik u je meer minder".split()
    )
)
_LONGEST: Final = 6  # words of a part
# What may stand beside a year that is all that is said: "En hoeveel waren dat er in 2019?".
_IN_TIME: Final = frozenset(
    "in over van voor het jaar de per uit tijdens hoeveel zijn waren was er dat die ze".split()
)
_BESIDE: Final = re.compile(
    r"(?:(?:in|over|van) )?(?:(?:het|een|1|één) jaar )?"
    r"(?:(?P<back>daarvoor|ervoor|eerder|voordien)|daarna|erna|later)",
    re.IGNORECASE,
)
_PREP: Final = "in|bij|van|voor|onder|per|op|over|aan|uit|naar|met|door|tegen"
_WORD: Final = r"[^\W\d_][\w’'-]*"
_CAPITAL: Final = r"[A-Z][\w’'-]*"
_NAME: Final = (
    rf"(?:(?:(?:den|sint|ter) )?{_CAPITAL}(?: {_CAPITAL}){{0,3}}|(?:(?:den|sint|ter) )?{_WORD})"
)
_PART_OF: Final = re.compile(
    rf"(?:\b(?P<prep>{_PREP}) )?\b(?:(?P<det>de|het|een) )?(?P<noun>{_NAME})"
)
_COUNTED: Final = re.compile(rf"\b(?:hoeveel|aantal) (?P<noun>{_WORD})\b", re.IGNORECASE)
_PREPOSED: Final = re.compile(rf"(?:{_PREP})\b", re.IGNORECASE)
_HOW_MANY: Final = re.compile(r"^hoeveel ", re.IGNORECASE)
_NO_NOUN: Final = re.compile(rf"(?:{_PREP}|de|het|een|die|dat)\b", re.IGNORECASE)
_THAT: Final = re.compile(r"^die (?=(?:van|over|bij|uit|in) )", re.IGNORECASE)
_THERE: Final = re.compile(r"\bdaar\b(?! (?:nu )?(?:van|voor|mee|aan|over|op|bij|tegen)\b)", re.I)


@dataclass(frozen=True, slots=True)
class Before:
    """The question before in whole, with the years and the letters that it names.

    `year` is that of its answer, and `asks_back` tells that this was a question itself.
    """

    text: str
    dates: tuple[Found, ...] = ()
    letters: tuple[Span, ...] = ()
    year: int | None = None
    asks_back: bool = False


@dataclass(frozen=True, slots=True)
class Completed:
    """The whole question, and the rule that made it.

    `is_sure` tells that the follow-up can mean nothing else; else what the cells of a table make of
    it goes before.
    """

    text: str
    rule: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a follow-up says, without the words that only lead to it.

    `leads` tells that such words stood there; `date` is the one that it names, `letter` the phrase
    by which it calls a letter and nothing else.
    """

    said: str
    leads: bool
    date: Found | None = None
    letter: str = ""


def opened(text: str) -> tuple[str, bool]:
    """Return what a follow-up says, and whether words stand before it that only lead to it."""
    rest = text
    for lead in (_CORRECTS, _LEADS):
        if match := lead.match(rest):
            rest = rest[match.end() :]
    said = _THAT_YEAR.sub("", rest).rstrip(" ?.!").split()
    while said and said[-1].casefold() in _IDLE:
        said.pop()
    return " ".join(said), rest != text


def completed(asked: Fragment, before: Before) -> Completed | None:
    """Return the whole question that a follow-up stands for; None where that cannot be told."""
    for rule in _RULES:
        if whole := rule(asked, before):
            return Completed(whole, rule.__name__, rule in _SURE)
    return None


def same_again(asked: Fragment, before: Before) -> str:
    """Ask the same once more: "Klopt dat?"."""
    found = checks(asked.said)
    return before.text if found and found.start() == 0 else ""


def another_letter(asked: Fragment, before: Before) -> str:
    """Ask the same of another letter: "En volgens de vorige brief?"."""
    if not asked.letter:
        return ""
    if before.letters:
        return _with(before.text, before.letters[-1], asked.letter)
    return _behind(before.text, f"volgens {asked.letter}")


def another_year(asked: Fragment, before: Before) -> str:
    """Ask the same of another year: "En in 2020?", "En het jaar daarvoor?"."""
    if (year := _year_of(asked, before)) is None or len(before.dates) > 1:
        return ""
    if not before.dates:
        return _behind(before.text, f"in {year}")
    return _with(before.text, before.dates[0].span, year)


def _year_of(asked: Fragment, before: Before) -> str | None:
    if asked.date:
        rest = asked.said.replace(asked.date.surface, " ").split()
        return asked.date.surface if _IN_TIME.issuperset(word.casefold() for word in rest) else None
    shifted = _BESIDE.fullmatch(asked.said)
    if shifted is None or not asked.leads:
        return None
    named = before.dates[0].surface if len(before.dates) == 1 else ""
    last = int(named) if named.isdigit() else before.year
    return None if last is None else str(last + (-1 if shifted["back"] else 1))


def asked_back_for(asked: Fragment, before: Before) -> str:
    """Put what was asked back for behind the question: "Bij de markt"."""
    told = _THAT.sub("", asked.said)
    if not before.asks_back or not _is_part(told):
        return ""
    has_place = _PREPOSED.match(told)
    return _behind(before.text, told if has_place else f"bij {told}")


def there(asked: Fragment, before: Before) -> str:
    """Name the place that was named before: "Hoeveel zijn er daar?"."""
    places = [each for each in _parts(before) if each["prep"] == "in" and _is_name(each)]
    if not places or not _THERE.search(asked.said):
        return ""
    return _THERE.sub(lambda _: places[-1][0], asked.said, count=1) + "?"


def another_part(asked: Fragment, before: Before) -> str:
    """Replace what has the same form: "En een boot?"."""
    match = _PART_OF.match(asked.said)
    if not asked.leads or not match or not _is_part(asked.said):
        return ""
    is_small = before.text.islower() or asked.said.islower()  # then no name tells itself apart
    same = [
        each
        for each in _parts(before)
        if _form(each, match) == _form(match, match)
        and (is_small or _is_name(each) == _is_name(match))
    ]
    if same and (match["prep"] or match["det"]):
        start = same[-1].start() if match["prep"] else same[-1].start("det")
        return _with(before.text, Span(start, same[-1].end()), asked.said)
    return ""


def stands_behind(asked: Fragment, before: Before) -> str:
    """Put a part behind the question, for the turns after it: "En met de boot?"."""
    match = _PART_OF.match(asked.said)
    if not asked.leads or not match or not match["prep"] or not _is_part(asked.said):
        return ""
    return _behind(before.text, asked.said)


def another_noun(asked: Fragment, before: Before) -> str:
    """Count another thing: "En katten?", "En hoeveel katten?"."""
    counted = _COUNTED.search(before.text)
    said = _HOW_MANY.sub("", asked.said)
    is_more = _NO_NOUN.match(said) or asked.date
    if not counted or not asked.leads or not _is_part(said) or is_more:
        return ""
    return _with(before.text, Span(*counted.span("noun")), said)


_Rule = Callable[[Fragment, Before], str]
_RULES: Final[tuple[_Rule, ...]] = (
    same_again, another_letter, another_year, asked_back_for, there, another_part, another_noun,
    stands_behind,
)  # fmt: skip
#: What only the turns after it may lean on: that it was meant so, its own answer tells.
REMEMBERED: Final = stands_behind.__name__
_SURE: Final = frozenset({same_again, another_letter, another_year, asked_back_for, there})


def _is_part(said: str) -> bool:
    """Tell whether words are a part of a question, and none by themselves."""
    words = said.casefold().split()
    return 0 < len(words) <= _LONGEST and SMALL.isdisjoint(words)


def _parts(before: Before) -> list[re.Match[str]]:
    """Return the parts of a question of which another may take the place."""
    fixed: Sequence[Span] = (*before.letters, *(each.span for each in before.dates))
    return [
        match
        for match in _PART_OF.finditer(before.text)
        if (match["prep"] or match["det"])
        and not any(s.start < match.end() and match.start() < s.end for s in fixed)
    ]


def _form(match: re.Match[str], asked: re.Match[str]) -> tuple[str, str]:
    """Return the form of a part: its preposition only counts where the other has one."""
    prep = match["prep"] or "" if asked["prep"] else ""
    return prep, match["det"] or ""


def _is_name(match: re.Match[str]) -> bool:
    return any(word[0].isupper() for word in match["noun"].split())


def _with(text: str, span: Span, part: str) -> str:
    return f"{text[: span.start]}{part}{text[span.end :]}"


def _behind(text: str, part: str) -> str:
    bare = text.rstrip(" ?.!")
    return f"{bare} {part}?"
