// An answer as text to paste, and picked passages as Markdown or as HTML that Word opens.
//
// All of it is Dutch: it goes into Dutch documents. Whatever stands in a letter stays text.

import type { Answer, Hit } from "./json.ts";
import { nl } from "./nl.ts";
import { comesNear, flat, headingOf, quotesOf } from "./quotes.ts";
import { pieces } from "./slices.ts";

export interface Picked {
  vraag: string;
  hit: Hit;
  letter: string; // title and date
  kop: string; // what is not the letter's own in the headings above it
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

export function asMarkdown(picked: readonly Picked[]): string {
  const blocks = picked.map((each) => {
    const quote = core(each.hit)
      .map(([text, isCore]) => emphasised(text, isCore))
      .join("");
    const link = webAddress(each.hit.url);
    // Two spaces end a line: the rows of a table, or of a signature, are no running text.
    const lines = quote.trimEnd().replace(/ *\n/g, "  \n> ");
    const source = plain(sourceOf(each)) + (link && `. <${link}>`);
    return `## ${plain(flat(each.vraag))}\n\n> ${lines}\n>\n> ${source}\n`;
  });
  return ["# Citaten\n", ...blocks].join("\n");
}

const sourceOf = ({ hit, letter, kop }: Picked): string =>
  [hit.verwijzing, letter, kop].filter(Boolean).join(". ");

/** Write bold around the words only: Markdown knows no bold that begins or ends with a space. */
function emphasised(text: string, bold: boolean): string {
  return bold ? text.replace(/\S(?:.*\S)?/g, (words) => `**${plain(words)}**`) : plain(text);
}

/** Escape what Markdown would read as markup. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~!&]/g, "\\$&")
    .replace(/^(\s*)([-+=])/gm, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/gm, "$1\\$2");
}

export function asHtml(picked: readonly Picked[]): string {
  const blocks = picked.map((each) => {
    const quote = core(each.hit)
      .map(([text, isCore]) => (isCore ? `<b>${escaped(text)}</b>` : escaped(text)))
      .join("")
      .replaceAll("\n", "<br>");
    const link = webAddress(each.hit.url);
    const source = escaped(sourceOf(each));
    const place = link ? `<a href="${escaped(link)}">${source}</a>` : source;
    return `<h2>${escaped(each.vraag)}</h2>\n<blockquote>${quote}</blockquote>\n<p>${place}</p>\n`;
  });
  return `<!doctype html>\n<html lang="nl">\n<meta charset="utf-8">\n<title>Citaten</title>\n<h1>Citaten</h1>\n${blocks.join("")}</html>\n`;
}

const core = ({ tekst, positie, kern }: Hit): [string, boolean][] =>
  pieces(tekst, positie[0], [kern.positie]);

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);

/** Return an address of the web as it may stand in a link; "" for any other, such as a script's. */
export function webAddress(url: string): string {
  return /^https?:\/\/[^\s<>"\\]+$/.test(url) ? url : "";
}
