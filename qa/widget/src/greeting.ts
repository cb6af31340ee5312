// What a conversation begins with: what this is, and questions that are ready to be pressed.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { View } from "./view.ts";

const EXAMPLES = 3; // of all that the service has, as far apart as they stand

export const greeting = (said: string): TemplateResult => html`<div part="begroeting">${said}</div>`;

/** Choose questions to begin with: those of the page, or a few of the service. */
export function examplesFrom(given: string | null, served: readonly string[]): readonly string[] {
  if (given !== null) return given.split(/[|\n]/).map((each) => each.trim()).filter(Boolean);
  const few = Math.min(EXAMPLES, served.length);
  return Array.from({ length: few }, (_, at) => served[Math.floor((at * served.length) / few)]!);
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
