// An answer as text to paste, plain and as HTML. What is picked leaves as a file of the service.
//
// All of it is Dutch: it goes into Dutch documents. Whatever stands in a letter stays text.

import type { Answer } from "./json.ts";
import { nl } from "./nl.ts";
import { comesNear, flat, headingOf, quotesOf, type Quote } from "./quotes.ts";
import { pieces } from "./slices.ts";

export interface Copied {
  vraag: string;
  tekst: string; // what the answer says
  quotes: Quote[];
  letters: Record<string, string>; // title and date of each that is quoted
}

/** Return an answer as it is copied, part by part. */
export function copiedFrom(answer: Answer, letter: (id: string) => string): Copied[] {
  const parts = answer.deelantwoorden;
  if (parts.length) return parts.flatMap((part) => copiedFrom(part, letter));
  const quotes = quotesOf(answer);
  const letters = Object.fromEntries(quotes.map(({ briefId }) => [briefId, letter(briefId)]));
  return [{ vraag: answer.vraag, tekst: answer.tekst, quotes, letters }];
}

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

const sourceOf = ({ letters }: Copied, { reference, briefId, facts }: Quote): string =>
  [reference, letters[briefId], headingOf(nl, facts)].filter(Boolean).join(". ");

/** Write answers as HTML for a word processor. */
export function asHtml(copied: readonly Copied[]): string {
  const blocks = copied.map((each) => {
    const quotes = each.quotes.map((quote) => {
      const text = pieces(quote.text, quote.start, quote.spans)
        .map(([piece, isCore]) => (isCore ? `<b>${escaped(piece)}</b>` : escaped(piece)))
        .join("")
        .replaceAll("\n", "<br>");
      return `<blockquote>${text}</blockquote>\n<p>${linked(quote, sourceOf(each, quote))}</p>\n`;
    });
    return `<h2>${escaped(each.vraag)}</h2>\n<p>${escaped(each.tekst)}</p>\n${quotes.join("")}`;
  });
  return blocks.join("");
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
