import assert from "node:assert/strict";
import { test } from "node:test";
import { readHash, writeHash } from "../src/hash.ts";

test("a place that is written is read back", () => {
  const hash = writeHash("kst-28684-720:p22", [10420, 10551]);
  assert.equal(hash, "#p=kst-28684-720%3Ap22&m=10420-10551");
  assert.deepEqual(readHash(hash), { passage: "kst-28684-720:p22", span: [10420, 10551] });
});

test("without a passage the positions are enough", () => {
  assert.equal(writeHash("", [3, 5]), "#m=3-5");
  assert.deepEqual(readHash("#m=3-5"), { passage: "", span: [3, 5] });
});

test("what is no place is none", () => {
  for (const hash of ["", "#", "#kst-1:p2", "#p=a", "#p=a&m=5", "#p=a&m=9-3", "#p=a&m=3-3"]) {
    assert.equal(readHash(hash), null, hash);
  }
  for (const hash of ["#p=a&m=-1-3", "#p=a&m=1.5-3", "#p=a&m=1e3-9999", "#p=%E0%A4%A&m=x"]) {
    assert.equal(readHash(hash), null, hash);
  }
});
