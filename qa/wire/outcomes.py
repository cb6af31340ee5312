"""The one JSON of every door: outcome → plain values with Dutch names.

Fields may be added, never renamed or removed: programs outside this project read them. Decimals
leave as text with a point, dates as ISO text; a period's `einde` is its last day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from qa.numbers import OPEN_END, OPEN_START, write_number
from qa.types import (
    Abstention,
    Answer,
    Bound,
    Derivation,
    Fact,
    Hit,
    Kind,
    Operation,
    Origin,
    Outcome,
    Passage,
    Period,
    Reason,
    Step,
    Strength,
)

_BOUND = {
    Bound.EXACT: "exact",
    Bound.ABOUT: "ongeveer",
    Bound.AT_LEAST: "minstens",
    Bound.AT_MOST: "hoogstens",
    Bound.RANGE: "bereik",
}
_ORIGIN = {Origin.LETTER: "brief", Origin.RECONSTRUCTED: "gereconstrueerd"}
_KIND = {
    Kind.PARAGRAPH: "alinea",
    Kind.FOOTNOTE: "voetnoot",
    Kind.LETTERHEAD: "aanhef",
    Kind.SIGNATURE: "ondertekening",
    Kind.TABLE: "tabel",
}
_REASON = {
    Reason.NOT_UNDERSTOOD: "nietBegrepen",
    Reason.NOT_IN_CORPUS: "nietInCorpus",
    Reason.NOT_YET_KNOWN: "nogNietBekend",
    Reason.AMBIGUOUS: "meerduidig",
    Reason.CONFLICT: "tegenstrijdig",
    Reason.NOT_COMPARABLE: "nietVergelijkbaar",
}
_OPERATION = {
    Operation.DIFFERENCE: "verschil",
    Operation.CHANGE: "procentueleVerandering",
    Operation.POINTS: "procentpunten",
    Operation.DIRECTION: "richting",
    Operation.RATIO: "verhouding",
    Operation.SUM: "som",
    Operation.MEAN: "gemiddelde",
    Operation.RATE: "perTijdseenheid",
    Operation.HIGHEST: "hoogste",
    Operation.LOWEST: "laagste",
    Operation.COMPARE: "vergelijking",
    Operation.RANK: "rangorde",
    Operation.TREND: "verloop",
}
_STRENGTH = {Strength.STRONG: "sterk", Strength.MODERATE: "matig", Strength.WEAK: "zwak"}


def outcome(found: Outcome) -> dict[str, Any]:
    """Return an outcome as the object that every door sends."""
    is_answer = isinstance(found, Answer)
    return {
        "id": found.id,
        "soort": "antwoord" if is_answer else "onthouding",
        "vraag": found.question,
        "tekst": found.text,
        "reden": None if isinstance(found, Answer) else _REASON[found.reason],
        "sterkte": _STRENGTH[found.strength] if isinstance(found, Answer) else None,
        "gelezenAls": found.read_as or None,
        "feiten": [fact(each) for each in found.facts] if isinstance(found, Answer) else [],
        "naaste": [fact(each) for each in found.nearest] if isinstance(found, Abstention) else [],
        "berekening": derivation(found.derivation) if isinstance(found, Answer) else None,
        "fragmenten": [hit(each) for each in found.hits],
        "deelantwoorden": [outcome(part) for part in found.parts],
        "suggesties": list(found.suggestions),
        "context": found.context or None,
        "vervolgOp": found.follows or None,
        "spoor": [step(each) for each in found.trace],
    }


def derivation(found: Derivation | None) -> dict[str, Any] | None:
    """Return a working: what was done, with which facts, and what came out."""
    if found is None:
        return None
    return {
        "bewerking": _OPERATION[found.operation],
        "formule": found.formula,
        "invoer": [each.id for each in found.inputs],
        "afgerond": found.rounded,
        "uitkomst": {
            "waarde": f"{found.result.value:f}",
            "eenheid": found.result.unit,
            "weergave": _shown(found),
        },
    }


def _shown(found: Derivation) -> str:
    """Return the result as its working ends; a comparison has no end but its result."""
    _, equals, end = found.formula.rpartition(" = ")
    return end if equals else write_number(found.result.value, found.result.places)


def fact(found: Fact) -> dict[str, Any]:
    """Return a fact with its provenance."""
    quantity = found.quantity
    return {
        "id": found.id,
        "briefId": found.letter_id,
        "maat": found.measure,
        "onderwerp": found.subject,
        "waarde": f"{quantity.value:f}",
        "waardeTot": None if quantity.high is None else f"{quantity.high:f}",
        "weergave": found.surface,
        "eenheid": quantity.unit,
        "grens": _BOUND[quantity.bound],
        "periode": period(found.period),
        "citaat": found.quote,
        "plaats": found.locator,
        "verwijzing": found.reference,
        "kopHerkomst": _ORIGIN[found.origin],
        "kopZeker": found.certain,
        "kopToelichting": found.header_note,
        "definitie": found.definition or None,
        "bron": found.source_note or None,
        "positie": [found.span.start, found.span.end],
        "waardePositie": [found.value_span.start, found.value_span.end],
    }


def period(found: Period | None) -> dict[str, str | None] | None:
    """Return a period; `einde` is the last day that belongs to it, an open end is null."""
    if found is None:
        return None
    begin = None if found.start == OPEN_START else found.start.isoformat()
    end = None if found.end == OPEN_END else (found.end - timedelta(days=1)).isoformat()
    return {"begin": begin, "einde": end, "label": found.label}


def hit(found: Hit) -> dict[str, Any]:
    """Return a passage with its best sentence, its notes, and what stands beside it."""
    passage, core = found.passage, found.core
    return {
        "id": passage.id,
        "briefId": passage.letter_id,
        "pad": list(passage.path),
        "soort": _KIND[passage.kind],
        "tekst": passage.text,
        "positie": [passage.span.start, passage.span.end],
        "kern": {
            "tekst": passage.cut(core),
            "positie": [core.start, core.end],
        },
        "noten": [
            {"nummer": int(note.id.rpartition("noot")[2]), "tekst": note.text}
            for note in found.notes
        ],
        "buren": dict(zip(("vorige", "volgende"), map(_neighbour, found.beside), strict=True)),
        "ookIn": [
            {"id": each.id, "briefId": each.letter_id, "verwijzing": each.reference}
            for each in found.repeated
        ],
        "verwijzing": passage.reference,
        "url": passage.url,
        "score": round(found.score, 6),
    }


def found(hit_found: Hit, added: Mapping[str, float] | None) -> dict[str, Any]:
    """Return a passage that was searched for, with what each signal adds to its place, if asked."""
    return hit(hit_found) | ({} if added is None else {"bijdragen": dict(added)})


def _neighbour(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {"id": passage.id, "pad": list(passage.path), "tekst": passage.text}


def step(found: Step) -> dict[str, str]:
    """Return one line of the trace."""
    return {"fase": found.phase, "regel": found.rule, "detail": found.detail}
