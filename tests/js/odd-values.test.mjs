/** What no sane caller passes: odd values where data belongs, and calls that misuse the functions. After each, the module answers a good call. */
import assert from "node:assert/strict";
import { afterEach, suite, test } from "node:test";
import { deep, odd } from "./oddities.mjs";
import { errorsOf } from "./reports.mjs";
import { recordWith, requestTextWith, requestWith } from "./samples.mjs";
import * as yct from "./watched.mjs";

const good = requestWith("refundGeneral");
const goodText = yct.buildRequest(good);

afterEach(() => {
  assert.equal(yct.buildRequest(good), goodText);
  assert.deepEqual(yct.checkRequest(good), []);
});

/** What a call gives: errors, or the caller's own exception passing through (a revoked proxy throws a TypeError of its own). */
function refused(call) {
  try {
    return call();
  } catch (error) {
    assert.ok(error instanceof yct.CallersError || error instanceof yct.EnvelopeError || (error instanceof TypeError && /revoked|proxy/i.test(error.message)), error.stack);
    return "thrown";
  }
}

const assertErrors = (told) => assert.ok(told === "thrown" || errorsOf(told).length > 0);

/** Asserts that the value is refused by check and by build alike. */
function assertRefused(check, build) {
  assertErrors(refused(check));
  assert.equal(refused(build), "thrown");
}

suite("as a whole request or response,", () => {
  for (const [name, make] of Object.entries({ undefined: () => undefined, null: () => null, "an empty array": () => [], ...odd })) {
    test(`${name} is refused`, () => {
      assertRefused(() => yct.checkRequest(make()), () => yct.buildRequest(make()));
      assertRefused(() => yct.checkResponse("ordersQuery", make()), () => yct.buildResponse("ordersQuery", make()));
      for (const schema of Object.values(yct.schemas)) {
        const told = refused(() => schema["~standard"].validate(make()));
        assert.ok(told === "thrown" || told.issues.length > 0);
      }
    });
  }
});

// An integer may yet be read as a text; what it would mean there is not settled.
const integers = new Set(["2^53", "a huge bigint", "a negative bigint"]);
const takesText = new Set(["secret", "orderList's item"]);

suite("in a request's place,", () => {
  const places = {
    methodCode: (value) => ({ ...good, methodCode: value }),
    responseType: (value) => ({ ...good, responseType: value }),
    methodParams: (value) => ({ ...good, methodParams: value }),
    secret: (value) => requestWith("refundGeneral", { secret: value }),
    refundType: (value) => requestWith("refundGeneral", { refundType: value }),
    refundAmout: (value) => requestWith("refundGeneral", { refundAmout: value }),
    refundTime: (value) => requestWith("refundGeneral", { refundTime: value }),
    orderList: (value) => requestWith("stopReg", { orderList: value }),
    "orderList's item": (value) => requestWith("stopReg", { orderList: ["A1", value] }),
    eventCode: (value) => requestWith("msgPush", { eventCode: value }, "16"),
    eventParams: (value) => requestWith("msgPush", { eventParams: value }, "16"),
  };
  for (const [place, at] of Object.entries(places)) {
    test(`${place}, everything odd is refused`, () => {
      for (const [name, make] of Object.entries(odd)) {
        if (takesText.has(place) && integers.has(name)) continue;
        try {
          assertRefused(() => yct.checkRequest(at(make())), () => yct.buildRequest(at(make())));
        } catch (error) {
          throw new Error(`${name}: ${error.message}`, { cause: error });
        }
      }
    });
  }
});

suite("in a response's place,", () => {
  const places = {
    resultCode: (value) => ({ ...recordWith("ordersQuery"), resultCode: value }),
    "a record": (value) => ({ resultCode: "0", result: [value] }),
    payTotalFee: (value) => recordWith("ordersQuery", { payTotalFee: value }),
    orderMode: (value) => recordWith("ordersQuery", { orderMode: value }),
  };
  for (const [place, at] of Object.entries(places)) {
    test(`${place}, everything odd is refused`, () => {
      for (const [name, make] of Object.entries(odd)) {
        try {
          assertRefused(() => yct.checkResponse("ordersQuery", at(make())), () => yct.buildResponse("ordersQuery", at(make())));
        } catch (error) {
          throw new Error(`${name}: ${error.message}`, { cause: error });
        }
      }
    });
  }
});

test("a value that doubles at every level is refused in a moment", () => {
  const start = performance.now();
  for (const wrap of [(a) => ({ a, b: a }), (a) => ({ methodParams: a, result: a }), (a) => [a, a]]) {
    const doubled = () => deep(60, wrap);
    assertRefused(() => yct.checkRequest(doubled()), () => yct.buildRequest({ ...good, methodParams: doubled() }));
    assertRefused(() => yct.checkResponse("ordersQuery", { resultCode: "0", result: doubled() }), () => yct.buildRequest(requestWith("stopReg", { orderList: doubled() })));
  }
  const seconds = (performance.now() - start) / 1000;
  assert.ok(seconds < 5, `${seconds} s`);
});

