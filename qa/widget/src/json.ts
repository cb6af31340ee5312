// The JSON of the service, as far as the widget reads it, and a check that a value has its shape.
// What comes from outside (the service, the session) is only used after that check: a text where a
// list should be would break the page, so would a number without end in a chart, and nothing that is
// not checked is ever shown.

import type { Piece } from "./picks.ts";

export type Span = [number, number];

export interface Fact {
  id: string;
  briefId: string;
  maat: string;
  onderwerp: string;
  waarde: string;
  weergave: string;
  eenheid: string;
  grens: string;
  omschrijving: string;
  citaat: string;
  plaats: string;
  jaar: number | null; // that it holds for exactly
  reeks: string; // the id of its series, "" where it has none
  reeksTitel: string;
  verwijzing: string;
  kopHerkomst: string;
  kopZeker: boolean;
  kopToelichting: string;
  definitie: string | null;
  bron: string | null;
  positie: Span;
  waardePositie: Span;
}

export interface Neighbour {
  id: string;
  tekst: string;
}

export interface Hit {
  id: string;
  briefId: string;
  pad: string[];
  soort: string;
  tekst: string;
  positie: Span;
  kern: { tekst: string; positie: Span };
  noten: { nummer: number; tekst: string }[];
  buren: { vorige: Neighbour | null; volgende: Neighbour | null };
  ookIn: { id: string; briefId: string; verwijzing: string }[];
  verwijzing: string;
  url: string;
}

export interface Working {
  bewerking: string;
  formule: string;
  invoer: string[];
  uitkomst: { weergave: string; omschrijving: string };
}

export interface Answer {
  id: string;
  soort: string;
  vraag: string;
  tekst: string;
  reden: string | null;
  sterkte: string | null;
  gelezenAls: string | null;
  nummer?: string | null;
  taal?: string | null;
  taalmelding?: string | null;
  moment?: Working["uitkomst"] | null;
  feiten: Fact[];
  naaste: Fact[];
  berekening: Working | null;
  fragmenten: Hit[];
  deelantwoorden: Answer[];
  suggesties: string[];
  context: string | null;
  vervolgOp: string | null;
}

export interface Letter {
  id: string;
  titel: string;
  datum: string;
}

type Shape = string | RegExp | { [name: string]: Shape } | [Shape] | [Shape, null];

const TEXT = "string";
const MAYBE: Shape = [TEXT, null];
const SPAN = "span";
const NAME = /\S/;
// As long as a chart can place: without their points, two of these differ by less than 10^21.
const DECIMAL = /^-?\d{1,12}(\.\d{1,8})?$/;

const FACT: Shape = {
  id: TEXT,
  briefId: TEXT,
  maat: NAME,
  onderwerp: TEXT,
  waarde: DECIMAL,
  weergave: TEXT,
  eenheid: TEXT,
  grens: TEXT,
  omschrijving: TEXT,
  citaat: TEXT,
  plaats: TEXT,
  jaar: ["number", null],
  reeks: TEXT,
  reeksTitel: TEXT,
  verwijzing: TEXT,
  kopHerkomst: TEXT,
  kopZeker: "boolean",
  kopToelichting: TEXT,
  definitie: MAYBE,
  bron: MAYBE,
  positie: SPAN,
  waardePositie: SPAN,
};

const NEIGHBOUR: Shape = [{ id: TEXT, tekst: TEXT }, null];

const HIT: Shape = {
  id: TEXT,
  briefId: TEXT,
  pad: [TEXT],
  soort: TEXT,
  tekst: TEXT,
  positie: SPAN,
  kern: { tekst: TEXT, positie: SPAN },
  noten: [{ nummer: "number", tekst: TEXT }],
  buren: { vorige: NEIGHBOUR, volgende: NEIGHBOUR },
  ookIn: [{ id: TEXT, briefId: TEXT, verwijzing: TEXT }],
  verwijzing: TEXT,
  url: TEXT,
};

const RESULT: Shape = { weergave: TEXT, omschrijving: TEXT };

const ANSWER: Shape = {
  id: TEXT,
  soort: TEXT,
  vraag: TEXT,
  tekst: TEXT,
  reden: MAYBE,
  sterkte: MAYBE,
  gelezenAls: MAYBE,
  nummer: MAYBE,
  taal: MAYBE,
  taalmelding: MAYBE,
  moment: [RESULT, null],
  feiten: [FACT],
  naaste: [FACT],
  berekening: [
    { bewerking: TEXT, formule: TEXT, invoer: [TEXT], uitkomst: RESULT },
    null,
  ],
  fragmenten: [HIT],
  deelantwoorden: ["answer"],
  suggesties: [TEXT],
  context: MAYBE,
  vervolgOp: MAYBE,
};

const DEEPEST = 3; // answers within answers
const LONGEST = 1000; // things in a list

/** Tell whether a value has a shape; fields beyond it do not matter. */
function fits(value: unknown, shape: Shape, depth = 0): boolean {
  if (shape === SPAN) {
    return Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger);
  }
  if (shape === "answer") return depth < DEEPEST && fits(value, ANSWER, depth + 1);
  if (typeof shape === "string") return typeof value === shape;
  if (shape instanceof RegExp) return typeof value === "string" && shape.test(value);
  if (Array.isArray(shape)) {
    if (shape.length === 2) return value == null || fits(value, shape[0], depth);
    const [each] = shape;
    return (
      Array.isArray(value) && value.length <= LONGEST && value.every((one) => fits(one, each, depth))
    );
  }
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(shape).every(([name, each]) =>
      fits((value as Record<string, unknown>)[name], each, depth),
    )
  );
}

export const isAnswer = (value: unknown): value is Answer => fits(value, ANSWER);
export const isExamples = (value: unknown): value is { voorbeelden: string[] } =>
  fits(value, { voorbeelden: [TEXT] });
export const isLetters = (value: unknown): value is { brieven: Letter[] } =>
  fits(value, { brieven: [{ id: TEXT, titel: TEXT, datum: TEXT }] });
export const isSeries = (value: unknown): value is { punten: Fact[] } =>
  fits(value, { punten: [FACT] });

/** Tell whether a value is a list of what can be picked. */
export const isPieces = (value: unknown): value is Piece[] =>
  Array.isArray(value) &&
  value.every(
    (each) => fits(each, { fragmentId: TEXT, positie: SPAN }) || fits(each, { vraag: TEXT, context: MAYBE }),
  );
