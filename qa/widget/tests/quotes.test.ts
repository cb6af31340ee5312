import assert from "node:assert/strict";
import { test } from "node:test";
import { nl } from "../src/nl.ts";
import {
  allQuotesOf,
  around,
  comesNear,
  goalOf,
  headingOf,
  othersOf,
  placeOf,
  quotesOf,
  toldOnce,
  workingOf,
} from "../src/quotes.ts";
import { answer, fact, hit } from "./factories.ts";

test("numbers of one row are one quote, with the passage around it", () => {
  const table = hit("2019 5 6\n2020 7 8", "2019 5 6");
  const row = { citaat: "2019 5 6", positie: [100, 108] as [number, number] };
  const one = answer({
    feiten: [
      fact(2019, "5", { ...row, waardePositie: [105, 106] }),
      fact(2019, "6", { ...row, waardePositie: [107, 108] }),
    ],
    fragmenten: [table],
  });
  const [quote, ...rest] = quotesOf(one);
  assert.deepEqual(rest, []);
  assert.equal(quote!.hit, table);
  assert.deepEqual(quote!.spans, [[105, 106], [107, 108]]);
  assert.deepEqual(othersOf(one, [quote!]), []);
});

test("a passage is quoted where the answer quotes it, others are kept apart", () => {
  const [first, second] = [hit("Een. Twee.", "Twee."), hit("Drie.", "Drie.", { id: "kst-1:p2" })];
  const one = answer({ tekst: "De brief zegt hierover: «Twee.»", fragmenten: [first, second] });
  const quotes = quotesOf(one);
  assert.deepEqual(quotes.map(({ text, start }) => [text, start]), [["Twee.", 105]]);
  assert.deepEqual(othersOf(one, quotes).map((other) => other.hit), [second]);
  assert.deepEqual(around(one.tekst, quotes), ["De brief zegt hierover:", ""]);
});

test("several quotes leave no loose words behind", () => {
  const hits = ["Een.", "Twee.", "Drie."].map((text, at) => hit(text, text, { id: `kst-1:p${at}` }));
  const one = answer({ tekst: "Welk bedoelt u? «Een.», «Twee.» en «Drie.» Zegt u het.", fragmenten: hits });
  assert.deepEqual(around(one.tekst, quotesOf(one)), ["Welk bedoelt u?", "Zegt u het."]);
});

test("the working stands apart from the answer, its rounding with it", () => {
  const formule = "(3 + 4) ÷ 2 = 3,5";
  const uitkomst = { waarde: "3.5", eenheid: "", weergave: "3,5", omschrijving: "gemiddeld" };
  const berekening = { bewerking: "gemiddelde", formule, invoer: [], afgerond: true, uitkomst };
  const tekst = `Gemiddeld 3,5. Berekening: ${formule} (afgerond op één decimaal).`;
  assert.deepEqual(workingOf(answer({ tekst, berekening })), [
    "Gemiddeld 3,5.",
    `Berekening: ${formule} (afgerond op één decimaal)`,
  ]);
  assert.deepEqual(workingOf(answer({ tekst: "Anders.", berekening })), ["Anders.", formule]);
  assert.deepEqual(workingOf(answer({ tekst: "Niets." })), ["Niets.", ""]);
});

test("a signature of two lines is quoted once, and so is the second", () => {
  const hits = ["De Minister,\nA. Een", "De Minister voor twee,\nB. Twee"].map((text, at) =>
    hit(text, text, { id: `kst-1:p${at}` }),
  );
  const tekst = "De brief zegt hierover: «De Minister, A. Een» en «De Minister voor twee, B. Twee»";
  const one = answer({ tekst, fragmenten: hits });
  assert.deepEqual(quotesOf(one).map((quote) => quote.hit), hits);
  assert.deepEqual(around(tekst, quotesOf(one)), ["De brief zegt hierover:", ""]);
});

test("a quote of an abstention only comes near unless the text has it", () => {
  const near = { soort: "onthouding", naaste: [fact(2016, "5")] };
  assert.ok(comesNear(answer({ ...near, tekst: "Over «stad» zegt dit niets." })));
  assert.ok(!comesNear(answer({ ...near, tekst: "Welk? «2016 5»" })));
  assert.ok(!comesNear(answer({ feiten: near.naaste })));
  assert.ok(!comesNear(answer({ soort: "onthouding" })));
});

test("a series stands in its table, and in no quote", () => {
  const years = [fact(2019, "5"), fact(2020, "6"), fact(2021, "7")];
  const table = hit("…", "…", { positie: [0, 3000] });
  const place = placeOf(years, [table]);
  assert.equal(place.reference, "Kamerstuk 1, par. 1, tabel 1");
  assert.equal(place.hit, table);
  assert.deepEqual(place.spans, [years[0]!.waardePositie]);
  const beside = fact(2022, "8", { plaats: "par. 2" });
  const one = answer({ feiten: [...years, beside] });
  assert.deepEqual(quotesOf(one, years).map(({ text }) => text), ["2022 8"]);
  assert.deepEqual(quotesOf(answer({ feiten: years, fragmenten: [table] }), years), []);
});

test("a heading that is not the letter's own is told, and whether it is certain", () => {
  const restored = fact(2019, "5", { kopHerkomst: "gereconstrueerd" });
  assert.equal(headingOf(nl, [fact(2019, "5")]), "");
  assert.equal(headingOf(nl, [fact(2019, "5"), restored]), "Kolomkop gereconstrueerd");
  assert.equal(
    headingOf(nl, [restored, { ...restored, kopZeker: false }]),
    "Kolomkop gereconstrueerd, niet zeker",
  );
});

test("a row points at its cells, a sentence at itself, and a passage at its best sentence", () => {
  const [cell, stated] = [fact(2019, "5"), fact(2020, "6", { plaats: "par. 2", positie: [30, 60] })];
  const places = (facts: ReturnType<typeof fact>[]) => goalOf(quotesOf(answer({ feiten: facts })))!.spans;
  assert.deepEqual(places([cell, stated]), [cell.waardePositie, [30, 60]]);
  const found = hit("Ervoor. De kern. Erna.", "De kern.");
  assert.deepEqual(goalOf(quotesOf(answer({ fragmenten: [found] }))), {
    briefId: "kst-1",
    passage: "kst-1:p1",
    spans: [found.kern.positie],
  });
  assert.equal(goalOf([]), undefined);
});

test("what is shown of an answer in parts is that of the letter that it quotes first", () => {
  const own = answer({ feiten: [fact(2019, "5")] });
  const other = answer({ feiten: [fact(2020, "6", { briefId: "kst-2" })] });
  const goal = goalOf(allQuotesOf(answer({ deelantwoorden: [own, other, own] })))!;
  assert.equal(goal.briefId, "kst-1");
  assert.deepEqual(goal.spans, [own.feiten[0]!.waardePositie, own.feiten[0]!.waardePositie]);
});

test("the years that a table shows are not told again", () => {
  const years = [fact(2019, "1.174"), fact(2020, "907"), fact(2021, "676")];
  const said = "Het daalde van 1.174 naar 676. Het hoogst was het in 2019 (1.174).";
  assert.equal(toldOnce(`${said} Per jaar: 1.174 (2019), 907 (2020) en 676 (2021).`, years), said);
  assert.equal(toldOnce("Per jaar: 1.174, 907 en 676.", years), "Per jaar: 1.174, 907 en 676.");
  assert.equal(toldOnce("Een. Twee.", []), "Een. Twee.");
});
