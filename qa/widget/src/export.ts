// An answer as text to paste, plain and as HTML. What is picked leaves as a file of the service.
//
// All of it is Dutch: it goes into Dutch documents. Whatever stands in a letter stays text.

import type { Answer } from "./json.ts";
import { nl } from "./nl.ts";
import { comesNear, flat, headingOf, quotesOf, type Quote } from "./quotes.ts";
import { pieces } from "./slices.ts";

/** Write an answer with its quotes and where they stand. */
export function asText(answer: Answer): string {
  const parts = answer.deelantwoorden;
  if (parts.length) return parts.map(asText).join("\n\n");
  const quotes = quotesOf(answer).map(({ text, reference, hit, facts }) => {
    const place = [reference, hit?.url].filter(Boolean).join(", ");
    return [`«${text}»`, place, headingOf(nl, facts)].filter(Boolean).join("\n");
  });
  if (comesNear(answer)) quotes.unshift(`${nl.dichtbij}:`);
  return [`${answer.vraag}\n${answer.tekst}`, ...quotes].join("\n\n");
}

/** Write quotes with where they stand, as a note to a text has it. */
export const asReference = (quotes: readonly Quote[]): string =>
  quotes.map(({ text, reference }) => `«${flat(text)}» (${reference})`).join("\n");

export const asReferenceHtml = (quotes: readonly Quote[]): string =>
  quotes.map((each) => `<p>«${escaped(flat(each.text))}» (${linked(each, each.reference)})</p>`).join("");

/** Write an answer as HTML for a word processor; `letter` tells the title and date of one. */
export function asHtml(answer: Answer, letter: (id: string) => string): string {
  const parts = answer.deelantwoorden;
  if (parts.length) return parts.map((part) => asHtml(part, letter)).join("");
  const quotes = quotesOf(answer).map((quote) => {
    const { text, start, spans, reference, briefId, facts } = quote;
    const said = pieces(text, start, spans)
      .map(([piece, isCore]) => (isCore ? `<b>${escaped(piece)}</b>` : escaped(piece)))
      .join("")
      .replaceAll("\n", "<br>");
    const source = [reference, letter(briefId), headingOf(nl, facts)].filter(Boolean).join(". ");
    return `<blockquote>${said}</blockquote>\n<p>${linked(quote, source)}</p>\n`;
  });
  return `<h2>${escaped(answer.vraag)}</h2>\n<p>${escaped(answer.tekst)}</p>\n${quotes.join("")}`;
}

function linked({ hit }: Quote, text: string): string {
  const link = webAddress(hit?.url ?? "");
  return link ? `<a href="${escaped(link)}">${escaped(text)}</a>` : escaped(text);
}

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);

/** Return an address of the web as it may stand in a link; "" for any other, such as a script's. */
export function webAddress(url: string): string {
  return /^https?:\/\/[^\s<>"\\]+$/.test(url) ? url : "";
}
