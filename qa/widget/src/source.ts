// A quote with where it stands, and a passage with its notes and neighbours.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { webAddress } from "./export.ts";
import type { Fact, Hit, Neighbour, Span } from "./json.ts";
import { nl } from "./nl.ts";
import { headingOf, type Quote } from "./quotes.ts";
import { pieces } from "./slices.ts";
import type { View } from "./view.ts";

/** Show a quote, where it stands, and, folded, what is around it. */
export function quoted(view: View, quote: Quote, question: string): TemplateResult {
  const { words } = view;
  const { text, start, spans, hit, facts } = quote;
  const cells = facts.filter(({ plaats }) => plaats.startsWith("tabel"));
  return html`<figure part="citaat">
    <blockquote lang="nl">${marked(text, start, spans)}</blockquote>
    ${cells.length
      ? html`<p class="meta">
          ${words.gemarkeerd}: <span lang="nl">${cells.map(cell).join(", ")}</span>
        </p>`
      : nothing}
    <figcaption part="bron">${sourced(view, quote, question)}</figcaption>
    ${hit && hit.tekst !== text
      ? html`<details part="fragment">
          <summary>${words.heleStuk}</summary>
          ${passage(view, hit)}
        </details>`
      : nothing}
  </figure>`;
}

const cell = ({ weergave, omschrijving }: Fact): string => `${weergave} (${omschrijving})`;

/** Show a passage that was found beside the quotes, with its best sentence marked. */
export const found = (view: View, quote: Quote, question: string): TemplateResult =>
  html`<figure part="fragment">
    ${passage(view, quote.hit!)}
    <figcaption part="bron">${sourced(view, quote, question)}</figcaption>
  </figure>`;

const marked = (text: string, start: number, spans: readonly Span[]) =>
  pieces(text, start, spans).map(([piece, isCore]) =>
    isCore ? html`<mark>${piece}</mark>` : piece,
  );

/** Say where a quote stands and what its notes say, with the ways to go there and to take it along. */
export function sourced(view: View, quote: Quote, question: string): TemplateResult {
  const { words } = view;
  const { briefId, reference, hit, facts, spans } = quote;
  const url = webAddress(hit?.url ?? "");
  const span = spans[0] ?? hit?.kern.positie;
  return html`${hit?.noten.length
      ? html`<dl part="noten">
          ${hit.noten.map(
            ({ nummer, tekst }) => html`<dt>${words.noot(nummer)}</dt>
              <dd lang="nl">${tekst}</dd>`,
          )}
        </dl>`
      : nothing}
    <cite lang="nl">${reference}</cite>
    <span class="meta" lang="nl">${view.letter(briefId)}</span>
    <span class="links">
      ${into(view, briefId, hit?.id ?? "", words.inBrief, span)}
      ${url && html`<a href=${url}>${words.officieel}</a>`} ${facts[0] && about(view, facts[0])}
      ${hit &&
      html`<label
        ><input
          type="checkbox"
          .checked=${view.isPicked(hit)}
          @change=${() => view.pick(hit, question, headingOf(nl, facts))}
        />${words.kies}</label
      >`}
    </span>`;
}

/** Link into a letter: where the page has it beside the widget, there. */
const into = (view: View, letter: string, passage: string, text: string, span?: Span) =>
  html`<a
    href=${view.address(letter, passage, span)}
    @click=${(event: MouseEvent) => view.follow(event, letter)}
    >${text}</a
  >`;

/** Link to the notes that define a number and say where it comes from. */
function about(view: View, { briefId, definitie, bron }: Fact) {
  const { words } = view;
  const to = (name: string, id: string | null) =>
    id && into(view, briefId, id, `${name}: ${words.noot(id.replace(/.*noot/, "")).toLowerCase()}`);
  return [to(words.definitie, definitie), " ", to(words.bron, bron)];
}

function passage(view: View, hit: Hit): TemplateResult {
  const { words } = view;
  const { vorige, volgende } = hit.buren;
  return html`<p class="path" lang="nl">${hit.pad.join(" › ")}</p>
    <blockquote lang="nl">${marked(hit.tekst, hit.positie[0], [hit.kern.positie])}</blockquote>
    ${vorige || volgende
      ? html`<details>
          <summary>${words.buren}</summary>
          ${neighbour(words.ervoor, vorige)} ${neighbour(words.erna, volgende)}
        </details>`
      : nothing}
    ${hit.ookIn.length
      ? html`<p>
          ${words.ookIn}:
          <span lang="nl"
            >${hit.ookIn.map(
              ({ id, briefId, verwijzing }) => html`${into(view, briefId, id, verwijzing)} `,
            )}</span
          >
        </p>`
      : nothing}`;
}

const neighbour = (name: string, beside: Neighbour | null) =>
  beside
    ? html`<p class="path">${name}</p>
        <p class="beside" lang="nl">${beside.tekst}</p>`
    : nothing;
