// What somebody does with answers: copy, pick, follow, judge, ask for all years.

import type { VraagDeBrief } from "./widget.ts";
import type { Failure } from "./api.ts";
import { copy, download } from "./clipboard.ts";
import { asHtml, asMarkdown, type Picked } from "./export.ts";
import { writeHash } from "./hash.ts";
import type { Answer, Fact, Hit, Span } from "./json.ts";
import type { Words } from "./nl.ts";
import { seriesId } from "./series.ts";
import { failed } from "./turn.ts";
import { isSent, type Judging, type Reasons, type View } from "./view.ts";

const FORMATS = {
  markdown: { write: asMarkdown, type: "text/markdown", ending: "md" },
  // Word opens HTML under its own ending without a question.
  word: { write: asHtml, type: "application/msword", ending: "doc" },
};

export class Desk implements View {
  readonly #picked = new Map<Hit, Pick<Picked, "vraag" | "kop">>();
  readonly #found = new Map<string, Fact[]>();
  readonly #judged = new WeakMap<Answer, Judging>();
  readonly #widget: VraagDeBrief;

  constructor(widget: VraagDeBrief) {
    this.#widget = widget;
  }

  get words(): Words {
    return this.#widget.words;
  }

  get level(): number {
    return this.#widget.kopniveau + (this.#widget.heading ? 1 : 0);
  }

  get picks(): number {
    return this.#picked.size;
  }

  ask(question: string): void {
    this.#widget.vraag(question);
  }

  copy(text: string): void {
    void copy(text, this.#widget.shadowRoot!).then((done) =>
      this.#widget.say(done ? this.words.gekopieerd : this.words.nietGekopieerd, true),
    );
  }

  letter(id: string): string {
    const { titel = "", datum = "" } = this.#widget.letters.get(id) ?? {};
    const date = new Date(datum);
    if (isNaN(+date)) return titel;
    const written = date.toLocaleDateString("nl-NL", { dateStyle: "long", timeZone: "UTC" });
    return `${titel}, ${written}`;
  }

  address(letter: string, passage: string, span?: Span): string {
    const base = this.#widget.api.replace(/\/v1\/?$/, "");
    const place = span ? writeHash(passage, span) : `#${passage}`;
    return `${new URL(`${base}/brieven/${encodeURIComponent(letter)}`, document.baseURI)}${place}`;
  }

  follow(event: MouseEvent, letter: string): void {
    const { hash } = new URL((event.currentTarget as HTMLAnchorElement).href);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!isPlain || !document.querySelector(`[data-brief="${CSS.escape(letter)}"]`)) return;
    event.preventDefault();
    // Pressed again, the place must be shown again: a note by the browser, marks by the letter's page.
    if (location.hash !== hash) location.hash = hash;
    else {
      location.replace(location.href);
      dispatchEvent(new HashChangeEvent("hashchange"));
    }
  }

  isPicked(hit: Hit): boolean {
    return this.#picked.has(hit);
  }

  pick(hit: Hit, vraag: string, kop: string): void {
    if (!this.#picked.delete(hit)) this.#picked.set(hit, { vraag, kop });
    this.#widget.say(this.words.gekozen(this.picks));
  }

  pickNone(): void {
    this.#picked.clear();
    void this.#widget.draw();
  }

  save(format: keyof typeof FORMATS): void {
    const { write, type, ending } = FORMATS[format];
    const picked = [...this.#picked].map(
      ([hit, asked]): Picked => ({ hit, ...asked, letter: this.letter(hit.briefId) }),
    );
    download(write(picked), `${this.words.bestand}.${ending}`, type);
  }

  series(fact: Fact): Fact[] | undefined {
    return this.#found.get(fact.id);
  }

  findSeries(fact: Fact): void {
    const { service, signal } = this.#widget;
    const keep = (series: Fact[]): void => {
      // A table may hold two series of one name: the id alone does not tell which.
      this.#found.set(fact.id, series.some(({ id }) => id === fact.id) ? series : []);
      const drawn = `[data-series~="${CSS.escape(fact.id)}"]`;
      void this.#widget.draw().then(() => this.#widget.within(drawn)?.focus());
    };
    service.series(seriesId(fact), signal).then(keep, (error: Failure) => {
      if (error.status === 404) return keep([]);
      if (!signal.aborted) this.#widget.say(failed(this.words, error), true);
    });
  }

  judging(answer: Answer): Judging {
    return this.#judged.get(answer) ?? {};
  }

  startJudging(answer: Answer): void {
    const { oordeel, staat } = this.judging(answer);
    if (isSent(staat)) return;
    this.#setJudging(answer, oordeel === "fout" ? {} : { oordeel: "fout" });
  }

  judge(answer: Answer, oordeel: "goed" | "fout", why?: Reasons, kept?: () => void): void {
    const { service, signal, words } = this.#widget;
    if (isSent(this.judging(answer).staat)) return;
    const { id: antwoordId, vraag, vervolgOp } = answer;
    const verdict = { antwoordId, oordeel, vraag, ...why, ...(vervolgOp && { context: vervolgOp }) };
    this.#setJudging(answer, { oordeel, staat: "bezig" });
    service.judge(verdict, signal).then(
      () => {
        kept?.();
        this.#setJudging(answer, { oordeel, staat: "bewaard" });
        this.#widget.say(words.bedankt);
      },
      () => {
        this.#setJudging(answer, { oordeel, staat: "mislukt" });
        if (!signal.aborted) this.#widget.say(words.fouten.anders);
      },
    );
  }

  #setJudging(answer: Answer, judging: Judging): void {
    this.#judged.set(answer, judging);
    void this.#widget.draw();
  }
}
