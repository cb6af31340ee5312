// What a conversation begins with: what this is, and questions that are ready to be pressed.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { View } from "./view.ts";

export function greeting(view: View, examples: readonly string[]): TemplateResult {
  const { words } = view;
  return html`<div part="begroeting">
    <p>${words.begroeting}</p>
    ${readies(view, words.voorbeelden, examples)}
  </div>`;
}

/** Show questions that only have to be pressed. */
export function readies(view: View, label: string, questions: readonly string[]) {
  if (!questions.length) return nothing;
  return html`<div class="readies" role="group" aria-label=${label} part="suggesties">
    <p class="meta" aria-hidden="true">${label}</p>
    ${questions.map(
      (each) =>
        html`<button part="suggestie" lang="nl" @click=${() => view.ask(each)}>${each}</button>`,
    )}
  </div>`;
}
