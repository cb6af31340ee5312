// An answer as text to paste, and picked passages as Markdown or as HTML that Word opens.
//
// All of it is Dutch: it goes into Dutch documents. Whatever stands in a letter stays text.

import type { Answer } from "./json.ts";
import { nl } from "./nl.ts";
import { comesNear, flat, headingOf, quotesOf, type Quote } from "./quotes.ts";
import { pieces } from "./slices.ts";

export interface Picked {
  vraag: string;
  tekst: string; // what the answer says; "" for a passage by itself
  quotes: Quote[];
  letters: Record<string, string>; // title and date of each that is quoted
}

/** Return an answer as it is taken along, part by part. */
export function pickedFrom(answer: Answer, letter: (id: string) => string): Picked[] {
  const parts = answer.deelantwoorden;
  if (parts.length) return parts.flatMap((part) => pickedFrom(part, letter));
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

export function asMarkdown(picked: readonly Picked[]): string {
  const blocks = picked.map((each) => {
    const quotes = each.quotes.map((quote) => {
      const text = pieces(quote.text, quote.start, quote.spans)
        .map(([piece, isCore]) => emphasised(piece, isCore))
        .join("");
      const link = webAddress(quote.hit?.url ?? "");
      // Two spaces end a line: the rows of a table, or of a signature, are no running text.
      const lines = text.trimEnd().replace(/ *\n/g, "  \n> ");
      const source = plain(sourceOf(each, quote)) + (link && `. <${link}>`);
      return `> ${lines}\n>\n> ${source}\n`;
    });
    const said = each.tekst && `${plain(flat(each.tekst))}\n`;
    return [`## ${plain(flat(each.vraag))}\n`, said, ...quotes].filter(Boolean).join("\n");
  });
  return ["# Citaten\n", ...blocks].join("\n");
}

const sourceOf = ({ letters }: Picked, { reference, briefId, facts }: Quote): string =>
  [reference, letters[briefId], headingOf(nl, facts)].filter(Boolean).join(". ");

/** Write bold around the words only: Markdown knows no bold that begins or ends with a space. */
function emphasised(text: string, bold: boolean): string {
  return bold ? text.replace(/\S(?:.*\S)?/g, (words) => `**${plain(words)}**`) : plain(text);
}

/** Escape what Markdown would read as markup. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~!&]/g, "\\$&")
    .replace(/^(\s*)([-+=])/gm, "$1\\$2")
    .replace(/^(\s*\d+)([.)])(?=\s|$)/gm, "$1\\$2");
}

/** Write answers as HTML for a word processor: the question as a heading, or without. */
export function asHtml(picked: readonly Picked[], withQuestions = true): string {
  const blocks = picked.map((each) => {
    const quotes = each.quotes.map((quote) => {
      const text = pieces(quote.text, quote.start, quote.spans)
        .map(([piece, isCore]) => (isCore ? `<b>${escaped(piece)}</b>` : escaped(piece)))
        .join("")
        .replaceAll("\n", "<br>");
      return `<blockquote>${text}</blockquote>\n<p>${linked(quote, sourceOf(each, quote))}</p>\n`;
    });
    const title = withQuestions ? `<h2>${escaped(each.vraag)}</h2>\n` : "";
    const said = each.tekst && `<p>${escaped(each.tekst)}</p>\n`;
    return title + said + quotes.join("");
  });
  return blocks.join("");
}

export const asDocument = (picked: readonly Picked[]): string =>
  `<!doctype html>\n<html lang="nl">\n<meta charset="utf-8">\n<title>Citaten</title>\n<h1>Citaten</h1>\n${asHtml(picked)}</html>\n`;

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
