// tests/geometry.test.ts
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

// src/geometry.ts
var WIDTH = 320;
var PLOT = 150;
var FONT = 11;
var CHARACTER = 7;
var GAP = 7;
var NARROWEST = 13;
var MOST_STEPS = 5;
function layOut(years, values, printed, sign = "") {
  const scale = axis(values);
  const left = CHARACTER * (longestOf(scale.shown) + 2 * sign.length) + GAP;
  const longest = CHARACTER * longestOf(printed);
  const first = years[0];
  const span = years.at(-1) - first;
  const closest = Math.min(...years.slice(1).map((year, at) => year - years[at]));
  const flat = (WIDTH - left - 2 * (longest + GAP)) * closest / span;
  const upright = flat < Math.max(longest, 4 * CHARACTER) + GAP;
  const inset = upright ? FONT : longest + GAP;
  const width = Math.max(WIDTH, left + 2 * inset + NARROWEST * span / closest);
  const step = (width - left - 2 * inset) / span;
  const top = (upright ? longest : FONT) + 2 * GAP;
  const bottom = top + PLOT;
  const high = (part) => bottom - PLOT * part;
  const points = years.map((year, at) => [
    left + inset + step * (year - first),
    high(scale.parts[at])
  ]);
  const aside = upright ? Math.min(FONT, step * closest - FONT) / 2 : 0;
  const labels = printed.map((text, at) => valueLabel(text, at, points, aside));
  const floor = Math.max(bottom, ...labels.map(({ y }) => y)) + GAP;
  const last = scale.shown.length - 1;
  return {
    width,
    height: floor + (upright ? 4 * CHARACTER : FONT) + GAP,
    left,
    points,
    values: labels,
    years: years.map((year, at) => {
      const [x] = points[at];
      return upright ? { text: `${year}`, x: x + FONT / 3, y: floor, anchor: "end" } : { text: `${year}`, x, y: floor + FONT, anchor: "middle" };
    }),
    ticks: scale.shown.map((text, at) => ({
      text: text + sign,
      x: left - GAP,
      y: high(at / last) + FONT / 3,
      anchor: "end"
    })),
    upright
  };
}
var longestOf = (texts) => Math.max(...texts.map((text) => [...text].length));
function valueLabel(text, at, points, aside) {
  const [x, y] = points[at];
  const before = points[Math.max(at - 1, 0)][1];
  const after = points[Math.min(at + 1, points.length - 1)][1];
  const rises = before > y || after < y;
  const falls = before < y || after > y;
  const isDip = before < y && after < y;
  const side = rises === falls ? 0 : falls ? 1 : -1;
  if (aside) {
    const lowest = isDip ? y + GAP + CHARACTER * [...text].length : y - GAP;
    return { text, x: x + side * aside + FONT / 3, y: lowest, anchor: "start" };
  }
  const anchor = side ? side > 0 ? "start" : "end" : "middle";
  return { text, x, y: isDip ? y + GAP + FONT : y - GAP, anchor };
}
function axis(values) {
  const decimals = Math.max(...values.map((value) => (value.split(".")[1] ?? "").length));
  const wholes = values.map((value) => Math.round(Number(value) * 10 ** decimals));
  const size = Math.max(...wholes, 0) - Math.min(...wholes, 0);
  const power = size ? `${size}`.length - decimals - 2 : 0;
  const places = Math.max(decimals, -power);
  const exact = wholes.map((value) => value * 10 ** (places - decimals));
  let [step, at, first, last] = [1, power, 0, 0];
  steps: for (at of [power, power + 1, power + 2]) {
    for (const each of [1, 2, 5]) {
      step = each * 10 ** (places + at);
      first = Math.floor(Math.min(...exact, 0) / step);
      last = Math.ceil(Math.max(...exact, 0) / step);
      if (last - first <= MOST_STEPS) break steps;
    }
  }
  const count = Math.max(last - first, 1);
  const digits = Math.max(0, -at);
  const shape = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return {
    shown: Array.from(
      { length: count + 1 },
      (_, n) => (step * (first + n) / 10 ** places).toLocaleString("nl-NL", shape)
    ),
    parts: exact.map((value) => (value - step * first) / (step * count))
  };
}

// tests/geometry.test.ts
var CASES = new URL("../../../tests/chart_cases.json", import.meta.url);
function close(found, wanted, where) {
  if (typeof wanted === "number") {
    assert.ok(Math.abs(found - wanted) < 1e-5, `${where}: ${found}, not ${wanted}`);
  } else if (typeof wanted === "object" && wanted !== null) {
    assert.deepEqual(Object.keys(found).sort(), Object.keys(wanted).sort(), where);
    for (const [name, each] of Object.entries(wanted)) {
      close(found[name], each, `${where}.${name}`);
    }
  } else assert.equal(found, wanted, where);
}
for (const { name, years, values, printed, sign, placed } of JSON.parse(
  readFileSync(CASES, "utf8")
)) {
  test(`the chart stands where the service's stands: ${name}`, () => {
    close(layOut(years, values, printed, sign), placed, "layout");
  });
}
