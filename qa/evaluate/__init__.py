"""Gold questions → figures: how well passages are found, and how questions end."""

from qa.evaluate.curve import Case, Point, cases, risk_coverage, to_svg
from qa.evaluate.gold import FITTING, REPORTING, half_of, read_questions
from qa.evaluate.outcomes import Ending, Judged, evaluate, is_wrong_number
from qa.evaluate.retrieval import CUTOFFS, Retrieval, evaluate_retrieval

__all__ = [
    "CUTOFFS",
    "FITTING",
    "REPORTING",
    "Case",
    "Ending",
    "Judged",
    "Point",
    "Retrieval",
    "cases",
    "evaluate",
    "evaluate_retrieval",
    "half_of",
    "is_wrong_number",
    "read_questions",
    "risk_coverage",
    "to_svg",
]
