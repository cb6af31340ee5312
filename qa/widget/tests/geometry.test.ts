import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { layOut } from "../src/geometry.ts";

interface Case {
  name: string;
  years: number[];
  values: string[];
  printed: string[];
  sign: string;
  placed: unknown;
}

const CASES = new URL("../../../tests/chart_cases.json", import.meta.url);

/** Hold two values to each other; numbers may differ in the last digits of floating point. */
function close(found: unknown, wanted: unknown, where: string): void {
  if (typeof wanted === "number") {
    assert.ok(Math.abs((found as number) - wanted) < 1e-5, `${where}: ${found}, not ${wanted}`);
  } else if (typeof wanted === "object" && wanted !== null) {
    assert.deepEqual(Object.keys(found as object).sort(), Object.keys(wanted).sort(), where);
    for (const [name, each] of Object.entries(wanted)) {
      close((found as Record<string, unknown>)[name], each, `${where}.${name}`);
    }
  } else assert.equal(found, wanted, where);
}

for (const { name, years, values, printed, sign, placed } of JSON.parse(
  readFileSync(CASES, "utf8"),
) as Case[]) {
  test(`the chart stands where the service's stands: ${name}`, () => {
    close(layOut(years, values, printed, sign), placed, "layout");
  });
}
