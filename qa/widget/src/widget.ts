// <vraag-de-brief>: the custom element. docs/widget.md says how a page uses it.

import { html, nothing, type TemplateResult } from "lit/html.js";
import answers from "./answers.css";
import layout from "./layout.css";
import theme from "./theme.css";
import { Service } from "./api.ts";
import { Bubble } from "./bubble.ts";
import { Conversation, type Turn } from "./conversation.ts";
import { Desk } from "./desk.ts";
import { en } from "./en.ts";
import { Drawn } from "./element.ts";
import { Entry } from "./entry.ts";
import { tell } from "./events.ts";
import { readHash, readQuestions } from "./hash.ts";
import type { Host } from "./host.ts";
import type { Answer, Letter } from "./json.ts";
import { exportBar } from "./picks.ts";
import { examplesFrom, greeting, readies } from "./greeting.ts";
import { nl, type Words } from "./nl.ts";
import { overlay } from "./overlay.ts";
import { allQuotesOf, goalOf, type Quote } from "./quotes.ts";
import { keep, keyOf, restore } from "./session.ts";
import { isRefused, toHear, turnView } from "./turn.ts";

const STYLE = new CSSStyleSheet();
STYLE.replaceSync(theme + layout + answers);

export class VraagDeBrief extends Drawn implements Host {
  /** The key that goes with each call, as a bearer token; it is kept nowhere. */
  declare sleutel: string;
  isOpen = false;
  letters = new Map<string, Letter>();
  readonly service = new Service(() => this);

