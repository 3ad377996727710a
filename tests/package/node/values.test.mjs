/** Odd JavaScript values: each is answered by findings or by its own exception, and none breaks the module. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as yct from "yct-envelope";

const good = yct.sampleRequest("refundGeneral");

// Whatever a test did: the module answers the next call.
afterEach(() => assert.deepEqual(yct.parseRequest(yct.buildRequest(good)), good));

/** A request with one parameter replaced. */
const withReason = (refundReason) => ({ ...good, methodParams: { ...good.methodParams, refundReason } });

/** The value has an error, and build says the same. */
function refused(value) {
  const errors = yct.checkRequest(value, { locale: "en" }).filter(({ severity }) => severity === "error");
  assert.notEqual(errors.length, 0);
  assert.throws(() => yct.buildRequest(value, { locale: "en" }), (error) => {
    assert.ok(error instanceof yct.EnvelopeError);
    assert.deepEqual(error.diagnostics, errors);
    return true;
  });
  return errors;
}

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const nested = (levels, wrap) => {
  let value = "x";
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
};

const doubling = (levels) => {
  let value = { leaf: "x" };
  for (let level = 0; level < levels; level++) value = { left: value, right: value };
  return value;
};

const cyclic = () => {
  const value = { ...good };
  value.methodParams = value;
  return value;
};

const ODD = {
  undefined: undefined,
  null: null,
  boolean: true,
  number: 12.5,
  NaN: NaN,
  symbol: Symbol("s"),
  function: () => "x",
  class: class {},
  Date: new Date(0),
  "invalid Date": new Date(NaN),
  Map: new Map([["a", 1]]),
  Set: new Set([1]),
  RegExp: /x/,
  Promise: Promise.resolve("x"),
  Error: new Error("x"),
  "boxed string": Object("x"),
  "typed array": new Uint8Array(4),
  ArrayBuffer: new ArrayBuffer(4),
  WeakMap: new WeakMap(),
  arguments: (function () { return arguments; })(1, 2),
  generator: (function* () { yield 1; })(),
  globalThis,
  array: ["x"],
  "array of odd things": [undefined, null, Symbol("s"), () => {}, [[]]],
  "object without a prototype": Object.assign(Object.create(null), { a: "x" }),
  "own __proto__": JSON.parse('{"__proto__": {"polluted": "yes"}}'),
  "transparent Proxy": new Proxy({}, {}),
  "array-like": { length: 4_000_000_000 },
  "200 000 objects deep": nested(200_000, (inner) => ({ inner })),
  "200 000 arrays deep": nested(200_000, (inner) => [inner]),
  cyclic: cyclic(),
};

for (const [name, value] of Object.entries(ODD)) {
  test(`as a request: ${name}`, () => refused(value));
  test(`as methodParams: ${name}`, () => refused({ ...good, methodParams: value }));
  test(`as a text field: ${name}`, () => refused(withReason(value)));
  test(`as an answer: ${name}`, () => {
    assert.throws(() => yct.buildResponse("ordersQuery", value), yct.EnvelopeError);
    assert.throws(() => yct.buildResponse("ordersQuery", { resultCode: "0", result: [value] }), yct.EnvelopeError);
  });
  test(`under the schema: ${name}`, () => {
    const { issues } = yct.schemas.refundGeneral["~standard"].validate(value);
    assert.notEqual(issues.length, 0);
  });
}

for (const [name, value] of Object.entries({
  "sparse huge array": new Array(4_000_000_000),
  "two of the same at each of 60 levels": doubling(60),
  "a bigint that takes minutes to write out": 1n << 100_000_000n,
})) {
  test(`more than anyone can read: ${name}`, () => {
    const errors = yct.checkRequest({ ...good, methodParams: value }).filter(({ severity }) => severity === "error");
    assert.notEqual(errors.length, 0);
  });
}

test("no prototype is touched", () => {
  yct.checkRequest(JSON.parse('{"__proto__": {"polluted": "yes"}, "methodParams": {"__proto__": {"polluted": "yes"}}}'));
  assert.equal({}.polluted, undefined);
});

