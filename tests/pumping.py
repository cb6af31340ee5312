"""Texts on which a pattern is slow if anything is: made from the pattern's own parts.

In: a pattern. Out: texts of a wanted length. Each is a start that the pattern accepts, a part of it
repeated, and an end that it mostly rejects. A part repeated is all that backtracking needs: it
takes polynomial or exponential time only where one word, over and over, can be read in two ways.
"""

from __future__ import annotations

import heapq
import math
import random
import re
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as op
from re import _parser as parser
from typing import Any

_ALPHABET = "a1 A\n.,-_(«?!%é'’/:"
_ENDS = ("", "\0\n\0")
_MOST_LETTERS = 3  # letters tried for a class of them, which differ: "a", "1", " "
_MOST_BRANCHES = 3  # branches tried of those that hold nothing but letters
# Of thousands of attacks on one pattern these are made: the more often a part fits, the worse.
_SHORTEST, _OTHERS = 250, 100
_MOST_TURNS = 9  # a repeat of more turns counts as endless
_MOST_NEIGHBOURS = 3  # parts of a line that are repeated together


@dataclass(frozen=True)
class Attack:
    """A text to be repeated in the middle."""

    start: str
    repeated: str
    end: str

    def of(self, length: int) -> str:
        """Return the text, about as many characters long."""
        return self.start + self.repeated * max(1, length // len(self.repeated)) + self.end


def attacks(pattern: re.Pattern[str]) -> list[Attack]:
    """Return the attacks on a pattern, each once."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    kinds = {(each.start[-1:], each.repeated, each.end): each for each in _attacks(tree)}
    found = sorted(kinds.values(), key=lambda each: len(each.repeated))
    shortest, others = found[:_SHORTEST], found[_SHORTEST:]
    return [*shortest, *random.Random(1).sample(others, min(_OTHERS, len(others)))]


def _attacks(tree: Any) -> Iterator[Attack]:
    looks = list(dict.fromkeys(chain.from_iterable(_lines(each) for each in _looked_for(tree))))
    ends = (*_ENDS, *dict.fromkeys(f" {''.join(line)}" for line in looks[:2]))
    for each in dict.fromkeys([*_ALPHABET, *_literals(tree)]):
        yield from (Attack("", each, end) for end in ends)
    for line in (*_lines(tree), *looks):
        for first in range(len(line)):
            start = "".join(line[:first])
            lasts = {*range(first + 1, first + 1 + _MOST_NEIGHBOURS), len(line)}
            for last in (each for each in sorted(lasts) if each <= len(line)):
                run = "".join(line[first:last])
                for repeated in filter(None, (run, run + " ")):
                    yield from (Attack(start, repeated, end) for end in ends)


def _lines(tree: Any) -> list[tuple[str, ...]]:
    """Return texts that a tree accepts, each in its parts: every branch is in one at least."""
    lines = chain.from_iterable(_spelled(tree, take) for take in (1, 0))
    return list(dict.fromkeys(tuple(filter(None, line)) for line in lines))


def _spelled(items: Any, take: int) -> Iterator[list[str]]:
    """Yield lines of parts that a sequence accepts, its repeats taken `take` times at least.

    The first line takes the first of all branches; each further one differs in one branch.
    """
    options = [list(_options(kind, value, take)) or [[]] for kind, value in _worded(items)]
    yield [part for option in options for part in option[0]]
    for at, option in enumerate(options):
        for other in option[1:]:
            chosen = [*(each[0] for each in options[:at]), other]
            yield [part for each in (*chosen, *(o[0] for o in options[at + 1 :])) for part in each]


def _worded(items: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the nodes of a sequence, with the letters of a word together."""
    for is_letter, nodes in groupby(items, key=lambda node: node[0] is op.LITERAL):
        if is_letter:
            yield op.LITERAL, "".join(chr(letter) for _, letter in nodes)
        else:
            yield from nodes


def _options(kind: Any, value: Any, take: int) -> Iterator[list[str]]:
    """Yield the lines of parts that one node of a tree accepts."""
    if kind is op.LITERAL:
        yield [value]
    elif kind in (op.NOT_LITERAL, op.ANY, op.IN):
        yield from ([char] for char in _admitted(kind, value))
    elif kind in _REPEATS:
        least, most, body = value
        times = min(max(least, take), int(most))
        for line in _spelled(body, take):
            yield line * times if times <= _MOST_NEIGHBOURS else ["".join(line) * times]
        if least == 0:
            yield []
    elif kind is op.BRANCH:
        plain = [each for each in value[1] if not any(kind in _REPEATS for kind, _ in _nodes(each))]
        for branch in (each for each in value[1] if each not in plain[_MOST_BRANCHES:]):
            yield from _spelled(branch, take)
    elif kind is op.ASSERT and value[0] > 0:
        yield []
        yield from _spelled(value[1], take)
    elif kind in (op.SUBPATTERN, op.ATOMIC_GROUP):
        yield from _spelled(_within(kind, value)[0], take)
    else:  # a place, a look behind or a back reference takes no text of its own
        yield []


_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def _admitted(kind: Any, value: Any) -> list[str]:
    """Return the letters of the alphabet that a node accepts, one at least."""
    found = [char for char in _ALPHABET if _admits(kind, value, char)]
    if not found and kind is op.IN:
        found = [chr(arg if name is op.LITERAL else arg[0]) for name, arg in value
                 if name in (op.LITERAL, op.RANGE)][:1]  # fmt: skip
    return found[:_MOST_LETTERS] or ["a"]


def _admits(kind: Any, value: Any, char: str) -> bool:
    if kind is op.NOT_LITERAL:
        return char != chr(value)
    if kind is op.ANY:
        return char != "\n"
    negated = value[0][0] is op.NEGATE
    return negated != any(_in(name, arg, char) for name, arg in value)


def _in(name: Any, arg: Any, char: str) -> bool:
    if name is op.LITERAL:
        return char == chr(int(arg))
    if name is op.RANGE:
        return bool(arg[0] <= ord(char) <= arg[1])
    if name is op.CATEGORY:
        kind, positive = _CATEGORIES[arg]
        return bool(re.match(kind, char)) == positive
    return False


_CATEGORIES = {
    op.CATEGORY_DIGIT: (r"\d", True),
    op.CATEGORY_NOT_DIGIT: (r"\d", False),
    op.CATEGORY_SPACE: (r"\s", True),
    op.CATEGORY_NOT_SPACE: (r"\s", False),
    op.CATEGORY_WORD: (r"\w", True),
    op.CATEGORY_NOT_WORD: (r"\w", False),
}


def _literals(tree: Any) -> Iterator[str]:
    for kind, value in _nodes(tree):
        if kind is op.LITERAL:
            yield chr(value)


def _looked_for(tree: Any) -> Iterator[Any]:
    """Yield what a pattern looks ahead for, wanted or not."""
    for kind, value in _nodes(tree):
        if kind in (op.ASSERT, op.ASSERT_NOT) and value[0] > 0:
            yield value[1]


def _nodes(items: Any, *, atomic: bool = True) -> Iterator[tuple[Any, Any]]:
    """Yield each node of a tree, with those within it; without `atomic`, not within atomic ones."""
    for kind, value in items:
        yield kind, value
        if atomic or kind not in (op.POSSESSIVE_REPEAT, op.ATOMIC_GROUP):
            for within in _within(kind, value):
                yield from _nodes(within, atomic=atomic)


def _within(kind: Any, value: Any) -> list[Any]:
    if kind in _REPEATS:
        return [value[2]]
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.BRANCH:
        return list(value[1])
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    return [value] if kind is op.ATOMIC_GROUP else []


_LIMIT = 0.3  # seconds of the processor for one text of _SHORT characters
_SHORT, _LONG = 1_000, 6_000  # characters
_SUSPECT = 0.01  # seconds: growth is measured at once
_SLOWEST = 3  # attacks whose growth is measured
_MOST_GROWTH = 2.5
_TIMES = 4  # that it is measured before it is believed: others on the machine disturb a clock
_FLOOR = 0.001  # seconds: below this the clock tells more of itself than of the pattern
_CLEAR = 0.03  # seconds: from here on a look tells enough of the pattern


def faults(pattern: re.Pattern[str], ways: Iterable[str]) -> list[str]:
    """Return a text on which a pattern takes more than linear time, and how much more."""
    costs = []
    for attack in attacks(pattern):
        spent = cost(pattern, attack.of(_SHORT), ways)
        if spent == math.inf:
            return [f"{attack}: meer dan {_LIMIT} s"]
        costs.append((spent, attack))
        if spent > _SUSPECT:
            break
    for _, attack in heapq.nlargest(_SLOWEST, costs, key=itemgetter(0)):
        for _ in range(_TIMES):
            one, two = (_steady(pattern, attack.of(size), ways) for size in (_LONG, 2 * _LONG))
            if math.inf > two <= _MOST_GROWTH * one + _FLOOR:
                break
        else:
            return [f"{attack}: {one:.4f} s, twice as long {two:.4f} s"]
    return []


def _steady(pattern: re.Pattern[str], text: str, ways: Iterable[str]) -> float:
    """Return the least of three short costs: others on the machine only ever add."""
    first = cost(pattern, text, ways)
    return min(first, *(cost(pattern, text, ways) for _ in range(2))) if first < _CLEAR else first


def cost(pattern: re.Pattern[str], text: str, ways: Iterable[str]) -> float:
    """Return the seconds of the processor that a pattern takes for a text, infinite over a limit.

    The engine looks for signals while it works, so that an alarm ends what would not end.
    """
    before = signal.signal(signal.SIGPROF, _alarm)
    signal.setitimer(signal.ITIMER_PROF, _LIMIT)
    start = time.thread_time()
    try:
        for way in ways:
            found = getattr(pattern, way)(text)
            if way == "finditer":
                deque(found, maxlen=0)
    except _TooLongError:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return time.thread_time() - start


class _TooLongError(Exception):
    """A pattern took longer than it may."""


def _alarm(*_: object) -> None:
    raise _TooLongError


def ambiguous(pattern: re.Pattern[str]) -> list[str]:
    """Return the words that an endless repeat of a pattern reads both as one turn and as two.

    A word that can be read in two ways, n times over, can be read in 2 to the n ways: a text that
    then fails takes exponential time. What is possessive or atomic never reads again.
    """
    tree = parser.parse(pattern.pattern, pattern.flags)
    found = []
    for kind, value in _nodes(tree, atomic=False):
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[1] > _MOST_TURNS:
            body = compiler.compile(value[2])
            turns = [turn for line in _lines(value[2]) if (turn := "".join(line))]
            found += [one + two for one in turns for two in turns if body.fullmatch(one + two)]
    return found
