"""An outcome → what a person reads in a chat: Markdown, with numbered links to the sources.

In: an outcome. Out: its text, each quote with the number of its source, the sources, and what can
be asked next. All that comes from a letter or from a question is escaped: it is outside material,
and may bring no links, pictures or HTML of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote as percent

from qa.say.cited import cited
from qa.say.compose import MOST_QUOTES, labels_of, quoted
from qa.say.visible import shown
from qa.types import Answer, Fact, Outcome

_SEE_ALSO: Final = "Zie ook:"
_NEAREST: Final = "Het dichtst in de buurt komt:"
# What may open a span, a link, HTML, an entity, a formula or a table anywhere in a line; and what
# shells make a link of without being asked: the middle of "https://", "www." and an address.
_ACTIVE: Final = re.compile(r"[\\`*_\[\]<&|~$@]|(?<=:)/(?=/)|(?<=[wW]{3})\.")
# What opens a heading, a quote, a list or a rule at the beginning of a line.
_OPENS_BLOCK: Final = re.compile(r"^([^\S\n]*)([#>+=-]|\d{1,9}(?=[.)]\s)[.)]?)", re.MULTILINE)
_LINK: Final = re.compile(r"https?://[^\s\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a letter that an answer rests on, and how its text refers to it."""

    number: int
    reference: str
    url: str

    @property
    def mark(self) -> str:
        r"""The link that stands behind a quote: [1].

        The brackets are part of what a reader sees (a bare number behind a row of numbers would
        look like one of them), and escaped, since some shells make references of their own of [1].
        """
        return _linked(rf"\[{self.number}\]", self.url)


@dataclass(frozen=True, slots=True)
class Written:
    """What a person reads, and the sources that it refers to, by number from 1."""

    content: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class _Quote:
    text: str
    reference: str
    url: str


class _Sources:
    """Gives each place one number, in the order in which they are referred to."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Source] = {}

    def of(self, quote: _Quote) -> Source:
        new = Source(len(self._known) + 1, quote.reference, quote.url)
        return self._known.setdefault((quote.reference, quote.url), new)

    def all(self) -> tuple[Source, ...]:
        return tuple(self._known.values())


def write(outcome: Outcome) -> Written:
    """Write an outcome."""
    sources = _Sources()
    blocks: list[str] = []
    parts = outcome.parts or (outcome,)
    for label, part in zip(labels_of(parts), parts, strict=True):
        first, *others = _part(part, sources)
        blocks += [f"**{label}.** {first}" if outcome.parts and label else first, *others]
    if listed := sources.all():
        lines = (f"{each.number}. {_linked(escaped(each.reference), each.url)}" for each in listed)
        blocks += ["**Bronnen**", "\n".join(lines)]
    if suggested := dict.fromkeys(s for p in (outcome, *outcome.parts) for s in p.suggestions):
        blocks += ["**U kunt ook vragen**", "\n".join(f"- {escaped(each)}" for each in suggested)]
    return Written("\n\n".join(blocks), listed)


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _ACTIVE.sub(r"\\\g<0>", " ".join(shown(text).split()))


def _part(outcome: Outcome, sources: _Sources) -> Iterator[str]:
    """Yield the answer, with a link behind each quote in it, and below it the other quotes."""
    lines = [escaped(line) for line in shown(outcome.text).splitlines() if line.strip()]
    text = _OPENS_BLOCK.sub(_escape_block, "\n\n".join(lines))
    below: list[str] = []
    for quote in _quotes(outcome):
        said, mark = f"«{escaped(quote.text)}»", sources.of(quote).mark
        if said in text:
            text = text.replace(said, f"{said} {mark}", 1)
        else:
            below.append(f"> {said} {mark}")
    yield f"*Gelezen als: {escaped(outcome.read_as)}*\n\n{text}" if outcome.read_as else text
    rows = _rows(outcome)
    if below and not rows:
        yield _SEE_ALSO if isinstance(outcome, Answer) else _NEAREST
    yield from below
    if len(rows) > MOST_QUOTES:
        yield f"> … tot en met {escaped(rows[-1].locator)}"


def _quotes(outcome: Outcome) -> list[_Quote]:
    """Return the quotes that a reader sees: of an abstention only what comes nearest."""
    if rows := _rows(outcome):
        urls = {hit.passage.letter_id: hit.passage.url for hit in outcome.hits}
        shown = rows[:MOST_QUOTES]
        return [_Quote(f.quote, f.reference, urls.get(f.letter_id, "")) for f in shown]
    _, hits = cited(outcome)
    return [_Quote(quoted(hit), hit.passage.reference, hit.passage.url) for hit in hits]


def _rows(outcome: Outcome) -> list[Fact]:
    """Return a fact for each row or sentence that an answer rests on."""
    facts = outcome.facts if isinstance(outcome, Answer) else ()
    return list({(fact.quote, fact.reference): fact for fact in facts}.values())


def _escape_block(found: re.Match[str]) -> str:
    space, opens = found.groups()
    return f"{space}{opens[:-1]}\\{opens[-1]}"


def _linked(text: str, url: str) -> str:
    """Return a link; the text alone where the address is none of the web."""
    safe = percent(url, safe="/:?#@!$&'*+,;=%~-._")
    return f"[{text}]({safe})" if _LINK.fullmatch(url) else text
