"""The command `qa build`, and what shows how far a long work is. A door without logic.

What is only of the moment is shown where somebody watches; a warning is always printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.options import Corpus, IndexFolder
from qa.cli.screen import Screen
from qa.errors import IndexUnproven
from qa.say.visible import shown
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
        corpus: Corpus = "",
        folder: IndexFolder = "",
    ) -> None:
        """Bouw de index uit alle brieven in de map corpus, en vraag zijn getallen na."""
        build_index(load_settings(corpus=corpus, index=folder), strict=strict, whole=whole)


def build_index(settings: Settings, *, strict: bool = False, whole: bool = False) -> Encoder:
    """Build the index of the corpus and tell of it; return the model that it was built with.

    Raises: LetterError, StorageError, ModelError, IndexUnproven.
    """
    from qa.letter.build import WARNING, build, check

    check(settings.corpus, settings.index)  # making a model takes a minute
    proofs: list[Proof] = []
    with progress() as passing:

        def report(text: str) -> None:
            _err.print(text, markup=False) if text.startswith(WARNING) else passing(text)

        def before_use(finished: Path, read: Sequence[str]) -> None:
            index = Index.of_build(finished, lambda: encoder)
            asked = list(index.manifest.letters) if strict else read
            proofs.append(_proven(index, asked, report, strict=strict))

        encoder = encoder_of(settings, report)
        made = build(settings.corpus, settings.index, encoder, report, before_use, whole)
    _out.print(
        f"Index gereed in {settings.index}: {len(made.letters)} brief/brieven,"
        f" {made.passages} passages, {made.facts} feiten."
    )
    for proof in proofs:
        if proof.held:
            _out.print(
                f"Nagevraagd: {proof.asked} van de {proof.held} getallen met een jaar;"
                f" {proof.asked - proof.missed} gaven zichzelf."
            )
    return encoder


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
