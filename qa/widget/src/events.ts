// What the element tells the page, with the type of each detail.

import type { Answer } from "./json.ts";

export interface Asked {
  vraag: string;
}

export interface Answered {
  vraag: string;
  antwoord: Answer;
}

export interface Failed {
  vraag: string;
  status: number; // 0: the service was not reached
  detail: string;
  wachttijd: number; // seconds, 0 where the service does not say
}

export interface Events {
  "qa-vraag": Asked;
  "qa-antwoord": Answered;
  "qa-fout": Failed;
}

/** Tell the page something; it passes through shadow roots. */
export function tell<Name extends keyof Events>(
  from: HTMLElement,
  name: Name,
  detail: Events[Name],
): void {
  from.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
}

declare global {
  interface HTMLElementEventMap {
    "qa-vraag": CustomEvent<Asked>;
    "qa-antwoord": CustomEvent<Answered>;
    "qa-fout": CustomEvent<Failed>;
  }
}
