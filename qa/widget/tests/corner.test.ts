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

test("no corner is clear of what fills the window", () => {
  assert.equal(clearCorner(BUBBLE, "", box(0, 0, 1000, 800), 1000, 800), undefined);
});
