// A quote with where it stands, and a passage with its notes and neighbours.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { webAddress } from "./export.ts";
import type { Fact, Hit, Neighbour, Span } from "./json.ts";
import { goalOf, isCell, type Goal, type Quote } from "./quotes.ts";
import { pieces } from "./slices.ts";
import type { View } from "./view.ts";

/** Show a quote and where it stands. */
export function quoted(view: View, quote: Quote): TemplateResult {
  const { text, start, spans, facts } = quote;
  const cells = facts.filter(isCell);
  return html`<figure part="citaat">
    <blockquote lang="nl">${marked(text, start, spans)}</blockquote>
    ${cells.length
      ? html`<p class="heard">
          ${view.words.gemarkeerd}: <span lang="nl">${cells.map(cell).join(", ")}</span>
        </p>`
      : nothing}
    <figcaption part="bron">${sourced(view, quote)}</figcaption>
  </figure>`;
}

const cell = ({ weergave, omschrijving }: Fact): string => `${weergave} (${omschrijving})`;

/** Show a passage that was found beside the quotes, with its best sentence marked. */
export function found(view: View, quote: Quote): TemplateResult {
  const { words } = view;
  const hit = quote.hit!;
  const piece = { fragmentId: hit.id, positie: hit.kern.positie };
  return html`<figure part="fragment">
    ${passage(view, hit)}
    <figcaption part="bron">${sourced(view, quote)}</figcaption>
    <button aria-pressed=${view.isPicked(piece)} @click=${() => view.pick(piece)}>
      ${words.bewaar}
    </button>
  </figure>`;
}

export const marked = (text: string, start: number, spans: readonly Span[]) =>
  pieces(text, start, spans).map(([piece, isCore]) =>
    isCore ? html`<mark>${piece}</mark>` : piece,
  );

/** Say where a quote stands, as the way to there; and of which letter, where that is not plain. */
export const sourced = (view: View, quote: Quote): TemplateResult =>
  html`<cite lang="nl">${into(view, goalOf([quote])!, quote.reference, [quote])}</cite> ${view.hasLetters
      ? html`<span class="meta" lang="nl">${view.letter(quote.briefId)}</span>`
      : nothing}`;

/** Link into a letter: where the page has it beside the widget, there. */
export const into = (view: View, goal: Goal, text: string, quotes?: readonly Quote[]) =>
  html`<a
    href=${view.address(goal)}
    target=${view.target || nothing}
    @click=${(event: MouseEvent) => view.go(event, goal, quotes)}
    >${text}</a
  >`;

/** Show a passage whole, with the words that matter marked, or else its best sentence. */
export function passage(view: View, hit: Hit, spans: readonly Span[] = [hit.kern.positie]): TemplateResult {
  const { words } = view;
  const { vorige, volgende } = hit.buren;
  return html`<p class="path" lang="nl">${hit.pad.join(" › ")}</p>
    <blockquote lang="nl">${marked(hit.tekst, hit.positie[0], spans)}</blockquote>
    ${vorige || volgende
      ? html`<details>
          <summary>${words.buren}</summary>
          ${neighbour(words.ervoor, vorige)} ${neighbour(words.erna, volgende)}
        </details>`
      : nothing}
    ${hit.ookIn.length
      ? html`<p>
          ${words.ookIn}:
          <span lang="nl"
            >${hit.ookIn.map(
              ({ id, briefId, verwijzing }) =>
                html`${into(view, { briefId, passage: id, spans: [] }, verwijzing)} `,
            )}</span
          >
        </p>`
      : nothing}`;
}

const neighbour = (name: string, beside: Neighbour | null) =>
  beside
    ? html`<p class="path">${name}</p>
        <p class="beside" lang="nl">${beside.tekst}</p>`
    : nothing;

// What looks like an address ends before the point or bracket behind it.
const ADDRESS = /https?:\/\/[^\s<>"«»]*[^\s<>"«».,;:!?)\]]/g;

/** Show a text with its addresses as links. */
export function withLinks(text: string) {
  let at = 0;
  const shown: unknown[] = [];
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    const href = webAddress(address);
    shown.push(text.slice(at, index), href ? html`<a href=${href} rel="noreferrer">${address}</a>` : address);
    at = index + address.length;
  }
  return [...shown, text.slice(at)];
}
