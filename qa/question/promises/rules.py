"""One sentence → whether it promises something, by the first rule that says so.

In: the clauses of a sentence, what of it lies ahead, and whether its paragraph speaks of the letter
itself. Out: a promise or something awaited, who will do it, and the rule's name. A wish, an aim, a
figure of a coming year, and what the letter itself does ("ik ga ook in op …") are none.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from qa.dutch.forms import is_participle
from qa.dutch.plurals import is_past
from qa.question.promises import verbs
from qa.question.promises.clauses import Clauses
from qa.question.promises.when import Ahead
from qa.types import Due, PromiseKind

_NEAR: Final = 3  # words between a verb and who does it
_YEAR: Final = timedelta(360)
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
        return amount and self.said.says(verbs.COPULAS)

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
        return any(word.endswith("en") for word in main[start + 2 :])

    def pairs(self, wanted: Iterable[tuple[str, str]]) -> bool:
        """Tell whether a main clause has a verb with the other half behind it."""
        main = self.said.main
        return any(verb in main and rest in main[main.index(verb) + 1 :] for verb, rest in wanted)


_EVENT: Final = verbs.HAPPENS | verbs.DONE

Rule = Callable[[Looked], PromiseKind | None]


def promised(looked: Looked) -> PromiseKind | None:
    """Find "heb ik uw Kamer toegezegd", "ik zeg toe"; what others promised is not the cabinet's."""
    speaks = bool(looked.said.words & (verbs.FIRST_PERSON | verbs.HOUSE))
    says = "toegezegd" in looked.said.main or looked.pairs((("zeg", "toe"), ("zegt", "toe")))
    return PromiseKind.PROMISE if says and speaks and not looked.is_here else None


def will(looked: Looked) -> PromiseKind | None:
    """Find "ik zal …", "zal worden …", "de dienst zal … opleveren"."""
    main = looked.said.main
    if not looked.said.says(verbs.WILL) or looked.is_denied:
        return None
    if looked.is_here or looked.said.says(verbs.FIGURES):
        return None
    if looked.does(verbs.WILL) or looked.to_house:
        return PromiseKind.PROMISE
    if "worden" in looked.said.words:
        return PromiseKind.EXPECTED if "verwachting" in main else PromiseKind.PROMISE
    return PromiseKind.EXPECTED if looked.ahead or looked.said.says(_EVENT) else None


def told(looked: Looked) -> PromiseKind | None:
    """Find "hierover informeer ik uw Kamer …", "uw Kamer wordt … geïnformeerd"."""
    if not looked.to_house or looked.is_denied or looked.is_past:
        return None
    if not looked.ahead and (looked.is_here or (looked.introduces and not looked.due)):
        return None
    passive = looked.said.says(("wordt", "worden")) and bool(looked.said.words & verbs.TOLD)
    active = looked.said.says(verbs.TELL) and (bool(looked.speaker) or looked.due is not None)
    gets = looked.said.says(("ontvangt", "ontvangen", "krijgt", "tegemoet"))
    lets = looked.pairs((("laat", "weten"), ("laten", "weten")))
    return PromiseKind.PROMISE if passive or active or gets or lets else None


def to_come(looked: Looked) -> PromiseKind | None:
    """Find "… in de brief die uw Kamer in het voorjaar ontvangt"."""
    gives = looked.said.words & verbs.GIVES and looked.said.words & verbs.HOUSE
    if not (looked.anywhere or looked.with_paper) or not gives:
        return None
    return (
        None if looked.said.words & (verbs.PAST | verbs.HAVE | verbs.NOT) else PromiseKind.PROMISE
    )


def awaited(looked: Looked) -> PromiseKind | None:
    """Find "de resultaten worden begin 2023 verwacht", "wordt naar verwachting in 2023 gereed"."""
    if not looked.said.says(verbs.AWAIT) or not looked.ahead or looked.is_denied:
        return None
    if looked.said.says(verbs.FIGURES):
        return None
    names = looked.said.says(verbs.PRODUCTS | _EVENT | {"te"})
    if not names:
        return None
    reports = looked.to_house and looked.speaker  # "ik verwacht uw Kamer in juli te melden …"
    return PromiseKind.PROMISE if reports else PromiseKind.EXPECTED


