// What has been picked: what it is called by, so that the service finds it again, and how to take it along.
//
// It stays in the session of this tab. What is read back is distrusted: the service looks all of it up.

import { html, type TemplateResult } from "lit/html.js";
import type { Desk } from "./desk.ts";
import type { Answer, Span } from "./json.ts";

/** An answer by its question, or a passage by its id with the words that matter in it. */
export type Piece = { vraag: string; context?: string } | { fragmentId: string; positie: Span };

/** As many as the service puts into one file. */
export const MOST = 50;

export const FORMS = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  md: "text/markdown",
  csv: "text/csv",
};

const NAMES = ["Word", "Markdown", "CSV"]; // in every language

/** Return what an answer is asked for again by. */
export const pieceOf = ({ vraag, vervolgOp }: Answer): Piece => ({
  vraag,
  ...(vervolgOp && { context: vervolgOp }),
});

export function exportBar(desk: Desk, none: () => void): TemplateResult {
  const { words } = desk;
  return html`<div class="exports" part="export" role="group" aria-label=${words.bewaard}>
    <span>${words.gekozen(desk.picks)}</span>
    ${(["docx", "md", "csv"] as const).map(
      (form, at) => html`<button @click=${() => desk.savePicked(form)}>${NAMES[at]}</button>`,
    )}
    <button @click=${() => desk.copyPicked()}>${words.kopieerAlles}</button>
    <button @click=${none}>${words.kiesNiets}</button>
  </div>`;
}
