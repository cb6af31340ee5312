"""What a question seeks in a table: the query, and the cells that it is to be answered from."""

from __future__ import annotations

from dataclasses import dataclass

from qa.types import ComputeQuery, Fact, FactQuery


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question seeks in a table: `main` are the cells asked for, `beside` all others."""

    rule: str
    query: FactQuery | ComputeQuery
    main: tuple[Fact, ...]
    beside: tuple[Fact, ...]
    is_sure: bool  # each label is named in its own words
    is_near: bool = False  # at least one is
    is_pair: bool = False  # `main` are two columns, to be set against each other
    is_open: bool = False  # `main` are of several columns, all of which may be meant
    printed: tuple[Fact, ...] = ()  # by all letters of a series that several print
