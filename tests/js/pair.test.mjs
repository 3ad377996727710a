/** A response read by its request: what a request can be, what is compared, and what is never told. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { rules as ruleInfos } from "./model.mjs";
import { damagedRequest, shapedRequest, shapedResponse } from "./arbitraries.mjs";
import { declared, encoders } from "./encodings.mjs";
import { assertReport, errorsOf, placesOf, rulesOf } from "./reports.mjs";
import { law } from "./running.mjs";
import { only, requestWith, words } from "./samples.mjs";
import * as yct from "./watched.mjs";

const queries = ["ordersQuery", "regOrdersQuery"];

const asking = (methodCode, changes = {}, responseType = "0") => ({ ...requestWith(methodCode, changes), responseType });
const records = (methodCode, ...changes) => {
  const response = yct.sampleResponse(methodCode, { records: changes.length });
  response.result.forEach((record, index) => Object.assign(record, changes[index]));
  return response;
};
const written = (methodCode, response, format = "xml") => yct.buildResponse(methodCode, response, { format });

suite("a request is a text, bytes or a value", () => {
  const request = asking("ordersQuery", { tradeMode: "4" });
  const text = yct.buildRequest(request);
  const answer = written("ordersQuery", records("ordersQuery", {}));
  const expected = yct.lint(answer, { request });

  test("and each says the same", () => {
    assert.deepEqual(placesOf(expected.diagnostics), ["record/other-code result/0/tradeMode"]);
    assert.deepEqual(yct.lint(answer, { request: text }), expected);
    assert.deepEqual(yct.lint(answer, { request: { ...request, methodParams: { ...request.methodParams, tradeMode: 4 } } }), expected);
  });

  for (const [encoding, encode] of Object.entries(encoders)) {
    test(`bytes: ${encoding}`, () => {
      const spoken = encoding === "GBK" ? declared("GBK", text) : text.replace(/^<\?xml[^>]*>/, "");
      const bytes = encode(spoken.replace("</arg0>", "<!-- 请求 --></arg0>"));
      assert.deepEqual(yct.lint(answer, { request: bytes }), expected);
      assert.deepEqual(yct.lint(answer, { request: Buffer.from(bytes) }), expected);
      assert.deepEqual(yct.fix(answer, { request: bytes }).report, expected);
    });
  }

  test("of bytes that do not decode, what stands there still counts", () => {
    const broken = Buffer.concat([Buffer.from(text.replace("</arg0>", "<!--")), Buffer.of(0xff), Buffer.from("--></arg0>")]);
    assert.deepEqual(yct.lint(answer, { request: broken }), expected);
  });

  test("and bytes may answer it", () => {
    const { source, ...report } = yct.lint(new TextEncoder().encode(answer), { request });
    assert.deepEqual(report, expected);
    assert.equal(source.text, answer);
  });
});

suite("what a request tells", () => {
  test("the method, of an answer whose fields tell none", () => {
    for (const methodCode of ["refundGeneral", ...queries]) {
      const report = yct.lint('{"resultCode":"0"}', { request: asking(methodCode, {}, "1") });
      assert.equal(report.methodCode, methodCode);
      assert.deepEqual(rulesOf(report.diagnostics), methodCode === "refundGeneral" ? ["field/missing"] : []);
    }
  });

  test("but a method that is told counts above it", () => {
    const text = written("ordersQuery", records("ordersQuery", {}, {}));
    const told = { method: "ordersQuery", request: asking("regOrdersQuery", { tradeMode: "4" }) };
    assert.deepEqual(yct.lint(text, told), yct.lint(text, { method: "ordersQuery" }));
  });

  test("that the source is a response", () => {
    const request = yct.buildRequest(asking("stopReg"));
    assert.deepEqual(rulesOf(yct.lint(request, { request }).diagnostics), ["envelope/root"]);
  });

  for (const [asked, format, other] of [["0", "xml", "json"], ["1", "json", "xml"]]) {
    test(`responseType ${asked} asks for ${format}`, () => {
      for (const response of [{ resultCode: "0" }, { resultCode: "-1", resultDesc: "d" }]) {
        const request = asking("stopReg", {}, asked);
        assert.deepEqual(yct.lint(written("stopReg", response, format), { request }).diagnostics, []);
        const { diagnostics, value } = yct.lint(written("stopReg", response, other), { request, locale: "en" });
        assert.deepEqual(placesOf(diagnostics), ["envelope/format-differs "]);
        assert.match(words(diagnostics[0]), new RegExp(`in ${other.toUpperCase()}.* ${asked} .*${format.toUpperCase()}`));
        assert.deepEqual(value, response);
      }
    });
  }
});

suite("records that were not asked for, once each", () => {
  const cases = {
    "another orderMode": ["ordersQuery", { orderMode: "2" }, "record/other-code", "orderMode", { orderMode: "2" }],
    "another tradeMode": ["ordersQuery", { tradeMode: "1" }, "record/other-code", "tradeMode", { tradeMode: "1" }],
    "another tradeMode of a registration": ["regOrdersQuery", { tradeMode: "5" }, "record/other-code", "tradeMode", { tradeMode: "5" }],
    "another regType": ["regOrdersQuery", { regType: "1" }, "record/other-code", "regType", { regType: "1" }],
    "paid before": ["ordersQuery", { startTime: "2016-08-27 09:30:01" }, "record/outside-range", "tradeTime", { tradeTime: "2016-08-27 09:30:01" }],
    "paid after": ["ordersQuery", { endTime: "2016-08-27 09:29:59" }, "record/outside-range", "tradeTime", { tradeTime: "2016-08-27 09:29:59" }],
    "a visit before": ["regOrdersQuery", { startDate: "2016-09-01", endDate: "2016-09-01" }, "record/outside-range", "bookDate", { bookDate: "2016-09-01" }],
    "a visit after": ["regOrdersQuery", { startDate: "2016-08-01", endDate: "2016-08-01" }, "record/outside-range", "bookDate", { bookDate: "2016-08-01" }],
  };
  for (const [name, [methodCode, asked, rule, field, fitting]] of Object.entries(cases)) {
    for (const format of ["xml", "json"]) {
      test(`${name}, in ${format}`, () => {
        const payment = { tradeType: "1" };
        const response = records(methodCode, payment, { ...payment, ...fitting }, payment);
        const request = asking(methodCode, asked, format === "xml" ? "0" : "1");
        const report = yct.lint(written(methodCode, response, format), { request });
        assertReport(report, written(methodCode, response, format));
        const told = report.diagnostics.filter((diagnostic) => diagnostic.rule !== "record/incomplete-refund");
        assert.deepEqual(told.map(({ rule: fired, path }) => [fired, ...path]), [[rule, "result", 0, field], [rule, "result", 2, field]]);
        assert.deepEqual(report.value, response);
        const [[, value]] = Object.entries(asked);
        assert.ok(told[0].message.includes(response.result[0][field]) && told[0].message.includes(value), told[0].message);
      });
    }
  }

  test("a refund comes with its payment, whenever it was made", () => {
    const response = records("ordersQuery", {}, { tradeTime: "2017-01-01 00:00:00" });
    assert.deepEqual(yct.lint(written("ordersQuery", response), { request: asking("ordersQuery") }).diagnostics, []);
  });

  test("a tradeMode that means nothing is not another", () => {
    const response = records("ordersQuery", { tradeMode: "0" });
    const { diagnostics } = yct.lint(written("ordersQuery", response), { request: asking("ordersQuery", { tradeMode: "1" }) });
    assert.deepEqual(rulesOf(diagnostics), ["code/query-only"]);
  });
});

suite("a request that is wrong", () => {
  const answer = written("ordersQuery", records("ordersQuery", {}));
  const text = yct.buildRequest(asking("ordersQuery", { orderMode: "3" }));

  test("still tells what can be read of it, and nothing of its own mistakes", () => {
    const mistakes = [(it) => it.replace("</secret>", "</ secret>"), (it) => it.replace(/<regMode>.*?<\/regMode>/, ""), (it) => it.replace("00:00:00", "0:0"), (it) => it.slice(0, it.indexOf("</arg0>"))];
    for (const mistake of mistakes) {
      assert.ok(errorsOf(yct.lint(mistake(text)).diagnostics).length > 0);
      only(yct.lint(answer, { request: mistake(text) }).diagnostics, "record/other-code");
      assert.equal(yct.lint(answer, { request: mistake(text) }).diagnostics.length, 1);
    }
    const value = asking("ordersQuery", { orderMode: "3", startTime: "yesterday" });
    assert.deepEqual(placesOf(yct.lint(answer, { request: value }).diagnostics), ["record/other-code result/0/orderMode"]);
  });

  test("a query that nothing can satisfy accuses no record", () => {
    const request = asking("ordersQuery", { startTime: "2016-08-28 00:00:00", endTime: "2016-08-27 00:00:00" });
    assert.deepEqual(yct.lint(answer, { request }).diagnostics, []);
  });

  test("of which nothing can be read changes nothing", () => {
    const alone = yct.lint(answer);
    const cycle = { methodParams: {} };
    cycle.methodParams.secret = cycle;
    for (const request of ["", "hello", "{}", answer, "\ud800", new Uint8Array(), Uint8Array.of(0xff, 0xfe, 0), {}, { methodCode: "none" }, cycle]) {
      assert.deepEqual(yct.lint(answer, { request }), alone);
    }
    const { length } = answer;
    const long = `${text}${" ".repeat(length)}`;
    for (const request of [long, new TextEncoder().encode(long)]) {
      assert.deepEqual(yct.lint(answer, { request, limits: { size: length } }), yct.lint(answer, { limits: { size: length } }));
    }
  });
});

suite("laws", () => {
  const everything = (methodCode, format) => {
    const all = { orderMode: "0", regType: "0", tradeMode: "0", startTime: "0001-01-01 00:00:00", endTime: "9999-12-31 23:59:59", startDate: "0001-01-01", endDate: "9999-12-31" };
    const value = requestWith(methodCode);
    for (const name of Object.keys(value.methodParams)) value.methodParams[name] = all[name] ?? value.methodParams[name];
    return { ...value, responseType: format === "json" ? "1" : "0" };
  };

  law("a request that asks for everything says no more than its method", shapedResponse, ({ methodCode, text, format }) => {
    const request = everything(methodCode, format);
    const expected = yct.lint(text, { kind: "response", method: methodCode });
    assert.deepEqual(yct.lint(text, { request }), expected);
    assert.deepEqual(yct.lint(text, { request: yct.buildRequest(request) }), expected);
  });

  law("any request adds warnings alone, and never a part of its secret", fc.tuple(shapedResponse, fc.oneof(shapedRequest, damagedRequest)), ([{ methodCode, text }, { text: request }]) => {
    const options = { method: methodCode, request };
    const report = yct.lint(text, options);
    assertReport(report, text);
    yct.assertSecretHidden(report);
    yct.assertSecretHidden(yct.fix(text, options));
    const alone = yct.lint(text, { kind: "response", method: methodCode });
    const pairs = ruleInfos.filter(({ read }) => read?.request !== undefined).map(({ id }) => id);
    assert.deepEqual({ ...report, diagnostics: report.diagnostics.filter(({ rule }) => !pairs.includes(rule)) }, alone);
    assert.deepEqual(yct.parseResponse(methodCode, text, { request }), report.value);
  });
});

test("the examples that need a request are read by it", () => {
  const paired = ruleInfos.filter(({ read }) => read?.request !== undefined);
  assert.deepEqual(paired.map(({ id }) => id), ["envelope/format-differs", "record/outside-range", "record/other-code"]);
  for (const { id, bad, good, read } of paired) {
    assert.deepEqual(rulesOf(yct.lint(bad, read).diagnostics), [id]);
    assert.deepEqual(yct.lint(good, read).diagnostics, []);
    assert.deepEqual(yct.lint(read.request).diagnostics, []);
  }
});
