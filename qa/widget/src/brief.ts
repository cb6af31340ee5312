// The page of a letter: marks what its address points at, goes there and puts the focus there.

import { readHash, type Place } from "./hash.ts";
import { mark, startOf } from "./mark.ts";

let unmark = (): void => {};

function show(): void {
  const place = readHash(location.hash);
  const passage = place && find(place);
  if (!place || !passage) return;
  unmark();
  const marked = mark(passage, place.span);
  unmark = marked.undo;
  const [first] = marked.marks;
  if (!first) return;
  passage.tabIndex = -1;
  passage.focus({ preventScroll: true });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  first.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "center" });
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
