// What the parts of the widget need of it: its words, its letters, and what buttons do.

import type { Answer, Fact } from "./json.ts";
import type { Words } from "./nl.ts";
import type { Piece } from "./picks.ts";
import type { Goal, Quote } from "./quotes.ts";

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
  /** Whether more than one letter is asked, so that each quote has to say which it is from. */
  readonly hasLetters: boolean;
  /** Where a link to a source opens: "_blank", or "". */
  readonly target: string;
  ask(question: string): void;
  /** Copy a text, and what it is in HTML for who pastes it there. */
  copy(text: string, html?: string): void;
  /** Offer a file. */
  save(content: string | Blob, name: string, type: string): void;
  /** Offer the chart of a series as a picture. */
  savePicture(series: readonly Fact[], title: string, source: string, name: string): void;
  /** Copy the address under which an answer can be asked for again, or hand it to the device. */
  handOn(answer: Answer): void;
  /** The title and date of a letter, or "" while they are not known. */
  letter(id: string): string;
  /** The address of a place in a letter. */
  address(goal: Goal): string;
  /** Show a place within this page: in the letter beside, or what is quoted of it over the answer. */
  go(event: MouseEvent, goal: Goal, quotes?: readonly Quote[]): void;
  /** Say where a series is pointed at, to who only hears it. */
  tellPoint(text: string): void;
  isPicked(piece: Piece): boolean;
  /** Take an answer or a passage along, or no longer. */
  pick(piece: Piece): void;
  /** All years of the series of a fact: not asked for yet, none, or found. */
  series(fact: Fact): Fact[] | undefined;
  findSeries(fact: Fact): void;
  judging(answer: Answer): Judging;
  /** Send a verdict; `kept` is called once it has been kept, before that is drawn. */
  judge(answer: Answer, verdict: "goed" | "fout", why?: Reasons, kept?: () => void): void;
  startJudging(answer: Answer): void;
}
