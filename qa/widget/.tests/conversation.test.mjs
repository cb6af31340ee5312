// tests/conversation.test.ts
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";

// src/json.ts
var TEXT = "string";
var MAYBE = [TEXT, null];
var SPAN = "span";
var FACT = {
  id: TEXT,
  briefId: TEXT,
  maat: TEXT,
  onderwerp: TEXT,
  waarde: TEXT,
  waardeTot: MAYBE,
  weergave: TEXT,
  eenheid: TEXT,
  grens: TEXT,
  periode: [{ begin: MAYBE, einde: MAYBE, label: TEXT }, null],
  citaat: TEXT,
  plaats: TEXT,
  verwijzing: TEXT,
  kopHerkomst: TEXT,
  kopZeker: "boolean",
  kopToelichting: TEXT,
  definitie: MAYBE,
  bron: MAYBE,
  positie: SPAN,
  waardePositie: SPAN
};
var NEIGHBOUR = [{ id: TEXT, tekst: TEXT }, null];
var HIT = {
  id: TEXT,
  briefId: TEXT,
  pad: [TEXT],
  soort: TEXT,
  tekst: TEXT,
  positie: SPAN,
  kern: { tekst: TEXT, positie: SPAN },
  noten: [{ nummer: "number", tekst: TEXT }],
  buren: { vorige: NEIGHBOUR, volgende: NEIGHBOUR },
  ookIn: [{ id: TEXT, briefId: TEXT, verwijzing: TEXT }],
  verwijzing: TEXT,
  url: TEXT
};
var RESULT = { waarde: TEXT, eenheid: TEXT, weergave: TEXT };
var ANSWER = {
  id: TEXT,
  soort: TEXT,
  vraag: TEXT,
  tekst: TEXT,
  reden: MAYBE,
  sterkte: MAYBE,
  gelezenAls: MAYBE,
  feiten: [FACT],
  naaste: [FACT],
  berekening: [
    { bewerking: TEXT, formule: TEXT, invoer: [TEXT], afgerond: "boolean", uitkomst: RESULT },
    null
  ],
  fragmenten: [HIT],
  deelantwoorden: ["answer"],
  suggesties: [TEXT],
  context: MAYBE,
  vervolgOp: MAYBE
};
var DEEPEST = 3;
var LONGEST = 1e3;
function fits(value, shape, depth = 0) {
  if (shape === SPAN) {
    return Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger);
  }
  if (shape === "answer") return depth < DEEPEST && fits(value, ANSWER, depth + 1);
  if (typeof shape === "string") return typeof value === shape;
  if (Array.isArray(shape)) {
    if (shape.length === 2) return value === null || fits(value, shape[0], depth);
    const [each] = shape;
    return Array.isArray(value) && value.length <= LONGEST && value.every((one) => fits(one, each, depth));
  }
  return typeof value === "object" && value !== null && Object.entries(shape).every(
    ([name, each]) => fits(value[name], each, depth)
  );
}
var isAnswer = (value) => fits(value, ANSWER);
var isExamples = (value) => fits(value, { voorbeelden: [TEXT] });
var isLetters = (value) => fits(value, { brieven: [{ id: TEXT, titel: TEXT, datum: TEXT }] });
var isSeries = (value) => fits(value, { punten: [FACT] });

