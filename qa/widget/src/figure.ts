// A series as a chart, in words, as a table and as CSV, and where it stands.

import { html, type TemplateResult } from "lit/html.js";
import { chart } from "./chart.ts";
import type { Fact } from "./json.ts";
import type { Words } from "./nl.ts";
import { headingOf, type Quote } from "./quotes.ts";
import { csv, extremes, unitOf, yearOf } from "./series.ts";
import { sourced } from "./source.ts";
import type { View } from "./view.ts";

/** Show a series of years, oldest first. */
export function figure(view: View, place: Quote, question: string): TemplateResult {
  const { words } = view;
  const { facts } = place;
  const title = titleOf(facts);
  return html`<figure part="reeks" tabindex="-1" data-series=${facts.map(({ id }) => id).join(" ")}>
    <figcaption><strong lang="nl">${title}</strong><br />${caption(words, facts)}</figcaption>
    <div class="wide" tabindex="0" role="group" lang="nl" aria-label=${title}>
      ${chart(facts, `Lijndiagram: ${title}`)}
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
              <th scope="row">${yearOf(fact)}</th>
              <td>${fact.weergave}</td>
              <td>
                <span lang="nl">${fact.plaats}</span> <span class="meta">${headingOf(words, [fact])}</span>
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </details>
    <button @click=${() => view.copy(csv(facts))}>${words.csv}</button>
    <div class="meta" part="bron">${sourced(view, place, question)}</div>
  </figure>`;
}

/** Name a series: what the service says its first number is, without the year. */
function titleOf(facts: readonly Fact[]): string {
  const first = facts[0]!;
  const name = first.omschrijving.replace(/(^|, )[^,]*$/, "") || first.onderwerp || first.maat;
  const unit = unitOf(first);
  const years = `${yearOf(first)}–${yearOf(facts.at(-1)!)}`;
  const what = `${first.maat === "aantal" ? "aantal " : ""}${name}${unit && ` (${unit})`}`;
  return `${what[0]!.toUpperCase()}${what.slice(1)}, ${years}`;
}

/** Say what a series tells: its ends, its extremes, and what is unsure of its headings. */
function caption(words: Words, facts: readonly Fact[]): string {
  const [first, last] = [facts[0]!, facts.at(-1)!];
  const [high, low] = extremes(facts).map((found) => {
    const years = found.map((fact) => `${yearOf(fact)}`);
    return `${new Intl.ListFormat(words.taal).format(years)} (${found[0]!.weergave})`;
  });
  const heading = headingOf(words, facts);
  const isBroken = facts.some(({ kopZeker }) => !kopZeker);
  return [
    high === low
      ? `${words.elkJaar} ${first.weergave}.`
      : words.verloop(first.weergave, yearOf(first)!, last.weergave, yearOf(last)!, high!, low!),
    isBroken && `${words.onderbroken}:`,
    heading && `${heading}.`,
  ]
    .filter(Boolean)
    .join(" ");
}
