/** The scan of plain texts is only ever an optimisation: with it and without it, every call comes to the same. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import * as ordinary from "yct-envelope/slim";
import * as scanning from "yct-envelope";
import { alteredRequest, alteredResponse, damagedRequest, damagedResponse, loosely, request, shapedRequest, shapedResponse } from "./arbitraries.mjs";
import { QUERIES, answerText, changed, changes, layouts, longAnswer, recordOf } from "./answers.mjs";
import { declared, encoders } from "./encodings.mjs";
import { mutatedEnvelope } from "./mutations.mjs";
import { parse } from "./outcomes.mjs";
import { law } from "./running.mjs";
import { chooser } from "./shapes.mjs";

// Without the module that scans.
await ordinary.init(readFileSync(fileURLToPath(import.meta.resolve("yct-envelope/yct-envelope.wasm"))));

/** What a call comes to: what it returns, or what it throws. */
function outcome(call) {
  try {
    return { value: call() };
  } catch (error) {
    assert.equal(error.name, "EnvelopeError");
    return { message: error.message, diagnostics: error.diagnostics };
  }
}

/** Holds both ways to the same answers; gives the ordinary report. */
function assertSame(text, options) {
  const expected = ordinary.lint(text, options);
  const report = scanning.lint(text, options);
  assert.deepEqual({ ...report }, expected);
  assert.equal(JSON.stringify(report), JSON.stringify(expected), "the order of keys, too");
  if (options?.method || options?.kind === "request") {
    const outcomes = [scanning, ordinary].map((yct) => outcome(() => parse(text, options, yct)));
    assert.deepEqual(...outcomes);
    assert.equal(...outcomes.map((outcome) => JSON.stringify(outcome)));
  }
  return expected;
}

const withMethod = ({ methodCode, text }) => ({ text, options: methodCode ? { kind: "response", method: methodCode } : { kind: "request" } });

test("plain texts are scanned, and those that are mostly plain", () => {
  const isScanned = (report) => Object.getOwnPropertyDescriptor(report, "value").get !== undefined;
  for (const method of QUERIES) {
    for (const isJson of [false, true]) {
      for (const layout of layouts) {
        const text = answerText({ method, isJson, layout, count: 6, chinese: true });
        assert.ok(isScanned(scanning.lint(text)), text);
        assert.ok(!isScanned(ordinary.lint(text)));
        assert.ok(isScanned(scanning.lint(changed(text, [[3, "a reference"]]))));
      }
    }
  }
});

/** The text of a request with these values, sound or not. */
function asking(method, responseType, params = {}) {
  const text = scanning.buildRequest({ ...scanning.sampleRequest(method), responseType });
  return Object.entries(params).reduce((changed, [name, value]) => changed.replace(new RegExp(`(<${name}>)[^<]*`), `$1${value}`), text);
}

test("so is a plain answer that is read by its plain request, where the two go together", () => {
  const isScanned = (report) => Object.getOwnPropertyDescriptor(report, "value").get !== undefined;
  for (const method of ["refundGeneral", "stopReg", "ordersQuery", "msgPush"]) {
    for (const [responseType, format] of [["0", "xml"], ["1", "json"]]) {
      const answer = scanning.buildResponse(method, scanning.sampleResponse(method), { format });
      for (const source of [answer, new TextEncoder().encode(answer)]) {
        assert.ok(isScanned(scanning.lint(source, { request: asking(method, responseType) })), method);
        assert.ok(!isScanned(scanning.lint(source, { request: asking(method, responseType === "0" ? "1" : "0") })), method);
        assertSame(source, { request: asking(method, responseType) });
      }
    }
  }
  const answer = answerText({ method: "ordersQuery", isJson: false, layout: "pretty", count: 6 });
  for (const params of [{ tradeMode: "1" }, { tradeMode: "3" }, { orderMode: "2" }, { startTime: "2016-08-27 09:30:01" }, { endTime: "2016-08-27 00:00:00" }, { startTime: "2016-09-01 00:00:00", endTime: "2016-08-01 00:00:00" }]) {
    assertSame(answer, { request: asking("ordersQuery", "0", params) });
    assertSame(answer, { request: asking("ordersQuery", "0", params), method: "regOrdersQuery" });
  }
});

