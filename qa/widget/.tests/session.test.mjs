// tests/session.test.ts
import assert from "node:assert/strict";
import { test } from "node:test";

// src/json.ts
var TEXT = "string";
var MAYBE = [TEXT, null];
var SPAN = "span";
var FACT = {
  id: TEXT,
  briefId: TEXT,
  maat: TEXT,
  onderwerp: TEXT,
  waarde: TEXT,
  waardeTot: MAYBE,
  weergave: TEXT,
  eenheid: TEXT,
  grens: TEXT,
  periode: [{ begin: MAYBE, einde: MAYBE, label: TEXT }, null],
  citaat: TEXT,
  plaats: TEXT,
  verwijzing: TEXT,
  kopHerkomst: TEXT,
  kopZeker: "boolean",
  kopToelichting: TEXT,
  definitie: MAYBE,
  bron: MAYBE,
  positie: SPAN,
  waardePositie: SPAN
};
var NEIGHBOUR = [{ id: TEXT, tekst: TEXT }, null];
var HIT = {
  id: TEXT,
  briefId: TEXT,
  pad: [TEXT],
  soort: TEXT,
  tekst: TEXT,
  positie: SPAN,
  kern: { tekst: TEXT, positie: SPAN },
  noten: [{ nummer: "number", tekst: TEXT }],
  buren: { vorige: NEIGHBOUR, volgende: NEIGHBOUR },
  ookIn: [{ id: TEXT, briefId: TEXT, verwijzing: TEXT }],
  verwijzing: TEXT,
  url: TEXT
};
var RESULT = { waarde: TEXT, eenheid: TEXT, weergave: TEXT };
var ANSWER = {
  id: TEXT,
  soort: TEXT,
  vraag: TEXT,
  tekst: TEXT,
  reden: MAYBE,
  sterkte: MAYBE,
  gelezenAls: MAYBE,
  feiten: [FACT],
  naaste: [FACT],
  berekening: [
    { bewerking: TEXT, formule: TEXT, invoer: [TEXT], afgerond: "boolean", uitkomst: RESULT },
    null
  ],
  fragmenten: [HIT],
  deelantwoorden: ["answer"],
  suggesties: [TEXT],
  context: MAYBE,
  vervolgOp: MAYBE
};
var DEEPEST = 3;
var LONGEST = 1e3;
function fits(value, shape, depth = 0) {
  if (shape === SPAN) {
    return Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger);
  }
  if (shape === "answer") return depth < DEEPEST && fits(value, ANSWER, depth + 1);
  if (typeof shape === "string") return typeof value === shape;
  if (Array.isArray(shape)) {
    if (shape.length === 2) return value === null || fits(value, shape[0], depth);
    const [each] = shape;
    return Array.isArray(value) && value.length <= LONGEST && value.every((one) => fits(one, each, depth));
  }
  return typeof value === "object" && value !== null && Object.entries(shape).every(
    ([name, each]) => fits(value[name], each, depth)
  );
}
var isAnswer = (value) => fits(value, ANSWER);

