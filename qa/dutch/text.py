"""Dutch text: normalise once, cut into words and sentences, fold and stem for matching.

In: text as received. Out: canonical text, words with their places, stems, sentence spans. What is
folded or stemmed is for matching only; what a reader sees is always a slice of the canonical text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import filterfalse

import Stemmer

from qa.types import Span

_SPACES = dict.fromkeys(
    [*range(0x2000, 0x200B), *map(ord, "\t\u00a0\u1680\u202f\u205f\u3000")], " "
)
# What Unicode lets nobody see (Default_Ignorable_Code_Point), but for what turns a text around or
# stands as a blank: two numbers parted by one of these are one to who reads them.
_INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\u00ad\u034f\u061c\u17b4\u17b5\u200e\u200f\ufeff"),
        *range(0x180B, 0x1810),
        *range(0x200B, 0x200E),
        *range(0x2060, 0x2066),
        *range(0x206A, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xE0000, 0xE1000),
    ]
)
_SIGNS = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_MOST_MARKS = 30  # on one letter. Source: Unicode Standard Annex 15, Stream-Safe Text Format
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:_\w+|['’]s\b)?\d*|\w+")
_UNBROKEN = re.compile(r"\w(?:\S*\w)?")
_PLURAL = re.compile(r"['’]s$")

# Abbreviations, lower case, whose point does not end a sentence.
_ABBREVIATIONS = frozenset(
    "al art artt bijv blz bv ca d.w.z dhr dr drs e.v evt fig i.c i.p.v i.v.m incl ing ir jhr lid"
    " m.b.t m.i.v max min mld mln mr mw mevr n.a.v nl nr nrs o.a o.b.v o.g.v o.l.v onderd p par"
    " pag pg pp prof red resp s.v.p sr st stb stcrt t.a.v t.b.v t.g.v t.h.v t.o.v vgl vs z.g zgn"
    " zg".split()
)
# These may end one too: a capital after them begins a sentence, a digit does not.
_ABBREVIATIONS_BEFORE_DIGITS = frozenset(
    "d.d fte jl jan feb mrt apr aug sept sep okt nov dec".split()
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_ENDS_LIKE_INITIALS = frozenset("c.s d.d e.a e.d".split())
# Tried once a run of marks: whether a sentence ends there depends on what follows the run.
_SENTENCE_END = re.compile(
    r"(?<![.!?…])[.!?…]++[»”’\")\]]*+(?=\s++(?:[«“‘\"(\[]\s*+)?[A-Z0-9À-ÖØ-Þ])|\n+"
)
_NEXT = re.compile(r"\S")
_LONGEST_ABBREVIATION = 40  # characters, with its opening marks; no initials are that long either


def normalise(text: str) -> str:
    """Return canonical text: NFC, every space an ordinary one, invisible characters left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    # Composed last: an invisible character may stand between a letter and its accent.
    seen = lines.translate(_SPACES).translate(_INVISIBLE)
    return unicodedata.normalize("NFC", _SIGNS.sub(_thinned, seen))


def _thinned(signs: re.Match[str]) -> str:
    """Leave out the accents of a letter beyond those that anybody writes.

    They are put in order by comparing each with all before it: 200,000 would take half a minute.
    """
    kept: list[str] = []
    marks = 0
    for sign in signs.group():
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word in lower case without accents or plural 's ("camera’s"), for matching."""
    decomposed = unicodedata.normalize("NFD", _PLURAL.sub("", word.casefold()))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and its folded form."""

    span: Span
    folded: str


def words(text: str) -> tuple[Word, ...]:
    """Cut text into words; hyphens part words, a number keeps its points and commas."""
    return tuple(Word(Span(*m.span()), fold(m.group())) for m in _WORD.finditer(text))


def codes(text: str) -> tuple[Span, ...]:
    """Return what is written in one piece with a digit, in order: "v2.0", "B2,5", "12:30"."""
    pieces = _UNBROKEN.finditer(text)
    return tuple(Span(*m.span()) for m in pieces if any(map(str.isnumeric, m.group())))


def uncut(span: Span, pieces: Sequence[Span]) -> Span:
    """Return a span with the whole of every piece that it holds a part of."""
    cut = [each for each in pieces if each.start < span.end and span.start < each.end]
    ends = [span, *cut]
    return Span(min(each.start for each in ends), max(each.end for each in ends))


_stemmer = Stemmer.Stemmer("dutch_porter")


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    """Return the Dutch Porter stem of a folded word.

    Source: Snowball's `dutch_porter`; its newer `dutch` strips ge- (gebied would become bied).
    """
    return str(_stemmer.stemWord(folded))


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of all words of a text, in order."""
    return tuple(map(_stem_of, _WORD.findall(text)))


@lru_cache(maxsize=65536)  # one look-up a word, of the millions that an archive has
def _stem_of(word: str) -> str:
    return stem(fold(word))


# Words that stand in every other sentence and ask for nothing by themselves. Words that carry a
# question (niet, geen, meer, minder, hoeveel, welke, wanneer, wie, per, sinds) are not among them.
_STOP = frozenset(
    stems("""
    aan al als bij dan dat de den der des deze die dit door een en er het hij hun ik in is je kan
    met mij na naar nog of om onder ons ook op over te tot u uit uw van voor was waren wat we wel
    werd werden wij worden wordt zal ze zich zij zijn zo zou heeft hebben had
""")
)


def analyse(text: str) -> tuple[str, ...]:
    """Return the terms of a text that are worth searching for, in order."""
    return tuple(filterfalse(_STOP.__contains__, stems(text)))


def is_searched(stem: str) -> bool:
    """Tell whether a stem is worth searching for."""
    return stem not in _STOP


def sentences(text: str) -> tuple[Span, ...]:
    """Cut a paragraph into sentences; together the spans hold every character but outer space."""
    spans: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group().strip() and not _ends_sentence(text, start, match):
            continue
        spans.extend(_trimmed(text, start, match.end()))
        start = match.end()
    spans.extend(_trimmed(text, start, len(text)))
    return tuple(spans)


def part_around(text: str, span: Span, parted: re.Pattern[str]) -> Span:
    """Return the part of a text, between marks of a pattern, that a span stands in."""
    marks = [match.span() for match in parted.finditer(text)]
    first = max((end for _, end in marks if end <= span.start), default=0)
    last = min((start for start, _ in marks if start >= span.end), default=len(text))
    return Span(first, last)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether the point at `match` ends a sentence: not after initials or abbreviations."""
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    token = _token_before(text, start, match.start())
    following = _NEXT.search(text, match.end())
    if following and following[0].isdigit() and token in _ABBREVIATIONS_BEFORE_DIGITS:
        return False
    is_initials = _INITIALS.fullmatch(token) and token not in _ENDS_LIKE_INITIALS
    return not is_initials and token not in _ABBREVIATIONS


def _token_before(text: str, start: int, end: int) -> str:
    """Return the token that ends at `end`, bare; empty where it is too long to be a short form."""
    first = max(start, end - _LONGEST_ABBREVIATION)
    before = text[first:end]
    if before[-1:].isspace():
        return ""
    token = before.split()[-1] if before else ""
    is_cut = len(token) == len(before) and first > start
    return "" if is_cut else token.lstrip('(«“‘"').casefold()


def _trimmed(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the span without the white space around it, or nothing when only that is left."""
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    return (Span(left, right),) if left < right else ()
