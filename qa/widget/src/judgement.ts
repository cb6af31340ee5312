// What somebody thinks of an answer: good, or not good with a reason.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Answer } from "./json.ts";
import { isSent, type View } from "./view.ts";

const LONGEST_REMARK = 1000; // characters

/** Brings all of a field into sight: of its own accord a browser only shows the line typed in. */
const reveal = (event: Event) => (event.target as Element).scrollIntoView({ block: "nearest" });

export function judgement(view: View, answer: Answer): TemplateResult {
  const { words } = view;
  const { oordeel, staat } = view.judging(answer);
  const isWriting = oordeel === "fout" && staat !== "bewaard";
  return html`<div class="verdict" role="group" aria-label=${words.oordeel} part="oordeel">
    <span class="meta" aria-hidden="true">${words.oordeel}</span>
    <button
      aria-disabled=${isSent(staat)}
      aria-pressed=${oordeel === "goed" && isSent(staat)}
      @click=${() => view.judge(answer, "goed")}
    >
      ${words.goed}
    </button>
    <button
      aria-disabled=${isSent(staat)}
      aria-expanded=${isWriting}
      @click=${() => view.startJudging(answer)}
    >
      ${words.fout}
    </button>
    ${isWriting ? form(view, answer) : nothing}
    ${staat === "bewaard" ? html`<span class="meta">${words.bedankt}</span>` : nothing}
    ${staat === "mislukt" ? html`<span class="meta">${words.fouten.anders}</span>` : nothing}
  </div>`;
}

function form(view: View, answer: Answer): TemplateResult {
  const { words } = view;
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const why = Object.fromEntries(new FormData(form)) as Record<string, string>;
    if (!why.toelichting?.trim()) delete why.toelichting;
    view.judge(answer, "fout", why, () => {
      // The form goes away, and the focus with it.
      const opener = form.parentElement!.querySelector<HTMLElement>("[aria-expanded]")!;
      if (form.matches(":focus-within")) opener.focus();
    });
  };
  return html`<form @submit=${send}>
    <fieldset>
      <legend>${words.reden}</legend>
      ${Object.entries(words.redenen).map(
        ([value, label]) =>
          html`<label><input type="radio" name="reden" value=${value} required />${label}</label>`,
      )}
    </fieldset>
    <label class="field"
      >${words.toelichting}
      <span class="meta">${words.geenPersoonsgegevens}</span>
      <textarea
        name="toelichting"
        rows="2"
        maxlength=${LONGEST_REMARK}
        lang="nl"
        @focus=${reveal}
      ></textarea>
    </label>
    <button class="main">${words.stuur}</button>
  </form>`;
}
