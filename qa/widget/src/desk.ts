// What somebody does with answers: copy, pick, follow, judge, ask for all years.

import type { Failure } from "./api.ts";
import { copy, download } from "./clipboard.ts";
import { tell } from "./events.ts";
import { writeHash, writeQuestions } from "./hash.ts";
import { webAddress } from "./export.ts";
import type { Host } from "./host.ts";
import type { Answer, Fact } from "./json.ts";
import type { Words } from "./nl.ts";
import { asPng, asSvg } from "./picture.ts";
import { FORMS, MOST, type Piece } from "./picks.ts";
import type { Goal, Quote } from "./quotes.ts";
import { keepPieces, restorePieces } from "./session.ts";
import { failed } from "./turn.ts";
import { isSent, type Judging, type Reasons, type View } from "./view.ts";

export class Desk implements View {
  #picked = new Map<string, Piece>();
  #key = "";
  readonly #found = new Map<string, Fact[]>();
  readonly #judged = new WeakMap<Answer, Judging>();
  readonly #widget: Host;

  constructor(widget: Host) {
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

  get hasLetters(): boolean {
    return this.#widget.letters.size > 1;
  }

  get target(): string {
    return this.#widget.linkDoel === "nieuw" ? "_blank" : "";
  }

  copy(text: string, html = ""): void {
    this.#copy(text, html, this.words.gekopieerd);
  }

  handOn(answer: Answer): void {
    const [page] = location.href.split("#");
    const url = page + writeQuestions(this.#widget.leadingTo(answer));
    // A phone has a way of its own to hand something on; who gives up there needs no telling.
    if (matchMedia("(pointer: coarse)").matches && navigator.share) {
      navigator.share({ url, title: answer.vraag }).catch(() => {});
    } else this.#copy(url, "", this.words.gedeeld);
  }

  #copy(text: string, html: string, done: string): void {
    void copy(text, html, this.#widget.shadowRoot!).then((isDone) =>
      this.#widget.say(isDone ? done : this.words.nietGekopieerd, true),
    );
  }

  save(content: string | Blob, name: string, type: string): void {
    download(content, name, type);
  }

  savePicture(series: readonly Fact[], title: string, source: string, name: string): void {
    if (name.endsWith("svg")) return download(asSvg(series, title, source), name, "image/svg+xml");
    void asPng(series, title, source).then((png) => png && download(png, name, png.type));
  }

  tellPoint(text: string): void {
    this.#widget.say(text);
  }

  letter(id: string): string {
    const { titel = "", datum = "" } = this.#widget.letters.get(id) ?? {};
    const date = new Date(datum);
    if (isNaN(+date)) return titel;
    const written = date.toLocaleDateString("nl-NL", { dateStyle: "long", timeZone: "UTC" });
    return `${titel}, ${written}`;
  }

  address({ briefId, passage, spans }: Goal): string {
    const base = this.#widget.api.replace(/\/v1\/?$/, "");
    const place = spans.length ? writeHash(passage, spans) : `#${passage}`;
    const url = new URL(`${base}/brieven/${encodeURIComponent(briefId)}`, document.baseURI);
    return webAddress(`${url}${place}`); // the page may have been given an address that is a script
  }

  go(event: MouseEvent, goal: Goal, quotes?: readonly Quote[]): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab or window of its own
    const { linkDoel } = this.#widget;
    const placed = { ...goal, adres: this.address(goal), isAsked: true };
    if (!tell(this.#widget, "qa-plaats", placed) || linkDoel === "geen") event.preventDefault();
    else if (linkDoel === "venster" && quotes) {
      event.preventDefault();
      this.#widget.lay(quotes);
    }
  }

  isPicked(piece: Piece): boolean {
    return this.#picked.has(JSON.stringify(piece));
  }

  pick(piece: Piece): void {
    const name = JSON.stringify(piece);
    if (!this.#picked.delete(name)) {
      if (this.picks >= MOST) return this.#widget.say(this.words.vol, true);
      this.#picked.set(name, piece);
    }
    this.#keep();
    this.#widget.say(this.words.gekozen(this.picks));
  }

  pickNone(): void {
    this.#picked.clear();
    this.#keep();
    void this.#widget.draw();
  }

  /** Take up what this tab has picked in the conversation of a key. */
  begin(key: string): void {
    this.#key = `${key}:stukken`;
    const kept = restorePieces(() => sessionStorage, this.#key);
    this.#picked = new Map(kept.map((piece) => [JSON.stringify(piece), piece]));
  }

  #keep(): void {
    keepPieces(() => sessionStorage, this.#key, [...this.#picked.values()]);
  }

  savePicked(form: keyof typeof FORMS): void {
    void this.#made(FORMS[form]).then((file) => file && download(file, `citaten-uit-de-brief.${form}`, file.type));
  }

  copyPicked(): void {
    const made = Promise.all([this.#made("text/markdown"), this.#made("text/html")]);
    void made.then(async ([text, html]) => {
      if (text && html) this.copy(await text.text(), await html.text());
    });
  }

  /** Let the service make a file of what is picked; nothing where that failed, which is told. */
  #made(type: string): Promise<Blob | void> {
    const { service, signal } = this.#widget;
    return service.bundle([...this.#picked.values()], type, signal).catch((error: Failure) => {
      if (!signal.aborted) this.#widget.say(`${failed(this.words, error)} ${error.detail}`, true);
    });
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
    service.series(fact.reeks, signal).then(keep, (error: Failure) => {
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
