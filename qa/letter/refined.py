"""concepts.toml → what a person wrote of the words of a letter, refused where it says nothing.

In: the file beside a letter. Out: its entries, of which every field is known and holds what it
should. Whether the letter has what they name, `check_meaning` tells once its tables are read.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from qa import corpus
from qa.dutch.terms import COUNT
from qa.dutch.text import stems, words
from qa.errors import LetterError
from qa.types import Concept, Lexicon, Measure, MeasureKind

Refined = Mapping[str, Any]  # what concepts.toml holds

NAME: Final = "concepts.toml"
_LARGEST = 64_000  # bytes of concepts.toml
_MOST_NAMED = 20  # names in a message
_KINDS = ", ".join(kind.value for kind in MeasureKind)
_TEXT, _ARTICLE, _KIND = "een tekst", "«de» of «het»", f"een van {_KINDS}"
_NAME, _NAMES = "een tekst met minstens één woord", "een lijst van teksten met minstens één woord"
_LISTS, _TABLE, _TABLES = "een lijst van zulke lijsten", "een tabel", "een lijst van tabellen"
_WHOLE = {
    "neutral": _NAMES,
    "beside_years": _NAMES,
    "synonyms": _LISTS,
    "narrower": _NAMES,
    "others": _NAMES,
    "concept": _TABLE,
    "measure": _TABLE,
    "group": _TABLES,
}
_FIELDS = {
    "concept": {
        **{"one": _NAME, "many": _NAME, "article": _ARTICLE},
        **{"wordings": _NAMES, "company": _NAMES},
    },
    "measure": {
        **{"kind": _KIND, "unit": _TEXT, "article": _ARTICLE, "target_of": _TEXT},
        **{"change_of": _TEXT, "scope": _TEXT, "wordings": _NAMES, "company": _NAMES},
    },
    "group": {"concepts": _NAMES, "names": _NAMES, "kinds": _NAMES},
}


def read_concepts(path: Path) -> Refined:
    """Read concepts.toml; a letter that nobody has refined has none.

    Raises: LetterError when the file is unreadable, too large or not TOML, or has a field that does
    not exist or holds something else than it should.
    """
    if not os.path.lexists(path):
        return {}
    try:
        written = tomllib.loads(corpus.read_bytes(path, _LARGEST).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LetterError(f"{path}: geen geldige TOML ({error}).") from error
    _check_fields(f"{path}", written, _WHOLE)
    for kind in ("concept", "measure"):
        for id, entry in written.get(kind, {}).items():
            _check_value(f"{path}, {kind}", id, entry, _TABLE)
            _check_fields(f"{path}, {kind} «{id}»", entry, _FIELDS[kind])
    for number, entry in enumerate(written.get("group", []), start=1):
        _check_fields(f"{path}, group {number}", {"concepts": None, **entry}, _FIELDS["group"])
    return written


def check_meaning(place: str, refined: Refined, lexicon: Lexicon) -> None:
    """Refuse what names something that the letter has not, or two things at once.

    `lexicon` is that of the letter, with all that was written in it. `place` is the letter.

    Raises: LetterError.
    """
    file = f"{place}, {NAME}"
    concepts = [each.id for each in lexicon.concepts]
    for number, group in enumerate(refined.get("group", []), start=1):
        _check_known(f"{file}, group {number}", "onderwerp", group["concepts"], concepts)
    measures = [each.id for each in lexicon.measures]
    for id, entry in refined.get("measure", {}).items():
        for field in ("target_of", "change_of"):
            named = [name for name in (entry.get(field),) if name]
            _check_known(f"{file}, measure «{id}», {field}", "maat", named, [*measures, COUNT])
        kinds = [each.kind for each in lexicon.measures if each.id == id]
        if "kind" not in entry and MeasureKind.LEVEL in kinds:
            raise LetterError(
                f"{file}, measure «{id}»: geen veld «kind», en de tabel zegt niet wat voor getal"
                f" het is; {_KIND} verwacht; voeg «kind» toe."
            )
    for what, entries in (("onderwerpen", lexicon.concepts), ("maten", lexicon.measures)):
        _check_apart(file, what, entries)


def check_ids(place: str, refined: Refined, what: str, found: Collection[str]) -> None:
    """Refuse entries of what no table of the letter holds.

    Raises: LetterError.
    """
    _check_known(f"{place}, {NAME}", what, refined, found)


def _check_known(place: str, what: str, named: Iterable[str], found: Collection[str]) -> None:
    for name in sorted({*named} - {*found}):
        known = sorted({*found})
        rest = len(known) - _MOST_NAMED
        raise LetterError(
            f"{place}: {what} «{name}» staat in geen tabel van de brief. Wel:"
            f" {', '.join(known[:_MOST_NAMED]) or 'geen enkele'}"
            f"{f' en nog {rest}' if rest > 0 else ''}. Verbeter de naam, of haal hem weg."
        )


def _check_apart(file: str, what: str, entries: Iterable[Concept | Measure]) -> None:
    """Refuse a wording of two entries: a question with it would mean both, and get neither."""
    owners: dict[tuple[str, ...], str] = {}
    for entry in entries:
        for wording in entry.wordings:
            owner = owners.setdefault(stems(wording), entry.id)
            if owner != entry.id:
                raise LetterError(
                    f"{file}: «{wording}» staat bij twee {what}, «{owner}» en «{entry.id}»; een"
                    " woord kan er maar één bedoelen; haal het bij een van de twee weg."
                )


def _check_fields(place: str, entry: Mapping[str, object], fields: Mapping[str, str]) -> None:
    for name, value in entry.items():
        if name not in fields:
            raise LetterError(
                f"{place}: onbekend veld «{name}»; mogelijk zijn {', '.join(fields)}; verbeter de"
                " naam, of haal het veld weg."
            )
        _check_value(place, name, value, fields[name])


def _check_value(place: str, field: str, value: object, wanted: str) -> None:
    if not _holds(value, wanted):
        found = "niets" if value is None else f"«{value}»"
        raise LetterError(
            f"{place}, veld «{field}»: {found} gevonden, {wanted} verwacht; verbeter het veld (zie"
            " corpus/README.md)."
        )


def _holds(value: object, wanted: str) -> bool:
    """Tell whether a field holds what it should."""
    if wanted in (_NAMES, _LISTS, _TABLES):
        of = {_NAMES: _NAME, _LISTS: _NAMES, _TABLES: _TABLE}[wanted]
        return isinstance(value, list) and all(_holds(each, of) for each in value)
    if wanted == _TABLE:
        return isinstance(value, dict)
    if not isinstance(value, str):
        return False
    if wanted == _NAME:
        return bool(words(value) and stems(value))
    if wanted == _KIND:
        return value in {kind.value for kind in MeasureKind}
    return wanted != _ARTICLE or value in {"", "de", "het"}
