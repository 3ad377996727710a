/** Misuse is told by TypeError (a wrong type) and RangeError (a value outside its set), and breaks nothing. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as yct from "yct-envelope";

const good = yct.sampleRequest("refundGeneral");
const text = yct.buildRequest(good);
const broken = yct.lint("<arg0/>");

afterEach(() => assert.deepEqual(yct.parseRequest(text), good));

const NO_SOURCES = [undefined, null, 42, 1n, Symbol("s"), {}, [], () => text, new ArrayBuffer(4), new Uint16Array(4), Object(text)];
const NO_OBJECTS = [null, 42, "en", true];

test("TypeError: a source of a wrong type", () => {
  for (const source of NO_SOURCES) {
    for (const call of [yct.lint, yct.parseRequest, (given) => yct.parseResponse("stopReg", given)]) assert.throws(() => call(source), TypeError);
  }
  for (const source of [...NO_SOURCES, new Uint8Array(4)]) {
    for (const call of [yct.fix, yct.format, yct.mask]) assert.throws(() => call(source), TypeError);
  }
});

test("TypeError: options that are no object", () => {
  const calls = [
    (options) => yct.lint(text, options),
    (options) => yct.parseRequest(text, options),
    (options) => yct.fix(text, options),
    (options) => yct.format(text, options),
    (options) => yct.mask(text, options),
    (options) => yct.buildRequest(good, options),
    (options) => yct.checkRequest(good, options),
    (options) => yct.sampleRequest("stopReg", options),
    (options) => yct.sampleResponse("stopReg", options),
    (options) => yct.rejection(broken, options),
    (limits) => yct.lint(text, { limits }),
  ];
  for (const call of calls) {
    for (const options of NO_OBJECTS) assert.throws(() => call(options), TypeError);
  }
});

test("TypeError: an option of a wrong type", () => {
  for (const locale of [null, 42, {}, ["en"]]) assert.throws(() => yct.lint(text, { locale }), TypeError);
  for (const method of [null, 42]) assert.throws(() => yct.lint(text, { method }), TypeError);
  for (const size of [null, "1", 1n]) assert.throws(() => yct.lint(text, { limits: { size } }), TypeError);
  assert.throws(() => yct.format(text, { indent: "2" }), TypeError);
  assert.throws(() => yct.mask(text, { patient: 1 }), TypeError);
});

test("TypeError: a request of a wrong type", () => {
  const answer = yct.buildResponse("stopReg", { resultCode: "0" });
  const calls = [yct.lint, yct.fix, (given, options) => yct.parseResponse("stopReg", given, options)];
  for (const request of [null, 42, 1n, true, Symbol("s"), [], [good], () => text, new ArrayBuffer(4), new Uint16Array(4), new Map(), new Date(0), Object(text)]) {
    for (const call of calls) assert.throws(() => call(answer, { request }), TypeError, String(request));
  }
  const ownError = new Error("the caller's own");
  const throwing = { get methodCode() { throw ownError; } };
  for (const call of calls) assert.throws(() => call(answer, { request: throwing }), (error) => error === ownError);
});

test("TypeError: a request has no request", () => {
  for (const request of [text, new TextEncoder().encode(text), good, "", {}]) {
    for (const call of [yct.lint, yct.fix]) assert.throws(() => call(text, { request, kind: "request" }), TypeError);
    assert.throws(() => yct.parseRequest(text, { request }), TypeError);
  }
});

test("TypeError: options that contradict the function", () => {
  assert.throws(() => yct.parseResponse("stopReg", "", { method: "msgPush" }), TypeError);
  assert.throws(() => yct.parseRequest("", { kind: "response" }), TypeError);
});

test("RangeError: a value outside its set", () => {
  const calls = [
    () => yct.lint(text, { locale: "fr" }),
    () => yct.lint(text, { kind: "envelope" }),
    () => yct.lint(text, { method: "orderQuery" }),
    () => yct.parseResponse("__proto__", text),
    () => yct.buildResponse("toString", {}),
    () => yct.buildResponse("stopReg", { resultCode: "0" }, { format: "yaml" }),
    () => yct.checkResponse("", {}),
    () => yct.sampleRequest("msgPush", { eventCode: "17" }),
    () => yct.sampleRequest("stopReg", { eventCode: "16" }),
    () => yct.lint(text, { limits: { depth: -1 } }),
    () => yct.lint(text, { limits: { findings: 1.5 } }),
    () => yct.lint(text, { limits: { size: NaN } }),
    () => yct.lint(text, { limits: { size: Infinity } }),
    () => yct.format(text, { indent: 17 }),
    () => yct.sampleResponse("ordersQuery", { records: 100_001 }),
    () => yct.rejection(yct.lint(text)),
  ];
  for (const call of calls) assert.throws(call, RangeError, String(call));
});

test("rejection of what is no report", () => {
  for (const report of [undefined, null, 42, {}, { diagnostics: "x" }, { diagnostics: [{ severity: "error" }] }]) {
    assert.throws(() => yct.rejection(report), TypeError);
  }
});

test("yuanToFen and fenToYuan", () => {
  assert.equal(yct.yuanToFen("19.90"), 1990);
  assert.equal(yct.yuanToFen("0.1"), 10);
  assert.equal(yct.yuanToFen("90071992547409.91"), Number.MAX_SAFE_INTEGER);
  assert.equal(yct.fenToYuan(1990), "19.90");
  assert.equal(yct.fenToYuan(Number.MAX_SAFE_INTEGER), "90071992547409.91");
  for (const yuan of ["", " 1", "1.", ".5", "1.234", "01", "-1", "1e3", "１", "90071992547409.92", "9".repeat(1000), "\ud800"]) {
    assert.throws(() => yct.yuanToFen(yuan), RangeError, yuan);
  }
  for (const fen of [-1, 0.5, NaN, Infinity, 2 ** 53]) assert.throws(() => yct.fenToYuan(fen), RangeError, String(fen));
  for (const value of [undefined, null, {}, 1n]) {
    assert.throws(() => yct.yuanToFen(value), TypeError);
    assert.throws(() => yct.fenToYuan(value), TypeError);
  }
  assert.throws(() => yct.yuanToFen(12), TypeError);
  assert.throws(() => yct.fenToYuan("12"), TypeError);
});

test("beijingTime", () => {
  assert.equal(yct.beijingTime(new Date("2016-08-27T16:00:00Z")), "2016-08-28 00:00:00");
  assert.equal(yct.beijingTime(new Date("2024-02-29T15:59:59.999Z")), "2024-02-29 23:59:59");
  assert.equal(yct.beijingTime(new Date("0000-12-31T16:00:00Z")), "0001-01-01 00:00:00");
  assert.equal(yct.beijingTime(new Date("9999-12-31T15:59:59Z")), "9999-12-31 23:59:59");
  for (const instant of ["0000-12-31T15:59:59Z", "9999-12-31T16:00:00Z"]) assert.throws(() => yct.beijingTime(new Date(instant)), RangeError);
  for (const time of [8.64e15, -8.64e15, NaN]) assert.throws(() => yct.beijingTime(new Date(time)), RangeError);
  for (const value of [undefined, null, 0, "2016-08-27", {}, Object.create(Date.prototype)]) {
    assert.throws(() => yct.beijingTime(value), TypeError);
  }
});

test("errors: bad input carries every error, in the caller's language", () => {
  const bad = { methodCode: "stopReg", methodParams: {} };
  assert.throws(() => yct.buildRequest(bad, { locale: "en" }), (error) => {
    assert.equal(error.name, "EnvelopeError");
    assert.ok(error instanceof yct.EnvelopeError && error instanceof Error);
    assert.equal(error.diagnostics.length, 2);
    assert.ok(error.message.startsWith("2 errors"), error.message);
    return true;
  });
  assert.throws(() => yct.buildRequest(bad), { message: /^2 处错误/ });
  assert.throws(() => yct.parseRequest("", { limits: { findings: 0 } }), yct.EnvelopeError);
});
