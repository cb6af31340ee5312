// A series → its line chart, in the colour of the text around it: SVG without any style of its own.

import { svg, type TemplateResult } from "lit/html.js";
import { FONT, RADIUS, layOut } from "./geometry.ts";
import type { Fact } from "./json.ts";
import { yearOf } from "./series.ts";

/**
 * Draw a series, oldest first; what is not proven is broken and open, as in qa/say/chart.py.
 *
 * An open point hides the line below it: Canvas is the ground in light, dark and forced colours.
 */
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
    width="${(layout.width * 1.4) / 16}rem"
    viewBox="0 0 ${layout.width} ${layout.height}">
    ${layout.ticks.map(({ y }) => {
      const at = y - FONT / 3;
      return svg`<line x1=${layout.left} y1=${at} x2=${layout.width} y2=${at}
        stroke="currentColor" stroke-opacity="0.25"/>`;
    })}
    ${points.slice(1).map((end, at) => {
      const start = points[at]!;
      return svg`<line x1=${start[0]} y1=${start[1]} x2=${end[0]} y2=${end[1]}
        stroke="currentColor" stroke-width="2"
        stroke-dasharray=${open[at] || open[at + 1] ? "4 3" : "none"}/>`;
    })}
    ${points.map(
      ([x, y], at) => svg`<circle cx=${x} cy=${y} r=${RADIUS} stroke-width="2"
        fill=${open[at] ? "Canvas" : "currentColor"} stroke=${open[at] ? "currentColor" : "none"}/>`,
    )}
    ${[...layout.ticks, ...layout.years, ...layout.values].map(
      ({ text, x, y, anchor }) =>
        svg`<text x=${x} y=${y} text-anchor=${anchor}>${text}</text>`,
    )}
  </svg>`;
}
