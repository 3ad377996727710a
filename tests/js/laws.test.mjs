/** The laws of the declarations, over valid and damaged texts and values. The watched package holds laws 4 and 5 in every other test, too. */
import assert from "node:assert/strict";
import { suite } from "node:test";
import fc from "fast-check";
import * as arbitraries from "./arbitraries.mjs";
import { declared, encoders } from "./encodings.mjs";
import { CANARY, canonicalRequest, canonicalResponse } from "./model.mjs";
import { envelopeNodes, isWellFormed, readBySaxes } from "./readers.mjs";
import { assertDiagnostics, assertReport, errorsOf, hasSafeFix, placesOf, rulesOf } from "./reports.mjs";
import { assertAgreed, outcome, parse } from "./outcomes.mjs";
import { law } from "./running.mjs";
import { chooser } from "./shapes.mjs";
import * as yct from "./watched.mjs";

const { shapedRequest, shapedResponse, damagedRequest, damagedResponse, alteredRequest, alteredResponse } = arbitraries;

const optionsFor = ({ methodCode }) => (methodCode ? { kind: "response", method: methodCode } : { kind: "request" });

/** `{ text, options }`: envelopes, whole and damaged, with what a caller knows of them. */
const anyText = fc
  .oneof(shapedRequest, shapedResponse, damagedRequest, damagedResponse, alteredRequest, alteredResponse)
  .map((envelope) => ({ text: envelope.text, options: optionsFor(envelope) }));

const scraps = [...arbitraries.hostilePieces, "<arg0>", "</arg0>", "<return>", "<methodParams>", "<secret>", "{", "}", '"resultCode":', "\uD83D", "\uDE00", "\u0000"];

/** Texts that are hardly envelopes at all. */
const noise = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.constantFrom(...scraps), { maxLength: 20 }).map((list) => list.join("")),
);

suite("law 1: parse succeeds exactly where lint reports no error", () => {
  law("of envelopes, whole and damaged", anyText, ({ text, options }) => assertAgreed(text, options));

  law("of noise, whatever it is taken for", noise, (text) => {
    assertAgreed(text, { kind: "request" });
    assertAgreed(text, { kind: "response", method: "ordersQuery" });
    assertReport(yct.lint(text), text);
  });

  const limits = fc.record({ size: fc.nat(2000), depth: fc.nat(8), findings: fc.nat(4) }, { requiredKeys: [] });

  law("within any limits", fc.tuple(anyText, limits), ([{ text, options }, given]) => {
    assertAgreed(text, { ...options, limits: given });
    const { diagnostics } = yct.lint(text, { ...options, limits: given });
    if (text.length > given.size && given.findings !== 0) assert.ok(rulesOf(diagnostics).includes("limit/size"));
    if (given.findings !== undefined) assert.ok(diagnostics.filter(({ rule }) => rule !== "limit/findings").length <= given.findings);
    const unlimited = yct.lint(text, options);
    if (given.size === undefined && given.depth === undefined) assert.deepEqual(yct.lint(text, { ...options, limits: given }).value, unlimited.value);
  });

  law("a request in any accepted shape reads to its value", shapedRequest, ({ text, value }) => {
    const report = yct.lint(text);
    assert.deepEqual(errorsOf(report.diagnostics), []);
    assert.deepEqual(report.value, value);
    assert.deepEqual([report.kind, report.format, report.methodCode, report.responseType], ["request", "xml", value.methodCode, value.responseType]);
  });

  law("a response in any accepted shape reads to its value", shapedResponse, ({ text, value, methodCode, format }) => {
    const report = yct.lint(text, { method: methodCode });
    assert.deepEqual(errorsOf(report.diagnostics), []);
    assert.deepEqual(report.value, value);
    assert.deepEqual([report.kind, report.format, report.methodCode], ["response", format, methodCode]);
  });

  law("bytes read as their text does", fc.tuple(anyText, fc.constantFrom(...Object.keys(encoders))), ([{ text: any, options }, encoding]) => {
    const unmarked = any.replace(/^\uFEFF+/, "").replace(' encoding="GBK"', "");
    const text = encoding === "GBK" ? declared("GBK", unmarked) : unmarked;
    const bytes = encoders[encoding](text);
    // A damaged declaration may name another encoding; what the bytes are then is another test's matter.
    const named = text.slice(0, 200).match(/encoding.*/)?.[0] ?? "";
    if (!bytes || !/^$|^encoding="(UTF-8|GBK)"\?>/.test(named)) return;
    const report = yct.lint(bytes, options);
    assert.equal(report.source.text, text);
    assertReport(report, text);
    const told = report.diagnostics.filter(({ rule }) => rule !== "xml/encoding-mismatch");
    assert.deepEqual({ ...report, source: undefined, diagnostics: told }, { ...yct.lint(text, options), source: undefined });
    assert.deepEqual(outcome(() => parse(bytes, options)).value ?? null, report.value);
  });
});

