"""A sentence as the rules of promises look at it: who acts, when, and whether it is past.

In: its clauses, what of it lies ahead, what must happen first, and whether its paragraph speaks of
the letter itself. Out: what the rules ask of it; whether that is a promise they say.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from qa.dutch.plurals import is_past
from qa.question.promises import verbs
from qa.question.promises.clauses import Clauses
from qa.question.promises.when import Ahead
from qa.types import Due

_YEAR: Final = timedelta(360)
_NEAR: Final = 3  # words between a verb and who does it
_NAMED_LONG: Final = frozenset(("minister", "ministers", "staatssecretaris"))
_NEAR_LONG: Final = 9  # where a department stands between: "de Minister van … en … neemt"


@dataclass(frozen=True, slots=True)
class Looked:
    """A sentence as the rules look at it.

    `anywhere` is what of it lies ahead and `ahead` what of that its main clauses hold, `after` what
    must happen first and `with_paper` with which paper it comes; `introduces` is true where its
    paragraph tells what the letter holds.
    """

    said: Clauses
    anywhere: tuple[Ahead, ...]
    ahead: tuple[Ahead, ...]
    after: Due | None
    with_paper: Due | None
    introduces: bool

    @property
    def due(self) -> Due | None:
        """By when."""
        found = self.ahead or self.anywhere
        return found[0].due if found else self.after or self.with_paper

    @property
    def is_near(self) -> bool:
        """Tell whether it names less than a year: a whole one is an aim of policy."""
        return any(_is_part_of_a_year(each.due) for each in self.anywhere)

    @property
    def is_here(self) -> bool:
        """Tell whether it speaks of this letter."""
        return any(map(self.said.has, verbs.HERE))

    @property
    def speaker(self) -> str:
        """Who of the cabinet acts; empty for nobody."""
        return next((each for each in self.said.main if each in verbs.SPEAKERS), "")

    @property
    def to_house(self) -> bool:
        """Tell whether the House is spoken to."""
        return self.said.says(verbs.HOUSE) or any(map(self.said.has, verbs.MEMBER))

    @property
    def is_figure(self) -> bool:
        """Tell whether it says how much something is: "in 2025 is € 1,1 mld. beschikbaar"."""
        amount = self.said.says(verbs.AMOUNTS) or not {"€", "%"}.isdisjoint(self.said.text)
        return amount and self.said.says(verbs.COPULAS | {"kosten", "oplopend"})

    @property
    def is_past(self) -> bool:
        """Tell whether it tells what was done; who "heeft recht op" something still has it."""
        has = self.said.says(verbs.HAVE) and not self.said.says(("recht",))
        return has or self.said.says(verbs.PAST)

    @property
    def is_denied(self) -> bool:
        """Tell whether it is not done."""
        return self.said.says(verbs.NOT)

    def does(self, wanted: Container[str]) -> bool:
        """Tell whether somebody of the cabinet stands beside one of these verbs."""
        main = self.said.main
        places = [at for at, word in enumerate(main) if word in wanted]
        return any(
            abs(at - place) <= (_NEAR_LONG if word in _NAMED_LONG else _NEAR)
            or (at < place and main[place - 1] == "en")  # "ik volg … en bekijk": the same one
            for at, word in enumerate(main)
            if word in verbs.SPEAKERS
            for place in places
        )

    @property
    def acts(self) -> bool:
        """Tell whether the writer says what he does, and not what he did: "deel ik"."""
        main = self.said.main
        beside = [
            word
            for at, each in enumerate(main)
            if each in verbs.FIRST_PERSON
            for word in (*main[max(0, at - 1) : at], *main[at + 1 : at + 2])
        ]
        return bool(beside) and not any(
            is_past(word) or (len(word) > 3 and word.endswith(("de", "te"))) for word in beside
        )

    @property
    def intends(self) -> bool:
        """Tell whether somebody of the cabinet sets about, or has done: "ik laat … berekenen"."""
        main = self.said.main
        if not self.does(verbs.WITH_INFINITIVE) or self.said.says(verbs.NO_INTENTION):
            return False
        start = next(at for at, word in enumerate(main) if word in verbs.WITH_INFINITIVE)
        return any(len(word) > 4 and word.endswith("en") for word in main[start + 2 :])

    def pairs(self, wanted: Iterable[tuple[str, str]]) -> bool:
        """Tell whether a main clause has a verb with the other half behind it."""
        main = self.said.main
        return any(verb in main and rest in main[main.index(verb) + 1 :] for verb, rest in wanted)


def _is_part_of_a_year(due: Due) -> bool:
    return not (due.first and due.last) or due.last - due.first < _YEAR
