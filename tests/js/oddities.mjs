/** Values that no sane caller passes. */
import { CANARY } from "./model.mjs";
import * as yct from "./watched.mjs";

const own = () => {
  throw new yct.CallersError("the caller's own");
};
const cyclic = () => {
  const object = { refundAmout: 1 };
  object.self = object;
  return object;
};
const cyclicArray = () => {
  const list = [];
  list.push(list);
  return list;
};
export const deep = (levels, wrap) => {
  let value = "x";
  for (let i = 0; i < levels; i++) value = wrap(value);
  return value;
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
/** An object in an object, without end. */
const endless = () => new Proxy({}, { ownKeys: () => ["a"], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), get: (_, key) => (key === "a" ? endless() : undefined) });

/** `name: () => value`: no data at all, wherever it stands. */
export const odd = {
  true: () => true,
  false: () => false,
  NaN: () => NaN,
  Infinity: () => -Infinity,
  "minus one half": () => -0.5,
  "2^53": () => 2 ** 53,
  "a huge bigint": () => 10n ** 400n,
  "a negative bigint": () => -1n,
  "a symbol": () => Symbol("x"),
  "a well-known symbol": () => Symbol.iterator,
  "a function": () => () => "1",
  "an async function": () => async () => {},
  "a class": () => class Refund {},
  "a Date": () => new Date(0),
  "an invalid Date": () => new Date(NaN),
  "a RegExp": () => /1/,
  "a Map": () => new Map([["secret", "x"]]),
  "a Set": () => new Set(["1"]),
  "a WeakMap": () => new WeakMap(),
  "a WeakRef": () => new WeakRef({}),
  "a Promise": () => Promise.resolve("1"),
  "a generator": () => (function* () {})(),
  "an Error": () => new Error(CANARY.slice(0, 4)),
  "a URL": () => new URL("https://example.invalid"),
  "an Intl formatter": () => new Intl.NumberFormat(),
  "a boxed string": () => new String("1"),
  "a boxed number": () => new Number(1),
  "a boxed boolean": () => new Boolean(true),
  "a boxed bigint": () => Object(1n),
  "a boxed symbol": () => Object(Symbol("x")),
  "a Buffer": () => Buffer.from("1"),
  "a Float64Array": () => new Float64Array([1]),
  "an ArrayBuffer": () => new ArrayBuffer(8),
  "a DataView": () => new DataView(new ArrayBuffer(8)),
  "the global object": () => globalThis,
  Math: () => Math,
  JSON: () => JSON,
  "a module": () => yct,
  "an empty object": () => ({}),
  "an object without prototype": () => Object.create(null),
  "a frozen object": () => Object.freeze({ a: Object.freeze([1]) }),
  "an object with __proto__ for a key": () => JSON.parse('{"__proto__":{"secret":"x"},"constructor":1}'),
  "an object of symbols": () => ({ [Symbol("secret")]: "x" }),
  "an object with hidden keys": () => Object.defineProperty({}, "secret", { value: "x", enumerable: false }),
  "an object with toJSON": () => ({ toJSON: () => "1" }),
  "an object with toString": () => ({ toString: () => "1", valueOf: () => 1, [Symbol.toPrimitive]: () => "1" }),
  "an object that throws when converted": () => ({ toString: own, valueOf: own, toJSON: own, [Symbol.toPrimitive]: own }),
  "an object with 5000 keys": () => Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`zz${i}`, i])),
  "a cyclic object": cyclic,
  "a cyclic array": cyclicArray,
  "200000 nested objects": () => deep(200_000, (a) => ({ a })),
  "200000 nested arrays": () => deep(200_000, (a) => [a]),
  "an object seen twice": () => (({ a }) => ({ a, b: a }))({ a: { c: 1 } }),
  "a sparse array": () => Array(1000),
  "an array-like": () => ({ length: 2 ** 31, 0: "1" }),
  "a long array": () => Array(10_000).fill(""),
  arguments: () => (function () { return arguments; })({}),
  "a lone surrogate": () => "\uD800",
  "a forbidden character": () => "\u0000",
  "a string of blanks": () => " \n\t",
  "a getter that throws": () => ({ get a() { return own(); } }),
  "a proxy that throws when listed": () => new Proxy({}, { ownKeys: own }),
  "a proxy that throws when read": () => new Proxy({ a: 1 }, { get: own }),
  "a proxy that throws at everything": () => new Proxy({}, new Proxy({}, { get: () => own })),
  "a proxy without end": endless,
  "a revoked proxy": revoked,
};
