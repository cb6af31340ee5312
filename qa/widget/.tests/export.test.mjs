// tests/export.test.ts
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

// src/slices.ts
function units(text, points) {
  let at = 0;
  for (let left = points; left > 0 && at < text.length; left--) {
    at += text.codePointAt(at) > 65535 ? 2 : 1;
  }
  return at;
}
function pieces(text, start, spans) {
  const found = [];
  let at = 0;
  for (const [from, to] of [...spans].sort((one, other) => one[0] - other[0])) {
    const begin = Math.max(at, units(text, from - start));
    const end = Math.max(begin, units(text, to - start));
    found.push([text.slice(at, begin), false], [text.slice(begin, end), true]);
    at = end;
  }
  return [...found, [text.slice(at), false]].filter(([piece]) => piece);
}

// src/export.ts
function asText(answer2) {
  const parts = answer2.deelantwoorden;
  if (parts.length) return parts.map(asText).join("\n\n");
  const quotes = quotesOf(answer2).map(
    ({ text, reference, hit: hit2 }) => `\xAB${text}\xBB
${[reference, hit2?.url].filter(Boolean).join(", ")}`
  );
  return [`${answer2.vraag}
${answer2.tekst}`, ...quotes].join("\n\n");
}
function asMarkdown(picked) {
  const blocks = picked.map(({ vraag, hit: hit2, letter }) => {
    const quote = core(hit2).map(([text, isCore]) => emphasised(text, isCore)).join("");
    const source = [hit2.verwijzing, letter].filter(Boolean).map(plain).join(". ");
    const link = webAddress(hit2.url);
    const lines = [...quote.split("\n"), "", source + (link && `. <${link}>`)];
    return `## ${plain(vraag)}

${lines.map((line) => `> ${line}`.trimEnd()).join("\n")}
`;
  });
  return ["# Citaten\n", ...blocks].join("\n");
}
function emphasised(text, bold) {
  if (!bold) return plain(text);
  return text.split("\n").map((line) => line.replace(/\S(?:.*\S)?/, (words) => `**${plain(words)}**`)).join("\n");
}
function plain(text) {
  return text.replace(/[\\`*_{}[\]<>#|~!&]/g, "\\$&").replace(/^(\s*)([-+=])/gm, "$1\\$2").replace(/^(\s*\d+)([.)])/gm, "$1\\$2");
}
function asHtml(picked) {
  const blocks = picked.map(({ vraag, hit: hit2, letter }) => {
    const quote = core(hit2).map(([text, isCore]) => isCore ? `<b>${escaped(text)}</b>` : escaped(text)).join("").replaceAll("\n", "<br>");
    const link = webAddress(hit2.url);
    const source = [hit2.verwijzing, letter].filter(Boolean).map(escaped).join(". ");
    const place = link ? `<a href="${escaped(link)}">${source}</a>` : source;
    return `<h2>${escaped(vraag)}</h2>
<blockquote>${quote}</blockquote>
<p>${place}</p>
`;
  });
  return `<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<title>Citaten</title>
<h1>Citaten</h1>
${blocks.join("")}</html>
`;
}
var core = ({ tekst, positie, kern }) => pieces(tekst, positie[0], [kern.positie]);
var ENTITIES = { "&": "amp", "<": "lt", ">": "gt", '"': "quot" };
var escaped = (text) => text.replace(/[&<>"]/g, (each) => `&${ENTITIES[each]};`);
function webAddress(url) {
  return /^https?:\/\/[^\s<>"\\]+$/.test(url) ? url : "";
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
function hit(text, core2, more = {}) {
  const at = [...text.slice(0, text.indexOf(core2))].length;
  return {
    id: "kst-1:p1",
    briefId: "kst-1",
    pad: ["1 Inleiding"],
    soort: "alinea",
    tekst: text,
    positie: [100, 100 + [...text].length],
    kern: { tekst: core2, positie: [100 + at, 100 + at + [...core2].length] },
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

// tests/export.test.ts
var LETTER = "Een brief, 14 december 2022";
test("a copied answer has its quote and the reference of its letter", () => {
  const found = hit("Ervoor. De kern. Erna.", "De kern.");
  const text = asText(answer({ tekst: "De brief zegt: \xABDe kern.\xBB", fragmenten: [found] }));
  assert.equal(
    text,
    "Hoeveel?\nDe brief zegt: \xABDe kern.\xBB\n\n\xABDe kern.\xBB\nKamerstuk 1, par. 1, https://example.org/kst-1.html"
  );
  const number = asText(answer({ tekst: "In 2019 waren het er 5.", feiten: [fact(2019, "5")] }));
  assert.match(number, /«2019 5»\nKamerstuk 1, par\. 1, tabel 1, rij 2019$/);
});
test("the parts of an answer are copied one by one", () => {
  const parts = [answer({ vraag: "E\xE9n?", tekst: "1." }), answer({ vraag: "Twee?", tekst: "2." })];
  assert.equal(asText(answer({ deelantwoorden: parts })), "E\xE9n?\n1.\n\nTwee?\n2.");
});
test("Markdown has the sentence that matters in bold, and the source below it", () => {
  const picked = { vraag: "Wat?", hit: hit("Ervoor. De kern. Erna.", "De kern."), letter: LETTER };
  assert.equal(
    asMarkdown([picked]),
    "# Citaten\n\n## Wat?\n\n> Ervoor. **De kern.** Erna.\n>\n> Kamerstuk 1, par. 1. Een brief, 14 december 2022. <https://example.org/kst-1.html>\n"
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
  assert.ok(written.includes("&lt;script&gt;<b>alert</b>(&quot;&amp;&quot;)&lt;/script&gt;"));
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
