"""A letter → the names in it, by how Dutch writes them, and the places of one.

In: the passages of one letter. Out: names of bodies or municipalities, each with the
first place where it stands; or the sentences that name one thing. No list of names is behind it:
a name is told by its capitals, by the noun that it has for a head, and by what stands before it. So
it finds what is written as a name should be, and nobody says that these are all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qa.dutch.text import Word, analyse, is_searched, sentences, stem, words
from qa.question.whole.parts import hit_of
from qa.types import Hit, Kind, Passage, Span

_PROSE: Final = {Kind.PARAGRAPH, Kind.FOOTNOTE}
_MOST_NAMES: Final = 40
# Between the parts of one name: "Leger des Heils", "Inspectie van het Onderwijs".
_BETWEEN: Final = frozenset("van voor de het der den des op".split())
# What a body is called, as a word or as the end of one.
_BODIES: Final = (
    *("ministerie", "instituut", "raad", "inspectie", "autoriteit", "dienst", "vereniging"),
    *("stichting", "bureau", "centrum", "taskforce", "commissie", "bond", "universiteit", "bank"),
    *("rekenkamer", "unie", "orgaan", "federatie", "expertgroep", "bedrijf", "agentschap", "leger"),
    *(
        "commissariaat",
        "politie",
        "nederland",
        "organisatie",
        "platform",
        "fonds",
        "research",
        "rijkswaterstaat",
    ),
)
_COUNTRY: Final = "nederland"
# What stands before the names of places, as a word or as the end of one.
_PLACES: Final = ("gemeente", "gemeenten", "gemeentes", "steden", "stad")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and its first place."""

    text: str
    hit: Hit


def places(
    name: str, passages: Iterable[Passage], short: Mapping[str, tuple[str, ...]]
) -> tuple[Hit, ...]:
    """Return the sentences that say a name or a word, its abbreviation and full name too."""
    asked = analyse(name)
    if not asked:
        return ()
    forms = [asked]
    if len(asked) == 1 and asked[0] in short:
        forms.append(short[asked[0]])
    forms += [(abbreviation,) for abbreviation, full in short.items() if full == asked]
    return tuple(
        hit_of(passage, span.moved(passage.span.start))
        for passage in passages
        if passage.kind in _PROSE
        for span in sentences(passage.text)
        if _says(span.of(passage.text), forms)
    )


def _says(sentence: str, forms: Sequence[tuple[str, ...]]) -> bool:
    said = analyse(sentence)
    return any(said[at : at + len(form)] == form for form in forms for at in range(len(said)))


def names(kind: str, passages: Iterable[Passage]) -> tuple[Name, ...]:
    """Return the names of a kind, each once, in the order of the letter."""
    finding = _FINDING[kind]
    found: dict[str, Name] = {}
    for passage in passages:
        if passage.kind not in _PROSE:
            continue
        for sentence in sentences(passage.text):
            text = sentence.of(passage.text)
            for span in finding(text):
                name = span.of(text)
                hit = hit_of(passage, sentence.moved(passage.span.start))
                found.setdefault(name.casefold(), Name(name, hit))
    return tuple(found.values())[:_MOST_NAMES]


def _bodies(text: str) -> Iterator[Span]:
    """Yield names that have the head of a body: "Adviesraad Migratie", "Stichting Nidos"."""
    said = words(text)
    for start, last in _runs(text, said):
        first = _of_body(start, last, said)
        heads = [each.folded for each in said[first : last + 1] if _is_body(each.folded)]
        is_bare = first == last and heads == [said[first].folded] and heads[0] in _BODIES
        if heads and not is_bare and not _is_region(said[first : last + 1], text):
            yield Span(said[first].span.start, said[last].span.end)


def _of_body(first: int, last: int, said: Sequence[Word]) -> int:
    """Return where the name of the body begins: "Jaarverslag van de Stichting …" is not of it."""
    heads = (at for at in range(first, last + 1) if _is_body(said[at].folded))
    head = next(heads, first)
    before = [at for at in range(first, head) if said[at].folded in _BETWEEN]
    return before[-1] + 1 if before else first


def _is_region(name: Sequence[Word], text: str) -> bool:
    """Tell a part of the country from a body: "Caribisch Nederland", "Midden-Nederland"."""
    first, *others = (each.folded for each in name)
    if not any(each == _COUNTRY for each in others):
        return False
    hyphened = text[name[0].span.end] == "-"
    return not any(_is_body(each) for each in (first, *others) if each != _COUNTRY) and (
        hyphened or first.endswith("isch")
    )


