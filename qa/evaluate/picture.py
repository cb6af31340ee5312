"""Figures → pictures (SVG): risk against coverage, and what was said against what was true.

Both axes are shares, from 0 to 100 %.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.evaluate.curve import Part, Point

_WIDTH, _HEIGHT, _LEFT, _TOP = 640, 400, 56, 24
_PLOT_WIDTH, _PLOT_HEIGHT = 560, 300
_COLOURS = ("#01689b", "#d95f02", "#5b8f22")  # kept apart by those who see no red or green too
_RISK = "Aandeel foute antwoorden bij elk aandeel beantwoorde vragen"
_RISK_AXES = (
    "beantwoord (punt: waar de bot ophoudt); verticaal: aandeel van de antwoorden dat fout is"
)
_TRUE = "Hoe vaak een antwoord goed is, bij elke zekerheid"
_TRUE_AXES = "zekerheid die de bot geeft; verticaal: aandeel dat goed is (lijn: zoals het hoort)"


def risk_svg(curves: Mapping[str, Sequence[Point]], line: float) -> str:
    """Draw risk against coverage; a dot marks where each curve stops answering at `line`."""
    parts: list[str] = []
    for number, (name, points) in enumerate(curves.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        path = " ".join(f"{_x(p.coverage):.1f},{_y(p.risk):.1f}" for p in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        if answered := [p for p in points if p.confidence >= line]:
            parts.append(_dot(answered[-1].coverage, answered[-1].risk, colour))
        parts.append(_label(name, number))
    return _picture(_RISK, _RISK_AXES, parts)


def reliability_svg(sets: Mapping[str, Sequence[Part]]) -> str:
    """Draw what was said against what was true; on the diagonal both are the same."""
    parts = [f'<path d="M{_x(0):.1f} {_y(0):.1f}L{_x(1):.1f} {_y(1):.1f}" stroke="#666"/>']
    for number, (name, held) in enumerate(sets.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        parts += [_dot(part.said, part.right, colour) for part in held]
        parts.append(_label(name, number))
    return _picture(_TRUE, _TRUE_AXES, parts)


def _picture(title: str, axes: str, drawn: Sequence[str]) -> str:
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        ' font-family="sans-serif" font-size="12" role="img">',
        f"<title>{title}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        *_axes(axes),
        *drawn,
    ]
    return "\n".join((*parts, "</svg>", ""))


def _dot(across: float, up: float, colour: str) -> str:
    return f'<circle cx="{_x(across):.1f}" cy="{_y(up):.1f}" r="5" fill="{colour}"/>'


def _label(name: str, number: int) -> str:
    colour = _COLOURS[number % len(_COLOURS)]
    return f'<text x="{_LEFT + 14}" y="{_TOP + 20 + 18 * number}" fill="{colour}">{name}</text>'


def _axes(label: str) -> list[str]:
    parts = []
    for step in range(0, 101, 20):
        x, y = _x(step / 100), _y(step / 100)
        right, bottom = _LEFT + _PLOT_WIDTH, _TOP + _PLOT_HEIGHT
        parts += [
            f'<path d="M{_LEFT} {y:.1f}H{right}M{x:.1f} {_TOP}V{bottom}" stroke="#ddd"/>',
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{step}%</text>',
            f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{step}%</text>',
        ]
    middle = _LEFT + _PLOT_WIDTH / 2
    parts.append(f'<text x="{middle}" y="{_HEIGHT - 30}" text-anchor="middle">{label}</text>')
    return parts


def _x(share: float) -> float:
    return _LEFT + share * _PLOT_WIDTH


def _y(share: float) -> float:
    return _TOP + (1 - share) * _PLOT_HEIGHT
