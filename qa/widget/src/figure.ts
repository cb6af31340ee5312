// A series as a chart and as a table, each as a file too, and where it stands.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { chart, told } from "./chart.ts";
import type { Fact } from "./json.ts";
import { headingOf, type Quote } from "./quotes.ts";
import { csv, parted } from "./series.ts";
import { sourced } from "./source.ts";
import type { View } from "./view.ts";

/** Show a series of years, oldest first. */
export function figure(view: View, place: Quote): TemplateResult {
  const { words } = view;
  const { facts } = place;
  const title = titleOf(facts);
  const name = facts[0]!.reeks;
  const isBroken = facts.some(({ kopZeker }) => !kopZeker);
  return html`<figure part="reeks" tabindex="-1" data-series=${facts.map(({ id }) => id).join(" ")}>
    <figcaption>
      <strong lang="nl">${title}</strong>${isBroken
        ? html`<br />${words.onderbroken}: ${headingOf(words, facts)}.`
        : nothing}
    </figcaption>
    <div
      class="wide"
      tabindex="0"
      role="group"
      aria-label=${words.grafiek}
      @keydown=${(event: KeyboardEvent) => walk(view, event, facts)}
      @blur=${(event: FocusEvent) => point(event.currentTarget as Element, -1)}
    >
      <div lang="nl">${chart(facts, `Lijndiagram: ${title}`)}</div>
    </div>
    <details>
      <summary>${words.tabel}</summary>
      <table part="tabel">
        <thead>
          <tr>
            <th scope="col">${words.jaar}</th>
            <th scope="col">${words.getal}</th>
            <th scope="col">${words.plaats}</th>
          </tr>
        </thead>
        <tbody>
          ${facts.map(
            (fact) => html`<tr>
              <th scope="row">${fact.jaar}</th>
              <td>${fact.weergave}</td>
              <td>
                <span lang="nl">${fact.plaats}</span>
                ${fact.kopZeker ? nothing : html`<span class="meta">${headingOf(words, [fact])}</span>`}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </details>
    <div class="files" role="group" aria-label=${words.alsBestand}>
      <span class="meta" aria-hidden="true">${words.alsBestand}:</span>
      <button @click=${() => view.save(csv(facts), `${name}.csv`, "text/csv")}>CSV</button>
      ${["svg", "png"].map(
        (kind) => html`<button
          @click=${() => view.savePicture(facts, title, place.reference, `${name}.${kind}`)}
        >
          ${kind.toUpperCase()}
        </button>`,
      )}
    </div>
    <div class="meta" part="bron">${sourced(view, place)}</div>
  </figure>`;
}

/** Go along the points of a chart with the arrow keys, and say each. */
function walk(view: View, event: KeyboardEvent, facts: readonly Fact[]): void {
  const step = { ArrowLeft: -1, ArrowRight: 1, Home: -facts.length, End: facts.length }[event.key];
  if (!step) return;
  event.preventDefault();
  const chart = event.currentTarget as Element;
  const now = [...chart.querySelectorAll(".point")].findIndex((each) => each.matches(".on"));
  const at = Math.min(Math.max(now + step, 0), facts.length - 1);
  point(chart, at).scrollIntoView({ block: "nearest", inline: "nearest" });
  view.tellPoint(told(facts[at]!));
}

/** Let one point of a chart show its value; -1 none. */
function point(chart: Element, at: number): Element {
  const points = chart.querySelectorAll(".point");
  points.forEach((each, one) => each.classList.toggle("on", one === at));
  return points[at] ?? chart;
}

/** Name a series, in what it is drawn, and its years. */
function titleOf(facts: readonly Fact[]): string {
  const first = facts[0]!;
  const [, unit] = parted(facts);
  const years = `${first.jaar}–${facts.at(-1)!.jaar}`;
  return `${first.reeksTitel}${unit && ` (${unit})`}, ${years}`;
}
