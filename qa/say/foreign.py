"""A question in another language → a line in that language: ask in Dutch.

In: an outcome. Out: the line and its language, where there is no answer and the question is plainly
not Dutch; else nothing. What was answered all the same needs no telling.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from qa.dutch.foreign import language_of
from qa.types import Abstention, Outcome

_ASK_IN_DUTCH: Final = {
    "en": "Please ask your question in Dutch: the letters are in Dutch, and only that is"
    " understood.",
    "de": "Bitte stellen Sie Ihre Frage auf Niederländisch: Die Briefe sind niederländisch, und"
    " nur das wird verstanden.",
    "fr": "Veuillez poser votre question en néerlandais : les lettres sont en néerlandais, et"
    " seule cette langue est comprise.",
    "es": "Haga su pregunta en neerlandés: las cartas están en neerlandés y solo se entiende ese"
    " idioma.",
}


class Notice(NamedTuple):
    """A line and the language that it is in."""

    language: str
    text: str


def notice(outcome: Outcome) -> Notice | None:
    """Return what to say to who asked in another language and got no answer."""
    if not isinstance(outcome, Abstention):
        return None
    language = language_of(outcome.question)
    return Notice(language, _ASK_IN_DUTCH[language]) if language else None
