// An answer as text to paste, and picked passages as Markdown or as HTML that Word opens.
//
// All of it is Dutch: it goes into Dutch documents. Whatever stands in a letter stays text.

import type { Answer, Hit } from "./json.ts";
import { quotesOf } from "./quotes.ts";
import { pieces } from "./slices.ts";

export interface Picked {
  vraag: string;
  hit: Hit;
  letter: string; // title and date
}

/** Write an answer with its quotes and where they stand. */
export function asText(answer: Answer): string {
  const parts = answer.deelantwoorden;
  if (parts.length) return parts.map(asText).join("\n\n");
  const quotes = quotesOf(answer).map(
    ({ text, reference, hit }) => `«${text}»\n${[reference, hit?.url].filter(Boolean).join(", ")}`,
  );
  return [`${answer.vraag}\n${answer.tekst}`, ...quotes].join("\n\n");
}

export function asMarkdown(picked: readonly Picked[]): string {
  const blocks = picked.map(({ vraag, hit, letter }) => {
    const quote = core(hit)
      .map(([text, isCore]) => emphasised(text, isCore))
      .join("");
    const source = [hit.verwijzing, letter].filter(Boolean).map(plain).join(". ");
    const link = webAddress(hit.url);
    const lines = [...quote.split("\n"), "", source + (link && `. <${link}>`)];
    return `## ${plain(vraag)}\n\n${lines.map((line) => `> ${line}`.trimEnd()).join("\n")}\n`;
  });
  return ["# Citaten\n", ...blocks].join("\n");
}

/** Write bold around the words only: Markdown knows no bold that begins or ends with a space. */
function emphasised(text: string, bold: boolean): string {
  if (!bold) return plain(text);
  return text
    .split("\n")
    .map((line) => line.replace(/\S(?:.*\S)?/, (words) => `**${plain(words)}**`))
    .join("\n");
}

/** Escape what Markdown would read as markup. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~!&]/g, "\\$&")
    .replace(/^(\s*)([-+=])/gm, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/gm, "$1\\$2");
}

export function asHtml(picked: readonly Picked[]): string {
  const blocks = picked.map(({ vraag, hit, letter }) => {
    const quote = core(hit)
      .map(([text, isCore]) => (isCore ? `<b>${escaped(text)}</b>` : escaped(text)))
      .join("")
      .replaceAll("\n", "<br>");
    const link = webAddress(hit.url);
    const source = [hit.verwijzing, letter].filter(Boolean).map(escaped).join(". ");
    const place = link ? `<a href="${escaped(link)}">${source}</a>` : source;
    return `<h2>${escaped(vraag)}</h2>\n<blockquote>${quote}</blockquote>\n<p>${place}</p>\n`;
  });
  return `<!doctype html>\n<html lang="nl">\n<meta charset="utf-8">\n<title>Citaten</title>\n<h1>Citaten</h1>\n${blocks.join("")}</html>\n`;
}

const core = ({ tekst, positie, kern }: Hit): [string, boolean][] =>
  pieces(tekst, positie[0], [kern.positie]);

const ENTITIES: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot" };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (each) => `&${ENTITIES[each]};`);

/** Return an address of the web as it may stand in a link; "" for any other, such as a script's. */
export function webAddress(url: string): string {
  return /^https?:\/\/[^\s<>"\\]+$/.test(url) ? url : "";
}
