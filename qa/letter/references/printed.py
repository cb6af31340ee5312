"""A reference before it is known which letter it stands in."""

from __future__ import annotations

from typing import NamedTuple

from qa.types import ReferenceKind, Span


class Printed(NamedTuple):
    """A reference: what it is, where it stands, and what it names, likeliest first."""

    kind: ReferenceKind
    span: Span
    targets: tuple[str, ...]
    certain: bool = True
