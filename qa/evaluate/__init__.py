"""Gold questions → figures: how well passages are found, and how questions end."""

from qa.evaluate.curve import Case, Part, Point, cases, reliability, risk_coverage
from qa.evaluate.gold import FITTING, REPORTING, half_of, read_questions
from qa.evaluate.outcomes import Ending, Judged, evaluate, is_shown, is_wrong_number
from qa.evaluate.picture import reliability_svg, risk_svg
from qa.evaluate.retrieval import CUTOFFS, Retrieval, evaluate_retrieval

__all__ = [
    "CUTOFFS",
    "FITTING",
    "REPORTING",
    "Case",
    "Ending",
    "Judged",
    "Part",
    "Point",
    "Retrieval",
    "cases",
    "evaluate",
    "evaluate_retrieval",
    "half_of",
    "is_shown",
    "is_wrong_number",
    "read_questions",
    "reliability",
    "reliability_svg",
    "risk_coverage",
    "risk_svg",
]
