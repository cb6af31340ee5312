// What the element tells the page, with the type of each detail.

import type { Answer, Span } from "./json.ts";

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

/** A place in a letter: what an answer rests on, or (`isAsked`) what its reader wants to see. */
export interface Placed {
  briefId: string;
  passage: string; // "" where the positions alone tell
  spans: Span[];
  adres: string; // of the letter's page, at that place
  isAsked: boolean;
}

export interface Events {
  "qa-plaats": Placed;
  "qa-vraag": Asked;
  "qa-antwoord": Answered;
  "qa-fout": Failed;
}

/** Tell the page something; it passes through shadow roots. Return false where the page sees to it. */
export function tell<Name extends keyof Events>(
  from: HTMLElement,
  name: Name,
  detail: Events[Name],
): boolean {
  const event = new CustomEvent(name, { bubbles: true, cancelable: true, composed: true, detail });
  return from.dispatchEvent(event);
}

declare global {
  interface HTMLElementEventMap {
    "qa-plaats": CustomEvent<Placed>;
    "qa-vraag": CustomEvent<Asked>;
    "qa-antwoord": CustomEvent<Answered>;
    "qa-fout": CustomEvent<Failed>;
  }
}
