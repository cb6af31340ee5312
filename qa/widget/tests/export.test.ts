import assert from "node:assert/strict";
import { test } from "node:test";
import {
  asHtml,
  asReference,
  asReferenceHtml,
  asText,
  webAddress,
} from "../src/export.ts";
import { quotesOf } from "../src/quotes.ts";
import { answer, fact, hit } from "./factories.ts";

const LETTER = "Een brief, 14 december 2022";

test("a copied answer has its quote and the reference of its letter", () => {
  const found = hit("Ervoor. De kern. Erna.", "De kern.");
  const text = asText(answer({ tekst: "De brief zegt: «De kern.»", fragmenten: [found] }));
  assert.equal(
    text,
    "Hoeveel?\nDe brief zegt: «De kern.»\n\n«De kern.»\nKamerstuk 1, par. 1, https://example.org/kst-1.html",
  );
  const number = asText(answer({ tekst: "In 2019 waren het er 5.", feiten: [fact(2019, "5")] }));
  assert.match(number, /«2019 5»\nKamerstuk 1, par\. 1, tabel 1, rij 2019$/);
});

test("all rows that a series was read from are copied", () => {
  const years = Array.from({ length: 11 }, (_, at) => fact(2011 + at, `${at}`));
  const copied = asText(answer({ feiten: years }));
  for (const { citaat, verwijzing } of years) assert.ok(copied.includes(`«${citaat}»\n${verwijzing}`));
});

test("what only comes near is not copied as proof", () => {
  const near = { soort: "onthouding", tekst: "Dat staat niet in de brief; «stad» ook niet." };
  assert.equal(
    asText(answer({ ...near, naaste: [fact(2016, "5", { kopHerkomst: "gereconstrueerd" })] })),
    `Hoeveel?\n${near.tekst}\n\nHet dichtst in de buurt komt:\n\n` +
      "«2016 5»\nKamerstuk 1, par. 1, tabel 1, rij 2016\nKolomkop gereconstrueerd",
  );
  const cited = { ...near, tekst: "Nog niet bekend: «De kern.»", fragmenten: [hit("De kern.", "De kern.")] };
  assert.doesNotMatch(asText(answer(cited)), /dichtst/);
});

test("the parts of an answer are copied one by one", () => {
  const parts = [answer({ vraag: "Eén?", tekst: "1." }), answer({ vraag: "Twee?", tekst: "2." })];
  assert.equal(asText(answer({ deelantwoorden: parts })), "Eén?\n1.\n\nTwee?\n2.");
});

test("an answer is copied with what it says, its rows and where each of these stands", () => {
  const one = answer({ tekst: "In 2019 waren het er 5.", feiten: [fact(2019, "5")] });
  const two = answer({ deelantwoorden: [one, answer({ vraag: "En nu?", tekst: "Niets." })] });
  assert.equal(
    asHtml(two, () => LETTER),
    "<h2>Hoeveel?</h2>\n<p>In 2019 waren het er 5.</p>\n<blockquote>2019 <b>5</b></blockquote>\n" +
      "<p>Kamerstuk 1, par. 1, tabel 1, rij 2019. Een brief, 14 december 2022</p>\n" +
      "<h2>En nu?</h2>\n<p>Niets.</p>\n",
  );
});

test("a quote with its place is one line, and its place leads there", () => {
  const quotes = quotesOf(answer({ fragmenten: [hit("De\nkern", "De\nkern")] }));
  assert.equal(asReference(quotes), "«De kern» (Kamerstuk 1, par. 1)");
  assert.equal(
    asReferenceHtml(quotes),
    '<p>«De kern» (<a href="https://example.org/kst-1.html">Kamerstuk 1, par. 1</a>)</p>',
  );
});

test("a restored column heading is told, and rows stay rows", () => {
  const row = fact(2020, "6", { citaat: "2020 5\n2021 6", kopHerkomst: "gereconstrueerd" });
  const written = asHtml(answer({ feiten: [row] }), () => LETTER);
  assert.match(written, /<blockquote>2020 <b>5<\/b><br>2021 6<\/blockquote>/);
  assert.ok(written.includes("14 december 2022. Kolomkop gereconstrueerd</"));
});

test("what looks like HTML is text", () => {
  const text = '<script>alert("&")</script>';
  const one = answer({ vraag: text, tekst: text, fragmenten: [hit(text, text)] });
  const written = asHtml(one, () => text);
  assert.ok(!written.includes("<script"));
  const shown = "&#60;script&#62;alert(&#34;&#38;&#34;)&#60;/script&#62;";
  assert.equal(written.split(shown).length - 1, 4); // the question, the answer, the quote, its letter
});

test("only addresses of the web become links", () => {
  assert.equal(webAddress("https://example.org/a?b=c#d"), "https://example.org/a?b=c#d");
  for (const url of ["javascript:alert(1)", "data:text/html,x", "//a", "https://a b", 'https://a"b', ""]) {
    assert.equal(webAddress(url), "", url);
  }
  const odd = answer({ fragmenten: [hit("a", "a", { url: "javascript:alert(1)" })] });
  assert.ok(!(asHtml(odd, () => "") + asReferenceHtml(quotesOf(odd))).includes("javascript"));
});
