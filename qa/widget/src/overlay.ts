// What is quoted of a letter, over the answer: where the page does not have the letter beside it.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { goalOf, type Quote } from "./quotes.ts";
import { marked, passage } from "./source.ts";
import type { View } from "./view.ts";

/** Show the passages that quotes stand in; without any, the window is there but not open. */
export function overlay(view: View, quotes: readonly Quote[], closed: () => void): TemplateResult {
  const { words } = view;
  const [first] = quotes;
  const passages = new Map<unknown, Quote[]>();
  for (const quote of quotes) {
    const held = passages.get(quote.hit ?? quote) ?? [];
    passages.set(quote.hit ?? quote, [...held, quote]);
  }
  return html`<dialog
    part="venster"
    aria-label=${words.venster}
    @close=${closed}
    @keydown=${(event: Event) => event.stopPropagation()}
  >
    ${first
      ? html`<form method="dialog"><button autofocus>${words.terug}</button></form>
          <p class="meta" lang="nl">${view.letter(first.briefId)}</p>
          ${[...passages.values()].map((same) => part(view, same))}
          <p><a href=${view.address(goalOf(quotes)!)} target=${view.target || nothing}>${words.heleBrief}</a></p>`
      : nothing}
  </dialog>`;
}

function part(view: View, same: readonly Quote[]): TemplateResult {
  const { hit, text, start, spans, reference } = same[0]!;
  return html`<div part="fragment">
    <p><cite lang="nl">${reference}</cite></p>
    ${hit
      ? passage(view, hit, same.flatMap(({ places }) => places))
      : html`<blockquote lang="nl">${marked(text, start, spans)}</blockquote>`}
  </div>`;
}
