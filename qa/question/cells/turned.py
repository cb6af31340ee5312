"""What turns a question away from the numbers of the table that it fits.

In: a reading and how it fits a table. Out: the numbers of words that the table's numbers do not
bear: a denial that no label holds ("niet goed"), and people in general where the table counts
others than all there are: "mensen met astma" are not those who wait for a treatment of it. And
whether a share is asked of the row that is named rather than of a column.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qa.dutch.forms import is_participle, read_as_verb, root, verb_root
from qa.dutch.places import is_place
from qa.dutch.terms import COUNT
from qa.dutch.text import Word, stem
from qa.question.cells.fitting import Fit
from qa.question.cells.grids import PARTS_OF_YEAR, rhythm
from qa.question.cells.labels import PART, Spoken, label, says
from qa.question.read.reading import Reading
from qa.types import Role, Wanted

_PEOPLE: Final = stem("mensen")
_SHORTEST: Final = 3  # letters: a word of as many says nothing of who is counted
_LINKS: Final = frozenset("in bij uit van op voor binnen de het een".split())
_PREPOSITIONS: Final = frozenset("aan bij in met naar onder op over tot van voor".split())
_WHOLE_COUNTRY: Final = frozenset("landelijk landelijke nederland nationaal nationale".split())
_PROVINCES: Final = 12
_INDEX: Final = "index"
_LACKS: Final = ("tekort", "gebrek")
_LACKING: Final = frozenset(map(read_as_verb, ("ontbreken", "missen", "mist")))
_BY: Final = frozenset({"naar", "per"})
_TABLE: Final = "tabel"
_YEARS: Final = frozenset({"jaar", "jaren"})
_IN_ORDER: Final = ("highest", "lowest", "trend")  # of what an index is of, an index has the same
_OF_WHAT: Final = frozenset({"procent", "percentage", "deel"})  # "procent van" is of a whole


def turned_away(fit: Fit, reading: Reading) -> Iterator[int]:
    """Yield the words of a question that the numbers of a table do not bear."""
    yield from _denied(fit, reading)
    yield from _people(fit, reading)
    yield from _of_what(fit, reading)
    yield from _of_all(fit, reading)
    yield from _of_whole_years(fit, reading)


def is_share_of_row(fit: Fit, reading: Reading) -> bool:
    """Tell whether a share is asked of a row, which then is part of what "procent van" names.

    "Procent van de sloten in Brabant is schoon" is of the ditches there; "procent van de schone
    sloten ligt in Brabant" of all that are clean.
    """
    folded = [word.folded for word in reading.words]
    behind = [
        n for n, word in enumerate(folded[1:], 1) if word == "van" and folded[n - 1] in _OF_WHAT
    ]
    rows = [number for each in fit.subjects for number in each.by]
    if not behind or not rows or min(rows) < behind[0]:
        return False
    between = range(behind[0] + 1, min(rows))
    if not any(_is_counted(number, fit, reading) for number in between):
        return True
    return _is_attached(min(rows), fit, reading)


def _is_counted(number: int, fit: Fit, reading: Reading) -> bool:
    """Tell whether a word is one of the column or of the caption."""
    word = reading.words[number].folded
    spoken = Spoken(number, word, root(word))
    labels = (fit.grid.caption, fit.grid.label_of(fit.column))
    return any(says(spoken, each, False, reading.terms) for one in labels for each in one.words)


def _is_attached(row: int, fit: Fit, reading: Reading) -> bool:
    """Tell whether a row stands right behind what is counted: "de sloten in de regio Brabant"."""
    kinds = {word for kind in fit.grid.group.kinds for word in kind.split()}
    before = row - 1
    while before >= 0 and reading.words[before].folded in _LINKS | kinds:
        before -= 1
    return 0 <= before < row - 1 and _is_counted(before, fit, reading)


def _denied(fit: Fit, reading: Reading) -> Iterator[int]:
    """Yield the words that deny, but for those that a label itself holds."""
    denials = {phrase.split()[0].casefold() for phrase in reading.turns.denials}
    if not denials:
        return
    labels = (fit.grid.caption, fit.grid.label_of(fit.column), *(m.label for m in fit.subjects))
    held = {root(word) for each in labels for word in each.words}
    for number, word in enumerate(reading.words):
        if word.folded in denials and number not in fit.used and root(word.folded) not in held:
            yield number


def _people(fit: Fit, reading: Reading) -> Iterator[int]:
    """Yield "mensen" and the like where no word says who of them the table counts."""
    alike = reading.terms.synonyms(_PEOPLE)
    people = [n for n, each in enumerate(reading.stems) if each in alike and n not in fit.used]
    if not people:
        return
    counted = _counted(fit)
    said = [Spoken(number, word.folded, root(word.folded)) for number, word in _others(reading)]
    if counted and not any(_tells(each, word, reading) for each in said for word in counted):
        yield from people


def _of_all(fit: Fit, reading: Reading) -> Iterator[int]:
    """Yield "landelijk" where a total is of places, and nothing says that these are all."""
    places = [kind for kind in fit.grid.group.kinds if is_place(kind)]
    if fit.named or not places or _WHOLE_COUNTRY.intersection(fit.grid.around):
        return
    rows = {f.subject for f in fit.grid.facts if f.role is Role.PLAIN}
    if "provincie" in places and len(rows) >= _PROVINCES:
        return
    for number, word in enumerate(reading.words):
        if word.folded in _WHOLE_COUNTRY and any(f.role is Role.TOTAL for f in fit.main):
            yield number


def _of_whole_years(fit: Fit, reading: Reading) -> Iterator[int]:
    """Yield "jaar" where it is asked which, and the table only tells of parts of each."""
    if reading.has("which_year") and rhythm(fit.main) in PARTS_OF_YEAR:
        yield from (n for n, word in enumerate(reading.words) if word.folded in _YEARS)


def _of_what(fit: Fit, reading: Reading) -> Iterator[int]:
    """Yield the words that name only what a measure is of: of a shortage of teachers, teachers.

    Money is asked for without its name: what was spent on teachers is what they cost.
    """
    words = _measured(fit)
    ends = next((n for n, word in enumerate(words) if n and word in _PREPOSITIONS), len(words))
    head, of = words[:ends], words[ends + 1 :]
    if not of or (fit.column.unit == "euro" and reading.wanted is Wanted.MONEY):
        return
    if head[0].startswith(_INDEX) and reading.has(*_IN_ORDER) and not reading.has("count"):
        return
    said = [Spoken(number, word.folded, root(word.folded)) for number, word in _others(reading)]
    said += [Spoken(-1, each.root, each.root) for each in reading.joined]
    if not any(_names(each, word, reading) for each in said for word in head):
        named = (each for each in said for word in of if _names(each, word, reading))
        yield from (each.number for each in named)


def _measured(fit: Fit) -> tuple[str, ...]:
    """Return the words for what a column measures; of one that only counts the caption tells it."""
    column = fit.column
    if column.measure != COUNT:
        return label(column.measure).words
    if fit.named or fit.which or any(not axis for axis, _ in column.dimensions):
        return ()
    words = [w for w in fit.grid.caption.words if not w[0].isdigit() and w != _TABLE]
    ends = next((n for n, word in enumerate(words) if word in _BY), len(words))
    return tuple(words[:ends])


def _names(spoken: Spoken, word: str, reading: Reading) -> bool:
    if word.startswith(_LACKS) and read_as_verb(spoken.folded) in _LACKING:
        return True
    return says(spoken, word, False, reading.terms) >= PART


def _others(reading: Reading) -> Iterator[tuple[int, Word]]:
    """Yield the words that may say who is counted."""
    for number, word in enumerate(reading.words):
        says_nothing = reading.terms.is_neutral(reading.stems[number], word.folded)
        if not (says_nothing or word.folded.isdigit()) and len(word.folded) > _SHORTEST:
            yield number, word


def _tells(spoken: Spoken, counted: str, reading: Reading) -> bool:
    """Tell whether a word says who is counted: "wachtlijst" does of those who wait."""
    done = verb_root(counted)
    begins = bool(done) and len(done) > _SHORTEST and spoken.folded.startswith(done)
    return begins or bool(says(spoken, counted, False, reading.terms))


def _counted(fit: Fit) -> tuple[str, ...]:
    """Return the words for what a column counts: of "nieuwe huizen per regio" the first two.

    Where only the caption says it: that, and without one whatever stands above the table.
    """
    measure = fit.column.measure
    things = [name for axis, name in fit.column.dimensions if not axis]
    axes = tuple(axis for axis, _ in fit.column.dimensions if axis)  # "de status actief"
    found = label(" ".join(things) or measure).words
    if not things and measure == COUNT:
        found = tuple(w for w in fit.grid.caption.words if not w[0].isdigit() and w != _TABLE)
        if not found:
            return tuple(word for word in fit.grid.said.words if len(word) > _SHORTEST)
    for at, word in enumerate(found):
        if not (word.endswith("e") or is_participle(word)):
            return (*found[: at + 1], *axes)
    return (*found, *axes) if found else ()
