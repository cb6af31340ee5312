// The page of a letter: marks what its address points at, goes there and puts the focus there.

import { readHash, type Place } from "./hash.ts";
import { mark, startOf } from "./mark.ts";

const INPUT = ["wheel", "touchstart", "pointerdown", "keydown"];

let unmark = (): void => {};
let cameFrom: Element | null = null;

/** Mark and show the place in the address; a page that opens at one is there at once. */
function show(event?: Event): void {
  unmark();
  unmark = () => {};
  const place = readHash(location.hash);
  const passage = place && find(place);
  if (!place || !passage) {
    if (!location.hash) (cameFrom as HTMLElement | null)?.focus(); // back at the link to here
    return;
  }
  cameFrom = focused();
  const marked = mark(passage, place.span);
  unmark = marked.undo;
  const [first] = marked.marks;
  if (!first) return;
  first.tabIndex = -1; // a screen reader goes on from here: at the very words, in their cell
  first.focus({ preventScroll: true });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  first.scrollIntoView({ behavior: still || !event ? "auto" : "smooth", block: "center" });
  if (!event) stayAt(first);
}

function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

/** Keep an element in the middle while the page around it grows, until the reader moves. */
function stayAt(shown: HTMLElement): void {
  const grows = new ResizeObserver(() => shown.scrollIntoView({ block: "center" }));
  grows.observe(document.body);
  const leave = new AbortController();
  leave.signal.addEventListener("abort", () => grows.disconnect());
  for (const name of [...INPUT, "hashchange"]) {
    addEventListener(name, () => leave.abort(), { signal: leave.signal, passive: true });
  }
}

/** Return the passage that is named, or else the last one that begins before the place. */
function find({ passage, span }: Place): HTMLElement | null {
  if (passage) return document.getElementById(passage);
  const all = [...document.querySelectorAll<HTMLElement>("[data-start]")];
  const before = all.filter((each) => startOf(each) <= span[0]);
  return before.reduce<HTMLElement | null>(
    (last, each) => (last && startOf(last) > startOf(each) ? last : each),
    null,
  );
}

addEventListener("hashchange", show);
show();
