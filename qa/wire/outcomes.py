"""What a question gets → plain values with Dutch names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qa.say.amounts import result_of
from qa.say.captions import EXPECTED, caption
from qa.say.foreign import notice
from qa.types import (
    Abstention,
    Answer,
    Changes,
    Derivation,
    Hit,
    Moment,
    Operation,
    Outcome,
    Passage,
    Reason,
    Ruling,
    Step,
    Strength,
)
from qa.wire.facts import BOUNDS, days, fact
from qa.wire.letters import note_number, slice_of
from qa.wire.promises import promise, sentence

REASONS = {
    Reason.NOT_UNDERSTOOD: "nietBegrepen",
    Reason.NOT_IN_CORPUS: "nietInCorpus",
    Reason.NOT_YET_KNOWN: "nogNietBekend",
    Reason.AMBIGUOUS: "meerduidig",
    Reason.CONFLICT: "tegenstrijdig",
    Reason.NOT_COMPARABLE: "nietVergelijkbaar",
    Reason.NOT_SURE: "nietZeker",
}
OPERATIONS = {
    Operation.DIFFERENCE: "verschil",
    Operation.CHANGE: "procentueleVerandering",
    Operation.POINTS: "procentpunten",
    Operation.DIRECTION: "richting",
    Operation.RATIO: "verhouding",
    Operation.SUM: "som",
    Operation.MEAN: "gemiddelde",
    Operation.RATE: "perTijdseenheid",
    Operation.SHARE: "aandeel",
    Operation.HIGHEST: "hoogste",
    Operation.LOWEST: "laagste",
    Operation.COMPARE: "vergelijking",
    Operation.RANK: "rangorde",
    Operation.TREND: "verloop",
    Operation.THRESHOLD: "drempel",
    Operation.EVERY_YEAR: "elkJaar",
    Operation.EXCEPTIONS: "uitzonderingen",
    Operation.STRONGEST: "sterksteVerandering",
    Operation.FASTER: "sneller",
    Operation.INDEX: "index",
    Operation.YEARLY: "gemiddeldPerJaar",
    Operation.PLACE: "plaats",
    Operation.TARGETS: "doelen",
    Operation.TABLE: "tabel",
}
RULINGS = {Ruling.HOLDS: "klopt", Ruling.FAILS: "kloptNiet", Ruling.OPEN: "nietTeZeggen"}
STRENGTHS = {Strength.STRONG: "sterk", Strength.MODERATE: "matig", Strength.WEAK: "zwak"}


def outcome(found: Outcome) -> dict[str, Any]:
    """Return an outcome as the object that every door sends."""
    is_answer = isinstance(found, Answer)
    said = notice(found)
    return {
        "id": found.id,
        "soort": "antwoord" if is_answer else "onthouding",
        "vraag": found.question,
        "tekst": found.text,
        "reden": None if isinstance(found, Answer) else REASONS[found.reason],
        "sterkte": STRENGTHS[found.strength] if isinstance(found, Answer) else None,
        "nummer": found.label or None,
        "gelezenAls": found.read_as or None,
        "bewering": ruling(found) if isinstance(found, Answer) else None,
        "taal": said and said.language,
        "taalmelding": said and said.text,
        "moment": moment(found.moment) if isinstance(found, Answer) else None,
        "feiten": [fact(each) for each in found.facts] if isinstance(found, Answer) else [],
        "naaste": [fact(each) for each in found.nearest] if isinstance(found, Abstention) else [],
        "berekening": derivation(found.derivation) if isinstance(found, Answer) else None,
        "fragmenten": [hit(each) for each in found.hits],
        "vergelijking": changes(found.changes) if isinstance(found, Answer) else None,
        "deelantwoorden": [outcome(part) for part in found.parts],
        "suggesties": list(found.suggestions),
        "context": found.context or None,
        "vervolgOp": found.follows or None,
        "spoor": [step(each) for each in found.trace],
    }


def ruling(found: Answer) -> dict[str, Any] | None:
    """Return whether what was claimed holds, and the number that was; None where nothing was."""
    if found.ruling is None:
        return None
    return {"oordeel": RULINGS[found.ruling], "genoemd": found.claimed or None}


def changes(found: Changes | None) -> dict[str, Any] | None:
    """Return what tells two letters apart: by the ids of facts and passages; None of no such."""
    if found is None:
        return None
    return {
        "eerder": found.before,
        "later": found.after,
        "cijfers": [
            {
                "eerder": each.before.id,
                "later": each.after.id,
                "bijgesteld": each.is_revised,
                "berekening": derivation(each.difference),
            }
            for each in found.numbers
        ],
        "nieuweKoppen": [_section(each) for each in found.appeared],
        "verdwenenKoppen": [_section(each) for each in found.gone],
        "nieuweZinnen": [sentence(each) for each in found.added],
        "verdwenenZinnen": [sentence(each) for each in found.dropped],
        "toezeggingen": [promise(each.promise, [each]) for each in found.promises],
    }


def _section(found: Hit) -> dict[str, Any]:
    return {"kop": found.passage.path[-1], **sentence(found)}


def moment(found: Moment | None) -> dict[str, Any] | None:
    """Return when something is, as a number is told: as printed, and its days as ISO 8601 has them.

    `waarde` is a day or "begin/einde", with ".." for an open end; empty where no days are known.
    """
    if found is None:
        return None
    return {
        "waarde": days(found.period),
        "eenheid": "",
        "weergave": found.surface,
        "omschrijving": EXPECTED if found.hedged else "",
        "positie": [found.span.start, found.span.end],
    }


def derivation(found: Derivation | None) -> dict[str, Any] | None:
    """Return a working: what was done, with which facts, and what came out."""
    if found is None:
        return None
    return {
        "bewerking": OPERATIONS[found.operation],
        "formule": found.formula,
        "invoer": [each.id for each in found.inputs],
        "afgerond": found.rounded,
        "uitkomst": {
            "waarde": f"{found.result.value:f}",
            "eenheid": found.result.unit,
            "weergave": result_of(found),
            "grens": BOUNDS[found.result.bound],
            "omschrijving": caption(found),
        },
    }


def hit(found: Hit) -> dict[str, Any]:
    """Return a passage with its best sentence, its notes, and what stands beside it."""
    passage, core = found.passage, found.core
    return {
        **slice_of(passage),
        "kern": {
            "tekst": passage.cut(core),
            "positie": [core.start, core.end],
        },
        "noten": [{"nummer": note_number(note), "tekst": note.text} for note in found.notes],
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
