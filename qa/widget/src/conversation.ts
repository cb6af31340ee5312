// The conversation: questions in, one after the other, each answered, failed or stopped.
//
// A question that comes while another runs waits for it. It is not put in its place: what stands in
// a log is not taken back, and "en in 2020?" only means something after the answer before it.
// Between two questions there is a pause, in which what became of the first can be read and heard.

import { Failure } from "./api.ts";
import type { Answer } from "./json.ts";

export type State = "wacht" | "bezig" | "klaar" | "fout" | "gestopt";

export interface Turn {
  id: number;
  vraag: string;
  staat: State;
  traag: boolean;
  isFirst: boolean; // it leans on nothing before it
  antwoord?: Answer;
  fout?: Failure;
}

const PAUSE = 300; // milliseconds: what a status says for less is not read out

/** Tell whether a question was completed with what was said before. */
const leans = (answer?: Answer): boolean =>
  !!answer?.vervolgOp && [answer, ...answer.deelantwoorden].some(({ gelezenAls }) => gelezenAls);

type Ask = (question: string, context: string | null, signal: AbortSignal) => Promise<Answer>;

export class Conversation {
  turns: Turn[] = [];
  readonly #ask: Ask;
  readonly #changed: (turn: Turn) => void;
  readonly #slow: number;
  #running: AbortController | undefined;
  #count = 0;

  /** `changed` is told each turn that changes; `slow` are the milliseconds after which one is. */
  constructor(ask: Ask, changed: (turn: Turn) => void, slow = 10_000) {
    this.#ask = ask;
    this.#changed = changed;
    this.#slow = slow;
  }

  /** Ask a question, after those that wait; the first of a conversation leans on nothing before it. */
  add(vraag: string, isFirst = false): Turn {
    return this.#wait(this.#push({ vraag, staat: "wacht", isFirst }));
  }

  /** Return the questions that lead to an answer: those it leans on, then its own. */
  leadingTo(answer: Answer): string[] {
    const last = this.turns.findIndex(({ antwoord }) => antwoord === answer);
    const questions = [answer.vraag];
    for (let at = last; at > 0 && leans(this.turns[at]!.antwoord); at--) {
      questions.unshift(this.turns[at - 1]!.vraag);
    }
    return questions;
  }

  /** Put back an answered turn of before. */
  put(vraag: string, antwoord: Answer): void {
    this.#push({ vraag, staat: "klaar", antwoord });
  }

  /** Ask the question of a failed or stopped turn again, in its place. */
  retry(turn: Turn): void {
    delete turn.fout;
    this.#wait(turn);
  }

  /** Stop the question that runs, and with `all` those that wait too. */
  stop(all = false): void {
    if (all) for (const turn of this.turns) if (turn.staat === "wacht") turn.staat = "gestopt";
    this.#running?.abort();
  }

  /** Forget everything. */
  clear(): void {
    this.stop(true);
    this.turns = [];
  }

  #wait(turn: Turn): Turn {
    this.#set(turn, { staat: "wacht" });
    void this.#next();
    return turn;
  }

  #push(turn: Pick<Turn, "vraag" | "staat"> & Partial<Turn>): Turn {
    const pushed = { traag: false, isFirst: false, ...turn, id: ++this.#count };
    this.turns.push(pushed);
    return pushed;
  }

  get #first(): Turn | undefined {
    return this.turns.find(({ staat }) => staat === "wacht");
  }

  async #next(): Promise<void> {
    const turn = this.#first;
    if (this.#running || !turn) return;
    const running = (this.#running = new AbortController());
    this.#set(turn, { staat: "bezig", traag: false });
    const timer = setTimeout(() => this.#set(turn, { traag: true }), this.#slow);
    try {
      const antwoord = await this.#answer(turn, running.signal);
      this.#set(turn, { staat: "klaar", antwoord });
    } catch (error) {
      if (running.signal.aborted) this.#set(turn, { staat: "gestopt" });
      else this.#set(turn, { staat: "fout", fout: error instanceof Failure ? error : new Failure(0) });
    } finally {
      clearTimeout(timer);
      this.#running = undefined;
    }
    if (this.#first) setTimeout(() => void this.#next(), PAUSE);
  }

  /** Ask with the context of the last answer above: what a follow-up leans on. */
  async #answer(turn: Turn, signal: AbortSignal): Promise<Answer> {
    const above = turn.isFirst ? [] : this.turns.slice(0, this.turns.indexOf(turn));
    const context = above.findLast(({ antwoord }) => antwoord)?.antwoord?.context ?? null;
    try {
      return await this.#ask(turn.vraag, context, signal);
    } catch (error) {
      // A context that the service refuses, or that is too large, would shut the conversation for good.
      const { status, detail } = error as Partial<Failure>;
      const isRefused = context && (status === 413 || /\bcontext\b/i.test(detail ?? ""));
      if (isRefused) return this.#ask(turn.vraag, null, signal);
      throw error;
    }
  }

  #set(turn: Turn, change: Partial<Turn>): void {
    Object.assign(turn, change);
    if (this.turns.includes(turn)) this.#changed(turn);
  }
}
