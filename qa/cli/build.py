"""The command `qa build`, and what shows how far a long work is. A door without logic.

What is only of the moment is shown where somebody watches; a warning is always printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.engine import building_at, connect_of, searched_by
from qa.cli.options import Corpus, IndexFolder
from qa.cli.screen import Screen
from qa.cli.shares import needs_milvus, read_share, run_shares
from qa.errors import IndexUnproven
from qa.say.visible import shown
from qa.say.wording import so_many
from qa.settings import Settings, load_settings
from qa.store.index import Index

if TYPE_CHECKING:
    from qa.evaluate.prove import Proof
    from qa.model.encode import Encoder

_out = Screen()
_err = Screen(stderr=True)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command(name="build")
    def build_command(
        strict: Annotated[
            bool,
            typer.Option(
                "--strict", help="Weiger een index met een getal dat zijn eigen vraag niet geeft."
            ),
        ] = False,
        whole: Annotated[
            bool,
            typer.Option("--volledig", help="Maak alles opnieuw, ook van brieven die er al waren."),
        ] = False,
        engine: Annotated[
            str,
            typer.Option("--engine", metavar="NAAM", help="files of milvus (anders QA_ENGINE)."),
        ] = "",
        share: Annotated[
            str,
            typer.Option("--deel", metavar="K/N", help="Alleen deel K van N, naar Milvus."),
        ] = "",
        shares: Annotated[
            int,
            typer.Option("--delen", metavar="N", min=0, help="Maak af wat N delen samen deden."),
        ] = 0,
        processes: Annotated[
            int,
            typer.Option(
                "--processen", metavar="N", min=0, help="Doe N delen tegelijk en rond af."
            ),
        ] = 0,
        corpus: Corpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Bouw de index uit alle brieven in de map corpus, en vraag zijn getallen na."""
        settings = load_settings(corpus=corpus, index=folder, engine=engine)
        if share:
            build_share(settings, share)
            return
        if processes:
            run_shares(settings, processes)
        build_index(settings, strict=strict, whole=whole, shares=shares or processes)


def build_index(
    settings: Settings, *, strict: bool = False, whole: bool = False, shares: int = 0
) -> Encoder:
    """Build the index of the corpus and tell of it; return the model that it was built with.

    Of `shares` other processes each must have done its own.

    Raises: LetterError, StorageError, ModelError, IndexUnproven, EngineUnavailable.
    """
    from qa.letter.build import WARNING, build, check

    check(settings.corpus, settings.index)  # making a model takes a minute
    proofs: list[Proof] = []
    with progress() as passing:

        def report(text: str) -> None:
            _err.print(text, markup=False) if text.startswith(WARNING) else passing(text)

        def before_use(finished: Path, read: Sequence[str]) -> None:
            index = Index.of_build(finished, lambda: encoder, connect=connect_of(settings))
            asked = list(index.manifest.letters) if strict else read
            proofs.append(_proven(index, asked, report, strict=strict))

        encoder = encoder_of(settings, report)
        searched = searched_by(settings, shares)
        made = build(settings.corpus, settings.index, encoder, report, before_use, whole, searched)
    _out.print(
        f"Index gereed in {settings.index}: {so_many(len(made.letters), 'brief', 'brieven')},"
        f" {so_many(made.passages, 'passage', 'passages')},"
        f" {so_many(made.facts, 'feit', 'feiten')}."
    )
    for proof in proofs:
        if proof.held:
            _out.print(
                f"Teruggevraagd: {proof.asked} van de {proof.held} getallen met een jaar;"
                f" {proof.asked - proof.missed} kwamen goed terug."
            )
    return encoder


def build_share(settings: Settings, given: str) -> None:
    """Do one share, "K/N", of a build that is searched in Milvus, and tell of it.

    Raises: UsageFault, LetterError, StorageError, ModelError, EngineUnavailable.
    """
    from qa.letter.sharded import write_share
    from qa.store.milvus.collections import Collections

    share = read_share(given)
    needs_milvus(settings)
    with progress() as report:
        encoder = encoder_of(settings, report, threads=1)
        collections = Collections(building_at(settings))
        name, many = write_share(
            settings.corpus, settings.index, encoder, collections, share, report
        )
    _out.print(f"Deel {given} gereed in {name}: {so_many(many, 'brief', 'brieven')}.")


def _proven(
    index: Index, letters: Sequence[str], report: Callable[[str], None], *, strict: bool
) -> Proof:
    """Ask for the numbers of some letters of a new index, and warn of those that do not come back.

    Raises: IndexUnproven where there are any and it is strict.
    """
    from qa.evaluate.prove import prove
    from qa.letter.build import WARNING

    proof = prove(index, report, letters)
    for each in proof.lost:
        report(f"{WARNING}{each}")
    if strict and proof.lost:
        raise IndexUnproven(
            f"{proof.missed} van de {proof.asked} nagevraagde getallen kwamen niet terug op hun"
            f" eigen vraag, als eerste {proof.lost[0]}. Vul concepts.toml aan (zie"
            " corpus/README.md), of bouw zonder --strict."
        )
    return proof


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show what is being done while it lasts; say nothing when nobody watches."""
    if not _err.is_terminal:
        yield lambda _: None
        return
    with _err.status("") as status:
        yield lambda text: status.update(shown(text))


def encoder_of(settings: Settings, report: Callable[[str], None], threads: int = 0) -> Encoder:
    """Open the embedding model of the settings, made where it is not there yet.

    Raises: ModelError.
    """
    from qa.model.encode import open_encoder
    from qa.model.obtain import obtain

    return open_encoder(obtain(settings.model, settings.cache, report), threads)
