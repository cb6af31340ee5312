// What somebody thinks of an answer: good, or not good with a reason.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Answer } from "./json.ts";
import type { View } from "./view.ts";

const LONGEST_REMARK = 1000; // characters

export function judgement(view: View, answer: Answer): TemplateResult {
  const { words } = view;
  const state = view.judging(answer);
  const isDone = state === "bewaard";
  return html`<div class="verdict" role="group" aria-label=${words.oordeel} part="oordeel">
    <span class="meta" aria-hidden="true">${words.oordeel}</span>
    <button
      aria-disabled=${isDone}
      aria-pressed=${state === "goed" || nothing}
      @click=${() => isDone || view.judge(answer, "goed")}
    >
      ${words.goed}
    </button>
    <button
      aria-disabled=${isDone}
      aria-expanded=${state === "fout"}
      @click=${() => isDone || view.startJudging(answer)}
    >
      ${words.fout}
    </button>
    ${state === "fout" ? form(view, answer) : nothing}
    ${isDone ? html`<span class="meta">${words.bedankt}</span>` : nothing}
    ${state === "mislukt" ? html`<span class="meta">${words.fouten.anders}</span>` : nothing}
  </div>`;
}

function form(view: View, answer: Answer): TemplateResult {
  const { words } = view;
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    // The form goes away with the focus in it.
    form.parentElement!.querySelector<HTMLElement>("[aria-expanded]")!.focus();
    view.judge(answer, "fout", `${fields.get("reden")}`, `${fields.get("toelichting")}`.trim());
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
      <textarea name="toelichting" rows="2" maxlength=${LONGEST_REMARK} lang="nl"></textarea>
    </label>
    <button class="main">${words.stuur}</button>
  </form>`;
}
