"""A question for what a cabinet thinks, wants or knows → which of these, and what it is about.

In: a part of a question. Out: the kind, by the words that members of parliament use for it; None
for any other question. A letter tells such a thing only in so many words.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from qa.question.read.frame import unframed


class Stance(Enum):
    """What is asked of whom the question is put to."""

    OPINION = "mening"
    WILLINGNESS = "bereidheid"
    ACQUAINTANCE = "bekendheid"


_ASKED: Final[tuple[tuple[Stance, re.Pattern[str]], ...]] = tuple(
    (stance, re.compile(rf"^(?:en |zo ja, )?(?:{pattern})\b", re.IGNORECASE))
    for stance, pattern in (
        (
            Stance.OPINION,
            r"(?:deelt u|deelt (?:de|het) (?:minister|staatssecretaris|kabinet|regering))"
            r" (?:de|het|deze|die|mijn|onze) \w+|bent u van (?:mening|oordeel)"
            r"|bent u het (?:er ?mee|met (?:mij|ons|de \w+)|hiermee|daarmee)\b.{0,20}\beens"
            r"|vindt u(?! (?:de|het) (?:cijfers|antwoord) )|onderschrijft u|erkent u|acht u",
        ),
        (
            Stance.WILLINGNESS,
            r"(?:bent u|is (?:de|het) (?:minister|staatssecretaris|kabinet|regering))"
            r" (?:ook |dan |alsnog |nog )?(?:bereid|van plan|voornemens|genegen)"
            r"|(?:kunt|wilt) u (?:ons |de kamer )?toezeggen|zegt u toe",
        ),
        (
            Stance.ACQUAINTANCE,
            r"bent u (?:er ?mee |ermee )?bekend|kent u (?:het|de|dit|deze)"
            r"|(?:heeft|hebt) u kennis ?genomen",
        ),
    )
)
# Who writes the letter speaks: "Ik neem dat advies over", "Het kabinet kiest daar niet voor".
_OWN_VOICE: Final = re.compile(
    r"\b(?:ik|wij|we|mij|ons|mijn|onze|het kabinet|de regering|de ministers?"
    r"|de staatssecretaris(?:sen)?|de bewindspersonen)\b",
    re.IGNORECASE,
)
_HAS_SEEN: Final = re.compile(
    r"\b(?:bekend|kennis ?genomen|bericht\w*|artikel\w*|gelezen)\b", re.IGNORECASE
)


def stance(question: str) -> Stance | None:
    """Return what of a cabinet is asked for."""
    text = unframed(question).strip()
    return next((each for each, pattern in _ASKED if pattern.search(text)), None)


def tells(sentence: str, asked: Stance) -> bool:
    """Tell whether a sentence of a letter can tell it: who writes speaks of what is asked."""
    pattern = _HAS_SEEN if asked is Stance.ACQUAINTANCE else _OWN_VOICE
    return pattern.search(sentence) is not None