suite("law 1 and 5, of bytes", () => {
  const flips = fc.array(fc.tuple(fc.nat(3000), fc.nat(255)), { maxLength: 3 });
  const damagedBytes = fc.tuple(shapedRequest, fc.constantFrom(...Object.keys(encoders)), flips).map(([{ text }, encoding, list]) => {
    const bytes = encoders[encoding](text) ?? encoders["UTF-8"](text);
    for (const [at, byte] of list) bytes[at % bytes.length] = byte;
    return bytes;
  });

  law("any bytes are read or refused", fc.oneof(damagedBytes, fc.uint8Array({ maxLength: 60 })), (bytes) => {
    const report = yct.lint(bytes);
    assertReport(report, report.source.text);
    assert.deepEqual(outcome(() => yct.parseRequest(bytes)).value ?? null, yct.lint(bytes, { kind: "request" }).value);
  });
});

suite("law 2: what is built reads back", () => {
  // Blanks and unknown keys are not written, so no text shows them.
  const unwritten = new Set(["field/whitespace", "field/unknown"]);

  law("a request", fc.tuple(arbitraries.request, arbitraries.choices), ([request, numbers]) => {
    const value = arbitraries.loosely(request, chooser(numbers));
    const told = yct.checkRequest(value);
    assertDiagnostics(told);
    assert.deepEqual(errorsOf(told), []);
    const text = yct.buildRequest(value);
    assert.deepEqual(yct.parseRequest(text), canonicalRequest(value));
    assert.deepEqual(placesOf(yct.lint(text).diagnostics), placesOf(told.filter(({ rule }) => !unwritten.has(rule))));
    assert.equal(yct.buildRequest(yct.parseRequest(text)), text);
  });

  law("a response, in XML and in JSON", fc.tuple(arbitraries.response, fc.constantFrom("xml", "json")), ([{ methodCode, value }, format]) => {
    const told = yct.checkResponse(methodCode, value);
    assertDiagnostics(told);
    assert.deepEqual(errorsOf(told), []);
    const text = yct.buildResponse(methodCode, value, { format });
    const report = yct.lint(text, { method: methodCode });
    assert.equal(report.format, format);
    assert.deepEqual(report.value, canonicalResponse(methodCode, value));
    assert.deepEqual(placesOf(report.diagnostics), placesOf(told));
    assert.equal(yct.buildResponse(methodCode, report.value, { format }), text);
  });

  law("check and build agree on what is wrong", arbitraries.alteredValue, ({ value }) => {
    const told = yct.checkRequest(value);
    assertDiagnostics(told);
    const { value: text, error } = outcome(() => yct.buildRequest(value));
    assert.deepEqual(error?.diagnostics ?? [], errorsOf(told));
    if (text !== undefined) assert.deepEqual(errorsOf(yct.lint(text).diagnostics), []);
  });
});

suite("law 3: fix is sound", () => {
  law("no safe fix is left, no error is new, and fixing again changes nothing", anyText, ({ text, options }) => {
    const before = yct.lint(text, options);
    const fixed = yct.fix(text, options);
    assertReport(fixed.report, fixed.text);
    assert.deepEqual(fixed.report, yct.lint(fixed.text, options));
    assert.deepEqual(fixed.report.diagnostics.filter(hasSafeFix), []);
    const had = rulesOf(errorsOf(before.diagnostics));
    const added = rulesOf(errorsOf(fixed.report.diagnostics)).filter((rule) => {
      const known = had.indexOf(rule);
      if (known >= 0) had.splice(known, 1);
      return known < 0;
    });
    assert.deepEqual(added, [], "errors that the input did not have");
    assert.equal(fixed.applied.length > 0, before.diagnostics.some(hasSafeFix));
    assert.equal(fixed.applied.length > 0, fixed.text !== text);
    const again = yct.fix(fixed.text, options);
    assert.deepEqual([again.text, again.applied], [fixed.text, []]);
  });

  law("what reads without an error reads the same", fc.oneof(shapedRequest, shapedResponse), (envelope) => {
    const { value } = envelope;
    // The one safe fix of a warning that changes a value: orders/duplicate drops the repeated numbers.
    if (value.methodParams?.orderList) value.methodParams.orderList = [...new Set(value.methodParams.orderList)];
    assert.deepEqual(yct.fix(envelope.text, optionsFor(envelope)).report.value, value);
  });

  law("a value that no fix touched reads the same", alteredRequest, ({ text }) => {
    const fixable = yct.lint(text).diagnostics.filter(hasSafeFix);
    const touched = new Set(fixable.flatMap(({ path, span, fixes }) => [path.at(-1), text.slice(span.start, span.end), ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.text))]));
    const untouched = (of) => leaves([envelopeNodes(readBySaxes, of)]).filter(([name]) => !touched.has(name));
    if (isWellFormed(text)) assert.deepEqual(untouched(yct.fix(text).text), untouched(text));
  });

  const leaves = (nodes) => nodes.flatMap(([name, content]) => (typeof content === "string" ? [[name, content.trim()]] : leaves(content)));
});

