// An answer, or the honest lack of one: the number or the quote first, then where it stands, then what
// can be done with it; all else is folded.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { actions } from "./actions.ts";
import { figure } from "./figure.ts";
import { readies } from "./greeting.ts";
import type { Answer, Fact } from "./json.ts";
import { notes } from "./notes.ts";
import {
  around,
  comesNear,
  factsOf,
  othersOf,
  placeOf,
  quotesOf,
  type Quote,
  toldOnce,
  workingOf,
} from "./quotes.ts";
import { seriesIn } from "./series.ts";
import { found, quoted } from "./source.ts";
import type { View } from "./view.ts";

const MOST_NUMBERS = 3; // shown large
const MOST_QUOTES = 4; // not folded away

/** Return how many quotes are shown apart: of a list none, where each stands in its line. */
const apart = ({ tekst }: Answer) => (tekst.includes("\n- ") ? 0 : MOST_QUOTES);

/** Show an answer with all its parts, and what somebody can do with it. */
export function answer(view: View, whole: Answer): TemplateResult {
  const { words, level } = view;
  const parts = whole.deelantwoorden;
  return html`${parts.length
      ? parts.map(
          (part, at) => html`<div class="part" part="deel">
            <p role="heading" aria-level=${level + 1}>
              ${words.deel(part.nummer || at + 1)}: <span lang="nl">${part.vraag}</span>
            </p>
            ${outcome(view, part)} ${further(view, part)}
          </div>`,
        )
      : outcome(view, whole)}
    ${actions(view, whole)} ${parts.length ? nothing : further(view, whole)}`;
}

function outcome(view: View, one: Answer): TemplateResult {
  const { words } = view;
  const [series, charted, quotes] = placesOf(one);
  const shown = quotes.slice(0, apart(one));
  const [said, working] = workingOf(one);
  const [before, after] = around(toldOnce(said, series.flat()), shown);
  const asksBack = one.reden === "meerduidig";
  const unsaid = comesNear(one) && !one.tekst.includes(words.dichtbij);
  return html`${one.gelezenAls
      ? html`<p class="meta" part="gelezen-als">
          ${words.gelezenAls}: <span lang="nl">${one.gelezenAls}</span>
        </p>`
      : nothing}
    ${one.taalmelding
      ? html`<p part="taal" lang=${one.taal ?? nothing}><strong>${one.taalmelding}</strong></p>`
      : nothing}
    ${apart(one) ? numbers(one) : nothing}
    <p part="tekst" lang="nl">${before}</p>
    ${working && html`<p class="working" part="berekening" lang="nl">${working}</p>`}
    ${asksBack ? readies(view, words.bedoelt, one.suggesties) : nothing}
    ${unsaid ? html`<p class="meta">${words.dichtbij}:</p>` : nothing}
    ${shown.map((quote) => quoted(view, quote))} ${after && html`<p lang="nl">${after}</p>`}
    ${charted.map((place) => figure(view, place))} ${wholeSeries(view, one)}
    ${notes(view, one, [...quotes, ...charted])}`;
}

/** Show what else the letter has, and what can be asked next. */
function further(view: View, one: Answer) {
  const { words } = view;
  const [, charted, quotes] = placesOf(one);
  const more = quotes.slice(apart(one));
  const beside = othersOf(one, [...quotes, ...charted]);
  const count = more.length + beside.length;
  const label = one.soort === "antwoord" ? words.verder : words.suggesties;
  return html`${count
      ? html`<details part="bronnen">
          <summary>${words.ook(count)}</summary>
          ${more.map((quote) => quoted(view, quote))} ${beside.map((other) => found(view, other))}
        </details>`
      : nothing}
    ${one.reden === "meerduidig" ? nothing : readies(view, label, one.suggesties)}`;
}

/** Return the series that are drawn, where each stands, and what is quoted beside them. */
function placesOf(one: Answer): [Fact[][], Quote[], Quote[]] {
  const series = seriesIn(factsOf(one));
  const charted = series.map((facts) => placeOf(facts, one.fragmenten));
  return [series, charted, quotesOf(one, [...series.flat(), ...changesOf(one)])];
}

/** Return what the letter prints of the whole of a course that is drawn. */
const changesOf = ({ feiten, berekening }: Answer): Fact[] =>
  berekening?.bewerking === "verloop" && seriesIn(feiten).length
    ? feiten.filter(({ id }) => !berekening.invoer.includes(id))
    : [];

/** Show the numbers of an answer large, if they are few, or its date; a series is drawn. */
function numbers(one: Answer) {
  const { feiten, berekening, moment } = one;
  if (moment) return number(moment);
  if (berekening && berekening.bewerking !== "verloop") return number(berekening.uitkomst);
  const few = feiten.length > MOST_NUMBERS || seriesIn(feiten).length ? changesOf(one) : feiten;
  return few.map(number);
}

const number = (shown: Pick<Fact, "weergave" | "omschrijving">): TemplateResult =>
  html`<p class="number" part="getal" lang="nl">
    <strong>${shown.weergave}</strong> <span class="meta">${shown.omschrijving}</span>
  </p>`;

/** Show all years of the series that a single number stands in, once they were asked for. */
function wholeSeries(view: View, { feiten, fragmenten }: Answer) {
  const [fact] = feiten;
  const all = fact?.reeks && view.series(fact);
  if (!all) return nothing;
  return all.length
    ? figure(view, placeOf(all, fragmenten))
    : html`<p class="meta" tabindex="-1" data-series=${fact.id}>${view.words.geenReeks}</p>`;
}