def committed(looked: Looked) -> PromiseKind | None:
    """Find what the cabinet does by saying so: "ik verhoog …", "het kabinet trekt … uit"."""
    if not looked.speaker or looked.is_denied or looked.is_past:
        return None
    if looked.introduces and not looked.ahead:
        return None
    apart = {verb for verb, rest in verbs.COMMIT_APART if looked.pairs(((verb, rest),))}
    apart |= verbs.STRIVE if looked.ahead else set()
    is_so = looked.does(verbs.COMMIT | apart) or (looked.intends and not looked.introduces)
    return PromiseKind.PROMISE if is_so and not looked.is_here else None


def aimed(looked: Looked) -> PromiseKind | None:
    """Find "het streven is dat het op 1 maart opengaat"; of a whole year it is an aim of policy."""
    said = looked.said.words
    is_near = any(_is_part_of_a_year(each.due) for each in looked.anywhere)
    if not said & verbs.AIMS or not is_near or said & (verbs.NOT | verbs.PAST | verbs.HAVE):
        return None
    return PromiseKind.PROMISE


def _is_part_of_a_year(due: Due) -> bool:
    return not (due.first and due.last) or due.last - due.first < _YEAR


def added(looked: Looked) -> PromiseKind | None:
    """Find "wordt bij de volgende begroting gevoegd": done with a paper that is to come."""
    passive = looked.said.says(("wordt", "worden")) and any(map(is_participle, looked.said.main))
    if not looked.with_paper or not passive or looked.is_denied or looked.is_past:
        return None
    return None if looked.is_here or looked.introduces else PromiseKind.PROMISE


def taken(looked: Looked) -> PromiseKind | None:
    """Find "wordt meegenomen", "bezien wordt": done without saying by whom, by the cabinet."""
    if not looked.said.says(("wordt", "worden")) or looked.is_denied or looked.introduces:
        return None
    if looked.is_past or looked.is_here:
        return None
    done = verbs.TAKEN if looked.due else verbs.TAKEN_NOW
    return PromiseKind.PROMISE if looked.said.says(done) else None


def follows(looked: Looked) -> PromiseKind | None:
    """Find "hierover volgt een aparte brief"."""
    if not looked.said.says(("volgt", "volgen")) or looked.is_here or looked.introduces:
        return None
    if looked.is_denied or not looked.said.says(verbs.PRODUCTS):
        return None
    return PromiseKind.PROMISE


def advised(looked: Looked) -> PromiseKind | None:
    """Find "de Raad brengt hierover eerst advies uit"."""
    says = looked.pairs(verbs.ADVISE) and looked.said.says(("advies", "adviezen", "rapport"))
    return PromiseKind.EXPECTED if says and not looked.is_denied else None


def held_up(looked: Looked) -> PromiseKind | None:
    """Find what waits for something else: "de namen maakt de dienst pas openbaar als …"."""
    if not looked.after or not looked.said.says(("pas",)) or looked.is_past:
        return None
    return PromiseKind.PROMISE if looked.speaker else PromiseKind.EXPECTED


def dated(looked: Looked) -> PromiseKind | None:
    """Find what happens on a day ahead: "vanaf 1 januari 2026 meet de dienst …"."""
    is_done = looked.said.says(("wordt", "worden")) and looked.said.says(verbs.DONE)
    happens = is_done or looked.said.says(verbs.HAPPENS)  # so it is no "in mei" of this year
    is_told = happens or looked.acts
    lies_ahead = any(each.due.certain or each.due.first is None or is_told for each in looked.ahead)
    if not lies_ahead or looked.is_denied:
        return None
    if looked.is_past or looked.is_figure or looked.said.says(verbs.FIGURES | verbs.AWAIT):
        return None
    return PromiseKind.PROMISE if looked.speaker or looked.to_house else PromiseKind.EXPECTED


#: The first that finds something is it: what the cabinet says itself before what merely has a day.
RULES: Final[tuple[Rule, ...]] = (
    *(promised, will, told, to_come, committed, awaited, aimed, taken, follows, added),
    *(advised, held_up, dated),
)


def first(looked: Looked) -> tuple[PromiseKind, str] | None:
    """Return what the first rule finds, and its name."""
    for rule in RULES:
        if kind := rule(looked):
            return kind, rule.__name__
    return None


def keeps(following: Clauses) -> bool:
    """Tell whether the sentence behind a promise says that it is hereby kept."""
    return any(following.has(each) for each in (*verbs.HERE, *verbs.OF_ITSELF))