def _is_body(folded: str) -> bool:
    return any(folded == each or folded.endswith(each) for each in _BODIES)


def _runs(text: str, said: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each run that is written as one name."""
    at = 0
    while at < len(said):
        # The first word has a capital whatever it is, and so may an article before a name.
        if not _is_capital(said[at], text) or not is_searched(stem(said[at].folded)):
            at += 1
            continue
        last = _end_of_run(at, text, said)
        yield at, last
        at = last + 1


def _end_of_run(first: int, text: str, said: Sequence[Word]) -> int:
    last, at = first, first + 1
    is_body = _is_body(said[first].folded)
    while at < len(said) and _is_beside(said[at - 1], said[at], text):
        if _is_capital(said[at], text) or text[said[at].span.start - 1] == "-":
            last = at
            is_body = is_body or _is_body(said[at].folded)
        elif said[at].folded == "en":
            if not (last == at - 1 and _goes_on(at, text, said, is_body=is_body)):
                break
        elif said[at].folded not in _BETWEEN:
            break
        at += 1
    # "Raad voor de rechtspraak": what a body is of may be a plain noun.
    if last == first and is_body and at == first + 3 and _is_of(said, first):
        return first + 3 if first + 3 < len(said) else last
    return last


def _is_of(said: Sequence[Word], first: int) -> bool:
    between = [each.folded for each in said[first + 1 : first + 3]]
    return between in (["voor", "de"], ["voor", "het"])


def _goes_on(at: int, text: str, said: Sequence[Word], *, is_body: bool) -> bool:
    """Tell whether "en" joins two parts of one name: "Justitie en Veiligheid".

    Before the head it does so behind a hyphen ("Immigratie- en Naturalisatiedienst"), and where the
    head is the second word behind it ("Sociaal en Cultureel Planbureau").
    """
    behind = [each for each in said[at + 1 : at + 3] if _is_capital(each, text)]
    if not behind or behind[0] is not said[at + 1]:
        return False
    hyphened = text[said[at - 1].span.end] == "-"
    return is_body or hyphened or (len(behind) == 2 and _is_body(behind[1].folded))


def _is_beside(one: Word, other: Word, text: str) -> bool:
    gap = text[one.span.end : other.span.start]
    return gap in (" ", "-", "- ", " & ", "&", "’", "'") or not gap


def _is_capital(word: Word, text: str) -> bool:
    return text[word.span.start].isupper()


def _called(before: tuple[str, ...]) -> Callable[[str], Iterator[Span]]:
    """Return what finds the names behind a noun: "de gemeenten Ede en Goes"."""

    def find(text: str) -> Iterator[Span]:
        said = words(text)
        for at, word in enumerate(said[:-1]):
            if word.folded.endswith(before):
                yield from _listed(at + 1, text, said)

    return find


def _listed(at: int, text: str, said: Sequence[Word]) -> Iterator[Span]:
    """Yield the names of a list that begins at a word."""
    past = said[at - 1].span.end
    while at < len(said) and text[past : said[at].span.start] in _APART:
        if said[at].folded in ("en", "of"):
            past, at = said[at].span.end, at + 1
            continue
        if not _is_capital(said[at], text):
            return
        last = at
        while (
            last + 1 < len(said)
            and _is_capital(said[last + 1], text)
            and _is_beside(said[last], said[last + 1], text)
        ):
            last += 1
        if not any(_is_body(each.folded) for each in said[at : last + 1]):
            yield Span(said[at].span.start, said[last].span.end)
        past, at = said[last].span.end, last + 1


def _motions(text: str) -> Iterator[Span]:
    """Yield the names of motions: "motie-Bromet", "motie van de leden Vos en De Wit"."""
    said = words(text)
    for at, word in enumerate(said):
        if word.folded not in _MOTIONS:
            continue
        behind = (n for n in range(at + 1, len(said)) if said[n].folded not in _OF_MEMBERS)
        first = next(behind, None)
        if first is not None and _is_capital(said[first], text):
            yield Span(word.span.start, said[_end_of_run(first, text, said)].span.end)


_MOTIONS: Final = frozenset(("motie", "moties"))
_OF_MEMBERS: Final = frozenset("van het de lid leden kamerlid kamerleden".split())
_APART: Final = (" ", ", ", " (", " «", "» ")


_FINDING: Final[Mapping[str, Callable[[str], Iterator[Span]]]] = {
    **dict.fromkeys(("organisaties", "instanties", "instellingen"), _bodies),
    **dict.fromkeys(("gemeenten", "steden"), _called(_PLACES)),
    "moties": _motions,
}
