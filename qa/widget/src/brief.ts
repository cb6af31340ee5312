// The letter, on a page of its own or beside the conversation: marks what its address points at, or
// what an answer rests on, and goes there. A place that a reader asked for gets the focus and stands in
// the address, so that the way back leads to the answer; what an answer shows of itself takes neither.

import type { Placed } from "./events.ts";
import { readHash, writeHash, type Place } from "./hash.ts";
import { mark, startOf } from "./mark.ts";

const LEAVING = "wheel touchstart pointerdown keydown hashchange".split(" "); // the place shown

let unmark = (): void => {};
let answered: Place | undefined; // what the last answer rests on
let cameFrom: Element | null = null;
let leftFrom = ""; // the part of the address behind the #, before the place
let wanted = 0; // counts what was asked for: only the last one is shown

/** Mark and show the place in the address; a page that opens at one is there at once. */
function show(event?: Event): void {
  const place = readHash(location.hash);
  if (!place) {
    const target = document.getElementById(location.hash.slice(1));
    if (target && beside()?.contains(target)) return open(); // a heading or a note marks itself
    unmark();
    if (answered) markAll(answered);
    return close();
  }
  const [first] = markAll(place);
  if (!first) return;
  open();
  first.tabIndex = -1; // a screen reader goes on from here: at the very words, in their cell
  first.focus({ preventScroll: true });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  around(first).scrollIntoView({
    behavior: still || !event || isOver() ? "auto" : "smooth",
    block: "center",
  });
  if (!event) stayAt(first);
}

const address = (): string => location.pathname + location.search;
const beside = (): HTMLElement | null => document.querySelector(".lezen");
/** Tell whether the letter lies over the answer, as on a phone. */
const isOver = (): boolean => !!beside() && getComputedStyle(beside()!).position === "fixed";

function open(): void {
  cameFrom ??= focused();
  beside()?.classList.add("open"); // the style sheet lays it over the answer where there is no room
}

function close(): void {
  if (!beside()) return; // a letter by itself has no answer to go back to
  beside()!.classList.remove("open");
  (cameFrom as HTMLElement | null)?.focus(); // at the link to here
  cameFrom = null;
}

/** Mark places, and unmark those of before; return the marks. */
function markAll({ passage, spans }: Place): HTMLElement[] {
  unmark();
  const marked = spans.flatMap((span) => {
    const element = passage ? document.getElementById(passage) : find(span[0]);
    return element ? [mark(element, span)] : [];
  });
  unmark = () => marked.reverse().forEach(({ undo }) => undo());
  return marked.flatMap(({ marks }) => marks);
}

/** Show what an answer rests on, or what its reader wants to see of it. */
async function follow(event: Event): Promise<void> {
  const { briefId, passage, spans, isAsked, adres } = (event as CustomEvent<Placed>).detail;
  if (!beside() || (!isAsked && isOver())) return;
  const at = ++wanted;
  if (isAsked) {
    event.preventDefault();
    cameFrom = focused();
    if (!readHash(location.hash)) leftFrom = location.hash;
  }
  const isThere = await load(briefId, () => at === wanted);
  if (at !== wanted) return;
  if (!isAsked) {
    if (isThere) showAnswered({ passage, spans });
  } else if (isThere) go(spans.length ? writeHash(passage, spans) : `#${passage}`);
  else location.assign(adres);
}

function go(hash: string): void {
  if (location.hash !== hash) location.hash = hash;
  else {
    // Pressed again, the place must be shown again: a note by the browser, marks by this.
    location.replace(location.href);
    dispatchEvent(new HashChangeEvent("hashchange"));
  }
}

function showAnswered(place: Place): void {
  answered = place;
  if (readHash(location.hash)) history.replaceState(null, "", address());
  cameFrom = null;
  beside()!.classList.remove("open");
  const [first] = markAll(place);
  // Where the letter does not scroll by itself, its words would take the answer out of sight.
  const scrolls = getComputedStyle(beside()!).overflowY === "auto";
  if (first && scrolls) around(first).scrollIntoView({ block: "center" });
}

/**
 * Return what to bring into sight: of a cell its whole table with the headings, where that fits. Where it
 * is too wide, the cell is in sight in it from here on.
 */
function around(first: HTMLElement): HTMLElement {
  const table = first.closest("table");
  table?.parentElement!.scrollTo(first.closest("td")?.offsetLeft! - 99, 0);
  const height = beside()?.clientHeight ?? innerHeight;
  return table && table.offsetHeight < Math.min(height, innerHeight) ? table : first;
}

/** Put a letter beside the answer where another one is, or none; tell whether it stands there. */
async function load(letter: string, isWanted: () => boolean): Promise<boolean> {
  if (!letter || document.querySelector(`[data-brief="${CSS.escape(letter)}"]`)) return true;
  try {
    const response = await fetch(`/brieven/${encodeURIComponent(letter)}/naast`);
    if (!response.ok) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const section = page.querySelector(".lezen");
    if (!section || !isWanted()) return false;
    unmark = () => {};
    answered = undefined;
    beside()!.replaceWith(document.adoptNode(section));
    return true;
  } catch {
    return false;
  }
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
  for (const name of LEAVING) {
    addEventListener(name, () => leave.abort(), { signal: leave.signal });
  }
}

/** Return the passage that a place stands in: the last one that begins before it. */
function find(start: number): HTMLElement | null {
  const all = [...document.querySelectorAll<HTMLElement>("[data-start]")];
  const before = all.filter((each) => startOf(each) <= start);
  return before.reduce<HTMLElement | null>(
    (last, each) => (last && startOf(last) > startOf(each) ? last : each),
    null,
  );
}

addEventListener("hashchange", show);
addEventListener("qa-plaats", follow);
addEventListener("click", (event) => {
  const back = (event.target as Element).closest?.(".terug-naar-antwoord");
  if (!back) return;
  event.preventDefault();
  history.pushState(null, "", address() + leftFrom); // as it was, without a jump
  show();
});
document.documentElement.classList.add("js"); // from now on it is told here what lies over what
show();
