// An answer, or the honest lack of one: the number or the quote first, then what it rests on.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { asText } from "./export.ts";
import { figure } from "./figure.ts";
import { readies } from "./greeting.ts";
import { judgement } from "./judgement.ts";
import type { Answer, Fact } from "./json.ts";
import {
  around,
  comesNear,
  factsOf,
  headingOf,
  othersOf,
  placeOf,
  quotesOf,
  workingOf,
} from "./quotes.ts";
import { seriesId, seriesIn, unitOf } from "./series.ts";
import { found, quoted } from "./source.ts";
import type { View } from "./view.ts";

const MOST_NUMBERS = 3; // shown large
const MOST_QUOTES = 4; // not folded away

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
  const { vraag, fragmenten } = one;
  const series = seriesIn(factsOf(one));
  const quotes = quotesOf(one, series.flat());
  const charted = series.map((facts) => placeOf(facts, fragmenten));
  const others = [
    ...quotes.splice(MOST_QUOTES).map((quote) => quoted(view, quote, vraag)),
    ...othersOf(one, [...quotes, ...charted]).map((other) => found(view, other, vraag)),
  ];
  const [said, working] = workingOf(one);
  const [before, after] = around(said, quotes);
  const asksBack = one.reden === "meerduidig";
  const instead = one.soort === "antwoord" ? words.verder : words.suggesties;
  const choices = readies(view, asksBack ? words.bedoelt : instead, one.suggesties);
  return html`${one.gelezenAls
      ? html`<p class="meta" part="gelezen-als">
          ${words.gelezenAls}: <span lang="nl">${one.gelezenAls}</span>
        </p>`
      : nothing}
    ${numbers(one)}
    <p part="tekst" lang="nl">${before}</p>
    ${working && html`<p class="working" part="berekening" lang="nl">${working}</p>`}
    ${asksBack ? choices : nothing}
    ${comesNear(one) && !one.tekst.includes(words.dichtbij) ? html`<p class="meta">${words.dichtbij}:</p>` : nothing}
    ${quotes.map((quote) => quoted(view, quote, vraag))}
    ${after && html`<p lang="nl">${after}</p>`} ${charted.map((place) => figure(view, place, vraag))}
    ${certainty(view, one)} ${wholeSeries(view, one)}
    ${others.length
      ? html`<details part="bronnen">
          <summary>${words.meer(others.length)}</summary>
          ${others}
        </details>`
      : nothing}
    ${asksBack ? nothing : choices}`;
}

/** Show the numbers of an answer large, if they are few. */
function numbers({ feiten, berekening }: Answer) {
  if (berekening) return number(berekening.uitkomst);
  return feiten.length > MOST_NUMBERS || seriesIn(feiten).length ? nothing : feiten.map(number);
}

const number = (shown: Pick<Fact, "eenheid" | "weergave" | "omschrijving">): TemplateResult =>
  html`<p class="number" part="getal" lang="nl">
    <strong>${shown.weergave}</strong> ${unitOf(shown)} <span class="meta">${shown.omschrijving}</span>
  </p>`;

/** Say how well an answer is supported, and which headings were not printed in the letter. */
function certainty({ words }: View, one: Answer) {
  const { sterkte, berekening, tekst } = one;
  const facts = factsOf(one);
  const heading = headingOf(words, facts);
  const reasons = new Set(
    facts
      .map(({ kopToelichting }) => kopToelichting)
      .filter((why) => why && !tekst.includes(why.slice(why.indexOf(": ") + 2))),
  );
  const strength = words.sterkte[sterkte === "sterk" && berekening ? "berekend" : `${sterkte}`];
  return html`${strength && html`<p class="meta" part="sterkte">${strength}</p>`}
    ${heading &&
    html`<div class="meta" part="kolomkop">
      <span class="badge">${heading}</span>
      ${reasons.size
        ? html`<details>
            <summary>${words.kopUitleg}</summary>
            ${[...reasons].map((why) => html`<p lang="nl">${why}</p>`)}
          </details>`
        : nothing}
    </div>`}`;
}

/** Offer all years of the series that a single number stands in. */
function wholeSeries(view: View, { feiten, fragmenten, vraag }: Answer) {
  const [fact] = feiten;
  if (!fact || feiten.length > 2 || !seriesId(fact)) return nothing;
  const all = view.series(fact);
  if (all?.length) return figure(view, placeOf(all, fragmenten), vraag);
  return all
    ? html`<p class="meta" tabindex="-1" data-series=${fact.id}>${view.words.geenReeks}</p>`
    : html`<button @click=${() => view.findSeries(fact)}>${view.words.heleReeks}</button>`;
}
