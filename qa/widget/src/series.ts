// Facts → series of years, and a series → rows of a table, a caption and CSV.
//
// As in qa/series.py: one measure of one subject in one letter, one number a calendar year.

import type { Fact } from "./json.ts";

const FEWEST = 3; // years: two are a comparison, which the answer says in words

/** Return the calendar year that a fact holds for; null where it is not exactly one. */
export function yearOf({ periode }: Fact): number | null {
  const [, year] = /^(\d{4})-01-01$/.exec(periode?.begin ?? "") ?? [];
  return year && periode?.einde === `${year}-12-31` ? Number(year) : null;
}

/** Return the series that facts make up, each oldest first. */
export function seriesIn(facts: readonly Fact[]): Fact[][] {
  const runs = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (yearOf(fact) === null || fact.waardeTot !== null) continue;
    const slot = JSON.stringify([fact.briefId, fact.maat, fact.onderwerp, fact.eenheid]);
    runs.set(slot, [...(runs.get(slot) ?? []), fact]);
  }
  return [...runs.values()]
    .filter((run) => run.length >= FEWEST && new Set(run.map(yearOf)).size === run.length)
    .map((run) => run.sort((one, other) => yearOf(one)! - yearOf(other)!));
}

/** Return the id under which the service may know the series of a fact, or "" where it has none. */
export function seriesId(fact: Fact): string {
  if (!fact.plaats.startsWith("tabel") || yearOf(fact) === null) return "";
  return [fact.briefId, fact.maat, fact.onderwerp].map(slug).join(".");
}

function slug(text: string): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** Return the unit where the printed number does not name it itself. */
export function unitOf({ eenheid, weergave }: Pick<Fact, "eenheid" | "weergave">): string {
  const named = /^procent(punt)?$/.test(eenheid) || weergave.includes(eenheid);
  return named ? "" : eenheid;
}

/** Return the facts with the highest, or the lowest, number. */
export function extremes(series: readonly Fact[], highest: boolean): Fact[] {
  const values = series.map(({ waarde }) => Number(waarde));
  const wanted = highest ? Math.max(...values) : Math.min(...values);
  return series.filter((_, at) => values[at] === wanted);
}

const COLUMNS = [
  "jaar",
  "maat",
  "onderwerp",
  "weergave",
  "waarde",
  "eenheid",
  "grens",
  "plaats",
  "verwijzing",
  "kopHerkomst",
  "kopZeker",
] as const;
// What a spreadsheet would run, as in qa/wire/facts.py: a formula, unless it is only a number.
const FORMULA = /^(?![-+]?[\d.,]+ ?%?$)[=+\-@\t\r\n]/;

/** Write a series as RFC 4180: a header row, CRLF. No cell runs as a formula in a spreadsheet. */
export function csv(series: readonly Fact[]): string {
  const rows = series.map((fact) => ({
    ...fact,
    jaar: String(yearOf(fact)),
    kopZeker: fact.kopZeker ? "ja" : "nee",
  }));
  const lines = [[...COLUMNS], ...rows.map((row) => COLUMNS.map((name) => row[name]))];
  return lines.map((cells) => cells.map(cell).join(",") + "\r\n").join("");
}

function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
