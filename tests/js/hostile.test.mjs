/** The hostile corpus: exactly what is found in each case, and what holds of every function whatever it is given. After each, the package answers a good call. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { inspect } from "node:util";
import * as yct from "yct-envelope";
import { assertRecorded } from "../hardening/figures.mjs";
import { floods } from "../hostile/floods.mjs";
import { injections, unwritable } from "../hostile/injections.mjs";
import { corpus } from "./corpus.mjs";
import { CANARY } from "./model.mjs";
import { assertAgreed, outcome } from "./outcomes.mjs";
import { readByLibxml, readBySaxes } from "./readers.mjs";
import { assertReport, errorsOf } from "./reports.mjs";
import { recordWith, requestWith } from "./samples.mjs";
import { assertSecretHidden } from "./watched.mjs";

/** "rule, rule ×2": in the order of the text. */
function found(diagnostics) {
  const counts = new Map();
  for (const { rule } of diagnostics) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return Array.from(counts, ([rule, count]) => (count > 1 ? `${rule} ×${count}` : rule)).join(", ") || "nothing";
}

const good = requestWith("refundGeneral");
const goodText = yct.buildRequest(good);

function assertAnswers() {
  assert.deepEqual(yct.parseRequest(goodText), good);
  assert.deepEqual([Object.keys(Object.prototype), {}.polluted], [[], undefined]);
}

/** No value is anything but plain data. */
function assertPlain(value) {
  if (typeof value !== "object" || value === null) return;
  assert.ok([Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value)));
  assert.ok(!Object.hasOwn(value, "polluted"));
  Object.values(value).forEach(assertPlain);
}

/** What may be told: a fix's edits may carry the secret. */
const withoutEdits = (told) => JSON.stringify(told, (key, value) => (key === "edits" ? undefined : value));
const shows = (error) => `${error.message}\n${error.stack}\n${inspect(error)}\n${withoutEdits(error)}`;

/** A call that may end in an EnvelopeError; of what it tells, nothing shows the secret. */
function silent(call) {
  const { value, error } = outcome(call);
  if (error) assertSecretHidden(shows(error));
  return value;
}

/** The functions that read, with all that they may be told; what each may give away is held to law 4. */
function readEverywhere(source, options = {}) {
  for (const told of [options, {}, { ...options, locale: "en" }, { kind: "request" }, { kind: "response", method: "ordersQuery" }, { limits: { findings: 1, depth: 3, size: 100 } }]) {
    const report = yct.lint(source, told);
    assertSecretHidden(report);
    assertSecretHidden(withoutEdits({ ...report, value: undefined, source: undefined }));
    assertPlain(report.value);
    if (report.value === null && errorsOf(report.diagnostics).length > 0) for (const format of ["xml", "json"]) assertSecretHidden(yct.rejection(report, { format }));
  }
  silent(() => yct.parseRequest(source));
  for (const method of ["ordersQuery", "refundGeneral", "stopReg"]) silent(() => yct.parseResponse(method, source));
  if (typeof source !== "string") return;
  const { applied } = yct.fix(source, options);
  assertSecretHidden(applied);
  const formatted = yct.format(source);
  assert.equal(yct.format(formatted), formatted);
  for (const patient of [false, true]) {
    const masked = yct.mask(source, { patient });
    assertSecretHidden(masked);
    assert.equal(yct.mask(masked, { patient }), masked);
  }
}

/** The same of what alone can show the secret of a text that is read as it should be. */
function assertSilent(text, options) {
  const { applied, report } = yct.fix(text, options);
  for (const told of [applied, yct.lint(text, options), yct.mask(text), report]) assertSecretHidden(told);
  if (errorsOf(report.diagnostics).length > 0) assertSecretHidden(yct.rejection(report));
  silent(() => yct.parseRequest(text));
}

/** Its records, read piece by piece, where they are read at all, are those of the whole. */
async function assertRecords(source, { method }, value) {
  for (const chunks of [source, [source.slice(0, source.length >> 1), source.slice(source.length >> 1)]]) {
    const reading = yct.readRecords(method, chunks);
    const records = [];
    for (;;) {
      const { done, value: given } = await reading.next();
      assertSecretHidden(withoutEdits(given.diagnostics));
      if (done) break;
      records.push(...given.records);
    }
    if (value !== null && value.resultCode === "0") assert.deepEqual(records, value.result);
  }
}

