/** The scan of plain texts is only ever an optimisation: with it and without it, every call comes to the same. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import * as ordinary from "yct-envelope/slim";
import * as scanning from "yct-envelope";
import { damagedResponse, alteredResponse, shapedRequest, shapedResponse, damagedRequest, alteredRequest } from "./arbitraries.mjs";
import { mutatedEnvelope } from "./mutations.mjs";
import { parse } from "./outcomes.mjs";
import { law } from "./running.mjs";

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
  const { value, ...rest } = scanning.lint(text, options);
  assert.deepEqual({ ...rest, value }, expected);
  if (options?.method || options?.kind === "request") {
    assert.deepEqual(outcome(() => parse(text, options, scanning)), outcome(() => parse(text, options, ordinary)));
  }
  return expected;
}

const withMethod = ({ methodCode, text }) => ({ text, options: methodCode ? { kind: "response", method: methodCode } : { kind: "request" } });
const QUERIES = ["ordersQuery", "regOrdersQuery"];

// Long answers ------------------------------------------------------------------------------------------------------

const layouts = ["compact", "pretty", "windows"];

/** A record of a sample, so that each differs. */
function recordOf(method, sample, number, chinese) {
  return { ...sample, orderNo: `YCT-${number}`, hisOrderNo: chinese ? `医院订单${number}` : `HIS-${number}` };
}

function xmlOf(records, layout) {
  const [end, pad] = { compact: ["", ""], pretty: ["\n", "  "], windows: ["\r\n", "\t"] }[layout];
  const element = ([name, value], depth) => `${pad.repeat(depth)}<${name}>${value}</${name}>${end}`;
  const record = (fields) => `${pad}<result>${end}${Object.entries(fields).map((field) => element(field, 2)).join("")}${pad}</result>${end}`;
  return `<?xml version="1.0" encoding="UTF-8"?>${end}<return>${end}${element(["resultCode", "0"], 1)}${element(["resultDesc", ""], 1)}${records.map(record).join("")}</return>${end}`;
}

function jsonOf(records, layout) {
  return JSON.stringify({ resultCode: "0", resultDesc: "", result: records }, undefined, { compact: 0, pretty: 2, windows: "\t" }[layout]);
}

/** What may be wrong with a record, or only unusual: each a change of its text. */
const changes = {
  "a bad code": (text) => text.replace(/(tradeMode(?:>|":\s*"))\d/, "$19"),
  "a bad amount": (text) => text.replace(/(payTotalFee(?:>|":\s*"?))(\d+)/, "$1$2.50"),
  "no such day": (text) => text.replace(/(tradeTime(?:>|":\s*"))\d{4}-\d\d-\d\d/, "$12016-02-30"),
  "a blank": (text) => text.replace(/(orderNo(?:>|":\s*"))/, "$1 "),
  "a quote": (text) => text.replace(/(orderNo(?:>|":\s*"))([^<"]*)/, "$1“$2”"),
  "a reference": (text) => text.replace("YCT-", text.includes("<") ? "YCT&amp;" : "YCT\\u0026"),
  "a replacement character": (text) => text.replace("HIS-", "HIS\uFFFD"),
  "a lone surrogate": (text) => text.replace("HIS-", "HIS\uD83D"),
  "an astral character": (text) => text.replace("HIS-", "HIS😀"),
  "an unknown field": (text) => text.replace(/orderNo/g, "orderNoo"),
  "a comment": (text) => text.replace("<tradeTime>", "<!-- </result> --><tradeTime>"),
  "a section": (text) => text.replace(/<orderNo>([^<]*)/, "<orderNo><![CDATA[$1</result>]]>"),
  "an attribute": (text) => text.replace("<orderNo>", '<orderNo a="</result>">'),
  "a lost tag": (text) => text.replace("</orderNo>", ""),
  "a lost end": (text) => text.replace(/<\/result>|\}\s*$/, ""),
  "a lost field": (text) => text.replace(/<tradeTime>[^<]*<\/tradeTime>|"tradeTime":\s*"[^"]*",/, ""),
  "a field twice": (text) => text.replace(/(<orderNo>[^<]*<\/orderNo>|"orderNo":\s*"[^"]*",)/, "$1$1"),
  "an empty field": (text) => text.replace(/(hisOrderNo(?:>|":\s*"))[^<"]*/, "$1"),
  "an inner element": (text) => text.replace("</orderNo>", "<a>1</a></orderNo>"),
  "nothing in it": (text) => text.replace(/<result>[^]*<\/result>/, "<result></result>").replace(/\{[^]*\}/, "{}"),
  "wrappers in it": (text) => text.replace(/(<result>)([^]*)(<\/result>)/, "$1<item>$2</item><item>$2</item>$3"),
  "another element before it": (text) => text.replace("<result>", "<other>1</other><result>"),
  "text before it": (text) => text.replace("<result>", "text<result>"),
  "a refund above its payment": (text) => text.replace(/(refundTotalFee(?:>|":\s*"?))(\d+)/, "$19$2"),
  "fields in another order": (text) => text.replace(/(<tradeTime>[^<]*<\/tradeTime>\s*)(<\w+>[^<]*<\/\w+>\s*)/, "$2$1").replace(/("tradeTime":\s*"[^"]*",\s*)("\w+":\s*"[^"]*",\s*)/, "$2$1"),
};

const longAnswer = fc
  .record({
    method: fc.constantFrom(...QUERIES),
    isJson: fc.boolean(),
    layout: fc.constantFrom(...layouts),
    count: fc.integer({ min: 1, max: 12 }),
    chinese: fc.boolean(),
    told: fc.boolean(),
    mistakes: fc.array(fc.tuple(fc.nat(11), fc.constantFrom(...Object.keys(changes))), { maxLength: 4 }),
  })
  .map((given) => ({ ...given, text: changed(answerText(given), given.mistakes) }));

function answerText({ method, isJson, layout, count, chinese }) {
  const { result } = scanning.sampleResponse(method, { records: Math.min(count, 2) });
  const records = Array.from({ length: count }, (_, number) => recordOf(method, result[number % result.length], number, chinese));
  return (isJson ? jsonOf : xmlOf)(records, layout);
}

/** The text after each change of a record. */
function changed(text, mistakes) {
  const pattern = text.startsWith("<") ? /<result>[^]*?<\/result>/g : /\{[^{}]*\}/g;
  return mistakes.reduce((text, [place, change]) => {
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) return text;
    const { 0: record, index } = found[place % found.length];
    return text.slice(0, index) + changes[change](record) + text.slice(index + record.length);
  }, text);
}

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

suite("a scan changes nothing", () => {
  law("of answers with records of all kinds", longAnswer, ({ text, method, told }) => void assertSame(text, told ? { kind: "response", method } : undefined), { times: 5 });

  law("of envelopes in any accepted shape", fc.oneof(shapedRequest, shapedResponse).map(withMethod), ({ text, options }) => {
    assertSame(text, options);
    assertSame(text);
  });

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
