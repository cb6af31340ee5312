// Positions of the service count code points; a JavaScript string counts UTF-16 units. An emoji
// before a quote would shift every slice by one.

import type { Span } from "./json.ts";

/** Return how many UTF-16 units the first `points` code points of a text take. */
export function units(text: string, points: number): number {
  let at = 0;
  for (let left = points; left > 0 && at < text.length; left--) {
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return at;
}

export const codePoints = (text: string): number => [...text].length;

/** Cut a text that begins at code point `start` into pieces; those within a span are marked. */
export function pieces(text: string, start: number, spans: readonly Span[]): [string, boolean][] {
  const found: [string, boolean][] = [];
  let at = 0;
  for (const [from, to] of [...spans].sort((one, other) => one[0] - other[0])) {
    const begin = Math.max(at, units(text, from - start));
    const end = Math.max(begin, units(text, to - start));
    found.push([text.slice(at, begin), false], [text.slice(begin, end), true]);
    at = end;
  }
  return [...found, [text.slice(at), false] as [string, boolean]].filter(([piece]) => piece);
}
