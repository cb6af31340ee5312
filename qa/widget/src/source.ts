// A quote with where it stands, and a passage with its notes and neighbours.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { webAddress } from "./export.ts";
import type { Fact, Hit, Neighbour, Span } from "./json.ts";
import type { Quote } from "./quotes.ts";
import { pieces } from "./slices.ts";
import type { View } from "./view.ts";

/** Show a quote, where it stands, and, folded, what is around it. */
export function quoted(view: View, quote: Quote, question: string): TemplateResult {
  const { text, start, spans, hit } = quote;
  const [first] = spans.length ? spans : hit ? [hit.kern.positie] : [];
  return html`<figure part="citaat">
    <blockquote lang="nl">${marked(text, start, spans)}</blockquote>
    ${sourced(view, quote, first, question)}
    ${hit && hit.tekst !== text
      ? html`<details part="fragment">
          <summary>${view.words.heleStuk}</summary>
          ${passage(view, hit)}
        </details>`
      : hit && notes(view, hit)}
  </figure>`;
}

/** Show a passage that was found beside the quotes, with its best sentence marked. */
export function found(view: View, hit: Hit, question: string): TemplateResult {
  const place = { briefId: hit.briefId, reference: hit.verwijzing, hit, facts: [] };
  return html`<figure part="fragment">
    ${passage(view, hit)} ${sourced(view, place, hit.kern.positie, question)}
  </figure>`;
}

const marked = (text: string, start: number, spans: readonly Span[]) =>
  pieces(text, start, spans).map(([piece, isCore]) =>
    isCore ? html`<mark>${piece}</mark>` : piece,
  );

function sourced(
  view: View,
  { briefId, reference, hit, facts }: Pick<Quote, "briefId" | "reference" | "hit" | "facts">,
  span: Span | undefined,
  question: string,
): TemplateResult {
  const { words } = view;
  const url = webAddress(hit?.url ?? "");
  return html`<figcaption part="bron">
    <cite lang="nl">${reference}</cite>
    <span class="meta" lang="nl">${view.letter(briefId)}</span>
    <span class="links">
      ${(hit || span) &&
      html`<a
        href=${view.address(briefId, hit?.id ?? "", span)}
        @click=${(event: MouseEvent) => view.follow(event, briefId)}
        >${words.inBrief}</a
      >`}
      ${url && html`<a href=${url}>${words.officieel}</a>`} ${facts[0] && about(view, facts[0])}
      ${hit &&
      html`<label
        ><input
          type="checkbox"
          .checked=${view.isPicked(hit)}
          @change=${() => view.pick(hit, question)}
        />${words.kies}</label
      >`}
    </span>
  </figcaption>`;
}

/** Link to the notes that define a number and say where it comes from. */
function about(view: View, { briefId, definitie, bron }: Fact): TemplateResult[] {
  const { words } = view;
  return ([
    [definitie, words.definitie],
    [bron, words.bron],
  ] as const).map(([id, name]) => {
    const [, note] = /noot(\d+)$/.exec(id ?? "") ?? [];
    const label = `${name}: ${words.noot(Number(note)).toLowerCase()}`;
    return html`${note && html`<a href=${view.address(briefId, id!)}>${label}</a>`}`;
  });
}

function passage(view: View, hit: Hit): TemplateResult {
  const { words } = view;
  const { vorige, volgende } = hit.buren;
  return html`<p class="path" lang="nl">${hit.pad.join(" › ")}</p>
    <blockquote lang="nl">${marked(hit.tekst, hit.positie[0], [hit.kern.positie])}</blockquote>
    ${notes(view, hit)}
    ${vorige || volgende
      ? html`<details>
          <summary>${words.buren}</summary>
          ${neighbour(words.ervoor, vorige)} ${neighbour(words.erna, volgende)}
        </details>`
      : nothing}
    ${hit.ookIn.length
      ? html`<p>
          ${words.ookIn}:
          ${hit.ookIn.map(
            ({ id, briefId, verwijzing }) =>
              html`<a lang="nl" href=${view.address(briefId, id)}>${verwijzing}</a> `,
          )}
        </p>`
      : nothing}`;
}

function notes({ words }: View, { noten }: Hit) {
  if (!noten.length) return nothing;
  return html`<details part="noten">
    <summary>${words.noten(noten.length)}</summary>
    <dl>
      ${noten.map(
        ({ nummer, tekst }) => html`<dt>${words.noot(nummer)}</dt>
          <dd lang="nl">${tekst}</dd>`,
      )}
    </dl>
  </details>`;
}

const neighbour = (name: string, beside: Neighbour | null) =>
  beside
    ? html`<p class="path">${name}</p>
        <p class="beside" lang="nl">${beside.tekst}</p>`
    : nothing;
