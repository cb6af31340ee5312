import assert from "node:assert/strict";
import { test } from "node:test";
import { readHash, readQuestions, writeHash, writeQuestions } from "../src/hash.ts";

test("a place that is written is read back", () => {
  const hash = writeHash("kst-28684-720:p22", [[10420, 10551]]);
  assert.equal(hash, "#p=kst-28684-720%3Ap22&m=10420-10551");
  assert.deepEqual(readHash(hash), { passage: "kst-28684-720:p22", spans: [[10420, 10551]] });
});

test("without a passage the positions are enough", () => {
  assert.equal(writeHash("", [[3, 5]]), "#m=3-5");
  assert.deepEqual(readHash("#m=3-5"), { passage: "", spans: [[3, 5]] });
});

test("what is no place is none", () => {
  for (const hash of ["", "#", "#kst-1:p2", "#p=a", "#p=a&m=5", "#p=a&m=9-3", "#p=a&m=3-3"]) {
    assert.equal(readHash(hash), null, hash);
  }
  for (const hash of ["#p=a&m=-1-3", "#p=a&m=1.5-3", "#p=a&m=1e3-9999", "#p=%E0%A4%A&m=x"]) {
    assert.equal(readHash(hash), null, hash);
  }
});

test("several places are one address, and what is no place among them is left out", () => {
  const spans: [number, number][] = [[3, 5], [9, 12]];
  assert.deepEqual(readHash(writeHash("", spans)), { passage: "", spans });
  assert.deepEqual(readHash("#m=3-5&m=x&m=5-5&m=9-12"), { passage: "", spans });
  assert.equal(readHash(`#${"m=1-2&".repeat(5000)}`)!.spans.length, 100);
});

test("questions that are written are read back, and an address without them has none", () => {
  const asked = ["Hoeveel & wie = 100%?", "En in 2020?"];
  assert.equal(
    writeQuestions(asked),
    "#vraag=Hoeveel%20%26%20wie%20%3D%20100%25%3F&vraag=En%20in%202020%3F",
  );
  assert.deepEqual(readQuestions(writeQuestions(asked)), asked);
  assert.deepEqual(readQuestions("#vraag=Wat+is+dit%3F"), ["Wat is dit?"]);
  for (const hash of ["", "#", "#m=3-5", "#vraag", "#vraag=%20"]) assert.deepEqual(readQuestions(hash), []);
});
