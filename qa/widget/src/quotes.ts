// What an answer quotes: the literal pieces that carry it, apart from what else was found.

import type { Answer, Fact, Hit, Span } from "./json.ts";

/** A literal piece of a letter; `spans` are the words that matter, `hit` the passage around it. */
export interface Quote {
  text: string;
  start: number;
  spans: Span[];
  briefId: string;
  reference: string;
  hit: Hit | undefined;
  facts: Fact[];
}

const MOST = 4; // quotes that are shown at once

/** Return the pieces that an answer rests on, or that come nearest where there is none. */
export function quotesOf({ feiten, naaste, fragmenten, tekst }: Answer): Quote[] {
  const facts = feiten.length ? feiten : naaste;
  if (facts.length) return ofFacts(facts, fragmenten);
  const named = fragmenten.filter(({ kern }) => tekst.includes(kern.tekst));
  return (named.length ? named : fragmenten.slice(0, 1)).slice(0, MOST).map(ofHit);
}

/** Return what else was found. */
export function othersOf(answer: Answer, quotes: readonly Quote[]): Hit[] {
  return answer.fragmenten.filter((hit) => !quotes.some((quote) => quote.hit === hit));
}

function ofFacts(facts: readonly Fact[], hits: readonly Hit[]): Quote[] {
  const quotes = new Map<string, Quote>();
  for (const fact of facts) {
    const key = `${fact.briefId} ${fact.positie}`;
    const [from, to] = fact.waardePositie;
    const quote = quotes.get(key) ?? {
      text: fact.citaat,
      start: fact.positie[0],
      spans: [],
      briefId: fact.briefId,
      reference: fact.verwijzing,
      hit: hits.find(
        ({ briefId, positie }) =>
          briefId === fact.briefId && positie[0] <= from && to <= positie[1],
      ),
      facts: [],
    };
    quote.spans.push(fact.waardePositie);
    quote.facts.push(fact);
    quotes.set(key, quote);
  }
  return [...quotes.values()].slice(0, MOST);
}

function ofHit(hit: Hit): Quote {
  const { kern, briefId, verwijzing } = hit;
  const start = kern.positie[0];
  return { text: kern.tekst, start, spans: [], briefId, reference: verwijzing, hit, facts: [] };
}

/** Return what an answer says before and after the quotes that are shown apart from it. */
export function around(text: string, quotes: readonly Quote[]): [string, string] {
  const gap = "\0";
  const cut = quotes.reduce((left, quote) => left.replace(`«${quote.text}»`, gap), text);
  const [before = "", ...after] = cut.split(/(?:[,;\s]*(?:\ben\s)?\0[,;\s]*)+/);
  return [before.trim(), after.join(" ").replace(/^[.\s]+/, "").trim()];
}

/** Split the working off from what an answer says: "…", "Berekening: 3 − 1 = 2 (afgerond)". */
export function workingOf({ tekst, berekening }: Answer): [string, string] {
  const at = berekening ? tekst.lastIndexOf(`: ${berekening.formule}`) : -1;
  if (at < 0) return [tekst, berekening?.formule ?? ""];
  const begin = tekst.lastIndexOf(" ", at - 1) + 1;
  const rest = /^[^.]*/.exec(tekst.slice(at + 2 + berekening!.formule.length))![0];
  const end = at + 2 + berekening!.formule.length + rest.length;
  return [(tekst.slice(0, begin) + tekst.slice(end + 1)).trim(), tekst.slice(begin, end)];
}
