"""An answer → a file to work on, by the ending of its name: Word, Markdown, HTML or CSV.

In: an outcome, the index and a file. Out: that file. Another ending is refused before anything is
asked, and so is a file that cannot be written.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Final

import typer

from qa.errors import StorageError, UsageFault, reason
from qa.evidence import gather
from qa.evidence.forms import FORMS
from qa.evidence.pieces import bundle
from qa.store.index import Index
from qa.types import Outcome

_FORMS: Final = {f".{ending}": form for ending, form in FORMS.items()}
TakenTo = Annotated[
    Path | None,
    typer.Option(
        "--naar", metavar="BESTAND", help="Schrijf het antwoord als .docx, .md, .html of .csv."
    ),
]


def check_form(file: Path) -> None:
    """Refuse a file of a form that is not written.

    Raises: UsageFault.
    """
    if file.suffix.lower() not in _FORMS:
        raise UsageFault(
            f"«{file.name}» eindigt op geen bekende vorm; geef --naar een naam die eindigt op"
            f" {', '.join(_FORMS)}."
        )


def take_along(outcome: Outcome, index: Index, file: Path) -> None:
    """Write an outcome with all that it rests on.

    Raises: ExtraMissing, StorageError.
    """
    content = _FORMS[file.suffix.lower()].write(bundle(gather.of_outcome(outcome, index)))
    try:
        # Opened without waiting: of a pipe that nobody reads, the end would never come.
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NONBLOCK, 0o666)
        os.set_blocking(opened, True)
        with os.fdopen(opened, "wb") as written:
            written.write(content if isinstance(content, bytes) else content.encode())
    except OSError as error:
        raise StorageError(f"{file} is niet te schrijven: {reason(error)}.") from error
