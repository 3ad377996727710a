/** The decisions D1 to D26: where the specification's text and samples disagree or leave a question open, what is written and what is taken. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { declared, encoders } from "./encodings.mjs";
import { canonicalRequest, canonicalResponse, methodCodes, methods } from "./model.mjs";
import { errorsOf, placesOf, rulesOf } from "./reports.mjs";
import { only, recordWith, requestTextWith, requestWith, responseTextWith, words } from "./samples.mjs";
import * as yct from "./watched.mjs";

const { lint, fix } = yct;
const built = () => yct.buildRequest(requestWith("refundGeneral"));
const value = canonicalRequest(requestWith("refundGeneral"));
const answer = canonicalResponse("ordersQuery", recordWith("ordersQuery"));
const records = (text) => lint(text, { method: "ordersQuery" }).value?.result;

/** Asserts the findings of a text, in no order, and that it reads to this value (null: an error). */
function assertRead(text, options, places, expected) {
  const report = lint(text, options);
  assert.deepEqual(placesOf(report.diagnostics), places.toSorted());
  assert.deepEqual(report.value, expected);
}
const assertRequest = (text, places, expected = value) => assertRead(text, { kind: "request" }, places, expected);

suite("D1: the roots", () => {
  const prose = { request: requestTextWith("refundGeneral").replaceAll("arg0>", "request>"), response: responseTextWith("ordersQuery").replaceAll("return>", "response>") };
  test("arg0 and return are written", () => {
    assert.match(built(), /<arg0>[^]*<\/arg0>\s*$/);
    assert.match(yct.buildResponse("ordersQuery", answer), /<return>[^]*<\/return>\s*$/);
  });
  test("request and response are read, with an info, and fixed", () => {
    assertRead(prose.request, {}, ["envelope/root-name "], value);
    assertRead(prose.response, { method: "ordersQuery" }, ["envelope/root-name "], answer);
    assert.match(fix(prose.request).text, /<arg0>[^]*<\/arg0>/);
    assert.match(fix(prose.response, { method: "ordersQuery" }).text, /<return>[^]*<\/return>/);
  });
  test("any other root is no envelope", () => assert.ok(rulesOf(lint("<order>1</order>").diagnostics).includes("envelope/root")));
});

suite("D2, D3: the printed damage", () => {
  test("a proper declaration is written", () => assert.ok(built().startsWith('<?xml version="1.0" encoding="UTF-8"?>')));
  for (const declaration of ["<?xml version=”1.0”encoding=”UTF-8”?>", '<?xml version="1.0"encoding="UTF-8"?>', '<?xml encoding="UTF-8"?>', '<?XML version="1.0"?>', '\n<?xml version="1.0"?>', '<?xml version="1.0" encoding="!!"?>', '<?xml version="2.0"?>']) {
    test(`${JSON.stringify(declaration)} is malformed`, () => {
      const { diagnostics } = lint(`${declaration}<arg0>${requestTextWith("refundGeneral").split("<arg0>")[1]}`);
      assert.ok(errorsOf(diagnostics).some(({ rule, span }) => rule.startsWith("xml/") && span.start < declaration.length), placesOf(diagnostics).join());
    });
  }
  test("a spaced end tag is malformed where it stands", () => {
    const text = requestTextWith("msgPush", {}, "16").replace("</patCardNo>", "</ patCardNo>");
    const [first] = errorsOf(lint(text).diagnostics);
    assert.ok(first.rule.startsWith("xml/") && Math.abs(first.span.start - text.indexOf("</ patCardNo>")) <= "</ patCardNo>".length);
  });
});

test("D4: orderQuery is no method; the message names ordersQuery", () => {
  const finding = only(lint(requestTextWith("ordersQuery", { methodCode: "orderQuery" })).diagnostics, "envelope/method");
  assert.equal(finding.severity, "error");
  assert.deepEqual(finding.path, ["methodCode"]);
  assert.ok(words(finding).includes("ordersQuery"));
});

