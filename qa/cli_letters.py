"""The option `--brief` of commands that answer or search: only from these letters."""

from __future__ import annotations

from typing import Annotated

import typer

from qa.store.index import Index

Letters = Annotated[
    list[str] | None,
    typer.Option("--brief", metavar="ID", help="Alleen uit deze brief; mag vaker."),
]


def narrowed(index: Index, letters: list[str] | None) -> Index:
    """Return the index within the letters that were chosen, if any were.

    Raises: QuestionError for a letter that it does not hold.
    """
    return index.within(letters) if letters else index
