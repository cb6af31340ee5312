"""The JSON of an answer → all that a page must tell of it, as texts to look for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

STRENGTHS: Final[dict[str | None, str]] = {
    "sterk": "Dit is zeer waarschijnlijk uw antwoord.",
    "matig": "Dit is waarschijnlijk uw antwoord; lees het citaat na.",
    "zwak": "Dit is misschien niet uw antwoord; lees het citaat na.",
    None: "",
}
GROUNDS: Final = {
    "berekening": "Berekend met cijfers uit de brief.",
    "feiten": "Dit staat zo in de brief.",
}
KINDS: Final = {
    "number": "Hoeveel overvallen waren er in 2019?",
    "number with a definition": "Wat is het ophelderingspercentage van overvallen in 2021?",
    "number of a sentence": "Hoeveel jongeren waren er aanwezig bij Re_B00TCMP?",
    "computed": "Met hoeveel procent daalde het aantal overvallen tussen 2012 en 2021?",
    "series": "Hoe ontwikkelde het aantal overvallen zich?",
    "series not proven": "Hoe ontwikkelde het ophelderingspercentage van overvallen zich?",
    "highest": "In welk jaar waren er de meeste overvallen?",
    "passage with notes": "Wat doet Slachtofferhulp Nederland?",
    "abstention with a number": "Hoeveel straatroven waren er in Maastricht in 2016?",
    "abstention": "Hoeveel procent van de verdachten is minderjarig?",
    "question back": "Hoeveel gemeenten doen mee?",
    "parts": "Hoeveel overvallen waren er in 2019? En hoe ontwikkelde het aantal straatroven zich?",
}


def told(answer: dict[str, Any]) -> Iterator[str]:
    """Yield each text that a page must show of an answer, white space as one space."""
    parts = answer["deelantwoorden"]
    for part in parts or [answer]:
        if parts:
            yield part["vraag"]
        for text in _of_part(part):
            yield " ".join(text.split())


def _of_part(part: dict[str, Any]) -> Iterator[str]:
    facts = part["feiten"] or part["naaste"]
    hits = part["fragmenten"][: None if part["soort"] == "antwoord" else 1]
    quotes = [fact["citaat"] for fact in facts] or [hit["kern"]["tekst"] for hit in hits]
    years = {fact["periode"] and fact["periode"]["label"] for fact in part["feiten"]}
    is_drawn = len(years) > 2
    inputs = (part["berekening"] or {}).get("invoer") or [fact["id"] for fact in facts]
    drawn = [fact["weergave"] for fact in facts if fact["id"] in inputs]
    yield from _said(part, quotes, drawn if is_drawn else [])
    yield from [] if is_drawn else quotes
    for fact in facts:
        yield fact["weergave"]
        yield fact["plaats"] if is_drawn else fact["verwijzing"]
        yield fact["kopToelichting"].partition(": ")[2]
        for name in ("definitie", "bron"):
            if fact[name]:
                yield f"{name.capitalize()}: noot {fact[name].partition(':noot')[2]}"
    if not facts:
        for hit in hits:
            yield hit["verwijzing"]
            yield from (f"Noot {note['nummer']}: {note['tekst']}" for note in hit["noten"])
    ground = "berekening" if part["berekening"] else "feiten" if part["feiten"] else ""
    yield GROUNDS[ground] if ground and part["sterkte"] == "sterk" else STRENGTHS[part["sterkte"]]
    yield part["gelezenAls"] or ""
    yield from part["suggesties"]


def _said(part: dict[str, Any], quotes: list[str], drawn: list[str]) -> Iterator[str]:
    """Yield what an answer says, cut where a quote or the working may be set apart.

    Of what is drawn, the sentence that tells each number again may be left out.
    """
    text = " ".join(part["tekst"].split())
    if drawn:
        said = re.split(r"(?<=\.) (?=[A-Z])", text)
        text = "\n".join(each for each in said if not all(number in each for number in drawn))
    for quote in quotes:
        text = text.replace(f"«{' '.join(quote.split())}»", "\n")
    if part["berekening"]:
        working = re.escape(part["berekening"]["formule"])
        yield part["berekening"]["formule"]
        text = re.sub(rf"\S+: {working}[^.]*\.", "\n", text)
    for piece in text.split("\n"):
        if (kept := piece.strip(" ,.;")) != "en":
            yield kept
