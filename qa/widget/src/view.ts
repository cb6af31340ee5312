// What the parts of the widget need of it: its words, its letters, and what buttons do.

import type { Answer, Fact, Hit, Span } from "./json.ts";
import type { Words } from "./nl.ts";

/** What somebody thinks of an answer, and how far that is on its way; without `staat`, it is written. */
export interface Judging {
  oordeel?: "goed" | "fout";
  staat?: "bezig" | "bewaard" | "mislukt";
}

/** Tell whether a verdict is on its way or there: it is sent once. */
export const isSent = (staat: Judging["staat"]): boolean => staat === "bezig" || staat === "bewaard";

/** Why an answer is not good. */
export interface Reasons {
  reden?: string;
  toelichting?: string;
}

export interface View {
  readonly words: Words;
  /** The level of the heading of a question. */
  readonly level: number;
  ask(question: string): void;
  copy(text: string): void;
  /** The title and date of a letter, or "" while they are not known. */
  letter(id: string): string;
  /** The address of a place in a letter. */
  address(letter: string, passage: string, span?: Span): string;
  /** Go there within this page, if the letter stands beside the widget. */
  follow(event: MouseEvent, letter: string): void;
  isPicked(hit: Hit): boolean;
  /** Take a passage along, or no longer; `heading` is a remark on the column headings in it. */
  pick(hit: Hit, question: string, heading: string): void;
  /** All years of the series of a fact: not asked for yet, none, or found. */
  series(fact: Fact): Fact[] | undefined;
  findSeries(fact: Fact): void;
  judging(answer: Answer): Judging;
  /** Send a verdict; `kept` is called once it has been kept, before that is drawn. */
  judge(answer: Answer, verdict: "goed" | "fout", why?: Reasons, kept?: () => void): void;
  startJudging(answer: Answer): void;
}
