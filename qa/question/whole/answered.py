"""A question about a letter as a whole, or its head or foot → its outcome.

In: a question, as it was read, and the letters that are asked. Out: an answer or an
abstention; of several letters a question back, which one. None where the letter has no such thing
to tell, so that its text is searched.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.dutch.forms import kin
from qa.dutch.terms import SHORTEST_PART
from qa.dutch.text import analyse, words
from qa.question.passages.telling import told
from qa.question.promises.find import promises_of
from qa.question.read.letterhead import LABELS
from qa.question.read.reading import Reading
from qa.question.read.whole import Part, Whole
from qa.question.whole import contents, names, parts, short, summary
from qa.question.whole.meant import speaking_of
from qa.say import compose, refusals
from qa.say import whole as said
from qa.say.letters import Letters
from qa.store.index import Index
from qa.types import (
    Outcome,
    Passage,
    PassageQuery,
    Promise,
    PromiseKind,
    Step,
    Strength,
    Wanted,
)

_MOST_LETTERS = 5  # that are read for what they promise, where more speak of it
_LOOSE = {Part.PLANS, Part.SENT}  # what they ask may stand in other words too
_SIGNED = "Ondertekening"
_CABINET = frozenset(analyse("kabinet regering bewindspersoon bewindslieden"))
_WORDS_OF_PROMISES = frozenset(analyse("toegezegd beloofd toezegging"))


def of_letter(
    reading: Reading, index: Index, letters: Letters, trace: list[Step]
) -> Outcome | None:
    """Answer a question about a letter as a whole; None for any other question."""
    asked, label = reading.whole, reading.part
    if not (asked or label):
        return None
    step = (
        Step("lezen", asked.part.value, asked.name) if asked else Step("lezen", "briefhoofd", label)
    )
    if asked and asked.part is Part.LETTERS:
        trace.append(step)
        return contents.listed(reading, index, letters)
    if len(letters.asked) > 1 and asked and (subject := _subject(asked)):
        meant = _meant(asked, subject, index, letters)
        if not meant and asked.part in _LOOSE:
            return None
        if not meant and asked.part in _CALLED:
            trace.append(step)
            return said.no_promises(reading.question, asked.name, letters)
        letters = letters.only(meant)
    if len(letters.asked) > 1:
        trace.append(step)
        return refusals.which_letter(reading.question, letters)
    outcome: Outcome | None = None
    if asked:
        passages = index.passages.of_letter(letters.asked[0])
        outcome = _answered(asked, reading, index, letters, passages)
    if outcome is None and label:  # a letter without headings has a subject still
        outcome = _from_head(label, reading, index, letters)
    if outcome:
        trace.append(step)
    return outcome


def _subject(asked: Whole) -> frozenset[str]:
    """Return the stems of the subject that a question names, if it is one that has one."""
    named = asked.part in (*_CALLED, Part.SENT, Part.MENTIONS, Part.SHORT)
    return _topic(asked) if named else frozenset()


def _meant(
    asked: Whole, subject: frozenset[str], index: Index, letters: Letters
) -> tuple[str, ...]:
    """Return the letters that speak of a subject.

    Of a few that do, those go before that promise it, where that is asked.
    """
    found = speaking_of(subject, letters.asked, index)
    if asked.part in _CALLED and 1 < len(found) <= _MOST_LETTERS:
        promising = (id for id in found if _promised(asked, subject, promises_of(index, id)))
        return tuple(promising) or found
    return found


def _topic(asked: Whole) -> frozenset[str]:
    return _words(asked.name) - _WORDS_OF_PROMISES


def _words(text: str) -> frozenset[str]:
    return frozenset(analyse(text))


def _promised(
    asked: Whole, topic: frozenset[str], promises: Sequence[Promise]
) -> tuple[Promise, ...]:
    """Return the promises that are asked, of a topic."""
    return tuple(e for e in promises if _is_asked(e, asked.part) and _is_about(e, topic))


def _from_head(label: str, reading: Reading, index: Index, letters: Letters) -> Outcome | None:
    """Answer from the head or the foot of the letter."""
    held = map(index.passages.labelled, LABELS.get(label, (label,)))
    found = next(filter(None, held), ())
    return compose.from_notes(reading.question, found, letters) if found else None


def _answered(
    asked: Whole,
    reading: Reading,
    index: Index,
    letters: Letters,
    passages: Sequence[Passage],
) -> Outcome | None:
    match asked.part:
        case Part.SENT:
            return _sent(asked, reading, index, letters)
        case Part.PROMISES | Part.PLANS | Part.TERMS | Part.AWAITED:
            return _promises(asked, reading, index, letters, passages)
        case Part.NAMES | Part.MENTIONS:
            return _names(asked, reading, index, letters, passages)
        case Part.SHORT:
            found = short.introduced(asked.name, passages, index.lexical.abbreviations)
            return said.stands_for(reading.question, *found, letters) if found else None
        case Part.OUTLINE:
            return contents.outlined(reading, letters, passages)
        case Part.LENGTH:
            return contents.length(reading, letters, passages)
        case Part.SUMMARY:
            hits = summary.extract(passages)
            return said.extract(reading.question, hits, letters) if hits else None
        case _:
            return _part(asked, reading, letters, passages)


def _part(
    asked: Whole, reading: Reading, letters: Letters, passages: Sequence[Passage]
) -> Outcome | None:
    """Answer with a part that has a number, or with what is attached."""
    question = reading.question
    if asked.part is Part.ATTACHMENTS:
        attached = parts.attachments(passages)
        if not attached:
            return said.lacking(question, "geen zin over een bijlage", letters)
        return said.sentences(
            question, letters.do((), "zegt", "zeggen") + " hierover:", attached, said.CERTAIN
        )
    if asked.part is Part.NOTE:
        ending = f":noot{int(asked.name)}"
        hits = tuple(parts.hit_of(p, p.span) for p in passages if p.id.endswith(ending))
        missing = "geen noot met dat nummer"
    elif asked.part is Part.TABLE:
        hits, missing = parts.table(int(asked.name), passages), "geen tabel met dat nummer"
    elif not asked.name[:1].isdigit():
        hits, missing = parts.titled(asked.name, passages), ""
    else:
        hits, missing = parts.section(asked.name, passages), "geen paragraaf met dat nummer"
    if not hits:  # a title may be said in other words
        return said.lacking(question, missing, letters) if missing else None
    return said.part(question, hits, letters)


def _promises(
    asked: Whole,
    reading: Reading,
    index: Index,
    letters: Letters,
    passages: Sequence[Passage],
) -> Outcome | None:
    by_id = {each.id: each for each in passages}
    promises = _promised(asked, _topic(asked), promises_of(index, passages[0].letter_id))
    by = _others(asked, passages[0].letter_id, index)
    found = [
        each
        for each in promises
        if _is_of_years(each, reading.years.named) and (not by or by <= _words(each.text))
    ]
    hits = tuple(parts.hit_of(by_id[each.passage_id], each.span) for each in found)
    if not hits and asked.part in _LOOSE:
        return None
    if not hits:
        return said.no_promises(reading.question, asked.name, letters)
    return said.promises(reading.question, hits, _CALLED[asked.part], letters)


def _others(asked: Whole, letter: str, index: Index) -> frozenset[str]:
    """Return the words for who is to do what is promised, where that is not who signed.

    Who signs speaks for the cabinet; of a letter that nobody is known to have signed none is other.
    """
    source = index.passages.source(letter)
    signed = _words(source.author if source else "").union(
        *(
            _words(each.text)
            for each in index.passages.labelled(_SIGNED)
            if each.letter_id == letter
        )
    )
    by = _words(asked.by)
    return by - signed if signed and by.isdisjoint(_CABINET) else frozenset()


def _sent(asked: Whole, reading: Reading, index: Index, letters: Letters) -> Outcome | None:
    """Answer when the House gets or hears something; None where no promise clearly says so."""
    letter, topic = letters.asked[0], _topic(asked)
    found = [
        each
        for each in promises_of(index, letter)
        if topic and each.to_house and each.due and _is_about(each, topic)
    ]
    if len(found) != 1:
        return None
    passage = index.passages.named(found[0].passage_id)
    hits = (parts.hit_of(passage, found[0].span),)
    quoting = compose.from_passages(reading.question, hits, Strength.MODERATE, letters)
    query = PassageQuery(reading.question, Wanted.WHEN)
    return told(quoting, query, reading, index.day_of(passage), letters)


_CALLED = {
    Part.PROMISES: ("toezegging", "toezeggingen"),
    Part.PLANS: ("toezegging", "toezeggingen"),
    Part.TERMS: ("zin met een termijn", "zinnen met een termijn"),
    Part.AWAITED: ("verwachting", "verwachtingen"),
}


def _is_asked(found: Promise, part: Part) -> bool:
    match part:
        case Part.TERMS:
            return found.due is not None
        case Part.AWAITED:
            return found.kind is PromiseKind.EXPECTED
        case _:
            return found.kind is PromiseKind.PROMISE


def _is_about(found: Promise, topic: frozenset[str]) -> bool:
    """Tell whether a promise, its headings counted, says all words of a topic, or compounds."""
    whole = f"{found.text} {' '.join(found.path)}"
    said = _words(whole)
    done = {kin(each.folded) for each in words(whole)}  # "evalueer" tells of an "evaluatie"
    return all(
        each in said or kin(each) in done or any(_is_head(each, other) for other in said)
        for each in topic
    )


def _is_head(word: str, other: str) -> bool:
    """Tell whether a word is the head of a compound: "evaluatie" of "wetsevaluatie"."""
    return len(word) >= SHORTEST_PART and other.endswith(word)


def _is_of_years(found: Promise, years: Sequence[int]) -> bool:
    if not years:
        return True
    ends = [each.year for each in (found.due.first, found.due.last) if each] if found.due else []
    return bool(ends) and any(ends[0] <= year <= ends[-1] for year in years)


def _names(
    asked: Whole,
    reading: Reading,
    index: Index,
    letters: Letters,
    passages: Sequence[Passage],
) -> Outcome | None:
    if asked.part is Part.MENTIONS:
        hits = names.places(asked.name, passages, index.lexical.abbreviations)
        if not hits:
            return said.unnamed(reading.question, asked.name, letters)
        return said.places(reading.question, hits, letters)
    found = names.names(asked.name.casefold(), passages)
    if not found:
        return None
    hits = tuple({each.hit.passage.id: each.hit for each in found}.values())
    return said.names(reading.question, [each.text for each in found], hits, letters)
