import assert from "node:assert/strict";
import { test } from "node:test";
import { asSvg } from "../src/picture.ts";
import { csv, seriesId, seriesIn, unitOf, yearOf } from "../src/series.ts";
import { fact } from "./factories.ts";

const years = (facts: ReturnType<typeof fact>[][]) => facts.map((each) => each.map(yearOf));

test("three years or more of one thing are a series, oldest first", () => {
  const facts = [fact(2021, "676"), fact(2019, "1.174"), fact(2020, "907")];
  assert.deepEqual(years(seriesIn(facts)), [[2019, 2020, 2021]]);
  assert.deepEqual(seriesIn(facts.slice(1)), []);
});

test("another letter, measure, subject or unit is another series", () => {
  const facts = [2019, 2020, 2021].flatMap((year) => [
    fact(year, "5"),
    fact(year, "6%", { eenheid: "procent" }),
  ]);
  assert.deepEqual(years(seriesIn(facts)), [[2019, 2020, 2021], [2019, 2020, 2021]]);
  for (const field of ["briefId", "maat", "onderwerp", "eenheid"]) {
    const mixed = [fact(2019, "5"), fact(2020, "5"), fact(2021, "5", { [field]: "anders" })];
    assert.deepEqual(seriesIn(mixed), [], field);
  }
});

test("what is no run of one table is no series", () => {
  const three = [fact(2019, "5"), fact(2020, "6"), fact(2021, "7")];
  assert.deepEqual(seriesIn([...three, fact(2021, "8")]), []);
  for (const other of [
    { plaats: "tabel 2, rij 2019" },
    { plaats: "par. 2" },
    { periode: null },
    { grens: "bereik", waardeTot: "9" },
    { grens: "ongeveer" },
  ]) {
    assert.deepEqual(seriesIn([...three.slice(1), fact(2019, "5", other)]), [], JSON.stringify(other));
  }
  const half = { begin: "2019-01-01", einde: "2019-06-30", label: "de eerste helft van 2019" };
  assert.equal(yearOf(fact(2019, "5", { periode: half })), null);
  assert.equal(yearOf(fact(2019, "5", { periode: null })), null);
});

test("the id of a series is that of the service", () => {
  const named = { briefId: "kst-28684-720", maat: "doel ophelderingspercentage" };
  assert.equal(
    seriesId(fact(2019, "51%", { ...named, onderwerp: "straatroof" })),
    "kst-28684-720.doel-ophelderingspercentage.straatroof",
  );
  assert.equal(seriesId(fact(2019, "5", { plaats: "par. 2.1" })), "");
  assert.equal(seriesId(fact(2019, "5", { onderwerp: "Zoë’s cafés" })), "kst-1.aantal.zoe-s-cafes");
});

test("a unit stands there only where the number does not name it", () => {
  assert.equal(unitOf({ eenheid: "procent", weergave: "62,57%" }), "");
  assert.equal(unitOf({ eenheid: "fte", weergave: "28 fte" }), "");
  assert.equal(unitOf({ eenheid: "", weergave: "907" }), "");
  assert.equal(unitOf({ eenheid: "euro", weergave: "9,2 miljoen" }), "euro");
});

test("CSV opens in a Dutch spreadsheet: marked, semicolons, decimal commas, quotes where needed", () => {
  const lines = csv([
    fact(2019, "1.174", { verwijzing: 'par. 1; "a"', kopZeker: false }),
    fact(2020, "-3,5%", { onderwerp: "=HYPERLINK(1)" }),
  ]).split("\r\n");
  assert.equal(
    lines[0],
    "\ufeffjaar;maat;onderwerp;weergave;waarde;eenheid;grens;plaats;verwijzing;kopHerkomst;kopZeker",
  );
  assert.equal(
    lines[1],
    '2019;aantal;overvallen;1.174;1174;;exact;tabel 1, rij 2019;"par. 1; ""a""";brief;nee',
  );
  assert.match(lines[2]!, /^2020;aantal;'=HYPERLINK\(1\);-3,5%;-3,5;/);
  assert.equal(lines[3], "");
});

test("a chart to keep is a whole document that says what it is, and markup in it is text", () => {
  const years = [fact(2019, "1.174"), fact(2020, "907", { kopZeker: false }), fact(2021, "676")];
  const drawn = asSvg(years, "Aantal <i>", "Kamerstuk 1, tabel 1");
  assert.match(drawn, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 [\d.]+ [\d.]+"/);
  assert.match(drawn, /<title>Aantal &#60;i&#62;<\/title>/);
  assert.match(drawn, />Kamerstuk 1, tabel 1<\/text><\/svg>$/);
  assert.equal(drawn.split("<circle").length, 4);
  assert.equal(drawn.split('stroke-dasharray="4,3"').length, 3);
});
