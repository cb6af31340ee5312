// Places in a letter as the part of an address behind its #: `p=<passage>&m=<start>-<end>`, and a
// further `m` for each further place. Without `p` the positions alone tell: not every number comes with the
// passage around it. And questions there: `vraag=<question>`, one behind the other where each leans
// on the one before; what stands behind a # goes to no server.

import type { Span } from "./json.ts";
import { shown } from "./visible.ts";

export interface Place {
  passage: string;
  spans: Span[];
}

const MOST = 100; // places
const MOST_QUESTIONS = 20; // as many as a conversation keeps: each is asked as the page opens

/** Read places; null where there are none, or none that can be. */
export function readHash(hash: string): Place | null {
  const fields = new URLSearchParams(hash.slice(1));
  const spans = fields.getAll("m").slice(0, MOST).flatMap((given): Span[] => {
    const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(given) ?? [];
    return Number(from) < Number(to) ? [[Number(from), Number(to)]] : [];
  });
  return spans.length ? { passage: fields.get("p") ?? "", spans } : null;
}

export const writeHash = (passage: string, spans: readonly Span[]): string =>
  `#${[passage && `p=${encodeURIComponent(passage)}`, ...spans.map(([from, to]) => `m=${from}-${to}`)].filter(Boolean).join("&")}`;

/** Read the questions that an address holds, the first one first. */
export const readQuestions = (hash: string): string[] =>
  new URLSearchParams(hash.slice(1)).getAll("vraag").slice(0, MOST_QUESTIONS).map((each) => shown(each).trim()).filter(Boolean);

export const writeQuestions = (questions: readonly string[]): string =>
  `#${questions.map((each) => `vraag=${encodeURIComponent(each)}`).join("&")}`;
