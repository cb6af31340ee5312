"""Rows of questions as parameters of a test: what nobody has solved yet is a strict xfail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest


def params(rows: Iterable[dict[str, Any]], known: Mapping[str, str]) -> list[Any]:
    """Return rows by their ids; `known` tells of an id why it fails."""
    return [pytest.param(row, id=row["id"], marks=marks(row["id"], known)) for row in rows]


def marks(id: str, known: Mapping[str, str]) -> tuple[pytest.MarkDecorator, ...]:
    """Return the mark of what fails, if it does."""
    return (pytest.mark.xfail(strict=True, reason=known[id]),) if id in known else ()
