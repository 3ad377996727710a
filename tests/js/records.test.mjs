/** readRecords: the same records and findings as of the whole answer, however it comes. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { QUERIES, answerText, changed, changes, layouts, longAnswer } from "./answers.mjs";
import { encoders } from "./encodings.mjs";
import { law } from "./running.mjs";
import * as yct from "./watched.mjs";

/** All that a reading gives. */
async function readAll(method, source, options) {
  const batches = [];
  const reading = yct.readRecords(method, source, options);
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return { batches, summary: value, records: batches.flatMap(({ records }) => records), diagnostics: batches.flatMap(({ diagnostics }) => diagnostics) };
    batches.push(value);
  }
}

/** Holds a reading to what lint says of the whole text. */
async function assertAsWhole(method, text, source = text, options = {}) {
  const report = yct.lint(text, { kind: "response", method, limits: { findings: 100_000 } });
  const { records, diagnostics, summary } = await readAll(method, source, { ...options, limits: { findings: 100_000 } });
  const found = [...diagnostics, ...summary.diagnostics].sort((a, b) => a.span.start - b.span.start);
  assert.deepEqual(found, report.diagnostics);
  // Where the call failed, records mean nothing, but may have come before that was told.
  if (report.value?.resultCode === "0") {
    assert.deepEqual(records, report.value.result);
    assert.deepEqual([summary.resultCode, summary.refused], [report.value.resultCode, 0]);
  }
  return { records, summary };
}

const cutAt = (source, places) => [0, ...places, source.length].map((from, index, all) => source.slice(from, all[index + 1] ?? source.length)).filter(({ length }) => length > 0);
const bytesOf = (text) => new TextEncoder().encode(text);

/** Changes that leave a text well-formed, and its records records. */
const ofValues = Object.keys(changes).filter((name) => !/lost tag|lost end|before it|wrappers|nothing|surrogate|zero behind|control|leading zero/.test(name));
const soundAnswer = longAnswer.map(({ mistakes, ...given }) => {
  const kept = mistakes.filter(([, change]) => ofValues.includes(change));
  return { ...given, text: changed(answerText(given), kept) };
});

suite("the whole, however it is cut", () => {
  const asyncLaw = (name, arbitrary, predicate, times = 1) =>
    test(name, () => fc.assert(fc.asyncProperty(arbitrary, predicate), { numRuns: Number(process.env.YCT_RUNS ?? 200) * times, seed: Number(process.env.YCT_SEED ?? 20160914), endOnFailure: true, includeErrorInReport: true }));

  asyncLaw("of well-formed answers", fc.tuple(soundAnswer, fc.integer({ min: 1, max: 5 })), async ([{ method, text }, batch]) => void (await assertAsWhole(method, text, text, { batch })), 3);

  asyncLaw("in chunks of text", fc.tuple(soundAnswer, fc.array(fc.nat(6000), { maxLength: 6 })), async ([{ method, text }, places]) => {
    const cuts = [...new Set(places)].filter((place) => place < text.length).sort((a, b) => a - b);
    await assertAsWhole(method, text, cutAt(text, cuts));
  });

  asyncLaw("in chunks of bytes, damaged or not, as in one piece", fc.tuple(longAnswer, fc.array(fc.nat(8000), { maxLength: 6 }), fc.constantFrom("UTF-8", "GB18030", "UTF-16LE")), async ([{ method, text }, places, encoding]) => {
    const bytes = (encoders[encoding] ?? bytesOf)(text.toWellFormed());
    const cuts = [...new Set(places)].filter((place) => place < bytes.length).sort((a, b) => a - b);
    assert.deepEqual(await readAll(method, cutAt(bytes, cuts)), await readAll(method, bytes));
  });

  asyncLaw("of damaged answers every finding has its place", longAnswer, async ({ method, text }) => {
    const { batches, summary } = await readAll(method, text);
    const refused = batches.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === "error");
    assert.ok(summary.refused === 0 || refused.length > 0 || summary.diagnostics.some(({ severity }) => severity === "error"));
    for (const { span } of [...batches.flatMap(({ diagnostics }) => diagnostics), ...summary.diagnostics]) {
      assert.ok(span.start >= 0 && span.end <= text.length && span.start <= span.end);
      const before = text.slice(0, span.start).split(/\r\n?|\n/);
      assert.deepEqual([span.line, span.column], [before.length, before.at(-1).length + 1]);
    }
    assert.equal(summary.records, batches.reduce((sum, { records }) => sum + records.length, 0));
    // Where lint has no error, there is none here, and the other way round.
    const errors = [...refused, ...summary.diagnostics.filter(({ severity }) => severity === "error")];
    assert.equal(errors.length === 0, yct.lint(text, { kind: "response", method }).value !== null);
  }, 2);

  test("a cut at every byte", async () => {
    const text = changed(answerText({ method: "ordersQuery", isJson: false, layout: "pretty", count: 3, chinese: true }), [[1, "a section"], [2, "an astral character"]]);
    const bytes = bytesOf(text);
    const whole = await readAll("ordersQuery", bytes);
    for (let at = 1; at < bytes.length; at++) assert.deepEqual(await readAll("ordersQuery", [bytes.subarray(0, at), bytes.subarray(at)]), whole);
  });

  test("answers of several windows", async () => {
    for (const isJson of [false, true]) {
      for (const layout of layouts) {
        const text = changed(answerText({ method: "ordersQuery", isJson, layout, count: 900, chinese: true }), ofValues.map((change, number) => [number * 37, change]));
        await assertAsWhole("ordersQuery", text, cutAt(text, [1000, 1001, 200_000]), { batch: 100 });
      }
    }
  });
});

