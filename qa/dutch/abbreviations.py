"""Short forms of Dutch function words, written out: "t.o.v." is "ten opzichte van".

In: any text. Out: the same with these short forms in full. Only words that name nothing are here;
what a letter abbreviates stands in its own lexicon.
"""

from __future__ import annotations

import re
from typing import Final

_DOTTED: Final = re.compile(r"\b(?:[a-z]\.){2,4}|\bresp\.", re.IGNORECASE)
_FULL: Final = {
    "t.o.v.": "ten opzichte van",
    "m.b.t.": "over",
    "t.a.v.": "over",
    "o.b.v.": "volgens",
    "d.m.v.": "door",
    "t.b.v.": "voor",
    "n.a.v.": "na",
    "i.c.m.": "met",
    "m.i.v.": "vanaf",
    "s.v.p.": "alstublieft",
    "a.u.b.": "alstublieft",
    "resp.": "respectievelijk",
}
# "'t" stands for "het", and so it does without its apostrophe behind a short verb or "of".
_CLITIC: Final = re.compile(
    r"(?<!\w)['’‘`´]t\b|(?<=\bklopt )t\b|(?<=\bis )t\b|(?<=\bwas )t\b|(?<=\bof )t\b|(?<=\bin )t\b",
    re.IGNORECASE,
)


def written_out(text: str) -> str:
    """Return a text with its short function words in full."""
    text = _CLITIC.sub("het", text)
    if "." not in text[:-1]:
        return text
    return _DOTTED.sub(lambda match: _FULL.get(match[0].casefold(), match[0]), text)
