"""What people think of answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feedback:
    """One judgement. `day` is an ISO date: the hour would say more of a person than of an answer.

    `verdict` is "goed" or "fout"; `context` is that of the question, for a follow-up.
    """

    id: str
    day: str
    answer_id: str
    index_id: str
    question: str
    context: str
    verdict: str
    reason: str
    remark: str
