"""The letters that are asked → how a sentence calls one: by its short title and its day.

In: the letters of an index, as it is asked. Out: "de brief" where it holds one; where it holds
more, words that tell which of them a number or a quote is from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from functools import cached_property
from typing import Final

from qa.dutch.numbers import write_cardinal, write_day
from qa.say.wording import listed
from qa.types import Fact, Hit, Source

_LONG: Final = 60  # characters: a title up to here is not shortened
_MOST_NAMED: Final = 10  # letters in a sentence
_FEW: Final = 3  # that a sentence names where nothing of theirs is told
# Where a title may end early: what follows is a second subject, or says more of the first.
_BREAK: Final = re.compile(r"[,:;(]| [-–—] | en ")
_FEWEST_WORDS: Final = 2  # of what is left


class Letters:
    """What the letters that are asked are called.

    `asked` are the ids of those that a question narrows them down to, all of them without it.
    """

    def __init__(self, sources: Sequence[Source], asked: Iterable[str] = ()) -> None:
        self._sources = tuple(sources)
        self._asked = frozenset(asked)

    def only(self, ids: Iterable[str]) -> Letters:
        """Return these where some of them are asked: each is still told from all others."""
        if self.several:
            len(self._spoken_days)  # names and days are made up once, not for each question
        chosen = copy(self)
        chosen._asked = frozenset(ids)
        return chosen

    @property
    def several(self) -> bool:
        """Whether a sentence must tell which letter it speaks of."""
        return len(self._sources) > 1

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each letter, the newest first: "‘Voortgang woningbouw’ van 18 april 2024"."""
        plain = {
            each.letter_id: f"‘{shortened(each.title)}’ van {write_day(each.date)}"
            for each in reversed(self._sources)
        }
        held = Counter(plain.values())
        cited = {each.letter_id: each.reference for each in self._sources}
        return {
            id: name if held[name] == 1 else f"{name} ({cited[id]})" for id, name in plain.items()
        }

    def the(self, ids: Iterable[str] = ()) -> str:
        """Return how to call letters; without ids all that are asked."""
        if not self.several:
            return "de brief"
        named = [self.names[id] for id in dict.fromkeys(ids)]
        if not named and 0 < len(self._asked) <= _FEW:
            named = [self.names[id] for id in self.asked]
        if len(named) == 1:
            return f"de brief {named[0]}"
        return f"de brieven {listed(named)}".rstrip()

    def do(self, ids: Iterable[str], verb: str, verbs: str) -> str:
        """Begin a sentence on letters, with the verb that goes with one or with more."""
        the = self.the(ids)
        return f"D{the[1:]} {verbs if the.startswith('de brieven') else verb}"

    def cited(self, text: str, ids: Iterable[str]) -> str:
        """Add to a sentence that names no letter which it is from, where there are several."""
        the = self.the(ids)
        if not self.several or the in text:
            return text
        return f"{text.removesuffix('.')} ({the.removeprefix('de ')})."

    def unnamed(self, text: str) -> str:
        """Return a text without the names of letters, and without their days."""
        named = self.names.values() if "‘" in text else ()  # with which each begins
        for name in (*named, *(self._spoken_days if self.several else ())):
            text = text.replace(name, "")
        return text

    @cached_property
    def _spoken_days(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self.day_of, self.names)))

    def date_of(self, id: str) -> date:
        """Return the day of a letter."""
        return self._source_of[id].date

    def day_of(self, id: str) -> str:
        """Write the day of a letter: "18 april 2024"."""
        return write_day(self.date_of(id))

    def called(self, id: str) -> str:
        """Call a letter as a question may: by its day, or by its number where that is another's."""
        source = self._source_of[id]
        days = [each.date for each in self._sources]
        if days.count(source.date) == 1:
            return f"de brief van {write_day(source.date)}"
        return source.reference

    @cached_property
    def _source_of(self) -> dict[str, Source]:
        return {each.letter_id: each for each in self._sources}

    @property
    def asked(self) -> tuple[str, ...]:
        """The ids of those that are asked, the newest first."""
        return tuple(id for id in self.names if not self._asked or id in self._asked)

    def choices(self, begins: str = "Er") -> str:
        """Name the letters to choose from, the newest first."""
        names = [self.names[id] for id in self.asked]
        if len(names) == 1:
            return f"{begins} is alleen {names[0]}."
        rest = len(names) - _MOST_NAMED
        shown = names if rest <= 0 else [*names[:_MOST_NAMED], f"nog {rest}"]
        # "Er zijn er drie", but "Hier zijn er drie"
        return f"{begins} zijn er {write_cardinal(len(names))}: {listed(shown)}."


ONE: Final = Letters(())  # the only letter, or one that was named before


def of_facts(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the letters that facts are from."""
    return tuple(dict.fromkeys(fact.letter_id for fact in facts))


def of_hits(hits: Iterable[Hit]) -> tuple[str, ...]:
    """Return the letters that passages are from."""
    return tuple(dict.fromkeys(hit.passage.letter_id for hit in hits))


def shortened(title: str) -> str:
    """Return the first subject of a long title: up to where a second one begins."""
    plain = " ".join(title.split())
    if len(plain) <= _LONG:
        return plain
    ends = (match.start() for match in _BREAK.finditer(plain))
    fitting = [end for end in ends if len(plain[:end].split()) >= _FEWEST_WORDS]
    return plain[: fitting[0]] if fitting else plain
