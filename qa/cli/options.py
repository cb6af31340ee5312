"""Options that several commands have: which letters, which folders, how many passages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qa.corpus import entries
from qa.store.index import Index

Letters = Annotated[
    list[str] | None,
    typer.Option("--brief", metavar="ID", help="Alleen uit deze brief; mag vaker."),
]


def _there(folder: str) -> str:
    """Refuse a folder that was named and is none: what an index holds may be of another.

    Raises: LetterError.
    """
    if folder:
        entries(Path(folder))
    return folder


_CORPUS = "De map met brieven (anders QA_CORPUS)."
Corpus = Annotated[str, typer.Option("--corpus", metavar="MAP", help=_CORPUS, callback=_there)]
NewCorpus = Annotated[str, typer.Option("--corpus", metavar="MAP", help=_CORPUS)]
IndexFolder = Annotated[
    str, typer.Option("--index", metavar="MAP", help="De map met de index (anders QA_INDEX).")
]
Top = Annotated[int, typer.Option("--top", min=1, max=50, help="Aantal passages.")]


def narrowed(index: Index, letters: list[str] | None) -> Index:
    """Return the index within the letters that were chosen, if any were.

    Raises: QuestionError for a letter that it does not hold.
    """
    return index.within(letters) if letters else index
