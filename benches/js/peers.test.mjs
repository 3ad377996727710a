/** Every peer does what the benches say that it does: it gives our objects for sound answers and refuses each mistake but those that it lists. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildRequest, lint, parseRequest, parseResponse } from "yct-envelope";
import { archiveLines } from "./archives.mjs";
import { answer, answerJson, brokenAnswer, chunks, requestTexts, requests } from "./documents.mjs";
import { refundNumber } from "./fields.mjs";
import { mistaken, mistakes } from "./mistakes.mjs";
import { answerPeers, requestReaders, requestWriters } from "./peers.mjs";

const RECORDS = 300;
const encoder = new TextEncoder();
/** A field that is absent is one that is undefined. */
const plain = (value) => JSON.parse(JSON.stringify(value));

/** Whether a peer finds nothing. */
function isAccepted(read, source) {
  try {
    const answered = read(source);
    return answered !== null && answered !== false;
  } catch {
    return false;
  }
}

/** The functions of a peer, each with what it reads of a document. */
const functions = (peer, xml, json) =>
  [
    [peer.objects, xml],
    [peer.findings, xml],
    [peer.findingsOfBytes, xml && encoder.encode(xml)],
    [peer.objectsOfJson, json],
  ].filter(([read, source]) => read !== undefined && source !== undefined);

for (const method of ["ordersQuery", "regOrdersQuery"]) {
  suite(method, () => {
    const variants = { plain: {}, chinese: { chinese: true } };

    for (const [name, variant] of Object.entries(variants)) {
      test(`nothing is wrong with the ${name} set, and all read the same`, () => {
        const [xml, json] = [answer(method, RECORDS, variant), answerJson(method, RECORDS, variant)];
        const wanted = parseResponse(method, xml);
        assert.equal(wanted.result.length, RECORDS);
        assert.deepEqual(parseResponse(method, json), wanted);
        for (const source of [xml, json, encoder.encode(xml)]) assert.deepEqual(lint(source, { method }).diagnostics, []);
        for (const peer of answerPeers.map((make) => make(method))) {
          for (const [read, source] of functions(peer, xml, json)) assert.ok(isAccepted(read, source), `${peer.name} refuses`);
          if (peer.objects) assert.deepEqual(plain(peer.objects(xml)), plain(wanted), peer.name);
          if (peer.objectsOfJson && peer.checks !== false) assert.deepEqual(plain(peer.objectsOfJson(json)), plain(wanted), peer.name);
        }
      });
    }

    test("other layouts are sound, and damaged records are refused, each once", () => {
      for (const layout of ["pretty", "comment"]) assert.deepEqual(lint(answer(method, RECORDS, { layout }), { method }).diagnostics, []);
      for (const damagedEvery of [1, 100]) {
        const { diagnostics } = lint(answer(method, RECORDS, { damagedEvery }), { method });
        assert.equal(diagnostics.length, RECORDS / damagedEvery);
        assert.ok(diagnostics.every(({ severity, rule }) => severity === "error" && !rule.startsWith("xml/")));
      }
    });

    const documents = mistaken(method, refundNumber[method]);

    test("we find every mistake", () => {
      for (const { name, xml, json } of documents) {
        for (const source of [xml, json].filter(Boolean)) assert.ok(lint(source, { method }).diagnostics.length > 0, name);
      }
    });

    for (const peer of answerPeers.map((make) => make(method))) {
      test(`${peer.name} misses what it says that it misses`, () => {
        const missed = documents.filter(({ name, xml, json }) =>
          // Encoding replaces half a surrogate pair.
          functions(peer, xml, json).some(([read, source]) => isAccepted(read, source) && !(name === "xml/surrogate" && typeof source !== "string")),
        );
        assert.deepEqual(missed.map(({ name }) => name), peer.misses);
      });
    }
  });
}

test("requests are read and written alike", () => {
  for (const request of requests(50)) {
    const text = buildRequest(request);
    assert.deepEqual(lint(text).diagnostics, []);
    for (const { name, run } of requestReaders) assert.deepEqual(plain(run(text)), parseRequest(text), name);
    for (const { name, run } of requestWriters) assert.equal(run(request), text, name);
  }
});

test("readers of requests refuse what is wrong", () => {
  const [text] = requestTexts(1);
  const wrong = [["<refundType>1", "<refundType>9"], [/<refundAmout>\d+/, "<refundAmout>3.00"], [/<refundAmout>\d+/, "<refundAmout>0"], [/<refundTime>.{10}/, "<refundTime>2016-02-30"], ["</orderNo>", "</orderno>"], [/<orderNo>.*<\/orderNo>/, ""], ["示例", "&"]];
  for (const change of wrong) {
    const changed = text.replace(/<refundType>\d/, "<refundType>1").replace(...change);
    assert.ok(lint(changed).diagnostics.length > 0, String(change));
    for (const { name, run } of requestReaders) assert.ok(!isAccepted(run, changed), `${name}: ${change}`);
  }
});

test("a broken answer has a finding for each record, and chunks make a sound one", () => {
  assert.equal(lint(brokenAnswer(100), { method: "ordersQuery" }).diagnostics.length, 100);
  const text = Buffer.concat([...chunks("ordersQuery", 100_000)]);
  assert.ok(text.length > 100_000);
  assert.deepEqual(lint(new Uint8Array(text), { method: "ordersQuery" }).diagnostics, []);
});

test("an archive has as many envelopes as it should, one in 50 broken, some lines rotten, the same at every run", () => {
  const lines = [...archiveLines(6_000)];
  assert.deepEqual(lines, [...archiveLines(6_000)]);
  const envelopesOf = (line) => (line.includes('"request":') && line.includes('"response":') ? 2 : 1);
  assert.ok(Math.abs(lines.map(envelopesOf).reduce((sum, count) => sum + count) - 6_000) <= 3, "half a line may seem two");
  assert.equal(lines.filter((line) => typeof line !== "string").length, 1);
});

test("the benches run, the pages are made of what they measure, and the script refuses what the command line refuses, but for what is in GBK", () => {
  const printed = execFileSync(process.execPath, [fileURLToPath(new URL("run.mjs", import.meta.url)), "--smoke"], { encoding: "utf8" });
  const pages = printed.split(/^(?=# )/m).slice(1);
  const tables = pages.map((page) => page.split("\n").filter((line) => line.startsWith("|")).length);
  assert.equal(pages.length, 4);
  assert.deepEqual([tables[0], tables[2]], [tables[1], tables[3]]);
  for (const page of pages) assert.doesNotMatch(page, /undefined|NaN|Infinity/);
  const [, ours, theirs, alone, others] = /yct-envelope refuses (\d+) envelopes, the script (\d+)\. The (\d+) that .* the script alone refuses (\d+)\./.exec(pages[3]).map(Number);
  assert.ok(ours > 6_000 / 50, `${ours}`);
  assert.deepEqual([theirs, alone, others], [ours - 1, 1, 0]);
});
