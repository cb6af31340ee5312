import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { Failure, Service } from "../src/api.ts";
import { Conversation } from "../src/conversation.ts";
import { answer } from "./factories.ts";

type Reply = (body: { vraag: string }, response: ServerResponse) => void;

let reply: Reply;
const seen: { url: string; headers: IncomingMessage["headers"]; body: string }[] = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  seen.push({ url: request.url!, headers: request.headers, body });
  reply(JSON.parse(body || "{}"), response);
});
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
after(() => {
  server.closeAllConnections();
  server.close();
});

const echo: Reply = ({ vraag }, response) =>
  response.end(JSON.stringify(answer({ vraag, context: `na ${vraag}` })));

function conversation(slow?: number, brief = "", sleutel = "") {
  const service = new Service(() => ({ api, brief, sleutel }));
  let wake = (): void => {};
  const talk = new Conversation((...asked) => service.ask(...asked), () => wake(), slow);
  const until = async (isDone: () => boolean): Promise<void> => {
    while (!isDone()) await new Promise<void>((woken) => (wake = woken));
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
    { vraag: "twee", context: "na een" },
  ]);
  assert.deepEqual(talk.turns.map(({ antwoord }) => antwoord!.vraag), ["een", "twee"]);
});

test("a stopped question lets the next one through, and a follow-up leans on the last answer", async () => {
  reply = (body, response) => (body.vraag === "lang" ? undefined : echo(body, response));
  const { talk, settled, until } = conversation();
  talk.add("een");
  await settled();
  const long = talk.add("lang");
  talk.add("twee");
  await until(() => long.staat === "bezig");
  talk.stop();
  await settled();
  assert.deepEqual(talk.turns.map(({ staat }) => staat), ["klaar", "gestopt", "klaar"]);
  assert.equal(JSON.parse(seen.at(-1)!.body).context, "na een");
});

test("a slow question is told, and none is after it has been answered", async () => {
  let answerNow = (): void => {};
  reply = (body, response) => (answerNow = () => echo(body, response));
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

test("what became of a question stands a while before the next one begins", async () => {
  for (const one of [echo, (_: unknown, response: ServerResponse) => response.writeHead(500).end()]) {
    reply = one as Reply;
    const service = new Service(() => ({ api, brief: "", sleutel: "" }));
    const heard: [string, number][] = [];
    const talk = new Conversation(
      (...asked) => service.ask(...asked),
      ({ vraag, staat }) => heard.push([`${vraag} ${staat}`, performance.now()]),
    );
    talk.add("een");
    const last = talk.add("twee");
    while (/wacht|bezig/.test(last.staat)) await new Promise(setImmediate);
    const end = one === echo ? "klaar" : "fout";
    assert.deepEqual(
      heard.map(([said]) => said),
      ["een wacht", "een bezig", "twee wacht", `een ${end}`, "twee bezig", `twee ${end}`],
    );
    assert.ok(heard[4]![1] - heard[3]![1] >= 250);
  }
});

test("a context that the service refuses is left out, once, and no other refusal is", async () => {
  for (const [status, detail, times] of [
    [400, "De context is niet een die bij een eerder antwoord hoorde.", 2],
    [400, "context mag hoogstens 4000 tekens tellen.", 2],
    [413, "", 2],
    [400, "De brief is niet bekend.", 1],
    [500, "", 1],
  ] as const) {
    reply = (body, response) => {
      if (!("context" in body)) return echo(body, response);
      response.writeHead(status).end(JSON.stringify({ detail }));
    };
    const { talk, settled } = conversation();
    talk.put("eerder", answer({ context: "van een ander" }));
    const turn = talk.add("een");
    await settled();
    assert.equal(turn.staat, times === 2 ? "klaar" : "fout", detail);
    assert.equal(seen.length, times);
  }
});

test("a refusal of a question without a context is not asked again", async () => {
  reply = (_, response) => response.writeHead(400).end(JSON.stringify({ detail: "De context." }));
  const { talk, settled } = conversation();
  talk.add("een");
  await settled();
  assert.equal(seen.length, 1);
});

test("a failed question says what, how long to wait, and can be asked again in its place", async () => {
  reply = (_, response) => {
    response.writeHead(429, { "Retry-After": "7", "Content-Type": "application/problem+json" });
    response.end(JSON.stringify({ status: 429, title: "Te veel", detail: "Wacht even." }));
  };
  const { talk, settled } = conversation();
  const turn = talk.add("een");
  await settled();
  assert.deepEqual([turn.fout!.status, turn.fout!.detail, turn.fout!.wait], [429, "Wacht even.", 7]);
  reply = echo;
  talk.retry(turn);
  await settled();
  assert.equal(talk.turns.length, 1);
  assert.equal(turn.antwoord!.vraag, "een");
  assert.equal(turn.fout, undefined);
});

test("an answer of another shape is a failure, not a page that breaks", async () => {
  for (const body of ['{"tekst": 5}', "geen json", "null"]) {
    reply = (_, response) => response.end(body);
    const { talk, settled } = conversation();
    talk.add("een");
    await settled();
    assert.equal(talk.turns[0]!.fout!.status, 502, body);
  }
});

test("a service that is not there is a failure without a status", async () => {
  const service = new Service(() => ({ api: "http://127.0.0.1:9/v1", brief: "", sleutel: "" }));
  const asked = service.ask("een", null, new AbortController().signal);
  await assert.rejects(asked, (error) => error instanceof Failure && error.status === 0);
});

test("the letter and the key go with a question, and what is cleared is forgotten", async () => {
  reply = echo;
  const { talk, settled } = conversation(undefined, "kst-1", "geheim");
  talk.add("een");
  await settled();
  assert.deepEqual(JSON.parse(seen[0]!.body), { vraag: "een", brieven: ["kst-1"] });
  assert.equal(seen[0]!.headers.authorization, "Bearer geheim");
  talk.clear();
  assert.deepEqual(talk.turns, []);
  talk.add("twee");
  await settled();
  assert.equal(JSON.parse(seen[1]!.body).context, undefined);
});

test("the first question of an address leans on nothing, and a follow-up is led to by what it leans on", async () => {
  reply = ({ vraag }, response) => {
    const leans = vraag.startsWith("en");
    const one = { vraag, context: "c", vervolgOp: "b", gelezenAls: leans ? "voluit" : null };
    response.end(JSON.stringify(answer(one)));
  };
  const { talk, settled } = conversation();
  talk.add("een");
  talk.add("twee", true);
  talk.add("en drie");
  talk.add("en vier");
  await settled();
  const contexts = seen.map(({ body }) => JSON.parse(body).context ?? null);
  assert.deepEqual(contexts, [null, null, "c", "c"]);
  const led = talk.turns.map(({ antwoord }) => talk.leadingTo(antwoord!));
  assert.deepEqual(led, [["een"], ["twee"], ["twee", "en drie"], ["twee", "en drie", "en vier"]]);
});
