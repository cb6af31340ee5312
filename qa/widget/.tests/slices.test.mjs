// tests/slices.test.ts
import assert from "node:assert/strict";
import { test } from "node:test";

// src/slices.ts
function units(text, points) {
  let at = 0;
  for (let left = points; left > 0 && at < text.length; left--) {
    at += text.codePointAt(at) > 65535 ? 2 : 1;
  }
  return at;
}
var codePoints = (text) => [...text].length;
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

// tests/slices.test.ts
test("positions count code points, whatever stands before", () => {
  assert.equal(units("a\u{1F600}b", 2), 3);
  assert.equal(units("ab", 9), 2);
  assert.equal(codePoints("a\u{1F600}b"), 3);
  assert.deepEqual(pieces("\u{1F600} \xE9\xE9n 12 \xBD", 50, [[56, 58]]), [
    ["\u{1F600} \xE9\xE9n ", false],
    ["12", true],
    [" \xBD", false]
  ]);
});
test("several spans are marked in order, and what stands apart stays apart", () => {
  assert.deepEqual(pieces("139 en 15.", 0, [[7, 9], [0, 3]]), [
    ["139", true],
    [" en ", false],
    ["15", true],
    [".", false]
  ]);
});
test("spans outside the text, turned round or overlapping lose nothing of it", () => {
  for (const spans of [[[90, 99]], [[5, 2]], [[-9, 2]], [[0, 4], [2, 6]]]) {
    const found = pieces("abcdef", 0, spans);
    assert.equal(found.map(([text]) => text).join(""), "abcdef");
  }
});
