// A series as a chart, in words, as a table and as CSV.

import { html, type TemplateResult } from "lit/html.js";
import { chart } from "./chart.ts";
import type { Fact } from "./json.ts";
import { csv, extremes, unitOf, yearOf } from "./series.ts";
import type { View } from "./view.ts";

/** Show a series of years, oldest first. */
export function figure(view: View, series: Fact[]): TemplateResult {
  const { words } = view;
  const [first, last] = [series[0]!, series.at(-1)!];
  const unit = unitOf(first);
  const name = `${first.maat} ${first.onderwerp}`.trim() + (unit && ` (${unit})`);
  const title = `${name[0]!.toUpperCase()}${name.slice(1)}, ${yearOf(first)}–${yearOf(last)}`;
  const named = (facts: Fact[]) => facts.map(yearOf).join(", ");
  const [high, low] = [extremes(series, true), extremes(series, false)];
  const caption = [
    words.verloop(first.weergave, yearOf(first)!, last.weergave, yearOf(last)!),
    words.uitersten(high[0]!.weergave, named(high), low[0]!.weergave, named(low)),
    series.every(({ kopZeker }) => kopZeker) ? "" : words.onderbroken,
  ];
  return html`<figure part="reeks" tabindex="-1" data-series=${series.map(({ id }) => id).join(" ")}>
    <figcaption>
      <strong lang="nl">${title}</strong><br />
      ${caption.join(" ")}
    </figcaption>
    <div class="wide" tabindex="0" role="group" aria-label=${title}>
      ${chart(series, words.grafiek(title))}
    </div>
    <details>
      <summary>${words.tabel}</summary>
      <table part="tabel">
        <thead>
          <tr>
            <th scope="col">${words.jaar}</th>
            <th scope="col">${words.getal}</th>
            <th scope="col">${words.vindplaats}</th>
          </tr>
        </thead>
        <tbody lang="nl">
          ${series.map(
            (fact) => html`<tr>
              <th scope="row">${yearOf(fact)}</th>
              <td>${fact.weergave}</td>
              <td>${fact.plaats}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </details>
    <button @click=${() => view.copy(csv(series))}>${words.csv}</button>
  </figure>`;
}
