"""An answer as a file, where scripts do not run: the form below it gives what the widget gives.

In: a form with the question, the context that it was asked with, and a form of file. Out: that
file; CSV as a Dutch spreadsheet opens it. Of several answers the widget makes one file.
"""

from __future__ import annotations

from typing import Final

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from qa.api.http.problems import Refused
from qa.api.pages.form import read_form
from qa.api.v1.bundles import written
from qa.api.v1.requests import Vraagstuk
from qa.api.workers.caller import caller_of
from qa.evidence.forms import FORMS

_MOST_FIELDS: Final = 3  # a question, its context, and the form of the file


async def _taken_along(request: Request) -> Response:
    typed = await read_form(request, _MOST_FIELDS)
    form = FORMS.get(typed.pop("vorm", "docx"))
    if form is None:
        raise Refused(400, f"Deze vorm is er niet; wel: {', '.join(FORMS)}.")
    try:
        asked = Vraagstuk.model_validate(typed)
    except ValidationError as error:
        found = [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
        raise RequestValidationError(found) from None
    return await written(caller_of(request), [asked], form.media_type, is_dutch=True)


routes: Final = [Route("/bundel", _taken_along, methods=["POST"])]
