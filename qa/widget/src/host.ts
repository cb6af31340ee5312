// What the parts of the element need of it; the element itself knows them all, and they not it.

import type { Service } from "./api.ts";
import type { Answer, Letter } from "./json.ts";
import type { Words } from "./nl.ts";
import type { Quote } from "./quotes.ts";

export interface Host extends HTMLElement {
  readonly api: string;
  readonly modus: "bubble" | "inline" | "page";
  readonly kopniveau: number;
  readonly linkDoel: "venster" | "zelfde" | "nieuw" | "geen";
  readonly words: Words;
  readonly heading: string;
  readonly signal: AbortSignal;
  readonly service: Service;
  readonly letters: ReadonlyMap<string, Letter>;
  isOpen: boolean;
  vraag(text: string): void;
  /** Say something to who listens; `visible` to who looks too. */
  say(text: string, visible?: boolean): void;
  draw(): Promise<void>;
  within(selector: string): HTMLElement | null;
  /** Show what is quoted of a letter over the answer. */
  lay(quotes: readonly Quote[]): void;
  /** The questions that lead to an answer: those it leans on, then its own. */
  leadingTo(answer: Answer): string[];
}
