"""A passage that is no more than an address → whether it may answer.

In: a passage and a question as it was read. Out: whether it may be quoted for it. A note that holds
an address only says where something stands; its words ("…/jeugd-en-veiligheid") say nothing of it.
"""

from __future__ import annotations

import re
from typing import Final

from qa.question.read.reading import Reading
from qa.types import Passage, Wanted

_ADDRESS: Final = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)


def may_answer(passage: Passage, reading: Reading) -> bool:
    """Tell whether a passage says anything, or the question asks where something stands."""
    if not _ADDRESS.fullmatch(passage.text):
        return True
    asks_where = any(word.folded.startswith("waar") for word in reading.words)
    return asks_where or reading.wanted is Wanted.SOURCE
