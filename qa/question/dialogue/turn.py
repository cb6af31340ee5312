"""What is kept of a question for the one after it, and the opaque text in which it travels.

In: a reading and its outcome. Out: a Turn, which is also written and read back. The server keeps
nothing: a Turn goes out with an answer, small and versioned, and comes back with the next question.
It may come back from anyone, so it is checked like any other input: of names only those that the
letters have, of years only years, of texts no more than was ever sent.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field, fields, replace
from typing import Any

from qa.dutch.terms import Terms
from qa.errors import QuestionError
from qa.question.read.leaning import is_follow_up
from qa.question.read.reading import Reading
from qa.types import Abstention, Answer, Fact, Outcome, Reason, Wanted, Years

_VERSION = 2
_LONGEST = 4_000  # characters of an encoded turn
_LONGEST_TEXT = 400
_TOPIC_WORDS = 12
_MOST = 40  # entries of any list
_A_PART = "een deel van het jaar"  # what is said of one that was named in the turn before

_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error)


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked and found in the turn before; `earlier` are the years of the one before it.

    `facts` are ids, `place` is where the answer stood, `letters` those that the question called.
    `asked` is the question in whole, `asks_back` tells that it was answered by another, `home` is
    the letter of the answer, `before` the fact of the turn before it.
    """

    subjects: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    years: Years = field(default_factory=Years)
    earlier: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()
    wanted: Wanted = Wanted.OTHER
    topic: str = ""
    place: str = ""
    letters: tuple[str, ...] = ()
    asked: str = ""
    asks_back: bool = False
    home: str = ""
    before: tuple[str, ...] = ()


_OPTIONAL = ("letters", "asked", "asks_back", "home", "before")
_FIELDS = {
    noun: tuple(each.name for each in fields(noun) if each.name != "parts")
    for noun in (Turn, Years)
}


def turn_after(reading: Reading, outcome: Outcome, turn: Turn | None) -> Turn:
    """Return what a follow-up may lean on."""
    facts = outcome.facts if isinstance(outcome, Answer) else ()
    before = turn or Turn()
    derivation = outcome.derivation if isinstance(outcome, Answer) else None
    named = tuple(each.id for each in reading.subjects)
    points_at_year = derivation is not None and reading.has("highest", "lowest")
    years = _years_of(derivation.chosen[:1]) if derivation and points_at_year else reading.years
    return Turn(
        subjects=named or before.subjects if facts else named,
        measures=tuple(sorted(each.id for each in reading.measures)),
        cues=tuple(sorted(reading.cues)),
        years=years,
        earlier=before.years.named[-1:],
        facts=tuple(fact.id for fact in facts[:2]),
        wanted=_wanted(reading, before),
        topic=_topic(reading, before),
        place=_place(outcome) or before.place,
    )


def _wanted(reading: Reading, before: Turn) -> Wanted:
    return before.wanted if reading.wanted is Wanted.OTHER else reading.wanted


def said_on(after: Turn, before: Turn | None, asked: str, outcome: Outcome) -> Turn:
    """Return a turn with the question that it was, in whole, and the letter that answered it."""
    last = before or Turn()
    facts = outcome.facts if isinstance(outcome, Answer) else ()
    behind = [*(fact.letter_id for fact in facts), *(h.passage.letter_id for h in outcome.hits)]
    return replace(
        after,
        earlier=after.earlier or last.years.named[-1:],
        asked=asked if len(asked.encode()) <= _LONGEST_TEXT else "",
        asks_back=isinstance(outcome, Abstention) and outcome.reason is Reason.AMBIGUOUS,
        home=behind[0] if behind else last.home,
        before=last.facts[:1],
    )


def _place(outcome: Outcome) -> str:
    """Return the id of the fact or passage that an answer stands in, or what was shown instead."""
    if isinstance(outcome, Answer) and outcome.facts:
        return outcome.facts[0].id
    return outcome.hits[0].passage.id if outcome.hits else ""


def _years_of(facts: tuple[Fact, ...]) -> Years:
    return Years(named=tuple(f.period.start.year for f in facts if f.period is not None))