suite("answers of every shape", () => {
  const method = "ordersQuery";
  const record = Object.entries(yct.sampleResponse(method).result[0]).map(([name, value]) => `<${name}>${value}</${name}>`).join("");
  const inJson = JSON.stringify(yct.sampleResponse(method).result[0]);
  const shapes = {
    "no record": "<return><resultCode>0</resultCode><resultDesc/></return>",
    "one empty result": "<return><resultCode>0</resultCode><result/></return>",
    "wrappers": `<return><resultCode>0</resultCode><result><order>${record}</order><order>${record}</order></result></return>`,
    "SOAP": `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><return><resultCode>0</resultCode><result>${record}</result><result>${record}</result></return></s:Body></s:Envelope>`,
    "the prose's root": `<response><resultCode>0</resultCode><result>${record}</result></response>`,
    "the code at the end": `<return><result>${record}</result><resultCode>0</resultCode></return>`,
    "a comment in the head": `<!-- <result> --><return><resultCode>0</resultCode><result>${record}</result></return>`,
    "a failure": "<return><resultCode>-1</resultCode><resultDesc>系统繁忙</resultDesc></return>",
    "a failure with records": `<return><resultCode>-1</resultCode><resultDesc>x</resultDesc><result>${record}</result></return>`,
    "a failure told at the end": `<return><result>${record}</result><resultCode>-1</resultCode><resultDesc>x</resultDesc></return>`,
    "an unknown code": `<return><resultCode>7</resultCode><result>${record}</result></return>`,
    "no code": `<return><result>${record}</result></return>`,
    "something after it": `<return><resultCode>0</resultCode><result>${record}</result></return><return/>`,
    "a byte order mark": `\uFEFF<return><resultCode>0</resultCode><result>${record}</result></return>`,
    "JSON under a name": `{"return":{"resultCode":"0","result":[${inJson},${inJson}]}}`,
    "JSON, one object": `{"resultCode":"0","result":${inJson}}`,
    "JSON, nothing": `{"resultCode":"0","resultDesc":"","result":[]}`,
    "JSON, the code at the end": `{"result":[${inJson}],"resultCode":0}`,
    "JSON, wrapped": `{"resultCode":"0","result":{"item":[${inJson},${inJson}]}}`,
    "no envelope": "hello",
    "nothing": "",
  };
  const other = record.replace("YCT-SAMPLE-0001", "YCT-SAMPLE-0009");
  const otherJson = inJson.replace("YCT-SAMPLE-0001", "YCT-SAMPLE-0009");
  const head = "<return><resultCode>0</resultCode>";
  const result = (fields) => `<result>${fields}</result>`;
  Object.assign(shapes, {
    "a record in a comment": `${head}${result(record)}<!-- ${result(other)} -->${result(record)}</return>`,
    "a record in a section of another element": `${head}${result(record)}<note><![CDATA[${result(other)}]]></note>${result(record)}</return>`,
    "a record in another element": `${head}${result(record)}<other>${result(other)}</other></return>`,
    "a record in another element, first": `${head}<extra>${result(other)}</extra>${result(record)}</return>`,
    "a record with a prefix, first": `${head}<r:result xmlns:r="x">${other}</r:result>${result(record)}</return>`,
    "a code in a comment": `<return><!-- <resultCode>0</resultCode> --><resultCode>-1</resultCode><resultDesc>x</resultDesc>${result(record)}</return>`,
    "JSON, another array behind": `{"resultCode":"0","result":[${inJson}],"other":[${otherJson},${otherJson}]}`,
    "JSON, another array before": `{"resultCode":"0","extra":{"result":[${otherJson}]},"result":[${inJson}]}`,
    "JSON, what looks like a record in a text": `{"resultCode":"0","result":[${inJson}],"note":"x,{\\"a\\":1}"}`,
    "JSON, a long record with records inside": `{"resultCode":"0","result":[${inJson},{"orderNo":"y","x":[${"1,".repeat(70_000)}{"a":1},${otherJson}]},${inJson}]}`,
    "a long record": `${head}${result(record)}<result><!--${"x".repeat(200_000)}-->${other}</result>${result(record)}</return>`,
    "a wrong end in a record": `${head}${result(record)}<result><orderNo>1</orderNo></x>${other}</result>${result(record)}</return>`,
  });
  for (const [name, text] of Object.entries(shapes)) {
    test(name, async () => {
      await assertAsWhole(method, text);
      await assertAsWhole(method, text, text.length < 10_000 ? [...text] : cutAt(text, [100, 1000, 140_000]));
    });
  }
});

