"""A fact, to and from a row of the database.

In: a fact. Out: its columns as SQLite keeps them, and back: the same fact, value for value. A
Decimal is kept as its text, so that no number ever passes through a float.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from qa.store.sqlite import Row
from qa.types import Bound, Fact, MeasureKind, Origin, Period, Quantity, Role, Span


def to_row(fact: Fact) -> dict[str, Any]:
    """Return a fact as the values of its columns."""
    quantity, period = fact.quantity, fact.period
    return {
        "id": fact.id,
        "letter_id": fact.letter_id,
        "measure": fact.measure,
        "subject": fact.subject,
        "value": str(quantity.value),
        "high": None if quantity.high is None else str(quantity.high),
        "unit": quantity.unit,
        "bound": quantity.bound.value,
        "places": quantity.places,
        "scale": quantity.scale,
        "word": quantity.word,
        "surface": fact.surface,
        "value_start": fact.value_span.start,
        "value_end": fact.value_span.end,
        "period_start": period and period.start.isoformat(),
        "period_end": period and period.end.isoformat(),
        "period_label": period and period.label,
        "qualifiers": json.dumps(fact.qualifiers, ensure_ascii=False),
        "span_start": fact.span.start,
        "span_end": fact.span.end,
        "quote": fact.quote,
        "locator": fact.locator,
        "reference": fact.reference,
        "origin": fact.origin.value,
        "certain": int(fact.certain),
        "header_note": fact.header_note,
        "definition": fact.definition,
        "source_note": fact.source_note,
        "rule": fact.rule,
        "one": fact.one,
        "many": fact.many,
        "kind": fact.kind.value,
        "target_of": fact.target_of,
        "change_of": fact.change_of,
        "article": fact.article,
        "dimensions": json.dumps(fact.dimensions, ensure_ascii=False),
        "role": fact.role.value,
        "part_of": fact.part_of,
        "caption": fact.caption,
    }


def to_fact(row: Row) -> Fact:
    """Return the fact that a row holds."""
    return Fact(
        id=row["id"],
        letter_id=row["letter_id"],
        measure=row["measure"],
        subject=row["subject"],
        quantity=Quantity(
            value=Decimal(row["value"]),
            unit=row["unit"],
            bound=Bound(row["bound"]),
            places=row["places"],
            scale=row["scale"],
            high=None if row["high"] is None else Decimal(row["high"]),
            word=row["word"],
        ),
        surface=row["surface"],
        value_span=Span(row["value_start"], row["value_end"]),
        period=_to_period(row),
        qualifiers=tuple(_list(row["qualifiers"])),
        span=Span(row["span_start"], row["span_end"]),
        quote=row["quote"],
        locator=row["locator"],
        reference=row["reference"],
        origin=Origin(row["origin"]),
        certain=bool(row["certain"]),
        header_note=row["header_note"],
        definition=row["definition"],
        source_note=row["source_note"],
        rule=row["rule"],
        one=row["one"],
        many=row["many"],
        kind=MeasureKind(row["kind"]),
        target_of=row["target_of"],
        change_of=row["change_of"],
        article=row["article"],
        dimensions=tuple((axis, label) for axis, label in _list(row["dimensions"])),
        role=Role(row["role"]),
        part_of=row["part_of"],
        caption=row["caption"],
    )


def _list(text: str) -> list[Any]:
    found: list[Any] = [] if text == "[]" else json.loads(text)  # as it mostly is
    return found


def _to_period(row: Row) -> Period | None:
    if row["period_start"] is None:
        return None
    return Period(
        date.fromisoformat(row["period_start"]),
        date.fromisoformat(row["period_end"]),
        row["period_label"],
    )