/** The same text with the secret put where a reader that lost its way would come upon it. */
function planted(source) {
  if (/^\s*\{/.test(source)) return [source.replace("{", `{"secret":"${CANARY}",`)];
  return [`<secret>${CANARY}</secret>${source}`, `${source}<secret>${CANARY}`, `${source}${CANARY}</secret>`];
}

suite("the corpus", () => {
  test("has cases enough, each by a name of its own", () => {
    assert.equal(new Set(corpus.map(([name]) => name)).size, corpus.length);
    assert.ok(corpus.length >= 500, `${corpus.length} cases`);
    assert.ok(Object.keys(injections).length >= 40);
    assertRecorded("hostile", { cases: corpus.length, floods: Object.keys(floods).length, injections: Object.keys(injections).length });
  });

  for (const [name, { source, options, expect }] of corpus) {
    test(name, async () => {
      const report = yct.lint(source, options);
      assert.equal(found(report.diagnostics), expect);
      assertReport(report, report.source?.text ?? source);
      if (typeof source === "string") assertAgreed(source, options, yct);
      readEverywhere(source, options);
      if (options.kind === "response") await assertRecords(source, options, report.value);
      if (typeof source === "string") {
        readEverywhere(new Uint8Array(Buffer.from(source, "utf8")), options);
        readEverywhere(new Uint8Array(Buffer.from(`\uFEFF${source}`, "utf16le")), options);
        planted(source).forEach((text) => assertSilent(text, options));
      }
      assertAnswers();
    });
  }
});

suite("of a flood", () => {
  for (const [name, { make, options }] of Object.entries(floods)) {
    test(`${name}, all that is told is little, and nothing of the secret`, () => {
      const source = make(4096);
      readEverywhere(source, options);
      for (const text of planted(source)) assertSecretHidden(yct.mask(text));
      assert.ok(yct.lint(source, options).diagnostics.length <= 1001);
      assertAnswers();
    });
  }
});

suite("what is written is read back", () => {
  const reading = { saxes: readBySaxes, libxml2: readByLibxml };
  const leaf = (nodes, name) => nodes.find(([other]) => other === name)[1];
  const read = (by, text) => by(text)[1];
  const paramsOf = (by, text) => read(by, `<p>${leaf(read(by, text), "methodParams")}</p>`);

  for (const [name, value] of Object.entries(injections)) {
    for (const [reader, by] of Object.entries(reading)) {
      test(`${name}, by ${reader}, in XML`, () => {
        const request = yct.buildRequest(requestWith("refundGeneral", { refundReason: value, orderNo: value }));
        for (const text of [request, yct.format(request), yct.fix(request.replace("<refundType>", "<refundType> ")).text]) {
          const nodes = paramsOf(by, text);
          assert.deepEqual([leaf(nodes, "refundReason"), leaf(nodes, "orderNo"), leaf(nodes, "secret"), nodes.length], [value, value, CANARY, Object.keys(good.methodParams).length]);
        }
        const answer = read(by, yct.buildResponse("ordersQuery", recordWith("ordersQuery", { orderNo: value })));
        assert.deepEqual([leaf(leaf(answer, "result"), "orderNo"), leaf(answer, "resultCode")], [value, "0"]);
        const failed = read(by, yct.buildResponse("stopReg", { resultCode: "-1", resultDesc: value }));
        assert.deepEqual(failed, [["resultCode", "-1"], ["resultDesc", value]]);
      });
    }

    test(`${name}, by JSON.parse, in JSON`, () => {
      const answer = JSON.parse(yct.buildResponse("ordersQuery", recordWith("ordersQuery", { orderNo: value }), { format: "json" }));
      assert.deepEqual([answer.result[0].orderNo, answer.resultCode, answer.result.length], [value, "0", 1]);
      assert.deepEqual(JSON.parse(yct.buildResponse("stopReg", { resultCode: "-1", resultDesc: value }, { format: "json" })), { resultCode: "-1", resultDesc: value });
    });

    test(`${name}, in a rejection`, () => {
      const report = { ...yct.lint("<arg0/>"), diagnostics: [{ rule: "x", severity: "error", message: value, path: [], fixes: [] }] };
      const { resultDesc } = JSON.parse(yct.rejection(report, { format: "json" }));
      assert.ok(resultDesc.includes(value), resultDesc);
      for (const by of Object.values(reading)) assert.deepEqual(read(by, yct.rejection(report, { format: "xml" })), [["resultCode", "2"], ["resultDesc", resultDesc]]);
    });
  }

  for (const [name, value] of Object.entries(unwritable)) {
    test(`${name} is refused by every writer`, () => {
      assert.throws(() => yct.buildRequest(requestWith("refundGeneral", { refundReason: value })), yct.EnvelopeError);
      for (const format of ["xml", "json"]) assert.throws(() => yct.buildResponse("stopReg", { resultCode: "-1", resultDesc: value }, { format }), yct.EnvelopeError);
      const report = { ...yct.lint("<arg0/>"), diagnostics: [{ rule: "x", severity: "error", message: value, path: [], fixes: [] }] };
      for (const by of Object.values(reading)) by(yct.rejection(report, { format: "xml" }));
      JSON.parse(yct.rejection(report, { format: "json" }));
      assertAnswers();
    });
  }
});