test("each record comes once, refused ones are counted, and the sums are exact", async () => {
  for (const method of QUERIES) {
    const text = changed(answerText({ method, isJson: false, layout: "compact", count: 10, chinese: false }), [[2, "a bad code"], [7, "a bad amount"]]);
    const sound = yct.parseResponse(method, answerText({ method, isJson: false, layout: "compact", count: 10, chinese: false })).result.filter((_, index) => index !== 2 && index !== 7);
    const { records, summary, batches } = await readAll(method, text, { batch: 3 });
    assert.deepEqual(records, sound);
    const sum = (name) => sound.reduce((sum, record) => sum + (record[name] ?? 0), 0);
    const total = (code, name) => sound.filter(({ tradeType }) => tradeType === code).reduce(({ records, totalFee }, record) => ({ records: records + 1, totalFee: totalFee + record[name] }), { records: 0, totalFee: 0 });
    const totals = { payments: total("1", "payTotalFee"), refunds: total("2", "refundTotalFee") };
    assert.ok(totals.refunds.records > 0);
    assert.deepEqual(summary, { ...totals, resultCode: "0", records: 8, refused: 2, payTotalFee: sum("payTotalFee"), refundTotalFee: sum("refundTotalFee"), diagnostics: [] });
    assert.ok(batches.every(({ records, diagnostics }) => records.length <= 3 && diagnostics.length <= 1));
    assert.deepEqual(batches.flatMap(({ diagnostics }) => diagnostics.map(({ rule, path }) => [rule, ...path])), [["code/unknown", "result", 2, "tradeMode"], ["amount/not-fen", "result", 7, "payTotalFee"]]);
  }
});

