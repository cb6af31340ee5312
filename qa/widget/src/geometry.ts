// Where everything stands in the drawing of a series: the same numbers as `lay_out` in qa/chart.py.
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
  const before = points[at - 1]?.[1];
  const after = points[at + 1]?.[1];
  if (before === undefined) return { text, x: x - GAP, y: y + FONT / 3, anchor: "end" };
  if (after === undefined) return { text, x: x + GAP, y: y + FONT / 3, anchor: "start" };
  if (before <= y && after <= y && before + after < 2 * y) {
    return { text, x, y: y + GAP + FONT, anchor: "middle" }; // y grows downwards
  }
  const rises = before > y || after < y;
  const falls = before < y || after > y;
  return { text, x, y: y - GAP, anchor: rises === falls ? "middle" : falls ? "start" : "end" };
}

/** Return the numbers of an axis, few and round, from 0 or below, and how high each value is. */
function axis(values: readonly string[]): { shown: string[]; parts: number[] } {
  const decimals = Math.max(...values.map((value) => (value.split(".")[1] ?? "").length));
  const wholes = values.map((value) => Math.round(Number(value) * 10 ** decimals));
  const size = Math.max(...wholes, 0) - Math.min(...wholes, 0);
  const power = size ? `${size}`.length - decimals - 2 : 0;
  // In units of the smallest decimal of values and steps, everything is a whole number.
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
    shown: Array.from({ length: count + 1 }, (_, n) =>
      ((step * (first + n)) / 10 ** places).toLocaleString("nl-NL", shape),
    ),
    parts: exact.map((value) => (value - step * first) / (step * count)),
  };
}
