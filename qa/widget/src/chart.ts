// A series → its line chart. What is drawn is a list of lines, points and texts: the page gets it as SVG
// in the colours of the widget, a file as SVG or PNG in colours of its own.

import { svg, type TemplateResult } from "lit/html.js";
import { FONT, PLOT, RADIUS, layOut, type Layout } from "./geometry.ts";
import type { Fact } from "./json.ts";
import { parted } from "./series.ts";

const HIGHEST = FONT + 2; // where the value that is pointed at stands

export function laidOut(series: readonly Fact[]): Layout {
  const [numbers, , scale] = parted(series);
  return layOut(
    series.map(({ jaar }) => jaar!),
    series.map(({ waarde }) => `${+waarde / scale}`),
    numbers,
    series[0]?.eenheid === "procent" ? "%" : "",
  );
}

/** Say a point in words: "2019: 1.174". */
export const told = (fact: Fact): string => `${fact.jaar}: ${fact.weergave}`;

/**
 * Draw a series, oldest first; what is not proven is broken and open, as in qa/say/chart.py. The value of
 * each year shows where it is pointed at, or reached by arrow keys (figure.ts).
 */
export function chart(series: readonly Fact[], label: string): TemplateResult {
  const layout = laidOut(series);
  const { points, left, width, height } = layout;
  const open = series.map(({ kopZeker }) => !kopZeker);
  return svg`<svg part="grafiek" role="img" aria-label=${label} font-size=${FONT} fill="currentColor"
    width="${(width * 1.4) / 16}rem"
    viewBox="0 0 ${width} ${height}">
    ${layout.ticks.map(({ y }) => {
      const at = y - FONT / 3;
      return svg`<line x1=${left} y1=${at} x2=${width} y2=${at} stroke="currentColor" stroke-opacity="0.25"/>`;
    })}
    ${points.slice(1).map((end, at) => {
      const start = points[at]!;
      return svg`<line class="drawn" x1=${start[0]} y1=${start[1]} x2=${end[0]} y2=${end[1]}
        stroke-width="2" stroke-dasharray=${open[at] || open[at + 1] ? "4 3" : "none"}/>`;
    })}
    ${[...layout.ticks, ...layout.years, ...layout.values].map(
      ({ text, x, y, anchor }) =>
        svg`<text x=${x} y=${y} text-anchor=${anchor}>${text}</text>`,
    )}
    ${points.map(([x, y], at) => {
      const half = Math.min(x - (points[at - 1]?.[0] ?? left), (points[at + 1]?.[0] ?? width) - x) / 2;
      const anchor = x > width * 0.8 ? "end" : x < width * 0.35 ? "start" : "middle";
      return svg`<g class="point">
        <rect x=${x - half} width=${2 * half} y=${HIGHEST} height=${PLOT + FONT} fill-opacity="0"/>
        <line class="ruler" x1=${x} y1=${HIGHEST + 4} x2=${x} y2=${y} stroke="currentColor"/>
        <circle class=${open[at] ? "open" : "drawn"} cx=${x} cy=${y} r=${RADIUS} stroke-width="2"/>
        <text class="value" x=${x} y=${HIGHEST} text-anchor=${anchor}>${told(series[at]!)}</text>
      </g>`;
    })}
  </svg>`;
}
