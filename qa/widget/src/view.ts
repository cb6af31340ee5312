// What the parts of the widget need of it: its words, its letters, and what buttons do.

import type { Answer, Fact, Hit, Span } from "./json.ts";
import type { Words } from "./nl.ts";

/** How far somebody is in judging an answer. */
export type Judging = "goed" | "fout" | "bezig" | "bewaard" | "mislukt";

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
  pick(hit: Hit, question: string): void;
  /** All years of the series of a fact: not asked for yet, none, or found. */
  series(fact: Fact): Fact[] | undefined;
  findSeries(fact: Fact): void;
  judging(answer: Answer): Judging | undefined;
  judge(answer: Answer, verdict: "goed" | "fout", reason?: string, remark?: string): void;
  startJudging(answer: Answer): void;
}