/** What stands where a value should: markup that would be another, sound request. */
const injections = ["1</refundType><orderNo>A", "A</orderNo><pushMsg>2</pushMsg><orderNo>B", "x]]></methodParams><methodParams><![CDATA[", "a&amp;b", "a>b", "1</partialOrAllrefund><pushMsg>2", " 1", "1 ", "", "\n", "\r", "“x”", "\uD83D", "2<!---->", "30000</refundAmout><refundAmout>1"];

suite("building, too", () => {
  law("of requests", fc.tuple(request, fc.array(fc.nat(9))), ([value, numbers]) => {
    assert.deepEqual(outcome(() => scanning.buildRequest(value)), outcome(() => ordinary.buildRequest(value)));
    const loose = loosely(value, chooser(numbers));
    assert.deepEqual(outcome(() => scanning.buildRequest(loose)), outcome(() => ordinary.buildRequest(loose)));
  });

  test("of values with markup, in every field", () => {
    const samples = [["refundGeneral"], ["stopReg"], ["ordersQuery"], ["regOrdersQuery"], ["msgPush", "16"], ["msgPush", "26"]];
    for (const [method, eventCode] of samples) {
      const sample = scanning.sampleRequest(method, { eventCode });
      const holders = [[sample, "responseType"], [sample, "methodCode"], ...Object.keys(sample.methodParams).map((name) => [sample.methodParams, name])];
      if (eventCode) holders.push(...Object.keys(sample.methodParams.eventParams).map((name) => [sample.methodParams.eventParams, name]));
      for (const [holder, name] of holders) {
        const sound = holder[name];
        for (const value of [...injections, ...injections.map((text) => [text]), undefined, null, 1, 1.5, -0, 2 ** 53, 10n, true, {}, [], { toString: () => "1" }, new Date(0)]) {
          holder[name] = value;
          assert.deepEqual(outcome(() => scanning.buildRequest(sample)), outcome(() => ordinary.buildRequest(sample)), `${name}: ${String(JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part)))}`);
          const without = { ...sample, methodParams: { ...sample.methodParams } };
          delete without.methodParams.partialOrAllrefund;
          delete without.methodParams.pushMsg;
          assert.deepEqual(outcome(() => scanning.buildRequest(without)), outcome(() => ordinary.buildRequest(without)));
        }
        holder[name] = sound;
        holder.other = "x";
        assert.deepEqual(outcome(() => scanning.buildRequest(sample)), outcome(() => ordinary.buildRequest(sample)));
        delete holder.other;
      }
    }
  });
});

test("bytes, few and many, in every encoding", () => {
  for (const isJson of [false, true]) {
    for (const count of [3, 300]) {
      const text = answerText({ method: "ordersQuery", isJson, layout: "pretty", count, chinese: true });
      for (const [encoding, encode] of Object.entries(encoders)) {
        for (const mistakes of [[], [[2, "a bad code"], [1, "a quote"]], [[1, "a replacement character"]]]) {
          const written = changed(isJson ? text : declared(encoding.split(" ")[0], text), mistakes);
          const bytes = encode(written);
          if (bytes === null) continue;
          for (const options of [undefined, { kind: "response", method: "ordersQuery" }, { limits: { size: bytes.length } }, { limits: { size: bytes.length - 1 } }, { limits: { depth: 3 } }]) assertSame(bytes, options);
        }
      }
      const lost = encoders["UTF-8"](text);
      lost[lost.indexOf(0xe5)] = 0xff;
      assertSame(lost, { kind: "response", method: "ordersQuery" });
    }
  }
});

