"""Words that change which number is asked for, though they look as if they said nothing.

In: the text of a question. Out: its turns, each a phrase with the name of the rule that found it:
what it leaves out ("niet gemeld"), plans ("moeten"), measures against ("per gemeente"), looks for
beyond the number (where, which day, the second highest). A series answers such a question only if
it explains the phrase; a sentence only if it holds it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qa.dutch.terms import Terms
from qa.dutch.text import stems
from qa.question.read.rules import Rule, Said, rule
from qa.types import Span

# "Kunt u zeggen", "ik wil weten", "ik weet niet", "of niet?": manners, which narrow nothing.
_ASKER: Final = r"(?:u|je|jij|ik|we|wij|jullie)"
_MAY: Final = r"(?:kunt|kun|kan|zou|wilt|wil|mag|mogen|kunnen|willen|moet|moeten|zal)"
_MANNERS: Final = rule(
    "manners",
    rf"\b{_MAY} {_ASKER}\b|\b{_ASKER} {_MAY}\b|\bniet alleen\b"
    r"|\b(?:weet|weten|snap|begrijp|vind|ken|waarom|of|toch)(?: \w+)? niet\b",
    "u je jij ik we wij jullie niet",
)
_NEGATION: Final = rule(
    "negation",
    r"\b(?:niet|geen|nooit|zonder|behalve|uitgezonderd)\b(?: [^\W\d_]+)?"
    r"|\bon(?:op|ge(?!veer\b))\w+",
    "niet geen nooit zonder behalve uitgezonderd",
    " onop",
    " onge",
)
_PLAN: Final = rule(
    "plan",
    r"\b(?:moet|moeten|moest|moesten|mag|mogen|mocht|mochten|zal|zullen|wil|willen|wilde|wilden"
    r"|kan|kunnen|kon|konden|zou|zouden)\b",
    "moet moeten moest moesten mag mogen mocht mochten zal zullen wil willen wilde wilden"
    " kan kunnen kon konden zou zouden",
)
_END: Final = rule("end", r"\b(?P<end>van|naar|tot) hoeveel\b", "hoeveel")
_PER: Final = rule(
    "per_unit",
    r"\bper (?!jaar|maand|week|dag|uur|etmaal|kwartaal|minuut|seconde|\d|\w+ \d)[^\W\d_]+",
    "per",
)
_PER_TIME: Final = rule(
    "per_time",
    r"\bper (?P<time>seconde|minuut|uur|dag|week|maand|kwartaal|jaar)\b",
    "per",
)
_PART: Final = rule(
    "part",
    r"\b(?:andere?|alleen(?! (?:jij|je|u)\b)|uitsluitend|(?<=zijn )(?:voor|tegen)) [^\W\d_]+",
    "ander andere alleen uitsluitend zijn",
)

# What the figures of a whole country and year never tell: where, who, when in the year, with what.
_BEYOND: Final[tuple[Rule, ...]] = (
    rule(
        "where",
        r"(?:^|, |\ben )(?:in |op )?(?P<what>waar)\b(?! (?:staat|vind|lees|kan|kun|is dat|blijkt))"
        r"(?!.{0,200}\bvandaan\b)",
        "waar",
    ),
    rule(
        "which_moment",
        r"\bwelke? (?:dag|dagen|maand|maanden|datum|moment|seizoen|kwartaal|tijdstip)\b",
        "welk welke",
    ),
    rule(
        "how",
        r"\bhoe laat\b|^hoe (?:werd|werden|wordt|worden|komen|kwamen)\b"
        r"(?!.{0,200}\b(?:\w*rekend|gemeten|geteld|gedefinieerd|bepaald|geregistreerd)\b)",
        "hoe",
    ),
    rule(
        "next_to",
        r"\b(?:op )?(?:één|een|1|twee|2|drie) na\b|\b(?:voor|komt) na \w+",
        "na",
    ),
    rule(
        "always",
        r"\b(?:elk|ieder|alle) ja(?:ar|ren)\b(?=.{0,200}\b(?:daling|stijging))"
        r"|\baltijd\b|\btelkens\b",
        "elk ieder alle altijd telkens",
    ),
    rule("fastest", r"\bsnelst\w*", "", " snelst"),
    rule(
        "prevented",
        r"(?m:^)(?>.*?\b(?:heeft|hebben|had|zijn|is|werd|werden|wordt|worden|te)\b)"
        r".*\b(?P<what>voorkomen)\b",
        "voorkomen",
    ),
    rule(
        "beside_police",
        r"(?<!cijfers )\b(?:tegen|door|van|bij) de politie\b"
        r"(?!.{0,200}\b(?:geregistreerd\w*|gemeld\w*|geteld\w*|opge\w+|bekend|ophelder\w*))",
        "politie",
    ),
    rule("by_police", r"\b(?:pleegde|pleegt) de politie\b", "politie"),
    rule(
        "done_by_police",
        r"\bheeft de politie\b(?!.{0,200}\b(?:geregistreerd|geteld|opge\w+|gemeld))",
        "politie",
    ),
    rule(
        "parliament",
        r"\b(?:de|tweede|eerste) kamer\b(?! (?:gemeld|gestuurd|geïnformeerd|laten))",
        "kamer",
    ),
)
# What is counted, and of what one alone is asked for, by the word behind these.
_COUNTED: Final = rule(
    "another_thing",
    r"\b(?:hoeveel|aantal|doel van de|meeste|minste|meer|minder) (?=(?P<what>[^\W\d_]+))",
    "hoeveel aantal doel meeste minste meer minder",
)
_WITH: Final = rule(
    "with_another",
    r"\b(?P<one>[^\W\d_]++) (?P<with>met) (?=(?P<what>[^\W\d_]+)(?: (?P<behind>[^\W\d_]+))?)",
    "met",
)
_SIDE_BY_SIDE: Final = " vergel"  # "vergelijk honden met katten" sets them side by side
_LARGEST: Final = rule("one_of_them", r"\bgrootste(?= (?P<what>[^\W\d_]+))", "grootste")
# What most questions lack: one look tells that none of these rules finds anything.
_UNEXPLAINED: Final = (_NEGATION, _PER, *_BEYOND)
_WORDS_BEYOND: Final = frozenset(word for each in _UNEXPLAINED for word in each.words)
_PIECES_BEYOND: Final = tuple(piece for each in _UNEXPLAINED for piece in each.pieces)

# With these a question asks for another number than the one that stands with its other words.
_PRICES: Final = frozenset(
    stems("kost kosten kostte kostten gekost prijs betaalt betaalde betaald")
)


@dataclass(frozen=True, slots=True)
class Turns:
    """What turns a question into one for another number than stands with its other words.

    `denials`, `plans` and `parts` are phrases, `each` the nouns behind "per", `prices` stems,
    `rates` the units of time behind "per", `ends` which ends of a change are asked for, `beyond`
    what no series tells, each with its rule, and `words` the stems that a sentence must hold too.
    """

    denials: tuple[str, ...]
    plans: tuple[str, ...]
    parts: tuple[str, ...]
    each: tuple[str, ...]
    prices: frozenset[str]
    rates: frozenset[str]
    ends: frozenset[str]
    beyond: tuple[tuple[str, Span], ...]
    words: frozenset[str]

    def named(self, text: str) -> dict[str, str]:
        """Return what was found in a question, by the rule that found it."""
        if not (self.beyond or self.words or self.denials or self.each):
            return {}
        found = {
            _NEGATION.name: self.denials,
            _PLAN.name: self.plans,
            _PART.name: self.parts,
            _PER.name: self.each,
            "price": sorted(self.prices),
        }
        beyond = {name: span.of(text) for name, span in self.beyond}
        return beyond | {name: ", ".join(said) for name, said in found.items() if said}

    def leaves(self, sentence: str, terms: Terms) -> bool:
        """Tell whether a sentence lacks any of it: it then tells another number."""
        if self.denials and not _denies(sentence):
            return True
        if not all(_is_each(noun, sentence) for noun in self.each):
            return True
        said = frozenset(stems(sentence)) if self.words else frozenset()
        return any(terms.synonyms(word).isdisjoint(said) for word in self.words)


def turns(
    said: Said,
    question: Sequence[str],
    terms: Terms,
    narrower: Iterable[Span] = (),
    *,
    is_series: bool,
) -> Turns:
    """Return what turns a question; `question` are its stems.

    `narrower` is where a phrase stands that its letter says asks for a part. What no series tells
    is looked for only where a series may be asked for.
    """
    plain = said.without(_MANNERS)
    plans, parts = _phrases(plain, _PLAN), _phrases(plain, _PART)
    prices = _PRICES.intersection(question)
    ends = {match["end"].casefold() for match in said.each(_END)}
    return Turns(
        denials=_phrases(plain, _NEGATION),
        plans=plans,
        parts=parts,
        each=tuple(phrase.split()[-1] for phrase in _phrases(plain, _PER)),
        prices=prices,
        rates=frozenset(match["time"].casefold() for match in said.each(_PER_TIME)),
        ends=frozenset("begin" if each == "van" else "einde" for each in ends),
        beyond=(
            (*_beyond(plain), *_by_letter(plain, terms), *(("narrower", s) for s in narrower))
            if is_series
            else ()
        ),
        words=prices.union(stems(" ".join((*plans, *parts)))) if plans or parts else prices,
    )


def _phrases(said: Said, rule: Rule) -> tuple[str, ...]:
    return tuple(match[0] for match in said.each(rule))


def _beyond(plain: Said) -> Iterator[tuple[str, Span]]:
    """Yield the phrases of a question that no figure of a series explains, each with its rule."""
    if not plain.holds(_WORDS_BEYOND, _PIECES_BEYOND):
        return
    for each in _UNEXPLAINED:
        for match in plain.each(each):
            yield each.name, Span(*match.span("what" if match.groupdict().get("what") else 0))


def _by_letter(plain: Said, terms: Terms) -> Iterator[tuple[str, Span]]:
    """Yield what turns a question by what its letter counts.

    "Hoeveel bezitters van honden": no dogs; "de grootste hond": one; "honden met vlooien": some.
    """
    for match in plain.each(_COUNTED):
        if not terms.others.isdisjoint(stems(match["what"])):
            yield _COUNTED.name, Span(*match.span("what"))
    for match in plain.each(_LARGEST):
        if _subjects(match["what"], terms):
            yield _LARGEST.name, Span(*match.span())
    for match in () if _SIDE_BY_SIDE in plain.joined else plain.each(_WITH):
        one = _subjects(match["one"], terms)
        for part in ("what", "behind"):  # "met veel vlooien"
            other = _subjects(match[part] or "", terms)
            if one and other and one.isdisjoint(other):
                yield _WITH.name, Span(match.start("with"), match.end(part))


def _subjects(word: str, terms: Terms) -> frozenset[str]:
    return frozenset(each.id for each in terms.spot(stems(word)) if each.kind == "subject")


def _denies(sentence: str) -> bool:
    """Tell whether a sentence of a letter says that something is not so."""
    return bool(_NEGATION.pattern.search(manners_aside(sentence)))


def manners_aside(text: str) -> str:
    """Return a text without the words that are only polite, as many characters long."""
    return _MANNERS.pattern.sub(lambda match: " " * len(match[0]), text)


_EACH: Final = frozenset("per elk elke ieder iedere".split())
_BETWEEN: Final = 3  # words after "elke" among which stands what is counted


def _is_each(noun: str, sentence: str) -> bool:
    """Tell whether a sentence counts for each of something: "per gemeente", "elke … euro"."""
    held = sentence.casefold().split()
    return any(
        any(each.startswith(noun.casefold()) for each in held[at + 1 : at + 1 + _BETWEEN])
        for at, word in enumerate(held)
        if word.lstrip("(«") in _EACH
    )