// src/api.ts
var Failure = class extends Error {
  constructor(status, detail = "", wait = 0) {
    super(detail);
    this.status = status;
    this.detail = detail;
    this.wait = wait;
  }
  status;
  detail;
  wait;
};
var Service = class {
  constructor(access) {
    this.access = access;
  }
  access;
  ask(vraag, context, signal) {
    const { brief } = this.access();
    const body = { vraag, ...context && { context }, ...brief && { brieven: [brief] } };
    return this.call("vragen", isAnswer, signal, body);
  }
  async examples(signal) {
    return (await this.call("voorbeelden", isExamples, signal)).voorbeelden;
  }
  async letters(signal) {
    return (await this.call("brieven", isLetters, signal)).brieven;
  }
  async series(id, signal) {
    return (await this.call(`reeksen/${encodeURIComponent(id)}`, isSeries, signal)).punten;
  }
  async judge(verdict, signal) {
    await this.call("terugkoppelingen", (_) => true, signal, verdict);
  }
  async call(path, is, signal, body) {
    const { api: api2, sleutel } = this.access();
    const headers = { Accept: "application/json" };
    if (sleutel) headers.Authorization = `Bearer ${sleutel}`;
    if (body) headers["Content-Type"] = "application/json";
    const sent = { headers, signal, ...body && { method: "POST", body: JSON.stringify(body) } };
    let response;
    let found;
    try {
      response = await fetch(`${api2}/${path}`, sent);
      found = await response.json().catch(() => null);
    } catch (error) {
      throw signal.aborted ? error : new Failure(0);
    }
    signal.throwIfAborted();
    if (!response.ok) {
      const detail = found?.detail;
      const wait = Number(response.headers.get("Retry-After")) || 0;
      throw new Failure(response.status, typeof detail === "string" ? detail : "", wait);
    }
    if (!is(found)) throw new Failure(502);
    return found;
  }
};

// src/conversation.ts
var Conversation = class {
  /** `changed` is told each turn that changes; `slow` are the milliseconds after which one is. */
  constructor(ask, changed, slow = 1e4) {
    this.ask = ask;
    this.changed = changed;
    this.slow = slow;
  }
  ask;
  changed;
  slow;
  turns = [];
  running;
  count = 0;
  /** Ask a question, after those that wait. */
  add(vraag) {
    const turn = this.push({ vraag, staat: "wacht" });
    void this.next();
    return turn;
  }
  /** Put back an answered turn of before. */
  put(vraag, antwoord) {
    this.push({ vraag, staat: "klaar", antwoord });
  }
  /** Ask the question of a failed or stopped turn again, in its place. */
  retry(turn) {
    turn.staat = "wacht";
    delete turn.fout;
    this.changed(turn);
    void this.next();
  }
  /** Stop the question that runs, and with `all` those that wait too. */
  stop(all = false) {
    if (all) {
      for (const turn of this.turns) if (turn.staat === "wacht") turn.staat = "gestopt";
    }
    this.running?.abort();
  }
  /** Forget everything. */
  clear() {
    this.stop(true);
    this.turns = [];
  }
  push(turn) {
    const pushed = { traag: false, ...turn, id: ++this.count };
    this.turns.push(pushed);
    return pushed;
  }
  async next() {
    const turn = this.turns.find(({ staat }) => staat === "wacht");
    if (this.running || !turn) return;
    const running = this.running = new AbortController();
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
      this.running = void 0;
    }
    void this.next();
  }
  /** Return the context of the last answer above a turn: what a follow-up leans on. */
  contextOf(turn) {
    const above = this.turns.slice(0, this.turns.indexOf(turn));
    return above.findLast(({ antwoord }) => antwoord)?.antwoord?.context ?? null;
  }
  set(turn, change) {
    Object.assign(turn, change);
    if (this.turns.includes(turn)) this.changed(turn);
  }
};

// tests/factories.ts
function answer(more = {}) {
  return {
    id: "0123456789abcdef",
    soort: "antwoord",
    vraag: "Hoeveel?",
    tekst: "Zoveel.",
    reden: null,
    sterkte: "sterk",
    gelezenAls: null,
    feiten: [],
    naaste: [],
    berekening: null,
    fragmenten: [],
    deelantwoorden: [],
    suggesties: [],
    context: null,
    vervolgOp: null,
    ...more
  };
}

