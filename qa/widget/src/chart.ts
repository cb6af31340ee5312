// A series → its line chart, in the colour of the text around it: SVG without any style of its own.

import { svg, type TemplateResult } from "lit/html.js";
import { FONT, RADIUS, layOut } from "./geometry.ts";
import type { Fact } from "./json.ts";
import { yearOf } from "./series.ts";

type Point = [number, number];

const size = (number: number): string => `${Number(number.toFixed(1))}`;

/** Draw a series, oldest first; what is not proven is broken and open, as in qa/chart.py. */
export function chart(series: readonly Fact[], label: string): TemplateResult {
  const layout = layOut(
    series.map((fact) => yearOf(fact)!),
    series.map(({ waarde }) => waarde),
    series.map(({ weergave }) => weergave),
    series[0]?.eenheid === "procent" ? "%" : "",
  );
  const open = series.map(({ kopZeker }) => !kopZeker);
  const { points } = layout;
  return svg`<svg part="grafiek" role="img" aria-label=${label} font-size=${FONT} fill="currentColor"
    width="${size((layout.width * 1.4) / 16)}rem"
    viewBox="0 0 ${size(layout.width)} ${size(layout.height)}">
    ${layout.ticks.map(({ y }) => {
      const at = size(y - FONT / 3);
      return svg`<line x1=${size(layout.left)} y1=${at} x2=${size(layout.width)} y2=${at}
        stroke="currentColor" stroke-opacity="0.25"/>`;
    })}
    ${points.slice(1).map((end, at) => {
      const start = points[at]!;
      const [from, to] = [shortOf(start, end, open[at]!), shortOf(end, start, open[at + 1]!)];
      return svg`<line x1=${size(from[0])} y1=${size(from[1])} x2=${size(to[0])} y2=${size(to[1])}
        stroke="currentColor" stroke-width="2"
        stroke-dasharray=${open[at] || open[at + 1] ? "4 3" : "none"}/>`;
    })}
    ${points.map(
      ([x, y], at) => svg`<circle cx=${size(x)} cy=${size(y)} r=${RADIUS} stroke-width="2"
        fill=${open[at] ? "none" : "currentColor"} stroke=${open[at] ? "currentColor" : "none"}/>`,
    )}
    ${[...layout.ticks, ...layout.years, ...layout.values].map(
      ({ text, x, y, anchor }) =>
        svg`<text x=${size(x)} y=${size(y)} text-anchor=${anchor}>${text}</text>`,
    )}
  </svg>`;
}

/** Return where a line to a point ends: at the rim of an open one. */
function shortOf([x, y]: Point, [toX, toY]: Point, isOpen: boolean): Point {
  const part = isOpen ? RADIUS / Math.hypot(toX - x, toY - y) : 0;
  return [x + part * (toX - x), y + part * (toY - y)];
}
