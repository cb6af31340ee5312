"""Every noun of the project: frozen, slotted, with the laws that always hold.

A span is a half-open range of code points in one canonical `Letter.text`; whatever is quoted to a
reader is a slice of that text. What a reader sees as a number is a Decimal, never a float.
"""

from __future__ import annotations

from qa.types.changes import Changes, Fate, Followed, NumberChange
from qa.types.evidence import Derivation, Hit, Verdict
from qa.types.facts import TABLE_RULE, Fact, Gap, Missing, table_of
from qa.types.feedback import Feedback
from qa.types.letters import (
    Axis,
    Block,
    Cell,
    Footnote,
    Kind,
    Letter,
    Measured,
    Origin,
    Passage,
    Role,
    Section,
    Source,
    Table,
)
from qa.types.lexicon import Concept, Group, Lexicon, Measure, MeasureKind
from qa.types.outcomes import (
    Abstention,
    Answer,
    Moment,
    Outcome,
    Reason,
    Ruling,
    Step,
    Strength,
)
from qa.types.patterns import Extent, Finding, Pattern
from qa.types.promises import Due, Promise, PromiseKind
from qa.types.quantities import Bound, Period, Quantity
from qa.types.queries import (
    ComputeQuery,
    FactQuery,
    Operation,
    PassageQuery,
    Query,
    StatedQuery,
    Wanted,
    Years,
)
from qa.types.references import Reference, ReferenceKind
from qa.types.spans import Span, covering, holding

__all__ = [
    "TABLE_RULE",
    "Abstention",
    "Answer",
    "Axis",
    "Block",
    "Bound",
    "Cell",
    "Changes",
    "ComputeQuery",
    "Concept",
    "Derivation",
    "Due",
    "Extent",
    "Fact",
    "FactQuery",
    "Fate",
    "Feedback",
    "Finding",
    "Followed",
    "Footnote",
    "Gap",
    "Group",
    "Hit",
    "Kind",
    "Letter",
    "Lexicon",
    "Measure",
    "MeasureKind",
    "Measured",
    "Missing",
    "Moment",
    "NumberChange",
    "Operation",
    "Origin",
    "Outcome",
    "Passage",
    "PassageQuery",
    "Pattern",
    "Period",
    "Promise",
    "PromiseKind",
    "Quantity",
    "Query",
    "Reason",
    "Reference",
    "ReferenceKind",
    "Role",
    "Ruling",
    "Section",
    "Source",
    "Span",
    "StatedQuery",
    "Step",
    "Strength",
    "Table",
    "Verdict",
    "Wanted",
    "Years",
    "covering",
    "holding",
    "table_of",
]
