// What there is to know about an answer, folded to a line: how sure it is, headings that are not the
// letter's own, and the notes of what it quotes.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Answer, Fact } from "./json.ts";
import { factsOf, headingOf, type Quote } from "./quotes.ts";
import { into, withLinks } from "./source.ts";
import type { View } from "./view.ts";

export function notes(view: View, one: Answer, quotes: readonly Quote[]): TemplateResult {
  const { words } = view;
  const { sterkte, berekening } = one;
  const ground = sterkte === "sterk" && (berekening ? "berekend" : one.feiten.length ? "feit" : "sterk");
  const strength = words.sterkte[ground || `${sterkte}`];
  return html`<div class="meta notes">
    ${strength ? html`<span part="sterkte">${strength}</span>` : nothing} ${heading(view, one)}
    ${noted(view, quotes)}
  </div>`;
}

/** Say which headings were not printed in the letter, and why they are thought to be these. */
function heading({ words }: View, one: Answer) {
  const facts = factsOf(one);
  const label = headingOf(words, facts);
  const reasons = new Set(
    facts
      .map(({ kopToelichting }) => kopToelichting)
      .filter((why) => why && !one.tekst.includes(why.slice(why.indexOf(": ") + 2))),
  );
  if (!label || !reasons.size) return label && html`<span part="kolomkop">${label}</span>`;
  return html`<details part="kolomkop">
    <summary>${label}</summary>
    ${[...reasons].map((why) => html`<p lang="nl">${why}</p>`)}
  </details>`;
}

/** Show the notes of the passages that are quoted, and lead to those that define a number. */
function noted(view: View, quotes: readonly Quote[]) {
  const { words } = view;
  const own = new Map(
    quotes.flatMap(({ hit }) => hit?.noten ?? []).map(({ nummer, tekst }) => [nummer, tekst]),
  );
  const facts = quotes.flatMap((quote) => quote.facts);
  const led = [
    ...leading(facts, words.definitie, ({ definitie }) => definitie),
    ...leading(facts, words.bron, ({ bron }) => bron),
  ].map(
    ([name, briefId, id]) =>
      html`<span>${into(
        view,
        { briefId, passage: id, spans: [] },
        `${name}: ${words.noot(id.replace(/.*noot/, "")).toLowerCase()}`,
      )}</span>`,
  );
  if (!own.size) return led;
  const label = words.noten([...own.keys()]);
  return html`<details part="noten">
      <summary>${label}</summary>
      <dl>
        ${[...own].map(
          ([nummer, tekst]) => html`<dt>${words.noot(nummer)}</dt>
            <dd lang="nl">${withLinks(tekst)}</dd>`,
        )}
      </dl>
    </details>
    ${led}`;
}

type Led = [name: string, letter: string, id: string];

function leading(facts: readonly Fact[], name: string, of: (fact: Fact) => string | null): Led[] {
  const found = new Map(facts.flatMap((fact): [string, Led][] => {
    const id = of(fact);
    return id ? [[id, [name, fact.briefId, id]]] : [];
  }));
  return [...found.values()];
}
