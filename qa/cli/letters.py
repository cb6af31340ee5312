"""`qa add`, `qa list` and `qa remove`: which letters the corpus holds. A door without logic.

After a letter came or went the index is built anew, so that what is told can be asked at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa import wire
from qa.cli.build import build_index
from qa.cli.ending import NO_INPUT
from qa.cli.engine import connect_of
from qa.cli.options import Corpus, IndexFolder, NewCorpus
from qa.cli.screen import Screen
from qa.corpus import LARGEST_LETTER, read_bytes
from qa.dutch.numbers import write_day
from qa.errors import ExtraMissing, LetterError, QaError, QuestionError, UsageFault
from qa.say.facts_view import UnknownChoice
from qa.say.visible import json_line
from qa.say.wording import so_many
from qa.settings import Settings, load_settings
from qa.store.index import Index
from qa.store.manifest import corpus_hashes
from qa.types import TABLE_RULE

if TYPE_CHECKING:
    from qa.letter.add import Added
    from qa.letter.read.received import Front

_STDIN = "-"
_EXAMPLES = 3
_AS_TEXT = "alleen als tekst te vinden: zie «Let op»"
_MOST_SHOWN = 10  # letters of which all is told
_out = Screen()
_err = Screen(stderr=True)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    _register_add(app)
    _register_list(app)
    _register_remove(app)


def _register_add(app: typer.Typer) -> None:
    @app.command(name="add")
    def add_command(
        files: Annotated[
            list[str],
            typer.Argument(
                metavar="BESTAND…",
                help="Bestanden of mappen met brieven; - leest er een van de invoer.",
            ),
        ],
        letter_id: Annotated[str, typer.Option("--id", help="Het id van de brief.")] = "",
        day: Annotated[
            str, typer.Option("--datum", metavar="JJJJ-MM-DD", help="De dag van de brief.")
        ] = "",
        title: Annotated[str, typer.Option("--titel", help="Waar de brief over gaat.")] = "",
        number: Annotated[str, typer.Option("--kenmerk", help="Het kenmerk van de brief.")] = "",
        dossier: Annotated[
            str, typer.Option("--dossier", help="Dossier en nummer: «28684-720».")
        ] = "",
        corpus: NewCorpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Voeg brieven toe (tekst, HTML, XML, Word, ODT of PDF) en bouw de index."""
        settings = load_settings(corpus=corpus, index=folder)
        said = _said(day, title, number, dossier)
        found = list(_found(files))
        if len(found) > 1 and (letter_id or said != _said()):
            raise UsageFault("--id, --datum, --titel, --kenmerk en --dossier gaan over één brief.")
        added, refused = _add_all(found, said, letter_id, settings)
        if added:
            _report(added, settings)
        if refused and added:
            _out.print(
                f"\nToegevoegd: {so_many(len(added), 'brief', 'brieven')}. Niet toegevoegd:"
                f" {so_many(len(refused), 'bestand', 'bestanden')}; hierboven staat waarom."
            )
        if refused:
            raise typer.Exit(refused[0].exit_code)


