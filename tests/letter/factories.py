"""Letters of our own making, as small as a test needs them."""

from __future__ import annotations

from pathlib import Path

REAL = Path(__file__).parents[2] / "corpus" / "kst-28684-720"


def page(body: str, notes: tuple[str, ...] = (), front: str = "") -> str:
    """Return the saved web page of a letter with this body and these notes."""
    listed = "\n\n".join(f"  {number}. {note}↩︎" for number, note in enumerate(notes, start=1))
    front = front or (
        "[overzicht] [activiteiten]\n\nEen brief\n\nBrief regering\n\n"
        "Nummer: 2022D00001, datum: 2022-12-14, versie: 3\n\n"
        "Directe link (.pdf), officiële HTML versie (kst-12345-6).\n\n"
        "Onderdeel van kamerstukdossier 12345 -6 Iets.\n\n"
    )
    return (
        f"{front}Preview document (origineel)\n\n\nTweede Kamer der Staten-Generaal 2\n\n"
        f"Den Haag, 14 december 2022\n\n{body}\n\n\n{listed}\n"
    )


def page_of(id: str, body: str) -> str:
    """Return such a page of the letter with this id: "kst-30001-2"."""
    dossier, number = id.removeprefix("kst-").split("-")
    return page(body).replace("kst-12345-6", id).replace("12345 -6", f"{dossier} -{number}")


def make(folder: Path, body: str, notes: tuple[str, ...] = (), tables: str = "") -> Path:
    """Write a letter folder and return it."""
    made = folder / "kst-12345-6"
    made.mkdir(parents=True)
    (made / "letter.txt").write_text(page(body, notes), encoding="utf-8")
    if tables:
        (made / "tables.toml").write_text(tables, encoding="utf-8")
    return made
