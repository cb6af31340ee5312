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

test("the parts of an answer are copied one by one", () => {
  const parts = [answer({ vraag: "Eén?", tekst: "1." }), answer({ vraag: "Twee?", tekst: "2." })];
  assert.equal(asText(answer({ deelantwoorden: parts })), "Eén?\n1.\n\nTwee?\n2.");
});

test("Markdown has the sentence that matters in bold, and the source below it", () => {
  const picked = { vraag: "Wat?", hit: hit("Ervoor. De kern. Erna.", "De kern."), letter: LETTER };
  assert.equal(
    asMarkdown([picked]),
    "# Citaten\n\n## Wat?\n\n> Ervoor. **De kern.** Erna.\n>\n" +
      "> Kamerstuk 1, par. 1. Een brief, 14 december 2022. <https://example.org/kst-1.html>\n",
  );
});

test("what looks like Markdown is text", () => {
  const text = "# kop\n- punt\n1. een *ster* [x](y) <b> `c` |d|";
  const written = asMarkdown([{ vraag: "# a", hit: hit(text, text), letter: "" }]);
  assert.ok(written.includes("## \\# a\n"));
  assert.ok(written.includes("> **\\# kop**\n> **\\- punt**\n> **1\\. een \\*ster\\* \\[x\\](y)"));
  assert.ok(written.includes("\\<b\\> \\`c\\` \\|d\\|"));
});

test("what looks like HTML is text", () => {
  const text = '<script>alert("&")</script>';
  const written = asHtml([{ vraag: text, hit: hit(text, "alert"), letter: text }]);
  assert.ok(!written.includes("<script"));
  assert.ok(written.includes('&lt;script&gt;<b>alert</b>(&quot;&amp;&quot;)&lt;/script&gt;'));
  assert.ok(written.startsWith('<!doctype html>\n<html lang="nl">\n<meta charset="utf-8">'));
});

test("only addresses of the web become links", () => {
  assert.equal(webAddress("https://example.org/a?b=c#d"), "https://example.org/a?b=c#d");
  for (const url of ["javascript:alert(1)", "data:text/html,x", "//a", "https://a b", 'https://a"b', ""]) {
    assert.equal(webAddress(url), "", url);
  }
  const odd = { vraag: "a", hit: hit("a", "a", { url: "javascript:alert(1)" }), letter: "" };
  assert.ok(!(asHtml([odd]) + asMarkdown([odd])).includes("javascript"));
});
