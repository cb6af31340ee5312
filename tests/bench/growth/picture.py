"""The growth of a search as a picture: an SVG, milliseconds against passages, both by tens.

In: for each curve its points (passages, milliseconds). Out: the text of an SVG file. A picture of
no points is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final
from xml.sax.saxutils import escape

Point = tuple[float, float]

TITLE: Final = "Time of a search against the number of passages"
_WIDTH, _HEIGHT = 720, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 560, 48, 376
# Okabe and Ito's colours: kept apart by those who see no red or green too. The first is the widest,
# so that the next may lie on it and both are seen; what is only compared with is grey and dashed.
_STYLES = (
    ("#0072b2", 5.5, "none"),
    ("#d55e00", 2.5, "none"),
    ("#000000", 2.5, "none"),
    ("#6f6f6f", 2.5, "6 4"),
)
_LABEL_HEIGHT = 15.0  # labels at the curves' ends are kept this far apart


@dataclass(frozen=True, slots=True)
class _Scale:
    """Powers of ten laid on a stretch of the picture."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (log10(value) - self.low) / max(1, self.high - self.low)
        return self.start + share * (self.end - self.start)


def to_svg(curves: Mapping[str, Sequence[Point]]) -> str:
    """Draw the curves, each named at its end.

    Raises: ValueError where there is no point at all.
    """
    x = _scale([size for points in curves.values() for size, _ in points], _LEFT, _RIGHT)
    y = _scale([ms for points in curves.values() for _, ms in points], _BOTTOM, _TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        ' font-family="sans-serif" font-size="13" role="img">',
        f"<title>{TITLE}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="24" font-size="16" font-weight="bold">{TITLE}</text>',
        *_axes(x, y),
    ]
    ends = _apart([y.at(points[-1][1]) for points in curves.values()])
    for number, (name, points) in enumerate(curves.items()):
        colour, width, dashes = _STYLES[number % len(_STYLES)]
        places = [(x.at(size), y.at(ms)) for size, ms in points]
        path = " ".join(f"{across:.1f},{down:.1f}" for across, down in places)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}"'
            f' stroke-width="{width}" stroke-dasharray="{dashes}"/>'
        )
        parts += [
            f'<circle cx="{across:.1f}" cy="{down:.1f}" r="{width / 2 + 2:g}" fill="{colour}"/>'
            for across, down in places
        ]
        last = points[-1][1]
        label = f"{name}: {last:.2g} ms" if last < 10 else f"{name}: {last:.0f} ms"
        parts.append(
            f'<text x="{places[-1][0] + 10:.1f}" y="{ends[number] + 4:.1f}" fill="{colour}">'
            f"{escape(label)}</text>"
        )
    return "\n".join((*parts, "</svg>", ""))


def _scale(values: Sequence[float], start: float, end: float) -> _Scale:
    if not values:
        raise ValueError("a picture of no points")
    return _Scale(floor(log10(min(values))), ceil(log10(max(values))), start, end)


def _axes(x: _Scale, y: _Scale) -> Iterator[str]:
    for power in range(x.low, x.high + 1):
        at = x.at(10.0**power)
        yield f'<path d="M{at:.1f} {_TOP}V{_BOTTOM}" stroke="#ddd"/>'
        yield f'<text x="{at:.1f}" y="{_BOTTOM + 20}" text-anchor="middle">{10**power:,}</text>'
    for power in range(y.low, y.high + 1):
        at = y.at(10.0**power)
        yield f'<path d="M{_LEFT} {at:.1f}H{_RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
    middle, lowest = (_LEFT + _RIGHT) / 2, _BOTTOM + 46
    yield f'<text x="{middle}" y="{lowest}" text-anchor="middle">passages</text>'
    down = (_TOP + _BOTTOM) / 2
    yield (
        f'<text x="20" y="{down}" text-anchor="middle" transform="rotate(-90 20 {down})">'
        "milliseconds, 95th percentile</text>"
    )


def _apart(heights: Sequence[float]) -> list[float]:
    """Move labels down until none lies over another; they keep their order."""
    moved = list(heights)
    order = sorted(range(len(moved)), key=moved.__getitem__)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + _LABEL_HEIGHT)
    return moved
