"""What is asked of a letter as a whole → the Dutch around its own words.

In: the passages that a part of a letter is, or the sentences that were found. Out: an answer that
quotes them, or an abstention that says what the letter has not. Numbers that the letter does not
print are told in words: how many promises, notes or places there are.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.dutch.numbers import write_cardinal
from qa.say.compose import abstaining, on_one_line, quoted, quoting
from qa.say.letters import Letters
from qa.say.wording import listed
from qa.types import Abstention, Answer, Hit, Reason, Strength

_HUNDRED = 100  # from here on numbers are written in digits
CERTAIN = Strength.STRONG
_MOST_QUOTED = 12  # sentences in an answer; the others stand below it
_MOST_HITS = 40  # passages beside an answer
_LONGEST = 700  # characters of a quote


def part(question: str, hits: Sequence[Hit], letters: Letters) -> Answer:
    """Answer with a part of the letter that is known by its place."""
    says = letters.do([hits[0].passage.letter_id], "zegt", "zeggen")
    return _answer(question, f"{says} daar: {_quote(hits[0])}", hits)


def sentences(question: str, lead: str, hits: Sequence[Hit], strength: Strength) -> Answer:
    """Answer with sentences, a line each, below what leads to them."""
    lines = [f"- {_quote(hit)}" for hit in hits[:_MOST_QUOTED]]
    rest = len(hits) - len(lines)
    more = [f"En nog {_many(rest, 'zin', 'zinnen')}."] if rest else []
    return _answer(question, "\n".join((lead, *lines, *more)), hits, strength)


def promises(question: str, hits: Sequence[Hit], what: tuple[str, str], letters: Letters) -> Answer:
    """Answer with what the letter promises; `what` is what these are called, one and many."""
    the = letters.the([hits[0].passage.letter_id])
    lead = f"Gevonden in {the}: {_many(len(hits), *what)}."
    return sentences(question, lead, hits, Strength.MODERATE)


def no_promises(question: str, topic: str, letters: Letters) -> Abstention:
    """Say that no promise was found, which does not prove that there is none."""
    about = f" over «{topic}»" if topic else ""
    text = f"Een toezegging of termijn{about} is niet gevonden in {letters.the()}."
    return abstaining(
        question, text, Reason.NOT_SURE, suggestions=("Welke toezeggingen staan er in de brief?",)
    )


def extract(question: str, hits: Sequence[Hit], letters: Letters) -> Answer:
    """Answer with an extract, and say that it is one."""
    the = letters.the([hits[0].passage.letter_id])
    lead = f"Geen samenvatting in eigen woorden: dit zijn zinnen uit {the} zelf, een per kop."
    lines = [f"- {_heading(hit)}{_quote(hit)}" for hit in hits]
    return _answer(question, "\n".join((lead, *lines)), hits, Strength.MODERATE)


def _heading(hit: Hit) -> str:
    return f"«{hit.passage.path[0]}»: " if hit.passage.path else ""


def outline(question: str, titles: Sequence[str], hits: Sequence[Hit], letters: Letters) -> Answer:
    """Answer with the headings of the letter."""
    named = letters.names[hits[0].passage.letter_id]
    lines = [f"- «{title}»" for title in titles]
    return _answer(question, "\n".join((f"De brief {named} heeft deze koppen:", *lines)), hits)


def listed_letters(question: str, hits: Sequence[Hit], letters: Letters) -> Answer:
    """Answer which letters there are to ask, the newest first, a line each."""
    lines = [f"- {letters.names[hit.passage.letter_id]}" for hit in hits]
    rest = len(letters.asked) - len(lines)
    more = [f"En nog {_many(rest, 'brief', 'brieven')}."] if rest else []
    count = _many(len(letters.asked), "brief", "brieven")
    return _answer(
        question, "\n".join((f"U kunt vragen stellen over {count}:", *lines, *more)), hits
    )


def stands_for(question: str, short: str, name: str, hit: Hit, letters: Letters) -> Answer:
    """Answer what an abbreviation stands for, in the letter's words."""
    says = letters.do([hit.passage.letter_id], "zegt", "zeggen")
    return _answer(question, f"«{short}» staat voor «{name}». {says}: {_quote(hit)}", [hit])


def length(
    question: str,
    words: int,
    counts: Sequence[tuple[int, str, str]],
    hits: Sequence[Hit],
    letters: Letters,
) -> Answer:
    """Answer how long the letter is; `counts` are numbers of things, with what one and many are."""
    tells = letters.do([hits[0].passage.letter_id], "telt", "tellen")
    things = [_many(count, one, many) for count, one, many in counts if count]
    return _answer(question, f"{tells} {_about(words)} woorden, met {listed(things)}.", hits)


def _about(number: int) -> str:
    """Write a number of words, rounded, in words: "ongeveer twaalfhonderd", "ruim zesduizend"."""
    if number < 100:
        return f"ongeveer {write_cardinal(number)}"
    hundreds = round(number / 100)
    if hundreds < 20 and hundreds != 10:
        return f"ongeveer {write_cardinal(hundreds) if hundreds > 1 else ''}honderd"
    thousands = min(99, round(number / 1000))
    over = hundreds - 10 * thousands
    how = "ongeveer" if abs(over) < 2 else "ruim" if over > 0 else "bijna"
    return f"{how} {write_cardinal(thousands) if thousands > 1 else ''}duizend"


def places(question: str, hits: Sequence[Hit], letters: Letters) -> Answer:
    """Answer where the letter names something."""
    names = letters.do([hits[0].passage.letter_id], "noemt", "noemen")
    lead = f"{names} dat in {_many(len(hits), 'zin', 'zinnen')}:"
    return sentences(question, lead, hits, Strength.STRONG)


def names(question: str, found: Sequence[str], hits: Sequence[Hit], letters: Letters) -> Answer:
    """Answer with names, and say that there may be more."""
    tells = letters.do([hits[0].passage.letter_id], "noemt", "noemen")
    listing = listed([f"«{each}»" for each in found])
    text = f"{tells} onder meer {listing}. Gevonden op schrijfwijze: er kunnen er ontbreken."
    return _answer(question, text, hits, Strength.MODERATE)


def lacking(question: str, what: str, letters: Letters) -> Abstention:
    """Say which part the letter has not."""
    return abstaining(
        question, f"{letters.do((), 'heeft', 'hebben')} {what}.", Reason.NOT_IN_CORPUS
    )


def unnamed(question: str, name: str, letters: Letters) -> Abstention:
    """Say that the letter does not name something as a word of its own."""
    text = f"{letters.do((), 'noemt', 'noemen')} «{name}» niet als woord."
    return abstaining(question, text, Reason.NOT_IN_CORPUS)


def _many(count: int, one: str, many: str) -> str:
    number = write_cardinal(count) if count < _HUNDRED else "meer dan negenennegentig"
    return f"{number} {one if count == 1 else many}"


def _quote(hit: Hit) -> str:
    text = on_one_line(quoted(hit))
    return f"«{text}»" if len(text) <= _LONGEST else f"«{text[:_LONGEST].rsplit(' ', 1)[0]}» …"


def _answer(
    question: str, text: str, hits: Sequence[Hit], strength: Strength = Strength.STRONG
) -> Answer:
    return quoting(question, text, hits[:_MOST_HITS], strength)
