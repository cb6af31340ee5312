"""Papers of parliament or thousands: what "27 350" is, which both are printed as.

In: a text as printed, its folded view, and the place of two digits, a space and three. Out: whether
that counts something. In doubt it names a paper, and is no number.
"""

from __future__ import annotations

import re
from typing import Final

from qa.dutch.numbers.fold import one_of, pattern
from qa.dutch.numbers.units import SCALE_OF, UNIT_OF

_FIVE = pattern(r"[1-9][0-9]\x20[0-9]{3}(?![\w]|[.,][0-9]|\x20[0-9]{3}(?![0-9]))")
_MEASURED = pattern(rf"~%| (?:{one_of([*UNIT_OF, *SCALE_OF])})(?!\w)")
_ON = pattern(r" (?:tot|à|naar|of|en) (?:de |ruim |bijna )?(?=[1-9])")
_NOUN = re.compile(r" (?P<word>[^\W\d_]{1,40}(?:['’]s)?)(?!\w)")
_MOST_WORDS: Final = 4  # of adjectives and a noun
_PLURAL: Final = ("en", "s")
_ADVERBS: Final = ("ig", "lijk")
_VERBS: Final = frozenset(
    "zijn waren werden worden hebben hadden kunnen konden zullen zouden moeten mochten gaan gingen"
    " komen kwamen liggen lagen staan stonden en van binnen tussen sinds eens alsmede langs volgens"
    " tijdens dus is was als ons jegens namens krachtens".split()
)
_SAYS = re.compile(
    r"(?:\b(?:waarvan|waaronder|van wie|van hen|er|nog|al|bedroeg|bedraagt|betrof|betreft"
    r"|telt|telde|totaal|slechts|gemiddeld|maar)"
    r"|(?:daal|stijg|ste[eg]|gesteg|groei|neemt|nam|genomen|ging|gaat|kwam|komt)\w{0,20}"
    r"(?: \w{1,20}){0,2} (?:tot|naar|met|op)) {1,40}$"
)
_FROM_FIVE = re.compile(r"\bvan (?:de )?[1-9][0-9] [0-9]{3} naar (?:\w{1,10} )?$")
_FROM = re.compile(r"\bvan {1,40}$")
_PAPER = re.compile(
    r"\b(?:dossiers?|kamerstuk\w{0,9}|stuk\w{0,4}|nr\.?|nummer|wetsvoorstel) {1,40}$"
)
_REACH: Final = 80  # characters before, that hold what says so


def is_counted(text: str, folded: str, at: int) -> bool:
    """Tell whether "27 350" at `at` counts something: "27 350 mensen", "van 24 680 naar 27 350"."""
    five = _FIVE.match(folded, at)
    if five is None or _PAPER.search(folded, max(0, at - _REACH), at):
        return False
    end = five.end()
    said = (pattern.search(folded, max(0, at - _REACH), at) for pattern in (_SAYS, _FROM_FIVE))
    if _is_measured(text, folded, end) or any(said):
        return True
    on = _ON.match(folded, end)
    other = on and _FIVE.match(folded, on.end())
    if not (on and other):
        return False
    is_change = on.group().split()[0] == "naar" and _FROM.search(folded, max(0, at - _REACH), at)
    return bool(is_change) or _is_measured(text, folded, other.end())


def _is_measured(text: str, folded: str, end: int) -> bool:
    """Tell whether a unit or a plural noun stands behind a number, adjectives passed over."""
    if _MEASURED.match(folded, end):
        return True
    for _ in range(_MOST_WORDS):
        noun = _NOUN.match(text, end)
        if noun is None or noun["word"][0].isupper():
            return False
        word, end = noun["word"], noun.end()
        if not word.endswith(("e", *_ADVERBS)):
            return word.endswith(_PLURAL) and word not in _VERBS
    return False
