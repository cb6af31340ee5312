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
      return html`<p class="failed" part="fout">${failure(words, turn.fout!)}</p>
        ${isRefused(turn.fout!) ? nothing : again}`;
    case "klaar":
      try {
        return answer(view, turn.antwoord!);
      } catch {
        // What the tab kept may be from anyone: one answer that cannot be shown must not hide the others.
        return html`<p class="failed" part="fout">${words.fouten.anders}</p>`;
      }
  }
}

/** Say what went wrong. */
export function failed({ fouten, wachttijd }: Words, { status, wait, isOffline }: Failure): string {
  if (!status) return isOffline ? fouten.offline : fouten.onbereikbaar;
  if (status === 401 || status === 403) return fouten.toegang;
  const isBusy = status === 429 || status === 503;
  return isBusy ? fouten.druk + (wait ? ` ${wachttijd(wait)}` : "") : fouten.anders;
}

/** Tell whether the service refuses a question, which it does each time. */
export const isRefused = ({ status }: Failure): boolean => status === 400;

/** Show what went wrong; the service says in Dutch what was wrong with a question. */
function failure(words: Words, fout: Failure) {
  const why = failed(words, fout);
  if (why !== words.fouten.anders) return why;
  return html`${isRefused(fout) ? "" : why} <span lang="nl">${fout.detail}</span>`;
}

// Whole sentences from the start of an answer, no more than one listens to.
const LEAD = /^.{1,250}[.?!»](?=\s|$)/s;

/** Say in a line what became of a question, for who does not see it. */
export function toHear(words: Words, { staat, traag, antwoord, fout }: Turn): string {
  switch (staat) {
    case "wacht":
      return words.wacht;
    case "bezig":
      return traag ? words.traag : words.bezig;
    case "gestopt":
      return words.gestopt;
    case "fout":
      return `${words.mislukt} ${failed(words, fout!)}`;
    case "klaar": {
      const { soort, reden, deelantwoorden, tekst } = antwoord!;
      const hits = [antwoord!, ...deelantwoorden].flatMap(({ fragmenten }) => fragmenten);
      const received = words.ontvangen(new Set(hits.map(({ id }) => id)).size);
      // An answer is Dutch: in another language than its own it would be read out as gibberish.
      const said = words.taal === "nl" && LEAD.exec(tekst)?.[0];
      if (soort === "antwoord") return said ? `${received} ${said}` : received;
      return reden === "meerduidig" ? words.vraagTerug : said || words.onthouden;
    }
  }
}
