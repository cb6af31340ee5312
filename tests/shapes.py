"""The shape of the JSON of every door: which fields there are, and of which type each is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Check = Callable[[Any], bool]


def text(value: Any) -> bool:
    return isinstance(value, str)


def decimal(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"-?\d+(?:\.\d+)?", value) is not None


def day(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is not None


def span(value: Any) -> bool:
    """Tell whether a value is [start, end], two whole numbers in order."""
    return (
        isinstance(value, list) and [type(v) for v in value] == [int, int] and value[0] < value[1]
    )


def whole(value: Any) -> bool:
    return type(value) is int


def score(value: Any) -> bool:
    return type(value) is float


def truth(value: Any) -> bool:
    return type(value) is bool


def one_of(*names: str) -> Check:
    return lambda value: value in names


def maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def each(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def has(fields: dict[str, Check]) -> Check:
    """Check an object: all these fields, each of its type; others may have been added."""

    def check(value: Any) -> bool:
        assert fields.keys() <= value.keys(), f"missing: {fields.keys() - value.keys()}"
        wrong = {name: value[name] for name, fits in fields.items() if not fits(value[name])}
        assert not wrong, f"of the wrong type: {wrong}"
        return True

    return check


PERIOD = has({"begin": maybe(day), "einde": maybe(day), "label": text})
BOUND = one_of("exact", "ongeveer", "minstens", "hoogstens", "bereik")
FACT = has(
    {
        "id": text,
        "briefId": text,
        "maat": text,
        "onderwerp": text,
        "waarde": decimal,
        "weergave": text,
        "eenheid": text,
        "grens": BOUND,
        "periode": maybe(PERIOD),
        "omschrijving": text,
        "citaat": text,
        "plaats": text,
        "jaar": maybe(whole),
        "reeks": text,
        "reeksTitel": text,
        "kopHerkomst": one_of("brief", "gereconstrueerd"),
        "positie": span,
        "verwijzing": text,
        "kopZeker": truth,
        "kopToelichting": text,
        "waardeTot": maybe(decimal),
        "waardePositie": span,
    }
)
COMPUTED = has(
    {
        "bewerking": text,
        "formule": text,
        "invoer": each(text),
        "uitkomst": has(
            {
                "waarde": decimal,
                "eenheid": text,
                "weergave": text,
                "grens": BOUND,
                "omschrijving": text,
            }
        ),
    }
)
FRAGMENT = has(
    {
        "id": text,
        "briefId": text,
        "pad": each(text),
        "soort": one_of("alinea", "voetnoot", "aanhef", "ondertekening", "tabel"),
        "tekst": text,
        "positie": span,
        "kern": has({"tekst": text, "positie": span}),
        "noten": each(has({"nummer": whole, "tekst": text})),
        "verwijzing": text,
        "url": text,
        "score": score,
    }
)
OUTCOME: Check = has(
    {
        "id": text,
        "soort": one_of("antwoord", "onthouding"),
        "vraag": text,
        "tekst": text,
        "reden": maybe(
            one_of(
                "nietBegrepen",
                "nietInCorpus",
                "nogNietBekend",
                "meerduidig",
                "tegenstrijdig",
                "nietVergelijkbaar",
                "nietZeker",
            )
        ),
        "sterkte": maybe(one_of("sterk", "matig", "zwak")),
        "taal": maybe(one_of("en", "de", "fr", "es")),
        "taalmelding": maybe(text),
        "feiten": each(FACT),
        "berekening": maybe(COMPUTED),
        "fragmenten": each(FRAGMENT),
        "deelantwoorden": each(lambda part: OUTCOME(part)),
        "suggesties": each(text),
        "context": maybe(text),
        "spoor": each(has({"fase": text, "regel": text, "detail": text})),
    }
)