def _register_list(app: typer.Typer) -> None:
    @app.command(name="list")
    def list_command(
        as_json: Annotated[bool, typer.Option("--json", help="Geef JSON.")] = False,
        corpus: Corpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Toon welke brieven er zijn, de nieuwste eerst."""
        settings = load_settings(corpus=corpus, index=folder)
        index = Index.open(settings.index, connect=connect_of(settings))
        for source in reversed(index.passages.sources()):
            told = wire.letter(source, index)
            if as_json:
                print(json_line(told))
                continue
            _out.print(f"{source.date.isoformat()}  {source.letter_id}  {source.title}")
            _out.print(
                f"            {source.reference}; {told['aantalFragmenten']} passages,"
                f" {told['aantalFeiten']} feiten",
                style="dim",
            )
        if not as_json:
            _tell_unbuilt(index, settings)


def _register_remove(app: typer.Typer) -> None:
    @app.command(name="remove")
    def remove_command(
        letters: Annotated[list[str], typer.Argument(metavar="ID…", help="Het id van een brief.")],
        corpus: Corpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Haal brieven uit de map corpus, en bouw de index."""
        from qa.letter.add import remove

        settings = load_settings(corpus=corpus, index=folder)
        known = list(corpus_hashes(settings.corpus))
        for each in letters:
            if each not in known:
                raise UsageFault(str(UnknownChoice.of("brief", each, known)))
        if set(letters) == set(known):
            raise UsageFault("dit zijn alle brieven; laat er ten minste één staan.")
        for each in dict.fromkeys(letters):
            kept = remove(each, settings.corpus)
            _out.print(f"{each} is weg uit de brieven; de map staat nu in {kept}.")
        build_index(settings)


def _said(day: str = "", title: str = "", number: str = "", dossier: str = "") -> Front:
    """Return what the options say of a letter.

    Raises: UsageFault.
    """
    from qa.letter.read.received import Front

    dossier, hyphen, sequence = dossier.replace(" ", "").rpartition("-")
    if sequence and not hyphen:
        raise UsageFault("--dossier is het dossier en het nummer met een streepje: «28684-720».")
    return Front(
        number=number,
        title=title,
        date=_day(day, "--datum") if day else None,
        dossier=dossier,
        sequence=sequence,
    )


def _day(text: str, what: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageFault(f"{what}: «{text[:40]}» is geen datum zoals 2023-02-03.") from None


def _found(files: Iterable[str]) -> Iterator[str]:
    """Yield the files that were named, and those in the folders that were.

    Raises: UsageFault.
    """
    for each in files:
        if not each:  # as a shell makes of a variable that is not set; as a path, it is this folder
            raise UsageFault("een bestand zonder naam; noem het bestand of de map met brieven.")
        path = Path(each)
        if each != _STDIN and path.is_dir():
            inside = (file for file in path.rglob("*") if file.is_file())
            yield from (str(file) for file in sorted(inside) if not file.name.startswith("."))
        else:
            yield each


def _add_all(
    files: Sequence[str], said: Front, letter_id: str, settings: Settings
) -> tuple[list[Added], list[QaError]]:
    """Add letters; one that cannot be read is told, and costs no other."""
    added: list[Added] = []
    refused: list[QaError] = []
    for file in files:
        try:
            added.append(_add(file, said, letter_id, settings, is_alone=len(files) == 1))
        except (LetterError, ExtraMissing) as error:
            refused.append(error)
            # One line, whatever a file is called.
            why = str(error).removeprefix(f"{file}: ").removeprefix(f"{Path(file).name}: ")
            _err.print(" ".join(f"Niet toegevoegd: {file}: {why}".split()), markup=False)
    return added, refused


def _add(
    file: str, said: Front, letter_id: str, settings: Settings, *, is_alone: bool = True
) -> Added:
    from qa.letter.add import add
    from qa.letter.source import NoDate

    data, name = _read(file), Path(file).name
    try:
        return add(data, name, said, settings.corpus, letter_id)
    except NoDate:
        if file == _STDIN or not sys.stdin.isatty():
            apart = "" if is_alone else "voeg hem apart toe, en "
            raise LetterError(
                f"nergens staat van welke dag de brief is; {apart}zeg het met --datum 2023-02-03."
            ) from None
    day = typer.prompt(f"Van welke dag is {name}? (jjjj-mm-dd)")
    dated = _said(day, said.title, said.number)
    return add(data, name, dated, settings.corpus, letter_id)


def _read(file: str) -> bytes:
    if file != _STDIN:
        return read_bytes(Path(file), LARGEST_LETTER)
    if sys.stdin is None:
        raise QuestionError(NO_INPUT)
    data = sys.stdin.buffer.read(LARGEST_LETTER + 1)
    if len(data) > LARGEST_LETTER:
        raise LetterError(f"meer dan {LARGEST_LETTER} bytes; is dit één brief?")
    return data


def _report(added: Sequence[Added], settings: Settings) -> None:
    """Build the index, and tell of each letter what was read and what can be asked."""
    from qa.question.examples import examples

    encoder = build_index(settings)
    index = Index.open(settings.index, lambda: encoder, connect=connect_of(settings))
    for each in added[:_MOST_SHOWN]:
        source = each.letter.source
        own = index.within([source.letter_id])
        _out.print("")
        for line in _told(each, own):
            _out.print(line, markup=False)
        for question in examples(own, _EXAMPLES):
            _out.print(f'  Vraag bijvoorbeeld: qa ask --brief {source.letter_id} "{question}"')
    if len(added) > _MOST_SHOWN:
        _out.print(f"\nEn nog {len(added) - _MOST_SHOWN} brieven; «qa list» toont ze alle.")


def _told(added: Added, own: Index) -> Iterator[str]:
    letter, told = added.letter, wire.letter(added.letter.source, own)
    source = letter.source
    was = "toegevoegd" if added.is_new else "stond er al"
    of = source.reference
    dated = of if str(source.date.year) in of else f"{of} van {write_day(source.date)}"
    yield f"{source.letter_id} {was}: {source.title} ({dated})"
    tables = len(letter.tables)
    unread = sum(block.unread for block in letter.blocks)
    parts = (
        so_many(len(letter.sections), "kop", "koppen"),
        so_many(told["aantalFragmenten"], "passage", "passages"),
        so_many(tables, "tabel", "tabellen"),
        so_many(len(letter.footnotes), "noot", "noten"),
    )
    yield f"  Gelezen als {added.format.name}: {', '.join(parts)}."
    cells = sum(fact.rule == TABLE_RULE for fact in own.facts.find())
    yield (
        f"  Cijfers om te vragen: {told['aantalFeiten']}, waarvan {cells} uit tabellen."
        + (f" {so_many(unread, 'stuk is', 'stukken zijn')} {_AS_TEXT}." if unread else "")
    )


def _tell_unbuilt(index: Index, settings: Settings) -> None:
    """Tell of letters in the corpus that the index does not hold."""
    if not settings.corpus.is_dir():
        return
    missing = set(corpus_hashes(settings.corpus)) - set(index.manifest.letters)
    for each in sorted(missing):
        _err.print(f"Let op: {each} staat nog niet in de index; bouw hem met «qa build».")
