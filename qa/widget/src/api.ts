// The service, as the widget calls it: JSON in, checked JSON out, and every failure as one `Failure`.

import {
  isAnswer,
  isExamples,
  isLetters,
  isSeries,
  type Answer,
  type Fact,
  type Letter,
} from "./json.ts";
import type { Piece } from "./picks.ts";
import { readJson } from "./visible.ts";

/** What went wrong. `status` 0 is no answer at all; `wait` are the seconds the service asks for. */
export class Failure extends Error {
  /** Whether the browser had no network then: later on, it may have one again. */
  readonly isOffline = globalThis.navigator?.onLine === false;

  constructor(
    readonly status: number,
    readonly detail = "",
    readonly wait = 0,
  ) {
    super(detail);
  }
}

export interface Verdict {
  antwoordId: string;
  oordeel: "goed" | "fout";
  reden?: string;
  toelichting?: string;
  vraag: string;
  context?: string;
}

/** Where the service is and who asks: read anew for each call, since a page may change it. */
export interface Access {
  api: string;
  brief: string;
  sleutel: string;
}

export class Service {
  constructor(private readonly access: () => Access) {}

  ask(vraag: string, context: string | null, signal: AbortSignal): Promise<Answer> {
    const { brief } = this.access();
    const body = { vraag, ...(context && { context }), ...(brief && { brieven: [brief] }) };
    return this.call("vragen", isAnswer, signal, body);
  }

  async examples(signal: AbortSignal): Promise<string[]> {
    return (await this.call("voorbeelden", isExamples, signal)).voorbeelden;
  }

  async letters(signal: AbortSignal): Promise<Letter[]> {
    return (await this.call("brieven", isLetters, signal)).brieven;
  }

  async series(id: string, signal: AbortSignal): Promise<Fact[]> {
    return (await this.call(`reeksen/${encodeURIComponent(id)}`, isSeries, signal)).punten;
  }

  async judge(verdict: Verdict, signal: AbortSignal): Promise<void> {
    await this.call("terugkoppelingen", (_): _ is unknown => true, signal, verdict);
  }

  /** Have a file made of what was picked: it is looked up again. */
  bundle(stukken: readonly Piece[], type: string, signal: AbortSignal): Promise<Blob> {
    const { brief } = this.access();
    const body = { stukken, nederlandseCsv: true, ...(brief && { brieven: [brief] }) };
    return this.call("_bundel", (found) => found instanceof Blob, signal, body, type);
  }

  private async call<T>(
    path: string,
    is: (value: unknown) => value is T,
    signal: AbortSignal,
    body?: object,
    accept = "",
  ): Promise<T> {
    const { api, sleutel } = this.access();
    const headers: Record<string, string> = { Accept: accept || "application/json" };
    if (sleutel) headers.Authorization = `Bearer ${sleutel}`;
    if (body) headers["Content-Type"] = "application/json";
    const sent = { headers, signal, ...(body && { method: "POST", body: JSON.stringify(body) }) };
    let response: Response;
    let found: unknown;
    try {
      response = await fetch(`${api}/${path}`, sent);
      const isFile = response.ok && accept;
      found = await (isFile ? response.blob() : response.text().then(readJson).catch(() => null));
    } catch (error) {
      throw signal.aborted ? error : new Failure(0);
    }
    signal.throwIfAborted();
    if (!response.ok) {
      const detail = (found as { detail?: unknown } | null)?.detail;
      const wait = Number(response.headers.get("Retry-After")) || 0; // it may be a date too
      throw new Failure(response.status, typeof detail === "string" ? detail : "", wait);
    }
    if (!is(found)) throw new Failure(502);
    return found;
  }
}
