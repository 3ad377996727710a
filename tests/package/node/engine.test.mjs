/** Traps inside the module, and memory. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import * as yct from "yct-envelope";
import { fresh } from "./fresh.mjs";

const good = yct.sampleRequest("refundGeneral");
const text = yct.buildRequest(good);
/** Read by the whole module: plain texts need the small one alone. */
const broken = text.replace("</orderNo>", "");

function answers() {
  assert.deepEqual(yct.parseRequest(text), good);
}

/** Calls with ever less stack left, from none at all. Gives what the calls threw. */
function atTheEndOfTheStack(call) {
  const thrown = [];
  (function deeper() {
    try {
      deeper();
    } catch {
      // Each frame on the way back leaves a little more room.
    }
    if (thrown.length < 400) {
      try {
        call();
      } catch (error) {
        thrown.push(error);
      }
    }
  })();
  return thrown;
}

test("an exhausted stack is an EngineError or the host's own RangeError, and the next call works", () => {
  const calls = [() => yct.parseRequest(text), () => yct.buildRequest(good), () => yct.lint(new TextEncoder().encode(text)), () => yct.catalog(), () => yct.lint(broken), () => yct.fix(broken), () => yct.mask(text)];
  const thrown = calls.flatMap((call) => {
    const errors = atTheEndOfTheStack(call);
    answers();
    return errors;
  });
  assert.ok(thrown.length > 0);
  for (const error of thrown) assert.ok(error instanceof yct.EngineError || error instanceof RangeError, String(error));
});

test("where the scan of a text traps, it is read the ordinary way, and what began before goes on", async () => {
  const { Instance } = WebAssembly;
  let traps = 0;
  const trap = () => {
    traps += 1;
    throw new WebAssembly.RuntimeError("unreachable");
  };
  // Of the two modules only the scans have this export.
  WebAssembly.Instance = function (...module) {
    const { exports } = new Instance(...module);
    return { exports: "rows" in exports ? { ...exports, request: trap } : exports };
  };
  try {
    const trapping = await fresh("index.js");
    const sample = trapping.sampleResponse("ordersQuery", { records: 1000 });
    const answer = trapping.buildResponse("ordersQuery", sample);
    const report = trapping.lint(answer);
    const reading = trapping.readRecords("ordersQuery", [answer.slice(0, 300_000), answer.slice(300_000)], { batch: 100 });
    const records = [...(await reading.next()).value.records];
    assert.deepEqual(trapping.parseRequest(text), good);
    assert.deepEqual(report.value, sample);
    assert.deepEqual(trapping.parseRequest(text), good);
    for await (const batch of reading) records.push(...batch.records);
    assert.deepEqual(records, sample.result);
    assert.ok(traps > 0);
  } finally {
    WebAssembly.Instance = Instance;
  }
});

/** The module with a memory that cannot grow beyond a few pages more than it starts with. */
function cramped(wasm) {
  const MEMORY = 5;
  for (let at = 8; at < wasm.length;) {
    const [length, body] = leb(wasm, at + 1);
    if (wasm[at] === MEMORY) {
      const [least] = leb(wasm, body + 2);
      assert.deepEqual([...wasm.subarray(body, body + 2)], [1, 0], "one memory without a limit");
      const section = [1, 1, ...toLeb(least), ...toLeb(least + 16)];
      return Buffer.concat([wasm.subarray(0, at), Buffer.from([MEMORY, ...toLeb(section.length), ...section]), wasm.subarray(body + length)]);
    }
    at = body + length;
  }
  return assert.fail("the module has no memory");
}

function leb(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7, at++) {
    value |= (bytes[at] & 0x7f) << shift;
    if (bytes[at] < 0x80) return [value, at + 1];
  }
}

function toLeb(value) {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...toLeb(value >>> 7)];
}

test("exhausted memory is an EngineError, and the next call works", async () => {
  const slim = await fresh("slim.js");
  await slim.init(cramped(readFileSync(createRequire(import.meta.url).resolve("yct-envelope/yct-envelope.wasm"))));
  for (let round = 0; round < 3; round++) {
    assert.throws(() => slim.lint("x".repeat(16 * 1024 * 1024)), { name: "EngineError", message: /reset/ });
    assert.deepEqual(slim.parseRequest(text), good);
  }
});

