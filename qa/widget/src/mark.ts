// Marks code points of a letter in the element that shows them, across links and cells.
//
// The element's `data-start` tells at which code point of the letter its text begins; text in an
// element with `data-skip`, such as the number of a footnote, is not the letter's and not counted.

import type { Span } from "./json.ts";
import { codePoints, units } from "./slices.ts";

const BETWEEN_CELLS = /^(TABLE|THEAD|TBODY|TFOOT|TR)$/; // text there cannot be in a <mark>

export interface Marked {
  marks: HTMLElement[];
  undo: () => void;
}

/** Wrap the code points of a span in <mark>; without `data-start` or outside the text, nothing. */
export function mark(passage: HTMLElement, span: Span): Marked {
  const marks: HTMLElement[] = [];
  let at = startOf(passage);
  for (const text of ownTexts(passage)) {
    const begin = at;
    at += codePoints(text.data);
    if (at <= span[0] || begin >= span[1]) continue;
    if (BETWEEN_CELLS.test(text.parentElement!.tagName)) continue;
    const from = units(text.data, span[0] - begin);
    const to = units(text.data, span[1] - begin);
    const piece = text.splitText(from);
    piece.splitText(to - from);
    const wrapper = document.createElement("mark");
    piece.replaceWith(wrapper);
    wrapper.append(piece);
    marks.push(wrapper);
  }
  return { marks, undo: () => marks.forEach(unwrap) };
}

/** Return at which code point of the letter the text of an element begins. */
export function startOf({ dataset }: HTMLElement): number {
  return /^\d+$/.test(dataset.start ?? "") ? Number(dataset.start) : Infinity;
}

function ownTexts(passage: HTMLElement): Text[] {
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (!text.parentElement!.closest("[data-skip]")) texts.push(text);
  }
  return texts;
}

function unwrap(wrapper: HTMLElement): void {
  const parent = wrapper.parentNode;
  wrapper.replaceWith(...wrapper.childNodes);
  parent?.normalize();
}
