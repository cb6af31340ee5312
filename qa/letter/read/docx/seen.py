"""A text of a DOCX → the same as who opens it in Word reads it.

In: the XML of a text, and its styles. Out: the same XML, changed: what Word hides is out, what it
strikes or turns around is marked so, and what mammoth would drop without a word stays: the results
of fields, the breaks of pages between two words. A formula is one sign that no number holds
(U+FFFC): its digits by themselves, as of a fraction, would be another number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qa.letter.read.docx.numbers import WORD, value
from qa.letter.read.docx.styles import OFF, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDDEN: Final = ("vanish", "specVanish", "webHidden")
_STRUCK: Final = ("strike", "dstrike")
_TURNED: Final = f"{WORD}bdo"
_WRAPPERS: Final = frozenset((f"{WORD}fldSimple", f"{WORD}dir", _TURNED))
_BREAKS: Final = frozenset(f"{WORD}{name}" for name in ("br", "cr"))
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_OBJECT: Final = "\ufffc"


def as_seen(root: _Element, styles: Styles) -> int:
    """Make a text as it is read; return how many formulas it held."""
    formulas = _mark_formulas(root)
    for wrapper in [each for each in root.iter() if each.tag in _WRAPPERS]:
        _unwrap(wrapper)
    for paragraph in root.iter(f"{WORD}p"):
        style = value(paragraph, "pPr", "pStyle")
        for run in list(paragraph.iter(f"{WORD}r")):
            _show_run(run, styles, style)
    for each in root.iter(f"{WORD}r"):
        for found in each:
            if found.tag in _BREAKS:
                found.tag = f"{WORD}br"
                found.attrib.clear()
            elif found.tag == f"{WORD}ptab":
                found.tag = f"{WORD}tab"
    return formulas


def _show_run(run: _Element, styles: Styles, paragraph_style: str) -> None:
    properties = run.find(f"{WORD}rPr")
    chain = (value(run, "rPr", "rStyle"), paragraph_style)
    if any(_is_set(properties, name, styles, chain) for name in _HIDDEN):
        _take_out(run)
    elif any(_is_set(properties, name, styles, chain) for name in _STRUCK):
        if properties is None:
            properties = run.makeelement(f"{WORD}rPr")
            run.insert(0, properties)
        for old in properties.findall(f"{WORD}strike"):
            properties.remove(old)
        properties.append(properties.makeelement(f"{WORD}strike"))


def _is_set(properties: _Element | None, name: str, styles: Styles, chain: tuple[str, ...]) -> bool:
    """Tell whether a run has a property: by itself, by its own style or that of its paragraph."""
    own = None if properties is None else properties.find(f"{WORD}{name}")
    found = own if own is not None else styles.of_run(name, chain)
    return found is not None and found.get(f"{WORD}val") not in OFF


def _take_out(element: _Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)


def _unwrap(element: _Element) -> None:
    """Put what an element holds in its place."""
    above = element.getparent()
    if above is not None:
        held = list(element)
        if element.tag == _TURNED and element.get(f"{WORD}val") == "rtl":
            held = [_run(element, "\u202e"), *held, _run(element, "\u202c")]
        at = above.index(element)
        above[at : at + 1] = held


def _run(beside: _Element, text: str) -> _Element:
    run = beside.makeelement(f"{WORD}r")
    written = run.makeelement(f"{WORD}t")
    written.text = text
    run.append(written)
    return run


def _mark_formulas(root: _Element) -> int:
    formulas = list(root.iter(_MATH))
    for each in formulas:
        above = each.getparent()
        if above is not None:
            above.replace(each, _run(each, _OBJECT))
    return len(formulas)
