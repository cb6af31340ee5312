"""One sentence → whether it promises something, by the first rule that says so.

In: a sentence as it is looked at. Out: a promise or something awaited, and the rule's name. A wish,
an aim, a figure of a coming year, and what the letter itself does ("ik ga ook in op …") are none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from qa.dutch.forms import is_participle
from qa.question.promises import verbs
from qa.question.promises.clauses import Clauses
from qa.question.promises.looked import Looked
from qa.types import PromiseKind

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
    is_told = bool(looked.said.words & verbs.TOLD)
    passive = looked.said.says(("wordt", "worden")) and is_told
    if is_told and not passive and looked.said.says(("is", "zijn")):
        return None  # "is uw Kamer op 3 september bericht"
    active = looked.said.says(verbs.TELL) and (bool(looked.speaker) or looked.due is not None)
    gets = looked.said.says(("ontvangt", "ontvangen", "krijgt", "tegemoet", "tegemoetzien"))
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
    apart |= set() if looked.said.says(verbs.BE) else verbs.OBLIGE
    is_so = looked.does(verbs.COMMIT | apart) or (looked.intends and not looked.introduces)
    return PromiseKind.PROMISE if is_so and not looked.is_here else None


def concluded(looked: Looked) -> PromiseKind | None:
    """Find "dan hak ik de knoop door", "na een jaar maken we de balans op", "kom ik daarop terug".

    What a person does in the present is a promise where it comes after something else.
    """
    if looked.is_denied or looked.is_past or looked.is_here or looked.said.says(verbs.FIGURES):
        return None
    main = looked.said.main
    comes_back = looked.pairs((("kom", "terug"), ("komt", "terug"), ("komen", "terug")))
    if comes_back and looked.said.says(verbs.UPON):
        return PromiseKind.PROMISE
    then = any(
        word in verbs.THEN and verbs.FIRST_PERSON.intersection(main[at + 1 : at + 3])
        for at, word in enumerate(main)
    )
    return PromiseKind.PROMISE if looked.acts and (then or looked.after) else None


def agreed(looked: Looked) -> PromiseKind | None:
    """Find "ik ben overeengekomen dat er voor 1 mei een besluit valt"."""
    near = looked.is_near and any(each.due.certain for each in looked.anywhere)
    if not near or not looked.said.says(verbs.AGREED) or looked.is_denied:
        return None
    return PromiseKind.PROMISE if looked.speaker else PromiseKind.EXPECTED


def aside(looked: Looked) -> PromiseKind | None:
    """Find what a clause of its own says: "… waarvan de uitkomsten eind 2025 bekend worden"."""
    said = looked.said.words
    if said & (verbs.NOT | verbs.PAST | verbs.HAVE | verbs.FIGURES) or looked.is_figure:
        return None
    if said & verbs.WILL and said & verbs.FIRST_PERSON and looked.due and not looked.is_here:
        return PromiseKind.PROMISE
    return (
        PromiseKind.EXPECTED if looked.is_near and said & _EVENT and said & verbs.PRODUCTS else None
    )


def aimed(looked: Looked) -> PromiseKind | None:
    """Find "het streven is dat het op 1 maart opengaat"; of a whole year it is an aim of policy."""
    said = looked.said.words
    if not said & verbs.AIMS or not looked.is_near or said & (verbs.NOT | verbs.PAST | verbs.HAVE):
        return None
    return PromiseKind.PROMISE


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
    lies_ahead = any(each.due.certain or each.is_deadline or is_told for each in looked.ahead)
    if not lies_ahead or looked.is_denied:
        return None
    figures = verbs.FIGURES - verbs.FORECASTS if happens else verbs.FIGURES
    if looked.is_past or looked.is_figure or looked.said.says(figures | verbs.AWAIT):
        return None
    return PromiseKind.PROMISE if looked.speaker or looked.to_house else PromiseKind.EXPECTED


#: The first that finds something is it: what the cabinet says itself before what merely has a day.
RULES: Final[tuple[Rule, ...]] = (
    *(promised, will, told, to_come, committed, awaited, aimed, taken, follows, added),
    *(advised, held_up, dated, concluded, agreed, aside),
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
