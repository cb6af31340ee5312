"""Series → a line chart as SVG: one file, no script, nothing from elsewhere.

In: a series. Out: the picture with its caption as description; the same bytes each time. It can be
read at 320 pixels wide, in light, dark and forced colours: all is drawn in the colour of the text
around it. Where a page allows no style it is the same picture, in black if it stands alone.

`lay_out` is all of the geometry: who draws the chart elsewhere has only that to repeat.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from html import escape
from itertools import pairwise
from textwrap import wrap
from typing import Final

from qa.numbers import write_number
from qa.question.wording import capital, measured
from qa.series import Series, caption, year_of

# In units of the view box. The chart is shown 320 pixels wide or more: one unit is a pixel or more.
WIDTH: Final = 320  # but for so many years that they would touch
PLOT: Final = 150  # height between the lowest and the highest number of the axis
FONT: Final = 11
CHARACTER: Final = 7  # width of a digit in the widest of common fonts
LINE: Final = 15  # from a line of text to the next
GAP: Final = 7  # between a marker, or an axis, and its text
RADIUS: Final = 3
NARROWEST: Final = 13  # between two years
MOST_STEPS: Final = 5  # of the axis
TITLE_LENGTH: Final = 40  # characters of a line

# Alone, or in an <img>, there is no text around the chart to take the colour of.
STYLE: Final = (
    ":root{color:#1a1a1a}"
    "@media (prefers-color-scheme:dark){:root{color:#f2f2f2}}"
    "@media (forced-colors:active){:root{color:CanvasText}}"
)
_ANCHORS = {-1: "end", 0: "middle", 1: "start"}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Label:
    """A text and where it stands; its `anchor` tells which end of it, or its "middle"."""

    text: str
    x: float
    y: float
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands; values and years that are `upright` are turned left by a quarter.

    `points`, `values` and `years` go with the facts; `ticks` stand at the lines of the plot, which
    run from `left` to `width`.
    """

    width: float
    height: float
    left: float
    points: tuple[tuple[float, float], ...]
    values: tuple[Label, ...]
    years: tuple[Label, ...]
    ticks: tuple[Label, ...]
    upright: bool


def lay_out(
    years: Sequence[int], values: Sequence[Decimal], printed: Sequence[str], sign: str = ""
) -> Layout:
    """Place a series of two years or more, oldest first; `sign` stands behind each axis number."""
    scale = axis(values)
    places = max(0, -int((scale[1] - scale[0]).as_tuple().exponent))
    shown = [write_number(number, places) + sign for number in scale]
    left = CHARACTER * (max(map(len, shown)) + len(sign)) + GAP  # a sign is twice as wide
    longest = CHARACTER * max(map(len, printed))
    span, closest = years[-1] - years[0], min(b - a for a, b in pairwise(years))

    flat = (WIDTH - left - 2 * (longest + GAP)) * closest / span
    upright = flat < max(longest, 4 * CHARACTER) + GAP
    inset = FONT if upright else longest + GAP
    width = max(WIDTH, left + 2 * inset + NARROWEST * span / closest)
    step = (width - left - 2 * inset) / span
    top = (longest if upright else FONT) + 2 * GAP
    bottom = top + PLOT
    unit = PLOT / float(scale[-1] - scale[0])

    xs = [left + inset + step * (year - years[0]) for year in years]
    ys = [bottom - unit * float(value - scale[0]) for value in values]
    rows = [bottom - unit * float(number - scale[0]) for number in scale]
    aside = min(FONT, step * closest - FONT) / 2 if upright else 0
    labels = [_value(text, at, xs, ys, aside) for at, text in enumerate(printed)]
    # A value below a low dip pushes the years down.
    floor = max(bottom, *(label.y for label in labels)) + GAP
    return Layout(
        width=width,
        height=floor + (4 * CHARACTER if upright else FONT) + GAP,
        left=left,
        points=tuple(zip(xs, ys, strict=True)),
        values=tuple(labels),
        years=tuple(_year(year, x, floor, upright) for year, x in zip(years, xs, strict=True)),
        ticks=tuple(
            Label(text, left - GAP, y + FONT / 3, "end")
            for text, y in zip(shown, rows, strict=True)
        ),
        upright=upright,
    )