/** What a request may select by, so that some records are within and some are not. */
const selections = fc.record({
  responseType: fc.constantFrom("0", "1"),
  methodParams: fc.record({
    ordersQuery: fc.record({
      orderMode: fc.constantFrom("0", "1", "2"),
      tradeMode: fc.constantFrom("0", "3", "4"),
      startTime: fc.constantFrom("2016-01-01 00:00:00", "2016-08-27 09:30:00", "2016-08-27 09:30:01"),
      endTime: fc.constantFrom("2016-12-31 23:59:59", "2016-08-27 09:30:00", "2016-08-27 09:29:59"),
    }),
    regOrdersQuery: fc.record({ regType: fc.constantFrom("0", "2"), startDate: fc.constantFrom("2016-08-27", "2016-08-29") }),
  }),
});

suite("a scan changes nothing", () => {
  law("of answers with records of all kinds", longAnswer, ({ text, method, told }) => void assertSame(text, told ? { kind: "response", method } : undefined), { times: 5 });

  law("of envelopes in any accepted shape", fc.oneof(shapedRequest, shapedResponse).map(withMethod), ({ text, options }) => {
    assertSame(text, options);
    assertSame(text);
  });

  law("of answers by requests that select among their records", fc.tuple(longAnswer, selections), ([{ text, method, told }, { responseType, methodParams }]) => {
    const request = asking(method, responseType, methodParams[method]);
    assertSame(text, told ? { kind: "response", method, request } : { request });
  }, { times: 2 });

  law("of answers that are read by a request", fc.tuple(fc.oneof(shapedResponse, alteredResponse).map(withMethod), fc.oneof(shapedRequest, alteredRequest)), ([{ text, options }, { text: request }]) => {
    assertSame(text, { request });
    assertSame(text, { ...options, request });
  }, { times: 2 });

  law("of damaged envelopes", fc.oneof(damagedRequest, damagedResponse, alteredRequest, alteredResponse).map(withMethod), ({ text, options }) => void assertSame(text, options), { times: 3 });

  law("of envelopes with mutations", mutatedEnvelope, ({ text, options }) => void assertSame(text, options), { times: 2 });
});

for (const change of Object.keys(changes)) {
  test(`${change}, in one of many records`, () => {
    for (const method of QUERIES) {
      for (const isJson of [false, true]) {
        for (const layout of layouts) {
          for (const place of [0, 1, 5]) {
            const text = changed(answerText({ method, isJson, layout, count: 6, chinese: true }), [[place, change]]);
            assertSame(text, { kind: "response", method });
            assertSame(text);
          }
        }
      }
    }
  });
}

test("answers of several windows, with mistakes at every place of the borders", () => {
  for (const isJson of [false, true]) {
    for (const layout of layouts) {
      for (const chinese of [false, true]) {
        const text = answerText({ method: "ordersQuery", isJson, layout, count: 700, chinese });
        assertSame(text, { kind: "response", method: "ordersQuery" });
        const mistakes = Object.keys(changes).filter((name) => !/lost tag|lost end|before it|wrappers|nothing/.test(name));
        assertSame(changed(text, mistakes.map((change, number) => [number * 31, change])), { kind: "response", method: "ordersQuery" });
      }
    }
  }
});

test("a border of windows may fall anywhere", () => {
  // One more unit before the records moves every border by one.
  for (let length = 0; length < 1300; length += 7) {
    const answer = { resultCode: "0", resultDesc: "述".repeat(length % 5) + "x".repeat(length), result: undefined };
    const records = Array.from({ length: 260 }, (_, number) => recordOf("ordersQuery", scanning.sampleResponse("ordersQuery").result[0], number, number % 3 === 0));
    const text = scanning.buildResponse("ordersQuery", { ...answer, result: records });
    assert.deepEqual(scanning.parseResponse("ordersQuery", text).result, records);
  }
});
