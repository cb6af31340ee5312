"""Promises of a letter → what became of them, as far as later letters of its dossier tell.

In: promises and the index. Out: for each and each later letter the sentence that is about the
same, and whether that says that it was done, is still to come, or neither: by how the sentence is
written, which proves nothing; so whoever shows it quotes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qa.question.promises import rules, verbs
from qa.question.promises.clauses import Clauses, clauses
from qa.question.promises.later import Later, later_on
from qa.store.index import Index
from qa.types import Fate, Followed, Hit, Passage, Promise, Source, Span

_HELPS: Final = frozenset("is zijn ben heb heeft hebben werd werden wordt was waren".split())
#: What is done with what was promised, beside what verbs.py has of it.
_DONE: Final = frozenset(
    "gereed klaar verstuurd verzonden toegestuurd getekend ondertekend vastgelegd ontvangen"
    " verschenen gehouden gevoerd gedaan geregeld opgesteld ingesteld genomen gemaakt gestopt"
    " beeindigd ingegaan betrokken meegenomen onderzocht aangenomen aanvaard gerealiseerd opgericht"
    " geinstalleerd uitgebracht gestart bereikt gekomen gesproken overlegd uitgetrokken".split()
)
_STILL: Final = (
    "nog niet",
    "nog geen",
    "nog steeds",
    "loopt nog",
    "lopen nog",
    "nog bezig",
    "duurt langer",
    "niet gelukt",
    "niet gehaald",
    "op zich wachten",
)
_PUT_OFF: Final = frozenset(
    "uitgesteld vertraagd vertraging opgeschort aangehouden verschoven uitstel".split()
)
_EXPECTING: Final = verbs.WILL | {"verwacht", "verwachten", "verwachting"}


def followed(
    promises: Sequence[Promise], source: Source, index: Index
) -> dict[Promise, tuple[Followed, ...]]:
    """Return for each promise of a letter what later letters say of it, the oldest first."""
    later = later_on(promises, source, index)
    return {each: tuple(_followed(each, said, index) for said in later[each]) for each in promises}


def unfollowed(promise: Promise, index: Index) -> Followed:
    """Return a promise of which no later letter says anything that was found."""
    return Followed(promise, _made(promise, index), Fate.SILENT, None)


def _followed(promise: Promise, later: Later, index: Index) -> Followed:
    said = _placed(later.passage, later.span)
    return Followed(promise, _made(promise, index), fate(later.text), said)


def _made(promise: Promise, index: Index) -> Hit:
    return _placed(index.passages.named(promise.passage_id), promise.span)


def _placed(passage: Passage, span: Span) -> Hit:
    return Hit(passage, 1.0, (("plaats", 1),), span, ())


def fate(sentence: str) -> Fate:
    """Return what a sentence of a later letter says of the promise that it is about."""
    said = clauses(sentence)
    if _is_pending(said):
        return Fate.PENDING
    return Fate.DONE if _is_done(said) else Fate.MENTIONED


def _is_pending(said: Clauses) -> bool:
    still = any(map(said.has, _STILL)) or bool(said.words & _PUT_OFF)
    return still or said.says(_EXPECTING)


def _is_done(said: Clauses) -> bool:
    """Tell whether it says that something was done, or is hereby."""
    if said.says(verbs.NOT):
        return False
    participles = verbs.DONE | verbs.TOLD | _DONE
    was_done = said.says(_HELPS) and said.says(participles)
    return was_done or rules.keeps(said)
