"""What tells two letters apart → the Dutch around it: the letters' own words and numbers.

In: numbers as they were and are, sections of one letter only, promises and what became of them.
Out: a line for each, quoted, below a sentence that names both letters with their days; or an
abstention that says which letter is missing or which may be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from qa.say.amounts import printed
from qa.say.compose import abstaining, on_one_line, quoted
from qa.say.letters import Letters
from qa.say.wording import capital, direction, measured_by, when
from qa.types import (
    TABLE_RULE,
    Abstention,
    Answer,
    Changes,
    Derivation,
    Fact,
    Fate,
    Followed,
    Hit,
    NumberChange,
    Reason,
    Strength,
)

_MOST: Final = 25  # lines; what is left is told in the data only
_MOST_PAIRS: Final = 5
_ASKED: Final = {
    "numbers": "Welke cijfers{about} zijn veranderd in {after} ten opzichte van {before}?",
    "revised": "Welke cijfers{about} zijn bijgesteld in {after} ten opzichte van {before}?",
    "new": "Welke onderwerpen{about} zijn nieuw in {after} ten opzichte van {before}?",
    "gone": "Welke onderwerpen{about} zijn verdwenen in {after} ten opzichte van {before}?",
    "said": "Welke zinnen{about} zijn nieuw of verdwenen in {after} ten opzichte van {before}?",
    "promises": "Wat is er geworden van de toezeggingen{about} uit {before} volgens {after}?",
    "open": "Welke toezeggingen{about} uit {before} staan nog open volgens {after}?",
    "kept": "Welke toezeggingen{about} uit {before} zijn nagekomen volgens {after}?",
}
_ADDED: Final = "Zinnen daarover in {after} die zo niet in {before} staan:"
_DROPPED: Final = "Zinnen daarover in {before} die zo niet meer in {after} staan:"
_LEADS: Final = {
    "numbers": "Cijfers die {after} anders geeft dan {before}:",
    "revised": "Cijfers over dezelfde periode die {after} anders geeft dan {before}:",
    "new": "Koppen in {after} waarvan {before} niets heeft, met hun eerste zin:",
    "gone": "Koppen in {before} waarvan {after} niets meer heeft, met hun eerste zin:",
}
_FATES: Final = {
    Fate.DONE: "Toegezegd in {before}, en volgens {after} gedaan:",
    Fate.PENDING: "Toegezegd in {before}, en volgens {after} nog niet gedaan:",
    Fate.MENTIONED: "Toegezegd in {before}; {after} zegt er iets over, maar niet of het is gedaan:",
    Fate.SILENT: "Toegezegd in {before}; in {after} is er niets over gevonden:",
}
_NOTHING: Final = {
    "all": "geen verschil",
    "news": "niets nieuws",
    "numbers": "geen cijfer dat anders is",
    "revised": "geen cijfer dat is bijgesteld",
    "new": "geen nieuw onderwerp",
    "gone": "geen onderwerp dat is verdwenen",
    "said": "geen andere zin",
    "promises": "geen toezegging",
    "open": "geen toezegging die nog openstaat",
    "kept": "geen toezegging die is nagekomen",
}
_BY_WORDING: Final = "Gevonden op hoe de zinnen zijn geschreven; lees ze zelf na."


def question_of(aspect: str, topic: str, pair: tuple[str, str], letters: Letters) -> str:
    """Write the question that asks one aspect of two letters, each called by its day."""
    before, after = map(letters.called, pair)
    about = f" over {topic}" if topic else ""
    return _ASKED[aspect].format(about=about, before=before, after=after)


def told(question: str, aspect: str, changes: Changes, letters: Letters) -> Answer:
    """Answer with what was found of one aspect."""
    names = {"before": letters.the([changes.before]), "after": letters.the([changes.after])}
    blocks = list(_blocks(aspect, changes))
    lines: list[str] = []
    for lead, found in blocks:
        lines += [capital(lead.format(**names)), *found]
    if changes.promises:
        lines.append(_BY_WORDING)
    facts = [fact for each in changes.numbers for fact in (each.after, each.before)]
    sections, said = changes.appeared + changes.gone, changes.added + changes.dropped
    hits = (*sections, *said, *_hits(changes.promises))
    return Answer(
        id="",
        question=question,
        text="\n".join(lines),
        strength=Strength.STRONG if facts and _are_cells(facts) else Strength.MODERATE,
        facts=tuple(dict.fromkeys(facts)),
        hits=tuple(dict.fromkeys(hits)),
        trace=(),
        changes=changes,
    )


def _are_cells(facts: Iterable[Fact]) -> bool:
    """Tell whether all numbers are of tables: what sentences count is told by their words."""
    return all(fact.rule == TABLE_RULE for fact in facts)


def _hits(promises: Iterable[Followed]) -> Iterator[Hit]:
    for each in promises:
        yield each.made
        if each.later:
            yield each.later


def _blocks(aspect: str, changes: Changes) -> Iterator[tuple[str, list[str]]]:
    """Yield what leads to some lines, and these."""
    if changes.numbers:
        yield _LEADS[aspect], _some([_number(each) for each in changes.numbers])
    for hits in (changes.appeared, changes.gone):
        if hits:
            yield _LEADS[aspect], _some([_section(each) for each in hits])
    for hits, lead in ((changes.added, _ADDED), (changes.dropped, _DROPPED)):
        if hits:
            yield lead, _some([f"- «{on_one_line(quoted(each))}»" for each in hits])
    for fate, lead in _FATES.items():
        if same := [each for each in changes.promises if each.fate is fate]:
            yield lead, _some([_promise(each) for each in same])


def _some(lines: list[str]) -> list[str]:
    return lines if len(lines) <= _MOST else [*lines[:_MOST], "- … en meer."]


def _number(each: NumberChange) -> str:
    """Say a number as it is and as it was: of a sentence in its own words."""
    new, old = each.after, each.before
    if new.rule != TABLE_RULE:
        return (
            f"- «{on_one_line(new.quote)}» Eerder: «{on_one_line(old.quote)}»"
            f"{_difference(each.difference)} ({new.locator})"
        )
    what = capital(measured_by(new).removeprefix(f"{new.article} "))
    if each.is_revised:
        said = f"{what} {when(new)}, bijgesteld: {printed(new)}, eerder {printed(old)}."
    else:
        said = f"{what}: {_then(new)}, eerder {_then(old)}."
    return f"- {' '.join(said.split())}{_difference(each.difference)} ({new.locator})"


def _then(fact: Fact) -> str:
    return f"{printed(fact)} {when(fact)}".strip()


def _difference(found: Derivation | None) -> str:
    if found is None or not found.result.value:
        return ""
    return f" Verschil: {found.formula} {direction(found)}."


def _section(hit: Hit) -> str:
    return f"- «{hit.passage.path[-1]}»: «{on_one_line(quoted(hit))}»"


def _promise(each: Followed) -> str:
    made = f"- «{on_one_line(quoted(each.made))}»"
    return f"{made} Later: «{on_one_line(quoted(each.later))}»" if each.later else made


def unchanged(
    question: str, aspect: str, topic: str, pair: tuple[str, str], letters: Letters
) -> Abstention:
    """Say that nothing was found, which does not prove that there is nothing."""
    about = f" over «{topic}»" if topic else ""
    before, after = (letters.the([each]) for each in pair)
    text = f"Tussen {before} en {after} is {_NOTHING[aspect]}{about} gevonden."
    return abstaining(question, text, Reason.NOT_SURE)


def alone(question: str, which: str, ids: Sequence[str], letters: Letters) -> Abstention:
    """Say that one letter is here, and which is missing to compare it with."""
    the = letters.the(ids)
    text = (
        f"Voor een vergelijking zijn twee brieven uit hetzelfde dossier nodig. Bij {the} is hier"
        f" geen {which} brief uit dat dossier. Voeg die brief toe en stel de vraag opnieuw."
    )
    return abstaining(question, text, Reason.NOT_IN_CORPUS)


def apart(question: str, ids: Sequence[str], letters: Letters) -> Abstention:
    """Say that letters cannot be compared: of other dossiers, of one day, or more than two."""
    text = (
        "Vergelijken kan alleen met twee brieven uit hetzelfde dossier en van verschillende dagen."
        f" Dat geldt niet voor {letters.the(ids)}."
    )
    return abstaining(question, text, Reason.NOT_COMPARABLE)


def which_pair(question: str, pairs: Sequence[tuple[str, str]], letters: Letters) -> Abstention:
    """Ask back which letters are meant: several have an earlier one."""
    ids = [after for _, after in pairs]
    shown = [question_of_all(pair, letters) for pair in pairs[-_MOST_PAIRS:][::-1]]
    return abstaining(
        question,
        f"Welke brief wilt u vergelijken? {letters.only(ids).choices()}",
        Reason.AMBIGUOUS,
        suggestions=shown,
    )


def question_of_all(pair: tuple[str, str], letters: Letters) -> str:
    """Write the question that compares two letters as a whole."""
    before, after = map(letters.called, pair)
    return f"Wat is er veranderd in {after} ten opzichte van {before}?"
