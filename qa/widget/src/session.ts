// The conversation of this tab and what was picked in it, so that both are there after a reload:
// sessionStorage only.
//
// What is read back is distrusted like anything from outside: any script of the page can write it.
// It is bounded: the oldest turns go first, and what is too large is not read at all.

import { isAnswer, isPieces, type Answer } from "./json.ts";
import { MOST, type Piece } from "./picks.ts";

export interface Kept {
  vraag: string;
  antwoord: Answer;
}

export const MOST_TURNS = 20;
export const MOST_CHARACTERS = 400_000;
const VERSION = 1;

type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;
type Open = () => Storage; // a frame without rights throws as soon as it names its storage

/** Name the conversation of a service, a letter, and one of the widgets of a page: its id or place. */
export const keyOf = (api: string, brief: string, which: string | number): string =>
  `vraag-de-brief:${api}:${brief}:${which}`;

/** Return the turns that were kept under a key, oldest first; those that are no turns are left out. */
export function restore(open: Open, key: string): Kept[] {
  try {
    const text = open().getItem(key) ?? "";
    if (text.length > MOST_CHARACTERS) return [];
    const { versie, beurten } = JSON.parse(text);
    if (versie !== VERSION || !Array.isArray(beurten)) return [];
    return beurten.slice(-MOST_TURNS).filter(isKept);
  } catch {
    return []; // nothing kept, no JSON, or a browser that lets us keep nothing
  }
}

/** Keep the newest turns that fit; without any, nothing stays behind. */
export function keep(open: Open, key: string, turns: readonly Kept[]): void {
  try {
    const storage = open();
    for (let beurten = turns.slice(-MOST_TURNS); beurten.length; beurten = beurten.slice(1)) {
      const text = JSON.stringify({ versie: VERSION, beurten });
      if (text.length <= MOST_CHARACTERS) return storage.setItem(key, text);
    }
    storage.removeItem(key);
  } catch {
    // Full, or shut off by the browser: the conversation then ends with the page.
  }
}

/** Return what was picked under a key; nothing where that is not what this wrote. */
export function restorePieces(open: Open, key: string): Piece[] {
  try {
    const text = open().getItem(key) ?? "";
    const kept: unknown = text.length > MOST_CHARACTERS ? [] : JSON.parse(text);
    return isPieces(kept) ? kept.slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Keep what was picked; without any, nothing stays behind. */
export function keepPieces(open: Open, key: string, pieces: readonly Piece[]): void {
  try {
    if (pieces.length) open().setItem(key, JSON.stringify(pieces));
    else open().removeItem(key);
  } catch {
    // As above: what was picked then ends with the page.
  }
}

function isKept(value: unknown): value is Kept {
  const { vraag, antwoord } = (value ?? {}) as Partial<Kept>;
  return typeof vraag === "string" && isAnswer(antwoord);
}