test("an exception of a getter passes through as it is", () => {
  const thrown = new Error("the caller's own");
  const params = Object.defineProperty({ ...good.methodParams }, "refundReason", { enumerable: true, get: () => { throw thrown; } });
  for (const call of [yct.buildRequest, yct.checkRequest]) {
    assert.throws(() => call({ ...good, methodParams: params }), (error) => error === thrown);
  }
  assert.throws(() => yct.schemas.refundGeneral["~standard"].validate(params), (error) => error === thrown);
  assert.throws(() => yct.lint("", { get locale() { throw thrown; } }), (error) => error === thrown);
});

test("an exception of a Proxy passes through as it is", () => {
  const thrown = new Error("the caller's own");
  for (const trap of ["get", "ownKeys", "getOwnPropertyDescriptor"]) {
    const params = new Proxy({ ...good.methodParams }, { [trap]() { throw thrown; } });
    assert.throws(() => yct.checkRequest({ ...good, methodParams: params }), (error) => error === thrown);
  }
  assert.throws(() => yct.checkRequest(revoked()), TypeError);
});

test("nothing is read twice", () => {
  const reads = new Map();
  const counting = (target) => new Proxy(target, {
    get(object, key) {
      if (typeof key === "string") reads.set(key, (reads.get(key) ?? 0) + 1);
      return object[key];
    },
  });
  yct.buildRequest(counting({ ...good, methodParams: counting(good.methodParams) }));
  assert.deepEqual([...reads.values()].filter((count) => count !== 1), []);
  assert.ok(reads.has("refundAmout"));
});

test("a getter that answers differently each time is asked once", () => {
  let asked = 0;
  const params = Object.defineProperty({ ...good.methodParams }, "refundAmout", { enumerable: true, get: () => ++asked });
  const text = yct.buildRequest({ ...good, methodParams: params });
  assert.equal(yct.parseRequest(text).methodParams.refundAmout, 1);
});

test("instances, null prototypes and Proxies are as good as plain objects", () => {
  class Params {
    constructor() {
      Object.assign(this, good.methodParams);
    }
  }
  for (const methodParams of [new Params(), Object.assign(Object.create(null), good.methodParams), new Proxy(good.methodParams, {})]) {
    assert.equal(yct.buildRequest({ ...good, methodParams }), yct.buildRequest(good));
  }
});

test("a key that is undefined is no key", () => {
  assert.deepEqual(yct.parseRequest(yct.buildRequest({ ...good, responseType: undefined, extra: undefined })), good);
  assert.deepEqual(yct.checkRequest({ ...good, extra: undefined }), yct.checkRequest(good));
});

test("amounts and codes in every form that is taken", () => {
  const written = (refundAmout, refundType) => yct.buildRequest({ ...good, methodParams: { ...good.methodParams, refundAmout, refundType } });
  const expected = written(1990, "1");
  for (const amount of [1990n, "1990", 1990]) assert.equal(written(amount, 1), expected);
});

test("an integer is a text too, digit for digit", () => {
  for (const orderNo of [12345678901234567890n, "12345678901234567890"]) {
    const text = yct.buildRequest({ ...good, methodParams: { ...good.methodParams, orderNo } });
    assert.equal(yct.parseRequest(text).methodParams.orderNo, "12345678901234567890");
  }
});

test("amounts that are none", () => {
  for (const refundAmout of [12.5, "3.00", "1,000", NaN, Infinity, 2 ** 53, -1, -1n, 2n ** 64n, "", "０", true]) {
    const [error] = refused({ ...good, methodParams: { ...good.methodParams, refundAmout } });
    assert.deepEqual(error.path, ["methodParams", "refundAmout"]);
  }
});

test("lone surrogates are refused where they stand", () => {
  for (const text of ["\ud800", "a\udc00b", "\udc00\ud800"]) {
    const [error] = refused(withReason(text));
    assert.equal(error.rule, "xml/invalid-character");
    assert.deepEqual(error.path, ["methodParams", "refundReason"]);
  }
  assert.equal(yct.parseRequest(yct.buildRequest(withReason("a😀b"))).methodParams.refundReason, "a😀b");
  refused({ ...good, "\ud800": "x", methodParams: 1 });
});

test("a huge string is a limit, not a crash", () => {
  const errors = refused(withReason("x".repeat(70 * 1024 * 1024)));
  assert.equal(errors[0].rule, "limit/size");
});
