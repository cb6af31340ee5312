// A series → its chart as a picture to keep: SVG, or PNG that a word processor takes. It says itself what
// it shows and where that stands; its colours are those of print.

import { laidOut } from "./chart.ts";
import { escaped } from "./export.ts";
import { FONT, RADIUS, type Label } from "./geometry.ts";
import type { Fact } from "./json.ts";

const [INK, SOFT, GRID, LINE, GROUND] = ["#1b1f24", "#4a525c", "#c3c8cf", "#1b4f8a", "#fff"];
const MARGIN = 12;
const SCALE = 4; // pixels of the PNG to a unit

interface Pen {
  line(x1: number, y1: number, x2: number, y2: number, colour: string, width: number, dash: number[]): void;
  point(x: number, y: number, isOpen: boolean): void;
  text(label: Label, colour: string, isBold?: boolean): void;
}

interface Drawing {
  width: number;
  height: number;
  draw(pen: Pen): void;
}

function drawing(series: readonly Fact[], title: string, source: string): Drawing {
  const { points, ticks, years, values, left, ...size } = laidOut(series);
  const top = MARGIN + 2 * FONT;
  const width = Math.max(size.width, (FONT * 0.62) * Math.max(title.length, source.length)) + 2 * MARGIN;
  const placed = ({ x, y, ...label }: Label): Label => ({ ...label, x: x + MARGIN, y: y + top });
  return {
    width,
    height: size.height + top + 2 * FONT + MARGIN,
    draw(pen) {
      pen.text({ text: title, x: MARGIN, y: MARGIN + FONT, anchor: "start" }, INK, true);
      for (const { y } of ticks) {
        const at = y - FONT / 3 + top;
        pen.line(left + MARGIN, at, size.width + MARGIN, at, GRID, 1, []);
      }
      points.slice(1).forEach(([x, y], at) => {
        const [fromX, fromY] = points[at]!;
        const isProven = series[at]!.kopZeker && series[at + 1]!.kopZeker;
        const dash = isProven ? [] : [4, 3];
        pen.line(fromX + MARGIN, fromY + top, x + MARGIN, y + top, LINE, 2, dash);
      });
      points.forEach(([x, y], at) => pen.point(x + MARGIN, y + top, !series[at]!.kopZeker));
      for (const label of [...ticks, ...years, ...values]) pen.text(placed(label), INK);
      const below = { text: source, x: MARGIN, y: size.height + top + FONT, anchor: "start" } as const;
      pen.text(below, SOFT);
    },
  };
}

/** Return the chart as a document of SVG. */
export function asSvg(series: readonly Fact[], title: string, source: string): string {
  const { width, height, draw } = drawing(series, title, source);
  let drawn = "";
  const add = (name: string, given: Record<string, string | number>, text = ""): void => {
    const attributes = Object.entries(given).map(([each, value]) => ` ${each}="${value}"`);
    drawn += `<${name}${attributes.join("")}>${escaped(text)}</${name}>`;
  };
  add("title", {}, title);
  add("rect", { width, height, fill: GROUND });
  draw({
    line: (x1, y1, x2, y2, stroke, thick, dash) =>
      add("line", { x1, y1, x2, y2, stroke, "stroke-width": thick, "stroke-dasharray": `${dash}` || "none" }),
    point: (cx, cy, isOpen) =>
      add("circle", { cx, cy, r: RADIUS, "stroke-width": 2, stroke: LINE, fill: isOpen ? GROUND : LINE }),
    text: ({ text, x, y, anchor }, fill, isBold) =>
      add("text", { x, y, fill, "text-anchor": anchor, "font-weight": isBold ? 700 : 400 }, text),
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="${FONT}">${drawn}</svg>`;
}

/** Return the chart as a PNG, drawn here: a policy of the page may refuse pictures. */
export function asPng(series: readonly Fact[], title: string, source: string): Promise<Blob | null> {
  const { width, height, draw } = drawing(series, title, source);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  const pen = canvas.getContext("2d")!;
  pen.scale(SCALE, SCALE);
  pen.fillStyle = GROUND;
  pen.fillRect(0, 0, width, height);
  draw({
    line(x1, y1, x2, y2, colour, thick, dash) {
      pen.beginPath();
      pen.setLineDash(dash);
      [pen.strokeStyle, pen.lineWidth] = [colour, thick];
      pen.moveTo(x1, y1);
      pen.lineTo(x2, y2);
      pen.stroke();
    },
    point(x, y, isOpen) {
      pen.beginPath();
      pen.setLineDash([]);
      pen.arc(x, y, RADIUS, 0, 2 * Math.PI);
      [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = [isOpen ? GROUND : LINE, LINE, 2];
      pen.fill();
      pen.stroke();
    },
    text({ text, x, y, anchor }, colour, isBold) {
      pen.font = `${isBold ? "bold " : ""}${FONT}px sans-serif`;
      pen.textAlign = anchor === "middle" ? "center" : anchor;
      pen.fillStyle = colour;
      pen.fillText(text, x, y);
    },
  });
  return new Promise((done) => canvas.toBlob(done));
}
