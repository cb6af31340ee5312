// An answer, or the honest lack of one: the number or the quote first, then what it rests on.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { asText } from "./export.ts";
import { figure } from "./figure.ts";
import { readies } from "./greeting.ts";
import { judgement } from "./judgement.ts";
import type { Answer, Fact } from "./json.ts";
import { around, othersOf, quotesOf, workingOf } from "./quotes.ts";
import { seriesId, seriesIn, unitOf } from "./series.ts";
import { found, quoted } from "./source.ts";
import type { View } from "./view.ts";

const MOST_NUMBERS = 3; // shown large
// What is not itself a number: the answer says it in words.
const IN_WORDS = new Set(["richting", "vergelijking", "rangorde", "verloop"]);

/** Show an answer with all its parts, and what somebody can do with it. */
export function answer(view: View, whole: Answer): TemplateResult {
  const { words, level } = view;
  const parts = whole.deelantwoorden;
  return html`${parts.length
      ? parts.map(
          (part, at) => html`<div class="part" part="deel">
            <p role="heading" aria-level=${level + 1}>
              ${words.deel(at + 1)}: <span lang="nl">${part.vraag}</span>
            </p>
            ${outcome(view, part)}
          </div>`,
        )
      : outcome(view, whole)}
    <div class="actions">
      <button @click=${() => view.copy(asText(whole))}>${words.kopieer}</button>
      ${judgement(view, whole)}
    </div>`;
}

function outcome(view: View, one: Answer): TemplateResult {
  const { words } = view;
  const isAnswer = one.soort === "antwoord";
  const asksBack = one.reden === "meerduidig";
  const series = seriesIn(one.feiten);
  const quotes = series.length ? [] : quotesOf(one);
  const others = othersOf(one, quotes);
  const [said, working] = workingOf(one);
  const [before, after] = around(said, quotes);
  return html`${one.gelezenAls
      ? html`<p class="meta" part="gelezen-als">
          ${words.gelezenAls}: <span lang="nl">${one.gelezenAls}</span>
        </p>`
      : nothing}
    ${numbers(view, one)}
    <p part="tekst" lang="nl">${before}</p>
    ${working && html`<p class="working" part="berekening" lang="nl">${working}</p>`}
    ${asksBack ? choices(view, one) : nothing}
    ${isAnswer || said.includes("«") || !quotes.length
      ? nothing
      : html`<p class="meta">${words.dichtbij}:</p>`}
    ${quotes.map((quote) => quoted(view, quote, one.vraag))}
    ${after && html`<p lang="nl">${after}</p>`} ${series.map((each) => figure(view, each))}
    ${isAnswer ? certainty(view, one) : nothing} ${wholeSeries(view, one)}
    ${others.length
      ? html`<details part="bronnen">
          <summary>${words.meer(others.length)}</summary>
          ${others.map((hit) => found(view, hit, one.vraag))}
        </details>`
      : nothing}
    ${asksBack ? nothing : choices(view, one)}`;
}

/** Show the numbers of an answer large, if they are few. */
function numbers({ words }: View, { feiten, berekening }: Answer) {
  if (berekening && !IN_WORDS.has(berekening.bewerking)) {
    const { uitkomst, bewerking, afgerond } = berekening;
    const of = feiten.find(({ weergave }) => weergave === uitkomst.weergave);
    const about = [words.bewerking[bewerking] ?? (of && named(of)), afgerond && words.afgerond];
    return number(uitkomst.weergave, unitOf(uitkomst), about.filter(Boolean).join(", "));
  }
  if (berekening || feiten.length > MOST_NUMBERS || seriesIn(feiten).length) return nothing;
  return feiten.map((fact) => {
    const bound = words.grens[fact.grens];
    return number(fact.weergave, unitOf(fact), named(fact) + (bound ? ` (${bound})` : ""));
  });
}

const named = ({ onderwerp, weergave, periode }: Fact): string =>
  [!weergave.includes(onderwerp) && onderwerp, periode?.label].filter(Boolean).join(", ");

const number = (shown: string, unit: string, about: string): TemplateResult =>
  html`<p class="number" part="getal" lang="nl">
    <strong>${shown}</strong> ${unit} <span class="meta">${about}</span>
  </p>`;

/** Say how well an answer is supported, and which headings were not printed in the letter. */
function certainty({ words }: View, { sterkte, feiten, berekening, tekst }: Answer) {
  const restored = feiten.filter(({ kopHerkomst }) => kopHerkomst === "gereconstrueerd");
  const reasons = new Set(
    restored
      .map(({ kopToelichting }) => kopToelichting)
      .filter((why) => why && !tekst.includes(why.slice(why.indexOf(": ") + 2))),
  );
  const strength = sterkte === "sterk" && berekening ? "berekend" : (sterkte ?? "");
  return html`<p class="meta" part="sterkte">${words.sterkte[strength]}</p>
    ${restored.length
      ? html`<div class="meta" part="kop">
          <span class="badge"
            >${restored.every(({ kopZeker }) => kopZeker) ? words.kop : words.kopOnzeker}</span
          >
          ${reasons.size
            ? html`<details>
                <summary>${words.kopUitleg}</summary>
                ${[...reasons].map((why) => html`<p lang="nl">${why}</p>`)}
              </details>`
            : nothing}
        </div>`
      : nothing}`;
}

/** Offer all years of the series that a single number stands in. */
function wholeSeries(view: View, { feiten }: Answer) {
  const [fact] = feiten;
  if (!fact || feiten.length > 2 || !seriesId(fact)) return nothing;
  const all = view.series(fact);
  if (all?.length) return figure(view, all);
  return all
    ? html`<p class="meta">${view.words.geenReeks}</p>`
    : html`<p>
        <button @click=${() => view.findSeries(fact)}>${view.words.heleReeks}</button>
      </p>`;
}

/** Show what can be asked instead, or next, as buttons. */
function choices(view: View, { suggesties, reden, soort }: Answer) {
  const { words } = view;
  const label = soort === "antwoord" ? words.verder : words.suggesties;
  return readies(view, reden === "meerduidig" ? words.bedoelt : label, suggesties);
}
