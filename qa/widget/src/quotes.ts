// What an answer quotes: the literal pieces that carry it, apart from what else was found.

import type { Answer, Fact, Hit, Span } from "./json.ts";
import type { Words } from "./nl.ts";
import { tableOf } from "./series.ts";

/** A place in a letter; `passage` is "" where the positions alone tell. */
export interface Goal {
  briefId: string;
  passage: string;
  spans: Span[];
}

/**
 * A literal piece of a letter; `spans` are the words that matter in it, `places` what is to be marked in
 * the letter, `hit` is the passage around it.
 */
export interface Quote {
  text: string;
  start: number;
  spans: Span[];
  places: Span[];
  briefId: string;
  reference: string;
  hit: Hit | undefined;
  facts: Fact[];
}

/** Return the facts that an answer rests on, or that come nearest where there is none. */
export const factsOf = ({ feiten, naaste }: Answer): Fact[] => (feiten.length ? feiten : naaste);

/** Return the pieces that an answer rests on, or that come nearest; `charted` facts need none. */
export function quotesOf(answer: Answer, charted: readonly Fact[] = []): Quote[] {
  const { fragmenten, tekst } = answer;
  const facts = factsOf(answer);
  if (facts.length) return ofFacts(facts.filter((each) => !charted.includes(each)), fragmenten);
  const quotes = fragmenten.map(ofHit);
  const cited = quotes.filter(isCitedIn(tekst));
  return cited.length ? cited : quotes.slice(0, 1);
}

/** Return all that an answer quotes, part by part. */
export const allQuotesOf = (answer: Answer): Quote[] =>
  answer.deelantwoorden.length ? answer.deelantwoorden.flatMap(allQuotesOf) : quotesOf(answer);

/** Return where quotes stand: those of the letter that the first one is from. */
export function goalOf(quotes: readonly Quote[]): Goal | undefined {
  const [first] = quotes;
  if (!first) return undefined;
  const same = quotes.filter(({ briefId }) => briefId === first.briefId);
  const isOne = same.every(({ hit }) => hit === first.hit);
  return {
    briefId: first.briefId,
    passage: (isOne && first.hit?.id) || "",
    spans: same.flatMap(({ places }) => places),
  };
}

/** Return what else was found. */
export const othersOf = ({ fragmenten }: Answer, quotes: readonly Quote[]): Quote[] =>
  fragmenten.filter((each) => !quotes.some(({ hit }) => hit === each)).map(ofHit);

/** Tell whether quotes only come near: they prove nothing, and the text does not quote them. */
export function comesNear(answer: Answer): boolean {
  const quotes = quotesOf(answer);
  return answer.soort !== "antwoord" && !!quotes[0] && !quotes.some(isCitedIn(answer.tekst));
}

/** Say in words which headings above facts are not the letter's own; "" where they all are. */
export function headingOf({ kop, kopOnzeker }: Words, facts: readonly Fact[]): string {
  if (facts.some(({ kopZeker }) => !kopZeker)) return kopOnzeker;
  return facts.some(({ kopHerkomst }) => kopHerkomst === "gereconstrueerd") ? kop : "";
}

/** Return where a series stands: its table, with the first of its numbers. */
export function placeOf(series: Fact[], hits: readonly Hit[]): Quote {
  const table = tableOf(series[0]!);
  const quotes = ofFacts(series, hits);
  return {
    ...quotes[0]!,
    facts: series,
    places: quotes.flatMap(({ places }) => places),
    reference: quotes[0]!.reference.split(table)[0] + table,
  };
}

export const isCell = ({ plaats }: Fact): boolean => plaats.startsWith("tabel");

function ofFacts(facts: readonly Fact[], hits: readonly Hit[]): Quote[] {
  const quotes = new Map<string, Quote>();
  for (const fact of facts) {
    const key = `${fact.briefId} ${fact.positie}`;
    const [from, to] = fact.waardePositie;
    const quote = quotes.get(key) ?? {
      text: fact.citaat,
      start: fact.positie[0],
      spans: [],
      places: [],
      briefId: fact.briefId,
      reference: fact.verwijzing,
      hit: hits.find(
        ({ briefId, positie }) =>
          briefId === fact.briefId && positie[0] <= from && to <= positie[1],
      ),
      facts: [],
    };
    quote.spans.push(fact.waardePositie);
    // Of a row of a table the cell is meant, of running text the sentence.
    if (isCell(fact)) quote.places.push(fact.waardePositie);
    else quote.places = [fact.positie];
    quote.facts.push(fact);
    quotes.set(key, quote);
  }
  return [...quotes.values()];
}

function ofHit(hit: Hit): Quote {
  const { kern, briefId, verwijzing } = hit;
  return {
    text: kern.tekst,
    start: kern.positie[0],
    spans: [],
    places: [kern.positie],
    briefId,
    reference: verwijzing,
    hit,
    facts: [],
  };
}

/** Put a text on one line, as an answer quotes it. */
export const flat = (text: string): string => text.replace(/\s+/g, " ");

const quotation = ({ text }: Quote): string => `«${flat(text)}»`;

const isCitedIn =
  (text: string) =>
  (quote: Quote): boolean =>
    flat(text).includes(quotation(quote));

/** Return what an answer says before and after the quotes that are shown apart from it. */
export function around(text: string, quotes: readonly Quote[]): [string, string] {
  if (!quotes[0]) return [text, ""];
  const gap = "\0";
  const cut = quotes.reduce((left, quote) => left.replace(quotation(quote), gap), flat(text));
  const [before = "", ...after] = cut.split(/(?:[,;\s]*(?:\ben\s)?\0[,;\s]*)+/);
  return [before.trim(), after.join(" ").replace(/^[.\s]+/, "").trim()];
}

/** Leave out the sentence that only says again what a table of a series shows. */
export function toldOnce(text: string, series: readonly Fact[]): string {
  if (!series.length) return text;
  const sentences = text.split(/(?<=[.?!])\s+(?=\p{Lu})/u);
  const repeats = (said: string): boolean => series.every(({ weergave }) => said.includes(weergave));
  return sentences.filter((said, at) => !at || !repeats(said)).join(" ");
}

/** Split the working off from what an answer says: "…", "Berekening: 3 − 1 = 2 (afgerond)". */
export function workingOf({ tekst, berekening }: Answer): [string, string] {
  const { formule = "" } = berekening ?? {};
  const [before = "", after] = formule ? tekst.split(`: ${formule}`) : [];
  if (after === undefined) return [tekst, formule];
  const begin = before.lastIndexOf(" ") + 1;
  const [rest = ""] = /^[^.]*/.exec(after)!;
  const said = before.slice(0, begin) + after.slice(rest.length + 1);
  return [said.trim(), `${before.slice(begin)}: ${formule}${rest}`];
}
