"""The pages: a question beside the letter, the letters to choose from, and each by itself.

In: an address, or the form with a question. Out: HTML that says all it has to say without scripts;
the widget takes the place of the form where scripts run. A question stands in no address.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final
from urllib.parse import urlencode

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from qa.api.http.identity import Identity, identity_of
from qa.api.http.page import as_page, filled_in
from qa.api.http.problems import Refused, faults, wants_page
from qa.api.pages.answer import shown, sources_of
from qa.api.pages.checks import recomputed
from qa.api.pages.form import read_form
from qa.api.pages.letter import Reading, read
from qa.api.pages.letters import SHORT, Wanted, find, newest_first, source_of, wanted
from qa.api.pages.links import links_of
from qa.api.v1.requests import Formulier
from qa.api.workers.caller import caller_of
from qa.errors import QuestionError
from qa.question.read.interpret import check
from qa.question.read.parts import LONGEST_TEXT, parts
from qa.store.index import Index
from qa.types import Outcome, Span

_EXAMPLES: Final = 3  # that the page shows
_READY: Final = 0.5  # seconds that a page waits for them, in the first seconds of a service
_MOST_FIELDS: Final = 2  # a question and its context


async def _home(request: Request) -> Response:
    caller = caller_of(request)
    typed = await read_form(request, _MOST_FIELDS) if request.method == "POST" else {}
    asked, fault = _checked(typed) if typed else (None, "")
    if fault and not wants_page(request.scope):
        raise Refused(400, fault)
    if asked is None:
        examples = await caller.service.examples(_READY)
        html = await caller.run(partial(_without_answer, _own(request)), examples, typed, fault)
        return as_page(html, 400 if fault else 200)
    given, html = await caller.ask(
        asked.vraag, partial(_with_answer, _own(request)), context=asked.context
    )
    caller.service.note(request.scope["qa"], given)
    return as_page(html)


def _own(request: Request) -> Identity:
    return identity_of(caller_of(request).service.settings)


def _checked(typed: dict[str, str]) -> tuple[Formulier | None, str]:
    """Return what was asked, or what is wrong with the question: who typed it can mend that.

    Raises: RequestValidationError where anything else is wrong.
    """
    try:
        asked = Formulier.model_validate(typed)
        parts(check(asked.vraag, LONGEST_TEXT))
        return asked, ""
    except QuestionError as error:  # too many questions, or one that is too long
        return None, str(error)
    except ValidationError as error:
        found = [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
    if any(each["loc"] != ("body", "vraag") for each in found):
        raise RequestValidationError(found)
    return None, f"De {faults(found)[0]}"


def _without_answer(
    own: Identity, index: Index, examples: tuple[str, ...], typed: dict[str, str], fault: str
) -> str:
    sources = newest_first(index.passages.sources())
    return filled_in(
        "home.html",
        own,
        sources=sources,
        most_listed=SHORT,
        reading=_reading(index, sources[0].letter_id) if len(sources) == 1 else None,
        examples=few(examples),
        question="",
        context=typed.get("context", ""),
        typed=typed.get("vraag", ""),
        fault=fault,
    )


def few(examples: Sequence[str]) -> tuple[str, ...]:
    """Choose some examples, as far apart as they stand: they come in kinds. As in greeting.ts."""
    some = min(_EXAMPLES, len(examples))
    return tuple(examples[at * len(examples) // some] for at in range(some))


def _with_answer(own: Identity, outcome: Outcome, index: Index) -> str:
    """Show an answer beside the letter that it cites first."""
    answers = shown(outcome, index)
    places = [place for answer in answers for place in answer.places()]
    sources = newest_first(index.passages.sources())
    letters = [letter_id for letter_id, _ in places] or [each.letter_id for each in sources]
    reading = None
    if places or len(sources) == 1:
        cited = (span for letter_id, span in places if letter_id == letters[0])
        reading = _reading(index, letters[0], tuple(cited))
    return filled_in(
        "home.html",
        own,
        sources=sources,
        most_listed=SHORT,
        reading=reading,
        examples=(),
        question=outcome.question,
        answers=answers,
        quoted=sources_of(answers, index),
        context=outcome.context,
        follows=outcome.follows,
        typed="",
        fault="",
    )


async def _letters(request: Request) -> Response:
    what = wanted(dict(request.query_params))
    return as_page(await caller_of(request).run(partial(_letters_html, _own(request)), what))


def _letters_html(own: Identity, index: Index, what: Wanted) -> str:
    def address(page: int) -> str:
        return urlencode({"zoek": what.text, "jaar": what.year, "pagina": page})

    found = find(index.passages.sources(), what)
    return filled_in("letters.html", own, wanted=what, found=found, address=address)


async def _letter(request: Request) -> Response:
    return as_page(
        await caller_of(request).run(
            partial(_letter_html, _own(request)), request.path_params["briefId"]
        )
    )


def _letter_html(own: Identity, index: Index, letter_id: str) -> str:
    source_of(index, letter_id)
    reading = _reading(index, letter_id, rank=2)
    checks = recomputed(index, letter_id)
    return filled_in("letter.html", own, reading=reading, checks=checks)


async def _beside(request: Request) -> Response:
    """Give a letter as it stands beside an answer: the page puts it there when it is cited."""
    return as_page(
        await caller_of(request).run(
            partial(_beside_html, _own(request)), request.path_params["briefId"]
        )
    )


def _beside_html(own: Identity, index: Index, letter_id: str) -> str:
    source_of(index, letter_id)
    return filled_in("beside.html", own, reading=_reading(index, letter_id))


def _reading(index: Index, letter_id: str, cited: tuple[Span, ...] = (), rank: int = 3) -> Reading:
    passages = index.passages
    links = links_of(index.references.of_letter(letter_id), index, letter_id)
    return read(passages.letter(letter_id), passages.of_letter(letter_id), cited, links, rank)


async def _frame(request: Request) -> Response:
    """Give the questions alone, for a page elsewhere to frame."""
    return as_page(filled_in("frame.html", _own(request)))


async def _by_official_id(request: Request) -> Response:
    """Lead from the id of a paper, as official publications have it, to the page of that letter."""
    letter_id = f"kst-{request.path_params['nummer']}"
    found = await caller_of(request).run(source_of, letter_id)
    return RedirectResponse(f"/brieven/{found.letter_id}")


routes: Final = [
    Route("/", _home, methods=["GET", "POST"]),
    Route("/kader", _frame),
    Route("/brieven", _letters),
    Route("/brieven/{briefId}", _letter),
    Route("/brieven/{briefId}/naast", _beside),
    Route("/kst-{nummer}", _by_official_id),
]
