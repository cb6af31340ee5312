// What somebody does with answers: copy, pick, follow, judge, ask for all years.

import type { VraagDeBrief } from "./widget.ts";
import { copy, download } from "./clipboard.ts";
import { asHtml, asMarkdown, type Picked } from "./export.ts";
import { writeHash } from "./hash.ts";
import type { Answer, Fact, Hit, Span } from "./json.ts";
import type { Words } from "./nl.ts";
import { seriesId } from "./series.ts";
import type { Judging, View } from "./view.ts";

const FORMATS = {
  markdown: { write: asMarkdown, type: "text/markdown", ending: "md" },
  // Word opens HTML under its own ending without a question.
  word: { write: asHtml, type: "application/msword", ending: "doc" },
};

export class Desk implements View {
  private readonly picked = new Map<Hit, string>();
  private readonly found = new Map<string, Fact[]>();
  private judged = new WeakMap<Answer, Judging>();

  constructor(private readonly widget: VraagDeBrief) {}

  get words(): Words {
    return this.widget.words;
  }

  get level(): number {
    return this.widget.kopniveau + (this.widget.heading ? 1 : 0);
  }

  get picks(): number {
    return this.picked.size;
  }

  ask(question: string): void {
    this.widget.vraag(question);
  }

  copy(text: string): void {
    void copy(text, this.widget.shadowRoot!).then((done) =>
      this.widget.say(done ? this.words.gekopieerd : this.words.nietGekopieerd, true),
    );
  }

  letter(id: string): string {
    const { titel = "", datum = "" } = this.widget.letters.get(id) ?? {};
    const date = new Date(datum);
    if (isNaN(+date)) return titel;
    const written = date.toLocaleDateString("nl-NL", { dateStyle: "long", timeZone: "UTC" });
    return `${titel}, ${written}`;
  }

  address(letter: string, passage: string, span?: Span): string {
    const base = this.widget.api.replace(/\/v1\/?$/, "");
    const place = span ? writeHash(passage, span) : `#${passage}`;
    return `${new URL(`${base}/brieven/${encodeURIComponent(letter)}`, document.baseURI)}${place}`;
  }

  follow(event: MouseEvent, letter: string): void {
    const { hash } = new URL((event.currentTarget as HTMLAnchorElement).href);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!isPlain || !document.querySelector(`[data-brief="${CSS.escape(letter)}"]`)) return;
    event.preventDefault();
    // Pressed again, the place must be shown again.
    if (location.hash === hash) dispatchEvent(new HashChangeEvent("hashchange"));
    else location.hash = hash;
  }

  isPicked(hit: Hit): boolean {
    return this.picked.has(hit);
  }

  pick(hit: Hit, question: string): void {
    if (!this.picked.delete(hit)) this.picked.set(hit, question);
    this.widget.say(this.words.gekozen(this.picks));
  }

  pickNone(): void {
    this.picked.clear();
    void this.widget.draw();
  }

  save(format: keyof typeof FORMATS): void {
    const { write, type, ending } = FORMATS[format];
    const picked = [...this.picked].map(
      ([hit, vraag]): Picked => ({ hit, vraag, letter: this.letter(hit.briefId) }),
    );
    download(write(picked), `${this.words.bestand}.${ending}`, type);
  }

  series(fact: Fact): Fact[] | undefined {
    return this.found.get(fact.id);
  }

  findSeries(fact: Fact): void {
    const { service, signal } = this.widget;
    const keep = (series: Fact[]): void => {
      // A table may hold two series of one name: the id alone does not tell which.
      this.found.set(fact.id, series.some(({ id }) => id === fact.id) ? series : []);
      const drawn = `[data-series~="${CSS.escape(fact.id)}"]`;
      void this.widget.draw().then(() => this.widget.within(drawn)?.focus());
    };
    service.series(seriesId(fact), signal).then(keep, () => signal.aborted || keep([]));
  }

  judging(answer: Answer): Judging | undefined {
    return this.judged.get(answer);
  }

  startJudging(answer: Answer): void {
    if (this.judging(answer) === "fout") this.judged.delete(answer);
    else this.judged.set(answer, "fout");
    void this.widget.draw();
  }

  judge(answer: Answer, oordeel: "goed" | "fout", reden?: string, toelichting?: string): void {
    const { service, signal, words } = this.widget;
    const done = (state: Judging, said: string): void => {
      this.judged.set(answer, state);
      this.widget.say(said);
    };
    const { id: antwoordId, vraag, vervolgOp } = answer;
    const verdict = {
      ...{ antwoordId, oordeel, vraag },
      ...(reden && { reden }),
      ...(toelichting && { toelichting }),
      ...(vervolgOp && { context: vervolgOp }),
    };
    service.judge(verdict, signal).then(
      () => done("bewaard", words.bedankt),
      () => signal.aborted || done("mislukt", words.fouten.anders),
    );
  }
}