def axis(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return the numbers of an axis: few, round, evenly apart, from 0 or below it."""
    low, high = min(*values, Decimal(0)), max(*values, Decimal(0))
    power = ((high - low) or Decimal(10)).adjusted() - 1
    steps = (Decimal(each).scaleb(at) for at in range(power, power + 3) for each in (1, 2, 5))
    for step in steps:
        first = int((low / step).to_integral_value(ROUND_FLOOR))
        last = int((high / step).to_integral_value(ROUND_CEILING))
        if last - first <= MOST_STEPS:
            break
    return tuple(step * number for number in range(first, max(last, first + 1) + 1))


def _value(text: str, at: int, xs: Sequence[float], ys: Sequence[float], aside: float) -> Label:
    """Place a value where the line does not run: beside a slope, above a peak, below a dip.

    `aside` is how far one that is upright stands from its point; 0 tells that it lies flat.
    """
    x, y = xs[at], ys[at]
    before, after = ys[max(at - 1, 0)], ys[min(at + 1, len(ys) - 1)]
    rises, falls = before > y or after < y, before < y or after > y  # y grows downwards
    is_dip = before < y and after < y
    side = 0 if rises == falls else 1 if falls else -1
    if aside:
        lowest = y + GAP + CHARACTER * len(text) if is_dip else y - GAP
        return Label(text, x + side * aside + FONT / 3, lowest, "start")
    return Label(text, x, y + GAP + FONT if is_dip else y - GAP, _ANCHORS[side])


def _year(year: int, x: float, floor: float, upright: bool) -> Label:
    if upright:
        return Label(str(year), x + FONT / 3, floor, "end")
    return Label(str(year), x, floor + FONT)


def draw(series: Series) -> str:
    """Draw a series as a whole SVG document."""
    years = [year for fact in series.facts if (year := year_of(fact)) is not None]
    values = [fact.quantity.value for fact in series.facts]
    sign = "%" if series.unit == "procent" else ""
    layout = lay_out(years, values, [fact.surface for fact in series.facts], sign)
    name = capital(measured(series.measure, series.subject))
    heading = wrap(_plain(name), TITLE_LENGTH) or [""]
    notes = wrap(_note(series), TITLE_LENGTH)
    shift = LINE * len(heading)
    height = shift + layout.height + LINE * len(notes)
    below = shift + layout.height + FONT
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_size(layout.width)}'
        f' {_size(height)}" role="img" aria-labelledby="{series.id}.titel {series.id}.bijschrift"'
        f' font-family="sans-serif" font-size="{FONT}" fill="currentColor">',
        f'<title id="{series.id}.titel">{_escaped(name)}</title>',
        f'<desc id="{series.id}.bijschrift">{_escaped(caption(series))}</desc>',
        f"<style>{STYLE}</style>",
        *_lines(heading, FONT, ' font-weight="bold"'),
        f'<g transform="translate(0 {shift})">',
        *_grid(layout),
        *_line(layout, [not fact.certain for fact in series.facts]),
        *_texts(layout),
        "</g>",
        *_lines(notes, below, ""),
        "</svg>",
    )
    return "\n".join(parts) + "\n"


def _note(series: Series) -> str:
    """Say in words what the broken line means, or that the headings are not the letter's own."""
    if series.uncertain:
        return "Onderbroken lijn, open punt: kolomkop gereconstrueerd en niet zeker."
    return "Kolomkop gereconstrueerd." if series.reconstructed else ""


def _grid(layout: Layout) -> Iterator[str]:
    for tick in layout.ticks:
        y = _size(tick.y - FONT / 3)
        ends = f'x1="{_size(layout.left)}" y1="{y}" x2="{_size(layout.width)}" y2="{y}"'
        yield f'<line {ends} stroke="currentColor" stroke-opacity="0.25"/>'


def _line(layout: Layout, unsure: Sequence[bool]) -> Iterator[str]:
    """Draw the line between the points, then the points; what is not proven is broken and open."""
    points = list(zip(layout.points, unsure, strict=True))
    for (start, one), (end, other) in pairwise(points):
        (x1, y1), (x2, y2) = _short_of(start, end, one), _short_of(end, start, other)
        ends = f'x1="{_size(x1)}" y1="{_size(y1)}" x2="{_size(x2)}" y2="{_size(y2)}"'
        broken = ' stroke-dasharray="4 3"' if one or other else ""
        yield f'<line {ends} stroke="currentColor" stroke-width="2"{broken}/>'
    for (x, y), is_open in points:
        kind = ' fill="none" stroke="currentColor" stroke-width="2"' if is_open else ""
        yield f'<circle cx="{_size(x)}" cy="{_size(y)}" r="{RADIUS}"{kind}/>'


def _short_of(
    point: tuple[float, float], other: tuple[float, float], is_open: bool
) -> tuple[float, float]:
    """Return where a line to a point ends: at the rim of an open one."""
    (x, y), (to_x, to_y) = point, other
    part = RADIUS / math.dist(point, other) if is_open else 0.0
    return x + part * (to_x - x), y + part * (to_y - y)


def _texts(layout: Layout) -> Iterator[str]:
    for label in layout.ticks:
        yield _text(label, upright=False)
    for label in (*layout.years, *layout.values):
        yield _text(label, upright=layout.upright)


def _text(label: Label, *, upright: bool) -> str:
    x, y = _size(label.x), _size(label.y)
    turned = f' transform="rotate(-90 {x} {y})"' if upright else ""
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    return f'<text x="{x}" y="{y}"{anchor}{turned}>{_escaped(label.text)}</text>'


def _lines(lines: Sequence[str], y: float, style: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f'<text x="0" y="{_size(y + LINE * number)}"{style}>{_escaped(line)}</text>'


def _size(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _plain(text: str) -> str:
    """Leave out what no XML can hold."""
    return _NOT_IN_XML.sub("", text)


def _escaped(text: str) -> str:
    return escape(_plain(text))
