// What somebody can do with an answer: one row, the rest of it behind the last.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { asHtml, asReference, asReferenceHtml, asText, webAddress } from "./export.ts";
import { judgement } from "./judgement.ts";
import type { Answer } from "./json.ts";
import { pieceOf } from "./picks.ts";
import { allQuotesOf, goalOf } from "./quotes.ts";
import { into } from "./source.ts";
import type { View } from "./view.ts";

export function actions(view: View, whole: Answer): TemplateResult {
  const { words } = view;
  const quotes = allQuotesOf(whole);
  const goal = goalOf(quotes);
  const piece = pieceOf(whole);
  return html`<div class="actions" part="acties">
    ${goal ? into(view, goal, words.bekijk, quotes) : nothing}
    <button
      @click=${() => view.copy(asText(whole), asHtml(whole, (id) => view.letter(id)))}
    >
      ${words.kopieer}
    </button>
    ${goal
      ? html`<button aria-pressed=${view.isPicked(piece)} @click=${() => view.pick(piece)}>
          ${words.bewaar}
        </button>`
      : nothing}
    <details part="meer">
      <summary>${words.meer}</summary>
      <div class="more">
        ${allYears(view, whole)}
        <button @click=${() => view.handOn(whole)}>${words.deelAdres}</button>
        ${goal
          ? html`<button @click=${() => view.copy(asReference(quotes), asReferenceHtml(quotes))}>
              ${words.verwijzing}
            </button>`
          : nothing}
        ${[...new Set(quotes.map(({ hit }) => webAddress(hit?.url ?? "")))].map((url) =>
          url ? html`<a href=${url}>${words.officieel}</a>` : nothing,
        )}
        ${judgement(view, whole)}
      </div>
    </details>
  </div>`;
}

/** Offer all years of the series that a single number stands in. */
function allYears(view: View, { feiten }: Answer) {
  const [fact] = feiten;
  if (!fact || feiten.length > 2 || !fact.reeks || view.series(fact)) return nothing;
  return html`<button @click=${() => view.findSeries(fact)}>${view.words.heleReeks}</button>`;
}
