"""Dutch numbers in words: "twaalf", "elfhonderd vierenzeventig", "anderhalf", "twee miljoen".

In: folded text and a place. Out: an exact Decimal and its end. It refuses whatever is not one
well-formed number, and what could be two: "honderd en vier".
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from qa.dutch.numbers.fold import one_of, pattern

_ONES: Final = ("een", "één", "eén", "éen")
_UNITS: Final = dict.fromkeys(_ONES, 1) | {
    word: value
    for value, word in enumerate("twee drie vier vijf zes zeven acht negen".split(), start=2)
}
_TEENS: Final = {
    word: value
    for value, word in enumerate(
        "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split(),
        start=10,
    )
}
_TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(), start=2
    )
}
_BELOW_100: Final[dict[str, int]] = (
    _UNITS
    | _TEENS
    | _TENS
    | {
        unit + link + ten: value + tens
        for unit, value in _UNITS.items()
        for ten, tens in _TENS.items()
        for link in ("en", "ën")
    }
)
_HALVES: Final[dict[str, Decimal]] = {
    **dict.fromkeys(("anderhalf", "anderhalve"), Decimal("1.5")),
    **{
        unit + link + half: value + Decimal("0.5")
        for unit, value in _UNITS.items()
        for link in ("en", "ën", "eneen", "ëneen", "enéén", "ënéén")
        for half in ("half", "halve")
    },
}
#: Parts of one: a number only before a unit or a scale ("half jaar", "kwart miljoen").
PARTS: Final[dict[str, Decimal]] = {
    "half": Decimal("0.5"),
    "halve": Decimal("0.5"),
    "kwart": Decimal("0.25"),
    "driekwart": Decimal("0.75"),
}
_ORDINALS: Final = (
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde "
    "dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende"
).split()

_WORD = pattern(r"[^\W\d_]+(?![\w+])")
_NEXT = pattern(r" (?P<word>[^\W\d_]+)(?![\w+])")
_LARGE = pattern(r" (?P<scale>miljoen|miljard)(?!\w)")
_AND = pattern(r" en (?P<word>[^\W\d_]+)(?!\w)")
_NUMERIC_ORDINAL = pattern(r"[0-9]+(?:e|de|ste)(?![\w+]|[-–]\w)")
#: What a whole is cut into by the word behind a number: "twee derde", "drie kwart".
DENOMINATORS: Final[dict[str, int]] = {
    **{word: whole for whole, word in enumerate(_ORDINALS[2:10], start=3)},
    "kwart": 4,
    "honderdste": 100,
}
#: The numbers that may be written in one word with those.
NUMERATORS: Final[dict[str, int]] = _UNITS
_DENOMINATOR = pattern(rf" (?:{one_of(DENOMINATORS)})n?(?!\w)")
_OF = pattern(r" (?:van|deel|daarvan|hiervan)\b|\Z")
_JOINED = pattern(r"[-–]\w")
_AND_HALF = pattern(r" en een hal(?:f|ve)(?!\w)")

#: The first three letters of every number word and ordinal: what makes a word worth trying.
STARTS: Final = frozenset(
    word[:3] for word in (*_BELOW_100, *_HALVES, *PARTS, *_ORDINALS, "honderd", "duizend", "nul")
)


class Spelled(NamedTuple):
    """A number in words: full value, end, the power of ten of a closing "miljoen", first word."""

    value: Decimal
    end: int
    scale: int
    word: str


def spelled_at(folded: str, at: int, below: int = 12) -> Spelled | None:
    """Read the longest number in words that starts at `at`; a lone "een" is one too.

    Its scale, a power of ten, is less than `below`: scales fall, "twee miljoen drie miljard" is two
    numbers.
    """
    small = _small_at(folded, at)
    large = small and _LARGE.match(folded, small.end)
    if not (small and large):
        return small
    scale = 6 if large["scale"] == "miljoen" else 9
    if scale >= below:
        return None
    value, end = small.value.scaleb(scale), large.end()
    start = _NEXT.match(folded, end)
    rest = start and spelled_at(folded, start.start("word"), below=scale)
    if rest and (rest.word not in _ONES or rest.scale) and rest.value < 10**scale:
        return Spelled(value + rest.value, rest.end, 0, small.word)
    return Spelled(value, end, scale, small.word)


def write_cardinal(value: int) -> str:
    """Write a whole number below a hundred in words, a larger one in digits."""
    written = next((word for word, known in _BELOW_100.items() if known == value), str(value))
    return written.replace("eeen", "eeën").replace("ieen", "ieën")  # "drieëndertig"


def read_words(folded: str) -> Decimal | None:
    """Return the value of a text that is one number in words and nothing else."""
    if folded in PARTS:
        return PARTS[folded]
    spelled = spelled_at(folded, 0)
    return spelled.value if spelled and spelled.end == len(folded) else None


def doubtful_end(folded: str, spelled: Spelled) -> int | None:
    """Return the end of "honderd en vier": one number, or two."""
    if not folded.endswith(("honderd", "duizend"), 0, spelled.end):
        return None
    rest = _AND.match(folded, spelled.end)
    return rest.end() if rest and rest["word"] in _BELOW_100 else None


def fraction_end(folded: str, end: int, *, one: bool) -> int | None:
    """Return the end of a fraction whose numerator ends at `end`: "twee derde", "een derde van".

    With numerator one it needs "van", "daarvan" or "deel", or the end of the text: "in een derde
    geval" is no fraction.
    """
    match = _DENOMINATOR.match(folded, end)
    return match.end() if match and (not one or _OF.match(folded, match.end())) else None


def ordinal_end(folded: str, at: int) -> int | None:
    """Return the end of "eerste", "21e", "honderdste" at `at`."""
    if match := _NUMERIC_ORDINAL.match(folded, at):
        return match.end()
    word = _WORD.match(folded, at)
    if word is None or _JOINED.match(folded, word.end()):
        return None
    plain = word.group()
    is_ordinal = plain in _ORDINALS or (plain.endswith("ste") and _solid(plain[:-3]) is not None)
    return word.end() if is_ordinal else None


def _small_at(folded: str, at: int) -> Spelled | None:
    """Read a number below a million, with its spaces: "vierentwintigduizend achthonderd"."""
    match = _WORD.match(folded, at)
    if match is None:
        return None
    word, end = match.group(), match.end()
    if word in _HALVES or word == "nul":
        return Spelled(_HALVES.get(word, Decimal(0)), end, 0, word)
    value, solid = _solid(word), word
    while value is not None and (match := _NEXT.match(folded, end)):
        # after a space a lone "een" is the article ("honderd een boete")
        opens = solid.endswith(("honderd", "duizend")) and match["word"] != "een"
        joined = _solid(solid + match["word"])
        if joined is None or not (opens or match["word"].startswith(("honderd", "duizend"))):
            break
        value, solid, end = joined, solid + match["word"], match.end()
    if value is None:
        return None
    half = _AND_HALF.match(folded, end)
    total = Decimal(value) + (Decimal("0.5") if half else 0)
    return Spelled(total, half.end() if half else end, 0, solid)


def _solid(word: str) -> int | None:
    """Return the value of a number below a million written as one word."""
    return _product(word, "duizend", 1000, lambda part: _product(part, "honderd", 100, _tens))


def _tens(word: str) -> int | None:
    return _BELOW_100.get(word)


def _product(word: str, name: str, size: int, read: Callable[[str], int | None]) -> int | None:
    """Read "drie·honderd·vier" around the word `name`, which stands for `size`."""
    head, mark, rest = word.partition(name)
    if not mark:
        return read(word)
    times = read(head) if head else 1
    # "honderdenvier" has a link; "honderden" is no number
    plus = read(rest) or read(rest.removeprefix("en")) if rest else 0
    return None if times is None or plus is None else times * size + plus
