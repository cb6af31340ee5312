import assert from "node:assert/strict";
import { test } from "node:test";
import { clearCorner, type Box } from "../src/corner.ts";

const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const BUBBLE = box(900, 700, 80, 80); // right below, in a window of 1000 × 800

test("the bubble stays where it is as long as it hides nothing", () => {
  assert.equal(clearCorner(BUBBLE, "", box(0, 0, 500, 100), 1000, 800), "");
});

test("it goes to the other side, or up, from what has the focus", () => {
  assert.equal(clearCorner(BUBBLE, "", box(850, 720, 100, 20), 1000, 800), "left");
  assert.equal(clearCorner(BUBBLE, "", box(0, 690, 1000, 100), 1000, 800), "up");
});

test("it goes back to its own corner as soon as it can", () => {
  const moved = box(20, 20, 80, 80);
  assert.equal(clearCorner(moved, "up left", box(0, 0, 50, 50), 1000, 800), "");
});

test("it stays where it is beside what fills the window, as a page that has the focus does", () => {
  assert.equal(clearCorner(BUBBLE, "", box(0, 0, 1000, 800), 1000, 800), "");
  assert.equal(clearCorner(BUBBLE, "", box(0, -5000, 1000, 9000), 1000, 800), "");
});

test("where it would touch it in each corner, it leaves something of it to be seen", () => {
  const panel = box(500, 100, 480, 680);
  assert.equal(clearCorner(panel, "", box(480, 300, 40, 40), 1000, 800), "");
  assert.equal(clearCorner(panel, "", box(600, 300, 100, 40), 1000, 800), "left");
  const wide = box(100, 100, 880, 680);
  assert.equal(clearCorner(wide, "", box(60, 300, 880, 40), 1000, 800), "");
  assert.equal(clearCorner(wide, "", box(900, 300, 60, 40), 1000, 800), "left");
});

test("what is hidden in each corner has none that is clear", () => {
  const all = box(0, 0, 1000, 800);
  assert.equal(clearCorner(all, "", box(600, 300, 100, 40), 1000, 800), undefined);
  assert.equal(clearCorner(all, "", box(-50, -50, 2000, 2000), 1000, 800), undefined);
});
