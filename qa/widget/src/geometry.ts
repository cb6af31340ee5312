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
  upright: boolean;
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

  const flat = ((WIDTH - left - 2 * (longest + GAP)) * closest) / span;
  const upright = flat < Math.max(longest, 4 * CHARACTER) + GAP;
  const inset = upright ? FONT : longest + GAP;
  const width = Math.max(WIDTH, left + 2 * inset + (NARROWEST * span) / closest);
  const step = (width - left - 2 * inset) / span;
  const top = (upright ? longest : FONT) + 2 * GAP;
  const bottom = top + PLOT;
  const high = (part: number): number => bottom - PLOT * part;

  const points = years.map((year, at): [number, number] => [
    left + inset + step * (year - first),
    high(scale.parts[at]!),
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
      const [x] = points[at]!;
      return upright
        ? { text: `${year}`, x: x + FONT / 3, y: floor, anchor: "end" }
        : { text: `${year}`, x, y: floor + FONT, anchor: "middle" };
    }),
    ticks: scale.shown.map((text, at) => ({
      text: text + sign,
      x: left - GAP,
      y: high(at / last) + FONT / 3,
      anchor: "end",
    })),
    upright,
  };
}

const longestOf = (texts: readonly string[]): number =>
  Math.max(...texts.map((text) => [...text].length));

/** Place a value beside a slope, above a peak, below a dip; `aside` is how far an upright one is. */
function valueLabel(text: string, at: number, points: [number, number][], aside: number): Label {
  const [x, y] = points[at]!;
  const before = points[Math.max(at - 1, 0)]![1];
  const after = points[Math.min(at + 1, points.length - 1)]![1];
  const rises = before > y || after < y; // y grows downwards
  const falls = before < y || after > y;
  const isDip = before < y && after < y;
  const side = rises === falls ? 0 : falls ? 1 : -1;
  if (aside) {
    const lowest = isDip ? y + GAP + CHARACTER * [...text].length : y - GAP;
    return { text, x: x + side * aside + FONT / 3, y: lowest, anchor: "start" };
  }
  const anchor = side ? (side > 0 ? "start" : "end") : "middle";
  return { text, x, y: isDip ? y + GAP + FONT : y - GAP, anchor };
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
