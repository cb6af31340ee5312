// Facts → series of years, and a series → rows of a table, a caption and CSV.
//
// As in qa/say/series.py: one measure of one subject in one table of a letter, one number a calendar
// year. What sentences state makes no series, nor does what is only near: it is drawn as exact.

import type { Fact } from "./json.ts";

const FEWEST = 3; // years: two are a comparison, which the answer says in words

/** Return the series that facts make up, each oldest first. */
export function seriesIn(facts: readonly Fact[]): Fact[][] {
  const runs = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (!fact.reeks || fact.grens !== "exact") continue;
    const slot = `${[fact.reeks, fact.eenheid, tableOf(fact)]}`; // its id has its measure and subject
    runs.set(slot, [...(runs.get(slot) ?? []), fact]);
  }
  return [...runs.values()]
    .filter((run) => run.length >= FEWEST && new Set(run.map(({ jaar }) => jaar)).size === run.length)
    .map((run) => run.sort((one, other) => one.jaar! - other.jaar!));
}

/** Return the table that a fact stands in: "tabel 1" of "tabel 1, rij 2019". */
export const tableOf = ({ plaats }: Fact): string => plaats.split(", ")[0]!;

/** Part numbers from what stands behind all alike, as `parted` in qa/say/amounts.py, and of which scale. */
export function parted(series: readonly Fact[]): [string[], string, number] {
  const found = series.map(({ weergave }) => /^(\D*[\d.,]*%?) ?(.*)$/.exec(weergave)!);
  const [[, , unit = ""] = []] = found;
  if (found.some(([, , behind]) => behind !== unit)) return [found.map(([whole]) => whole), "", 1];
  const scale = /^miljoen/.test(unit) ? 1e6 : /^miljard/.test(unit) ? 1e9 : 1;
  return [found.map(([, number]) => number!), unit, scale];
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
    const row = { ...fact, waarde, kopZeker: fact.kopZeker ? "ja" : "nee" };
    return COLUMNS.map((name) => `${row[name as keyof Fact]}`);
  });
  return `\ufeff${[COLUMNS, ...rows].map((cells) => `${cells.map(cell).join(";")}\r\n`).join("")}`;
}

function cell(text: string): string {
  const harmless = text.replace(FORMULA, "'");
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
