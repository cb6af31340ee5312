// The conversation: questions in, one after the other, each answered, failed or stopped.
//
// A question that comes while another runs waits for it. It is not put in its place: what stands in
// a log is not taken back, and "en in 2020?" only means something after the answer before it.

import { Failure } from "./api.ts";
import type { Answer } from "./json.ts";

export type State = "wacht" | "bezig" | "klaar" | "fout" | "gestopt";

export interface Turn {
  id: number;
  vraag: string;
  staat: State;
  traag: boolean;
  antwoord?: Answer;
  fout?: Failure;
}

type Ask = (question: string, context: string | null, signal: AbortSignal) => Promise<Answer>;

export class Conversation {
  turns: Turn[] = [];
  private running: AbortController | undefined;
  private count = 0;

  /** `changed` is told each turn that changes; `slow` are the milliseconds after which one is. */
  constructor(
    private readonly ask: Ask,
    private readonly changed: (turn: Turn) => void,
    private readonly slow = 10_000,
  ) {}

  /** Ask a question, after those that wait. */
  add(vraag: string): Turn {
    const turn = this.push({ vraag, staat: "wacht" });
    void this.next();
    return turn;
  }

  /** Put back an answered turn of before. */
  put(vraag: string, antwoord: Answer): void {
    this.push({ vraag, staat: "klaar", antwoord });
  }

  /** Ask the question of a failed or stopped turn again, in its place. */
  retry(turn: Turn): void {
    turn.staat = "wacht";
    delete turn.fout;
    this.changed(turn);
    void this.next();
  }

  /** Stop the question that runs, and with `all` those that wait too. */
  stop(all = false): void {
    if (all) for (const turn of this.turns) if (turn.staat === "wacht") turn.staat = "gestopt";
    this.running?.abort();
  }

  /** Forget everything. */
  clear(): void {
    this.stop(true);
    this.turns = [];
  }

  private push(turn: Pick<Turn, "vraag" | "staat" | "antwoord">): Turn {
    const pushed = { traag: false, ...turn, id: ++this.count };
    this.turns.push(pushed);
    return pushed;
  }

  private async next(): Promise<void> {
    const turn = this.turns.find(({ staat }) => staat === "wacht");
    if (this.running || !turn) return;
    const running = (this.running = new AbortController());
    this.set(turn, { staat: "bezig", traag: false });
    const timer = setTimeout(() => this.set(turn, { traag: true }), this.slow);
    try {
      const antwoord = await this.ask(turn.vraag, this.contextOf(turn), running.signal);
      this.set(turn, { staat: "klaar", antwoord });
    } catch (error) {
      if (running.signal.aborted) this.set(turn, { staat: "gestopt" });
      else this.set(turn, { staat: "fout", fout: error instanceof Failure ? error : new Failure(0) });
    } finally {
      clearTimeout(timer);
      this.running = undefined;
    }
    void this.next();
  }

  /** Return the context of the last answer above a turn: what a follow-up leans on. */
  private contextOf(turn: Turn): string | null {
    const above = this.turns.slice(0, this.turns.indexOf(turn));
    return above.findLast(({ antwoord }) => antwoord)?.antwoord?.context ?? null;
  }

  private set(turn: Turn, change: Partial<Turn>): void {
    Object.assign(turn, change);
    if (this.turns.includes(turn)) this.changed(turn);
  }
}