suite("what looks odd and is data", () => {
  const same = (value) => assert.equal(yct.buildRequest(value), goodText);
  test("a request without prototypes", () => same(Object.assign(Object.create(null), { ...good, methodParams: Object.assign(Object.create(null), good.methodParams) })));
  test("a frozen request", () => same(Object.freeze({ ...good, methodParams: Object.freeze({ ...good.methodParams }) })));
  test("a transparent proxy", () => same(new Proxy({ ...good, methodParams: new Proxy(good.methodParams, {}) }, {})));
  test("the keys in any order", () => same({ methodParams: Object.fromEntries(Object.entries(good.methodParams).reverse()), ...good }));
  test("a getter is read once", () => {
    let reads = 0;
    const value = { ...good, methodParams: { ...good.methodParams, get refundAmout() { return [good.methodParams.refundAmout, "12.5"][reads++]; } } };
    same(value);
    assert.equal(reads, 1);
  });
  test("inherited fields are none of the value's own", () => {
    const inherited = Object.create(good.methodParams);
    assert.ok(errorsOf(yct.checkRequest({ ...good, methodParams: inherited })).length > 0);
  });
  test("the value is left as it was", () => {
    const value = requestWith("refundGeneral", { refundReason: " a " });
    const before = structuredClone(value);
    yct.buildRequest(value);
    yct.checkRequest(value);
    assert.deepEqual(value, before);
  });
});

suite("misuse is a TypeError or a RangeError", () => {
  const { lint, fix, format, mask, rejection } = yct;
  const request = goodText;
  const bad = () => lint(requestTextWith("refundGeneral", { refundType: "9" }));
  const misuse = {
    TypeError: {
      "lint of nothing": () => lint(),
      "lint of null": () => lint(null),
      "lint of a number": () => lint(1),
      "lint of a boxed string": () => lint(new String(request)),
      "lint of an array": () => lint([60]),
      "lint of an ArrayBuffer": () => lint(new ArrayBuffer(4)),
      "lint of a Uint16Array": () => lint(new Uint16Array(4)),
      "lint with options that are text": () => lint(request, "en"),
      "lint with null for options": () => lint(request, null),
      "lint with a locale that is a number": () => lint(request, { locale: 1 }),
      "fix of bytes": () => fix(new Uint8Array(4)),
      "format of nothing": () => format(),
      "mask of an object": () => mask({}),
      "rejection of nothing": () => rejection(),
      "rejection of a text": () => rejection(request),
      "parseRequest of an object": () => yct.parseRequest({}),
      "parseResponse of two methods": () => yct.parseResponse("stopReg", "{}", { method: "msgPush" }),
      "parseResponse without a text": () => yct.parseResponse("stopReg"),
      "buildRequest with options that are a number": () => yct.buildRequest(good, 1),
    },
    RangeError: {
      "lint with an unknown locale": () => lint(request, { locale: "fr" }),
      "lint with an unknown method": () => lint(request, { method: "orderQuery" }),
      "lint with an unknown kind": () => lint(request, { kind: "answer" }),
      "lint with a negative limit": () => lint(request, { limits: { depth: -1 } }),
      "lint with half a limit": () => lint(request, { limits: { findings: 0.5 } }),
      "format with a negative indent": () => format(request, { indent: -1 }),
      "format with half an indent": () => format(request, { indent: 1.5 }),
      "format with a huge indent": () => format(request, { indent: 1000 }),
      "checkResponse of an unknown method": () => yct.checkResponse("refund", {}),
      "buildResponse of an unknown method": () => yct.buildResponse("__proto__", {}),
      "buildResponse in an unknown format": () => yct.buildResponse("stopReg", { resultCode: "0" }, { format: "yaml" }),
      "parseResponse of an unknown method": () => yct.parseResponse("toString", "{}"),
      "sampleRequest of an unknown method": () => yct.sampleRequest("refund"),
      "sampleRequest of an unknown event": () => yct.sampleRequest("msgPush", { eventCode: "17" }),
      "sampleResponse with a negative number of records": () => yct.sampleResponse("ordersQuery", { records: -1 }),
      "sampleResponse with half a record": () => yct.sampleResponse("ordersQuery", { records: 0.5 }),
      "rejection of a report without an error": () => rejection(lint(request)),
      "rejection in an unknown format": () => rejection(bad(), { format: "yaml" }),
    },
  };
  for (const [type, calls] of Object.entries(misuse)) {
    for (const [name, call] of Object.entries(calls)) {
      test(name, () => assert.throws(call, (error) => error.name === type && error.constructor === globalThis[type], `a ${type}`));
    }
  }
});

suite("a rejection", () => {
  test("speaks the language of its report unless told", () => {
    const english = yct.lint("<arg0/>", { locale: "en" });
    assert.match(yct.rejection(english), /the request has 3 errors: the required/);
    assert.match(yct.rejection(yct.lint("<arg0/>")), /请求有 3 处错误：缺少必填的/);
    assert.match(yct.rejection(english, { locale: "zh-CN" }), /请求有 3 处错误/);
  });

  const report = (responseType) => yct.lint(requestTextWith("refundGeneral", { responseType, refundType: "9", refundAmout: "3.00" }));
  test("answers in the format that the request asked for, unless told", () => {
    assert.ok(yct.rejection(report("0")).includes("<return>"));
    assert.equal(JSON.parse(yct.rejection(report("1"))).resultCode, "2");
    assert.equal(JSON.parse(yct.rejection(report("0"), { format: "json" })).resultCode, "2");
    assert.ok(yct.rejection(yct.lint("<")).includes("<return>"));
  });
  test("names every error", () => {
    const { resultCode, resultDesc } = yct.parseResponse("refundGeneral", yct.rejection(report("0")));
    assert.equal(resultCode, "2");
    for (const name of ["refundType", "refundAmout"]) assert.ok(resultDesc.includes(name), resultDesc);
  });
});
