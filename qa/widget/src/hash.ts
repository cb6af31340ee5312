// A place in a letter as the part of an address behind its #: `p=<passage>&m=<start>-<end>`.
//
// Without `p` the positions alone tell: not every number comes with the passage around it.

import type { Span } from "./json.ts";

export interface Place {
  passage: string;
  span: Span;
}

/** Read a place; null where there is none, or none that can be. */
export function readHash(hash: string): Place | null {
  const fields = new URLSearchParams(hash.slice(1));
  const passage = fields.get("p") ?? "";
  const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(fields.get("m") ?? "") ?? [];
  const span: Span = [Number(from), Number(to)];
  return span[0] < span[1] ? { passage, span } : null;
}

export const writeHash = (passage: string, [from, to]: Span): string =>
  `#${passage && `p=${encodeURIComponent(passage)}&`}m=${from}-${to}`;
