"""What a name in a table tells: a target, a plan, a result, a rate; or that it is of the rest.

In: the name of a measure, a column or a row. Out: whether it says so, by its first word mostly.
"""

from __future__ import annotations

import re

# How a measure is named that is to be reached, was foreseen or was reached: by its first word. Of
# a word that only begins so ("doelgroep", "normaal", "planten", "bereikbaarheid") nothing is told.
_TARGET = re.compile(
    r"(?:doel(?:en|stelling(?:en)?|waarden?|getal(?:len)?|aantal(?:len)?|percentages?)?|streef\w+"
    r"|norm(?:en|waarden?)?|beoogde?)\b"
)
_FORESEEN = re.compile(
    r"(?:begro(?:ot|te|ting\w*)|geraamde?|raming\w*|geplande?|plan(?:nen|ning\w*)?|prognoses?)\b"
)
_REACHED = re.compile(r"(?:gerealiseerde?|realisaties?|behaalde?|bereikte?|resulta(?:at|ten))\b")
# The rows of a table that take all others together, or those of which nobody knows.
_REST = re.compile(
    r"(?:overige?n?|resterende?|rest|restant|onbekende?|divers(?:en|e)?|anders)\b"
    r"|andere? [^\W\d_]{2,60}(?:en|s)$|(?:niet (?:bekend|ingevuld|opgegeven)|geen opgave)\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\bper (?!(?:dag|week|maand|kwartaal|jaar|uur|minuut)\b)|= ?100\b|\bindex", re.IGNORECASE
)


def is_target(measure: str) -> bool:
    """Tell whether a measure is named as something to be reached."""
    return _TARGET.match(measure) is not None


def is_plan(measure: str) -> bool:
    """Tell whether a measure is named as what was foreseen, or to be reached."""
    return is_target(measure) or _FORESEEN.match(measure) is not None


def is_result(measure: str) -> bool:
    """Tell whether a measure is named as what was reached."""
    return _REACHED.match(measure) is not None


def is_rate(measure: str) -> bool:
    """Tell whether a measure is so many for each of something else, or an index: it has no sum."""
    return _RATE.search(measure) is not None


def is_rest(row: str) -> bool:
    """Tell whether a row is of all others together, or of those not known: no kind by itself."""
    return _REST.match(row) is not None