/** The module with a function that panics in the place of an export's own: what a panic comes to under `panic = "abort"` is `unreachable`. */
function panicking(wasm, name) {
  const [TYPES, IMPORTS, EXPORTS, CODE] = [1, 2, 7, 10];
  const sections = new Map();
  for (let at = 8; at < wasm.length;) {
    const [length, body] = leb(wasm, at + 1);
    sections.set(wasm[at], { at, body, end: body + length });
    at = body + length;
  }
  assert.ok(sections.has(TYPES));
  const module = new WebAssembly.Module(wasm);
  const imported = WebAssembly.Module.imports(module).filter(({ kind }) => kind === "function").length;
  assert.ok(imported > 0 && sections.has(IMPORTS));
  let [count, at] = leb(wasm, sections.get(EXPORTS).body);
  let index;
  for (; count > 0; count--) {
    const [length, start] = leb(wasm, at);
    const [found, end] = leb(wasm, start + length + 1);
    if (wasm.subarray(start, start + length).toString() === name) index = found - imported;
    at = end;
  }
  assert.ok(index >= 0, `the module exports ${name}`);
  let [, code] = leb(wasm, sections.get(CODE).body);
  for (; index > 0; index--) {
    const [length, body] = leb(wasm, code);
    code = body + length;
  }
  const [length, body] = leb(wasm, code);
  const UNREACHABLE = Buffer.from([0, 0x00, 0x0b]); // no locals, unreachable, end
  const own = Buffer.concat([Buffer.from(toLeb(UNREACHABLE.length)), UNREACHABLE]);
  const section = sections.get(CODE);
  const inside = Buffer.concat([wasm.subarray(section.body, code), own, wasm.subarray(body + length, section.end)]);
  return Buffer.concat([wasm.subarray(0, section.at), Buffer.from([CODE, ...toLeb(inside.length)]), inside, wasm.subarray(section.end)]);
}

test("a panic is an EngineError, and the next call works", async () => {
  const slim = await fresh("slim.js");
  await slim.init(panicking(readFileSync(createRequire(import.meta.url).resolve("yct-envelope/yct-envelope.wasm")), "mask"));
  for (let round = 0; round < 3; round++) {
    assert.throws(() => slim.mask(text), (error) => error instanceof slim.EngineError && /reset/.test(error.message) && error.cause === undefined);
    assert.deepEqual(slim.parseRequest(text), good);
    assert.deepEqual(slim.lint(broken).value, null);
  }
});

test("what traps deep inside, handed a text that is not where it should be, is an EngineError, and the next call works", async () => {
  const { Instance } = WebAssembly;
  let corrupt = false;
  WebAssembly.Instance = function (...module) {
    const { exports } = new Instance(...module);
    const { mask } = exports;
    return { exports: { ...exports, mask: (pointer, ...rest) => mask(corrupt ? 0xfffffff0 : pointer, ...rest) } };
  };
  try {
    const slim = await fresh("slim.js");
    await slim.init(readFileSync(createRequire(import.meta.url).resolve("yct-envelope/yct-envelope.wasm")));
    const masked = slim.mask(text);
    for (let round = 0; round < 3; round++) {
      corrupt = true;
      assert.throws(() => slim.mask(text), { name: "EngineError", message: /reset/ });
      corrupt = false;
      assert.equal(slim.mask(text), masked);
    }
  } finally {
    WebAssembly.Instance = Instance;
  }
});

test("an EngineError says nothing of the input", () => {
  const secret = "CANARY-zqxjkvbpygf";
  const call = () => yct.buildRequest({ ...good, methodParams: { ...good.methodParams, secret } });
  for (const error of atTheEndOfTheStack(call).filter((error) => error instanceof yct.EngineError)) {
    assert.equal(error.cause, undefined);
    assert.ok(!`${error.message}${JSON.stringify(error)}`.includes("CANARY"));
  }
  answers();
});

test("the first call of all may end in an exhausted stack", async () => {
  const unstarted = await fresh("index.js");
  atTheEndOfTheStack(() => unstarted.lint(text));
  assert.deepEqual(unstarted.parseRequest(text), good);
});

test("a large call leaves no large memory behind", () => {
  const before = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
  for (let round = 0; round < 4; round++) yct.lint(`<arg0>${" ".repeat(40 * 1024 * 1024)}</arg0>`);
  globalThis.gc?.();
  answers();
  assert.ok(process.memoryUsage().arrayBuffers + process.memoryUsage().external - before < 1024 ** 3);
});

test("the largest text that is read by default, and one that is not", () => {
  const limit = 64 * 1024 * 1024;
  const rules = (source) => yct.lint(source).diagnostics.map(({ rule }) => rule);
  assert.deepEqual(rules("x".repeat(limit + 1)), ["limit/size"]);
  assert.deepEqual(rules(new Uint8Array(limit + 1)), ["limit/size"]);
  assert.ok(!rules("x".repeat(limit)).includes("limit/size"));
  answers();
});

test("deep nesting is answered", () => {
  for (const source of ["<a>".repeat(200_000), "[".repeat(200_000), '{"a":'.repeat(200_000), `<arg0>${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}</arg0>`]) {
    const { value, diagnostics } = yct.lint(source);
    assert.equal(value, null);
    assert.ok(diagnostics.some(({ severity }) => severity === "error"));
  }
  answers();
});

test("nothing is shared between calls", () => {
  const first = yct.catalog();
  first.methods.length = 0;
  assert.equal(yct.catalog().methods.length, 5);
  const report = yct.lint(text);
  report.value.methodParams.refundAmout = 0;
  assert.deepEqual(yct.lint(text).value, good);
  assert.throws(() => { yct.schemas.stopReg.jsonSchema.type = "x"; }, TypeError);
  assert.throws(() => { yct.RefundType.Registration = "2"; }, TypeError);
});
