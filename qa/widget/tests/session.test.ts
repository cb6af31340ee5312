import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST, pieceOf, type Piece } from "../src/picks.ts";
import {
  MOST_CHARACTERS,
  MOST_TURNS,
  keep,
  keepPieces,
  keyOf,
  restore,
  restorePieces,
} from "../src/session.ts";
import { answer, fact, hit } from "./factories.ts";

class Store extends Map<string, string> {
  getItem = (key: string): string | null => this.get(key) ?? null;
  setItem = (key: string, text: string): void => void this.set(key, text);
  removeItem = (key: string): void => void this.delete(key);
}

const KEY = keyOf("/v1", "kst-1", 0);

function readBack(text: string) {
  const store = new Store([[KEY, text]]);
  return restore(() => store, KEY);
}

test("a conversation is read back as it was", () => {
  const store = new Store();
  const turns = [
    { vraag: "Hoeveel?", antwoord: answer({ feiten: [fact(2019, "5")] }) },
    { vraag: "En?", antwoord: answer({ fragmenten: [hit("Een zin.", "Een zin.")] }) },
  ];
  keep(() => store, KEY, turns);
  assert.deepEqual(restore(() => store, KEY), turns);
  assert.deepEqual(restore(() => store, keyOf("/v1", "kst-2", 0)), []);
  assert.deepEqual(restore(() => store, keyOf("/v1", "kst-1", "zijbalk")), []);
});

test("only the newest turns stay, and without turns nothing does", () => {
  const store = new Store();
  const many = Array.from({ length: 50 }, (_, at) => ({ vraag: `${at}`, antwoord: answer() }));
  keep(() => store, KEY, many);
  const kept = restore(() => store, KEY);
  assert.equal(kept.length, MOST_TURNS);
  assert.equal(kept.at(-1)!.vraag, "49");
  keep(() => store, KEY, []);
  assert.equal(store.size, 0);
});

test("what is kept stays within its bound, the oldest going first", () => {
  const store = new Store();
  const long = answer({ tekst: "x".repeat(MOST_CHARACTERS / 3) });
  keep(() => store, KEY, ["1", "2", "3", "4"].map((vraag) => ({ vraag, antwoord: long })));
  assert.ok(store.get(KEY)!.length <= MOST_CHARACTERS);
  assert.deepEqual(restore(() => store, KEY).map(({ vraag }) => vraag), ["3", "4"]);
});

test("what somebody else wrote there is not shown", () => {
  const good = { vraag: "Goed?", antwoord: answer() };
  const bad: unknown[] = [
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
    { vraag: "a", antwoord: { ...answer(), suggesties: Array(2000).fill("a") } },
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
  const shut = (): never => {
    throw new DOMException("denied", "SecurityError");
  };
  assert.deepEqual(restore(shut, KEY), []);
  keep(shut, KEY, [{ vraag: "a", antwoord: answer() }]);
});

test("what was picked is read back as it was, without what any answer says", () => {
  const store = new Store();
  const follow = answer({ vraag: "En in 2020?", vervolgOp: "abc", tekst: "907" });
  const picked: Piece[] = [pieceOf(follow), pieceOf(answer()), { fragmentId: "kst-1:p1", positie: [0, 5] }];
  keepPieces(() => store, KEY, picked);
  assert.equal(
    store.get(KEY),
    '[{"vraag":"En in 2020?","context":"abc"},{"vraag":"Hoeveel?"},{"fragmentId":"kst-1:p1","positie":[0,5]}]',
  );
  assert.deepEqual(restorePieces(() => store, KEY), picked);
  keepPieces(() => store, KEY, []);
  assert.equal(store.size, 0);
});

test("what nobody can have picked is nothing picked", () => {
  const bad = ["", "{", "{}", "[5]", "[null]", '[{"vraag":5}]', '[{"fragmentId":"a","positie":[1]}]'];
  for (const text of [...bad, `[${" ".repeat(MOST_CHARACTERS)}]`]) {
    const store = new Store([[KEY, text]]);
    assert.deepEqual(restorePieces(() => store, KEY), [], text.slice(0, 50));
  }
  const many = JSON.stringify(Array(MOST + 5).fill({ vraag: "Hoeveel?" }));
  assert.equal(restorePieces(() => new Store([[KEY, many]]), KEY).length, MOST);
});