def _topic(reading: Reading, before: Turn) -> str:
    """Return the words that a next question may leave out."""
    words = reading.content_words
    leans = before.topic and (not words or is_follow_up(reading, words))
    carried = before.topic.split() if leans else []
    kept = list(dict.fromkeys((*words, *carried)))[:_TOPIC_WORDS]
    return " ".join(kept)[:_LONGEST_TEXT]


def encode(turn: Turn) -> str:
    """Write a turn as the text that a client hands back."""
    years = {**_held(turn.years), "part": bool(turn.years.part)}
    written = {**_held(turn), "years": years, "wanted": turn.wanted.value, "version": _VERSION}
    for name in _OPTIONAL:
        if not written[name]:
            del written[name]
    data = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(data.encode()).decode()


def _held(noun: Turn | Years) -> dict[str, Any]:
    """Return the fields of a noun, of each no more than `decode` takes: the newest."""
    found = ((name, getattr(noun, name)) for name in _FIELDS[type(noun)])
    return {name: each[-_MOST:] if isinstance(each, tuple) else each for name, each in found}


def decode(context: str, terms: Terms) -> Turn:
    """Read a turn back.

    Raises: QuestionError when the text is not one that `encode` could have written.
    """
    try:
        if len(context) > _LONGEST:
            raise ValueError("te lang")
        given = json.loads(base64.b64decode(context.encode(), altchars=b"-_", validate=True))
        if given.pop("version") != _VERSION:
            raise ValueError("andere versie")
        turn = Turn(
            subjects=_names(given.pop("subjects"), terms.subjects),
            measures=_names(given.pop("measures"), terms.measures),
            cues=_names(given.pop("cues"), terms.cues),
            years=_years(given.pop("years")),
            earlier=_numbers(given.pop("earlier")),
            facts=_texts(given.pop("facts")),
            wanted=Wanted(given.pop("wanted")),
            topic=_text(given.pop("topic")),
            place=_text(given.pop("place")),
            letters=_texts(given.pop("letters", [])),
            asked=_text(given.pop("asked", "")),
            asks_back=_flag(given.pop("asks_back", False)),
            home=_text(given.pop("home", "")),
            before=_texts(given.pop("before", [])),
        )
        if given:
            raise ValueError(f"onbekend veld {next(iter(given))}")
    except _UNREADABLE as error:
        raise QuestionError(
            "De context is niet een die bij een eerder antwoord hoorde; stel de vraag opnieuw,"
            " zonder context."
        ) from error
    return turn


def _names(found: object, known: object) -> tuple[str, ...]:
    names = _texts(found)
    if not isinstance(known, dict) or any(name not in known for name in names):
        raise ValueError("onbekende naam")
    return names


def _texts(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or len(found) > _MOST:
        raise ValueError("geen lijst")
    return tuple(_text(each) for each in found)


def _text(found: object) -> str:
    if not isinstance(found, str) or len(found) > _LONGEST_TEXT:
        raise ValueError("geen tekst")
    found.encode()  # no lone surrogates
    return found


def _flag(found: object) -> bool:
    if not isinstance(found, bool):
        raise ValueError("geen ja of nee")
    return found


def _number(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or not 1000 <= found <= 9999:
        raise ValueError("geen jaar")
    return found


def _numbers(found: object) -> tuple[int, ...]:
    if not isinstance(found, list) or len(found) > _MOST:
        raise ValueError("geen lijst")
    return tuple(_number(each) for each in found)


def _years(found: object) -> Years:
    if not isinstance(found, dict) or found.keys() != {"named", "run", "first", "last", "part"}:
        raise ValueError("geen jaren")
    if not (isinstance(found["run"], bool) and isinstance(found["part"], bool)):
        raise ValueError("geen jaren")
    return Years(
        named=_numbers(found["named"]),
        run=found["run"],
        first=None if found["first"] is None else _number(found["first"]),
        last=None if found["last"] is None else _number(found["last"]),
        part=_A_PART if found["part"] else "",
    )
