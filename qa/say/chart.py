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

from qa.dutch.numbers import write_number
from qa.say.amounts import parted, printed
from qa.say.series import Series, caption, series_title, year_of

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
ENLARGED: Final = 1.4  # in a page: makes the text of the chart as large as that around it

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
    """Where everything stands.

    `points` go with the facts. Where `values` or `years` would touch, fewer are named: of the
    values the first, the last, the highest and the lowest. `ticks` stand at the lines of the plot,
    which run from `left` to `width`.
    """

    width: float
    height: float
    left: float
    points: tuple[tuple[float, float], ...]
    values: tuple[Label, ...]
    years: tuple[Label, ...]
    ticks: tuple[Label, ...]


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

    inset = longest + GAP  # the first value stands before its point, the last one behind it
    width = max(WIDTH, left + 2 * inset + NARROWEST * span / closest)
    step = (width - left - 2 * inset) / span
    top = FONT + 2 * GAP
    bottom = top + PLOT
    unit = PLOT / float(scale[-1] - scale[0])

    xs = [left + inset + step * (year - years[0]) for year in years]
    ys = [bottom - unit * float(value - scale[0]) for value in values]
    rows = [bottom - unit * float(number - scale[0]) for number in scale]
    all_fit = step * closest >= longest + GAP
    named = range(len(years)) if all_fit else _telling(values)
    labels = [_value(printed[at], at, xs, ys) for at in named]
    # A value below a low dip pushes the years down.
    floor = max(bottom, *(label.y for label in labels)) + GAP + FONT
    stride = math.ceil((4 * CHARACTER + GAP) / step)
    return Layout(
        width=width,
        height=floor + GAP,
        left=left,
        points=tuple(zip(xs, ys, strict=True)),
        values=tuple(labels),
        years=tuple(
            Label(str(year), x, floor)
            for year, x in zip(years, xs, strict=True)
            if _is_named(year, years, stride)
        ),
        ticks=tuple(
            Label(text, left - GAP, y + FONT / 3, "end")
            for text, y in zip(shown, rows, strict=True)
        ),
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


def _telling(values: Sequence[Decimal]) -> list[int]:
    """Return which values a reader looks for first: both ends, the highest and the lowest."""
    ends = {0, len(values) - 1}
    return sorted(ends | {values.index(max(values)), values.index(min(values))})


def _is_named(year: int, years: Sequence[int], stride: int) -> bool:
    """Tell whether a year is named: the first, and each stride back from the last where it fits."""
    since = year - years[0]
    return since == 0 or (since >= stride and (years[-1] - year) % stride == 0)


def _value(text: str, at: int, xs: Sequence[float], ys: Sequence[float]) -> Label:
    """Place a value where the line does not run.

    That is before the first point, behind the last, beside a slope, above a peak, below a dip.
    """
    x, y = xs[at], ys[at]
    if at == 0:
        return Label(text, x - GAP, y + FONT / 3, "end")
    if at == len(xs) - 1:
        return Label(text, x + GAP, y + FONT / 3, "start")
    before, after = ys[at - 1], ys[at + 1]
    if before <= y >= after and before + after < 2 * y:  # y grows downwards
        return Label(text, x, y + GAP + FONT)
    rises, falls = before > y or after < y, before < y or after > y
    return Label(text, x, y - GAP, _ANCHORS[falls - rises])


def draw(series: Series) -> str:
    """Draw a series as a whole SVG document."""
    layout = _laid_out(series)
    name = series_title(series)
    heading = wrap(_plain(name), TITLE_LENGTH) or [""]
    notes = wrap(legend(series), TITLE_LENGTH)
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
        *_plot(series, layout),
        "</g>",
        *_lines(notes, below, ""),
        "</svg>",
    )
    return "\n".join(parts) + "\n"


def picture(series: Series, name: str) -> str:
    """Draw a series for a page of HTML that says around it what it shows, in its own style.

    The page colours `lijn`, and shows the `waarde` of a `punt` that is pointed at.
    """
    layout = _laid_out(series)
    width, height = _size(layout.width), _size(layout.height)
    parts = (
        f'<svg width="{_size(layout.width * ENLARGED / 16)}rem" viewBox="0 0 {width} {height}"'
        f' role="img" aria-label="{_escaped(name)}" font-size="{FONT}" fill="currentColor">',
        *_grid(layout),
        '<g class="lijn">',
        *_line(layout, [not fact.certain for fact in series.facts]),
        "</g>",
        *_texts(layout),
        *_pointed_at(series, layout),
        "</svg>",
    )
    return "\n".join(parts)


def _laid_out(series: Series) -> Layout:
    years = [year for fact in series.facts if (year := year_of(fact)) is not None]
    numbers, _, scale = parted(series.facts)
    values = [fact.quantity.value.scaleb(-scale) for fact in series.facts]
    sign = "%" if series.unit == "procent" else ""
    return lay_out(years, values, numbers, sign)


def _plot(series: Series, layout: Layout) -> Iterator[str]:
    yield from _grid(layout)
    yield from _line(layout, [not fact.certain for fact in series.facts])
    yield from _texts(layout)


def legend(series: Series) -> str:
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


def _pointed_at(series: Series, layout: Layout) -> Iterator[str]:
    """Draw for each year what shows its value when it is pointed at: unseen, around its point."""
    edges = [layout.left, *(x for x, _ in layout.points), layout.width]
    for fact, before, x, after in zip(series.facts, edges, edges[1:], edges[2:], strict=False):
        start, end = (before + x) / 2, (x + after) / 2
        told = _escaped(f"{year_of(fact)}: {printed(fact)}")
        place = "start" if x < layout.width / 3 else "end" if x > layout.width * 0.8 else "middle"
        yield (
            '<g class="punt">'
            f'<rect x="{_size(start)}" y="0" width="{_size(end - start)}"'
            f' height="{_size(layout.height)}" fill-opacity="0"/>'
            f'<text class="waarde" opacity="0" x="{_size(x)}" y="{FONT + 2}"'
            f' text-anchor="{place}">{told}</text></g>'
        )


def _short_of(
    point: tuple[float, float], other: tuple[float, float], is_open: bool
) -> tuple[float, float]:
    """Return where a line to a point ends: at the rim of an open one."""
    (x, y), (to_x, to_y) = point, other
    part = RADIUS / math.dist(point, other) if is_open else 0.0
    return x + part * (to_x - x), y + part * (to_y - y)


def _texts(layout: Layout) -> Iterator[str]:
    for label in (*layout.ticks, *layout.years, *layout.values):
        anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
        place = f'x="{_size(label.x)}" y="{_size(label.y)}"'
        yield f"<text {place}{anchor}>{_escaped(label.text)}</text>"


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
