"""Words that change which number is asked for, though they look as if they said nothing.

In: the text of a question. Out: its phrases that no plain figure answers: what it leaves out
("niet opgelost"), plans ("moeten"), measures against ("per gemeente"), looks for beyond the number
(where, which day, the second highest). A series answers such a question only if it explains the
phrase; a sentence only if it holds it too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from qa.dutch.terms import Terms
from qa.dutch.text import stems
from qa.types import Span

# "Kunt u zeggen", "ik wil weten", "ik weet niet", "of niet?": manners, which narrow nothing.
_ASKER: Final = r"(?:u|je|jij|ik|we|wij|jullie)"
_MAY: Final = r"(?:kunt|kun|kan|zou|wilt|wil|mag|mogen|kunnen|willen|moet|moeten|zal)"
_MANNERS: Final = re.compile(
    rf"\b{_MAY} {_ASKER}\b|\b{_ASKER} {_MAY}\b|\bniet alleen\b"
    r"|\b(?:weet|weten|snap|begrijp|vind|ken|waarom|of|toch)(?: \w+)? niet\b",
    re.IGNORECASE,
)
_NEGATION: Final = re.compile(
    r"\b(?:niet|geen|nooit|zonder|behalve|uitgezonderd)\b(?: [^\W\d_]+)?|\bon(?:op|ge)\w+", re.I
)
_MODAL: Final = re.compile(
    r"\b(?:moet|moeten|moest|moesten|mag|mogen|mocht|mochten|zal|zullen|wil|willen|wilde|wilden"
    r"|kan|kunnen|kon|konden|zou|zouden)\b",
    re.IGNORECASE,
)
_END: Final = re.compile(r"\b(?P<end>van|naar|tot) hoeveel\b", re.IGNORECASE)
_PER: Final = re.compile(
    r"\bper (?!jaar|maand|week|dag|uur|etmaal|kwartaal|minuut|seconde|\d|\w+ \d)[^\W\d_]+", re.I
)
_OTHER: Final = re.compile(
    r"\b(?:andere?|alleen(?! (?:jij|je|u)\b)|uitsluitend|(?<=zijn )(?:voor|tegen)) [^\W\d_]+", re.I
)

# What the figures of a whole country and year never tell: where, who, when in the year, with what.
_BEYOND: Final[tuple[re.Pattern[str], ...]] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:^|, |\ben )(?:in |op )?(?P<what>waar)\b(?! (?:staat|vind|lees|kan|kun|is dat|blijkt))"
        r"(?!.{0,200}\bvandaan\b)",
        r"\bwelke? (?:dag|dagen|maand|maanden|datum|moment|seizoen|kwartaal|tijdstip)\b",
        r"\bhoe laat\b|^hoe (?:werd|werden|wordt|worden|komen|kwamen)\b"
        r"(?!.{0,200}\b(?:\w*rekend|gemeten|geteld|gedefinieerd|bepaald|geregistreerd)\b)",
        r"\b(?:op )?(?:één|een|1|twee|2|drie) na\b|\b(?:voor|komt) na \w+",
        r"\b(?:elk|ieder|alle) ja(?:ar|ren)\b(?=.{0,200}\b(?:daling|stijging))"
        r"|\baltijd\b|\btelkens\b",
        r"\bgewelddadige?\b|\bgeweld mee\b"
        r"|\b(?=overval|\w*(?:ro|inbra))\w++ (?P<what>met (?:\w+ )?geweld)\b",
        r"\bgrootste(?= (?:overval|inbraak|straatroof|roof)\b)|\bsnelst\w*",
        r"\b(?:hoeveel|aantal|doel van de) (?P<what>dieven|daders|straten|slachtoffers?|telefoons?"
        r"|tas(?:sen|jes?)?|\w*rovers|inbrekers|overvallers|geweldplegers|winkels|kinderen)\b",
        r"\b(?P<what>slachtoffers?) van\b|\bmensen (?:pleegden|pleegde|pleegt|plegen)\b",
        r"(?m:^)(?>.*?\b(?:heeft|hebben|had|zijn|is|werd|werden|wordt|worden|te)\b)"
        r".*\b(?P<what>voorkomen)\b",
        r"(?<!cijfers )\b(?:tegen|door|van|bij) de politie\b"
        r"(?!.{0,200}\b(?:geregistreerd\w*|gemeld\w*|geteld\w*|opge\w+|bekend|ophelder\w*))",
        r"\b(?:pleegde|pleegt) de politie\b",
        r"\bheeft de politie\b(?!.{0,200}\b(?:geregistreerd|geteld|opgelost|opgehelderd|gemeld))",
        r"\b(?:de|tweede|eerste) kamer\b(?! (?:gemeld|gestuurd|geïnformeerd|laten))",
    )
)


def manners_aside(text: str) -> str:
    """Return a question without the words that are only polite, as many characters long."""
    return _MANNERS.sub(lambda match: " " * len(match[0]), text)


def denied(text: str) -> tuple[str, ...]:
    """Return what a text says is not so: "niet opgelost", "geen aanvraag"."""
    return tuple(match[0] for match in _NEGATION.finditer(manners_aside(text)))


def plans(text: str) -> tuple[str, ...]:
    """Return the words by which a text speaks of what should, may or will be."""
    return tuple(match[0] for match in _MODAL.finditer(manners_aside(text)))


def change_ends(text: str) -> frozenset[str]:
    """Return which ends of a change a question asks for: where it began, where it ended."""
    asked = {match["end"].casefold() for match in _END.finditer(text)}
    return frozenset("begin" if each == "van" else "einde" for each in asked)


def narrowed(text: str) -> tuple[Span, ...]:
    """Return the phrases of a question about a series that no figure of it explains."""
    plain = manners_aside(text)
    found = (
        match.span("what" if match.groupdict().get("what") else 0)
        for each in (_NEGATION, _PER, *_BEYOND)
        for match in each.finditer(plain)
    )
    return tuple(Span(*span) for span in sorted(set(found)))


# With these a question asks for another number than the one that stands with its other words.
_TURNING: Final = frozenset(
    stems("kost kosten kostte kostten gekost prijs betaalt betaalde betaald")
)


@dataclass(frozen=True, slots=True)
class Turning:
    """What of a question the sentence that answers it has to hold too: see `turning`."""

    denies: bool
    each: tuple[str, ...]
    words: frozenset[str]

    def leaves(self, sentence: str, terms: Terms) -> bool:
        """Tell whether a sentence lacks any of it: it then tells another number."""
        if self.denies and not denied(sentence):
            return True
        if not all(_is_each(noun, sentence) for noun in self.each):
            return True
        said = frozenset(stems(sentence)) if self.words else frozenset()
        return any(terms.synonyms(word).isdisjoint(said) for word in self.words)


def turning(question: str) -> Turning:
    """Return what turns a question into one for another number than stands with its other words."""
    plain = manners_aside(question)
    phrases = (*plans(question), *(match[0] for match in _OTHER.finditer(plain)))
    return Turning(
        denies=bool(denied(question)),
        each=tuple(match[0].split()[-1] for match in _PER.finditer(plain)),
        words=frozenset(stems(" ".join(phrases))) | _TURNING.intersection(stems(plain)),
    )


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