  #life = new AbortController();
  #examples: string[] = [];
  #place: string | number | undefined; // among the widgets of the page
  #key = "";
  #loaded: Promise<void> | undefined;
  #said = "";
  #shown = "";
  #laid: readonly Quote[] = []; // what is quoted over the answer
  readonly #desk = new Desk(this);
  readonly #entry = new Entry(this);
  readonly #bubble = new Bubble(this);
  readonly #talk = new Conversation(
    (...asked) => this.service.ask(...asked),
    (turn) => this.#turned(turn),
  );

  constructor() {
    super(STYLE);
    this.sleutel ??= "";
  }

  /** Ask a question, as if it had been typed. */
  vraag(text: string): void {
    if (text.trim()) this.#ask(text.trim(), false);
  }

  #ask(vraag: string, isFirst: boolean): void {
    this.#begin();
    this.isOpen = true;
    const turn = this.#talk.add(vraag, isFirst);
    tell(this, "qa-vraag", { vraag });
    this.#show(turn);
  }

  leadingTo(answer: Answer): string[] {
    return this.#talk.leadingTo(answer);
  }

  lay(quotes: readonly Quote[]): void {
    this.#laid = quotes;
    void this.draw().then(() => (this.within("dialog") as HTMLDialogElement).showModal());
  }

  /** Clear the conversation, and what this tab has kept of it. */
  wis(): void {
    this.#begin();
    this.#talk.clear();
    this.#desk.pickNone();
    this.querySelector("[slot]")?.remove();
    this.#save();
    this.#follow(undefined);
    this.say(this.words.gewist);
  }

  override focus(options?: FocusOptions): void {
    this.within("#input")?.focus(options);
  }

  get words(): Words {
    return this.lang.startsWith("en") ? en : nl;
  }

  /** What stands above the conversation; a page has a title of its own. */
  get heading(): string {
    return this.titel ?? (this.modus === "page" ? "" : this.words.titel);
  }

  get signal(): AbortSignal {
    return this.#life.signal;
  }

  /** Say something to who listens; `visible` to who looks too. */
  say(text: string, visible = false): void {
    // The same words twice are only heard twice where the text differs.
    this.#said = text && text === this.#said ? `${text}\u00a0` : text;
    this.#shown = visible ? text : "";
    void this.draw();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#life.signal.aborted) this.#life = new AbortController();
    document.addEventListener("focusin", this.#bubble.clear);
    addEventListener("hashchange", this.#askShared);
    void this.draw().then(() => {
      this.#entry.takeOver();
      this.#askShared();
    });
  }

  disconnectedCallback(): void {
    document.removeEventListener("focusin", this.#bubble.clear);
    removeEventListener("hashchange", this.#askShared);
    this.#talk.stop(true);
    this.#life.abort();
    this.#loaded = undefined;
  }

  /** Take up the conversation of this service and letter, if the tab has kept one. */
  #begin(): void {
    this.#place ??= this.id || [...document.querySelectorAll(this.localName)].indexOf(this);
    const key = keyOf(this.api, this.brief, this.#place);
    if (this.#key === key) return;
    this.#key = key;
    this.#talk.clear();
    this.#desk.begin(key);
    this.#loaded = undefined;
    for (const { vraag, antwoord } of restore(() => sessionStorage, key)) {
      this.#talk.put(vraag, antwoord);
    }
    const last = this.#talk.turns.at(-1);
    if (!last || readHash(location.hash)) return;
    this.#show(last);
    this.#follow(last.antwoord);
  }

  /** Ask what the address holds, in the first widget of a page; what stands there already is not asked again. */
  readonly #askShared = (): void => {
    const questions = readQuestions(location.hash);
    if (!questions.length || document.querySelector(this.localName) !== this) return;
    const last = this.#talk.turns.slice(-questions.length).map(({ vraag }) => vraag);
    if (last.join("\n") !== questions.join("\n")) questions.forEach((each, at) => this.#ask(each, !at));
  };

  /** Let the page show what an answer rests on, in the letter beside it; without one, no longer. */
  #follow(answer: Answer | undefined): void {
    const goal = (answer && goalOf(allQuotesOf(answer))) ?? { briefId: "", passage: "", spans: [] };
    tell(this, "qa-plaats", { ...goal, adres: this.#desk.address(goal), isAsked: false });
  }

  /** Fetch what is good to have: without it, the widget works all the same. */
  async #load(): Promise<void> {
    const { signal } = this;
    const [examples, letters] = await Promise.allSettled([
      this.service.examples(signal),
      this.service.letters(signal),
    ]);
    if (examples.status === "fulfilled") this.#examples = examples.value;
    if (letters.status === "fulfilled") {
      this.letters = new Map(letters.value.map((letter) => [letter.id, letter]));
    }
    void this.draw();
  }

  #save(): void {
    const done = this.#talk.turns.flatMap(({ vraag, antwoord }) =>
      antwoord ? [{ vraag, antwoord }] : [],
    );
    keep(() => sessionStorage, this.#key, done);
  }

  #turned(turn: Turn): void {
    const { vraag, staat, antwoord, fout } = turn;
    this.say(toHear(this.words, turn));
    if (staat === "klaar") {
      this.#save();
      if (!this.letters.size) this.#loaded = undefined; // the service may be there again
      tell(this, "qa-antwoord", { vraag, antwoord: antwoord! });
      this.#follow(antwoord);
    }
    if (staat === "fout") {
      const { status, detail, wait: wachttijd } = fout!;
      if (isRefused(fout!)) this.#entry.putBack(vraag);
      tell(this, "qa-fout", { vraag, status, detail, wachttijd });
    }
    if (antwoord || fout) this.#show(turn);
  }

  /** Bring a turn into view, the question on top: as it is asked, and as it ends. */
  #show({ id }: Turn): void {
    void this.draw().then(() => {
      const turn = this.within(`[data-turn="${id}"]`);
      if (!turn) return;
      if (this.modus === "page") turn.scrollIntoView();
      else this.within(".log")!.scrollTop = turn.offsetTop;
    });
  }

  protected override template(): TemplateResult {
    this.#begin();
    if (this.modus !== "bubble" || this.isOpen) this.#loaded ??= this.#load();
    const { words, isOpen, modus } = this;
    const isBubble = modus === "bubble";
    return html`<div
      class="all ${modus} ${this.#bubble.corner}"
      lang=${words.taal}
      @keydown=${(event: KeyboardEvent) => {
        if (isBubble && isOpen && event.key === "Escape") this.#bubble.close();
      }}
    >
      ${isBubble
        ? html`<button
            class="main knob"
            part="knop"
            aria-expanded=${isOpen}
            @click=${() => (isOpen ? this.#bubble.close() : this.#bubble.open())}
          >
            ${this.titel || words.titel}
          </button>`
        : nothing}
      ${this.#panel(isBubble)}
    </div>`;
  }

  #panel(isBubble: boolean): TemplateResult {
    const { words } = this;
    const [desk, talk] = [this.#desk, this.#talk];
    const title = this.heading;
    const isBegun = talk.turns.length || this.querySelector("[slot]");
    const again = {
      stop: () => this.#press(() => talk.stop()),
      retry: (turn: Turn) => this.#press(() => talk.retry(turn)),
    };
    return html`<div
      class="panel"
      part="paneel"
      role=${isBubble ? "dialog" : "group"}
      aria-label=${title || words.titel}
      ?hidden=${isBubble && !this.isOpen}
    >
      <div class="top" part="kop">
        ${title
          ? html`<p class="title" part="titel" role="heading" aria-level=${this.kopniveau}>
              ${title}
            </p>`
          : nothing}
        ${isBubble
          ? html`<button @click=${() => this.#bubble.close()}>${words.sluit}</button>`
          : nothing}
      </div>
      <div
        class="log"
        part="gesprek"
        role="log"
        aria-live="off"
        aria-label=${words.gesprek}
        tabindex=${this.modus === "page" ? nothing : 0}
      >
        ${greeting(this.begroeting ?? words.begroeting)}
        <slot name="antwoord"></slot>
        ${talk.turns.map((turn) => turnView(desk, turn, again))}
      </div>
      <div class="foot ${isBegun ? "" : "first"}">
        <p class="heard" role="status">${this.#said}</p>
        ${this.#shown ? html`<p class="shown" aria-hidden="true">${this.#shown}</p>` : nothing}
        ${desk.picks ? exportBar(desk, () => this.#press(() => desk.pickNone())) : nothing}
        ${this.#entry.form(talk.turns.length ? () => this.#press(() => this.wis()) : undefined)}
        ${isBegun
          ? nothing
          : readies(desk, words.voorbeelden, examplesFrom(this.voorbeelden, this.#examples))}
      </div>
      ${overlay(desk, this.#laid, () => {
        this.#laid = [];
        void this.draw();
      })}
    </div>`;
  }

  /** Do what takes away what was pressed, with the focus in it: that goes to the field. */
  #press(act: () => void): void {
    act();
    this.focus();
  }
}

