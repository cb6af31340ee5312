"""An outcome → what a person reads in a chat: Markdown, with numbered links to the sources.

In: an outcome. Out: its text, each quote with the number of its source, a series as a table, the
sources, and what can be asked next. A source leads into the letter here where this service has an
address, or else to its official publication. All that comes from a letter or from a question is
escaped: it is outside material, and may bring no links, pictures or HTML of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from qa.say.amounts import printed
from qa.say.cited import cited
from qa.say.compose import MOST_QUOTES, labels_of, quoted
from qa.say.foreign import notice
from qa.say.marked import escaped, linked, unopened
from qa.say.series import FEWEST, Series, all_series, table_of, told_once, year_of
from qa.say.visible import shown
from qa.say.wording import capital, measured_by
from qa.types import Answer, Fact, Outcome, Span

_SEE_ALSO: Final = "Zie ook:"
_NEAREST: Final = "Het dichtst in de buurt komt:"
_RULE: Final = "| ---: | ---: |"


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
        return linked(rf"\[{self.number}\]", self.url)


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
    """Gives each place one number, in the order in which they are referred to.

    `service` is the public address of this service, "" where it has none.
    """

    def __init__(self, service: str) -> None:
        self._service = service
        self._known: dict[tuple[str, str], Source] = {}

    def address(self, letter_id: str, span: Span, official: str) -> str:
        """Return the address of a place in a letter."""
        if not self._service:
            return official
        return f"{self._service}/brieven/{letter_id}#m={span.start}-{span.end}"

    def of(self, quote: _Quote) -> Source:
        new = Source(len(self._known) + 1, quote.reference, quote.url)
        return self._known.setdefault((quote.reference, quote.url), new)

    def all(self) -> tuple[Source, ...]:
        return tuple(self._known.values())


def write(outcome: Outcome, service: str = "") -> Written:
    """Write an outcome; `service` is where the pages of its letters are."""
    sources = _Sources(service)
    blocks: list[str] = []
    parts = outcome.parts or (outcome,)
    for label, part in zip(labels_of(parts), parts, strict=True):
        first, *others = _part(part, sources)
        blocks += [f"**{label}.** {first}" if outcome.parts and label else first, *others]
    if listed := sources.all():
        lines = (f"{each.number}. {linked(escaped(each.reference), each.url)}" for each in listed)
        blocks += ["**Bronnen**", "\n".join(lines)]
    if suggested := dict.fromkeys(s for p in (outcome, *outcome.parts) for s in p.suggestions):
        blocks += ["**U kunt ook vragen**", "\n".join(f"- {escaped(each)}" for each in suggested)]
    return Written("\n\n".join(blocks), listed)


def _part(outcome: Outcome, sources: _Sources) -> Iterator[str]:
    """Yield the answer, with a link behind each quote in it, and below it the other quotes."""
    series = _series(outcome)
    drawn = [fact for each in series for fact in each.facts]
    told = told_once(shown(outcome.text), drawn)
    lines = [escaped(line) for line in told.splitlines() if line.strip()]
    text = unopened("\n\n".join(lines))
    below: list[str] = []
    for quote in _quotes(outcome, sources, drawn):
        said, mark = f"«{escaped(quote.text)}»", sources.of(quote).mark
        if said in text:
            text = text.replace(said, f"{said} {mark}", 1)
        else:
            below.append(f"> {said} {mark}")
    if said_first := notice(outcome):
        yield f"**{escaped(said_first.text)}**"
    yield f"*Gelezen als: {escaped(outcome.read_as)}*\n\n{text}" if outcome.read_as else text
    yield from (_table(each, sources, _official(outcome)) for each in series)
    rows = _rows(outcome, drawn)
    if below and not rows:
        yield _SEE_ALSO if isinstance(outcome, Answer) else _NEAREST
    yield from below
    if len(rows) > MOST_QUOTES:
        yield f"> … tot en met {escaped(rows[-1].locator)}"


def _series(outcome: Outcome) -> list[Series]:
    """Return the series that are set out as a table."""
    facts = outcome.facts if isinstance(outcome, Answer) else ()
    return [each for each in all_series(facts) if len(each.facts) >= FEWEST]


def _table(series: Series, sources: _Sources, official: dict[str, str]) -> str:
    """Write a series as a table, the oldest year first, and where it stands."""
    first, last = series.facts[0], series.facts[-1]
    span = Span(first.span.start, max(first.span.end, last.span.end))
    address = sources.address(first.letter_id, span, official.get(first.letter_id, ""))
    mark = sources.of(_Quote("", table_of(series), address)).mark
    rows = [
        f"| {year_of(each)} | {escaped(printed(each))}{'' if each.certain else ' (niet zeker)'} |"
        for each in series.facts
    ]
    return "\n".join((f"| Jaar | {escaped(capital(measured_by(first)))} {mark} |", _RULE, *rows))


def _quotes(outcome: Outcome, sources: _Sources, drawn: Collection[Fact]) -> list[_Quote]:
    """Return the quotes that a reader sees: of an abstention only what comes nearest."""
    official = _official(outcome)
    if isinstance(outcome, Answer) and outcome.facts:
        rows = _rows(outcome, drawn)[:MOST_QUOTES]
        return [
            _Quote(row.quote, row.reference, sources.address(row.letter_id, row.span, url))
            for row in rows
            for url in [official.get(row.letter_id, "")]
        ]
    _, hits = cited(outcome)
    return [
        _Quote(
            quoted(hit),
            hit.passage.reference,
            sources.address(hit.passage.letter_id, hit.core, hit.passage.url),
        )
        for hit in hits
    ]


def _official(outcome: Outcome) -> dict[str, str]:
    """Return where the letters of an outcome are published."""
    return {hit.passage.letter_id: hit.passage.url for hit in outcome.hits}


def _rows(outcome: Outcome, drawn: Collection[Fact]) -> list[Fact]:
    """Return a fact for each row or sentence that an answer rests on, but for those drawn."""
    facts = outcome.facts if isinstance(outcome, Answer) else ()
    left = [fact for fact in facts if fact not in drawn]
    return list({(fact.quote, fact.reference): fact for fact in left}.values())
