// Facts → series of years, and a series → rows of a table, a caption and CSV.
//
// As in qa/say/series.py: one measure of one subject in one table of a letter, one number a calendar
// year. What sentences state makes no series, nor does what is only near: it is drawn as exact.

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
    const id = seriesId(fact);
    if (!id || fact.grens !== "exact") continue;
    const slot = JSON.stringify([id, fact.maat, fact.onderwerp, fact.eenheid, tableOf(fact)]);
    runs.set(slot, [...(runs.get(slot) ?? []), fact]);
  }
  return [...runs.values()]
    .filter((run) => run.length >= FEWEST && new Set(run.map(yearOf)).size === run.length)
    .map((run) => run.sort((one, other) => yearOf(one)! - yearOf(other)!));
}

/** Return the table that a fact stands in: "tabel 1" of "tabel 1, rij 2019". */
export const tableOf = ({ plaats }: Fact): string => plaats.split(", ")[0]!;

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

const COLUMNS =
  "jaar maat onderwerp weergave waarde eenheid grens plaats verwijzing kopHerkomst kopZeker".split(" ");
// Where a spreadsheet would run what follows, as in qa/wire/facts.py: at a formula, unless the cell is
// only a number; also where one begins for a spreadsheet that parts cells by another sign.
const FORMULA = /^(?![-+]?[\d.,]+ ?%?$)(?=[=+\-@\t\r\n])|(?<=[,;])(?=[=+\-@][^\s,;])/g;

/**
 * Write a series as Dutch spreadsheets open it: semicolons, decimal commas, and a mark that it is UTF-8.
 * No cell runs as a formula.
 */
export function csv(series: readonly Fact[]): string {
  const rows = series.map((fact) => {
    const waarde = fact.waarde.replace(".", ",");
    const row = { ...fact, waarde, jaar: yearOf(fact), kopZeker: fact.kopZeker ? "ja" : "nee" };
    return COLUMNS.map((name) => `${row[name as keyof Fact]}`);
  });
  return `\ufeff${[COLUMNS, ...rows].map((cells) => `${cells.map(cell).join(";")}\r\n`).join("")}`;
}

function cell(text: string): string {
  const harmless = text.replace(FORMULA, "'");
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
