"""The command `qa refs`: what letters refer to, and who refers to them. A door without logic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any

import typer

from qa import wire
from qa.cli.options import Corpus, IndexFolder
from qa.cli.tables import safe, show_table, write_json
from qa.errors import UsageFault
from qa.say.facts_view import UnknownChoice
from qa.say.visible import json_line
from qa.settings import Settings, load_settings
from qa.store.index import Index
from qa.types import Kind

_HERE, _ABSENT = "ja", "nee"
_WIDEST = 60  # characters
_PARLIAMENT = {"kamerstuk", "dossier", "motie", "documentnummer"}


def register(app: typer.Typer, open_index: Callable[[Settings], Index]) -> None:
    """Add the command to the program; `open_index` gives the index that it reads."""

    @app.command(name="refs")
    def refs_command(
        letter: Annotated[
            str, typer.Argument(metavar="BRIEF", help="Het id van een brief, of van een kamerstuk.")
        ] = "",
        as_json: Annotated[bool, typer.Option("--json", help="Geef JSON.")] = False,
        corpus: Corpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Toon wat brieven noemen, of dat er is, en wie hen noemt."""
        index = open_index(load_settings(corpus=corpus, index=folder))
        if letter:
            found = _of(letter, index)
            if as_json:
                print(json_line(found))
            else:
                _show(found, index)
            return
        every = [_of(each.letter_id, index) for each in index.passages.sources()]
        if as_json:
            write_json(every)
        else:
            _show_all(every)


def _of(id: str, index: Index) -> dict[str, Any]:
    """Return what a letter refers to and who refers to it; it may be a paper that is not here.

    Raises: UsageFault where nothing here has that id or names it.
    """
    known = [source.letter_id for source in index.passages.sources()]
    named_by = wire.referring_letters(id, index)
    if id not in known and not named_by:
        raise UsageFault(str(UnknownChoice.of("brief", id, known)))
    return {
        "id": id,
        "aanwezig": id in known,
        "verwijzingen": wire.references(index.references.of_letter(id), index),
        "verwezenDoor": named_by,
    }


def _show(found: dict[str, Any], index: Index) -> None:
    if not found["aanwezig"]:
        print(safe(f"{found['id']} staat niet in de index."))
    elif rows := list(_rows(found["verwijzingen"], index)):
        show_table(["soort", "in de index", "plaats", "noemt", "doel"], rows)
    else:
        print("Deze brief noemt niets.")
    print()
    if found["verwezenDoor"]:
        rows = [_named_by(each) for each in found["verwezenDoor"]]
        show_table(["genoemd door", "vindplaats", "aantal", "zeker"], rows)
    else:
        print("Geen andere brief noemt deze.")


def _rows(found: Iterable[dict[str, Any]], index: Index) -> Iterator[list[str]]:
    """Yield a row for each thing that is named, with all places where it is."""
    same: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for each in found:
        goals = " of ".join((each["doel"], *each["ookMogelijk"]))
        same.setdefault((each["soort"], goals, str(each["zeker"])), []).append(each)
    for (kind, goals, certain), places in same.items():
        first = places[0]
        here = _HERE if first["briefId"] else _ABSENT if kind in _PARLIAMENT else ""
        where = dict.fromkeys(_place(each["fragmentId"], index) for each in places)
        unsure = "" if certain == str(True) else " (niet zeker welke)"
        meant = "" if goals == first["tekst"] else f"{goals}{unsure}"
        yield [kind, here, "; ".join(filter(None, where)), _short(first["tekst"]), meant]


def _short(text: str) -> str:
    """Return a text of which a long web address does not push all else out of sight."""
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _place(passage_id: str | None, index: Index) -> str:
    """Return where a passage stands in its letter: "noot 9", "par. 2.1"."""
    if passage_id is None:
        return "kop"
    passage = index.passages.named(passage_id)
    if passage.kind is Kind.FOOTNOTE:
        return f"noot {wire.note_number(passage)}"
    source = index.passages.source(passage.letter_id)
    assert source is not None  # that of its passage
    return passage.reference.removeprefix(source.reference).removeprefix(", ")


def _named_by(found: dict[str, Any]) -> list[str]:
    certain = "ja" if found["zeker"] else "nee"
    return [found["briefId"], found["verwijzing"], str(found["aantal"]), certain]


def _show_all(every: Iterable[dict[str, Any]]) -> None:
    """Show of all letters which papers they name; notes and web addresses are for one letter."""
    counts: dict[tuple[str, str, str], int] = {}
    for letter in every:
        for each in letter["verwijzingen"]:
            if each["soort"] in _PARLIAMENT:
                here = _HERE if each["briefId"] else _ABSENT
                key = letter["id"], each["doel"], here
                counts[key] = counts.get(key, 0) + 1
    if not counts:
        print("Geen brief noemt een kamerstuk.")
        return
    rows = [[*key, str(count)] for key, count in counts.items()]
    show_table(["brief", "noemt", "in de index", "aantal"], rows)