// src/session.ts
var MOST_TURNS = 20;
var MOST_CHARACTERS = 4e5;
var VERSION = 1;
var keyOf = (api, brief) => `vraag-de-brief:${api}:${brief}`;
function restore(open, key) {
  try {
    const text = open().getItem(key) ?? "";
    if (text.length > MOST_CHARACTERS) return [];
    const { versie, beurten } = JSON.parse(text);
    if (versie !== VERSION || !Array.isArray(beurten)) return [];
    return beurten.slice(-MOST_TURNS).filter(isKept);
  } catch {
    return [];
  }
}
function keep(open, key, turns) {
  try {
    const storage = open();
    for (let beurten = turns.slice(-MOST_TURNS); beurten.length; beurten = beurten.slice(1)) {
      const text = JSON.stringify({ versie: VERSION, beurten });
      if (text.length <= MOST_CHARACTERS) return storage.setItem(key, text);
    }
    storage.removeItem(key);
  } catch {
  }
}
function isKept(value) {
  const { vraag, antwoord } = value ?? {};
  return typeof vraag === "string" && isAnswer(antwoord);
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

// tests/session.test.ts
var Store = class extends Map {
  getItem = (key) => this.get(key) ?? null;
  setItem = (key, text) => void this.set(key, text);
  removeItem = (key) => void this.delete(key);
};
var KEY = keyOf("/v1", "kst-1");
function readBack(text) {
  const store = new Store([[KEY, text]]);
  return restore(() => store, KEY);
}
test("a conversation is read back as it was", () => {
  const store = new Store();
  const turns = [
    { vraag: "Hoeveel?", antwoord: answer({ feiten: [fact(2019, "5")] }) },
    { vraag: "En?", antwoord: answer({ fragmenten: [hit("Een zin.", "Een zin.")] }) }
  ];
  keep(() => store, KEY, turns);
  assert.deepEqual(restore(() => store, KEY), turns);
  assert.deepEqual(restore(() => store, keyOf("/v1", "kst-2")), []);
});
test("only the newest turns stay, and without turns nothing does", () => {
  const store = new Store();
  const many = Array.from({ length: 50 }, (_, at) => ({ vraag: `${at}`, antwoord: answer() }));
  keep(() => store, KEY, many);
  const kept = restore(() => store, KEY);
  assert.equal(kept.length, MOST_TURNS);
  assert.equal(kept.at(-1).vraag, "49");
  keep(() => store, KEY, []);
  assert.equal(store.size, 0);
});
test("what is kept stays within its bound, the oldest going first", () => {
  const store = new Store();
  const long = answer({ tekst: "x".repeat(MOST_CHARACTERS / 3) });
  keep(() => store, KEY, ["1", "2", "3", "4"].map((vraag) => ({ vraag, antwoord: long })));
  assert.ok(store.get(KEY).length <= MOST_CHARACTERS);
  assert.deepEqual(restore(() => store, KEY).map(({ vraag }) => vraag), ["3", "4"]);
});
test("what somebody else wrote there is not shown", () => {
  const good = { vraag: "Goed?", antwoord: answer() };
  const bad = [
    null,
    "tekst",
    {},
    { vraag: 5, antwoord: answer() },
    { vraag: "a" },
    { vraag: "a", antwoord: { ...answer(), tekst: { toString: "x" } } },
    { vraag: "a", antwoord: { ...answer(), feiten: [{}] } },
    { vraag: "a", antwoord: { ...answer(), feiten: { length: 1 } } },
    { vraag: "a", antwoord: { ...answer(), fragmenten: [{ ...hit("a", "a"), positie: [1] }] } },
    { vraag: "a", antwoord: { ...answer(), fragmenten: [{ ...hit("a", "a"), pad: [1] }] } },
    { vraag: "a", antwoord: { ...answer(), suggesties: Array(2e3).fill("a") } }
  ];
  assert.deepEqual(readBack(JSON.stringify({ versie: 1, beurten: [...bad, good] })), [good]);
});
test("answers within answers without end are refused", () => {
  let deep = answer();
  for (let n = 0; n < 50; n++) deep = answer({ deelantwoorden: [deep] });
  const text = JSON.stringify({ versie: 1, beurten: [{ vraag: "a", antwoord: deep }] });
  assert.deepEqual(readBack(text), []);
});
test("no JSON, another version, too much of it or no storage at all is no conversation", () => {
  for (const text of ["", "{", "[]", "null", '{"versie":2,"beurten":[]}', '{"versie":1,"beurten":5}']) {
    assert.deepEqual(readBack(text), [], text);
  }
  assert.deepEqual(readBack(" ".repeat(MOST_CHARACTERS + 1)), []);
  const shut = () => {
    throw new DOMException("denied", "SecurityError");
  };
  assert.deepEqual(restore(shut, KEY), []);
  keep(shut, KEY, [{ vraag: "a", antwoord: answer() }]);
});
