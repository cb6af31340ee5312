import assert from "node:assert/strict";
import { test } from "node:test";
import { codePoints, pieces, units } from "../src/slices.ts";

test("positions count code points, whatever stands before", () => {
  assert.equal(units("a😀b", 2), 3);
  assert.equal(units("ab", 9), 2);
  assert.equal(codePoints("a😀b"), 3);
  assert.deepEqual(pieces("😀 één 12 ½", 50, [[56, 58]]), [
    ["😀 één ", false],
    ["12", true],
    [" ½", false],
  ]);
});

test("several spans are marked in order, and what stands apart stays apart", () => {
  assert.deepEqual(pieces("139 en 15.", 0, [[7, 9], [0, 3]]), [
    ["139", true],
    [" en ", false],
    ["15", true],
    [".", false],
  ]);
});

test("spans outside the text, turned round or overlapping lose nothing of it", () => {
  for (const spans of [[[90, 99]], [[5, 2]], [[-9, 2]], [[0, 4], [2, 6]]] as [number, number][][]) {
    const found = pieces("abcdef", 0, spans);
    assert.equal(found.map(([text]) => text).join(""), "abcdef");
  }
});