suite("sources", () => {
  const text = answerText({ method: "ordersQuery", isJson: false, layout: "compact", count: 5, chinese: true });
  const { result } = yct.parseResponse("ordersQuery", text);

  test("async iterables, streams, a fetch body", async () => {
    async function* slowly() {
      for (const chunk of cutAt(bytesOf(text), [100, 2000])) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        yield Buffer.from(chunk);
      }
    }
    const stream = () => new Blob([text]).stream();
    const bare = () => ({ getReader: () => stream().getReader() });
    for (const source of [slowly(), stream(), bare(), new Response(text).body, new Set(cutAt(text, [7]))]) {
      assert.deepEqual((await readAll("ordersQuery", source)).records, result);
    }
  });

  test("bytes that do not decode are told at their place, and their record is refused", async () => {
    const bytes = bytesOf(text);
    const at = text.indexOf("医", text.indexOf("</result>"));
    bytes[bytesOf(text.slice(0, at)).length] = 0xff;
    for (const cuts of [[], [500], [bytes.indexOf(0xff)], [bytes.indexOf(0xff) + 1]]) {
      const { diagnostics, summary, records } = await readAll("ordersQuery", cutAt(bytes, cuts));
      const { diagnostics: expected } = yct.lint(bytes, { kind: "response", method: "ordersQuery" });
      assert.deepEqual(diagnostics, expected);
      assert.deepEqual([summary.refused, records.length], [1, 4]);
    }
  });

  test("U+FFFD that is written is no error, in any encoding, however it is cut", async () => {
    for (const encode of Object.values(encoders)) {
      const bytes = encode(text.replace("医", "\uFFFD"));
      if (bytes === null) continue;
      const { diagnostics: expected } = yct.lint(bytes, { kind: "response", method: "ordersQuery" });
      for (const source of [bytes, Array.from(bytes, (byte) => Uint8Array.of(byte))]) {
        const { diagnostics, summary } = await readAll("ordersQuery", source);
        assert.deepEqual([...summary.diagnostics, ...diagnostics], expected);
        assert.equal(summary.refused, 0);
      }
    }
  });

  test("the place that does not decode is told behind a U+FFFD that is written", async () => {
    const bytes = bytesOf(text.replace("医", "\uFFFD"));
    bytes[bytes.lastIndexOf(0xe5)] = 0xff;
    const { diagnostics } = await readAll("ordersQuery", bytes);
    const { diagnostics: expected } = yct.lint(bytes, { kind: "response", method: "ordersQuery" });
    assert.deepEqual(diagnostics.map(({ rule, span }) => [rule, span]).filter(([rule]) => rule === "xml/encoding"), expected.map(({ rule, span }) => [rule, span]).filter(([rule]) => rule === "xml/encoding"));
  });

  test("what is no answer is kept up to the limit, and read in a time that grows with it", async () => {
    for (const piece of ["<", "<a", "<!--", "{", '{"a":', "<result>", '"', "\n"]) {
      const { records } = await readAll("ordersQuery", Array.from({ length: 20_000 }, () => piece), { limits: { size: 200_000, findings: 1 } });
      assert.deepEqual(records, []);
    }
    const { summary } = await readAll("ordersQuery", Array.from({ length: 70 }, () => " ".repeat(2 ** 20)));
    assert.deepEqual(summary.diagnostics.map(({ rule }) => rule), ["limit/size"]);
  });

  test("progress counts what was read, and rises", async () => {
    const seen = [];
    await readAll("ordersQuery", cutAt(bytesOf(text), [10, 500]), { onProgress: (read) => seen.push(read) });
    assert.deepEqual(seen, [10, 500, bytesOf(text).length]);
  });

  test("an abort ends the reading, even while it waits, and lets the source go", async () => {
    const controller = new AbortController();
    let isReleased = false;
    const source = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}), return: async () => void (isReleased = true) }) };
    const reading = yct.readRecords("ordersQuery", source, { signal: controller.signal }).next();
    controller.abort(new Error("enough"));
    await assert.rejects(reading, { message: "enough" });
    assert.ok(isReleased);
    await assert.rejects(yct.readRecords("ordersQuery", text, { signal: AbortSignal.abort() }).next(), { name: "AbortError" });
  });

  test("whoever stops reading lets the source go", async () => {
    let isReleased = false;
    async function* source() {
      try {
        for (;;) yield text.slice(0, 3000);
      } finally {
        isReleased = true;
      }
    }
    for await (const batch of yct.readRecords("ordersQuery", source(), { batch: 1 })) {
      assert.equal(batch.records.length, 1);
      break;
    }
    assert.ok(isReleased);
  });

  test("a source's own error passes through", async () => {
    async function* source() {
      yield text.slice(0, 100);
      throw new yct.CallersError("line cut");
    }
    await assert.rejects(readAll("ordersQuery", source()), yct.CallersError);
  });

  test("more than the limit is told, not read", async () => {
    const { summary } = await readAll("ordersQuery", cutAt(text, [500]), { limits: { size: 600 } });
    assert.deepEqual(summary.diagnostics.map(({ rule }) => rule), ["limit/size"]);
    assert.deepEqual((await readAll("ordersQuery", text, { limits: { size: text.length } })).records, result);
  });

  test("misuse is refused at once", () => {
    for (const source of [1, null, undefined, {}, true]) assert.throws(() => yct.readRecords("ordersQuery", source), TypeError);
    assert.throws(() => yct.readRecords("refundGeneral", text), RangeError);
    assert.throws(() => yct.readRecords(1, text), TypeError);
    for (const options of [{ batch: "1" }, { signal: 1 }, { onProgress: 1 }, { kind: "request" }, { method: "regOrdersQuery" }, { request: text }]) assert.throws(() => yct.readRecords("ordersQuery", text, options), TypeError);
    for (const batch of [0, -1, 1.5]) assert.throws(() => yct.readRecords("ordersQuery", text, { batch }), RangeError);
  });

  test("chunks that are no text, or now text, now bytes, are refused", async () => {
    await assert.rejects(readAll("ordersQuery", [1]), TypeError);
    await assert.rejects(readAll("ordersQuery", ["<", bytesOf("a")]), TypeError);
  });
});
