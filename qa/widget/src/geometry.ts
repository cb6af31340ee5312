// Where everything stands in the drawing of a series: the same numbers as `lay_out` in qa/say/chart.py.
//
// tests/chart_cases.json holds both to it. Values are decimal texts.

export const WIDTH = 320;
export const PLOT = 150;
export const FONT = 11;
export const RADIUS = 3;
const CHARACTER = 7;
const GAP = 7;
const NARROWEST = 13;
const MOST_STEPS = 5;

export interface Label {
  text: string;
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
}

export interface Layout {
  width: number;
  height: number;
  left: number;
  points: [number, number][];
  values: Label[];
  years: Label[];
  ticks: Label[];
}

/** Place a series of two years or more, oldest first; `sign` stands behind each axis number. */
export function layOut(
  years: readonly number[],
  values: readonly string[],
  printed: readonly string[],
  sign = "",
): Layout {
  const scale = axis(values);
  const left = CHARACTER * (longestOf(scale.shown) + 2 * sign.length) + GAP;
  const longest = CHARACTER * longestOf(printed);
  const first = years[0]!;
  const span = years.at(-1)! - first;
  const closest = Math.min(...years.slice(1).map((year, at) => year - years[at]!));

  const inset = longest + GAP; // the first value stands before its point, the last one behind it
  const width = Math.max(WIDTH, left + 2 * inset + (NARROWEST * span) / closest);
  const step = (width - left - 2 * inset) / span;
  const bottom = FONT + 2 * GAP + PLOT;
  const high = (part: number): number => bottom - PLOT * part;

  const points = years.map((year, at): [number, number] => [
    left + inset + step * (year - first),
    high(scale.parts[at]!),
  ]);
  const allFit = step * closest >= longest + GAP;
  const named = allFit ? points.keys() : telling(scale.parts);
  const labels = [...named].map((at) => valueLabel(printed[at]!, at, points));
  const floor = Math.max(bottom, ...labels.map(({ y }) => y)) + GAP + FONT;
  const stride = Math.ceil((4 * CHARACTER + GAP) / step);
  const isNamed = (year: number): boolean =>
    year === first || (year - first >= stride && (years.at(-1)! - year) % stride === 0);
  const last = scale.shown.length - 1;
  return {
    width,
    height: floor + GAP,
    left,
    points,
    values: labels,
    years: years.flatMap((year, at) =>
      isNamed(year) ? { text: `${year}`, x: points[at]![0], y: floor, anchor: "middle" } : [],
    ),
    ticks: scale.shown.map((text, at) => ({
      text: text + sign,
      x: left - GAP,
      y: high(at / last) + FONT / 3,
      anchor: "end",
    })),
  };
}

const longestOf = (texts: readonly string[]): number =>
  Math.max(...texts.map((text) => [...text].length));

/** Return which values a reader looks for first: both ends, the highest and the lowest. */
function telling(parts: number[]): Set<number> {
  const [high, low] = [Math.max(...parts), Math.min(...parts)].map((each) => parts.indexOf(each));
  return new Set([0, high!, low!, parts.length - 1].sort((one, other) => one - other));
}

/** Place a value before the first point, behind the last, beside a slope, above a peak, below a dip. */
function valueLabel(text: string, at: number, points: [number, number][]): Label {
  const [x, y] = points[at]!;
  const put = (anchor: Label["anchor"], right: number, down: number): Label => ({
    ...{ text, anchor },
    x: x + right,
    y: y + down,
  });
  const [before, after] = [points[at - 1]?.[1], points[at + 1]?.[1]];
  if (before === undefined) return put("end", -GAP, FONT / 3);
  if (after === undefined) return put("start", GAP, FONT / 3);
  // y grows downwards.
  if (before <= y && after <= y && before + after < 2 * y) return put("middle", 0, GAP + FONT);
  const rises = before > y || after < y;
  const falls = before < y || after > y;
  return put(rises === falls ? "middle" : falls ? "start" : "end", 0, -GAP);
}

/** Return the numbers of an axis, few and round, from 0 or below, and how high each value is. */
function axis(values: readonly string[]): { shown: string[]; parts: number[] } {
  const numbers = values.map(Number);
  const [low, high] = [Math.min(...numbers, 0), Math.max(...numbers, 0)];
  let [step, first, last] = [1, 0, 0];
  let at = Math.floor(Math.log10(high - low || 10)) - 1;
  steps: for (const end = at + 3; at < end; at++) {
    for (const each of [1, 2, 5]) {
      step = each * 10 ** at;
      first = Math.floor(whole(low / step));
      last = Math.ceil(whole(high / step));
      if (last - first <= MOST_STEPS) break steps;
    }
  }
  const count = Math.max(last - first, 1);
  const digits = Math.max(0, -at);
  const shape = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return {
    shown: Array.from({ length: count + 1 }, (_, n) =>
      (step * (first + n)).toLocaleString("nl-NL", shape),
    ),
    parts: numbers.map((value) => (value - step * first) / (step * count)),
  };
}

/** Undo what binary fractions add: 1.1 / 0.1 is 11. */
const whole = (number: number): number => Number(number.toFixed(12));
