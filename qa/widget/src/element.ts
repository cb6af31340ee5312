// What an element needs of the platform to draw itself with lit-html: attributes, style and time.
//
// LitElement does this and more, for 2.4 kB of the 24 that the widget may weigh.

import { render, type TemplateResult } from "lit/html.js";

type Read = (given: string | null) => unknown;

const ATTRIBUTES: Record<string, Read> = {
  api: (given) => given?.replace(/\/$/, "") || "/v1",
  brief: (given) => given ?? "",
  modus: (given) => (/^(bubble|page)$/.test(given ?? "") ? given : "inline"),
  titel: (given) => given,
  kopniveau: (given) => (/^[1-6]$/.test(given ?? "") ? Number(given) : 2),
  begroeting: (given) => given,
  voorbeelden: (given) => given,
  linkDoel: (given) => (/^(zelfde|nieuw|geen)$/.test(given ?? "") ? given : "venster"),
};
const attributeOf = (name: string): string => name.replace(/[A-Z]/g, (each) => `-${each.toLowerCase()}`);

export abstract class Drawn extends HTMLElement {
  static readonly observedAttributes = [...Object.keys(ATTRIBUTES).map(attributeOf), "lang"];
  /** The address of the service's interface, without a slash at its end. */
  declare api: string;
  /** The id of the only letter that is asked; "" asks all. */
  declare brief: string;
  declare modus: "bubble" | "inline" | "page";
  /** What stands above the conversation; null where the page does not say. */
  declare titel: string | null;
  /** The level of the title among the headings of the page; questions are one below. */
  declare kopniveau: number;
  /** What the conversation begins with; null for the widget's own words. */
  declare begroeting: string | null;
  /** Questions to begin with, one a line or between bars; null for those of the service. */
  declare voorbeelden: string | null;
  /** Where a source opens: over the answer, in this tab, in a new one, or where the page itself shows it. */
  declare linkDoel: "venster" | "zelfde" | "nieuw" | "geen";
  readonly #root = this.attachShadow({ mode: "open" });
  #drawing: Promise<void> | undefined;

  constructor(style: CSSStyleSheet) {
    super();
    this.#root.adoptedStyleSheets = [style];
  }

  /** Draw soon: however much changes before, once. */
  draw(): Promise<void> {
    return (this.#drawing ??= Promise.resolve().then(() => {
      this.#drawing = undefined;
      if (this.isConnected) render(this.template(), this.#root);
    }));
  }

  /** Return the first thing within that has a CSS selector. */
  within(selector: string): HTMLElement | null {
    return this.#root.querySelector(selector);
  }

  attributeChangedCallback(): void {
    void this.draw();
  }

  connectedCallback(): void {
    // What a page set before the element was known hides its accessor.
    for (const name of Object.keys(ATTRIBUTES)) {
      const held = Object.getOwnPropertyDescriptor(this, name);
      if (held && delete (this as Record<string, unknown>)[name]) {
        (this as Record<string, unknown>)[name] = held.value;
      }
    }
    void this.draw();
  }

  protected abstract template(): TemplateResult;
}

for (const [name, read] of Object.entries(ATTRIBUTES)) {
  Object.defineProperty(Drawn.prototype, name, {
    get(this: Drawn) {
      return read(this.getAttribute(attributeOf(name)));
    },
    set(this: Drawn, value: unknown) {
      if (value == null) this.removeAttribute(attributeOf(name));
      else this.setAttribute(attributeOf(name), `${value}`);
    },
  });
}
