import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { answer as shown } from "../src/answer.ts";
import { asText } from "../src/export.ts";
import { isAnswer, type Answer } from "../src/json.ts";
import { nl } from "../src/nl.ts";
import type { View } from "../src/view.ts";
import { answer, fact } from "./factories.ts";

// What the service answered to four questions: a question back, a series, two parts, a calculation.
const REAL = JSON.parse(readFileSync(new URL("../tests/answers.json", import.meta.url), "utf8")) as Answer[];

const VIEW: View = {
  words: nl,
  level: 3,
  ask: () => {},
  hasLetters: true,
  target: "",
  copy: () => {},
  save: () => {},
  savePicture: () => {},
  handOn: () => {},
  letter: () => "",
  address: () => "",
  go: () => {},
  tellPoint: () => {},
  isPicked: () => false,
  pick: () => {},
  series: () => undefined,
  findSeries: () => {},
  judging: () => ({ oordeel: "fout" }),
  judge: () => {},
  startJudging: () => {},
};

const draw = (one: Answer): void => {
  shown(VIEW, one);
  asText(one);
};

/** Return all places in a value of JSON, each as the steps that lead there. */
function places(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, each]) => places(each, [...at, name]))];
}

/** Put a value in a place, of a copy. */
function put(whole: Answer, at: string[], value: unknown): unknown {
  if (!at.length) return value;
  const copy = structuredClone(whole);
  let held = copy as unknown as Record<string, unknown>;
  for (const step of at.slice(0, -1)) held = held[step] as Record<string, unknown>;
  held[at.at(-1)!] = value;
  return copy;
}

const TEXTS = ["", " ", "Infinity", "-Infinity", "NaN", "1e300", "1".repeat(400), "\ud800", "9999-01-01"];
const OTHERS = [null, true, -1, 1e308, 9007199254740991, [], {}, [0, 0], [[]], Array(50).fill("x")];

test("the answers of the service are answers, and are drawn", () => {
  assert.deepEqual(REAL.map(isAnswer), [true, true, true, true]);
  REAL.forEach(draw);
});

test("an answer that was altered anywhere is refused or drawn", () => {
  let drawn = 0;
  for (const real of REAL) {
    for (const at of places(real)) {
      for (const value of [...TEXTS, ...OTHERS]) {
        const altered = put(real, at, value);
        if (!isAnswer(altered)) continue;
        drawn++;
        try {
          draw(altered);
        } catch (error) {
          assert.fail(`${at.join(".")} = ${JSON.stringify(value)}: ${error}`);
        }
      }
    }
  }
  assert.ok(drawn > 5000, `${drawn}`);
});

test("a series of which every number, name or year was altered is refused or drawn", () => {
  const changes = [
    ...TEXTS.flatMap((text) => [{ waarde: text }, { waardeTot: text }, { weergave: text }]),
    ...["0", "-0", "-999999999999.99999999", "0.00000001"].map((waarde) => ({ waarde })),
    ...["", " "].map((name) => ({ maat: name, onderwerp: name, eenheid: name })),
  ];
  for (const change of changes) {
    for (const years of [[2019, 2020, 2021], [1000, 1001, 9999]]) {
      const feiten = years.map((year) => fact(year, "1", change));
      for (const one of [feiten, [...feiten, fact(2030, "1", { waarde: "0.00000001" })]]) {
        const altered: unknown = answer({ feiten: [...one, fact(2031, "1", { waarde: "999999999999" })] });
        if (isAnswer(altered)) draw(altered);
      }
    }
  }
});

test("only what a chart can place is a number", () => {
  for (const waarde of ["1174", "-65.9", "0.5", "-999999999999.99999999"]) {
    assert.ok(isAnswer(answer({ feiten: [fact(2019, "1", { waarde })] })), waarde);
  }
  for (const waarde of ["", "Infinity", "1e300", "1,5", ".5", "1.", "0x10", " 1", "1".repeat(13), "0.000000001"]) {
    assert.ok(!isAnswer(answer({ feiten: [fact(2019, "1", { waarde })] })), waarde);
  }
});
