"""Any text, however odd, is read to parts that hold together, or refused in words."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from qa.errors import LetterError
from qa.letter.parse import parse
from qa.letter.read import read
from qa.letter.read.received import Front
from qa.letter.source import source_of

PIECES = st.sampled_from(
    [
        "", "", "Datum", "Datum:", "Datum 3 juni 2025", "Betreft:\tSluizen1", "Betreft", "# Kop",
        "## Kop [1]", "#", "Geachte voorzitter,", "Den Haag, 3 juni 2025", "Den Haag, 3 juni 20251",
        "[1]", "1", "[^a]", "[^a]: Een noot", "[2] Nog een noot", "**Onderwerp:** Baden[^a]",
        "Jaar", "Aantal", "2020", "12", "2021", "14", "Jaar\tAantal", "2020\t12", "2021 12 14",
        "|a|b|", "|-|-|", "| 1 | 2[1] |", "- een punt;1", "• nog een.[2]", "1. eerste", "2. tweede",
        "De Minister van Baden,", "A. de Wit", "Hoogachtend,", "  1. Een noot", "  2. Een noot",
        "Een zin van de brief over het water.1", "een regel die verdergaat zonder dat zij eindigt",
        "Bijlage", "Uw brief van 3 mei 2024 [1] heb ik ontvangen en gelezen.2",
        "\t", "\t1\t", "```",
        "> aangehaald **vet** _cursief_ [x](y)", "Tabel 1", "Bron: eigen telling", "\u202e12",
        "Preview document (origineel)", "Noot 1", "\u00ad", "\u200b", "*", "**", "a" * 140,
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_any_lines_are_read_to_a_letter_that_holds_together(lines: list[str], between: str) -> None:
    with suppress(LetterError):
        received = read(between.join(lines).encode(), "brief")
        assert all(part.text.strip() for part in received.parts)
        called = [m.note for part in received.parts for m in part.markers]
        assert sorted(called) == list(range(1, len(received.notes) + 1))
        assert all(0 <= m.offset <= len(p.text) for p in received.parts for m in p.markers)
        said = Front(date=date(2025, 6, 3))
        name = received.front.letter_id or "brief-1"
        parse(received, source_of(name, received.front, said, ""))
