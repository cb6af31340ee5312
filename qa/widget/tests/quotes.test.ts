import assert from "node:assert/strict";
import { test } from "node:test";
import { around, othersOf, quotesOf, workingOf } from "../src/quotes.ts";
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
  assert.deepEqual(othersOf(one, quotes), [second]);
  assert.deepEqual(around(one.tekst, quotes), ["De brief zegt hierover:", ""]);
});

test("several quotes leave no loose words behind", () => {
  const hits = ["Een.", "Twee.", "Drie."].map((text, at) => hit(text, text, { id: `kst-1:p${at}` }));
  const one = answer({ tekst: "Welk bedoelt u? «Een.», «Twee.» en «Drie.» Zegt u het.", fragmenten: hits });
  assert.deepEqual(around(one.tekst, quotesOf(one)), ["Welk bedoelt u?", "Zegt u het."]);
});

test("the working stands apart from the answer, its rounding with it", () => {
  const formule = "(3 + 4) ÷ 2 = 3,5";
  const uitkomst = { waarde: "3.5", eenheid: "", weergave: "3,5" };
  const berekening = { bewerking: "gemiddelde", formule, invoer: [], afgerond: true, uitkomst };
  const tekst = `Gemiddeld 3,5. Berekening: ${formule} (afgerond op één decimaal).`;
  assert.deepEqual(workingOf(answer({ tekst, berekening })), [
    "Gemiddeld 3,5.",
    `Berekening: ${formule} (afgerond op één decimaal)`,
  ]);
  assert.deepEqual(workingOf(answer({ tekst: "Anders.", berekening })), ["Anders.", formule]);
  assert.deepEqual(workingOf(answer({ tekst: "Niets." })), ["Niets.", ""]);
});
