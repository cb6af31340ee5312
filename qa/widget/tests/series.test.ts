import assert from "node:assert/strict";
import { test } from "node:test";
import { laidOut } from "../src/chart.ts";
import { asSvg } from "../src/picture.ts";
import { csv, parted, seriesIn } from "../src/series.ts";
import { fact } from "./factories.ts";

const years = (facts: ReturnType<typeof fact>[][]) => facts.map((each) => each.map(({ jaar }) => jaar));

test("three years or more of one thing are a series, oldest first", () => {
  const facts = [fact(2021, "676"), fact(2019, "1.174"), fact(2020, "907")];
  assert.deepEqual(years(seriesIn(facts)), [[2019, 2020, 2021]]);
  assert.deepEqual(seriesIn(facts.slice(1)), []);
});

test("another id or unit is another series", () => {
  const facts = [2019, 2020, 2021].flatMap((year) => [
    fact(year, "5"),
    fact(year, "6%", { eenheid: "procent" }),
  ]);
  assert.deepEqual(years(seriesIn(facts)), [[2019, 2020, 2021], [2019, 2020, 2021]]);
  for (const field of ["reeks", "eenheid"]) {
    const mixed = [fact(2019, "5"), fact(2020, "5"), fact(2021, "5", { [field]: "anders" })];
    assert.deepEqual(seriesIn(mixed), [], field);
  }
});

test("what is no run of one table is no series", () => {
  const three = [fact(2019, "5"), fact(2020, "6"), fact(2021, "7")];
  assert.deepEqual(seriesIn([...three, fact(2021, "8")]), []);
  for (const other of [
    { plaats: "tabel 2, rij 2019" },
    { reeks: "" },
    { grens: "bereik" },
    { grens: "ongeveer" },
  ]) {
    assert.deepEqual(seriesIn([...three.slice(1), fact(2019, "5", other)]), [], JSON.stringify(other));
  }
});

test("a chart says the unit of all its numbers once, and places them in that scale", () => {
  const years = (...shown: string[]) => shown.map((each, at) => fact(2019 + at, each));
  assert.deepEqual(parted(years("37,0 miljoen euro", "51,6 miljoen euro")), [["37,0", "51,6"], "miljoen euro", 1e6]);
  assert.deepEqual(parted(years("€ 1,2 miljard", "€ 2 miljard")), [["€ 1,2", "€ 2"], "miljard", 1e9]);
  assert.deepEqual(parted(years("9.115 euro", "870 euro")), [["9.115", "870"], "euro", 1]);
  assert.deepEqual(parted(years("62,57%", "-3,5%")), [["62,57%", "-3,5%"], "", 1]);
  assert.deepEqual(parted(years("800 miljoen euro", "1,2 miljard euro")), [["800 miljoen euro", "1,2 miljard euro"], "", 1]);
  const drawn = laidOut(
    ["37,0", "47,8", "51,6"].map((shown, at) =>
      fact(2022 + at, `${shown} miljoen euro`, { waarde: `${shown.replace(",", "")}00000`, eenheid: "euro" }),
    ),
  );
  assert.deepEqual(drawn.values.map(({ text }) => text), ["37,0", "47,8", "51,6"]);
  assert.deepEqual(drawn.ticks.map(({ text }) => text), ["0", "20", "40", "60"]);
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
