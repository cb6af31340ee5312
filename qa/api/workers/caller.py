"""Who asks: what a client wants is done in its turn, and paid from its tokens.

In: from a route, a question or work on the index. Out: what it yields. Routes get a `Caller` for
each request.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, TypeVarTuple

from fastapi import Depends, Request

from qa import wire
from qa.api.http import metrics
from qa.api.http.limits import cost
from qa.api.workers.service import Service
from qa.api.workers.worker import Work
from qa.question.ask import DEFAULT_LIMIT, ask
from qa.store.index import Index

if TYPE_CHECKING:
    from qa.types import Outcome

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class Caller:
    """A client of the service: what it asks is done in its turn, and paid by it."""

    service: Service
    client: str = ""

    async def run(self, work: Callable[[Index, *Ts], T], *args: *Ts) -> T:
        """Do work on the index: a function of a module.

        Raises: as `Service.run`.
        """
        return await self.within((), work, *args)

    async def within(
        self,
        letters: tuple[str, ...],
        work: Callable[[Index, *Ts], T],
        *args: *Ts,
        text: str = "",
        context: str = "",
    ) -> T:
        """Do work on these letters only, if any are named; it costs by what it works out: `text`.

        Raises: as `Service.run`; QuestionError for a letter that the index does not hold; Refused
        (429) when the client has asked too much.
        """
        tokens = cost(text, context)
        self.pay(tokens - 1)
        done: T = await self.service.run(self.client, Work(work, args, letters), tokens)
        return done

    async def work_out(
        self,
        question: str,
        show: Callable[[Outcome, Index], T],
        limit: int = DEFAULT_LIMIT,
        context: str = "",
        letters: tuple[str, ...] = (),
    ) -> tuple[dict[str, Any], T]:
        """Return what a question gets, and what `show` makes of that, without counting it.

        Raises: as `within`.
        """
        refusal = self.service.settings.refusal
        return await self.within(
            letters, asked, question, limit, context, refusal, show, text=question, context=context
        )

    async def ask(
        self,
        question: str,
        show: Callable[[Outcome, Index], T],
        limit: int = DEFAULT_LIMIT,
        context: str = "",
        letters: tuple[str, ...] = (),
    ) -> tuple[dict[str, Any], T]:
        """Answer a question, and count it; `show` says what else is to be made of the outcome.

        Raises: as `within`.
        """
        with metrics.answering() as answered:
            given, shown = await self.work_out(question, show, limit, context, letters)
            answered(given)
        return given, shown

    def pay(self, tokens: int) -> None:
        """Pay for what is to be worked out, beside the token that each request costs.

        Raises: Refused (429) when the client has asked too much.
        """
        if tokens > 0:
            self.service.limiter.admit(self.client, tokens)


def asked(
    index: Index,
    question: str,
    limit: int,
    context: str,
    refusal: str,
    show: Callable[[Outcome, Index], T],
) -> tuple[dict[str, Any], T]:
    """Answer a question; return the object of every door, and what one door shows."""
    outcome = ask(question, index, limit, context, refusal)
    return wire.outcome(outcome), show(outcome, index)


def nothing(_: Outcome, __: Index) -> None:
    """Show nothing beside the object of every door."""


def caller_of(request: Request) -> Caller:
    """Return who asks."""
    return Caller(request.app.state.service, request.scope["qa"].client)


async def _of_request(request: Request) -> Caller:
    return caller_of(request)


Serving = Annotated[Caller, Depends(_of_request)]
