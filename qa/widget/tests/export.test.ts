import assert from "node:assert/strict";
import { test } from "node:test";
import { asHtml, asMarkdown, asText, webAddress } from "../src/export.ts";
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

test("Markdown has the sentence that matters in bold, and the source below it", () => {
  const picked = { vraag: "Wat?", hit: hit("Ervoor. De kern. Erna.", "De kern."), letter: LETTER, kop: "" };
  assert.equal(
    asMarkdown([picked]),
    "# Citaten\n\n## Wat?\n\n> Ervoor. **De kern.** Erna.\n>\n" +
      "> Kamerstuk 1, par. 1. Een brief, 14 december 2022. <https://example.org/kst-1.html>\n",
  );
});

test("rows stay rows, a question stays one heading, and a restored column heading is told", () => {
  const rows = hit("2019 5\n2020 6\n", "2020 6");
  const picked = { vraag: "Wat?\nEn nu?", hit: rows, letter: LETTER, kop: "Kolomkop gereconstrueerd" };
  assert.equal(
    asMarkdown([picked]),
    "# Citaten\n\n## Wat? En nu?\n\n> 2019 5  \n> **2020 6**\n>\n" +
      "> Kamerstuk 1, par. 1. Een brief, 14 december 2022. Kolomkop gereconstrueerd." +
      " <https://example.org/kst-1.html>\n",
  );
  assert.ok(asHtml([picked]).includes("14 december 2022. Kolomkop gereconstrueerd</a>"));
});

test("what looks like Markdown is text", () => {
  const text = "# kop\n- punt\n1. een *ster* [x](y) <b> `c` |d|";
  const written = asMarkdown([{ vraag: "# a", hit: hit(text, text), letter: "", kop: "" }]);
  assert.ok(written.includes("## \\# a\n"));
  assert.ok(written.includes("> **\\# kop**  \n> **\\- punt**  \n> **1\\. een \\*ster\\* \\[x\\](y)"));
  assert.ok(written.includes("\\<b\\> \\`c\\` \\|d\\|"));
});

test("what looks like HTML is text", () => {
  const text = '<script>alert("&")</script>';
  const written = asHtml([{ vraag: text, hit: hit(text, "alert"), letter: text, kop: "" }]);
  assert.ok(!written.includes("<script"));
  assert.ok(written.includes('&#60;script&#62;<b>alert</b>(&#34;&#38;&#34;)&#60;/script&#62;'));
  assert.ok(written.startsWith('<!doctype html>\n<html lang="nl">\n<meta charset="utf-8">'));
});

test("only addresses of the web become links", () => {
  assert.equal(webAddress("https://example.org/a?b=c#d"), "https://example.org/a?b=c#d");
  for (const url of ["javascript:alert(1)", "data:text/html,x", "//a", "https://a b", 'https://a"b', ""]) {
    assert.equal(webAddress(url), "", url);
  }
  const odd = { vraag: "a", hit: hit("a", "a", { url: "javascript:alert(1)" }), letter: "", kop: "" };
  assert.ok(!(asHtml([odd]) + asMarkdown([odd])).includes("javascript"));
});
