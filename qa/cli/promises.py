"""The command `qa toezeggingen`: what letters say that will be done, and by when.

A door without logic.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from qa import wire
from qa.cli.options import Corpus, IndexFolder
from qa.cli.tables import show_table, write_json
from qa.errors import UsageFault
from qa.question.promises.fate import followed
from qa.question.promises.find import promises_of
from qa.say.facts_view import UnknownChoice
from qa.say.promises import EXPLAINED, HEADER, NONE, counted, row
from qa.settings import Settings, load_settings
from qa.store.index import Index
from qa.types import Followed, Promise, Source


def register(app: typer.Typer, open_index: Callable[[Settings], Index]) -> None:
    """Add the command to the program; `open_index` gives the index that it reads."""

    @app.command(name="toezeggingen")
    def promises_command(
        letter: Annotated[
            str, typer.Argument(metavar="BRIEF", help="Het id van een brief; anders alle.")
        ] = "",
        as_json: Annotated[bool, typer.Option("--json", help="Geef JSON.")] = False,
        as_csv: Annotated[bool, typer.Option("--csv", help="Geef CSV.")] = False,
        as_calendar: Annotated[
            bool, typer.Option("--ical", help="Geef een agenda (iCalendar).")
        ] = False,
        corpus: Corpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Toon wat brieven toezeggen en verwachten, en wanneer."""
        if as_json + as_csv + as_calendar > 1:
            raise UsageFault("kies één van --json, --csv en --ical.")
        index = open_index(load_settings(corpus=corpus, index=folder))
        letters = _letters(letter, index)
        every = [each for _, found in letters for each in found]
        if as_json:
            later = _followed(letters, index)
            write_json(wire.promise(each, later[each]) for each in every)
        elif as_csv:
            _write(wire.promises_csv(every))
        elif as_calendar:
            _write(wire.promises_calendar(letters))
        else:
            _show(letters, _followed(letters, index), alone=bool(letter))


def _letters(id: str, index: Index) -> list[tuple[Source, tuple[Promise, ...]]]:
    """Return what a letter promises, or all of them.

    Raises: UsageFault for a letter that is not there.
    """
    sources = index.passages.sources()
    known = [each.letter_id for each in sources]
    if id and id not in known:
        raise UsageFault(str(UnknownChoice.of("brief", id, known)))
    chosen = [each for each in sources if id in ("", each.letter_id)]
    return [(each, promises_of(index, each.letter_id)) for each in chosen]


_Found = list[tuple[Source, tuple[Promise, ...]]]
_After = dict[Promise, tuple[Followed, ...]]


def _followed(letters: _Found, index: Index) -> _After:
    """Return what later letters say of promises."""
    return {
        each: later
        for source, found in letters
        for each, later in followed(found, source, index).items()
    }


def _write(text: str) -> None:
    """Write a file in UTF-8 as it is, whatever the terminal speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _show(letters: _Found, later: _After, *, alone: bool) -> None:
    rows = [
        row(each, _place(each, source) if alone else each.reference, later[each])
        for source, found in letters
        for each in found
    ]
    if not rows:
        print(NONE)
        return
    show_table(HEADER, rows)
    print(f"{counted([each for _, found in letters for each in found])}. {EXPLAINED}")


def _place(found: Promise, source: Source) -> str:
    """Return where a promise stands in its letter."""
    return found.reference.removeprefix(source.reference).removeprefix(", ")
