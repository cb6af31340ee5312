// tests/quotes.test.ts
import assert from "node:assert/strict";
import { test } from "node:test";

// src/quotes.ts
var MOST = 4;
function quotesOf({ feiten, naaste, fragmenten, tekst }) {
  const facts = feiten.length ? feiten : naaste;
  if (facts.length) return ofFacts(facts, fragmenten);
  const named = fragmenten.filter(({ kern }) => tekst.includes(kern.tekst));
  return (named.length ? named : fragmenten.slice(0, 1)).slice(0, MOST).map(ofHit);
}
function othersOf(answer2, quotes) {
  return answer2.fragmenten.filter((hit2) => !quotes.some((quote) => quote.hit === hit2));
}
function ofFacts(facts, hits) {
  const quotes = /* @__PURE__ */ new Map();
  for (const fact2 of facts) {
    const key = `${fact2.briefId} ${fact2.positie}`;
    const [from, to] = fact2.waardePositie;
    const quote = quotes.get(key) ?? {
      text: fact2.citaat,
      start: fact2.positie[0],
      spans: [],
      briefId: fact2.briefId,
      reference: fact2.verwijzing,
      hit: hits.find(
        ({ briefId, positie }) => briefId === fact2.briefId && positie[0] <= from && to <= positie[1]
      ),
      facts: []
    };
    quote.spans.push(fact2.waardePositie);
    quote.facts.push(fact2);
    quotes.set(key, quote);
  }
  return [...quotes.values()].slice(0, MOST);
}
function ofHit(hit2) {
  const { kern, briefId, verwijzing } = hit2;
  const start = kern.positie[0];
  return { text: kern.tekst, start, spans: [], briefId, reference: verwijzing, hit: hit2, facts: [] };
}
function around(text, quotes) {
  const gap = "\0";
  const cut = quotes.reduce((left, quote) => left.replace(`\xAB${quote.text}\xBB`, gap), text);
  const [before = "", ...after] = cut.split(/(?:[,;\s]*(?:\ben\s)?\0[,;\s]*)+/);
  return [before.trim(), after.join(" ").replace(/^[.\s]+/, "").trim()];
}
function workingOf({ tekst, berekening }) {
  const at = berekening ? tekst.lastIndexOf(`: ${berekening.formule}`) : -1;
  if (at < 0) return [tekst, berekening?.formule ?? ""];
  const begin = tekst.lastIndexOf(" ", at - 1) + 1;
  const rest = /^[^.]*/.exec(tekst.slice(at + 2 + berekening.formule.length))[0];
  const end = at + 2 + berekening.formule.length + rest.length;
  return [(tekst.slice(0, begin) + tekst.slice(end + 1)).trim(), tekst.slice(begin, end)];
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
function hit(text, core, more = {}) {
  const at = [...text.slice(0, text.indexOf(core))].length;
  return {
    id: "kst-1:p1",
    briefId: "kst-1",
    pad: ["1 Inleiding"],
    soort: "alinea",
    tekst: text,
    positie: [100, 100 + [...text].length],
    kern: { tekst: core, positie: [100 + at, 100 + at + [...core].length] },
    noten: [],
    buren: { vorige: null, volgende: null },
    ookIn: [],
    verwijzing: "Kamerstuk 1, par. 1",
    url: "https://example.org/kst-1.html",
    ...more
  };
}
function answer(more = {}) {
  return {
    id: "0123456789abcdef",
    soort: "antwoord",
    vraag: "Hoeveel?",
    tekst: "Zoveel.",
    reden: null,
    sterkte: "sterk",
    gelezenAls: null,
    feiten: [],
    naaste: [],
    berekening: null,
    fragmenten: [],
    deelantwoorden: [],
    suggesties: [],
    context: null,
    vervolgOp: null,
    ...more
  };
}

// tests/quotes.test.ts
test("numbers of one row are one quote, with the passage around it", () => {
  const table = hit("2019 5 6\n2020 7 8", "2019 5 6");
  const row = { citaat: "2019 5 6", positie: [100, 108] };
  const one = answer({
    feiten: [
      fact(2019, "5", { ...row, waardePositie: [105, 106] }),
      fact(2019, "6", { ...row, waardePositie: [107, 108] })
    ],
    fragmenten: [table]
  });
  const [quote, ...rest] = quotesOf(one);
  assert.deepEqual(rest, []);
  assert.equal(quote.hit, table);
  assert.deepEqual(quote.spans, [[105, 106], [107, 108]]);
  assert.deepEqual(othersOf(one, [quote]), []);
});
test("a passage is quoted where the answer quotes it, others are kept apart", () => {
  const [first, second] = [hit("Een. Twee.", "Twee."), hit("Drie.", "Drie.", { id: "kst-1:p2" })];
  const one = answer({ tekst: "De brief zegt hierover: \xABTwee.\xBB", fragmenten: [first, second] });
  const quotes = quotesOf(one);
  assert.deepEqual(quotes.map(({ text, start }) => [text, start]), [["Twee.", 105]]);
  assert.deepEqual(othersOf(one, quotes), [second]);
  assert.deepEqual(around(one.tekst, quotes), ["De brief zegt hierover:", ""]);
});
test("several quotes leave no loose words behind", () => {
  const hits = ["Een.", "Twee.", "Drie."].map((text, at) => hit(text, text, { id: `kst-1:p${at}` }));
  const one = answer({ tekst: "Welk bedoelt u? \xABEen.\xBB, \xABTwee.\xBB en \xABDrie.\xBB Zegt u het.", fragmenten: hits });
  assert.deepEqual(around(one.tekst, quotesOf(one)), ["Welk bedoelt u?", "Zegt u het."]);
});
test("the working stands apart from the answer, its rounding with it", () => {
  const formule = "(3 + 4) \xF7 2 = 3,5";
  const uitkomst = { waarde: "3.5", eenheid: "", weergave: "3,5" };
  const berekening = { bewerking: "gemiddelde", formule, invoer: [], afgerond: true, uitkomst };
  const tekst = `Gemiddeld 3,5. Berekening: ${formule} (afgerond op \xE9\xE9n decimaal).`;
  assert.deepEqual(workingOf(answer({ tekst, berekening })), [
    "Gemiddeld 3,5.",
    `Berekening: ${formule} (afgerond op \xE9\xE9n decimaal)`
  ]);
  assert.deepEqual(workingOf(answer({ tekst: "Anders.", berekening })), ["Anders.", formule]);
  assert.deepEqual(workingOf(answer({ tekst: "Niets." })), ["Niets.", ""]);
});
