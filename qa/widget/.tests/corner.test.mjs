// tests/corner.test.ts
import assert from "node:assert/strict";
import { test } from "node:test";

// src/corner.ts
var CORNERS = ["", "left", "up", "up left"];
function clearCorner(box2, now, focus, width, height) {
  return CORNERS.find((corner) => {
    const flip = (name) => corner.includes(name) !== now.includes(name);
    const [left, right] = flip("left") ? [width - box2.right, width - box2.left] : [box2.left, box2.right];
    const [top, bottom] = flip("up") ? [height - box2.bottom, height - box2.top] : [box2.top, box2.bottom];
    return focus.right <= left || focus.left >= right || focus.bottom <= top || focus.top >= bottom;
  });
}

// tests/corner.test.ts
var box = (left, top, width, height) => ({
  left,
  top,
  right: left + width,
  bottom: top + height
});
var BUBBLE = box(900, 700, 80, 80);
test("the bubble stays where it is as long as it hides nothing", () => {
  assert.equal(clearCorner(BUBBLE, "", box(0, 0, 500, 100), 1e3, 800), "");
});
test("it goes to the other side, or up, from what has the focus", () => {
  assert.equal(clearCorner(BUBBLE, "", box(850, 720, 100, 20), 1e3, 800), "left");
  assert.equal(clearCorner(BUBBLE, "", box(0, 690, 1e3, 100), 1e3, 800), "up");
});
test("it goes back to its own corner as soon as it can", () => {
  const moved = box(20, 20, 80, 80);
  assert.equal(clearCorner(moved, "up left", box(0, 0, 50, 50), 1e3, 800), "");
});
test("no corner is clear of what fills the window", () => {
  assert.equal(clearCorner(BUBBLE, "", box(0, 0, 1e3, 800), 1e3, 800), void 0);
});
