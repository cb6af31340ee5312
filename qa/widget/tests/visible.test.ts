import assert from "node:assert/strict";
import { test } from "node:test";
import { readQuestions } from "../src/hash.ts";
import { csv } from "../src/series.ts";
import { readJson, shown } from "../src/visible.ts";
import { fact } from "./factories.ts";

test("what turns text around or commands is one visible sign each, and all else stays", () => {
  assert.equal(shown("\u202e9102\u202c \x1b[31m\x9b\u2066é\n\t😀"), "\ufffd9102\ufffd \ufffd[31m\ufffd\ufffdé\n\t😀");
  const read = readJson('{"tekst": "Er waren \\u202e9102", "feiten": [{"citaat": "\\u0007"}], "n": 1}');
  assert.deepEqual(read, { tekst: "Er waren \ufffd9102", feiten: [{ citaat: "\ufffd" }], n: 1 });
});

test("an address asks no more questions than a conversation keeps, each as it can be seen", () => {
  assert.equal(readQuestions(`#${"vraag=Wat%3F&".repeat(5000)}`).length, 20);
  assert.deepEqual(readQuestions("#vraag=Wat%20%E2%80%AEis%20dit%3F"), ["Wat \ufffdis dit?"]);
});

test("no cell begins a formula where a spreadsheet parts it by another sign", () => {
  const [, row] = csv([fact(2019, "5", { verwijzing: "x,=A1 en € 5,- of 1,5" })]).split("\r\n");
  assert.match(row!, /;x,'=A1 en € 5,- of 1,5;/);
});
