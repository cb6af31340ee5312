// One question with what came of it.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { answer } from "./answer.ts";
import type { Failure } from "./api.ts";
import type { Turn } from "./conversation.ts";
import type { Words } from "./nl.ts";
import type { View } from "./view.ts";

export interface Controls {
  stop(): void;
  retry(turn: Turn): void;
}

export function turnView(view: View, turn: Turn, controls: Controls): TemplateResult {
  return html`<article part="beurt" data-turn=${turn.id}>
    <p class="question" part="vraag" role="heading" aria-level=${view.level}>
      <span class="heard">${view.words.vroeg}: </span><span lang="nl">${turn.vraag}</span>
    </p>
    <div class="answer" part="antwoord">${body(view, turn, controls)}</div>
  </article>`;
}

function body(view: View, turn: Turn, controls: Controls) {
  const { words } = view;
  const again = html`<button @click=${() => controls.retry(turn)}>${words.opnieuw}</button>`;
  switch (turn.staat) {
    case "wacht":
      return html`<p class="meta">${words.wacht}</p>`;
    case "bezig":
      return html`<p class="busy">${turn.traag ? words.traag : words.bezig}</p>
        ${turn.traag ? html`<button @click=${controls.stop}>${words.stop}</button>` : nothing}`;
    case "gestopt":
      return html`<p class="meta">${words.gestopt}</p>
        ${again}`;
    case "fout":
      return html`<p class="failed" part="fout">${failed(words, turn.fout!)}</p>
        ${again}`;
    case "klaar":
      try {
        return answer(view, turn.antwoord!);
      } catch {
        // What the tab kept may be from anyone: one answer that cannot be shown must not hide the others.
        return html`<p class="failed" part="fout">${words.fouten.anders}</p>`;
      }
  }
}

/** Say what went wrong; the service says in Dutch what was wrong with a question. */
export function failed({ fouten, wachttijd }: Words, { status, detail, wait, isOffline }: Failure) {
  if (!status) return isOffline ? fouten.offline : fouten.onbereikbaar;
  if (status === 401 || status === 403) return fouten.toegang;
  const isBusy = status === 429 || status === 503;
  if (isBusy) return [fouten.druk, wait && wachttijd(wait)].filter(Boolean).join(" ");
  return html`${fouten.anders} <span lang="nl">${detail}</span>`;
}

/** Say in a line what became of a question, for who does not see it. */
export function toHear(words: Words, { staat, traag, antwoord }: Turn): string {
  switch (staat) {
    case "wacht":
      return words.wacht;
    case "bezig":
      return traag ? words.traag : words.bezig;
    case "gestopt":
      return words.gestopt;
    case "fout":
      return words.mislukt;
    case "klaar": {
      const { soort, reden, deelantwoorden } = antwoord!;
      if (soort !== "antwoord") return reden === "meerduidig" ? words.vraagTerug : words.onthouden;
      const hits = [antwoord!, ...deelantwoorden].flatMap(({ fragmenten }) => fragmenten);
      return words.ontvangen(new Set(hits.map(({ id }) => id)).size);
    }
  }
}