// tests/conversation.test.ts
var reply;
var seen = [];
var server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  seen.push({ url: request.url, headers: request.headers, body });
  reply(JSON.parse(body || "{}"), response);
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
var api = `http://127.0.0.1:${server.address().port}/v1`;
after(() => {
  server.closeAllConnections();
  server.close();
});
var echo = ({ vraag }, response) => response.end(JSON.stringify(answer({ vraag, context: `na ${vraag}` })));
function conversation(slow, brief = "", sleutel = "") {
  const service = new Service(() => ({ api, brief, sleutel }));
  let wake = () => {
  };
  const talk = new Conversation((...asked) => service.ask(...asked), () => wake(), slow);
  const until = async (isDone) => {
    while (!isDone()) await new Promise((woken) => wake = woken);
  };
  const settled = () => until(() => talk.turns.every(({ staat }) => !/wacht|bezig/.test(staat)));
  seen.length = 0;
  return { talk, settled, until };
}
test("a question that comes while another runs waits, and follows on its answer", async () => {
  reply = echo;
  const { talk, settled } = conversation();
  talk.add("een");
  const second = talk.add("twee");
  assert.equal(second.staat, "wacht");
  await settled();
  assert.deepEqual(seen.map(({ body }) => JSON.parse(body)), [
    { vraag: "een" },
    { vraag: "twee", context: "na een" }
  ]);
  assert.deepEqual(talk.turns.map(({ antwoord }) => antwoord.vraag), ["een", "twee"]);
});
test("a stopped question lets the next one through, and a follow-up leans on the last answer", async () => {
  reply = (body, response) => body.vraag === "lang" ? void 0 : echo(body, response);
  const { talk, settled, until } = conversation();
  talk.add("een");
  await settled();
  const long = talk.add("lang");
  talk.add("twee");
  await until(() => long.staat === "bezig");
  talk.stop();
  await settled();
  assert.deepEqual(talk.turns.map(({ staat }) => staat), ["klaar", "gestopt", "klaar"]);
  assert.equal(JSON.parse(seen.at(-1).body).context, "na een");
});
test("a slow question is told, and none is after it has been answered", async () => {
  let answerNow = () => {
  };
  reply = (body, response) => answerNow = () => echo(body, response);
  const { talk, settled, until } = conversation(1);
  const turn = talk.add("een");
  await until(() => turn.traag);
  assert.equal(turn.staat, "bezig");
  while (!seen.length) await new Promise(setImmediate);
  await new Promise(setImmediate);
  answerNow();
  await settled();
  assert.equal(turn.staat, "klaar");
});
test("a failed question says what, how long to wait, and can be asked again in its place", async () => {
  reply = (_, response) => {
    response.writeHead(429, { "Retry-After": "7", "Content-Type": "application/problem+json" });
    response.end(JSON.stringify({ status: 429, title: "Te veel", detail: "Wacht even." }));
  };
  const { talk, settled } = conversation();
  const turn = talk.add("een");
  await settled();
  assert.deepEqual([turn.fout.status, turn.fout.detail, turn.fout.wait], [429, "Wacht even.", 7]);
  reply = echo;
  talk.retry(turn);
  await settled();
  assert.equal(talk.turns.length, 1);
  assert.equal(turn.antwoord.vraag, "een");
  assert.equal(turn.fout, void 0);
});
test("an answer of another shape is a failure, not a page that breaks", async () => {
  for (const body of ['{"tekst": 5}', "geen json", "null"]) {
    reply = (_, response) => response.end(body);
    const { talk, settled } = conversation();
    talk.add("een");
    await settled();
    assert.equal(talk.turns[0].fout.status, 502, body);
  }
});
test("a service that is not there is a failure without a status", async () => {
  const service = new Service(() => ({ api: "http://127.0.0.1:9/v1", brief: "", sleutel: "" }));
  const asked = service.ask("een", null, new AbortController().signal);
  await assert.rejects(asked, (error) => error instanceof Failure && error.status === 0);
});
test("the letter and the key go with a question, and what is cleared is forgotten", async () => {
  reply = echo;
  const { talk, settled } = conversation(void 0, "kst-1", "geheim");
  talk.add("een");
  await settled();
  assert.deepEqual(JSON.parse(seen[0].body), { vraag: "een", brieven: ["kst-1"] });
  assert.equal(seen[0].headers.authorization, "Bearer geheim");
  talk.clear();
  assert.deepEqual(talk.turns, []);
  talk.add("twee");
  await settled();
  assert.equal(JSON.parse(seen[1].body).context, void 0);
});
