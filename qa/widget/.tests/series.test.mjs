// tests/series.test.ts
import assert from "node:assert/strict";
import { test } from "node:test";

// src/series.ts
var FEWEST = 3;
function yearOf({ periode }) {
  const [, year] = /^(\d{4})-01-01$/.exec(periode?.begin ?? "") ?? [];
  return year && periode?.einde === `${year}-12-31` ? Number(year) : null;
}
function seriesIn(facts) {
  const runs = /* @__PURE__ */ new Map();
  for (const fact2 of facts) {
    if (yearOf(fact2) === null || fact2.waardeTot !== null) continue;
    const slot = JSON.stringify([fact2.briefId, fact2.maat, fact2.onderwerp, fact2.eenheid]);
    runs.set(slot, [...runs.get(slot) ?? [], fact2]);
  }
  return [...runs.values()].filter((run) => run.length >= FEWEST && new Set(run.map(yearOf)).size === run.length).map((run) => run.sort((one, other) => yearOf(one) - yearOf(other)));
}
function seriesId(fact2) {
  if (!fact2.plaats.startsWith("tabel") || yearOf(fact2) === null) return "";
  return [fact2.briefId, fact2.maat, fact2.onderwerp].map(slug).join(".");
}
function slug(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
function unitOf({ eenheid, weergave }) {
  const named = /^procent(punt)?$/.test(eenheid) || weergave.includes(eenheid);
  return named ? "" : eenheid;
}
function extremes(series, highest) {
  const values = series.map(({ waarde }) => Number(waarde));
  const wanted = highest ? Math.max(...values) : Math.min(...values);
  return series.filter((_, at) => values[at] === wanted);
}
var COLUMNS = [
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
  "kopZeker"
];
var FORMULA = /^(?![-+]?[\d.,]+ ?%?$)[=+\-@\t\r\n]/;
function csv(series) {
  const rows = series.map((fact2) => ({
    ...fact2,
    jaar: String(yearOf(fact2)),
    kopZeker: fact2.kopZeker ? "ja" : "nee"
  }));
  const lines = [[...COLUMNS], ...rows.map((row) => COLUMNS.map((name) => row[name]))];
  return lines.map((cells) => cells.map(cell).join(",") + "\r\n").join("");
}
function cell(text) {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

// tests/factories.ts
function fact(year, shown, more = {}) {
  return {
    id: `kst-1:tabel1:${year}`,
    briefId: "kst-1",
    maat: "aantal",
    onderwerp: "overvallen",
    waarde: shown.replaceAll(".", "").replace(",", ".").replace("%", ""),
    waardeTot: null,
    weergave: shown,
    eenheid: "",
    grens: "exact",
    periode: { begin: `${year}-01-01`, einde: `${year}-12-31`, label: `${year}` },
    citaat: `${year} ${shown}`,
    plaats: `tabel 1, rij ${year}`,
    verwijzing: `Kamerstuk 1, par. 1, tabel 1, rij ${year}`,
    kopHerkomst: "brief",
    kopZeker: true,
    kopToelichting: "",
    definitie: null,
    bron: null,
    positie: [year, year + 5 + shown.length],
    waardePositie: [year + 5, year + 5 + shown.length],
    ...more
  };
}

// tests/series.test.ts
var years = (facts) => facts.map((each) => each.map(yearOf));
test("three years or more of one thing are a series, oldest first", () => {
  const facts = [fact(2021, "676"), fact(2019, "1.174"), fact(2020, "907")];
  assert.deepEqual(years(seriesIn(facts)), [[2019, 2020, 2021]]);
  assert.deepEqual(seriesIn(facts.slice(1)), []);
});
test("another letter, measure, subject or unit is another series", () => {
  const facts = [2019, 2020, 2021].flatMap((year) => [
    fact(year, "5"),
    fact(year, "6%", { eenheid: "procent" })
  ]);
  assert.deepEqual(years(seriesIn(facts)), [[2019, 2020, 2021], [2019, 2020, 2021]]);
  for (const field of ["briefId", "maat", "onderwerp", "eenheid"]) {
    const mixed = [fact(2019, "5"), fact(2020, "5"), fact(2021, "5", { [field]: "anders" })];
    assert.deepEqual(seriesIn(mixed), [], field);
  }
});
test("a year with two numbers, a range or part of a year makes no series", () => {
  const three = [fact(2019, "5"), fact(2020, "6"), fact(2021, "7")];
  assert.deepEqual(seriesIn([...three, fact(2021, "8")]), []);
  assert.deepEqual(seriesIn([...three.slice(1), fact(2019, "5", { waardeTot: "9" })]), []);
  const half = { begin: "2019-01-01", einde: "2019-06-30", label: "de eerste helft van 2019" };
  assert.equal(yearOf(fact(2019, "5", { periode: half })), null);
  assert.equal(yearOf(fact(2019, "5", { periode: null })), null);
});
test("the id of a series is that of the service", () => {
  const named = { briefId: "kst-28684-720", maat: "doel ophelderingspercentage" };
  assert.equal(
    seriesId(fact(2019, "51%", { ...named, onderwerp: "straatroof" })),
    "kst-28684-720.doel-ophelderingspercentage.straatroof"
  );
  assert.equal(seriesId(fact(2019, "5", { plaats: "par. 2.1" })), "");
  assert.equal(seriesId(fact(2019, "5", { onderwerp: "Zo\xEB\u2019s caf\xE9s" })), "kst-1.aantal.zoe-s-cafes");
});
test("a unit stands there only where the number does not name it", () => {
  assert.equal(unitOf({ eenheid: "procent", weergave: "62,57%" }), "");
  assert.equal(unitOf({ eenheid: "fte", weergave: "28 fte" }), "");
  assert.equal(unitOf({ eenheid: "", weergave: "907" }), "");
  assert.equal(unitOf({ eenheid: "euro", weergave: "9,2 miljoen" }), "euro");
});
test("the extremes are all years that have them", () => {
  const series = [fact(2019, "9"), fact(2020, "5"), fact(2021, "9")];
  assert.deepEqual(extremes(series, true).map(yearOf), [2019, 2021]);
  assert.deepEqual(extremes(series, false).map(yearOf), [2020]);
});
test("CSV has CRLF, quotes where needed, and no formula", () => {
  const lines = csv([
    fact(2019, "1.174", { verwijzing: 'par. 1, "a"', kopZeker: false }),
    fact(2020, "-3%", { onderwerp: "=HYPERLINK(1)" })
  ]).split("\r\n");
  assert.equal(
    lines[0],
    "jaar,maat,onderwerp,weergave,waarde,eenheid,grens,plaats,verwijzing,kopHerkomst,kopZeker"
  );
  assert.equal(
    lines[1],
    '2019,aantal,overvallen,1.174,1174,,exact,"tabel 1, rij 2019","par. 1, ""a""",brief,nee'
  );
  assert.match(lines[2], /^2020,aantal,'=HYPERLINK\(1\),-3%,-3,/);
  assert.equal(lines[3], "");
});
