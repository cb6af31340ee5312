// The form below the conversation: what is typed there is asked, unless it is too long.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Host } from "./host.ts";
import { codePoints } from "./slices.ts";

const LONGEST = 40000; // characters of a text with all its questions, as the service counts them

export class Entry {
  #tooLong = 0;
  readonly #widget: Host;

  constructor(widget: Host) {
    this.#widget = widget;
  }

  /** Show the form; with `clear`, a button beside its name that clears the conversation. */
  form(clear?: () => void): TemplateResult {
    const { words } = this.#widget;
    const tooLong = this.#tooLong;
    return html`<form part="invoer" @submit=${this.#send}>
      <div class="row">
        <label for="input">${words.uwVraag}</label>
        ${clear ? html`<button type="button" @click=${clear}>${words.wis}</button>` : nothing}
      </div>
      <div class="row">
        <textarea
          id="input"
          part="veld"
          rows="1"
          lang="nl"
          autocomplete="off"
          enterkeyhint="send"
          aria-describedby="about"
          aria-invalid=${tooLong > 0}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#send(event);
          }}
        ></textarea>
        <button class="main" part="verstuur">${words.verstuur}</button>
      </div>
      <p class="meta" id="about">
        ${tooLong ? html`<strong>${words.teLang(tooLong)}</strong>` : words.invoerUitleg}
      </p>
    </form>`;
  }

  /** Go on with what was typed in the page's own form before this script ran. */
  takeOver(): void {
    const typed = this.#widget.querySelector("textarea");
    if (!typed) return;
    this.#field.value = typed.value;
    if (typed.matches(":focus")) this.#field.focus();
    typed.remove();
    this.#check();
  }

  /** Let a question be altered that was refused, unless another is being typed. */
  putBack(question: string): void {
    this.#field.value ||= question;
  }

  get #field(): HTMLTextAreaElement {
    return this.#widget.within("#input") as HTMLTextAreaElement;
  }

  readonly #send = (event: Event): void => {
    event.preventDefault();
    if (!this.#check()) return;
    if (!this.#field.value.trim()) return this.#widget.say(this.#widget.words.leeg, true);
    this.#widget.vraag(this.#field.value);
    this.#field.value = "";
  };

  /** Tell whether a question is short enough, and say so where it is not. */
  #check(): boolean {
    const length = codePoints(this.#field.value.trim());
    this.#tooLong = length > LONGEST ? length : 0;
    this.#widget.say(this.#tooLong ? this.#widget.words.teLang(length) : "");
    return !this.#tooLong;
  }
}