suite("D5: the form of the parameters", () => {
  const printed = requestTextWith("refundGeneral");
  const rewritten = (write) => printed.replace(/<!\[CDATA\[([^]*?)\]\]>/, (_, inner) => write(inner));
  const escaped = rewritten((inner) => inner.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
  const inline = rewritten((inner) => inner);

  test("CDATA is written and read in silence", () => assertRequest(printed, []));
  for (const [form, text] of Object.entries({ escaped, inline })) {
    test(`${form} parameters read the same, with a warning that fix follows`, () => {
      assertRequest(text, ["envelope/params-not-cdata methodParams"]);
      const fixed = fix(text);
      assert.deepEqual(fixed.report.diagnostics, []);
      assert.match(fixed.text, /<methodParams>\s*<!\[CDATA\[/);
      assert.deepEqual(fixed.report.value, value);
    });
  }
  test("two CDATA sections hold one fragment", () => {
    assert.deepEqual(lint(rewritten((inner) => `<![CDATA[${inner.slice(0, 40)}]]><![CDATA[${inner.slice(40)}]]>`)).value, value);
  });
  test("empty parameters are one field/empty", () => {
    assertRequest(printed.replace(/<methodParams>[^]*<\/methodParams>/, "<methodParams/>"), ["field/empty methodParams"], null);
  });
});

suite("D6: resultDesc", () => {
  const xml = (inside) => `<return>${inside}</return>`;
  const options = { method: "stopReg" };
  test("is always written", () => {
    assert.ok(yct.buildResponse("stopReg", { resultCode: "0" }).includes("<resultDesc></resultDesc>"));
    assert.deepEqual(JSON.parse(yct.buildResponse("stopReg", { resultCode: "0" }, { format: "json" })), { resultCode: "0", resultDesc: "" });
  });
  for (const text of [xml("<resultCode>0</resultCode>"), xml("<resultCode>0</resultCode><resultDesc/>"), xml("<resultCode>0</resultCode><resultDesc> </resultDesc>"), '{"resultCode":"0"}', '{"resultCode":0,"resultDesc":null}']) {
    test(`may be absent or empty on 0: ${text}`, () => assert.deepEqual(yct.parseResponse("stopReg", text), { resultCode: "0" }));
  }
  test("is kept on 0 where it is given", () => assert.deepEqual(yct.parseResponse("stopReg", '{"resultCode":"0","resultDesc":"成功"}'), { resultCode: "0", resultDesc: "成功" }));
  for (const code of ["-1", "1", "2", "3"]) {
    test(`is required on ${code}`, () => {
      assertRead(xml(`<resultCode>${code}</resultCode>`), options, ["field/missing resultDesc"], null);
      assertRead(xml(`<resultCode>${code}</resultCode><resultDesc/>`), options, ["field/empty resultDesc"], null);
      assertRead(`{"resultCode":"${code}"}`, options, ["field/missing resultDesc"], null);
      assert.deepEqual(placesOf(yct.checkResponse("stopReg", { resultCode: code })), ["field/missing resultDesc"]);
    });
  }
});

suite("D7: records in XML", () => {
  const fields = responseTextWith("ordersQuery").match(/<result>([^]*)<\/result>/)[1];
  const [record] = answer.result;
  const xml = (results) => `<return><resultCode>0</resultCode>${results}</return>`;
  const shapes = {
    "no result": ["", []],
    "an empty result": ["<result/>", []],
    "a result of white space": ["<result>\n </result>", []],
    "one result with the fields": [`<result>${fields}</result>`, [record]],
    "one wrapper": [`<result><item>${fields}</item></result>`, [record]],
    "a result for each": [`<result>${fields}</result>`.repeat(3), [record, record, record]],
    "a wrapper for each, whatever its name": [`<result>${`<anything>${fields}</anything>\n`.repeat(3)}</result>`, [record, record, record]],
  };
  for (const [name, [results, expected]] of Object.entries(shapes)) test(name, () => assertRead(xml(results), { method: "ordersQuery" }, [], { resultCode: "0", result: expected }));

  test("one result for each record is written, none for none", () => {
    for (const count of [0, 1, 2, 500]) {
      const text = yct.buildResponse("ordersQuery", yct.sampleResponse("ordersQuery", { records: count }));
      assert.equal(text.split("<result>").length - 1, count);
      assert.equal(records(text).length, count);
    }
  });
  test("an error in a record is told with its index, whatever the shape", () => {
    const wrong = fields.replace(/<orderMode>.*?<\/orderMode>/, "<orderMode>7</orderMode>");
    for (const results of [`<result>${fields}</result><result>${wrong}</result>`, `<result><r>${fields}</r><r>${wrong}</r></result>`]) {
      assertRead(xml(results), { method: "ordersQuery" }, ["code/unknown result/1/orderMode"], null);
    }
    assertRead(xml(`<result>${wrong}</result>`), { method: "ordersQuery" }, ["code/unknown result/0/orderMode"], null);
  });
});

suite("D8: JSON", () => {
  const record = JSON.parse(yct.buildResponse("ordersQuery", answer, { format: "json" })).result[0];
  const json = (result) => JSON.stringify({ resultCode: "0", result });
  const one = answer.result;
  const read = (text, expected) => assertRead(text, { method: "ordersQuery" }, [], { resultCode: "0", result: expected });

  test("leaves are written as strings, records as an array", () => {
    assert.deepEqual(JSON.parse(yct.buildResponse("ordersQuery", { resultCode: "0", result: [] }, { format: "json" })), { resultCode: "0", resultDesc: "", result: [] });
    assert.ok(Object.values(record).every((leaf) => typeof leaf === "string"));
    const receipt = JSON.parse(yct.buildResponse("refundGeneral", yct.sampleResponse("refundGeneral"), { format: "json" }));
    assert.deepEqual(Object.keys(receipt.result), ["refundOrderNo", "agtRefundOrderNo"]);
  });
  for (const nothing of [null, "", [], undefined]) test(`result ${JSON.stringify(nothing)} is no record`, () => read(json(nothing), []));
  test("one record as an object", () => read(json(record), one));
  test("many records", () => read(json([record, record, record]), [...one, ...one, ...one]));
  test("records in a wrapper", () => read(json({ item: [record, record] }), [...one, ...one]));
  for (const root of ["return", "response"]) test(`wrapped in ${root}`, () => read(`{"${root}":${json([record])}}`, one));
  test("a null leaf is absent", () => read(json([{ ...record, agtTraceNo: null }]), [(({ agtTraceNo, ...rest }) => rest)(one[0])]));
  test("integers are read digit for digit, in texts too", () => {
    const text = json([{ ...record, orderNo: "ORDER", payTotalFee: "PAY", refundTotalFee: "0", orderMode: "1" }])
      .replace('"ORDER"', "123456789012345678901234567890")
      .replace('"PAY"', "1990")
      .replace('"orderMode":"1"', '"orderMode":1');
    const [{ orderNo, payTotalFee, orderMode }] = records(text);
    assert.deepEqual([orderNo, payTotalFee, orderMode], ["123456789012345678901234567890", 1990, "1"]);
  });
  for (const [literal, name, rule] of [["19.90", "payTotalFee", "amount/not-fen"], ["1e3", "payTotalFee", "amount/not-fen"], ["1.5", "orderNo", "json/type"], ["1e3", "orderMode", "json/type"], ["true", "orderNo", "json/type"], ["[]", "orderNo", "json/type"], ["{}", "orderNo", "json/type"]]) {
    test(`${name} ${literal} is ${rule}`, () => {
      const text = json([{ ...record, [name]: "HERE" }]).replace('"HERE"', literal);
      assertRead(text, { method: "ordersQuery" }, [`${rule} result/0/${name}`], null);
    });
  }
  test("a key twice is an error", () => {
    assert.ok(rulesOf(errorsOf(lint('{"resultCode":"0","resultCode":"0"}', { method: "stopReg" }).diagnostics)).includes("json/duplicate-key"));
  });
  for (const text of ["{", '{"resultCode":"0",}', '{"resultCode":"0"} x', "{'resultCode':'0'}", '{"resultCode":01}', '{"resultCode":"\\x"}', '{"resultCode":"a\nb"}']) {
    test(`${JSON.stringify(text)} is json/malformed`, () => assert.ok(rulesOf(lint(text, { method: "stopReg" }).diagnostics).includes("json/malformed")));
  }
  test("a request is not written in JSON", () => {
    const text = JSON.stringify(requestWith("stopReg"));
    const report = lint(text, { kind: "request" });
    assert.ok(rulesOf(errorsOf(report.diagnostics)).includes("envelope/root"));
    for (const answer of [report, yct.mask(text)]) yct.assertSecretHidden(answer);
  });
});

suite("D9: the result of refundGeneral", () => {
  const receipt = { refundOrderNo: "R1", agtRefundOrderNo: "A1" };
  const fields = "<refundOrderNo>R1</refundOrderNo><agtRefundOrderNo>A1</agtRefundOrderNo>";
  const expected = { resultCode: "0", result: receipt };
  const options = { method: "refundGeneral" };
  test("stands in a result when resultCode is 0, and nowhere else", () => {
    assert.ok(yct.buildResponse("refundGeneral", expected).includes(`<result>${fields}</result>`));
    assert.ok(!yct.buildResponse("refundGeneral", { resultCode: "3", resultDesc: "重复操作" }).includes("<result>"));
    assertRead(`<return><resultCode>0</resultCode><result>${fields}</result></return>`, options, [], expected);
  });
  test("is read straight under the root, with a warning that fix follows", () => {
    const text = `<return><resultCode>0</resultCode><resultDesc></resultDesc>${fields}</return>`;
    const report = lint(text, options);
    assert.deepEqual(report.value, expected);
    assert.deepEqual(new Set(rulesOf(report.diagnostics)), new Set(["envelope/result-place"]));
    const fixed = fix(text, options);
    assert.deepEqual(fixed.report.diagnostics, []);
    assert.deepEqual(fixed.report.value, expected);
  });
  test("is read in JSON's top object, too", () => {
    const report = lint(JSON.stringify({ resultCode: "0", ...receipt }), options);
    assert.deepEqual(report.value, expected);
    assert.deepEqual(new Set(rulesOf(report.diagnostics)), new Set(["envelope/result-place"]));
  });
  test("is required when resultCode is 0 alone", () => {
    assertRead(`<return><resultCode>0</resultCode><result><refundOrderNo>R1</refundOrderNo></result></return>`, options, ["field/missing result/agtRefundOrderNo"], null);
    assertRead("<return><resultCode>2</resultCode><resultDesc>x</resultDesc></return>", options, [], { resultCode: "2", resultDesc: "x" });
  });
});

test("D10: the secret is optional in regOrdersQuery alone", () => {
  for (const { methodCode, params } of methods) {
    assert.equal(params.find(({ name }) => name === "secret").required, methodCode !== "regOrdersQuery");
  }
  const without = requestWith("regOrdersQuery", { secret: undefined });
  assert.deepEqual(yct.parseRequest(yct.buildRequest(without)), canonicalRequest(without));
  assert.deepEqual(placesOf(yct.checkRequest(requestWith("stopReg", { secret: undefined }))), ["field/missing methodParams/secret"]);
});

test("D11: tradeMode 0 in a record is written and read, with a warning", () => {
  for (const methodCode of ["ordersQuery", "regOrdersQuery"]) {
    const zero = recordWith(methodCode, { tradeMode: "0" });
    const has = (diagnostics) => assert.deepEqual(only(diagnostics, "code/query-only").path, ["result", 0, "tradeMode"]);
    has(yct.checkResponse(methodCode, zero));
    const report = lint(yct.buildResponse(methodCode, zero), { method: methodCode });
    has(report.diagnostics);
    assert.equal(report.value.result[0].tradeMode, "0");
  }
});

test("D12: the payment platform's refund number is optional", () => {
  for (const [methodCode, name] of [["ordersQuery", "agtRefundOrderNo"], ["regOrdersQuery", "agtRefundPayOrderNo"]]) {
    assert.deepEqual(errorsOf(yct.checkResponse(methodCode, recordWith(methodCode, { [name]: undefined }))), []);
  }
});

test("D13: regMode has no 0, and the message says which fields have one", () => {
  for (const locale of ["zh-CN", "en"]) {
    const finding = only(lint(requestTextWith("ordersQuery", { regMode: "0" }), { locale }).diagnostics, "code/unknown");
    assert.deepEqual(finding.path, ["methodParams", "regMode"]);
    for (const name of ["orderMode", "tradeMode"]) assert.ok(words(finding).includes(name), words(finding));
  }
  assertRead(requestTextWith("ordersQuery", { orderMode: "0", tradeMode: "0" }), {}, [], canonicalRequest(requestWith("ordersQuery", { orderMode: "0", tradeMode: "0" })));
});

suite("D15: order, repetition and unknown names", () => {
  const printed = requestTextWith("refundGeneral");
  const insert = (text) => printed.replace("<refundAmout>", `${text}<refundAmout>`);

  test("an unknown element is a warning, and dropped", () => assertRequest(insert("<zzUnknownZz>1</zzUnknownZz>"), ["field/unknown methodParams/zzUnknownZz"]));
  test("so is an unknown key of a value", () => {
    const told = yct.checkRequest(requestWith("refundGeneral", { zzUnknownZz: 1 }));
    assert.deepEqual(placesOf(told), ["field/unknown methodParams/zzUnknownZz"]);
    assert.deepEqual(yct.parseRequest(yct.buildRequest(requestWith("refundGeneral", { zzUnknownZz: 1 }))), value);
    assert.deepEqual(placesOf(yct.checkRequest({ ...requestWith("stopReg"), zzUnknownZz: {} })), ["field/unknown zzUnknownZz"]);
  });
  test("the second of two is reported, the first is related, and the first counts", () => {
    const text = insert("<refundAmout>777</refundAmout>");
    const finding = only(lint(text).diagnostics, "field/duplicate");
    assert.equal(finding.severity, "error");
    assert.ok(finding.span.start > text.indexOf("777"));
    const { span } = finding.related[0];
    assert.ok(span.start <= text.indexOf("777") && span.start >= text.indexOf("<refundAmout>777"));
  });

  for (const [wrong, right, methodCode, eventCode] of [["refundAmount", "refundAmout", "refundGeneral"], ["payAmount", "payAmout", "msgPush", "26"], ["orderno", "orderNo", "refundGeneral"], ["partialOrAllRefund", "partialOrAllrefund", "refundGeneral"], ["Secret", "secret", "stopReg"]]) {
    test(`${wrong} is a misspelt ${right}, in texts and in values`, () => {
      const text = requestTextWith(methodCode, {}, eventCode).replaceAll(new RegExp(`(?<=</?)${right}>`, "g"), `${wrong}>`);
      const { diagnostics } = lint(text);
      const finding = only(diagnostics, "field/misspelled");
      assert.deepEqual(errorsOf(diagnostics), [finding]);
      assert.ok(words(finding).includes(wrong) && words(finding).includes(right), words(finding));
      assert.equal(text.slice(finding.span.start, finding.span.end).replaceAll(/[</>]/g, ""), wrong);

      const given = requestWith(methodCode, {}, eventCode);
      const holder = given.methodParams[right] === undefined ? given.methodParams.eventParams : given.methodParams;
      holder[wrong] = holder[right];
      delete holder[right];
      assert.deepEqual(rulesOf(errorsOf(yct.checkRequest(given))), ["field/misspelled"]);
      assert.throws(() => yct.buildRequest(given), yct.EnvelopeError);
    });
  }
  test("beside the field itself, a similar name is merely unknown", () => {
    assertRequest(insert("<partialOrAllRefund>2</partialOrAllRefund>"), ["field/unknown methodParams/partialOrAllRefund"]);
  });
});

suite("D16: white space", () => {
  test("around a value is an info that fix follows; inside a text it stays", () => {
    const text = requestTextWith("refundGeneral", { refundType: " 1\n", refundAmout: "\t1990 ", refundTime: " 2016-08-27 00:00:00", refundReason: " a \n b\t" });
    const places = ["refundType", "refundAmout", "refundTime", "refundReason"].map((name) => `field/whitespace methodParams/${name}`);
    const params = { ...value.methodParams, refundType: "1", refundAmout: 1990, refundTime: "2016-08-27 00:00:00", refundReason: "a \n b" };
    assertRequest(text, places, { ...value, methodParams: params });
    assert.deepEqual(fix(text).report.diagnostics, []);
    assert.deepEqual(fix(text).report.value, { ...value, methodParams: params });
  });
  test("around a list, and around the envelope's own values", () => {
    const text = requestTextWith("stopReg", { orderList: " A1,A2 ", methodCode: " stopReg ", responseType: "\n1" });
    const report = lint(text);
    assert.deepEqual(placesOf(report.diagnostics), ["field/whitespace methodCode", "field/whitespace methodParams/orderList", "field/whitespace responseType"]);
    assert.deepEqual(report.value.methodParams.orderList, ["A1", "A2"]);
    assert.equal(report.value.responseType, "1");
  });
  test("around a given text is not written", () => assert.ok(yct.buildRequest(requestWith("refundGeneral", { refundReason: " a b\n" })).includes("<refundReason>a b</refundReason>")));
  test("alone is nothing", () => assert.deepEqual(placesOf(lint(requestTextWith("refundGeneral", { refundReason: " \n" })).diagnostics), ["field/empty methodParams/refundReason"]));
});

suite("D17: attributes, namespaces, comments and DTDs", () => {
  const printed = requestTextWith("refundGeneral");
  test("an attribute is a warning, and fix removes it", () => {
    const text = printed.replace("<refundType>", '<refundType a="1">').replace("<arg0>", "<arg0 b='&lt;'>");
    assertRequest(text, ["xml/attribute ", "xml/attribute methodParams/refundType"]);
    assert.equal(fix(text).text, printed);
  });
  test("a namespace is an info", () => {
    const { value: read, diagnostics } = lint(printed.replaceAll("arg0>", "w:arg0>").replace("<w:arg0>", '<w:arg0 xmlns:w="urn:w">'));
    assert.deepEqual(new Set(rulesOf(diagnostics)), new Set(["xml/namespace"]));
    assert.deepEqual(read, value);
  });
  test("comments and processing instructions are nothing, inside a value too", () => {
    const amount = String(value.methodParams.refundAmout);
    const text = requestTextWith("refundGeneral", { refundAmout: `${amount.slice(0, 1)}<!-- <a>&--><?p q?>${amount.slice(1)}` });
    assertRequest(`<!-- a -->${text.replace(/<\?xml.*?\?>\s*/, "")}<?p?>`, []);
  });
  for (const dtd of ["<!DOCTYPE arg0>", '<!DOCTYPE arg0 [<!ENTITY a "b">]>', '<!DOCTYPE arg0 SYSTEM "file:///etc/passwd">', `<!DOCTYPE a [${'<!ENTITY a "&b;&b;&b;&b;">'.repeat(50)}]>`]) {
    test(`${dtd.slice(0, 40)} is refused`, () => {
      assert.ok(rulesOf(errorsOf(lint(printed.replace("<arg0>", `${dtd}<arg0>`)).diagnostics)).includes("xml/doctype"));
      assert.equal(lint(printed.replace("<secret>", `${dtd}<secret>`)).value, null);
    });
  }
});

test("D18: an empty optional element is not written, and the same as absent", () => {
  const { partialOrAllrefund, ...params } = value.methodParams;
  assertRequest(requestTextWith("refundGeneral", { partialOrAllrefund: "" }), [], { ...value, methodParams: params });
  for (const nothing of ["", undefined]) assert.ok(!yct.buildRequest(requestWith("refundGeneral", { partialOrAllrefund: nothing })).includes("partialOrAllrefund"));
});

suite("D19: a start after its end", () => {
  for (const [methodCode, start, end, early, late] of [["ordersQuery", "startTime", "endTime", "2016-08-27 00:00:00", "2016-08-27 00:00:01"], ["regOrdersQuery", "startDate", "endDate", "2016-08-27", "2016-08-28"]]) {
    test(`of ${methodCode} is an error`, () => {
      only(lint(requestTextWith(methodCode, { [start]: late, [end]: early })).diagnostics, "time/reversed");
      only(yct.checkRequest(requestWith(methodCode, { [start]: late, [end]: early })), "time/reversed");
      for (const to of [early, late]) assert.deepEqual(errorsOf(lint(requestTextWith(methodCode, { [start]: early, [end]: to })).diagnostics), []);
    });
  }
});

suite("D20: the size of amounts", () => {
  const places = (refundAmout) => placesOf(lint(requestTextWith("refundGeneral", { refundAmout })).diagnostics);
  test("up to 9007199254740991 fen", () => {
    assert.deepEqual(places("9007199254740991"), []);
    assert.deepEqual(places("9007199254740992"), ["amount/out-of-range methodParams/refundAmout"]);
    assert.deepEqual(places("9".repeat(5000)), ["amount/out-of-range methodParams/refundAmout"]);
  });
  test("a refund of 0 is a warning", () => assert.deepEqual(places("0"), ["amount/zero methodParams/refundAmout"]));
  test("a refund above its payment is a warning", () => {
    for (const [refundTotalFee, rules] of [[1990, []], [1991, ["amount/exceeds-payment"]]]) {
      const told = yct.checkResponse("ordersQuery", recordWith("ordersQuery", { payTotalFee: 1990, refundTotalFee }));
      assert.deepEqual(rulesOf(told), rules);
    }
  });
});

suite("D21: a refund's record that lacks its number or amount is a warning", () => {
  for (const [methodCode, number] of [["ordersQuery", "refundOrderNo"], ["regOrdersQuery", "agtRefundOrderNo"]]) {
    const told = (changes) => rulesOf(yct.checkResponse(methodCode, recordWith(methodCode, { tradeType: "2", [number]: "R1", payTotalFee: 1990, refundTotalFee: 1990, ...changes }))).filter((rule) => rule === "record/incomplete-refund");
    test(methodCode, () => {
      assert.deepEqual(told({}), []);
      assert.deepEqual(told({ tradeType: "1", [number]: undefined, refundTotalFee: undefined }), []);
      for (const name of [number, "refundTotalFee"]) assert.ok(told({ [name]: undefined }).length > 0, name);
    });
  }
});

suite("D22: SOAP", () => {
  const namespaces = ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"];
  const wrap = (namespace, body) => `<s:Envelope xmlns:s="${namespace}"><s:Header/><s:Body>${body}</s:Body></s:Envelope>`;
  const bare = (text) => text.replace(/<\?xml.*?\?>\s*/, "");
  for (const namespace of namespaces) {
    test(`a request in ${namespace}`, () => {
      const request = bare(requestTextWith("refundGeneral"));
      assertRequest(wrap(namespace, request), ["envelope/soap "]);
      assertRequest(wrap(namespace, `<ns2:invoke xmlns:ns2="urn:x">${request}</ns2:invoke>`), ["envelope/soap "]);
    });
    test(`a response in ${namespace}`, () => {
      const response = bare(responseTextWith("ordersQuery"));
      for (const body of [response, `<ns2:invokeResponse xmlns:ns2="urn:x">${response}</ns2:invokeResponse>`]) {
        assertRead(wrap(namespace, body), { method: "ordersQuery" }, ["envelope/soap "], answer);
      }
    });
    test(`a Fault in ${namespace}`, () => {
      const report = lint(wrap(namespace, "<s:Fault><faultcode>s:Server</faultcode><faultstring>boom</faultstring></s:Fault>"), { method: "ordersQuery" });
      assert.deepEqual(rulesOf(errorsOf(report.diagnostics)), ["envelope/soap-fault"]);
    });
  }
});

suite("D23: bytes", () => {
  const text = declared("UTF-8", requestTextWith("refundGeneral", { refundReason: "中医停诊" }));
  const expected = { ...value, methodParams: { ...value.methodParams, refundReason: "中医停诊" } };
  const read = (bytes) => {
    const report = lint(bytes);
    return [report.source.encoding, rulesOf(report.diagnostics), report.value];
  };
  const encoded = (name, encoding) => encoders[name](declared(encoding, text));
  // How an encoding is spelt in a report is not settled; what it names is.
  const names = (label, encoding) => assert.equal(label.toLowerCase().replaceAll(/[-_]/g, ""), encoding.toLowerCase().replaceAll(/[-_]/g, ""));

  for (const [name, encoding, found] of [["UTF-8", "UTF-8", "UTF-8"], ["UTF-8 with a byte order mark", "UTF-8", "UTF-8"], ["UTF-16LE with a byte order mark", "UTF-16", "UTF-16LE"], ["UTF-16BE with a byte order mark", "UTF-16", "UTF-16BE"], ["GBK", "GBK", "GBK"], ["GBK", "gb18030", "GB18030"]]) {
    test(`${name}, declared as ${encoding}`, () => {
      const [label, told, is] = read(encoded(name, encoding));
      names(label, found);
      assert.deepEqual([told, is], [[], expected]);
      assert.deepEqual(yct.parseRequest(encoded(name, encoding)), expected);
    });
  }
  test("no declaration is UTF-8", () => assert.deepEqual(read(encoders["UTF-8"](text.replace(/<\?xml.*?\?>/, "")))[2], expected));
  for (const [name, encoding] of [["UTF-16LE with a byte order mark", "UTF-8"], ["UTF-8 with a byte order mark", "GBK"], ["UTF-8", "UTF-16"]]) {
    test(`${name}, declared as ${encoding}, is read with a warning`, () => assert.deepEqual(read(encoded(name, encoding)).slice(1), [["xml/encoding-mismatch"], expected]));
  }
  for (const encoding of ["Big5", "ISO-8859-1", "Shift_JIS"]) {
    test(`${encoding} is not read`, () => {
      const report = lint(encoded("UTF-8", encoding));
      assert.ok(rulesOf(report.diagnostics).includes("xml/encoding"));
      assert.equal(report.value, null);
    });
  }
  test("what does not decode is an error at its place", () => {
    for (const [bytes, encoding] of [[encoded("GBK", "UTF-8"), "UTF-8"], [Buffer.concat([encoded("GBK", "GBK"), Uint8Array.of(0xff)]), "GBK"]]) {
      const report = lint(new Uint8Array(bytes));
      names(report.source.encoding, encoding);
      const { span } = only(report.diagnostics, "xml/encoding");
      assert.equal(report.value, null);
      if (encoding === "UTF-8") assert.equal(span.start, report.source.text.indexOf("<refundReason>") + "<refundReason>".length);
    }
  });
  test("only a declaration at the very start says anything", () => {
    const undeclared = text.replace(/<\?xml.*?\?>/, "");
    for (const lead of ['<!-- <?xml version="1.0" encoding="GBK"?> -->', '<?xml-stylesheet encoding="GBK"?>', '<?note <?xml encoding="Big5"?>']) {
      assert.deepEqual(read(encoders["UTF-8"](lead + undeclared)), ["UTF-8", [], expected]);
    }
    const json = JSON.stringify({ resultCode: "-1", resultDesc: '医 <?xml version="1.0" encoding="GBK"?>' });
    assert.deepEqual(yct.parseResponse("stopReg", encoders["UTF-8"](json)), JSON.parse(json));
  });
  test("in a text, a mark is nothing and a declared encoding says nothing", () => {
    for (const encoding of ["GBK", "UTF-16", "Big5"]) assertRead(`\uFEFF${declared(encoding, text)}`, {}, [], expected);
  });
  test("a view into a larger buffer is read alone", () => {
    const bytes = encoders["UTF-8"](text);
    const buffer = new Uint8Array(bytes.length + 20).fill(0xff);
    buffer.set(bytes, 10);
    assert.deepEqual(yct.parseRequest(buffer.subarray(10, 10 + bytes.length)), expected);
    assert.deepEqual(yct.parseRequest(Buffer.from(text)), expected);
  });
  test("JSON in bytes", () => {
    const json = yct.buildResponse("ordersQuery", answer, { format: "json" });
    for (const encode of [encoders["UTF-8"], encoders["UTF-16LE with a byte order mark"]]) assert.deepEqual(yct.parseResponse("ordersQuery", encode(json)), answer);
  });
});

test("D24: regOrdersQuery alone is provisional", () => {
  for (const methodCode of methodCodes) {
    const expected = methodCode === "regOrdersQuery" ? ["envelope/provisional"] : [];
    assert.deepEqual(rulesOf(lint(requestTextWith(methodCode)).diagnostics), expected);
    assert.deepEqual(rulesOf(yct.checkRequest(requestWith(methodCode))), expected);
    assert.equal(methods.find((method) => method.methodCode === methodCode).provisional, expected.length > 0);
  }
});

test("D26: an amount in a text is 0 or has no leading zero", () => {
  for (const refundAmout of ["00", "01", "+1", "-0", "1 000", "1_000", "0x1", "1."]) {
    assert.deepEqual(placesOf(lint(requestTextWith("refundGeneral", { refundAmout })).diagnostics), ["amount/not-fen methodParams/refundAmout"]);
  }
  for (const currentNum of ["00", "01", "+1", "-1", "1.0", "1e1"]) {
    assert.deepEqual(placesOf(lint(requestTextWith("msgPush", { currentNum }, "16")).diagnostics), ["count/not-whole methodParams/eventParams/currentNum"]);
  }
});

suite("what is forbidden", () => {
  const forbidden = ["\u0000", "\u0001", "\u000B", "\u001F", "\uFFFE", "\uFFFF", "\uD83D", "\uDE00", "a\uDE00\uD83D"];
  for (const character of forbidden) {
    test(`${JSON.stringify(character)} is neither written nor read`, () => {
      const given = requestWith("refundGeneral", { refundReason: `a${character}b` });
      assert.deepEqual(placesOf(errorsOf(yct.checkRequest(given))), ["xml/invalid-character methodParams/refundReason"]);
      assert.throws(() => yct.buildRequest(given), yct.EnvelopeError);
      const report = lint(requestTextWith("refundGeneral", { refundReason: `a${character}b` }));
      assert.ok(rulesOf(errorsOf(report.diagnostics)).every((rule) => rule.startsWith("xml/")) && report.value === null);
    });
  }
  for (const reference of ["&#0;", "&#1;", "&#xFFFE;", "&#xD83D;", "&#x110000;", "&#99999999999999999999;", "&nope;", "&#;", "&"]) {
    test(`${reference} is not read`, () => {
      assert.ok(rulesOf(errorsOf(lint(requestTextWith("refundGeneral", { refundReason: `a${reference}b` })).diagnostics)).some((rule) => rule.startsWith("xml/")));
    });
  }

  test("depth beyond the limit is an error, never a crash", () => {
    for (const depth of [65, 20_000]) {
      const nested = "<a>".repeat(depth) + "</a>".repeat(depth);
      for (const text of [nested, requestTextWith("refundGeneral", { refundReason: nested }), "<a>".repeat(depth), "[".repeat(depth), `{"result":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`]) {
        assert.ok(errorsOf(lint(text).diagnostics).length > 0);
        assert.equal(typeof fix(text).text, "string");
        assert.equal(typeof yct.mask(text), "string");
        assert.equal(typeof yct.format(text), "string");
      }
      assert.ok(rulesOf(lint(nested).diagnostics).includes("limit/depth"));
    }
    assert.ok(rulesOf(lint("<a><b/></a>", { limits: { depth: 1 } }).diagnostics).includes("limit/depth"));
  });
  test("size beyond the limit is an error", () => {
    const text = built();
    assert.ok(rulesOf(lint(text, { limits: { size: text.length - 1 } }).diagnostics).includes("limit/size"));
    assert.deepEqual(lint(text, { limits: { size: text.length } }).diagnostics, []);
    assert.ok(rulesOf(lint("a".repeat(64 * 1024 * 1024 + 1)).diagnostics).includes("limit/size"));
  });
  test("findings beyond the limit are counted", () => {
    const text = requestTextWith("refundGeneral", { refundReason: "x" }).replace("<refundReason>", `${Array.from({ length: 1500 }, (_, i) => `<zz${i}/>`).join("")}<refundReason>`);
    const { diagnostics, value: read } = lint(text);
    assert.match(words(only(diagnostics, "limit/findings")), /1[ ,]?500/);
    assert.ok(diagnostics.length <= 1001 && read !== null);
    const few = lint(requestTextWith("refundGeneral", { refundType: "9", refundAmout: "x" }), { limits: { findings: 1 } });
    assert.equal(few.value, null);
    assert.equal(few.diagnostics.filter(({ rule }) => rule !== "limit/findings").length, 1);
  });
  test("one large text field is read whole", () => {
    const large = "医]]>".repeat(500_000);
    assert.equal(yct.parseRequest(yct.buildRequest(requestWith("refundGeneral", { refundReason: large }))).methodParams.refundReason, large);
  });
});