suite("law 4: the secret shows nowhere", () => {
  const OTHER = "e5Hd8Nb3Gs6Lc1Rf";
  // Edits may carry the secret, so both secrets are written as one.
  const told = (report) => JSON.stringify({ ...report, value: undefined }).replaceAll(OTHER, CANARY);

  law("a report is the same whatever the secret is", anyText, ({ text, options }) => {
    const other = text.replaceAll(CANARY, OTHER);
    if (other === text || !yct.hidesCanary(text)) return;
    assert.equal(told(yct.lint(other, options)), told(yct.lint(text, options)));
    assert.equal(told(yct.fix(other, options).report), told(yct.fix(text, options).report));
  });

  law("no part of it, however it is written", shapedRequest, ({ text }) => {
    yct.assertSecretHidden(yct.lint(text));
    yct.assertSecretHidden(yct.fix(text));
    for (const patient of [false, true]) yct.assertSecretHidden(yct.mask(text, { patient }));
  });

  law("a masked text is the same however long the secret is", shapedRequest, ({ text, value }) => {
    if (value.methodParams.secret !== CANARY) return;
    assert.equal(yct.mask(text.replaceAll(CANARY, "Yy")), yct.mask(text));
  });

  const patient = ["patName", "patCardNo", "voucherCode"];
  const assertMasked = (was, is, hidden) => {
    for (const name of Object.keys(was)) {
      if (name === "eventParams") assertMasked(was[name], is[name], hidden);
      else if (hidden.includes(name)) assert.notEqual(is[name], was[name], name);
      else assert.deepEqual(is[name], was[name], name);
    }
  };

  law("mask replaces every secret, and for patients names, card and voucher numbers, and nothing else", shapedRequest, ({ text, value }) => {
    const { secret, ...others } = value.methodParams;
    // Where a text quotes a secret's tag, or a CDATA section ends inside a tag, more than the law asks may be masked.
    if (JSON.stringify(others).includes("secret") || /<(?!!)[^<>]*\]\]>/.test(text)) return;
    assertMasked(value.methodParams, yct.parseRequest(yct.mask(text)).methodParams, ["secret"]);
    assertMasked(value.methodParams, yct.parseRequest(yct.mask(text, { patient: true })).methodParams, ["secret", ...patient]);
  });

  const withSecret = noise.map((text) => ({ text: `${text}<secret>${CANARY}</secret>${text}` }));

  law("in damaged text, too", fc.oneof(damagedRequest, alteredRequest, withSecret), ({ text }) => {
    assert.equal(typeof yct.mask(text), "string");
    assert.equal(typeof yct.mask(text, { patient: true }), "string");
  });

  law("a rejection answers every request that has an error", fc.oneof(damagedRequest, alteredRequest, withSecret), ({ text }) => {
    const report = yct.lint(text);
    if (report.value !== null) return;
    for (const format of ["xml", "json"]) {
      const answer = yct.parseResponse("msgPush", yct.rejection(report, { format }));
      assert.equal(answer.resultCode, "2");
      assert.ok(answer.resultDesc);
    }
  });
});

suite("law 5: a call throws declared errors alone", () => {
  const calls = [yct.lint, yct.fix, yct.format, yct.mask, yct.parseRequest, yct.buildRequest, yct.checkRequest];

  law("given any text and any options", fc.tuple(noise, fc.anything()), ([text, options]) => {
    for (const call of calls) {
      try {
        call(text, options);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
      }
    }
    assert.deepEqual(errorsOf(yct.checkRequest(yct.sampleRequest("stopReg"))), []);
  });

  law("format keeps every value and every error", fc.tuple(anyText, fc.integer({ min: 0, max: 8 })), ([{ text, options }, indent]) => {
    const formatted = yct.format(text, { indent });
    const [before, after] = [text, formatted].map((of) => yct.lint(of, options));
    assert.deepEqual(after.value, before.value);
    assert.deepEqual(placesOf(errorsOf(after.diagnostics)), placesOf(errorsOf(before.diagnostics)));
    assert.equal(yct.format(formatted, { indent }), formatted);
  });
});
