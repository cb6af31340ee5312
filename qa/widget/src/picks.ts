// What has been picked, and how to take it along.

import { html, type TemplateResult } from "lit/html.js";
import type { Desk } from "./desk.ts";

export function exportBar(desk: Desk, none: () => void): TemplateResult {
  const { words } = desk;
  return html`<div class="exports" part="export" role="group" aria-label=${words.bewaard}>
    <span>${words.gekozen(desk.picks)}</span>
    <button @click=${() => desk.savePicked("word")}>${words.exportWord}</button>
    <button @click=${() => desk.savePicked("markdown")}>${words.exportMarkdown}</button>
    <button @click=${none}>${words.kiesNiets}</button>
  </div>`;
}
