"""Numbers that a sentence states: found where every word of the question stands around one."""

from qa.question.stated.fitting import (
    best,
    find,
    is_total,
    operands,
    pointed_at,
    section_of,
    terms_of,
    told_best,
)

__all__ = [
    "best",
    "find",
    "is_total",
    "operands",
    "pointed_at",
    "section_of",
    "terms_of",
    "told_best",
]
